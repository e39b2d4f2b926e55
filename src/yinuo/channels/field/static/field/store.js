// All that the phone keeps: IndexedDB with seven stores, wiped when the person signs out.
//   meta    key → value: pass, skew, lastSync, trouble
//   packet  one per round, as the server sent it (queries/packet.py)
//   days    listening days, as the server sent them (meetings/queries/listening_packet.py)
//   drafts  "marks:<site>" → {marks}, "note:<site>" → {uid, text, keeps_contact}, "reply:<question>" → {text},
//           "opinion:<day>", "answer:<opinion>:<kind>"
//   outbox  {id, kind, state, sentence, tries, next, queued_at, title, after, body}; body goes when it is done
//   photos  {id, note, site, state, sentence, tries, next, blob, made_at}; blob goes when it is done
//   sealed  by site: {site, digest, at} — of a sealed ballot only these stay readable
import { deleteDB, openDB } from "../vendor/idb/idb.js";

const NAME = "yinuo-field";
export const STORES = ["meta", "packet", "days", "drafts", "outbox", "photos", "sealed"];
const STRICT = { durability: "strict" };
const channel = "BroadcastChannel" in self ? new BroadcastChannel(NAME) : null;
const listeners = new Set();
let opened = null;

function database() {
  opened ??= openDB(NAME, 2, {
    upgrade(db, before) {
      db.createObjectStore("days", { keyPath: "id" });
      if (before === 1) return;
      db.createObjectStore("packet", { keyPath: "round.id" });
      db.createObjectStore("outbox", { keyPath: "id" });
      db.createObjectStore("photos", { keyPath: "id" });
      db.createObjectStore("sealed", { keyPath: "site" });
      for (const name of ["meta", "drafts"]) db.createObjectStore(name);
    },
    blocking(_now, _then, event) {
      event.target.close(); // another tab wipes the phone
      opened = null;
    },
    terminated() {
      opened = null;
    },
  });
  return opened;
}

// Call `listen` whenever something changed, in this tab or in another.
export function onChange(listen) {
  listeners.add(listen);
}

function changed(what) {
  channel?.postMessage(what);
  listeners.forEach((listen) => listen(what));
}

if (channel) channel.onmessage = (event) => listeners.forEach((listen) => listen(event.data));

export async function get(store, key) {
  return (await database()).get(store, key);
}

export async function all(store) {
  return (await database()).getAll(store);
}

// `quiet` writes are drafts while typing: nobody else needs to draw anything anew.
export async function put(store, value, key, { quiet = false } = {}) {
  const db = await database();
  const work = db.transaction(store, "readwrite", STRICT);
  await Promise.all([work.store.put(value, key), work.done]);
  if (!quiet) changed(store);
}

export async function remove(store, key) {
  await (await database()).delete(store, key);
  changed(store);
}

// Change a row if it is still there; a row that another tab has finished meanwhile is not brought back.
export async function change(store, key, how) {
  const db = await database();
  const work = db.transaction(store, "readwrite", STRICT);
  const row = await work.store.get(key);
  const fresh = row && how(row);
  if (fresh) await work.store.put(fresh);
  await work.done;
  if (fresh) changed(store);
  return fresh;
}

// Several writes or none: [[store, "put" | "delete", value or key, key]]. Not when `unless` [store, key] is there already.
export async function together(steps, { unless = null } = {}) {
  const db = await database();
  const work = db.transaction([...new Set(steps.map(([store]) => store))], "readwrite", STRICT);
  if (unless && (await work.objectStore(unless[0]).get(unless[1]))) return false;
  const done = steps.map(([store, verb, ...given]) => work.objectStore(store)[verb](...given));
  await Promise.all([...done, work.done]);
  changed("together");
  return true;
}

// A new packet takes the place of all earlier ones, in one transaction.
export async function renew(rounds, days) {
  const db = await database();
  const work = db.transaction(["packet", "days"], "readwrite");
  const fill = (name, rows) => [work.objectStore(name).clear(), ...rows.map((one) => work.objectStore(name).put(one))];
  await Promise.all([...fill("packet", rounds), ...fill("days", days), work.done]);
  changed("packet");
}

// Everything goes: rows first, so that nothing is left even where another tab holds the database open.
export async function wipe() {
  const db = await database();
  const work = db.transaction(STORES, "readwrite");
  await Promise.all([...STORES.map((name) => work.objectStore(name).clear()), work.done]);
  db.close();
  opened = null;
  await Promise.race([deleteDB(NAME), new Promise((after) => setTimeout(after, 2000))]);
  changed("wiped");
}

// Ask the browser not to throw this away when space is short.
export async function persist() {
  if (!navigator.storage?.persist) return false;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}
