// Notes: writing one with photos, the list of one's own, photos that come later.
import { MOST, letGo, picture, small } from "./camera.js";
import { button, h, icon, link, notice, say, state } from "./dom.js";
import { inChina, notesOf, photosOf, siteOf } from "./model.js";
import { enqueueNote, fresh } from "./queue.js";
import { badge } from "./queueview.js";
import { all, get, put, remove } from "./store.js";
import { sync } from "./sync.js";
import { W } from "./words.js";

const LONGEST = 2000;

export async function note(model, [id, camera]) {
  const found = siteOf(model, id);
  if (!found) return null;
  const { site } = found;
  const draft = (await get("drafts", `note:${site.id}`)) ?? { site: site.id, uid: crypto.randomUUID(), text: "", keeps_contact: false };
  const pictures = h("div", { class: "field-pictures" });
  const showPictures = async () => pictures.replaceChildren(...(await drawn(draft.uid)));
  await showPictures();
  const keep = () => put("drafts", draft, `note:${site.id}`, { quiet: true });
  const chooser = takers(async (blob) => {
    await keep();
    return keepPhoto(draft.uid, site, blob, "draft");
  }, showPictures, () => draft.uid);
  return {
    title: W.note, isForm: true, leave: letGo,
    ready: () => camera && chooser.querySelector("label.btn")?.scrollIntoView({ block: "center" }),
    body: [
      link(W.backToSite, `#/site/${site.id}`, { symbol: "arrow-left", tone: "link" }),
      h("h1", {}, W.note), h("p", { class: "lead" }, site.name), h("p", {}, W.noteLead),
      words(draft, keep), contact(site, draft, keep),
      h("h2", {}, W.photos), h("p", { class: "quiet" }, W.photosHelp), pictures, chooser,
      h("div", { class: "field-foot" }, button(W.saveNote, () => save(site, draft), { symbol: "check", tone: "primary" })),
    ],
  };
}

function words(draft, keep) {
  const left = h("p", { class: "field-help", id: "note-left" }, W.noteLeft(LONGEST - draft.text.length));
  const box = h("textarea", {
    id: "note-text", class: "form-control", rows: 7, maxlength: LONGEST, value: draft.text, "aria-describedby": "note-left",
    oninput: (event) => {
      draft.text = event.target.value;
      left.textContent = W.joined([W.noteLeft(LONGEST - draft.text.length), W.draftSaved]);
      keep();
    },
  });
  return h("div", { class: "field" }, h("label", { for: "note-text" }, W.noteWords), box, left);
}

function contact(site, draft, keep) {
  if (!site.shares_contact) return null;
  return h("label", { class: "field-tick" },
    h("input", {
      type: "checkbox", checked: draft.keeps_contact,
      onchange: (event) => {
        draft.keeps_contact = event.target.checked;
        keep();
      },
    }), h("span", {}, W.keepContact));
}

// Two ways to a photo: the camera, and what is on the phone already.
function takers(keep, after, uid) {
  const told = h("p", { class: "quiet", "aria-live": "polite" });
  const take = async (event) => {
    const files = [...event.target.files];
    event.target.value = "";
    told.textContent = W.preparing;
    told.textContent = await each(files, keep, uid());
    await after();
  };
  const way = (word, symbol, more) => h("label", { class: "btn btn-outline-primary" }, icon(symbol), word,
    h("input", { type: "file", accept: "image/*", class: "visually-hidden", onchange: take, ...more }));
  return h("div", {}, h("div", { class: "field-acts" },
    way(W.takePhoto, "camera", { capture: "environment" }), way(W.choosePhoto, "photo", { multiple: true })), told);
}

// What is to be said afterwards: nothing when all went well.
async function each(files, keep, uid) {
  for (const file of files) {
    const there = (await all("photos")).filter((one) => one.note === uid).length;
    if (there >= MOST) return W.photosFull(MOST);
    try {
      await keep(await small(file));
    } catch {
      return W.photoBroken;
    }
  }
  return "";
}

function keepPhoto(uid, site, blob, state) {
  return put("photos", {
    id: crypto.randomUUID(), note: uid, site: site.id, title: W.photoTitle(site.name), state, sentence: "", tries: 0, next: 0,
    blob, queued_at: Date.now(),
  });
}

async function drawn(uid) {
  letGo();
  const rows = (await all("photos")).filter((row) => row.note === uid && row.blob);
  return rows.map((row, index) => h("figure", {},
    h("img", { src: picture(row.blob), alt: W.photoOf(index + 1) }),
    row.state === "draft" && h("button", {
      type: "button", class: "btn btn-outline-primary", "aria-label": `${W.dropPhoto}：${W.photoOf(index + 1)}`,
      onclick: async (event) => {
        await remove("photos", row.id);
        event.target.closest("figure").remove();
      },
    }, icon("x"))));
}

async function save(site, draft) {
  if (!draft.text.trim()) {
    say(W.noteEmpty, "warn");
    document.getElementById("note-text").focus();
    return;
  }
  const content = { site: site.id, text: draft.text.trim(), keeps_contact: draft.keeps_contact };
  const made = fresh("note", W.noteTitle(site.name), content, draft.uid);
  const item = { ...made, site: site.id, text: content.text, body_at: made.body.made_at };
  const photos = (await all("photos")).filter((row) => row.note === draft.uid);
  await enqueueNote(item, site.id, photos);
  say(W.queued);
  location.hash = `#/site/${site.id}`;
  sync({ force: true });
}

export async function notes(model) {
  const rows = notesOf(model);
  return {
    title: W.notes, leave: letGo,
    body: [
      h("h1", {}, W.notes), h("p", { class: "lead" }, W.notesLead),
      rows.length ? h("ul", { class: "field-list" }, rows.map((row) => one(model, row))) : notice("info", h("p", { class: "notice-heading" }, W.noNotes), W.noNotesWords),
    ],
  };
}

function one(model, row) {
  const found = siteOf(model, row.site);
  const here = photosOf(model, row.uid);
  const count = Math.max(here.length, row.photos ?? 0);
  const at = inChina(row.at);
  const later = found && takers((blob) => keepPhoto(row.uid, found.site, blob, "waiting"), () => sync({ force: true }), () => row.uid);
  return h("li", { class: "sheet" },
    h("h2", {}, found?.site.name ?? W.note),
    h("p", { class: "field-marks" }, badge(row.state), count > 0 && state(W.morePhotos(count), "info", "photo"),
      h("span", { class: "quiet" }, W.joined([W.date(at.day), at.time]))),
    h("p", { class: "field-words" }, row.text), row.sentence && h("p", { class: "quiet" }, row.sentence),
    here.some((photo) => photo.blob) && h("div", { class: "field-pictures" }, here.filter((photo) => photo.blob).map((photo, index) =>
      h("figure", {}, h("img", { src: picture(photo.blob), alt: W.photoOf(index + 1) })))),
    later && h("details", { class: "field-more" }, h("summary", {}, W.addPhoto), later));
}
