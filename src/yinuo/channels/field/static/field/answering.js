// One opinion is answered, or mended; the table is closed.
import { today } from "./clock.js";
import { dayOf, isReported, itemsOf, opinionsOf, waitsFor } from "./days.js";
import { button, h, link, notice, say } from "./dom.js";
import { enqueue, fresh } from "./queue.js";
import { change, get, put, together } from "./store.js";
import { sync } from "./sync.js";
import { NUMBER, problemOf } from "./table.js";
import { W } from "./words.js";

const back = (day) => link(W.backToTable, `#/table/${day.id}`, { symbol: "arrow-left", tone: "link" });

function found(model, uid) {
  for (const day of model.days) {
    const one = opinionsOf(model, day).find((row) => row.uid === uid);
    if (one) return { day, one };
  }
  return null;
}

export async function answer(model, [uid, kind]) {
  const known = found(model, uid);
  if (!known || !W.answers[kind]) return null;
  const { day, one } = known;
  const kept = (await get("drafts", `answer:${uid}:${kind}`)) ?? {};
  const earlier = one.reply?.answer === kind ? one.reply : {};
  const draft = { text: kept.text ?? earlier.text ?? "", due_on: kept.due_on ?? earlier.due_on ?? "", office: kept.office ?? earlier.office ?? null,
    receipt: kept.receipt ?? earlier.receipt ?? "", was_there: kept.was_there ?? false, is_agreed: kept.is_agreed ?? true };
  const set = (values) => put("drafts", Object.assign(draft, values), `answer:${uid}:${kind}`, { quiet: true });
  const wrong = h("p", { class: "field-error", id: "answer-wrong", "aria-live": "polite" });
  const press = async () => {
    const problem = lacking(kind, draft, day);
    wrong.replaceChildren(problem ?? "");
    if (!problem) await give(model, day, one, kind, draft);
  };
  return {
    title: W.answers[kind], isForm: true, ready: () => document.getElementById("text").focus({ preventScroll: true }),
    body: [
      back(day), h("h1", {}, W.answers[kind]), h("p", { class: "field-words lead" }, one.words),
      ...fields(kind, draft, day, set), wrong,
      h("div", { class: "field-foot" }, button(W.writeDown, press, { tone: "primary", class: "btn btn-primary btn-lg" })),
    ],
  };
}

function fields(kind, draft, day, set) {
  const text = h("div", { class: "field" }, h("label", { for: "text" }, W.answerText[kind]),
    h("textarea", { id: "text", class: "form-control", rows: 3, maxlength: 2000, value: draft.text, "aria-describedby": "answer-wrong", oninput: (event) => set({ text: event.target.value }) }));
  const rest = { limited_time: limited, transferred, explained }[kind];
  return [text, ...(rest ? rest(draft, day, set) : [])];
}

function limited(draft, day, set) {
  const there = h("label", { class: "field-tick", hidden: isOwn(draft, day) }, h("input", { type: "checkbox", checked: draft.was_there, onchange: (event) => set({ was_there: event.target.checked }) }), h("span", {}, W.wasThere));
  return [
    h("div", { class: "field" }, h("label", { for: "due" }, W.dueOn), h("input", { id: "due", type: "date", class: "form-control", min: today(), value: draft.due_on, oninput: (event) => set({ due_on: event.target.value }) }),
      day.latest && h("p", { class: "field-help" }, W.latest(W.date(day.latest)))),
    offices(draft, day, set, (chosen) => (there.hidden = chosen === day.org)), there,
  ];
}

const isOwn = (draft, day) => draft.office === null || draft.office === day.org;

function offices(draft, day, set, after = () => {}, { others = false } = {}) {
  const rows = day.offices.filter((one) => !others || one.id !== day.org);
  const chosen = draft.office ?? (others ? null : day.org);
  return h("div", { class: "field" }, h("label", { for: "office" }, W.whoDoes),
    h("select", { id: "office", class: "form-select", onchange: (event) => { const id = Number(event.target.value) || null; set({ office: id }); after(id); } },
      others && h("option", { value: "", selected: chosen === null }, W.choose), rows.map((one) => h("option", { value: one.id, selected: one.id === chosen }, one.name))));
}

function transferred(draft, day, set) {
  const box = h("input", { id: "receipt", class: "form-control", maxlength: 60, value: draft.receipt, oninput: (event) => set({ receipt: event.target.value }) });
  const quick = h("div", { class: "field-four" }, W.receipts.map((word) => button(word, () => { box.value = word; set({ receipt: word }); })));
  return [offices(draft, day, set, () => {}, { others: true }), h("div", { class: "field" }, h("label", { for: "receipt" }, W.receipt), box, quick)];
}

function explained(draft, _day, set) {
  return [h("label", { class: "field-tick" }, h("input", { type: "checkbox", checked: !draft.is_agreed, onchange: (event) => set({ is_agreed: !event.target.checked }) }), h("span", {}, W.notAgreed))];
}

function lacking(kind, draft, day) {
  if (!draft.text.trim()) return W.textNeeded;
  if (NUMBER.test(draft.text.replace(/[\s-]/g, ""))) return W.noNumbers;
  if (kind === "limited_time" && !draft.due_on) return W.dueNeeded;
  if (kind === "limited_time" && !isOwn(draft, day) && !draft.was_there) return W.absent;
  if (kind === "transferred" && !draft.office) return W.officeNeeded;
  return kind === "transferred" && !draft.receipt.trim() ? W.receiptNeeded : null;
}

async function give(model, day, one, kind, draft) {
  const isAway = kind === "transferred" || (kind === "limited_time" && !isOwn(draft, day));
  const content = {
    opinion: one.uid, answer: kind, text: draft.text.trim(), due_on: kind === "limited_time" ? draft.due_on : "", office: isAway ? draft.office : null,
    receipt: kind === "transferred" ? draft.receipt.trim() : "", was_there: kind === "limited_time" && draft.was_there, is_agreed: kind !== "explained" || draft.is_agreed,
  };
  const name = day.offices.find((office) => office.id === (isAway ? draft.office : day.org))?.name;
  const id = one.reply && one.reply.state !== "done" ? one.reply.id : undefined;
  const made = fresh("answer", W.answerTitle2(one.number, W.answers[kind]), content, id);
  const shown = { ...content, office_name: kind === "limited_time" || isAway ? name : "", day: day.id, after: waitsFor(model, [one.uid]) };
  await together([["outbox", "put", { ...made, ...shown }], ["drafts", "delete", `answer:${one.uid}:${kind}`]]);
  say(W.queued);
  location.hash = `#/table/${day.id}`;
  sync({ force: true });
}

// What the server did not take of an opinion is mended here; it keeps its id, so that its answer still finds it.
export async function mend(model, [uid]) {
  const known = found(model, uid);
  if (!known?.one.item || known.one.item.state === "done") return null;
  const { day, one } = known;
  const words = h("textarea", { id: "words", class: "form-control field-big", rows: 5, value: one.words });
  const who = h("input", { id: "raised-by", class: "form-control", maxlength: 40, value: one.raised_by, autocomplete: "off" });
  const wrong = h("p", { class: "field-error", "aria-live": "polite" }, one.item.sentence);
  const press = async () => {
    const problem = problemOf(words.value, who.value);
    wrong.replaceChildren(problem ?? "");
    if (problem) return;
    const content = { words: words.value.trim(), raised_by: who.value.trim() };
    await change("outbox", uid, (row) => ({ ...row, ...content, body: { ...row.body, ...content }, state: "waiting", sentence: "", next: 0 }));
    location.hash = `#/table/${day.id}`;
    sync({ force: true });
  };
  return {
    title: W.mend, isForm: true,
    body: [
      back(day), h("h1", {}, W.mend), h("div", { class: "field" }, h("label", { for: "words" }, W.verbatim), words),
      h("div", { class: "field" }, h("label", { for: "raised-by" }, W.raisedBy), who, h("p", { class: "field-help" }, W.raisedByHelp)), wrong,
      h("div", { class: "field-foot" }, button(W.writeDown, press, { tone: "primary" })),
    ],
  };
}

export async function close(model, [id]) {
  const day = dayOf(model, id);
  if (!day) return null;
  const rows = opinionsOf(model, day);
  const left = rows.filter((one) => !one.answer);
  const count = (key, word, help) => h("div", { class: "field" }, h("label", { for: key }, word), h("input", { id: key, class: "form-control", inputmode: "numeric", pattern: "[0-9]*", maxlength: 5 }), help && h("p", { class: "field-help" }, help));
  const wrong = h("p", { class: "field-error", "aria-live": "polite" });
  const barrier = left.length ? W.leftUnanswered(left.length, left.map((one) => one.number).join("、")) : isReported(model, day) ? "" : W.notReported;
  const press = async () => {
    const [people, groups] = ["people", "groups"].map((key) => document.getElementById(key).value.trim());
    if ([people, groups].some((typed) => typed && !/^\d{1,5}$/.test(typed))) return wrong.replaceChildren(W.numbersOnly);
    const content = { day: day.id, attendance: people ? Number(people) : null, groups: groups ? Number(groups) : null, note: document.getElementById("note").value.trim() };
    const before = itemsOf(model, day).filter((row) => row.kind !== "table_close").map((row) => row.id);
    await enqueue({ ...fresh("table_close", W.closeTitle(day.place), content), day: day.id, after: waitsFor(model, before) });
    say(W.queued);
    location.hash = `#/table/${day.id}`;
    sync({ force: true });
  };
  return {
    title: W.closeTable, isForm: !barrier,
    body: [
      back(day), h("h1", {}, W.closeTable), h("p", { class: "lead" }, W.opinionCount(rows.length)),
      barrier ? notice("warn", barrier) : [
        count("people", W.attendance, W.attendanceHelp), count("groups", W.groupCount),
        h("div", { class: "field" }, h("label", { for: "note" }, W.noteTable), h("textarea", { id: "note", class: "form-control", rows: 2, maxlength: 1000 })), wrong,
        h("div", { class: "field-foot" }, button(W.closeTable, press, { symbol: "flag", tone: "primary", class: "btn btn-primary btn-lg" }))],
    ],
  };
}
