// What the screens show: one reading of the store, with sites joined to what the phone itself knows of them.
import { today } from "./clock.js";
import { OPEN } from "./queue.js";
import { all, get } from "./store.js";

export async function load() {
  const [rounds, days, outbox, photos, sealed, pass, trouble, round, lastSync] = await Promise.all([
    all("packet"), all("days"), all("outbox"), all("photos"), all("sealed"),
    get("meta", "pass"), get("meta", "trouble"), get("meta", "round"), get("meta", "lastSync"),
  ]);
  rounds.sort((a, b) => (a.round.starts_on < b.round.starts_on ? 1 : -1));
  days.sort((a, b) => (a.starts_at < b.starts_at ? -1 : 1));
  return { rounds, days, outbox, photos, sealed, pass, trouble: trouble ?? {}, round, lastSync };
}

// The round on the screen: the one chosen, else the newest.
export function shown(model) {
  return model.rounds.find((one) => one.round.id === model.round) ?? model.rounds[0] ?? null;
}

// {packet, site} of a site's key, or null.
export function siteOf(model, id) {
  for (const packet of model.rounds) {
    const site = packet.sites.find((one) => one.id === Number(id));
    if (site) return { packet, site };
  }
  return null;
}

// What the leader of the group has said about a visit: by the server, or still on this phone.
export function visitOf(model, site) {
  const said = model.outbox.find((row) => row.kind === "visit" && row.site === site.id && row.state !== "refused" && row.state !== "conflict");
  if (said && site.state === "planned") return { state: said.held ? "held" : "missed", isHere: said.state !== "done" };
  return { state: site.state, isHere: false };
}

// The seal of one's own ballot for this site: {digest, at}, or null.
export function sealOf(model, site) {
  const own = model.sealed.find((row) => row.site === site.id);
  if (own) return own;
  return site.marked ? { digest: site.marked, at: "" } : null;
}

// Notes of a site (or all): those of the server and those on this phone, newest first.
export function notesOf(model, site = null) {
  const here = model.outbox.filter((row) => row.kind === "note" && row.text !== undefined);
  const known = new Set(here.map((row) => row.id));
  const sent = model.rounds.flatMap((packet) => packet.notes).filter((note) => !known.has(note.uid));
  const rows = [
    ...here.map((row) => ({ uid: row.id, site: row.site, text: row.text, at: row.body_at, state: row.state, sentence: row.sentence })),
    ...sent.map((note) => ({ uid: note.uid, site: note.site, text: note.text, at: note.said_at, state: "done", sentence: "", photos: note.photos })),
  ];
  return rows.filter((row) => site === null || row.site === site).sort((a, b) => (a.at < b.at ? 1 : -1));
}

export function photosOf(model, uid) {
  return model.photos.filter((row) => row.note === uid);
}

export function openCount(model) {
  return [...model.outbox, ...model.photos].filter((row) => OPEN.includes(row.state)).length;
}

// The day to show first: today where it is a day of the round, else its first.
export function dayOf(packet) {
  const found = packet.days.findIndex((day) => day.on === today());
  return found < 0 ? 0 : found;
}

export const clock = (iso) => (iso ? iso.slice(11, 16) : "");

// A moment by the phone's clock as 3月2日 09:30 in China.
export function inChina(moment) {
  if (!moment) return "";
  const local = new Date(new Date(moment).getTime() + 8 * 3600 * 1000).toISOString();
  return { day: local.slice(0, 10), time: local.slice(11, 16) };
}

export const minutes = (n) => `${String(Math.floor(n / 60)).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}`;
