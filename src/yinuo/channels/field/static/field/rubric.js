// What is wrong with the marks of a ballot, and what it is worth: the same as yinuo.evaluation.rules.marks and .rubric.
// A rubric as Rubric.as_data(), marks as read_marks() takes them. Numbers are whole millionths (BigInt): nothing is lost.
const COUNTED = ["points", "deduct", "level"];
const NUMBER = /^-?[0-9]{1,6}(?:\.[0-9]{1,6})?$/;
const ONE = 1000000n;
const CENT = 10000n;
const LONGEST_REASON = 500;
const MOST_TIMES = 999;

const S = {
  ballot: () => "评分票的内容读不出来。",
  unknown: (no) => `细则里没有“${no}”这一项。`,
  allSkipped: () => "不能把全部项目都记作不适用。",
  missing: (name) => `“${name}”还没有评。`,
  unreadable: (name) => `“${name}”的内容读不出来。`,
  reason: (name) => `“${name}”的理由请用文字写，不超过${LONGEST_REASON}字。`,
  losses: (name) => `“${name}”的扣分情形和细则对不上。`,
  times: (name) => `“${name}”的扣分次数应当是0到${MOST_TIMES}的整数。`,
  skip: (name) => `“${name}”不能记作不适用。`,
  skipAndVeto: (name) => `“${name}”不能既不适用又被否决。`,
  skipReason: (name) => `“${name}”记作不适用，请写明理由。`,
  veto: (name) => `“${name}”没有一票否决的情形。`,
  vetoReason: (name) => `“${name}”一票否决，请写明理由。`,
  answer: (name) => `“${name}”请回答有没有出现。`,
  level: (name, levels) => `“${name}”请从${levels}中选一个等级。`,
  points: (name) => `“${name}”还没有给分。`,
  number: (name) => `“${name}”的得分应当是一个数。`,
  range: (name, most) => `“${name}”的得分在0到${most}之间。`,
  step: (name, step) => `“${name}”的得分以${step}分为间隔。`,
  bonus: (name) => `“${name}”加了分，请写明理由。`,
  full: (name) => `“${name}”是满分，请写明理由。`,
  zero: (name) => `“${name}”没有得分，请写明理由。`,
};

// Number of the item → what is wrong with its mark; empty when the ballot can be sealed.
export function problems(rubric, marks) {
  if (!isObject(marks)) return { "": S.ballot() };
  const found = {};
  for (const item of rubric.items) {
    const problem = problemOf(rubric, item, marks[item.no]);
    if (problem) found[item.no] = problem;
  }
  const numbers = new Set(rubric.items.map((item) => item.no));
  for (const no of Object.keys(marks).filter((one) => !numbers.has(one)).sort()) found[no] = S.unknown(no);
  const counted = rubric.items.filter((item) => COUNTED.includes(item.kind));
  const isDone = Object.keys(found).length === 0;
  if (isDone && counted.length && counted.every((item) => marks[item.no].skipped === true)) found[counted[0].no] = S.allSkipped();
  return found;
}

// What the ballot comes to, as "87.50"; items that are not marked yet count as nothing.
export function total(rubric, marks) {
  const given = (item) => (isObject(marks?.[item.no]) ? marks[item.no] : {});
  const zeroed = rubric.items.filter((item) => item.kind === "veto" && given(item).vetoed === true).map((item) => item.vetoes);
  if (zeroed.includes("all")) return rounded(0n, 1n);
  let [sum, bonus, skipped] = [0n, 0n, 0n];
  for (const item of rubric.items) {
    const mark = given(item);
    if (zeroed.includes(`item:${item.no}`)) continue;
    if (mark.skipped === true) skipped += COUNTED.includes(item.kind) ? scaled(item.points) : 0n;
    else if (COUNTED.includes(item.kind)) sum += valueOf(item, mark);
    else if (item.kind === "bonus") bonus += valueOf(item, mark);
  }
  const [whole, cap] = [scaled(rubric.total), scaled(rubric.bonus_cap)];
  const rest = whole - skipped;
  const added = clamp(bonus, cap);
  return rest > 0n ? rounded((sum > 0n ? sum * whole : 0n) + added * rest, rest) : rounded(added, 1n);
}

function clamp(value, most) {
  const found = value < most ? value : most;
  return found > 0n ? found : 0n;
}

// The item's points by this mark: deducted to nothing at most; only what is 倒扣 (below) goes further.
function valueOf(item, mark) {
  if (mark.vetoed === true || item.kind === "veto") return 0n;
  const losses = (item.deductions ?? []).map((line, at) => [line.below === true, scaled(line.points) * BigInt(timesOf(mark)[at] ?? 0)]);
  const sum = (isBelow) => losses.filter(([below]) => below === isBelow).reduce((all, [, minus]) => all + minus, 0n);
  const left = givenOf(item, mark) - sum(false);
  return (left > 0n ? left : 0n) - sum(true);
}

function givenOf(item, mark) {
  if (item.kind === "deduct") return scaled(item.points);
  if (item.kind !== "level") return scaled(mark.points) ?? 0n;
  const share = item.levels.find(([name]) => name === mark.level)?.[1];
  return share === undefined ? 0n : (scaled(item.points) * scaled(share)) / (100n * ONE);
}

function timesOf(mark) {
  return Array.isArray(mark.deducted) && mark.deducted.every(isCount) ? mark.deducted : [];
}

function problemOf(rubric, item, mark) {
  const name = `${item.no} ${item.title}`;
  if (mark === undefined || mark === null) return S.missing(name);
  if (!isObject(mark)) return S.unreadable(name);
  const wrong = reasonProblem(name, mark) ?? lossProblem(name, item, mark);
  if (wrong) return wrong;
  if (mark.skipped === true) return skipProblem(name, item, mark);
  if (mark.vetoed === true) return vetoProblem(name, item, mark);
  return valueProblem(name, item, mark) ?? extremeProblem(name, rubric, item, mark);
}

function reasonProblem(name, mark) {
  const reason = mark.reason ?? "";
  return typeof reason === "string" && [...reason].length <= LONGEST_REASON ? null : S.reason(name);
}

function lossProblem(name, item, mark) {
  const times = mark.deducted ?? [];
  if (!Array.isArray(times) || times.length > (item.deductions ?? []).length) return S.losses(name);
  return times.every(isCount) ? null : S.times(name);
}

function skipProblem(name, item, mark) {
  if (!COUNTED.includes(item.kind) || !item.may_skip) return S.skip(name);
  if (mark.vetoed === true) return S.skipAndVeto(name);
  return hasReason(mark) ? null : S.skipReason(name);
}

function vetoProblem(name, item, mark) {
  if (item.kind !== "veto" && !(COUNTED.includes(item.kind) && item.veto)) return S.veto(name);
  return hasReason(mark) ? null : S.vetoReason(name);
}

function valueProblem(name, item, mark) {
  if (item.kind === "veto") return mark.vetoed === false ? null : S.answer(name);
  if (item.kind === "deduct") return null;
  if (item.kind === "level") {
    const names = item.levels.map(([level]) => level);
    return names.includes(mark.level) ? null : S.level(name, names.join("、"));
  }
  return pointsProblem(name, item, mark.points ?? "");
}

function pointsProblem(name, item, value) {
  if (value === "") return S.points(name);
  const points = scaled(value);
  if (points === null) return S.number(name);
  if (points < 0n || points > scaled(item.points)) return S.range(name, item.points);
  return points % scaled(item.step) ? S.step(name, item.step) : null;
}

// Full marks and zero need a reason where the rubric says so; what is deducted explains itself, no bonus too.
function extremeProblem(name, rubric, item, mark) {
  if (item.kind === "veto" || hasReason(mark)) return null;
  const value = valueOf(item, mark);
  const asks = (at) => rubric.reasons_at.includes(at);
  if (item.kind === "bonus" && value && asks("bonus")) return S.bonus(name);
  if (item.kind !== "deduct" && value === scaled(item.points) && asks("full")) return S.full(name);
  return item.kind !== "bonus" && value <= 0n && asks("zero") ? S.zero(name) : null;
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);
const isCount = (value) => Number.isInteger(value) && value >= 0 && value <= MOST_TIMES;
const hasReason = (mark) => /[^ \t\r\n\u3000]/.test(mark.reason ?? "");

// A number or its text in millionths; null for everything else.
function scaled(value) {
  if (typeof value !== "string" && typeof value !== "number") return null;
  if (!NUMBER.test(String(value))) return null;
  const [whole, part = ""] = String(value).replace("-", "").split(".");
  const found = BigInt(whole) * ONE + BigInt(part.padEnd(6, "0"));
  return String(value).startsWith("-") ? -found : found;
}

// above ÷ below millionths as text, half up to two places. Never negative here.
function rounded(above, below) {
  const cents = (2n * above + below * CENT) / (2n * below * CENT);
  return `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
}
