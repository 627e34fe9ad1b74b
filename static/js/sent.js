// What the reporter sees of a report on its way: the code, and how far words and photos have come.

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
    this.main.replaceChildren(page);
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
    const { main } = this;
    this.#heading("arrived");
    for (const part of main.querySelectorAll("[data-once-filed]")) part.hidden = false;
    const link = main.querySelector("[data-report-link]");
    link.href = filed.url;
    link.hidden = filed.state === "held";
    correct(main.querySelector("[data-when=due] time"), filed.answer_due_on);
    main.querySelector(`[data-when=${meaning(filed)}]`).hidden = false;
    this.#promise(filed.promise);
    this.#showQr();
  }

  /** What the site signed: with it and the code the reporter can hold the site to its word. */
  #promise(words) {
    const part = this.main.querySelector("[data-promise]");
    part.hidden = !words;
    part.querySelector("pre").textContent = words;
  }

  /** The server draws the QR picture; without it the code in letters is enough. */
  async #showQr() {
    const image = this.main.querySelector("[data-qr]");
    if (!image.hidden) return;
    const body = new URLSearchParams({ receipt_code: this.code, action: "qr" });
    const answer = await fetch(this.form.dataset.receipt, { method: "POST", body }).catch(() => null);
    if (!answer?.ok) return;
    image.src = URL.createObjectURL(await answer.blob());
    image.hidden = false;
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

/** Which of the sentences of the page holds for this report. */
const meaning = ({ state, waits_for: wait, answer_due_on: due }) =>
  wait || (state === "held" ? "held" : due ? "due" : "shown");

/** The page knows the day from when it was opened; after midnight it may be another one. */
function correct(time, day) {
  if (!day || time.dateTime === day) return;
  time.dateTime = day;
  const format = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  time.textContent = new Date(day).toLocaleDateString(document.documentElement.lang, format);
}
