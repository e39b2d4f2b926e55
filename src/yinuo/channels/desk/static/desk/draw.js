// Draws what the text field of the form holds: a surface, a line or a point. The field stays the truth; without a script it is
// filled by pasting or by a file. Undo goes back one step; while drawing it takes back one corner.
(function () {
  "use strict";

  const form = document.querySelector("form[data-draw]");
  const figure = form && form.querySelector("[data-map]");
  const got = figure && window.yinuoMaps && window.yinuoMaps.get(figure);
  if (!got || !got.map.pm) return;
  const map = got.map;
  const wanted = form.dataset.draw;
  const field = form.querySelector("[name=shape]");
  const latitude = form.querySelector("[name=latitude]");
  const longitude = form.querySelector("[name=longitude]");
  const tools = form.querySelector("[data-tools]");
  const hint = form.querySelector("[data-hint]");
  const drawn = L.featureGroup().addTo(map);
  const kind = wanted === "line" ? "Line" : "Polygon";
  let steps = [];
  let point = null;
  let editing = false;  // only what is drawn: neighbours are there to lean on

  map.pm.setLang("zh");
  map.pm.setGlobalOptions({
    snappable: true, snapDistance: 14, allowSelfIntersection: false, continueDrawing: false,
    pathOptions: { className: "map-drawn" }, templineStyle: { className: "map-drawn" }, hintlineStyle: { className: "map-drawn", dashArray: [5, 5] }
  });
  tools.hidden = false;

  function say(words) { hint.textContent = words || ""; }

  function geometry() {
    const parts = drawn.getLayers().map(function (one) { return one.toGeoJSON(6).geometry; });
    if (!parts.length) return null;
    if (wanted === "line") return parts[parts.length - 1];
    if (parts.length === 1) return parts[0];
    return {
      type: "MultiPolygon",
      coordinates: parts.reduce(function (all, one) {
        return all.concat(one.type === "MultiPolygon" ? one.coordinates : [one.coordinates]);
      }, [])
    };
  }

  function keep() {
    const shape = geometry();
    const text = shape ? JSON.stringify(shape) : "";
    if (text === field.value) return;
    steps.push(field.value);
    field.value = text;
    refresh();
  }

  function show(text) {
    drawn.clearLayers();
    if (!text.trim()) return true;
    try {
      let shape = JSON.parse(text);
      if (shape.type === "FeatureCollection") shape = shape.features[0];
      if (shape.type === "Feature") shape = shape.geometry;
      const parts = shape.type === "MultiPolygon"
        ? shape.coordinates.map(function (one) { return { type: "Polygon", coordinates: one }; }) : [shape];
      parts.forEach(function (one) {
        L.geoJSON(one, { style: { className: "map-drawn" } }).getLayers().forEach(take);
      });
      return true;
    } catch (wrong) {
      return false;
    }
  }

  function take(layer) {
    drawn.addLayer(layer);
    layer.on("pm:edit pm:dragend pm:vertexremoved pm:cut", keep);
  }

  function button(name) { return tools.querySelector("[data-do=" + name + "]"); }

  function refresh() {
    const drawing = map.pm.globalDrawModeEnabled();
    const empty = drawn.getLayers().length === 0;
    button("draw").setAttribute("aria-pressed", String(drawing));
    button("edit").setAttribute("aria-pressed", String(editing));
    button("edit").disabled = empty || drawing;
    button("clear").disabled = empty && !drawing;
    button("undo").disabled = !drawing && !steps.length;
    button("finish").hidden = !drawing && !editing;
    say(drawing ? tools.dataset.drawing : editing ? tools.dataset.editing : empty ? tools.dataset.empty : tools.dataset.done);
  }

  function stop() {
    map.pm.disableDraw();
    drawn.eachLayer(function (one) { one.pm.disable(); });
    editing = false;
  }

  const deeds = {
    draw: function () {
      const was = map.pm.globalDrawModeEnabled();
      stop();
      if (!was) map.pm.enableDraw(kind, { tooltips: true });
    },
    edit: function () {
      const was = editing;
      stop();
      editing = !was;
      if (editing) drawn.eachLayer(function (one) { one.pm.enable({ snappable: true, snapDistance: 14, allowSelfIntersection: false }); });
    },
    finish: function () {
      const shape = map.pm.Draw[kind];
      if (map.pm.globalDrawModeEnabled() && shape._layer && shape._layer.getLatLngs().flat().length > (kind === "Line" ? 1 : 2)) {
        shape._finishShape();
      }
      stop();
    },
    undo: function () {
      if (map.pm.globalDrawModeEnabled()) {
        map.pm.Draw[kind]._removeLastVertex();
        return;
      }
      if (!steps.length) return;
      stop();
      field.value = steps.pop();
      show(field.value);
    },
    clear: function () {
      stop();
      drawn.clearLayers();
      keep();
    },
    point: function () {
      stop();
      say(tools.dataset.point);
      map.getContainer().classList.add("is-pointing");
      map.once("click", function (event) {
        latitude.value = event.latlng.lat.toFixed(6);
        longitude.value = event.latlng.lng.toFixed(6);
        map.getContainer().classList.remove("is-pointing");
        mark();
        refresh();
      });
    }
  };

  // The place of a building as typed or pressed.
  function mark() {
    if (!latitude) return;
    if (point) point.remove();
    point = null;
    const at = [parseFloat(latitude.value), parseFloat(longitude.value)];
    if (Number.isFinite(at[0]) && Number.isFinite(at[1]) && Math.abs(at[0]) <= 90 && Math.abs(at[1]) <= 180) {
      point = L.circleMarker(at, { radius: 8, className: "map-drawn", pmIgnore: true, interactive: false }).addTo(map);
    }
  }

  tools.addEventListener("click", function (event) {
    const one = event.target.closest("[data-do]");
    if (!one) return;
    deeds[one.dataset.do]();
    if (one.dataset.do !== "point") refresh();
  });
  map.on("pm:create", function (event) {
    if (wanted === "line") drawn.clearLayers();
    const layer = event.layer;
    layer.remove();
    take(layer);
    keep();
    if (latitude && !latitude.value) {
      const middle = layer.getBounds().getCenter();
      latitude.value = middle.lat.toFixed(6);
      longitude.value = middle.lng.toFixed(6);
      mark();
    }
    refresh();
  });
  map.on("pm:remove", function (event) { drawn.removeLayer(event.layer); keep(); });
  map.on("pm:drawstart pm:drawend", refresh);
  field.addEventListener("change", function () {
    steps.push("");
    if (!show(field.value)) say(tools.dataset.wrong);
    else refresh();
  });
  [latitude, longitude].forEach(function (one) { if (one) one.addEventListener("change", mark); });

  // A file chosen is shown at once; the server reads it all the same.
  const file = form.querySelector("[type=file][name=file]");
  if (file) {
    file.addEventListener("change", function () {
      if (!file.files.length) return;
      file.files[0].text().then(function (text) {
        if (!show(text)) return say(tools.dataset.wrong);
        steps.push(field.value);
        field.value = JSON.stringify(geometry());
        refresh();
      });
    });
  }

  show(field.value);
  mark();
  if (drawn.getLayers().length && !got.all.getBounds().isValid()) map.fitBounds(drawn.getBounds(), { padding: [16, 16] });
  refresh();
})();
