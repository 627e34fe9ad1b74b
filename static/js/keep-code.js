// "This is my phone": the receipt code is kept here when its owner asks for it, and only then.

import { enable as enableCopy } from "./copy.js";
import { groups } from "./receipt-code.js";
import { keepCode } from "./mine.js";

/** All buttons beside the code; `title` is what the report is about. */
export function enable(root, title) {
  enableCopy(root);
  enablePicture(root);
  const button = root.querySelector("[data-keep-code]");
  if (!button || !globalThis.indexedDB) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const code = root.querySelector(".receipt__code").textContent.replaceAll("-", "").trim();
    const kept = await keepCode(code, title, Number(button.dataset.answers)).then(() => true, () => false);
    button.nextElementSibling.hidden = !kept;
    button.hidden = kept;
  });
}

/** A picture of the receipt to put among the photos: code and QR on white. */
function enablePicture(root) {
  const button = root.querySelector("[data-save-picture]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { save } = await import("./receipt-picture.js");
    save(root, groups(root.querySelector(".receipt__code").textContent.replaceAll("-", "").trim()));
  });
}
