/* The page of what waits on this telephone: it stands in for the whole desk without a line. */
(() => {
  "use strict";
  let owner, seller;
  try {
    owner = localStorage.getItem("talat-desk-owner");
    seller = localStorage.getItem("talat-desk-seller");
  } catch {
    owner = null;
  }
  const words = document.getElementById("phone-words").dataset;
  const one = (selector, within = document) => within.querySelector(selector);
  const isNew = location.pathname.startsWith("/desk/goods/new/");
  const showLine = () => { one("[data-if-offline]").hidden = navigator.onLine; };
  addEventListener("online", showLine);
  addEventListener("offline", showLine);
  showLine();
  if (!owner || !self.Outbox) { one("[data-if-nobody]").hidden = false; return; }

  const when = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
  const itemOf = (entry) => {
    const item = one("template[data-queue-item]").content.firstElementChild.cloneNode(true);
    const inTrouble = entry.state === "trouble";
    const [said, tag, again] = [one("[data-said]", item), one("[data-state]", item), one("[data-again]", item)];
    one("[data-title]", item).textContent = [entry.title || words.unnamed, entry.amount].filter(Boolean).join(" · ");
    one("[data-when]", item).textContent = when.format(entry.at);
    tag.textContent = inTrouble ? words.trouble : entry.state === "sending" ? words.sending : words.waiting;
    tag.classList.add(inTrouble ? "tag-low" : "tag-info");
    said.textContent = entry.seller !== seller ? words.otherShop : inTrouble ? entry.said || words.trouble : "";
    said.hidden = !said.textContent;
    again.hidden = !inTrouble;
    again.addEventListener("click", async () => {
      await Outbox.put("queue", { ...entry, state: "waiting", said: "" });
      Outbox.changed();
      await Outbox.sendAll().catch(() => {});
    });
    const open = one("[data-open]", item);
    open.hidden = !(inTrouble && entry.kind === "listing");
    open.href = "/desk/goods/new/";
    open.addEventListener("click", async (event) => {
      // Back into its form, where the market says what is wrong beside each field.
      event.preventDefault();
      await Outbox.put("drafts", { id: `${owner}:${entry.seller}:listing`, owner, seller: entry.seller, fields: entry.fields, photos: entry.photos, at: Date.now() });
      await Outbox.remove("queue", entry.key);
      location.assign(open.href);
    });
    one("[data-away]", item).addEventListener("click", async () => {
      if (confirm(words.forGood)) await Outbox.forget(entry);
    });
    return item;
  };
  const draw = async () => {
    const queue = (await Outbox.all("queue")).sort((a, b) => a.at - b.at);
    const mine = queue.filter((entry) => entry.owner === owner);
    one("[data-queue]").hidden = false;
    one("[data-queue-list]").replaceChildren(...mine.map(itemOf));
    one("[data-queue-empty]").hidden = mine.length > 0;
    one("[data-send-now]").hidden = !mine.length;
    const others = one("[data-queue-others]");
    others.hidden = mine.length === queue.length;
    others.textContent = words.others;
  };
  one("[data-send-now]").addEventListener("click", () => Outbox.sendAll().catch((error) => {
    const said = one("[data-if-offline]");
    said.textContent = error instanceof Outbox.NobodyHere ? words.logIn : words.noLine;
    said.hidden = false;
  }));

  // The stall: what can be sold there, as it was when there was a line.
  const numberButton = (amount) => {
    const button = document.createElement("button");
    Object.assign(button, { className: "btn btn-quiet", name: "quantity", value: amount, textContent: amount });
    return button;
  };
  const thingOf = (thing) => {
    const item = one("template[data-stall-item]").content.firstElementChild.cloneNode(true);
    const form = one("form", item);
    form.action = thing.action;
    form.dataset.outboxTitle = thing.name;
    form.elements.for_seller.value = thing.seller;
    one("[data-title]", item).textContent = thing.name;
    one("[data-unit]", item).textContent = `(${thing.unit})`;
    one("[data-numbers]", item).append(...(thing.is_weighed ? ["0.5", "1", "2"] : ["1", "2", "3", "4", "5"]).map(numberButton));
    return item;
  };
  const drawStall = async () => {
    const things = (await Outbox.all("things")).filter((thing) => thing.owner === owner && thing.seller === seller);
    one("[data-stall-list]").replaceChildren(...things.sort((a, b) => a.place - b.place).map(thingOf));
    one("[data-stall]").hidden = !things.length || isNew;
  };
  one("[data-new]").hidden = !isNew;
  Outbox.heard.add(() => draw().catch(() => {}));
  draw().catch(() => {});
  drawStall().catch(() => {});
})();
