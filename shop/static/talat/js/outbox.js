/* What a telephone keeps until it is sent: forms of the desk and their photos, each under the
   mark of the person whose they are. Runs in pages and in the worker (sw.js). */
self.Outbox = (() => {
  "use strict";
  const STORES = { drafts: "id", photos: "key", queue: "key", things: "action" };
  const PART = 128 * 1024; // some seconds of a weak line
  const MONTH = 30 * 24 * 3600 * 1000;
  const ME = "/desk/phone/me/";
  const UPLOADS = "/desk/uploads/";

  // The store.
  let opened;
  const database = () => {
    opened = opened || new Promise((done, failed) => {
      const asked = indexedDB.open("talat-desk", 1);
      asked.onupgradeneeded = () => {
        for (const [name, keyPath] of Object.entries(STORES)) asked.result.createObjectStore(name, { keyPath });
      };
      asked.onsuccess = () => {
        asked.result.onversionchange = () => { asked.result.close(); opened = undefined; };
        done(asked.result);
      };
      asked.onerror = () => { opened = undefined; failed(asked.error); };
    });
    return opened;
  };
  const run = async (name, mode, act) => {
    const base = await database();
    return new Promise((done, failed) => {
      const way = base.transaction(name, mode);
      const asked = act(way.objectStore(name));
      way.oncomplete = () => done(asked && asked.result);
      way.onabort = way.onerror = () => failed(way.error);
    });
  };
  const all = (name) => run(name, "readonly", (store) => store.getAll());
  const get = (name, key) => run(name, "readonly", (store) => store.get(key));
  const put = (name, value) => run(name, "readwrite", (store) => store.put(value));
  const remove = (name, key) => run(name, "readwrite", (store) => store.delete(key));

  const uuid = () => crypto.randomUUID ? crypto.randomUUID()
    : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
      (digit ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> digit / 4).toString(16));

  // Whoever listens hears that something has changed: other pages, and this one.
  const channel = "BroadcastChannel" in self ? new BroadcastChannel("talat-outbox") : null;
  const heard = new Set();
  if (channel) channel.onmessage = () => heard.forEach((act) => act());
  const changed = () => { if (channel) channel.postMessage("changed"); heard.forEach((act) => act()); };

  // The line. An answer that never comes counts as no line.
  class NoLine extends Error {}
  class NobodyHere extends Error {}
  class Refused extends Error {
    constructor(status, said) { super(said); this.status = status; this.said = said; }
  }
  const ask = async (url, options = {}, seconds = 30) => {
    const stop = new AbortController();
    const clock = setTimeout(() => stop.abort(), seconds * 1000);
    try {
      const answer = await fetch(url, { cache: "no-store", redirect: "manual", signal: stop.signal, ...options });
      if (answer.status >= 500 && answer.status !== 503) throw new NoLine(`${answer.status}`);
      return answer;
    } catch (error) {
      throw error instanceof NoLine ? error : new NoLine(String(error));
    } finally {
      clearTimeout(clock);
    }
  };
  const isJson = (answer) => (answer.headers.get("Content-Type") || "").includes("json");
  const whoAmI = async () => {
    const answer = await ask(ME, { headers: { Accept: "application/json" } }, 15);
    if (!answer.ok || !isJson(answer)) throw new NobodyHere();
    return answer.json();
  };

  // Photos, in parts: the market says how much is there, and from there it goes on.
  const wait = (seconds) => new Promise((done) => { setTimeout(done, seconds * 1000); });
  const post = (url, body, me) => ask(url, { method: "POST", headers: { "X-CSRFToken": me.csrf }, body });
  const toldOf = async (answer) => {
    if (!isJson(answer)) throw answer.type === "opaqueredirect" ? new NobodyHere() : new Refused(answer.status, "");
    return answer.json();
  };
  const sendPhoto = async (photo, me, progress = () => {}) => {
    const { blob, key } = photo;
    const begun = await post(UPLOADS, new URLSearchParams({ key, size: blob.size }), me);
    let told = await toldOf(begun);
    if (!begun.ok) throw new Refused(begun.status, told.error);
    for (let tries = 0; told.state === "coming";) {
      progress(told.received / blob.size);
      const part = blob.slice(told.received, told.received + PART);
      const answer = await post(`${UPLOADS}${key}/?offset=${told.received}`, part, me);
      const next = await toldOf(answer);
      if (answer.status === 503) {
        if (++tries > 5) throw new NoLine("busy");
        await wait(3);
        told = { ...told, received: blob.size };
        continue;
      }
      if (!answer.ok && answer.status !== 409) throw new Refused(answer.status, next.error);
      told = next;
    }
    if (told.state === "refused") throw new Refused(422, told.error);
    progress(1);
    await put("photos", { ...photo, sent: true });
  };

  // One form. What was refused comes back with the market's own sentences.
  // In the worker, which cannot take a page apart; it is shown as text alone.
  const MARKS = { "&#x27;": "'", "&quot;": '"', "&lt;": "<", "&gt;": ">", "&amp;": "&" };
  const plainSentences = (html) => (html.match(/<p class="error"[^>]*>[\s\S]*?<\/p>/g) || []).slice(0, 4)
    .map((mark) => mark.replace(/<[^>]*>/g, " ").replace(/&(?:#x27|quot|lt|gt|amp);/g, (one) => MARKS[one])
      .trim().replace(/\s+/g, " ")).join(" ");
  const sentences = (html) => {
    if (typeof DOMParser === "undefined") return plainSentences(html);
    const page = new DOMParser().parseFromString(html, "text/html");
    const marks = page.querySelectorAll("main .error, main [role=alert], main .notice-warn, main .notice-low");
    const said = [...marks].map((mark) => mark.textContent.trim().replace(/\s+/g, " "));
    return [...new Set(said)].slice(0, 4).join(" ");
  };
  const bodyOf = (entry) => {
    const body = new URLSearchParams(entry.fields);
    for (const key of entry.photos || []) body.append("upload", key);
    return body;
  };
  const sendEntry = async (entry, me, progress) => {
    for (const key of entry.photos || []) {
      const photo = await get("photos", key);
      if (photo && !photo.sent) await sendPhoto(photo, me, progress);
    }
    const headers = { "X-CSRFToken": me.csrf, "X-Talat-Outbox": "1" };
    const answer = await ask(entry.action, { method: "POST", headers, body: bodyOf(entry) }, 45);
    if (answer.status === 503) throw new NoLine("busy");
    if (answer.ok && isJson(answer)) {
      const told = await answer.json();
      if (told.is_login) throw new NobodyHere();
      return told.url;
    }
    throw new Refused(answer.status, sentences(await answer.text()));
  };
  // The draft that an entry was made from goes with it. One that was written on since is another
  // thing: it stays, under a key of its own.
  const isOf = (entry) => ([name, value]) => name === "key" && value === entry.key;
  const isAsSent = (draft, entry) => {
    const sent = new Set(entry.fields.map((field) => JSON.stringify(field)));
    return draft.fields.every((field) => sent.has(JSON.stringify(field))) &&
      (draft.photos || []).join() === (entry.photos || []).join();
  };
  const forgetDraft = async (entry) => {
    const drafts = (await all("drafts")).filter((draft) => draft.fields.some(isOf(entry)));
    for (const draft of drafts) {
      if (isAsSent(draft, entry)) { await remove("drafts", draft.id); continue; }
      const fields = draft.fields.map((field) => isOf(entry)(field) ? ["key", uuid()] : field);
      await put("drafts", { ...draft, fields });
    }
  };
  const forget = async (entry) => {
    await remove("queue", entry.key);
    await forgetDraft(entry);
    const used = new Set((await all("drafts")).flatMap((draft) => draft.photos || []));
    for (const key of entry.photos || []) if (!used.has(key)) await remove("photos", key);
    changed();
  };

  // A page that was closed while it sent leaves its entry behind.
  const isWaiting = (entry) => entry.state === "waiting" ||
    (entry.state === "sending" && entry.tried < Date.now() - 2 * 60 * 1000);

  // Everything that waits, in the order in which it was done; never another person's.
  const sendAll = async () => {
    const waiting = (await all("queue")).filter(isWaiting);
    if (!waiting.length) return 0;
    const me = await whoAmI();
    const mine = waiting.filter((entry) => entry.owner === me.owner && entry.seller === me.seller);
    for (const entry of mine.sort((a, b) => a.at - b.at)) {
      try {
        await sendEntry(entry, me);
        await forget(entry);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        await put("queue", { ...entry, state: "trouble", status: error.status, said: error.said });
        changed();
      }
    }
    return mine.length;
  };
  // Two tabs and the worker may all feel that the line is back: one of them sends.
  const sendAllOnce = () => navigator.locks
    ? navigator.locks.request("talat-outbox", { ifAvailable: true }, (lock) => lock ? sendAll() : 0)
    : sendAll();

  // What a person left here longer than a month ago.
  const tidy = async (owner) => {
    const old = (thing) => thing.at && thing.at < Date.now() - MONTH;
    const used = new Set();
    for (const name of ["drafts", "queue"]) {
      for (const one of await all(name)) {
        if (old(one) && (name === "drafts" || one.owner !== owner)) await remove(name, one[STORES[name]]);
        else (one.photos || []).forEach((key) => used.add(key));
      }
    }
    for (const photo of await all("photos")) {
      if (!used.has(photo.key) && photo.at < Date.now() - 24 * 3600 * 1000) await remove("photos", photo.key);
    }
    for (const thing of await all("things")) if (thing.owner !== owner) await remove("things", thing.action);
  };

  return {
    all, get, put, remove, uuid, changed, heard, whoAmI, sendPhoto, sendEntry, sendAll: sendAllOnce, forget, tidy,
    NoLine, NobodyHere, Refused,
  };
})();
