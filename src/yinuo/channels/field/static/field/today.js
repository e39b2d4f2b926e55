// The route of the day: stops by time, with what lies between them.
import { today } from "./clock.js";
import { h, icon, link, notice, state } from "./dom.js";
import { clock, dayOf, inChina, minutes, notesOf, sealOf, shown, visitOf } from "./model.js";
import { all, put } from "./store.js";
import { W } from "./words.js";

export const TONES = {
  planned: ["wait", "clock"], held: ["good", "circle-check"], missed: ["warn", "circle-x"], called_off: ["warn", "x"],
};

export async function route(model, [chosen]) {
  const packet = shown(model);
  if (!packet) return { title: W.route, body: [h("h1", {}, W.noRound), h("p", { class: "lead" }, W.noRoundWords)] };
  const day = Math.min(chosen === undefined ? dayOf(packet) : Number(chosen), Math.max(0, packet.days.length - 1));
  const drafts = new Set((await all("drafts")).map((draft) => draft.site));
  return {
    title: W.route,
    body: [
      model.rounds.length > 1 && picker(model, packet),
      h("h1", {}, packet.round.name),
      h("p", { class: "lead" }, W.joined([W.group(packet.group.number), packet.group.leads && W.leads].filter(Boolean))),
      packet.days.length ? tabs(packet, day) : notice("info", W.noRoute),
      packet.days.length > 0 && h("h2", {}, W.joined([W.date(packet.days[day].on), W.weekday(packet.days[day].on)])),
      packet.days.length > 0 && stops(model, packet, day, drafts),
      meeting(packet, day),
      model.lastSync && h("p", { class: "quiet small" }, W.freshAt(W.joined([W.date(inChina(model.lastSync).day), inChina(model.lastSync).time]))),
    ],
  };
}

function picker(model, packet) {
  const choose = (event) => put("meta", Number(event.target.value), "round");
  return h("div", { class: "field" },
    h("label", { for: "round" }, W.pickRound),
    h("select", { id: "round", class: "form-select", onchange: choose },
      model.rounds.map((one) => h("option", { value: one.round.id, selected: one === packet }, one.round.name))));
}

function tabs(packet, day) {
  return h("nav", { class: "field-days", "aria-label": W.days },
    h("ul", {}, packet.days.map((one, index) =>
      h("li", {}, h("a", { href: `#/day/${index}`, "aria-current": index === day ? "page" : null, "data-key": `day-${index}` },
        h("span", { class: "field-day" }, W.day(index + 1)),
        h("span", { class: "field-date" }, one.on === today() ? W.joined([W.date(one.on), W.todayMark]) : W.date(one.on)))))));
}

function stops(model, packet, day, drafts) {
  const { legs } = packet.days[day];
  if (!legs.some((leg) => leg.kind === "visit")) return notice("info", W.noStops);
  const sites = new Map(packet.sites.map((site) => [site.key, site]));
  return h("ol", { class: "field-route" }, legs.map((leg) => {
    const site = leg.kind === "visit" ? sites.get(leg.key) : null;
    return site ? stop(model, site, leg, drafts) : between(leg);
  }));
}

function stop(model, site, leg, drafts) {
  return h("li", { class: "field-stop" },
    h("span", { class: "field-time number" }, minutes(leg.from), h("span", { class: "quiet" }, minutes(leg.until))),
    h("a", { class: "field-card", href: `#/site/${site.id}`, "data-key": `site-${site.id}` },
      h("span", { class: "field-name" }, site.name),
      h("span", { class: "quiet" }, W.joined([site.unit_name, site.address].filter(Boolean))),
      h("span", { class: "field-marks" }, marks(model, site, drafts))));
}

function marks(model, site, drafts) {
  const seal = sealOf(model, site);
  const { state: visited } = visitOf(model, site);
  const notes = notesOf(model, site.id).length;
  return [
    (visited !== "planned" || !seal) && state(W[visited], ...TONES[visited]),
    site.is_anchor && state(W.shared, "claim", "users-group"),
    seal && state(W.sealedMark, "work", "lock"),
    !seal && drafts.has(site.id) && state(W.draftMark, "info", "pencil"),
    notes > 0 && state(W.notesMark(notes), "info", "notebook"),
  ];
}

const BETWEEN = {
  drive: ["car", (leg) => W.drive(leg.driving || leg.until - leg.from)],
  lunch: ["tools-kitchen-2", () => W.lunch],
  wait: ["hourglass", () => W.wait],
  hotel: ["bed", (leg) => leg.name || W.hotel],
  depot: ["flag", (leg) => leg.name || W.depot],
};

function between(leg) {
  const [symbol, word] = BETWEEN[leg.kind] ?? ["dots", () => leg.name ?? ""];
  return h("li", { class: "field-between" },
    h("span", { class: "field-time number" }, minutes(leg.from)),
    h("span", {}, icon(symbol), word(leg)));
}

function meeting(packet, day) {
  const { meets_at: at, meeting_place: place } = packet.round;
  if (!at || at.slice(0, 10) !== packet.days[day]?.on) return null;
  return notice("info", h("p", { class: "notice-heading" }, W.meeting), W.meets(W.date(at.slice(0, 10)), clock(at), place));
}

export function backToRoute() {
  return link(W.back, "#/", { symbol: "arrow-left", tone: "link", "data-key": "back" });
}
