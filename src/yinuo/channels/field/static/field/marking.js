// Marking one site: a card for each task, every tap saved at once, and at the end the seal.
import { ask, button, h, link, notice, say } from "./dom.js";
import { card } from "./item.js";
import { inChina, sealOf, siteOf } from "./model.js";
import { enqueueBallot, fresh } from "./queue.js";
import { problems, total } from "./rubric.js";
import { digestOf, seal } from "./sealing.js";
import { sealed } from "./site.js";
import { get, put } from "./store.js";
import { sync } from "./sync.js";
import { W } from "./words.js";

const KEPT = ["points", "level", "deducted", "skipped", "vetoed", "reason"];

export async function marking(model, [id]) {
  const found = siteOf(model, id);
  if (!found) return null;
  const { packet, site } = found;
  const top = [link(W.backToSite, `#/site/${site.id}`, { symbol: "arrow-left", tone: "link" }), h("h1", {}, W.marking), h("p", { class: "lead" }, site.name)];
  const done = sealOf(model, site);
  if (done || site.why_not) return { title: W.marking, body: [top, done ? sealed(done) : notice("info", site.why_not)] };
  const draft = (await get("drafts", `marks:${site.id}`)) ?? { site: site.id, marks: {} };
  return { title: W.marking, isForm: true, body: [top, h("p", {}, W.markLead), new Sheet(packet, site, draft).whole()] };
}

class Sheet {
  constructor(packet, site, draft) {
    Object.assign(this, { packet, site, draft, rubric: packet.rubric, asked: false, cards: new Map() });
    this.sum = h("strong", { class: "field-sum number" });
    this.left = h("span", { class: "quiet" });
    this.told = h("p", { class: "visually-hidden", role: "status" });
  }

  whole() {
    const cards = this.rubric.items.map((item) => {
      const made = card(item, this.draft.marks[item.no] ?? {}, (row) => this.changed(item, row));
      this.cards.set(item.no, made);
      return made.node;
    });
    this.tell();
    return [
      this.packet.sealed_at && notice("warn", W.sealedAll(W.date(inChina(this.packet.sealed_at).day))),
      h("div", { class: "field-items" }, cards),
      h("div", { class: "field-total" },
        h("p", {}, h("span", {}, `${W.total} `), this.sum, h("span", { class: "quiet" }, W.outOf(this.rubric.total)), this.left),
        button(W.seal, () => this.close(), { symbol: "lock", tone: "primary", class: "btn btn-primary btn-lg" })),
      this.told,
    ];
  }

  // Saved at every touch: a browser that is killed now has lost nothing.
  async changed(item, row) {
    if (row === null) delete this.draft.marks[item.no];
    else this.draft.marks[item.no] = row;
    this.tell();
    await put("drafts", this.draft, `marks:${this.site.id}`, { quiet: true });
    this.told.textContent = W.draftSaved;
  }

  marks() {
    const rows = Object.entries(this.draft.marks);
    return Object.fromEntries(rows.map(([no, row]) => [no, Object.fromEntries(KEPT.filter((name) => row[name] !== undefined).map((name) => [name, row[name]]))]));
  }

  tell() {
    const wrong = problems(this.rubric, this.marks());
    const count = Object.keys(wrong).length;
    this.sum.textContent = sumOf(this.rubric, this.marks());
    this.left.textContent = count ? W.left(count) : W.allMarked;
    for (const [no, made] of this.cards) {
      made.tell(wrong[no] && (this.asked || made.isGiven) ? wrong[no] : ""); // half-way is not wrong yet
    }
    return wrong;
  }

  async close() {
    this.asked = true;
    const wrong = Object.keys(this.tell());
    if (wrong.length) {
      const first = this.rubric.items.find((item) => wrong.includes(item.no));
      this.cards.get(first?.no)?.show();
      say(W.left(wrong.length), "warn");
      return;
    }
    if (!this.packet.keepers.length || this.packet.keepers.some((one) => !one)) {
      say(W.notBegun, "warn");
      return;
    }
    const words = [W.sealWords(this.site.name, sumOf(this.rubric, this.marks())), W.sealForever];
    if (await ask(W.sealHeading, words, W.sealYes, W.sealNo)) await this.sealIt();
  }

  async sealIt() {
    try {
      const marks = this.marks();
      const envelope = await seal(JSON.stringify({ marks }), this.packet.keepers, this.site.bound);
      const digest = await digestOf(envelope);
      const item = { ...fresh("ballot", W.sealTitle(this.site.name), { site: this.site.id, envelope, digest }), site: this.site.id };
      const isFirst = await enqueueBallot(item, this.site.id, digest);
      say(isFirst ? W.sealedNow : W.markedElsewhere, isFirst ? "good" : "warn");
    } catch (problem) {
      console.warn(problem);
      say(W.sealFailed, "error");
      return;
    }
    location.hash = `#/site/${this.site.id}`;
    sync({ force: true });
  }
}

// A deduct item that nobody has looked at yet is not worth its full points yet.
function sumOf(rubric, marks) {
  const open = rubric.items.filter((item) => item.kind === "deduct" && !marks[item.no]).map((item) => [item.no, { vetoed: true }]);
  return total(rubric, { ...marks, ...Object.fromEntries(open) });
}

