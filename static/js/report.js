// The report form on a phone: the words go first, then each photo by itself, each until it
// has arrived. Without this file, or when a form came back, the plain form does the same work.

import { Photos } from "./photos.js";
import { makeCode, makeDraftId } from "./receipt-code.js";
import { postJson, untilAnswered } from "./send.js";
import { showSent } from "./sent.js";

// What the API calls otherwise than the form does.
const NAMES = { kind: "is_misuse", project: "", place: "" };

class Filing {
  #busy = false;

  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-status]");
    this.problems = form.querySelector("[data-problems]");
    this.photos = new Photos(form);
    this.code = makeCode();
    form.elements.receipt_code.value = this.code;
    form.elements.draft_id.value = makeDraftId();
    form.noValidate = true;
    form.addEventListener("submit", (event) => this.#submit(event));
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#busy) return;
    this.#busy = true;
    this.#clear();
    if (this.#hasStage()) await this.#send();
    this.#busy = false;
  }

  /** The one slip that needs no server to be seen. */
  #hasStage() {
    const chosen = this.form.querySelector("[name=stage]:checked, [name=is_misuse]:checked");
    if (!chosen) this.#complain({ stage: [this.form.dataset.chooseStage] });
    return Boolean(chosen);
  }

  async #send() {
    this.#say("preparing");
    const photos = await this.photos.ready();
    this.#say("sending");
    const content = this.#content(photos);
    const { status, body } = await untilAnswered(
      () => postJson(this.form.dataset.api, content),
      () => this.#say("waiting"),
    );
    this.#say("");
    if (status === 200 || status === 201) showSent(this.form, this.code, body, photos);
    else this.#complain(body.errors ?? {}, body.detail);
  }

  #content(photos) {
    const data = new FormData(this.form);
    const { project, place } = this.form.dataset;
    return {
      draft_id: data.get("draft_id"),
      receipt_code: this.code,
      kind: data.has("is_misuse") ? "misuse" : "progress",
      stage: data.get("stage") ?? undefined,
      ...(project ? { project } : { place }),
      text: data.get("text"),
      language: document.documentElement.lang,
      observed_on: data.get("observed_on"),
      contact_email: data.get("contact_email"),
      same_day: data.has("same_day"),
      near_site: data.has("near_site"),
      photos: photos.map(({ number, sha256 }) => ({ n: number, sha256_original: sha256 })),
    };
  }

  /** Each sentence beside its field, what has no field on top; the first one is brought in sight. */
  #complain(errors, detail = "") {
    const problems = Object.entries(errors);
    if (problems.length === 0) problems.push(["", [detail]]);
    for (const [field, sentences] of problems) {
      const input = this.#inputOf(field);
      if (input) markWrong(input, sentences);
      else this.problems.append(...sentences.map(line));
    }
    this.problems.hidden = this.problems.childElementCount === 0;
    const first = this.form.querySelector("[data-problems]:not([hidden]), .field--wrong");
    first.scrollIntoView({ block: "center" });
    first.querySelector("input, textarea")?.focus({ preventScroll: true });
  }

  #inputOf(field) {
    return this.form.querySelector(`[name="${NAMES[field] ?? field}"]:not([type=hidden])`);
  }

  #clear() {
    this.problems.replaceChildren();
    this.problems.hidden = true;
    for (const box of this.form.querySelectorAll(".field--wrong")) box.classList.remove("field--wrong");
    for (const list of this.form.querySelectorAll(".field__errors")) list.remove();
    for (const input of this.form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
  }

  /** A sentence from the page, in the reader's language. */
  #say(word) {
    this.status.hidden = !word;
    this.status.textContent = word ? this.status.dataset[word] : "";
  }
}

/** As templates/components/_field_errors.html writes it. */
function markWrong(input, sentences) {
  const list = document.createElement("ul");
  list.className = "field__errors";
  list.id = `${input.id}_error`;
  list.append(...sentences.map(line));
  const box = input.closest(".field");
  box.classList.add("field--wrong");
  (box.querySelector(".choices__list, .tick") ?? input).before(list);
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", list.id);
}

function line(sentence) {
  const item = document.createElement("li");
  item.textContent = sentence;
  return item;
}

const form = document.querySelector("form[data-report]");
if (form) {
  form.querySelector("[data-insecure]").hidden = isSecureContext;
  new Filing(form);
}
