/* Photos on a telephone: shrunk before they are sent, sent in parts, put in order by finger or
   by arrow. Without this file they go with their form, as they are. */
(() => {
  "use strict";
  const LONGEST = 2000; // pixels of the longer side
  const MOST = 10;
  const words = () => (document.getElementById("phone-words") || { dataset: {} }).dataset;
  // Whose desk it is stands in the page; without a line, who was here last and has not left.
  const here = document.querySelector('meta[name="talat-desk"]');
  const mine = () => localStorage.getItem("talat-desk-owner");
  try {
    if (here) {
      localStorage.setItem("talat-desk-owner", here.content);
      localStorage.setItem("talat-desk-seller", here.dataset.seller);
    }
    mine();
  } catch {
    return; // nothing may be kept here: everything goes with its form
  }

  // Smaller, upright, and without what the camera wrote into it.
  const drawn = async (picture, longest, quality) => {
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    const brush = canvas.getContext("2d");
    brush.imageSmoothingQuality = "high";
    brush.fillStyle = "#fff"; // what is transparent becomes paper
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((done) => { canvas.toBlob(done, "image/jpeg", quality); });
  };
  const address = (blob) => new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.onerror = () => done("");
    reader.readAsDataURL(blob);
  });
  // HEIC, which few browsers can open, goes as it is: the market opens it.
  const prepared = async (file) => {
    let picture;
    try {
      picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const [blob, small] = [await drawn(picture, LONGEST, .86), await drawn(picture, 240, .8)];
      return { blob: blob || file, thumb: small ? await address(small) : "" };
    } catch {
      return { blob: file, thumb: "" };
    } finally {
      if (picture && picture.close) picture.close();
    }
  };

  // Order: the first stands in front.
  const moved = (item) => item.dispatchEvent(new Event("change", { bubbles: true }));
  const shift = (item, step) => {
    const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
    if (!other) return false;
    item.parentNode.insertBefore(step < 0 ? item : other, step < 0 ? other : item);
    moved(item);
    return true;
  };
  const drag = (event) => {
    const handle = event.target.closest("[data-drag]");
    if (!handle || event.button > 0) return;
    const item = handle.closest("li");
    const list = item.parentNode;
    let dragged = false;
    const over = (move) => {
      const far = Math.hypot(move.clientX - event.clientX, move.clientY - event.clientY);
      if (!dragged && far < 8) return;
      dragged = true;
      item.classList.add("dragged");
      const under = document.elementFromPoint(move.clientX, move.clientY);
      const other = under && under.closest("li");
      if (!other || other === item || other.parentNode !== list) return;
      const behind = item.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
      list.insertBefore(item, behind ? other.nextSibling : other);
    };
    const end = () => {
      removeEventListener("pointermove", over);
      removeEventListener("pointerup", end);
      removeEventListener("pointercancel", end);
      item.classList.remove("dragged");
      if (dragged) moved(item);
    };
    event.preventDefault();
    addEventListener("pointermove", over);
    addEventListener("pointerup", end);
    addEventListener("pointercancel", end);
  };
  document.addEventListener("pointerdown", drag);
  document.addEventListener("dragstart", (event) => { if (event.target.closest("[data-drag]")) event.preventDefault(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-shift]");
    if (!button || !shift(button.closest("li"), Number(button.dataset.shift))) return;
    event.preventDefault();
    button.focus();
  });
  // On the page of one listing the new order is sent by itself.
  document.addEventListener("change", (event) => {
    const list = event.target.closest("[data-order-button]");
    const button = list && document.getElementById(list.dataset.orderButton);
    if (button && event.target.matches("li")) button.form.requestSubmit(button);
  });

  // A field for photos.
  class Field {
    constructor(box) {
      this.box = box;
      this.list = box.querySelector("[data-photo-list]");
      this.pattern = box.querySelector("template[data-photo-item]");
      this.input = box.querySelector("input[type=file]");
      this.box.photoField = this;
      this.box.classList.add("is-kept");
      this.box.querySelector("[data-photo-add]").hidden = false;
      this.preparing = 0;
      this.sending = Promise.resolve();
      this.input.addEventListener("change", () => this.take([...this.input.files]));
      this.list.addEventListener("click", (event) => {
        const item = event.target.closest("[data-drop]") && event.target.closest("li");
        if (item) this.drop(item);
      });
      this.ready = this.restore([...this.list.querySelectorAll("li[data-upload]")].map((item) => item.dataset.upload));
      addEventListener("online", () => this.sendRest());
    }
    get keys() { return [...this.list.querySelectorAll("li")].map((item) => item.dataset.upload); }
    item(photo) {
      const item = this.pattern.content.firstElementChild.cloneNode(true);
      item.dataset.upload = photo.key;
      item.querySelector("input").value = photo.key;
      const picture = item.querySelector("img");
      if (photo.thumb) picture.src = photo.thumb; else picture.hidden = true;
      this.say(item, photo.sent ? "here" : "waiting", photo.sent ? 1 : 0);
      return item;
    }
    say(item, word, share) {
      const bar = item.querySelector("progress");
      bar.value = Math.round(100 * share);
      bar.hidden = share === 1;
      item.querySelector("[data-said]").textContent = words()[word] || word;
    }
    hint() {
      const hint = this.box.querySelector("[data-photo-hint]");
      if (hint) hint.hidden = this.keys.length < 2;
    }
    async restore(keys) {
      const items = [];
      for (const key of keys) {
        const photo = await Outbox.get("photos", key).catch(() => null);
        // What the market has and this telephone has not is still in the form.
        items.push(photo && photo.owner === mine() ? this.item(photo) : this.item({ key, thumb: "", sent: true }));
      }
      this.list.replaceChildren(...items);
      this.hint();
      if (items.length) this.sendRest();
    }
    async take(files) {
      this.input.value = "";
      const room = MOST - this.keys.length;
      if (files.length > room) this.complain(words().tooMany);
      this.preparing += 1;
      try {
        for (const file of files.slice(0, room)) {
          const photo = { key: Outbox.uuid(), owner: mine(), at: Date.now(), sent: false, ...await prepared(file) };
          await Outbox.put("photos", photo);
          const item = this.item(photo);
          this.list.append(item);
          moved(item);
        }
      } finally {
        this.preparing -= 1;
      }
      this.hint();
      this.sendRest();
    }
    complain(text) {
      let said = this.box.querySelector(".photo-error");
      if (!said) {
        said = document.createElement("p");
        said.className = "error photo-error";
        said.setAttribute("role", "alert");
        this.box.append(said);
      }
      said.textContent = text || "";
    }
    drop(item) {
      const next = item.nextElementSibling || item.previousElementSibling;
      const { upload } = item.dataset;
      const list = this.list;
      item.remove();
      list.dispatchEvent(new Event("change", { bubbles: true }));
      Outbox.remove("photos", upload);
      this.hint();
      (next ? next.querySelector("[data-drop]") : this.input).focus();
    }
    sendRest() {
      this.sending = this.sending.then(() => this.sendNow()).catch(() => {});
      return this.sending;
    }
    async sendNow() {
      let me;
      for (const item of [...this.list.children]) {
        const photo = await Outbox.get("photos", item.dataset.upload).catch(() => null);
        if (!photo || photo.sent || !item.isConnected) continue;
        try {
          me = me || await Outbox.whoAmI();
          if (me.owner !== photo.owner) return;
          await Outbox.sendPhoto(photo, me, (share) => this.say(item, share < 1 ? "sending" : "here", share));
        } catch (error) {
          if (error instanceof Outbox.Refused) {
            this.say(item, error.said || words().trouble, 0);
            item.classList.add("refused");
          } else {
            this.say(item, error instanceof Outbox.NobodyHere ? "logIn" : "waiting", 0);
            if (navigator.onLine) setTimeout(() => this.sendRest(), 15000);
            return;
          }
        }
      }
    }
  }
  if (!("indexedDB" in self) || !self.Outbox || !mine()) return;
  // Where nothing can be kept (a private window), photos go with the form.
  Outbox.all("photos").then(() => {
    for (const box of document.querySelectorAll("[data-photos]")) new Field(box);
    document.dispatchEvent(new Event("talat-photos"));
  }).catch(() => {});
})();
