// A form that is kept on the phone while it is filled in, and found again after a reload, the back
// button or a phone that went off.

import { drop, get, put } from "./store.js";

const PAUSE = 400; // milliseconds after the last letter
const OURS = new Set(["draft_id", "receipt_code", "photos", "kept", "csrfmiddlewaretoken"]);

/** What the form is about: a work, a machine or a place, from the address, as in the shell without a
    network. The name under which the API takes it, and its key. */
export function subjectOf({ pathname, search }) {
  const [, kind, id] = pathname.match(/\/(project|machine)s\/([\w-]+)\/report\/$/) ?? [];
  return kind ? { kind, id } : { kind: "place", id: new URLSearchParams(search).get("place") ?? "" };
}

export class Draft {
  #timer = 0;
  #over = false;

  /** `more()` gives what the form's own fields do not hold: ids and photos. */
  constructor(form, id, more) {
    Object.assign(this, { form, id, more });
    for (const kind of ["input", "change"]) form.addEventListener(kind, () => this.touch());
    document.addEventListener("visibilitychange", () => document.hidden && this.#timer && this.keep());
  }

  static find = (id) => get("drafts", id).catch(() => null);

  touch() {
    clearTimeout(this.#timer);
    if (!this.#over) this.#timer = setTimeout(() => this.keep(), PAUSE);
  }

  /** Whether the phone has it. */
  async keep() {
    clearTimeout(this.#timer);
    this.#timer = 0;
    return put("drafts", this.record()).then(() => true, () => false);
  }

  record() {
    return { id: this.id, day: new Date().toISOString().slice(0, 10), fields: fieldsOf(this.form), ...this.more() };
  }

  /** It went into the queue, or its author wants it gone: nothing is written any more. */
  end() {
    this.#over = true;
    clearTimeout(this.#timer);
  }

  resume() {
    this.#over = false;
  }

  forget() {
    this.end();
    return drop("drafts", this.id).catch(() => null);
  }
}

const fieldsOf = (form) => [...new FormData(form)].filter(([name]) => !OURS.has(name));

/** Puts the kept words and ticks back where they stood. */
export function fill(form, fields) {
  for (const input of form.elements) {
    if (!input.name || OURS.has(input.name)) continue;
    const kept = fields.filter(([name]) => name === input.name).map(([, value]) => value);
    if (input.type === "radio" || input.type === "checkbox") input.checked = kept.includes(input.value);
    else if (kept.length) input.value = kept[0];
  }
}
