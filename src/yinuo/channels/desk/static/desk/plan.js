// The map of a grid plan picks buildings for the form under it: press a building to tick it, press it again to let it go.
// Without a script the ticks in the table do the same.
(function () {
  "use strict";

  const form = document.querySelector("form[data-pick]");
  const figure = document.querySelector("[data-map]");
  const got = figure && window.yinuoMaps && window.yinuoMaps.get(figure);
  if (!form) return;
  const told = form.querySelector("[data-told]");
  const boxes = new Map();
  form.querySelectorAll("input[name=buildings]").forEach(function (box) { boxes.set(box.value, box); });

  function layerOf(key) { return got && got.layers.get("building:" + key); }

  function paint(key) {
    const layer = layerOf(key);
    const path = layer && layer.getElement();
    if (path) path.classList.toggle("is-picked", boxes.get(key).checked);
  }

  function count() {
    const picked = [...boxes.values()].filter(function (box) { return box.checked; });
    const households = picked.reduce(function (sum, box) { return sum + Number(box.dataset.households); }, 0);
    told.textContent = picked.length
      ? told.dataset.some.replace("#n", picked.length).replace("#h", households) : told.dataset.none;
  }

  boxes.forEach(function (box, key) {
    box.addEventListener("change", function () { paint(key); count(); });
    paint(key);
    const layer = layerOf(key);
    if (!layer) return;
    layer.unbindPopup();
    layer.bindTooltip(layer.said.name + " " + (layer.said.lines || []).map(function (one) { return one.join(" "); }).join(" "), { sticky: true });
    layer.on("click", function () {
      box.checked = !box.checked;
      box.dispatchEvent(new Event("change", { bubbles: true }));
      const fold = box.closest("details");
      if (fold && box.checked) fold.open = true;
    });
  });
  form.querySelectorAll("[data-clear]").forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      boxes.forEach(function (box, key) { box.checked = false; paint(key); });
      count();
    });
  });
  count();
})();
