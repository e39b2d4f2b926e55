// Small comforts on every page. Nothing here is needed: every page works without it.
(function () {
  "use strict";

  const said = document.getElementById("said");

  function say(sentence, tone) {
    const notice = document.createElement("div");
    notice.className = "notice tone-" + tone;
    const text = document.createElement("p");
    text.textContent = sentence;
    notice.append(text);
    said.replaceChildren(notice);
    if (tone !== "error") {
      window.setTimeout(function () { notice.remove(); }, 6000);
    }
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-print], [data-copy]");
    if (!button) return;
    if ("print" in button.dataset) {
      window.print();
    } else if (navigator.clipboard) {
      navigator.clipboard.writeText(button.dataset.copy).then(function () {
        say(button.dataset.copied, "success");
      });
    }
  });

  // Buttons that only work with JavaScript stay hidden without it.
  document.querySelectorAll("[data-print][hidden]").forEach(function (button) { button.hidden = false; });
  if (navigator.clipboard) {
    document.querySelectorAll("[data-copy][hidden]").forEach(function (button) { button.hidden = false; });
  }

  // A second press on a slow line must not send twice. Wait a tick: a disabled button's value is not sent.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    window.setTimeout(function () {
      form.querySelectorAll("button").forEach(function (button) { button.disabled = true; });
    }, 0);
  });
  window.addEventListener("pageshow", function (event) {
    if (!event.persisted) return;
    document.querySelectorAll("form button:disabled").forEach(function (button) { button.disabled = false; });
  });

  // A long form must not be lost by a wrong tap: ask before leaving words behind.
  let dirty = false;
  document.addEventListener("input", function (event) {
    if (event.target.matches("form[method=post] textarea")) dirty = event.target.value.length > 20;
  });
  document.addEventListener("submit", function () { dirty = false; });
  window.addEventListener("beforeunload", function (event) {
    if (dirty) event.preventDefault();
  });

  // How many characters are left, told politely: <p data-left-of="id_words" data-left-words="还能写 # 个字">.
  document.querySelectorAll("[data-left-of]").forEach(function (place) {
    const box = document.getElementById(place.dataset.leftOf);
    if (!box || box.maxLength < 1) return;
    const tell = function () {
      place.textContent = place.dataset.leftWords.replace("#", String(box.maxLength - box.value.length));
    };
    box.addEventListener("input", tell);
    tell();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && window.location.hash === "#desk-menu") window.location.hash = "#main";
  });

  // The summary of what is wrong takes the focus, so that a screen reader begins there.
  const wrong = document.querySelector("[data-wrong]");
  if (wrong) wrong.focus();

  // htmx does not swap in refusals (403, 409, 429, 5xx): their sentence is said instead.
  document.addEventListener("htmx:responseError", function (event) {
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const sentence = page.querySelector("[data-sentence]");
    say(sentence ? sentence.textContent.trim() : document.body.dataset.failed, "error");
  });
  document.addEventListener("htmx:sendError", function () { say(document.body.dataset.offline, "error"); });
  document.addEventListener("htmx:configRequest", function (event) {
    const token = document.querySelector("input[name=csrfmiddlewaretoken]");
    if (token) event.detail.headers["X-CSRFToken"] = token.value;
  });
})();
