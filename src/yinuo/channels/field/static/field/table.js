// The table of a listening day: what is to be reported, what somebody says, what is answered, the end.
import { now } from "./clock.js";
import { isReported, isToday, itemsOf, opinionsOf, stateOf, waitsFor, dayOf } from "./days.js";
import { button, h, icon, link, notice, say, sheet, state } from "./dom.js";
import { clock } from "./model.js";
import { enqueue, fresh } from "./queue.js";
import { badge } from "./queueview.js";
import { newSlip, shownSlip } from "./slip.js";
import { get, put, together } from "./store.js";
import { sync } from "./sync.js";
import { W } from "./words.js";

const LOOKS = { announced: ["work", "speakerphone"], open: ["warn", "messages"], ended: ["good", "circle-check"] };
const ANSWER_LOOKS = { on_spot: ["good", "check"], limited_time: ["work", "clock"], transferred: ["claim", "corner-up-right"], explained: ["info", "message-circle"] };
export const NUMBER = /1[3-9]\d{9}|\d{15,18}/;
const LONGEST = 5000;
const LATE = 24 * 3600 * 1000;
let just = null; // the slip of the opinion that was written down last, shown until the next one

export const whenOf = (day) => W.joined([W.date(day.on), W.weekday(day.on), clock(day.starts_at)]);

// Cards of all days, for the home of the app.
export function cards(model) {
  return h("ul", { class: "field-list" }, model.days.map((day) => {
    const where = stateOf(model, day);
    const said = opinionsOf(model, day);
    const left = said.filter((one) => !one.answer).length;
    return h("li", { class: "field-plain" }, h("a", { class: "field-card", href: `#/table/${day.id}`, "data-key": `table-${day.id}` },
      h("span", { class: "field-name" }, day.place), h("span", { class: "quiet" }, W.joined([whenOf(day), day.venue])),
      h("span", { class: "field-marks" }, state(W.dayStates[where], ...LOOKS[where]), isToday(day) && state(W.todayMark, "warn", "calendar-event"),
        said.length > 0 && state(W.opinionCount(said.length), "info", "message-circle"), left > 0 && state(W.unanswered(left), "late", "alert-circle"))));
  }));
}

export async function table(model, [id]) {
  const day = dayOf(model, id);
  if (!day) return null;
  const where = stateOf(model, day);
  const draft = (await get("drafts", `opinion:${day.id}`)) ?? { words: "", raised_by: "", wants_public: true };
  const isLate = where === "ended" && (!day.ended_at || now() - Date.parse(day.ended_at) < LATE);
  return {
    title: day.place, isForm: isWriting,
    body: [
      link(W.backHome, "#/", { symbol: "arrow-left", tone: "link", "data-key": "back" }),
      h("h1", {}, day.place), h("p", { class: "lead" }, W.joined([whenOf(day), day.venue])),
      h("p", { class: "field-marks" }, state(W.dayStates[where], ...LOOKS[where])),
      where === "announced" && begin(model, day),
      stuck(model, day),
      where === "open" && report(model, day),
      (where === "open" || isLate) && hearing(model, day, draft, where),
      said(model, day), where === "open" && h("div", { class: "field-foot" }, link(W.closeTable, `#/close/${day.id}`, { symbol: "flag", tone: "outline-primary", "data-key": "close" })),
      where === "ended" && h("p", { class: "quiet" }, W.ended),
    ],
  };
}

// Nothing is drawn anew under the fingers of who writes down what somebody says.
function isWriting() {
  return Boolean(document.getElementById("words")?.value) || ["words", "raised-by"].includes(document.activeElement?.id);
}

function begin(model, day) {
  if (!isToday(day)) return notice("info", W.notToday(W.date(day.on)));
  return button(W.openTable, async () => {
    await enqueue({ ...fresh("table_open", W.openTitle(day.place), { day: day.id }), day: day.id });
    sync({ force: true });
  }, { symbol: "messages", tone: "primary", class: "btn btn-primary btn-lg", "data-key": "open" });
}

// What the server did not take of the beginning, the report and the end is told here; of opinions beside them.
function stuck(model, day) {
  const kinds = ["table_open", "table_report", "table_close"];
  return itemsOf(model, day).filter((row) => kinds.includes(row.kind) && row.sentence && row.state !== "done")
    .map((row) => notice("error", h("p", { class: "notice-heading" }, row.title), row.sentence));
}

function report(model, day) {
  if (day.carried.length === 0) return null;
  const rows = h("ul", { class: "field-list" }, day.carried.map((one) => h("li", { class: "sheet" },
    h("p", { class: "field-words" }, one.words), h("p", { class: "field-marks" }, state(one.state, "info", "flag"), h("span", { class: "quiet" }, W.joined([one.answer, one.office, one.due_on && W.until(W.date(one.due_on))].filter(Boolean)))))));
  if (isReported(model, day)) return h("details", { class: "field-more" }, h("summary", {}, W.reportDone(day.carried.length)), rows);
  const press = async () => {
    const first = itemsOf(model, day, "table_open").map((row) => row.id);
    await enqueue({ ...fresh("table_report", W.reportTitle(day.place), { day: day.id }), day: day.id, after: waitsFor(model, first) });
    sync({ force: true });
  };
  return sheet(h("h2", {}, W.reportHeading), h("p", {}, W.reportLead(day.carried.length)), rows,
    button(W.reported, press, { symbol: "speakerphone", tone: "primary", "data-key": "report" }));
}

function hearing(model, day, draft, where) {
  const keep = () => put("drafts", draft, `opinion:${day.id}`, { quiet: true });
  const wrong = h("p", { class: "field-error", id: "words-wrong", "aria-live": "polite" });
  const box = h("textarea", {
    id: "words", class: "form-control field-big", rows: 4, maxlength: LONGEST, value: draft.words, "aria-describedby": "words-wrong", "data-key": "words",
    oninput: (event) => keep((draft.words = event.target.value)),
  });
  const who = h("input", {
    id: "raised-by", class: "form-control", maxlength: 40, value: draft.raised_by, autocomplete: "off", "data-key": "raised-by",
    oninput: (event) => keep((draft.raised_by = event.target.value)),
  });
  const open = h("input", { type: "checkbox", checked: draft.wants_public, onchange: (event) => keep((draft.wants_public = event.target.checked)) });
  const press = async () => {
    const problem = problemOf(box.value, who.value);
    wrong.replaceChildren(problem ?? "");
    if (problem) return (box.value.trim() ? who : box).focus();
    await hear(model, day, { words: box.value.trim(), raised_by: who.value.trim(), wants_public: open.checked });
  };
  return sheet(h("h2", {}, where === "open" ? W.hear : W.hearLate), just?.day === day.id && slip(),
    h("div", { class: "field" }, h("label", { for: "words" }, W.verbatim), box, wrong),
    h("details", { class: "field-more", open: Boolean(draft.raised_by) || !draft.wants_public }, h("summary", {}, W.whoSays),
      h("div", { class: "field" }, h("label", { for: "raised-by" }, W.raisedBy), who, h("p", { class: "field-help" }, W.raisedByHelp)),
      h("label", { class: "field-tick" }, open, h("span", {}, W.wantsPublic))),
    button(W.writeDown, press, { symbol: "pencil", tone: "primary", class: "btn btn-primary btn-lg", "data-key": "hear" }));
}

export function problemOf(words, who) {
  if (!words.trim()) return W.wordsNeeded;
  return NUMBER.test(who.replace(/[\s-]/g, "")) ? W.noNumbers : null;
}

async function hear(model, day, content) {
  const drawn = newSlip();
  const first = waitsFor(model, itemsOf(model, day, "table_open").map((row) => row.id));
  const made = fresh("opinion", W.opinionTitle(content.words.slice(0, 20)), { day: day.id, slip: drawn, ...content });
  await together([["outbox", "put", { ...made, day: day.id, after: first, ...content }], ["drafts", "delete", `opinion:${day.id}`]]);
  just = { day: day.id, slip: drawn };
  say(W.heard);
  self.dispatchEvent(new Event("hashchange"));
  sync({ force: true });
}

function slip() {
  return h("div", { class: "notice tone-good" }, icon("certificate"), h("div", {}, h("p", { class: "notice-heading" }, W.slipHeading),
    h("p", { class: "field-slip" }, shownSlip(just.slip)), h("p", {}, W.slipWords)));
}

function said(model, day) {
  const rows = opinionsOf(model, day);
  if (!rows.length) return null;
  return [h("h2", {}, W.opinionCount(rows.length)), h("ul", { class: "field-list" }, rows.map((one) => opinionCard(day, one)))];
}

function opinionCard(day, one) {
  const problem = [one.item, one.reply].find((row) => row?.sentence && row.state !== "done" && row.state !== "waiting");
  const isHere = one.item && one.item.state !== "done";
  return h("li", { class: "sheet", "data-opinion": one.uid },
    h("p", { class: "field-words" }, `${one.number}. ${one.words}`),
    h("p", { class: "field-marks" }, one.answer && state(W.answers[one.answer], ...ANSWER_LOOKS[one.answer]), isHere && badge(one.item.state),
      one.reply && one.reply.state !== "done" && badge(one.reply.state), h("span", { class: "quiet" }, one.raised_by || W.nameless)),
    one.answer && h("p", {}, W.joined([one.text, one.office, one.due_on && W.until(W.date(one.due_on))].filter(Boolean))),
    problem && h("p", { class: "field-error" }, problem.sentence),
    problem && (problem === one.item ? link(W.mend, `#/opinion/${one.uid}`, { symbol: "pencil", "data-key": `mend-${one.uid}` })
      : link(W.mend, `#/answer/${one.uid}/${one.answer}`, { symbol: "pencil", "data-key": `mend-${one.uid}` })),
    !one.answer && h("div", { class: "field-four", role: "group", "aria-label": W.answerOf(one.number) }, Object.keys(W.answers).map((kind) =>
      link(W.answers[kind], `#/answer/${one.uid}/${kind}`, { "data-key": `${kind}-${one.uid}`, "aria-label": W.answerWith(one.number, W.answers[kind]) }))));
}
