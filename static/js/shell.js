// The form as it opens without a network: of no work yet, with the questions of every kind of work.

import { subjectOf } from "./draft.js";
import { get } from "./store.js";

/** Makes it the form of the work in the address, as far as this phone has seen that work before. */
export async function fit(form) {
  const known = await get("subjects", location.pathname + location.search).catch(() => null);
  for (const question of form.querySelectorAll("[data-sectors]")) {
    const fits = question.dataset.sectors.split(" ").includes(known?.sector);
    question.hidden = !fits;
    question.querySelector("select").disabled = !fits;
  }
  const list = form.querySelector("[data-checklist]");
  list.hidden = !list.querySelector("[data-sectors]:not([hidden])");
  form.dataset.title = known?.title || subjectOf(location).project;
  form.closest("main").querySelector("[data-subject]").textContent = form.dataset.title;
  form.elements.observed_on.value = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Almaty" });
}
