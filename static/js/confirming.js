// "I see it too": a report of its own, with a code of its own that is shown at once.

import { codeIsShown } from "./deliver.js";
import { groups } from "./receipt-code.js";
import { say, showPart } from "./said.js";

/** Takes the place of the page, and tells how far the word has come. */
export async function confirm(form) {
  const entry = entryOf(form);
  const main = form.closest("main");
  main.replaceChildren(document.querySelector("template[data-confirmed]").content.cloneNode(true));
  const written = groups(entry.content.receipt_code).join("-");
  main.querySelector(".receipt__code").textContent = written;
  codeIsShown(entry.id);
  scrollTo(0, 0);
  const { end, refused } = await say(entry, (word) => showPart(main, word));
  showPart(main, end);
  main.querySelector("[data-receipt]").hidden = end === "refused";
  main.querySelector("[data-reason]").textContent = refused?.detail ?? "";
  main.querySelector("h1:not([hidden])").focus();
}

function entryOf(form) {
  const { draft_id: draft, receipt_code: code } = form.elements;
  return {
    id: draft.value,
    path: `reports/${form.dataset.confirm}/confirmations/`,
    page: new URL(form.action).pathname,
    title: form.dataset.title,
    says: form.querySelector("button").textContent.trim(),
    language: document.documentElement.lang,
    content: { draft_id: draft.value, receipt_code: code.value.replaceAll("-", "") },
    photos: [],
  };
}
