// The report form on a phone: kept while it is written, put into the phone's queue when it is sent,
// and from there on its way until the server has it. Without this file the plain form does the work.

import { Draft, fill, subjectOf } from "./draft.js";
import { keepTrying } from "./keep-trying.js";
import { Photos } from "./photos.js";
import { makeCode, makeDraftId } from "./receipt-code.js";
import { Sent } from "./sent.js";
import { move, put } from "./store.js";

const PATIENCE = 8000; // milliseconds before the receipt is shown without the server's word

/** What marks a slip comes with the first touch; where it cannot, the sentence alone is shown. */
const problems = () => import("./problems.js").catch(() => null);

class Filing {
  #busy = false;

  constructor(form) {
    this.form = form;
    this.status = form.querySelector("[data-status]");
    this.subject = subjectOf(location);
    this.photos = new Photos(form, () => this.draft.touch());
    this.#use({ code: makeCode(), draftId: makeDraftId() });
    this.draft = new Draft(form, location.pathname + location.search, () => ({
      ...this.ids,
      photos: this.photos.kept(),
    }));
    form.noValidate = true;
    form.addEventListener("focusin", problems, { once: true });
    form.addEventListener("submit", (event) => this.#submit(event));
    form.querySelector("[data-forget-draft]").addEventListener("click", () => this.#forget());
  }

  /** Brings back what was written here before. */
  async restore() {
    const kept = await Draft.find(this.draft.id);
    if (kept) {
      this.#use({ code: kept.code, draftId: kept.draftId });
      fill(this.form, kept.fields);
      this.photos.restore(kept.photos);
      this.form.querySelector("[data-draft]").hidden = false;
    }
    this.form.dataset.ready = "yes";
  }

  async #forget() {
    this.form.reset();
    this.photos.restore([]);
    this.#use({ code: makeCode(), draftId: makeDraftId() });
    this.form.querySelector("[data-draft]").hidden = true;
    await this.draft.forget();
    this.draft.resume();
  }

  #use(ids) {
    this.ids = ids;
    this.form.elements.receipt_code.value = ids.code;
    this.form.elements.draft_id.value = ids.draftId;
  }

  async #submit(event) {
    event.preventDefault();
    if (this.#busy) return;
    this.#busy = true;
    (await problems())?.clear(this.form);
    if (this.#isWhole()) await this.#send();
    this.#busy = false;
  }

  /** The slips that need no server to be seen. */
  #isWhole() {
    const errors = {};
    const chosen = this.form.querySelector("[name=stage]:checked, [name=is_misuse]:checked");
    if (!chosen) errors.stage = [this.form.dataset.chooseStage];
    const address = this.form.elements.contact_email;
    if (address.validity.valueMissing) errors.contact_email = [address.dataset.missing];
    const isWhole = Object.keys(errors).length === 0;
    if (!isWhole) this.#complain(errors);
    return isWhole;
  }

  async #send() {
    this.#say("preparing");
    const entry = await this.#entry();
    this.draft.end();
    entry.unkept = !(await move("drafts", this.draft.id, "queue", entry).then(() => true, () => false));
    this.#say(entry.unkept ? "full" : "sending");
    const sent = new Sent(this.form, entry);
    const patience = setTimeout(() => sent.show(), PATIENCE);
    const { end, refused } = await keepTrying(entry, (news) => {
      if (!news.refused) sent.hear(news);
    });
    clearTimeout(patience);
    if (end === "refused") await this.#refused(sent, entry, refused);
  }

  async #refused(sent, entry, { errors = {}, detail }) {
    this.#say("");
    if (!entry.unkept) await move("queue", entry.id, "drafts", this.draft.record()).catch(() => null);
    this.draft.resume();
    sent.hide();
    await this.#complain(errors, detail);
  }

  async #complain(errors, detail = "") {
    const more = await problems();
    if (more) return more.complain(this.form, errors, detail);
    this.status.hidden = false;
    this.status.textContent = [detail, ...Object.values(errors).flat()].join(" ");
  }

  async #entry() {
    const photos = await this.photos.ready();
    return {
      id: this.ids.draftId,
      page: location.pathname + location.search,
      title: this.form.dataset.title || this.subject.id,
      language: document.documentElement.lang,
      draft: this.draft.record(),
      content: submissionOf(this.form, this.ids, this.subject, photos),
      photos: photos.map((photo) => ({ ...photo, begun: false, done: false })),
    };
  }

  /** A sentence from the page, in the reader's language. */
  #say(word) {
    this.status.hidden = !word;
    this.status.textContent = word ? this.status.dataset[word] : "";
  }
}

/** What is sent, under the names that the API has for it. */
function submissionOf(form, { code, draftId }, { kind, id }, photos) {
  const data = new FormData(form);
  return {
    draft_id: draftId,
    receipt_code: code,
    kind: data.has("is_misuse") ? "misuse" : "progress",
    stage: data.get("stage") ?? undefined,
    [kind]: id,
    text: data.get("text"),
    language: document.documentElement.lang,
    observed_on: data.get("observed_on") || undefined,
    observations: observationsOf(data),
    contact_email: data.get("contact_email"),
    same_day: data.has("same_day"),
    near_site: data.has("near_site"),
    by_week: data.has("by_week"),
    later: data.has("later"),
    photos: photos.map(({ number, sha256 }) => ({ n: number, sha256_original: sha256 })),
  };
}

/** Answers to the checklist. */
function observationsOf(data) {
  const given = [...data].filter(([name, answer]) => name.startsWith("seen_") && answer);
  return Object.fromEntries(given.map(([name, answer]) => [name.slice(5), answer]));
}

/** The shell looks here for what it cannot ask the server. */
function noteSubject({ dataset: { title, sector } }) {
  return put("subjects", { id: location.pathname + location.search, title, sector }).catch(() => null);
}

const form = document.querySelector("form[data-report]");
if (form) {
  form.querySelector("[data-insecure]").hidden = isSecureContext;
  const filing = new Filing(form);
  const isShell = form.dataset.shell !== undefined;
  const known = isShell ? import("./shell.js").then(({ fit }) => fit(form)) : noteSubject(form);
  known.then(() => filing.restore());
}
