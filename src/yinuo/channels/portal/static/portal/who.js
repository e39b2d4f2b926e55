// "Find by my position" on the page of whom to find: asked only when pressed, sent once by POST. The page works without.
(function () {
  "use strict";

  const form = document.querySelector("form[data-here]");
  if (!form || !navigator.geolocation || !window.isSecureContext) return;
  const button = form.querySelector("button");
  const said = form.querySelector("[data-failed]");
  form.hidden = false;
  button.addEventListener("click", function () {
    button.disabled = true;
    said.textContent = "";
    navigator.geolocation.getCurrentPosition(function (at) {
      form.elements.latitude.value = String(at.coords.latitude);
      form.elements.longitude.value = String(at.coords.longitude);
      form.submit();
    }, function () {
      button.disabled = false;
      said.textContent = said.dataset.failed;
    }, { maximumAge: 60000, timeout: 10000 });
  });
})();
