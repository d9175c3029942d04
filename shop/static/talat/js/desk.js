/* The desk on a weak line: forms marked data-outbox are kept until they are sent, what is
   typed into data-draft forms is kept while it is typed. Without this file they are plain forms. */
(() => {
  "use strict";
  let owner, seller;
  try {
    owner = localStorage.getItem("talat-desk-owner");
    seller = localStorage.getItem("talat-desk-seller");
  } catch {
    return;
  }
  if (!self.Outbox || !("indexedDB" in self) || !owner) return;
  const words = document.getElementById("phone-words").dataset;
  const isShell = "shell" in document.body.dataset;
  const all = (selector) => document.querySelectorAll(selector);

  // The worker that shows the desk without a line.
  if ("serviceWorker" in navigator) {
    navigator.serviceWorker.register("/desk/sw.js", { scope: "/desk/" }).then(() => navigator.serviceWorker.ready)
      .then((ready) => { if (!isShell) ready.active.postMessage({ language: document.documentElement.lang }); })
      .catch(() => {});
  }
  const goLater = async () => {
    try {
      const ready = await navigator.serviceWorker.getRegistration("/desk/");
      await ready.sync.register("talat-outbox");
    } catch {
      // No such thing in this browser: the next page of the desk sends it.
    }
  };

  // What waits, counted on every page.
  const count = async () => {
    const waits = (await Outbox.all("queue")).filter((entry) => entry.owner === owner);
    for (const mark of all("[data-waits]")) {
      mark.hidden = !waits.length;
      mark.querySelector("[data-waiting-count]").textContent = waits.length;
    }
  };
  // The line may come and go again while it is tried: as long as something waits, try again.
  const AGAIN = [5, 10, 20, 40, 60];
  let tries = 0, again;
  const later = async () => {
    clearTimeout(again);
    const mine = (await Outbox.all("queue")).filter((entry) => entry.owner === owner && entry.state !== "trouble");
    if (!mine.length) { tries = 0; return; }
    again = setTimeout(() => { if (navigator.onLine && !document.hidden) send(); else later().catch(() => {}); },
      AGAIN[Math.min(tries++, AGAIN.length - 1)] * 1000);
  };
  const send = () => Outbox.sendAll().catch(() => {}).then(later).catch(() => {});
  Outbox.heard.add(() => count().catch(() => {}));

  // A word under the form that was pressed.
  const say = (form, text) => {
    let said = form.querySelector(".outbox-said");
    if (!said) {
      said = document.createElement("p");
      said.className = "notice notice-info outbox-said";
      said.setAttribute("role", "status");
      form.append(said);
    }
    said.textContent = text;
  };
  const revive = (form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  };

  // Forms as entries of the outbox.
  const UNKEPT = ["csrfmiddlewaretoken", "upload"];
  const fieldsOf = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !UNKEPT.includes(name));
  const photosOf = (form) => {
    const box = form.querySelector("[data-photos]");
    return box && box.photoField ? box.photoField.keys : [];
  };
  const setField = (form, name, value) => {
    const field = form.querySelector(`input[type=hidden][name="${name}"]`);
    if (field && !field.value) field.value = value;
    return field ? field.value : value;
  };
  const titleOf = (form) => {
    const named = form.dataset.outboxTitle || (form.elements.title_th && form.elements.title_th.value);
    const near = form.closest("[data-title], details, .panel, article, section");
    const summary = near && near.querySelector("summary, h2, h3, b");
    return (named || (summary && summary.textContent) || document.title).trim().replace(/\s+/g, " ").slice(0, 120);
  };
  const entryOf = (form, button) => {
    const key = setField(form, "key", Outbox.uuid());
    setField(form, "happened_at", new Date().toISOString());
    const fields = fieldsOf(form);
    if (button && button.name) fields.push([button.name, button.value]);
    const shop = form.elements.for_seller ? form.elements.for_seller.value : seller;
    const amount = fields.filter(([name]) => name === "quantity" || name === "counted").map(([, value]) => value).filter(Boolean).join(" ");
    return {
      key, owner, seller: shop, kind: form.dataset.outbox, title: titleOf(form), amount, fields, photos: photosOf(form),
      action: new URL(form.action, location.href).pathname, at: Date.now(), tried: Date.now(), state: "sending",
    };
  };
  const draftId = (form) => `${owner}:${seller}:${form.dataset.draft}`;
  const go = (url) => {
    const target = new URL(url, location.href);
    const isHere = target.pathname + target.search === location.pathname + location.search;
    location.assign(target);
    if (isHere) location.reload();
  };
  // Refused, with somebody there: the market's own page says what is wrong beside its field.
  const submitPlainly = (form, button) => {
    if (button && button.name) {
      const pressed = document.createElement("input");
      Object.assign(pressed, { type: "hidden", name: button.name, value: button.value });
      form.append(pressed);
    }
    HTMLFormElement.prototype.submit.call(form);
  };
  const kept = async (form, entry, error) => {
    await Outbox.put("queue", { ...entry, state: "waiting" });
    if (form.dataset.draft) await Outbox.remove("drafts", draftId(form));
    Outbox.changed();
    goLater();
    later().catch(() => {});
    if (form.dataset.draft) { location.assign("/desk/phone/"); return; }
    say(form, error instanceof Outbox.NobodyHere ? words.logIn : words.noLine);
    for (const name of ["key", "happened_at"]) if (form.elements[name]) form.elements[name].value = "";
    revive(form);
  };
  const sendForm = async (form, button) => {
    const box = form.querySelector("[data-photos]");
    const field = box && box.photoField;
    while (field && field.preparing) await new Promise((done) => { setTimeout(done, 100); });
    const entry = entryOf(form, button);
    await Outbox.put("queue", entry);
    if (entry.photos.length) say(form, words.photosFirst);
    try {
      const me = await Outbox.whoAmI();
      if (me.owner !== owner || me.seller !== entry.seller) throw new Outbox.Refused(409, "");
      if (field) await Promise.race([field.sending, new Promise((done) => { setTimeout(done, 60000); })]);
      const url = await Outbox.sendEntry(entry, me);
      await Outbox.forget(entry);
      if (form.dataset.draft) await Outbox.remove("drafts", draftId(form));
      go(url);
    } catch (error) {
      if (!(error instanceof Outbox.Refused)) { await kept(form, entry, error); return; }
      await Outbox.remove("queue", entry.key);
      if (isShell) {
        await Outbox.put("queue", { ...entry, state: "trouble", status: error.status, said: error.said });
        Outbox.changed();
        revive(form);
      } else {
        submitPlainly(form, button);
      }
    }
  };
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !("outbox" in form.dataset)) return;
    event.preventDefault();
    const button = event.submitter;
    sendForm(form, button).catch(() => submitPlainly(form, button)); // no store: a plain form
  });

  // Drafts: kept while they are typed.
  const watchDraft = (form) => {
    const said = document.querySelector("[data-draft-said]");
    const away = form.querySelector("[data-draft-drop]");
    const id = draftId(form);
    let clock;
    const isEmpty = (fields, photos) => !photos.length && !fields.some(([name, value]) => ["title_th", "price", "stock", "description_th"].includes(name) && value);
    const keep = async () => {
      const [fields, photos] = [fieldsOf(form), photosOf(form)];
      if (form.dataset.sent || isEmpty(fields, photos)) return;
      setField(form, "key", Outbox.uuid());
      await Outbox.put("drafts", { id, owner, seller, fields: fieldsOf(form), photos, at: Date.now() });
      if (said) said.textContent = words.kept;
      if (away) away.hidden = false;
    };
    const restore = async () => {
      const draft = await Outbox.get("drafts", id);
      if (!draft) return;
      if (away) away.hidden = false;
      if ("bound" in form.dataset) return; // what the market has just shown is newer
      for (const [name, value] of draft.fields) {
        if (["for_seller", "kept"].includes(name)) continue;
        for (const field of form.querySelectorAll(`[name="${name}"]`)) {
          if (field.type === "radio") field.checked = field.value === value;
          else if (field.type === "checkbox") field.checked = true;
          else field.value = value;
        }
      }
      const box = form.querySelector("[data-photos]");
      if (box && box.photoField && draft.photos.length) await box.photoField.restore(draft.photos);
      if (said) said.textContent = words.kept;
      form.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const soon = () => { clearTimeout(clock); clock = setTimeout(() => keep().catch(() => {}), 400); };
    form.addEventListener("input", soon);
    form.addEventListener("change", soon);
    addEventListener("pagehide", () => { keep().catch(() => {}); });
    if (away) {
      away.addEventListener("click", async () => {
        if (!confirm(words.forGood)) return;
        clearTimeout(clock);
        form.dataset.sent = "yes"; // nothing of it is kept on the way out
        for (const key of photosOf(form)) await Outbox.remove("photos", key);
        await Outbox.remove("drafts", id);
        location.assign(location.pathname);
      });
    }
    return restore().catch(() => {});
  };

  // The new thing as buyers will see it.
  const watchPreview = (form) => {
    const box = form.querySelector("[data-preview]");
    if (!box) return;
    const find = (name) => box.querySelector(`[data-preview-${name}]`);
    const number = (text) => Number(text.replace(/[๐-๙]/g, (d) => d.charCodeAt(0) - 0xe50).replace(/[฿,\s]|\.?[-–—]+$/g, ""));
    const baht = (value) => "฿" + value.toLocaleString("en-US", { minimumFractionDigits: Number.isInteger(value) ? 0 : 2, maximumFractionDigits: 2 });
    const draw = () => {
      const price = number(form.elements.price.value);
      const isPrice = form.elements.price.value.trim() && price > 0;
      const photo = form.querySelector("[data-photo-list] li:first-child img:not([hidden])");
      find("title").textContent = form.elements.title_th.value;
      find("price").textContent = isPrice ? baht(price) : "";
      find("photo").hidden = !photo;
      if (photo) find("photo").src = photo.src;
      const fee = box.querySelector("[data-fee]");
      if (fee) {
        fee.hidden = !isPrice;
        const satang = Math.round(price * 100);
        find("share").textContent = isPrice ? baht((satang - Math.round(satang * Number(fee.dataset.fee) / 100)) / 100) : "";
      }
      box.hidden = !(form.elements.title_th.value.trim() && isPrice);
    };
    form.addEventListener("input", draw);
    form.addEventListener("change", draw);
    draw();
  };
  const begin = () => {
    for (const form of all("form[data-draft]")) { watchPreview(form); watchDraft(form); }
  };
  for (const form of all("form[data-outbox]")) {
    if (isShell && form.elements.for_seller) form.elements.for_seller.value = seller;
  }
  document.addEventListener("talat-photos", begin, { once: true });

  // The line is back, or a page of the desk has opened: what waits goes.
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (!document.hidden && navigator.onLine) send(); });
  const THINGS_FOR = 3600 * 1000;
  const learnThings = async () => {
    if (isShell || Date.now() - Number(localStorage.getItem("talat-desk-things") || 0) < THINGS_FOR) return;
    const me = await Outbox.whoAmI();
    if (me.owner !== owner) return;
    for (const old of await Outbox.all("things")) await Outbox.remove("things", old.action);
    for (const [place, thing] of me.things.entries()) await Outbox.put("things", { ...thing, place, owner, seller: me.seller });
    localStorage.setItem("talat-desk-things", Date.now());
  };
  Outbox.tidy(owner).then(count).then(send).then(learnThings).catch(() => {});
})();
