// Listening days as the phone knows them: what the server sent, joined with what still waits here to be handed in.
import { today } from "./clock.js";
import { OPEN } from "./queue.js";

const GONE = ["refused", "conflict", "late"];
const isMeant = (row) => !GONE.includes(row.state);

export function dayOf(model, id) {
  return model.days.find((one) => one.id === Number(id)) ?? null;
}

// Items of this phone about a day, oldest first.
export function itemsOf(model, day, kind = null) {
  const rows = model.outbox.filter((row) => row.day === day.id && (kind === null || row.kind === kind));
  return rows.sort((a, b) => a.queued_at - b.queued_at);
}

// "announced", "open" or "ended": by the server, or as this phone has said.
export function stateOf(model, day) {
  if (day.state === "ended" || itemsOf(model, day, "table_close").some(isMeant)) return "ended";
  if (day.state === "open" || itemsOf(model, day, "table_open").some(isMeant)) return "open";
  return day.state;
}

export function isReported(model, day) {
  return day.reported || day.carried.length === 0 || itemsOf(model, day, "table_report").some(isMeant);
}

export function isToday(day) {
  return day.on === today();
}

// All opinions in their order, each with its answer and with what is wrong with either of them.
export function opinionsOf(model, day) {
  const here = itemsOf(model, day, "opinion");
  const known = new Set(day.opinions.map((one) => one.uid));
  const rows = [
    ...day.opinions.map((one) => ({ ...one, item: here.find((row) => row.id === one.uid) ?? null })),
    ...here.filter((row) => !known.has(row.id)).map((row) => ({ uid: row.id, words: row.words, raised_by: row.raised_by, answer: "", item: row })),
  ];
  return rows.map((one, index) => joined(model, one, index + 1));
}

function joined(model, one, number) {
  const said = model.outbox.filter((row) => row.kind === "answer" && row.opinion === one.uid).sort((a, b) => b.queued_at - a.queued_at)[0];
  const row = { ...one, number: one.number ?? number, reply: said ?? null };
  return said && !one.answer ? { ...row, answer: said.answer, text: said.text, due_on: said.due_on, office: said.office_name } : row;
}

// The items that have to be in before another one may go: those of these ids that are still here.
export function waitsFor(model, ids) {
  return ids.filter((id) => model.outbox.some((row) => row.id === id && OPEN.includes(row.state)));
}
