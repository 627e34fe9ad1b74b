// The photos of a form: shrunk one after another, shown, covered where asked, removable, numbered
// as shown.

import { hex, sha256 } from "./send.js";

const MANY = 6;

/** What makes photos light comes with the tap on the chooser; without it they go as they are. */
const shrinker = () => import("./shrink.js").catch(() => ({ shrink: (file) => file }));

/** Watches the chooser of the form; `changed()` is told when there is something new to keep. */
export class Photos {
  #entries = [];
  #queue = Promise.resolve();

  constructor(form, changed) {
    this.changed = changed;
    this.input = form.querySelector("[data-photos]");
    this.list = form.querySelector("[data-previews]");
    this.template = form.querySelector("template[data-preview]");
    this.tooMany = form.querySelector("[data-too-many]");
    this.editor = form.querySelector("template[data-cover]");
    this.input.addEventListener("click", shrinker, { once: true });
    this.input.addEventListener("change", () => this.#add([...this.input.files]));
  }

  /** `[{number, blob, sha256}]`, in the order shown, when all are shrunk. */
  async ready() {
    await this.#queue;
    return this.kept().map((photo, at) => ({ number: at + 1, ...photo }));
  }

  /** What a draft keeps of them. */
  kept() {
    return this.#entries.map(({ blob, sha256 }) => ({ blob, sha256 }));
  }

  /** Shows the photos of a draft, and no others. */
  restore(photos) {
    for (const { item } of this.#entries) item.remove();
    this.#entries = photos.map((photo) => ({ ...photo, item: this.#show() }));
    for (const entry of this.#entries) this.#draw(entry);
    this.#keepInForm();
  }

  #add(files) {
    const room = MANY - this.#entries.length;
    this.tooMany.hidden = files.length <= room;
    for (const file of files.slice(0, room)) this.#take(file);
    this.#keepInForm();
  }

  #take(file) {
    const entry = { blob: file, sha256: "", item: this.#show() };
    this.#entries.push(entry);
    // One at a time: a cheap phone has no memory for two large pictures.
    this.#queue = this.#queue.then(() => this.#prepare(entry, file));
  }

  async #prepare(entry, file) {
    const digest = await sha256(file);
    entry.sha256 = digest ? hex(digest) : "";
    if (digest && this.#entries.some((one) => one !== entry && one.sha256 === entry.sha256)) {
      return this.#remove(entry);
    }
    const { shrink } = await shrinker();
    this.#become(entry, await shrink(file));
  }

  #become(entry, blob) {
    entry.blob = blob;
    this.#draw(entry);
    this.#keepInForm();
    this.changed();
  }

  #show() {
    const item = this.template.content.firstElementChild.cloneNode(true);
    const entry = () => this.#entries.find((one) => one.item === item);
    item.querySelector("[data-remove]").addEventListener("click", () => this.#remove(entry()));
    item.querySelector("[data-cover]").addEventListener("click", () => this.#cover(entry()));
    this.list.append(item);
    return item;
  }

  /** Shows the photo, or says that this browser cannot. */
  #draw({ blob, item }) {
    const image = item.querySelector("img");
    if (!image) return;
    image.onload = () => (item.querySelector("button[data-cover]").hidden = false);
    image.onerror = () => {
      image.remove();
      item.querySelector("[data-unseen]").hidden = false;
    };
    URL.revokeObjectURL(image.src);
    image.src = URL.createObjectURL(blob);
    item.removeAttribute("aria-busy");
  }

  /** The editor is fetched when somebody wants it. */
  async #cover(entry) {
    const { cover } = await import("./cover.js");
    const covered = await cover(this.editor, entry.blob);
    if (covered && this.#entries.includes(entry)) this.#become(entry, covered);
  }

  #remove(entry) {
    this.#entries = this.#entries.filter((one) => one !== entry);
    URL.revokeObjectURL(entry.item.querySelector("img")?.src);
    entry.item.remove();
    this.tooMany.hidden = true;
    this.#keepInForm();
    this.changed();
    this.input.focus();
  }

  /** Should the plain form be sent after all, it carries the same light photos. */
  #keepInForm() {
    this.list.hidden = this.#entries.length === 0;
    if (!globalThis.DataTransfer) return;
    const chosen = new DataTransfer();
    for (const { blob } of this.#entries) {
      chosen.items.add(new File([blob], "photo", { type: blob.type }));
    }
    this.input.files = chosen.files;
  }
}
