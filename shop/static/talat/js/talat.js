/* Small comforts. Every page works without this file; docs/look.md lists the hooks. */
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  const all = (selector) => document.querySelectorAll(selector);
  const thaiDigits = /[๐-๙]/g;
  const number = (text) => parseFloat(text.replace(thaiDigits, (d) => d.charCodeAt(0) - 0xe50));

  // Browsers from before cascade layers drop a layer whole: give them the rules without it.
  // Only a closing brace in the first column ends a layer in our style sheets.
  const flatten = (css, base) =>
    css.replace(/@import[^;]*;|@font-face *\{[^}]*\}|@layer [^;{]*;/g, "")
      .replace(/^@layer \w+ \{$/gm, "").replace(/^\}$/gm, "")
      .replace(/url\("?([^")]+)"?\)/g, (_, path) => `url("${new URL(path, base)}")`);
  if (!("CSSLayerBlockRule" in window) && "adoptedStyleSheets" in document) {
    Promise.all([...all('link[rel="stylesheet"]')].map((link) =>
      fetch(link.href).then((answer) => answer.text()).then((css) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(flatten(css, link.href));
        return sheet;
      }))).then((sheets) => { document.adoptedStyleSheets = sheets; }).catch(() => {});
  }

  // Rows of links wider than the phone: bring where we are into view.
  for (const row of all(".menu, .room")) {
    const now = row.querySelector("[aria-current]");
    if (now) row.scrollLeft += now.getBoundingClientRect().left - row.getBoundingClientRect().left - 16;
  }

  // Quantity steppers.
  const paint = (box) => {
    const field = box.querySelector("input");
    const value = number(field.value);
    for (const button of box.querySelectorAll("[data-step]")) {
      const limit = button.dataset.step < 0 ? field.dataset.min : field.dataset.max;
      button.disabled = limit !== undefined && (button.dataset.step < 0 ? value <= +limit : value >= +limit);
    }
  };
  const step = (button) => {
    const box = button.closest("[data-qty]");
    const field = box.querySelector("input");
    const { min = 1, max = Infinity } = field.dataset;
    const next = (number(field.value) || 0) + Number(button.dataset.step);
    field.value = Math.min(+max, Math.max(+min, Math.round(next * 1000) / 1000)); // grams, for what is weighed
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  all("[data-qty]").forEach(paint);

  // Forms: choose and go; press once.
  const submit = (form, name) => {
    const button = name ? form.elements[name] : form.querySelector("[data-autosubmit-button]");
    if (form.requestSubmit) form.requestSubmit(button || undefined);
    else if (button) button.click();
    else form.submit();
  };
  for (const mark of all("[data-autosubmit]")) {
    const form = mark.closest("form");
    if (form) form.querySelectorAll("[data-autosubmit-button]").forEach((button) => { button.hidden = true; });
  }
  let waiting;
  document.addEventListener("change", (event) => {
    const box = event.target.closest("[data-qty]");
    if (box) paint(box);
    const mark = event.target.closest("[data-autosubmit]");
    const form = event.target.form;
    if (!mark || !form) return;
    clearTimeout(waiting);
    waiting = setTimeout(submit, box ? 700 : 0, form, mark.dataset.autosubmit); // several taps on + are one change
  });
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!("once" in form.dataset)) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    form.querySelectorAll("button:not([type=button])").forEach((button) => button.setAttribute("aria-disabled", "true"));
  });
  // Coming back by the browser's button must find the form alive again.
  addEventListener("pageshow", () => all("form[data-sent]").forEach((form) => {
    delete form.dataset.sent;
    form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
  }));

  // Nobody is logged in here, or somebody leaves: what the desk keeps on this telephone is shown
  // to nobody, until that person comes back (js/outbox.js). The page without a line knows no one.
  const leave = () => {
    try {
      for (const name of ["owner", "seller", "things"]) localStorage.removeItem(`talat-desk-${name}`);
    } catch {
      // Nothing can be kept, so nothing was.
    }
  };
  const logOut = 'form[action$="/account/logout/"]';
  if (document.querySelector(".foot") && !document.querySelector(logOut) && !("shell" in document.body.dataset)) leave();
  document.addEventListener("submit", (event) => { if (event.target.matches(logOut)) leave(); });

  // Buttons.
  const copy = async (button) => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      return;
    }
    const words = button.querySelector("span") || button;
    words.textContent = button.dataset.copied || words.textContent;
    button.setAttribute("aria-live", "polite");
  };
  const swap = (thumb) => {
    const large = document.getElementById(thumb.dataset.swap);
    const [from, to] = [thumb.querySelector("picture"), large && large.querySelector("picture")];
    if (!from || !to) return false;
    const sizes = to.querySelector("source").sizes;
    const fresh = from.cloneNode(true);
    fresh.querySelectorAll("source").forEach((source) => { source.sizes = sizes; });
    to.replaceWith(fresh);
    thumb.parentNode.querySelectorAll("[aria-current]").forEach((old) => old.removeAttribute("aria-current"));
    thumb.setAttribute("aria-current", "true");
    return true;
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-step],[data-copy],[data-dismiss],[data-print],[data-swap]");
    if (!button) return;
    const hooks = button.dataset;
    if ("step" in hooks) step(button);
    if ("copy" in hooks) copy(button);
    if ("dismiss" in hooks) button.parentNode.remove();
    if ("print" in hooks) print();
    if ("swap" in hooks && swap(button)) event.preventDefault();
  });

  // The waiting page: how long is left, how far is it, and has the money come?
  const move = (bar, { done, total }) => {
    if (!bar || !total) return;
    bar.max = total;
    bar.value = done;
  };
  const poll = async (box) => {
    const { poll: url, pollState: known, pollSeconds = 3 } = box.dataset;
    try {
      const answer = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" });
      const now = answer.ok ? await answer.json() : {};
      move(box.querySelector("[data-progress]"), now);
      if (now.state && now.state !== known) {
        if (now.url) location.assign(now.url);
        else location.reload();
        return;
      }
    } catch {
      // A weak line: ask again.
    }
    clearTimeout(box.asking);
    box.asking = setTimeout(poll, pollSeconds * (document.hidden ? 5000 : 1000), box);
  };
  const boxes = all("[data-poll]");
  const ask = () => boxes.forEach((box) => { clearTimeout(box.asking); poll(box); });
  boxes.forEach((box) => { box.asking = setTimeout(poll, 1500, box); });
  // The buyer comes back from the bank's app.
  if (boxes.length) document.addEventListener("visibilitychange", () => { if (!document.hidden) ask(); });

  const tick = (clock) => {
    const left = Math.max(0, Math.round((Date.parse(clock.dataset.countdown) - Date.now()) / 1000));
    const minutes = Math.floor(left / 60) % 60;
    const hours = Math.floor(left / 3600);
    const pad = (part) => String(part).padStart(2, "0");
    clock.textContent = `${hours ? hours + ":" : ""}${pad(minutes)}:${pad(left % 60)}`;
    if (left) setTimeout(tick, 1000, clock);
    else { clock.classList.add("ended"); ask(); }
  };
  // Read a text aloud, where the browser has a voice.
  if ("speechSynthesis" in window) {
    all("[data-read-aloud]").forEach((button) => {
      button.hidden = false;
      button.addEventListener("click", () => {
        const speaks = speechSynthesis.speaking;
        speechSynthesis.cancel();
        if (speaks) return;
        for (const part of document.getElementById(button.dataset.readAloud).children) {
          const said = new SpeechSynthesisUtterance(part.textContent);
          said.lang = root.lang === "th" ? "th-TH" : "en-GB";
          speechSynthesis.speak(said);
        }
      });
    });
  }

  all("[data-countdown]").forEach((clock) => { clock.classList.add("countdown"); tick(clock); });
})();
