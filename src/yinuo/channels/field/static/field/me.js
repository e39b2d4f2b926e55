// What the app asks oneself, to whom it is lent, and the way out.
import { ask, button, h, link, notice, settings, say, sheet } from "./dom.js";
import { inChina, shown } from "./model.js";
import { leave } from "./pass.js";
import { counts, enqueue, fresh } from "./queue.js";
import { takeOut } from "./queueview.js";
import { all, get, put, remove } from "./store.js";
import { sync } from "./sync.js";
import { W } from "./words.js";

export async function me(model) {
  const questions = model.rounds.flatMap((packet) => packet.questions);
  const until = inChina(model.pass.valid_until);
  const isKept = await navigator.storage?.persisted?.();
  const rows = [
    [W.lentTo, model.pass.member], [W.code, shown(model)?.judge?.code],
    [W.validUntil, W.joined([W.date(until.day), until.time])],
  ];
  return {
    title: W.me, isForm: questions.some((one) => !one.answer),
    body: [
      h("h1", {}, W.meHeading),
      sheet(h("dl", { class: "field-facts" }, rows.filter(([, said]) => said).map(([word, said]) => [h("dt", {}, word), h("dd", {}, said)])),
        h("p", { class: "quiet" }, isKept ? W.keptSafe : W.keptMaybe)),
      questions.length > 0 && [h("h2", {}, W.questions), h("p", { class: "quiet" }, W.questionsLead), await Promise.all(questions.map((one) => question(model, one)))],
      h("p", { class: "quiet" }, W.privacy),
      h("div", { class: "field-foot" },
        link(W.toDesk, settings.desk, { symbol: "external-link" }),
        button(W.signOut, signOut, { symbol: "logout", tone: "outline-danger" })),
    ],
  };
}

async function question(model, one) {
  const words = W.asked[one.kind] ?? W.askedOther;
  const sent = model.outbox.find((row) => row.kind === "reply" && row.question === one.id && row.state !== "refused");
  const answer = one.answer || sent?.text;
  if (answer) return sheet(h("p", {}, words), notice("good", h("p", { class: "notice-heading" }, W.answered), answer));
  const draft = (await get("drafts", `reply:${one.id}`)) ?? { text: "" };
  const keep = (event) => put("drafts", { ...draft, text: event.target.value }, `reply:${one.id}`, { quiet: true });
  const box = h("textarea", { id: `answer-${one.id}`, class: "form-control", rows: 3, maxlength: 500, value: draft.text, oninput: keep });
  return sheet(h("p", {}, words), h("div", { class: "field" }, h("label", { for: `answer-${one.id}` }, W.answer), box),
    button(W.sendAnswer, () => reply(one, box), { tone: "primary" }));
}

async function reply(one, box) {
  const text = box.value.trim();
  if (!text) {
    say(W.answerEmpty, "warn");
    box.focus();
    return;
  }
  await enqueue({ ...fresh("reply", W.answerTitle, { question: one.id, text }), question: one.id, text });
  await remove("drafts", `reply:${one.id}`);
  say(W.queued);
  self.dispatchEvent(new Event("hashchange"));
  sync({ force: true });
}

// Everything goes from the phone; what is not in yet is asked about twice, and can be taken out first.
async function signOut() {
  const [{ open }, drafts] = await Promise.all([counts(), all("drafts")]);
  const words = [W.signOutWords];
  if (open) words.push(notice("warn", W.unsentWords(open), button(W.exportFirst, takeOut, { symbol: "download" })));
  if (drafts.length) words.push(notice("warn", W.draftWords(drafts.length)));
  const isLoss = open > 0 || drafts.length > 0;
  const tone = isLoss ? "outline-danger" : "primary";
  if (!(await ask(W.signOutHeading, words, isLoss ? W.signOutAnyway : W.signOutYes, W.cancel, { tone }))) return;
  await leave();
}
