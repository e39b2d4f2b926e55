// Keys of the work list: j and k move, Enter opens, x ticks, / searches, ? shows the keys. The list works without them.
(function () {
  "use strict";

  const rows = Array.from(document.querySelectorAll("[data-row]"));
  const keys = document.getElementById("keys");
  const box = document.getElementById("id_q");
  let here = -1;

  function go(to) {
    if (!rows.length) return;
    here = Math.max(0, Math.min(rows.length - 1, to));
    rows[here].querySelector("a.ledger-title").focus();
    rows[here].scrollIntoView({ block: "nearest" });
  }

  function current() {
    const row = document.activeElement && document.activeElement.closest("[data-row]");
    return row ? rows.indexOf(row) : here;
  }

  function tick() {
    const row = rows[current()];
    const mark = row && row.querySelector("input[type=checkbox]");
    if (mark) mark.click();
  }

  function show() {
    if (keys && keys.showModal && !keys.open) keys.showModal();
  }

  const does = {
    j: function () { go(current() + 1); },
    k: function () { go(current() - 1); },
    x: tick,
    "/": function () { if (box) { box.focus(); box.select(); } },
    "?": show
  };

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog[open]")) return;
    if (!does[event.key]) return;
    event.preventDefault();
    does[event.key]();
  });

  document.querySelectorAll("[data-keys]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", show);
  });

  const told = document.querySelector("[data-chosen]");
  function tell() {
    const count = document.querySelectorAll("input[form=chosen]:checked").length;
    if (told) told.textContent = count ? told.dataset.chosenWords.replace("#", String(count)) : "";
  }
  document.addEventListener("change", tell);
  tell();
})();
