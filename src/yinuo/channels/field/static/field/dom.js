// Making elements without markup in strings: h("a", {class: "btn", href: "#/"}, icon("route"), "路线").

const root = document.getElementById("app");

export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value") made.value = value;
    else if (name === "checked") made.checked = true;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

export function icon(name) {
  const made = document.createElementNS(SVG, "svg");
  made.setAttribute("class", "icon");
  made.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `${root.dataset.icons}#${name}`);
  made.append(use);
  return made;
}

export function button(word, press, { symbol = "", tone = "outline-primary", ...more } = {}) {
  return h("button", { type: "button", class: `btn btn-${tone}`, onclick: press, ...more }, symbol && icon(symbol), word);
}

export function link(word, href, { symbol = "", tone = "outline-primary", ...more } = {}) {
  return h("a", { class: `btn btn-${tone}`, href, ...more }, symbol && icon(symbol), word);
}

export function state(word, tone, symbol) {
  return h("span", { class: `state tone-${tone}` }, icon(symbol), word);
}

export function notice(tone, ...words) {
  const symbols = { warn: "alert-triangle", error: "alert-circle", info: "info-circle", good: "circle-check" };
  return h("div", { class: `notice tone-${tone}` }, icon(symbols[tone]), h("div", {}, words.map((word) => (word.nodeType ? word : h("p", {}, word)))));
}

export function sheet(...children) {
  return h("section", { class: "sheet" }, ...children);
}

// Say something once, politely: the live region of the page reads it out.
export function say(sentence, tone = "good") {
  const place = document.getElementById("said");
  place.replaceChildren(notice(tone, sentence));
  clearTimeout(place.timer);
  place.timer = setTimeout(() => place.replaceChildren(), 6000);
}

// A dialog that asks; true when the person agrees. Escape and the first button mean no.
export function ask(heading, words, yes, no, { tone = "primary" } = {}) {
  return new Promise((told) => {
    const box = h("dialog", { class: "field-dialog", "aria-labelledby": "ask-heading" });
    const close = (answer) => () => {
      box.close();
      box.remove();
      told(answer);
    };
    box.append(
      h("h2", { id: "ask-heading" }, heading),
      ...words.map((word) => (word.nodeType ? word : h("p", {}, word))),
      h("div", { class: "field-foot" }, button(no, close(false), { autofocus: true }), button(yes, close(true), { tone })),
    );
    box.addEventListener("cancel", (event) => {
      event.preventDefault();
      close(false)();
    });
    document.body.append(box);
    box.showModal();
  });
}

export const settings = root.dataset;
