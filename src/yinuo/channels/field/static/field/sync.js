// Handing in what waits, each item by itself: one that is stuck never blocks the others. One tab at a time does it.
import { measure } from "./clock.js";
import { call } from "./net.js";
import { BY_ITSELF, wake } from "./queue.js";
import { all, change, get, put, renew } from "./store.js";

const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 10 * 60_000;
const GIVE_UP = 3; // requests without any answer: the network is gone, the rest of this round need not try
const STALE = 60_000;
const OTHER_TAB = 3_000;
let running = null;
let more = false;
let again = null;

// Hand in all that may go now. `force` (something new, the network coming back) does not wait for anybody's turn;
// `press` (the button) tries even where the phone believes that there is no network.
export function sync({ force = false, press = false } = {}) {
  if (running) {
    more ||= force || press; // what was queued meanwhile goes right after
    return running;
  }
  if (!navigator.onLine && !press) return Promise.resolve();
  running = locked(force || press).finally(() => {
    running = null;
    if (more) sync({ force: !(more = false) });
  });
  return running;
}

export function begin() {
  self.addEventListener("online", () => sync({ force: true }));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sync());
  return sync({ force: true });
}

async function locked(force) {
  if (!(await get("meta", "pass"))) return;
  if (!navigator.locks) return round(force);
  const had = await navigator.locks.request("yinuo-field-sync", { ifAvailable: true }, async (lock) => {
    if (lock) await round(force);
    return Boolean(lock);
  });
  if (!had) later(OTHER_TAB);
}

function later(wait) {
  clearTimeout(again);
  again = setTimeout(() => sync(), wait);
}

// Rows that could go now, or after their wait; a photo waits for its note, what was said later for what it speaks of.
async function ready(store) {
  const known = await all(store);
  const rows = known.filter((row) => BY_ITSELF.includes(row.state));
  const open = new Set(known.filter((row) => row.state !== "done").map((row) => row.id));
  if (store === "outbox") return rows.filter((row) => !row.after?.some((id) => open.has(id)));
  const notes = new Map((await all("outbox")).map((row) => [row.id, row.state]));
  return rows.filter((row) => (notes.get(row.note) ?? "done") === "done");
}

async function round(force) {
  await wake();
  const silent = { count: 0 };
  const sent = [...(await inOrder(force, silent)), ...(await each("photos", force, silent, sendPhoto))];
  if (silent.count < GIVE_UP && !silent.stop) await freshen(force || sent.includes("done"), silent);
  await put("meta", { offline: silent.count > 0, signIn: Boolean(silent.stop) }, "trouble");
  await plan();
}

// The outbox, and again as long as something that others waited for has come in.
async function inOrder(force, silent) {
  const told = await each("outbox", force, silent, send);
  let more = told;
  while (more.includes("done") && (await ready("outbox")).some((row) => row.after?.length && row.tries === 0)) {
    more = await each("outbox", false, silent, send);
    told.push(...more);
  }
  return told;
}

async function each(store, force, silent, hand) {
  const due = (await ready(store))
    .filter((row) => force || row.next <= Date.now())
    .sort((a, b) => a.tries - b.tries || (a.queued_at ?? 0) - (b.queued_at ?? 0));
  const told = [];
  for (const row of due) {
    if (silent.count >= GIVE_UP || silent.stop) break;
    told.push(await hand(row, silent));
  }
  return told;
}

async function send(item, silent) {
  if (!(await change("outbox", item.id, (row) => ({ ...row, state: "sending" })))) return "";
  const answer = await call("/field/outbox/", { method: "POST", json: { ...item.body, sent_at: new Date().toISOString() } });
  return settle("outbox", item.id, answer, silent, (row) => ({ ...row, body: null, done_at: Date.now() }));
}

async function sendPhoto(photo, silent) {
  if (!(await change("photos", photo.id, (row) => ({ ...row, state: "sending" })))) return "";
  const form = new FormData();
  form.append("id", photo.id);
  form.append("note", photo.note);
  form.append("file", photo.blob, "photo.jpg");
  const answer = await call("/field/photos/", { method: "POST", form });
  return settle("photos", photo.id, answer, silent, (row) => ({ ...row, blob: null, done_at: Date.now() }));
}

// What the answer makes of the row.
async function settle(store, id, answer, silent, finish) {
  const state = stateOf(answer);
  if (answer.status === 0) silent.count += 1;
  if (answer.status === 401) silent.stop = true;
  await change(store, id, (row) => {
    const told = { ...row, state, sentence: answer.sentence ?? "", tries: row.tries + 1 };
    if (state === "done") return finish(told);
    return { ...told, next: Date.now() + Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(row.tries, 10)) };
  });
  return state;
}

function stateOf({ status, state }) {
  if (status === 200 && state === "done") return "done";
  if (state === "conflict" || state === "late") return state;
  if (state === "refused" || state === "unfit") return "refused";
  if (status === 409) return state === "later" ? "waiting" : "conflict";
  return status === 400 || status === 403 || status === 404 || status === 413 || status === 422 ? "refused" : "waiting";
}

async function freshen(force, silent) {
  const last = (await get("meta", "lastSync")) ?? 0;
  if (!force && Date.now() - last < STALE && last <= Date.now()) return;
  const asked = Date.now();
  const answer = await call("/field/packet/");
  if (answer.status === 0) silent.count += 1;
  if (answer.status === 401) silent.stop = true;
  if (answer.status !== 200) return;
  await measure(answer.now, asked, Date.now());
  await renew(answer.rounds, answer.days ?? []);
  await put("meta", Date.now(), "lastSync");
}

// Come back by itself when the next row is due.
async function plan() {
  const rows = [...(await ready("outbox")), ...(await ready("photos"))];
  clearTimeout(again);
  if (!rows.length) return;
  const wait = Math.max(1_000, Math.min(...rows.map((row) => row.next)) - Date.now());
  later(Math.min(wait, LONGEST_WAIT));
}
