// The receipt page: a code behind the # of its address goes into the field and out of the address;
// what the reporter says goes through the phone's queue.

import { enable as enableCode } from "./keep-code.js";
import { enable as enableSteps, tellArrivals } from "./receipt-steps.js";

const main = document.querySelector("main");
if (main.querySelector("[data-keep-code]")) {
  enableCode(main, main.querySelector("[data-subject]").textContent.trim());
}
const step = main.querySelector("[data-step]");
if (step) {
  enableSteps(main);
  tellArrivals(step);
}

const field = document.querySelector("[data-receipt-code]");
if (field && location.hash.length > 1) {
  field.value = location.hash.slice(1);
  history.replaceState(null, "", location.pathname);
}
