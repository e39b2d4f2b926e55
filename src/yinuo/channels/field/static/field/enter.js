// Before there is a pass: what this is, the button that begins, and what may be in the way.
import { button, h, link, notice, settings } from "./dom.js";
import { lend } from "./pass.js";
import { sync } from "./sync.js";
import { W } from "./words.js";

const login = () => `${settings.login}?next=${encodeURIComponent(settings.home)}`;

export function enter({ isLeft }) {
  const told = h("div", { "aria-live": "polite" });
  const begin = button(isLeft ? W.enterAgain : W.enter, () => start(told, begin), { symbol: "device-mobile", tone: "primary", class: "btn btn-primary btn-lg" });
  const left = [notice("good", h("p", { class: "notice-heading" }, W.leftHeading), W.leftWords)];
  return {
    title: W.brand,
    body: [
      h("h1", {}, W.enterHeading), h("p", { class: "lead" }, W.enterLead), isLeft && left,
      h("p", {}, W.enterOwn), h("p", { class: "quiet" }, W.enterNothing), told,
      h("div", { class: "field-foot" }, begin, isLeft && link(W.leaveAll, settings.leave, { symbol: "logout" }), link(W.toDesk, settings.desk, { symbol: "external-link" })),
    ],
  };
}

export async function start(told, begin) {
  begin.disabled = true;
  told.replaceChildren(h("p", {}, W.entering));
  const answer = await lend();
  begin.disabled = false;
  const ways = {
    ok: () => [],
    login: () => [notice("info", W.enterLogin, link(W.login, login(), { symbol: "key", tone: "primary" }))],
    offline: () => [notice("warn", W.enterOffline)],
    other: () => [notice("warn", W.enterOther)],
  };
  told.replaceChildren(...(ways[answer] ?? (() => [notice("warn", answer)]))());
  if (answer === "ok") await sync({ force: true });
}

// The pass is over while there is still something to hand in: nothing is lost, one signs in again.
export function signInAgain() {
  const told = h("div", { "aria-live": "polite" });
  const again = button(W.again, () => start(told, again), { symbol: "key", tone: "primary" });
  return h("div", { class: "notice tone-warn" }, h("div", {}, h("p", {}, W.againWords), told, again));
}
