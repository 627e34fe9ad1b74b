// The receipt page: a code behind the # of its address goes into the field and out of the address.
// Further photos are made light before the plain form sends them.

import { enable } from "./keep-code.js";
import { shrink } from "./shrink.js";

const main = document.querySelector("main");
if (main.querySelector("[data-keep-code]")) {
  enable(main, main.querySelector("[data-subject]").textContent.trim());
}

const field = document.querySelector("[data-receipt-code]");
if (field && location.hash.length > 1) {
  field.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}

for (const input of document.querySelectorAll("[data-shrink]")) {
  input.form.addEventListener("submit", (event) => sendLight(event, input));
}

async function sendLight(event, input) {
  if (!globalThis.DataTransfer || input.dataset.light) return;
  event.preventDefault();
  input.dataset.light = "yes";
  const chosen = new DataTransfer();
  for (const file of input.files) {
    const blob = await shrink(file);
    chosen.items.add(new File([blob], "photo", { type: blob.type }));
  }
  input.files = chosen.files;
  input.form.requestSubmit(event.submitter);
}
