// Lays Leaflet over the drawings of partials/map.html. Without it the drawing stays; every map has a table beside it.
// window.yinuoMaps.get(element) gives {map, layers: Map(key → layer), fit} to the scripts of a channel.
(function () {
  "use strict";

  if (!window.L) return;
  const ORDER = ["community", "grid", "draft", "barrier", "route", "building", "stop", "wrong"];
  const made = new Map();
  window.yinuoMaps = { get: function (face) { return made.get(face); }, dress: dress, told: told };

  function dress(said) {
    return "map-" + said.kind + (said.hue === undefined ? "" : " hue-" + said.hue)
      + (said.day === undefined ? "" : " day-" + said.day) + (said.is_moved ? " is-moved" : "")
      + (said.is_other ? " is-other" : "");
  }

  function piece(tag, words) {
    const one = document.createElement(tag);
    if (words) one.textContent = words;
    return one;
  }

  // What a shape says when it is pressed: its name, its lines, and the way to its page.
  function told(said, open) {
    const box = piece("div");
    box.append(piece("strong", said.name));
    if (said.lines && said.lines.length) {
      const list = piece("dl");
      said.lines.forEach(function (line) { list.append(piece("dt", line[0]), piece("dd", String(line[1]))); });
      box.append(list);
    }
    if (said.url) {
      const link = piece("a", open);
      link.href = said.url;
      const line = piece("p");
      line.append(link);
      box.append(line);
    }
    return box;
  }

  function controls(map, figure, fit) {
    L.control.zoom({ zoomInTitle: figure.dataset.in, zoomOutTitle: figure.dataset.out }).addTo(map);
    const Scale = L.Control.Scale.extend({
      _updateMetric: function (most) {
        const metres = this._getRoundNum(most);
        const words = metres < 1000 ? figure.dataset.metres.replace("#", metres) : figure.dataset.kilometres.replace("#", metres / 1000);
        this._updateScale(this._mScale, words, metres / most);
      }
    });
    new Scale({ imperial: false, maxWidth: 140 }).addTo(map);
    const Whole = L.Control.extend({
      onAdd: function () {
        const bar = L.DomUtil.create("div", "leaflet-bar");
        const one = L.DomUtil.create("a", "map-whole", bar);
        one.href = "#";
        one.role = "button";
        one.title = figure.dataset.whole;
        one.setAttribute("aria-label", figure.dataset.whole);
        one.textContent = figure.dataset.all;
        L.DomEvent.disableClickPropagation(bar);
        L.DomEvent.on(one, "click", function (event) { L.DomEvent.stop(event); fit(); });
        return bar;
      }
    });
    new Whole({ position: "topleft" }).addTo(map);
    const Compass = L.Control.extend({
      onAdd: function () {
        const one = L.DomUtil.create("div", "map-compass");
        one.innerHTML = '<svg viewBox="0 0 18 24" aria-hidden="true"><path d="M9 0l9 24-9-6-9 6z"></path></svg>';
        one.append(figure.dataset.north);
        return one;
      }
    });
    new Compass({ position: "topright" }).addTo(map);
  }

  function number(said, layer) {
    if (said.number === undefined || ["grid", "draft", "stop"].indexOf(said.kind) < 0) return null;
    const isStop = said.kind === "stop";
    const at = isStop ? layer.getLatLng() : said.centre ? [said.centre[1], said.centre[0]] : layer.getBounds().getCenter();
    const word = String(said.number);
    return L.marker(at, {
      interactive: false, keyboard: false, pmIgnore: true,
      icon: L.divIcon({
        className: isStop ? "map-stop-number" : "map-number", html: piece("span", word), iconSize: isStop ? [20, 20] : [34, 28]
      })
    });
  }

  function start(figure) {
    const given = JSON.parse(document.getElementById(figure.dataset.map).textContent);
    const face = figure.querySelector(".map-face");
    const drawing = face.querySelector("svg");
    const live = piece("div");
    live.className = "map-live";
    live.setAttribute("role", "region");
    live.setAttribute("aria-label", figure.dataset.label);
    face.append(live);
    if (drawing) drawing.setAttribute("hidden", "");

    const map = L.map(live, { attributionControl: false, zoomControl: false, scrollWheelZoom: false, zoomSnap: 0.25, maxZoom: 20 });
    if (figure.dataset.tiles) {
      L.tileLayer(figure.dataset.tiles, { maxZoom: 20, maxNativeZoom: 18 }).addTo(map);
      if (figure.dataset.credit) {
        L.control.attribution({ prefix: false }).addAttribution(piece("span", figure.dataset.credit).innerHTML).addTo(map);
      }
    }
    live.addEventListener("focusin", function () { map.scrollWheelZoom.enable(); });
    live.addEventListener("focusout", function () { map.scrollWheelZoom.disable(); });

    const layers = new Map();
    const all = L.featureGroup();
    const sound = L.featureGroup();
    const wrong = L.featureGroup();
    given.features.slice().sort(function (one, other) {
      return ORDER.indexOf(one.properties.kind) - ORDER.indexOf(other.properties.kind);
    }).forEach(function (one) {
      const said = one.properties;
      const layer = L.geoJSON(one, {
        interactive: said.kind !== "community",
        style: function () { return { className: dress(said) }; },
        pointToLayer: function (_feature, at) { return L.circleMarker(at, { radius: said.kind === "stop" ? 10 : 6, className: dress(said) }); }
      }).getLayers()[0];
      if (!layer) return;
      layer.said = said;
      if (said.kind !== "community") layer.bindPopup(function () { return told(said, figure.dataset.open); });
      layer.addTo(all);
      (said.kind === "wrong" ? wrong : sound).addLayer(layer);
      if (said.key) layers.set(said.kind + ":" + said.key, layer);
      const label = number(said, layer);
      if (label) label.addTo(all);
    });
    all.addTo(map);
    const bounds = (sound.getLayers().length ? sound : wrong).getBounds();  // a wrong row may lie in another county
    const aside = live.clientWidth < 500 ? 60 : 16;
    const start = (figure.dataset.start || "").split(",").map(Number);
    function fit() {
      if (bounds.isValid()) map.fitBounds(bounds, { paddingTopLeft: [aside, 16], paddingBottomRight: [16, 28], animate: false });
      else map.setView([start[0], start[1]], start[2], { animate: false });
    }
    fit();
    controls(map, figure, fit);
    map.on("popupopen", function (event) {
      const close = event.popup.getElement().querySelector(".leaflet-popup-close-button");
      if (close) close.setAttribute("aria-label", figure.dataset.close);
    });
    made.set(figure, { map: map, layers: layers, all: all, fit: fit });
  }

  document.querySelectorAll("[data-map]").forEach(start);
})();
