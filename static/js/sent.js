// What the reporter sees of a report on its way: the code, and how far words and photos have come.
// What there is to say once it has arrived comes with the server's word (filed.js).

import { codeIsShown } from "./deliver.js";
import { groups } from "./receipt-code.js";

/** Takes the place of the form, once there is something to say. */
export class Sent {
  #shown = false;
  #lines = new Map();

  constructor(form, entry) {
    Object.assign(this, { form, entry, main: form.closest("main") });
    this.code = entry.content.receipt_code;
    this.place = [...this.main.childNodes];
    this.ways = this.main.querySelectorAll(".leave");
  }

  /** News of the queue: waiting, filed, a photo's part, all sent. */
  hear(news) {
    this.show();
    if (news.waiting && !this.entry.filed) this.#heading(this.#kept);
    if (news.filed) this.#filed(news.filed);
    if (news.photo) this.#photo(news);
    if (news.sent) this.#sent();
  }

  show() {
    if (this.#shown) return;
    this.#shown = true;
    const page = this.form.querySelector("template[data-sent]").content.cloneNode(true);
    const written = groups(this.code).join("-");
    page.querySelector(".receipt__code").textContent = written;
    page.querySelector("[data-copy]").dataset.copy = written;
    page.querySelector("[name=receipt_code]").value = written;
    const [off, forGood] = this.ways; // this site: they stay; the shell has none
    this.main.replaceChildren(...(off ? [off, page, forGood] : [page]));
    // The same page in another language would be an empty form, and the code gone.
    document.querySelector(".languages")?.setAttribute("hidden", "");
    import("./keep-code.js").then((more) => more.enable(this.main, this.entry.title), () => null);
    this.#heading(this.#kept);
    this.#listPhotos();
    scrollTo(0, 0);
    codeIsShown(this.entry.id);
  }

  /** The form comes back, with what was wrong in it. */
  hide() {
    if (!this.#shown) return;
    this.#shown = false;
    this.main.replaceChildren(...this.place);
    document.querySelector(".languages")?.removeAttribute("hidden");
  }

  get #kept() {
    return this.entry.unkept ? "open" : "saved";
  }

  /** Who listens hears the new heading; who has gone on to something else is left there. */
  #heading(word) {
    const isFree = document.activeElement.closest("[data-heading], body") === document.activeElement;
    for (const part of this.main.querySelectorAll("[data-heading]")) {
      part.hidden = part.dataset.heading !== word;
    }
    if (isFree) this.main.querySelector("h1:not([hidden])").focus();
  }

  #filed(filed) {
    this.entry.filed = filed;
    this.#heading("arrived");
    const receipt = this.form.dataset.receipt;
    import("./filed.js").then((more) => more.fill(this.main, filed, this.code, receipt), () => null);
  }

  #listPhotos() {
    const list = this.main.querySelector("[data-sending]");
    if (!this.entry.photos.length) return;
    list.hidden = false;
    for (const { number, blob } of this.entry.photos) {
      const line = list.querySelector("template").content.firstElementChild.cloneNode(true);
      const image = line.querySelector("img");
      image.addEventListener("error", () => image.remove());
      image.src = URL.createObjectURL(blob);
      list.querySelector("ul").append(line);
      this.#lines.set(number, line);
    }
  }

  #photo({ photo, part, no }) {
    const line = this.#lines.get(photo);
    const bar = line.querySelector("progress");
    bar.value = part;
    bar.hidden = part === 1;
    line.querySelector("[data-done]").hidden = part < 1 || Boolean(no);
    line.querySelector("[data-refused]").hidden = !no;
    line.querySelector("[data-refused]").textContent = no ?? "";
  }

  #sent() {
    this.main.querySelector("[data-arrived]").hidden = false;
  }
}
