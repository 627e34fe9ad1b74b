// The form as it opens without a network: of no work yet, with the questions and stages of every kind.

import { subjectOf } from "./draft.js";
import { get } from "./store.js";

/** What can be seen of a machine, or of a work. */
function offerStages(form, isMachine) {
  const ofMachine = form.dataset.machineStages.split(" ");
  const fits = ({ value }) => value === "cannot_tell" || ofMachine.includes(value) === isMachine;
  for (const input of form.elements.stage) {
    input.disabled = input.closest("label").hidden = !fits(input);
  }
}

/** Makes it the form of the work or machine in the address, as far as this phone has seen it before. */
export async function fit(form) {
  const { kind, id } = subjectOf(location);
  const known = await get("subjects", location.pathname + location.search).catch(() => null);
  const sector = known?.sector ?? kind;
  offerStages(form, kind === "machine");
  for (const question of form.querySelectorAll("[data-sectors]")) {
    const fits = question.dataset.sectors.split(" ").includes(sector);
    question.hidden = !fits;
    question.querySelector("select").disabled = !fits;
  }
  const list = form.querySelector("[data-checklist]");
  list.hidden = !list.querySelector("[data-sectors]:not([hidden])");
  form.dataset.title = known?.title || id;
  form.closest("main").querySelector("[data-subject]").textContent = form.dataset.title;
  form.elements.observed_on.value = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Almaty" });
}
