// Comforts of the page "say something": emergency numbers while writing, and the nearest community. The page works without.
(function () {
  "use strict";

  const form = document.querySelector("[data-raise]");
  const words = document.getElementById("id_words");
  const heard = document.getElementById("heard");
  const signs = [...document.querySelectorAll("#signs li")].map(function (one) {
    return { number: one.dataset.number, purpose: one.dataset.purpose, signs: one.dataset.signs.split(",") };
  });
  let shown = "";

  function listen() {
    const text = words.value;
    const found = signs.filter(function (one) { return one.signs.some(function (sign) { return text.includes(sign); }); });
    const key = found.map(function (one) { return one.number; }).join(" ");
    if (key === shown) return;
    shown = key;
    if (!found.length) {
      heard.replaceChildren();
      return;
    }
    const said = document.getElementById("heard-words").content.cloneNode(true);
    found.forEach(function (one) {
      const call = document.createElement("a");
      call.className = "btn btn-outline-danger";
      call.href = "tel:" + one.number;
      call.textContent = one.number + " " + one.purpose;
      said.querySelector(".call-row").append(call);
    });
    heard.replaceChildren(said);
  }

  words.addEventListener("input", listen);
  listen();

  function offerNearest() {
    const line = document.querySelector("[data-nearest]");
    if (line && navigator.geolocation && window.isSecureContext) line.hidden = false;
  }

  document.addEventListener("click", function (event) {
    const button = event.target.closest("[data-nearest] button");
    if (!button) return;
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(function (at) {
      const body = new FormData();
      body.append("csrfmiddlewaretoken", form.querySelector("input[name=csrfmiddlewaretoken]").value);
      body.append("latitude", String(at.coords.latitude));
      body.append("longitude", String(at.coords.longitude));
      fetch("/places/nearest/", { method: "POST", body: body, headers: { "HX-Request": "true" } })
        .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(new Error(answer.statusText)); })
        .then(function (page) {
          const place = document.getElementById("place");
          place.innerHTML = page;
          if (window.htmx) window.htmx.process(place);
          offerNearest();
        })
        .catch(function () { button.disabled = false; });
    }, function () { button.disabled = false; button.closest("[data-nearest]").hidden = true; }, { maximumAge: 60000, timeout: 10000 });
  });

  document.addEventListener("htmx:afterSwap", offerNearest);
  offerNearest();
})();
