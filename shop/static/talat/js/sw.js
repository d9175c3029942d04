/* The desk without a line. It keeps our own files and one page that says nothing of anybody;
   no page of a person is ever kept, so none can be shown to another.
   KEPT (version, files, pages) and the outbox come before this. */
"use strict";
const SHELL = `talat-desk-${KEPT.version}`;
const WORDS = "talat-desk-language"; // in which language the page is shown

const keep = async () => {
  const cache = await caches.open(SHELL);
  const wanted = [...KEPT.files, ...Object.values(KEPT.pages)];
  // Not with the person's cookies: what is kept is what a stranger gets.
  await Promise.all(wanted.map(async (url) => {
    const answer = await fetch(url, { credentials: "omit", cache: "no-cache" });
    if (!answer.ok) throw new Error(`${answer.status} ${url}`);
    await cache.put(url, answer);
  }));
};
const dropOlder = async () => {
  for (const name of await caches.keys()) {
    if (name.startsWith("talat-desk-") && name !== SHELL && name !== WORDS) await caches.delete(name);
  }
};
const language = async () => {
  const known = await (await caches.open(WORDS)).match("/desk/phone/language");
  const said = known ? await known.text() : "th";
  return said in KEPT.pages ? said : "th";
};
const shell = async () => (await caches.open(SHELL)).match(KEPT.pages[await language()]);

addEventListener("install", (event) => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener("activate", (event) => event.waitUntil(dropOlder().then(() => clients.claim())));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await shell()) || Response.error()));
  } else if (KEPT.files.includes(url.pathname)) {
    event.respondWith((async () => {
      const kept = await (await caches.open(SHELL)).match(url.pathname);
      return kept || fetch(request);
    })());
  }
});
addEventListener("sync", (event) => {
  // Where nobody is logged in, it waits for a page.
  if (event.tag === "talat-outbox") event.waitUntil(Outbox.sendAll());
});
addEventListener("message", (event) => {
  if (event.data && event.data.language) {
    event.waitUntil(caches.open(WORDS).then((cache) =>
      cache.put("/desk/phone/language", new Response(event.data.language))));
  }
});
