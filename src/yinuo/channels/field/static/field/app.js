// The frame: what is on top, which screen stands below, and when it is drawn anew.
import * as clock from "./clock.js";
import { h, icon, notice, say } from "./dom.js";
import { enter, signInAgain } from "./enter.js";
import { marking } from "./marking.js";
import { me } from "./me.js";
import { load } from "./model.js";
import { note, notes } from "./notes.js";
import { counts } from "./queue.js";
import { queue } from "./queueview.js";
import { missed, site } from "./site.js";
import { onChange, persist } from "./store.js";
import { begin } from "./sync.js";
import { answer, close, mend } from "./answering.js";
import { home } from "./home.js";
import { table } from "./table.js";
import { backToRoute, route } from "./today.js";
import { W } from "./words.js";

const SCREENS = {
  "": home, day: route, site, mark: marking, note, missed, notes, queue, me, table, answer, opinion: mend, close,
};
const ROUTE = ["day", "site", "mark", "note", "missed"];
const TABLE = ["table", "answer", "opinion", "close"];
const REST = [["queue", "cloud-upload", W.queue], ["me", "user", W.me]];
const SIZE = "yinuo-field-size";
const root = document.getElementById("app");
let current = { leave: null, isForm: false, where: null, turn: 0 };
let isLeft = false;

const head = h("header", { class: "field-top" });
const menu = h("nav", { class: "field-menu", "aria-label": W.menu });
const banner = h("div", { class: "field-banner" });
const main = h("main", { id: "main", class: "field-main", tabindex: "-1" });

function frame() {
  const size = document.documentElement.dataset.size === "large" ? "large" : "normal";
  const turn = () => {
    document.documentElement.dataset.size = size === "large" ? "normal" : "large";
    localStorage.setItem(SIZE, document.documentElement.dataset.size);
    frame();
    top();
  };
  head.replaceChildren(
    h("a", { class: "brand", href: "#/" }, h("img", { src: root.dataset.seal, alt: "", class: "field-seal" }), h("span", { class: "brand-name" }, W.brand)),
    h("a", { class: "field-status", href: "#/queue", id: "status" }),
    h("button", { type: "button", class: "btn btn-size", onclick: turn }, icon("text-size"), h("span", {}, size === "large" ? W.normal : W.larger)));
}

// The line on top that always says where one's words are: «离线 · 待上传 3 件».
async function top(model) {
  const status = document.getElementById("status");
  const trouble = (model ?? (await load())).trouble;
  const { open, waiting, stuck, isSending } = await counts();
  const isOff = !navigator.onLine || trouble.offline;
  const words = [
    !navigator.onLine ? W.offline : trouble.offline ? W.unreachable : isSending ? W.sending : W.online,
    waiting > 0 && W.waiting(waiting), stuck > 0 && W.stuck(stuck), open === 0 && !isOff && W.allIn,
  ];
  status.replaceChildren(icon(isOff ? "cloud-off" : open ? "cloud-upload" : "cloud-check"), h("span", {}, W.joined(words.filter(Boolean))));
  status.classList.toggle("is-off", Boolean(isOff));
  status.classList.toggle("is-stuck", stuck > 0);
}

function banners(model) {
  const skew = clock.skewSeconds();
  const span = W.span(Math.floor(Math.abs(skew) / 86400), Math.floor((Math.abs(skew) % 86400) / 3600), Math.round((Math.abs(skew) % 3600) / 60));
  banner.replaceChildren(...[
    model.pass && model.trouble.signIn && signInAgain(),
    model.pass && clock.isWrong() && notice("warn", skew > 0 ? W.clockSlow(span) : W.clockFast(span)),
  ].filter(Boolean));
}

// Who goes along with a round and sits at a table has both; notes are for rounds only.
function menuOf(model) {
  const notes = ["notes", "notebook", W.notes];
  if (!model.days.length) return [["", "route", W.route], notes, ...REST];
  return [["", "home", W.today], ...(model.rounds.length ? [["day", "route", W.route], notes] : []), ...REST];
}

function tabs(model, name) {
  const isBoth = model.days.length && model.rounds.length;
  const here = TABLE.includes(name) ? "" : ROUTE.includes(name) ? (isBoth ? "day" : "") : name;
  menu.replaceChildren(h("ul", {}, menuOf(model).map(([key, symbol, word]) =>
    h("li", {}, h("a", { href: `#/${key}`, "aria-current": key === here ? "page" : null }, icon(symbol), h("span", {}, word))))));
}

async function screen(model, name, given) {
  if (!model.pass) return enter({ isLeft });
  const found = await SCREENS[name]?.(model, given);
  return found ?? { title: W.missing, body: [backToRoute(), h("h1", {}, W.missing), h("p", {}, W.missingWords)] };
}

// Draw the screen that the address names. `isMove`: the person has gone somewhere, so focus and scroll begin anew.
async function draw(isMove) {
  const turn = (current.turn += 1);
  const where = location.hash.startsWith("#/") ? location.hash.slice(2) : "";
  const [name, ...given] = where.split("/");
  const model = await load();
  current.leave?.();
  current.leave = null;
  const made = await screen(model, name, given.map(decodeURIComponent));
  if (turn !== current.turn) return; // somebody went on meanwhile
  current = { leave: made.leave, isForm: made.isForm, where, turn };
  const key = document.activeElement?.dataset?.key;
  menu.hidden = !model.pass;
  tabs(model, name);
  main.replaceChildren(banner, h("div", { class: "field-screen" }, ...made.body));
  document.title = `${made.title} · ${W.untitled}`;
  banners(model);
  await top(model);
  made.ready?.();
  if (isMove && !made.ready) {
    main.focus({ preventScroll: true });
    self.scrollTo(0, 0);
  } else if (key) main.querySelector(`[data-key="${key}"]`)?.focus({ preventScroll: true });
}

function isFilled() {
  return typeof current.isForm === "function" ? current.isForm() : current.isForm;
}

// A form that is being filled is not drawn anew under the fingers; only the line on top is.
async function refresh(what) {
  if (what === "wiped") {
    isLeft = true;
    location.hash = "#/";
    await draw(true);
  } else if (isFilled() && what !== "pass") {
    const model = await load();
    banners(model);
    await top(model);
  } else await draw(false);
}

let due = null;
function soon(what) {
  clearTimeout(due);
  if (what === "wiped" || what === "pass") refresh(what);
  else due = setTimeout(() => refresh(what), 50);
}

// The service worker keeps the app itself; the first time it is ready, that is said.
async function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  const isFirst = !navigator.serviceWorker.controller;
  const known = await navigator.serviceWorker.register(`${root.dataset.home}sw.js`, { scope: root.dataset.home }).catch(() => null);
  if (!known) return;
  await navigator.serviceWorker.ready;
  root.dataset.ready = "true";
  if (isFirst) say(W.ready);
}

async function start() {
  document.documentElement.dataset.size = localStorage.getItem(SIZE) ?? document.documentElement.dataset.size;
  frame();
  await clock.begin();
  main.append(...document.getElementById("main").children); // what the server wrote stands until the first screen is drawn
  root.replaceChildren(head, menu, main);
  onChange(soon);
  self.addEventListener("hashchange", () => (!location.hash || location.hash.startsWith("#/")) && draw(true));
  for (const event of ["online", "offline"]) self.addEventListener(event, () => top());
  await draw(true);
  self.addEventListener("unhandledrejection", () => say(W.failed, "error"));
  keepShell();
  persist();
  begin();
}

start();
