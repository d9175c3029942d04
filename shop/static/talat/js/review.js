/* Keys on one application's page: the page works without them, and they can be switched off. */
(() => {
  "use strict";
  const checks = [...document.querySelectorAll("[data-check]")];
  const keys = document.getElementById("keys");
  const on = document.getElementById("keys-on");

  const now = () => checks.findIndex((check) => check.contains(document.activeElement));
  const go = (step) => {
    const here = now();
    const next = here < 0 ? (step > 0 ? 0 : checks.length - 1) : here + step;
    const check = checks[Math.min(Math.max(next, 0), checks.length - 1)];
    if (check) check.focus();
  };
  // The requirement that has the focus; before any has it, the first that can be decided.
  const inCheck = (selector) => {
    const here = checks[now()];
    return here ? here.querySelector(selector) : document.querySelector(`[data-check] ${selector}`);
  };
  const open = (details) => {
    if (!details) return;
    details.open = true;
    const field = details.querySelector("select, textarea");
    if (field) field.focus();
  };
  const press = (button) => { if (button) button.click(); };
  const acts = {
    j: () => go(1), ArrowDown: () => go(1), k: () => go(-1), ArrowUp: () => go(-1),
    a: () => press(inCheck('[data-key="a"]')),
    r: () => open(inCheck('[data-key="r"]')),
    w: () => open(inCheck('[data-key="w"]')),
    c: () => press(document.querySelector('#decide [data-key="c"]')),
    y: () => press(document.querySelector('#decide [data-key="y"]')),
    n: () => press(document.querySelector('a[data-key="n"]')),
    "?": () => { keys.open = !keys.open; if (keys.open) keys.querySelector("summary").focus(); },
  };
  // Thai keyboards: the same keys, whatever they write.
  const byPlace = {
    KeyJ: "j", KeyK: "k", KeyA: "a", KeyR: "r", KeyN: "n", KeyW: "w", KeyC: "c", KeyY: "y",
  };
  const typing = "input:not([type=checkbox]), select, textarea";

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest(typing)) {
      if (event.key === "Escape") { const here = checks[now()]; if (here) here.focus(); }
      return;
    }
    const act = acts[event.key] || acts[byPlace[event.code]];
    const isHelp = event.key === "?";
    if (!act || event.repeat && !/^Arrow|^[jk]$/.test(event.key) || !(on.checked || isHelp)) return;
    if (event.key.startsWith("Arrow") && now() < 0) return; // outside the checklist they scroll
    event.preventDefault();
    act();
  });
  document.addEventListener("change", (event) => {
    const field = document.getElementById(event.target.dataset.fills);
    if (field) { field.value = event.target.value; field.focus(); }
  });

  const meant = location.hash && document.getElementById(location.hash.slice(1));
  // At the end of the checklist: what was returned is asked for first, else it is approved.
  const last = '[data-key="c"], [data-key="y"]';
  if (meant) ((meant.id === "decide" && meant.querySelector(last)) || meant).focus();
})();
