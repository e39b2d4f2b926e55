// One site: what, where, when, who receives; and what can be done there.
import { ask, button, h, icon, link, notice, say, sheet, state } from "./dom.js";
import { clock, inChina, notesOf, sealOf, siteOf, visitOf } from "./model.js";
import { enqueue, fresh } from "./queue.js";
import { get } from "./store.js";
import { sync } from "./sync.js";
import { TONES, backToRoute } from "./today.js";
import { W } from "./words.js";

export async function site(model, [id]) {
  const found = siteOf(model, id);
  if (!found) return null;
  const { packet, site: here } = found;
  const visit = visitOf(model, here);
  const [marks, note] = await Promise.all([get("drafts", `marks:${here.id}`), get("drafts", `note:${here.id}`)]);
  return {
    title: here.name,
    body: [
      backToRoute(),
      h("h1", {}, here.name),
      h("p", { class: "field-marks" }, state(W[visit.state], ...TONES[visit.state]), here.is_anchor && state(W.shared, "claim", "users-group")),
      acts(model, packet, here, marks, note),
      facts(here),
      leading(packet, here, visit),
      notes(model, here),
    ],
  };
}

function acts(model, packet, here, marks, note) {
  const seal = sealOf(model, here);
  const rows = [];
  if (seal) rows.push(sealed(seal));
  else if (here.why_not) rows.push(notice("info", here.why_not));
  const buttons = h("div", { class: "field-acts" },
    !seal && !here.why_not && link(marks ? W.markOn : W.mark, `#/mark/${here.id}`, { symbol: "list-check", tone: "primary", "data-key": "mark" }),
    packet.judge && link(note ? W.noteOn : W.takeNote, `#/note/${here.id}`, { symbol: "notebook", "data-key": "note" }),
    packet.judge && link(W.takePhoto, `#/note/${here.id}/photo`, { symbol: "camera", "data-key": "photo" }));
  return [...rows, buttons];
}

export function sealed(seal) {
  const at = inChina(seal.at);
  return h("div", { class: "notice tone-work" }, icon("lock"), h("div", {},
    h("p", { class: "notice-heading" }, at ? W.sealedOn(W.joined([W.date(at.day), at.time])) : W.markedElsewhere),
    h("p", {}, W.sealedKept),
    h("p", { class: "field-digest" }, `${W.fingerprint} `, h("code", {}, seal.digest.replace(/(.{8})(?=.)/g, "$1 ")))));
}

function facts(here) {
  const phone = here.phone && h("a", { class: "field-phone", href: `tel:${here.phone.replace(/[^\d+]/g, "")}` }, icon("phone"), here.phone);
  const rows = [
    [W.when, W.joined([W.date(here.begins_at.slice(0, 10)), `${clock(here.begins_at)}—${clock(here.ends_at)}`, W.stay(here.minutes)])],
    [W.where, W.joined([here.unit_name, here.address].filter(Boolean))],
    [W.look, here.about],
    [W.open, here.windows || W.openAlways],
    [W.receives, here.host],
    [W.office, phone || (here.host && W.notShared)],
  ];
  return sheet(h("dl", { class: "field-facts" }, rows.filter(([, said]) => said).map(([word, said]) => [h("dt", {}, word), h("dd", {}, said)])));
}

function leading(packet, here, visit) {
  if (!packet.group.leads || here.state !== "planned" || visit.state !== "planned") return null;
  const seen = async () => {
    if (!(await ask(W.askSeen, [W.askSeenWords(here.name)], W.record, W.cancel))) return;
    await tell(here, true, W.seenTitle(here.name), {});
  };
  return sheet(h("h2", {}, W.groupSays),
    h("div", { class: "field-acts" },
      button(W.seen, seen, { symbol: "circle-check", "data-key": "seen" }),
      link(W.notSeen, `#/missed/${here.id}`, { symbol: "circle-x", "data-key": "missed" })));
}

async function tell(here, held, title, more) {
  const item = { ...fresh("visit", title, { visit: here.visit, held, ...more }), site: here.id, held };
  await enqueue(item);
  say(W.queued);
  sync({ force: true });
}

// Why a site was not seen.
export async function missed(model, [id]) {
  const found = siteOf(model, id);
  if (!found) return null;
  const here = found.site;
  const box = h("textarea", { id: "why", class: "form-control", maxlength: 200, rows: 3, "aria-describedby": "why-wrong" });
  const wrong = h("p", { id: "why-wrong", class: "field-error", "aria-live": "polite" });
  const record = async () => {
    if (!box.value.trim()) {
      wrong.replaceChildren(W.whyNeeded);
      box.focus();
      return;
    }
    await tell(here, false, W.notSeenTitle(here.name), { reason: box.value.trim() });
    location.hash = `#/site/${here.id}`;
  };
  return {
    title: W.notSeenHeading, isForm: true,
    body: [
      link(W.backToSite, `#/site/${here.id}`, { symbol: "arrow-left", tone: "link" }),
      h("h1", {}, W.notSeenHeading), h("p", { class: "lead" }, here.name),
      h("div", { class: "field" }, h("label", { for: "why" }, W.why), box, wrong),
      h("div", { class: "field-foot" }, button(W.record, record, { tone: "primary" })),
    ],
  };
}

function notes(model, here) {
  const rows = notesOf(model, here.id);
  if (!rows.length) return null;
  return [h("h2", {}, W.note), h("ul", { class: "field-list" }, rows.map((row) => h("li", { class: "sheet" },
    h("p", { class: "field-words" }, row.text))))];
}
