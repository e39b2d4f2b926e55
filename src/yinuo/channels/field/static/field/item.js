// The card of one task: its scoring points, levels, deductions, veto, reason. `card` gives {node, tell, show}.
import { h, icon } from "./dom.js";
import { W } from "./words.js";

let number = 0;

// `changed` is called with the whole mark after every touch, or with null when nothing is marked.
export function card(item, row, changed) {
  return new Card(item, structuredClone(row), changed);
}

class Card {
  constructor(item, row, changed) {
    Object.assign(this, { item, row, changed, key: `item-${(number += 1)}` });
    this.got = h("span", { class: "field-got number" });
    this.wrong = h("p", { class: "field-error", id: `${this.key}-wrong` });
    this.inside = h("div", { class: "field-inside" });
    this.reason = this.field();
    this.node = h("section", { class: "field-item", "aria-labelledby": `${this.key}-title`, tabindex: "-1" },
      h("div", { class: "field-item-head" },
        h("h2", { id: `${this.key}-title` }, h("span", { class: "field-no" }, item.no), item.title), this.got),
      this.inside, this.exceptions(), this.reason, this.wrong, this.more());
    this.draw();
  }

  // Write down what changed, draw what follows from it, and say so.
  set(values) {
    Object.assign(this.row, values);
    for (const [name, value] of Object.entries(this.row)) {
      if (value === undefined || (value === false && !this.isAnswer(name))) delete this.row[name];
    }
    this.draw();
    this.changed(Object.keys(this.row).length ? { ...this.row } : null);
  }

  // A veto item is answered with no as well as with yes.
  isAnswer(name) {
    return name === "vetoed" && this.item.kind === "veto";
  }

  get isOut() {
    return Boolean(this.row.skipped || this.row.vetoed);
  }

  get isGiven() {
    return this.isOut || pointsOf(this.item, this.row) !== null;
  }

  draw() {
    const focused = this.inside.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const isHidden = this.isOut && this.item.kind !== "veto";
    this.inside.hidden = isHidden;
    this.inside.replaceChildren(...(isHidden ? [] : this.rows()));
    if (focused) this.inside.querySelector(`[data-key="${focused}"]`)?.focus();
    const got = pointsOf(this.item, this.row);
    const most = this.item.points;
    this.got.textContent = this.item.kind === "veto" ? "" : got === null ? W.notGiven(most) : W.given(plain(got), most);
    this.node.classList.toggle("is-given", this.isGiven);
  }

  rows() {
    const kinds = {
      points: () => [...this.parts(), this.stepper()], bonus: () => [this.noBonus(), this.stepper()],
      level: () => [this.levels()], deduct: () => [], veto: () => [this.answer()],
    };
    return [...(kinds[this.item.kind] ?? kinds.points)(), ...this.deductions()];
  }

  // Without parts the whole task is one part.
  parts() {
    const { parts, points } = this.item;
    if (!parts?.length) {
      const chosen = this.row.points === undefined ? null : Number(this.row.points);
      return [this.choice("whole", W.adjust, this.ways(points), chosen, (value) => this.set({ points: plain(value) }))];
    }
    const chosen = this.row.parts ?? [];
    return parts.map((part, index) => {
      const legend = h("span", {}, part.text, h("span", { class: "quiet" }, ` ${W.points(part.points)}`));
      return this.choice(`part${index}`, legend, this.ways(part.points), chosen[index], (value) => this.part(index, value));
    });
  }

  // All, half of it (down to the rubric's step), nothing.
  ways(points) {
    const most = Number(points);
    const half = down(most / 2, this.item.step);
    return [[most, W.fullOf(plain(most))], ...(half > 0 && half < most ? [[half, W.halfOf(plain(half))]] : []), [0, W.noneOf]];
  }

  noBonus() {
    const chosen = this.row.points === undefined ? null : Number(this.row.points);
    return this.choice("bonus", W.bonus, [[0, W.noBonus]], chosen, () => this.set({ points: "0" }));
  }

  answer() {
    const ways = [[false, W.notFound], [true, W.found]];
    return this.choice("vetoed", W.veto, ways, this.row.vetoed, (vetoed) => this.set({ vetoed }));
  }

  // The points of the task follow its parts as soon as all of them are given.
  part(index, value) {
    const parts = Array.from(this.item.parts, (_part, at) => this.row.parts?.[at] ?? null);
    parts[index] = value;
    const isWhole = parts.every((one) => one !== null);
    this.set({ parts, points: isWhole ? plain(parts.reduce((sum, one) => sum + one, 0)) : undefined });
  }

  choice(name, legend, ways, chosen, choose) {
    return h("fieldset", { class: "field-choice" },
      h("legend", {}, legend),
      h("div", { class: "field-ways" }, ways.map(([value, word]) => h("label", { class: "field-way" },
        h("input", {
          type: "radio", name: `${this.key}-${name}`, value: String(value), checked: value === chosen,
          "data-key": `${name}-${value}`, onchange: () => choose(value),
        }),
        h("span", {}, word)))));
  }

  levels() {
    const ways = this.item.levels.map(([name, share]) => [name, W.levelOf(name, share)]);
    return this.choice("level", W.level, ways, this.row.level, (level) => this.set({ level }));
  }

  // Up and down by the rubric's step: the way where a task has no parts, and for fine differences where it has.
  stepper() {
    const step = Number(this.item.step ?? 0.5);
    const value = this.row.points === undefined ? null : Number(this.row.points);
    const move = (by) => () => {
      const from = value ?? (by > 0 ? -step : Number(this.item.points) + step);
      this.set({ points: plain(Math.min(Number(this.item.points), Math.max(0, round(from + by)))) });
    };
    return h("div", { class: "field-stepper", role: "group", "aria-label": W.adjust },
      h("span", { class: "quiet" }, `${W.adjust}（${W.byStep(plain(step))}）`),
      this.nudge(W.less, "minus", move(-step), "less", value === 0),
      h("output", { class: "number" }, value === null ? "—" : plain(value)),
      this.nudge(W.moreOf, "plus", move(step), "more", value === Number(this.item.points)));
  }

  nudge(word, symbol, press, key, isEnd) {
    return h("button", {
      type: "button", class: "btn btn-outline-primary field-nudge", "aria-label": `${word}：${this.item.title}`, "data-key": key,
      "aria-disabled": isEnd ? "true" : null, onclick: isEnd ? null : press,
    }, icon(symbol));
  }

  deductions() {
    return (this.item.deductions ?? []).map((line, index) => {
      const count = this.row.deducted?.[index] ?? 0;
      const move = (by) => () => {
        const deducted = Array.from(this.item.deductions, (_line, at) => this.row.deducted?.[at] ?? 0);
        deducted[index] = Math.max(0, count + by);
        this.set({ deducted });
      };
      return h("div", { class: "field-stepper", role: "group", "aria-label": line.text },
        h("span", {}, W.deduct(line.text, line.points)),
        this.nudge(W.less, "minus", move(-1), `less-${index}`, count === 0),
        h("output", { class: "number" }, W.times(count)),
        this.nudge(W.moreOf, "plus", move(1), `more-${index}`, false));
    });
  }

  exceptions() {
    const { item, row } = this;
    const tick = (name, word) => h("label", { class: "field-tick" },
      h("input", { type: "checkbox", checked: Boolean(row[name]), onchange: (event) => this.set({ [name]: event.target.checked }) }),
      h("span", {}, word));
    const none = item.kind === "deduct" && tick("looked", W.looked);
    return h("div", { class: "field-exceptions" },
      none, item.may_skip && tick("skipped", W.skip), item.kind !== "veto" && item.veto && tick("vetoed", W.vetoOf(item.veto)));
  }

  field() {
    const id = `${this.key}-reason`;
    const box = h("textarea", {
      id, class: "form-control", rows: 2, maxlength: 300, value: this.row.reason ?? "", "aria-describedby": `${this.key}-wrong`,
      oninput: (event) => this.set({ reason: event.target.value || undefined }),
    });
    return h("div", { class: "field field-reason" }, h("label", { for: id }, W.reason, h("span", { class: "field-need" }, W.reasonHelp)), box);
  }

  more() {
    const { how_checked: how, not_counted: not } = this.item;
    if (!how && !not) return null;
    return h("details", { class: "field-more" }, h("summary", {}, W.howChecked),
      how && h("p", {}, how), not && h("p", {}, `${W.notCounted}：${not}`));
  }

  tell(problem) {
    this.wrong.replaceChildren(...(problem ? [icon("alert-circle"), problem] : []));
    this.node.classList.toggle("is-wrong", Boolean(problem));
    this.reason.hidden = !(problem || this.row.reason || this.isOut);
  }

  show() {
    this.node.scrollIntoView({ block: "center" });
    this.node.focus({ preventScroll: true });
  }
}

// What the mark comes to, before anything weighs more; null while it is not given. Only what is 倒扣 goes below nothing.
function pointsOf(item, row) {
  if (row.skipped) return null;
  if (item.kind === "veto") return row.vetoed === undefined ? null : 0;
  if (row.vetoed) return 0;
  const given = givenOf(item, row);
  if (given === null) return null;
  const minus = (isBelow) => (item.deductions ?? []).reduce(
    (sum, line, index) => sum + (Boolean(line.below) === isBelow ? Number(line.points) * (row.deducted?.[index] ?? 0) : 0), 0);
  return round(Math.max(0, given - minus(false)) - minus(true));
}

function givenOf(item, row) {
  if (item.kind === "deduct") return row.looked || row.deducted ? Number(item.points) : null;
  if (item.kind !== "level") return row.points === undefined ? null : Number(row.points);
  const level = item.levels.find(([name]) => name === row.level);
  return level ? (Number(item.points) * Number(level[1])) / 100 : null;
}

function round(value) {
  return Math.round(value * 1000) / 1000;
}

function down(value, step) {
  const by = Number(step ?? 0.5);
  return round(Math.floor(value / by + 1e-9) * by);
}

export function plain(value) {
  return String(round(Number(value)));
}

