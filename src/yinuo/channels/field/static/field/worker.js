// The service worker: VERSION, SHELL and FILES are written in front of it by yinuo.channels.field.shelf.
// It keeps the files of the app and nothing else: packets, drafts and ballots are the app's own matter (store.js).

const CACHE = "field-" + VERSION;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(FILES.map((address) => new Request(address, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(names.filter((name) => name.startsWith("field-") && name !== CACHE).map((name) => caches.delete(name))),
      )
      .then(() => self.clients.claim()),
  );
});

async function kept(address, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address, { ignoreSearch: true })) || fetch(request);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(kept(SHELL, request));
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(kept(address.pathname, request));
  }
});
