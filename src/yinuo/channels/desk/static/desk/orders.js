// Up and down beside each line of an order made by hand; the numbers are what is sent, and work without this.
(function () {
  "use strict";

  function renumber(list) {
    Array.from(list.children).forEach(function (row, at) { row.querySelector("input").value = at + 1; });
  }

  function move(list, row, up) {
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (up) other.before(row); else other.after(row);
    renumber(list);
    const again = row.querySelector(up ? "[data-up]" : "[data-down]");
    again.focus();
  }

  function button(list, row, up) {
    const one = document.createElement("button");
    const word = up ? list.dataset.up : list.dataset.down;
    one.type = "button";
    one.className = "btn btn-sm btn-outline-primary";
    one.textContent = up ? "↑" : "↓";
    one.title = word;
    one.setAttribute(up ? "data-up" : "data-down", "");
    one.setAttribute("aria-label", word + " " + row.querySelector("strong").textContent);
    one.addEventListener("click", function () { move(list, row, up); });
    return one;
  }

  document.querySelectorAll("[data-orders]").forEach(function (list) {
    Array.from(list.children).forEach(function (row) {
      row.querySelector(".order-moves").append(button(list, row, true), button(list, row, false));
    });
  });
})();
