// The photos of a form: shrunk one after another, shown, removable, numbered as shown.

import { hex, sha256 } from "./send.js";
import { shrink } from "./shrink.js";

const MANY = 6;

/** Watches the chooser of the form; `ready()` gives what to send when all are shrunk. */
export class Photos {
  #entries = [];
  #queue = Promise.resolve();

  constructor(form) {
    this.input = form.querySelector("[data-photos]");
    this.list = form.querySelector("[data-previews]");
    this.template = form.querySelector("template[data-preview]");
    this.tooMany = form.querySelector("[data-too-many]");
    this.input.addEventListener("change", () => this.#add([...this.input.files]));
  }

  /** `[{number, blob, sha256}]`, in the order shown. */
  async ready() {
    await this.#queue;
    return this.#entries.map(({ blob, sha256 }, at) => ({ number: at + 1, blob, sha256 }));
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
    entry.blob = await shrink(file);
    draw(entry);
    this.#keepInForm();
  }

  #show() {
    const item = this.template.content.firstElementChild.cloneNode(true);
    item.querySelector("[data-remove]").addEventListener("click", () => this.#remove(item));
    this.list.append(item);
    this.list.hidden = false;
    return item;
  }

  #remove(item) {
    this.#entries = this.#entries.filter((entry) => entry.item !== item);
    URL.revokeObjectURL(item.querySelector("img")?.src);
    item.remove();
    this.tooMany.hidden = true;
    this.#keepInForm();
    this.input.focus();
  }

  /** Should the plain form be sent after all, it carries the same light photos. */
  #keepInForm() {
    if (!globalThis.DataTransfer) return;
    const chosen = new DataTransfer();
    for (const { blob } of this.#entries) {
      chosen.items.add(new File([blob], "photo", { type: blob.type }));
    }
    this.input.files = chosen.files;
  }
}

/** Shows the photo, or says that this browser cannot. */
function draw({ blob, item }) {
  const image = item.querySelector("img");
  image.addEventListener("error", () => {
    image.remove();
    item.querySelector("[data-unseen]").hidden = false;
  });
  image.src = URL.createObjectURL(blob);
  item.removeAttribute("aria-busy");
}
