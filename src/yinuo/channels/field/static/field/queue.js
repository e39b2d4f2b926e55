// What waits to be handed in: putting it in, counting it, taking it out as a file, reading such a file back.
import { stamp } from "./clock.js";
import { all, change, get, put, together } from "./store.js";

export const OPEN = ["waiting", "sending", "conflict", "late", "refused"];
export const BY_ITSELF = ["waiting", "sending"];
const FORMAT = "yinuo-field-1";

export function fresh(kind, title, content, id = crypto.randomUUID()) {
  return {
    id, kind, title, state: "waiting", sentence: "", tries: 0, next: 0, queued_at: Date.now(),
    body: { id, kind, ...stamp(), ...content },
  };
}

export async function enqueue(item) {
  await put("outbox", item);
}

// The ballot goes into the queue and its marks leave the drafts in one step: never both, never neither.
// False where another tab has sealed this site already.
export async function enqueueBallot(item, site, digest) {
  const steps = [
    ["outbox", "put", item],
    ["drafts", "delete", `marks:${site}`],
    ["sealed", "put", { site, digest, at: item.body.made_at }],
  ];
  return together(steps, { unless: ["sealed", site] });
}

// A note and its photos leave the draft together.
export async function enqueueNote(item, site, photos) {
  await together([
    ["outbox", "put", item],
    ["drafts", "delete", `note:${site}`],
    ...photos.map((photo) => ["photos", "put", { ...photo, state: "waiting" }]),
  ]);
}

// Everything that is not in yet, oldest first: {items, photos}.
export async function unsent() {
  const [items, photos] = await Promise.all([all("outbox"), all("photos")]);
  return {
    items: items.filter((one) => OPEN.includes(one.state)).sort((a, b) => a.queued_at - b.queued_at),
    photos: photos.filter((one) => OPEN.includes(one.state)),
  };
}

export async function counts() {
  const { items, photos } = await unsent();
  const rows = [...items, ...photos];
  const alone = rows.filter((one) => BY_ITSELF.includes(one.state)).length;
  const isSending = rows.some((one) => one.state === "sending");
  return { open: rows.length, waiting: alone, stuck: rows.length - alone, isSending };
}

export async function retry(store, id) {
  await change(store, id, (row) => OPEN.includes(row.state) && { ...row, state: "waiting", sentence: "", next: 0 });
}

// What the browser was sending when it was killed is waiting again.
export async function wake() {
  for (const store of ["outbox", "photos"]) {
    for (const row of await all(store)) {
      if (row.state === "sending") await change(store, row.id, (one) => ({ ...one, state: "waiting" }));
    }
  }
}

// One JSON file with everything not in yet, photos included; ballots stay sealed in it.
export async function exported() {
  const { items, photos } = await unsent();
  const pictures = [];
  for (const photo of photos) pictures.push({ ...photo, blob: await asText(photo.blob) });
  const pass = await get("meta", "pass");
  return { format: FORMAT, holder: pass?.holder ?? "", exported_at: new Date().toISOString(), items, photos: pictures };
}

// Read such a file back, on this phone or another one of the same person; what is known already stays as it is.
export async function imported(text) {
  const file = JSON.parse(text);
  const pass = await get("meta", "pass");
  if (file.format !== FORMAT || file.holder !== pass?.holder) return null;
  const steps = [];
  for (const item of file.items) {
    if (!(await get("outbox", item.id))) steps.push(["outbox", "put", { ...item, state: "waiting", next: 0 }]);
  }
  for (const photo of file.photos) {
    const blob = await (await fromText(photo.blob)).blob();
    if (!(await get("photos", photo.id))) steps.push(["photos", "put", { ...photo, blob, state: "waiting", next: 0 }]);
  }
  if (steps.length) await together(steps);
  return steps.length;
}

function asText(blob) {
  return new Promise((told, failed) => {
    const reader = new FileReader();
    reader.onload = () => told(reader.result);
    reader.onerror = () => failed(reader.error);
    reader.readAsDataURL(blob);
  });
}

// `fetch` of a data: address is not allowed here, so the bytes are unpacked by hand.
function fromText(address) {
  const [head, body] = address.split(",");
  const bytes = Uint8Array.from(atob(body), (one) => one.charCodeAt(0));
  return new Response(bytes, { headers: { "Content-Type": head.slice(5).split(";")[0] } });
}

export function download(name, content) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(content, null, 1)], { type: "application/json" }));
  const anchor = document.createElement("a");
  anchor.href = address;
  anchor.download = name;
  anchor.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
