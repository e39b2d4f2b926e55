// The queue as one sees it: what waits, what is stuck and why, what is in; upload now, export, read back.
import { today } from "./clock.js";
import { ask, button, h, icon, notice, say, state } from "./dom.js";
import { inChina } from "./model.js";
import { BY_ITSELF, OPEN, download, exported, imported, retry } from "./queue.js";
import { remove } from "./store.js";
import { sync } from "./sync.js";
import { W } from "./words.js";

const LOOKS = {
  draft: ["info", "pencil"], waiting: ["wait", "clock"], sending: ["work", "cloud-upload"], done: ["good", "circle-check"],
  conflict: ["late", "alert-triangle"], refused: ["late", "circle-x"], late: ["warn", "hourglass"],
};

export function badge(name) {
  return state(W.stateOf[name] ?? name, ...(LOOKS[name] ?? ["info", "dots"]));
}

export async function queue(model) {
  const rows = [...model.outbox.map((row) => ({ ...row, store: "outbox" })), ...model.photos.map((row) => ({ ...row, store: "photos" }))];
  const open = rows.filter((row) => OPEN.includes(row.state)).sort((a, b) => a.queued_at - b.queued_at);
  const done = rows.filter((row) => row.state === "done").sort((a, b) => b.done_at - a.done_at);
  return {
    title: W.queueHeading,
    body: [
      h("h1", {}, W.queueHeading), h("p", { class: "lead" }, W.queueLead),
      h("div", { class: "field-acts" },
        button(W.uploadNow, () => sync({ press: true }), { symbol: "cloud-upload", tone: "primary", "data-key": "upload" }),
        open.length > 0 && button(W.exportAll, takeOut, { symbol: "download", "data-key": "export" }), reader()),
      h("p", { class: "quiet small" }, W.exportHelp),
      h("h2", {}, W.openPart),
      open.length ? h("ul", { class: "field-list" }, open.map((row) => line(model, row))) : notice("good", h("p", { class: "notice-heading" }, W.nothingOpen), W.nothingOpenWords),
      done.length > 0 && h("h2", {}, W.donePart),
      done.length > 0 && h("ul", { class: "field-list is-short" }, done.map((row) => line(model, row))),
    ],
  };
}

export async function takeOut() {
  const file = await exported();
  download(W.fileName(today()), file);
  say(W.exported(file.items.length + file.photos.length));
}

function reader() {
  const read = async (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    const count = file ? await imported(await file.text()).catch(() => null) : null;
    say(count === null ? W.importBad : W.imported(count), count === null ? "error" : "good");
    if (count) sync({ force: true });
  };
  return h("label", { class: "btn btn-outline-primary" }, icon("upload"), W.importFile,
    h("input", { type: "file", accept: "application/json,.json", class: "visually-hidden", onchange: read }));
}

function line(model, row) {
  const at = inChina(row.queued_at);
  const isAlone = BY_ITSELF.includes(row.state);
  const note = row.store === "photos" && model.outbox.find((one) => one.id === row.note);
  const waits = note && note.state !== "done" && isAlone;
  const isLater = isAlone && model.outbox.some((one) => row.after?.includes(one.id) && one.state !== "done");
  return h("li", { class: "sheet field-line", "data-state": row.state },
    h("p", { class: "field-line-head" }, h("strong", {}, row.title), badge(row.state)),
    h("p", { class: "quiet small" }, W.joined([W.madeAt(W.joined([W.date(at.day), at.time])), row.tries > 1 && W.tried(row.tries), waits && W.waitsForNote, isLater && W.waitsForEarlier].filter(Boolean))),
    row.sentence && h("p", { class: row.state === "done" || isAlone ? "quiet" : "field-error" }, row.sentence),
    isAlone && !row.sentence && row.tries > 0 && h("p", { class: "quiet" }, W.noAnswer),
    !isAlone && row.state !== "done" && h("div", { class: "field-acts" },
      button(W.retry, async () => {
        await retry(row.store, row.id);
        sync({ press: true });
      }, { symbol: "refresh", "data-key": `retry-${row.id}`, "aria-label": `${W.retry}：${row.title}` }),
      button(W.forget, () => forget(row), { symbol: "trash", tone: "outline-danger", "data-key": `forget-${row.id}`, "aria-label": `${W.forget}：${row.title}` })));
}

async function forget(row) {
  if (await ask(W.forgetHeading, [row.title, W.forgetWords], W.forgetYes, W.cancel, { tone: "outline-danger" })) {
    await remove(row.store, row.id);
  }
}
