// The page that checks a proof: the file stays on the phone, and so do the words and the code.

import { eightWords, isSigned, leads, opens, readProof } from "./proof.js";

const form = document.querySelector("[data-check]");
const answers = document.querySelector("[data-answers]");
const file = form.elements.proof;

const show = (name) => (answers.querySelector(`[data-answer=${name}]`).hidden = false);
// The code as people write it, folded as reports/receipts.py does.
const LOOKS = "АВЕКМНОРСТХУҮІЗOILU";
const MEANS = "ABEKMH0PCTXYY13011V";
const folded = (code) =>
  Array.from(code.toUpperCase().replace(/[\s-]/g, ""), (symbol) => {
    const place = LOOKS.indexOf(symbol);
    return place < 0 ? symbol : MEANS[place];
  }).join("");

async function check() {
  for (const answer of answers.children) answer.hidden = true;
  answers.hidden = false;
  if (!globalThis.crypto?.subtle) return show("unable");
  let proof;
  try {
    proof = readProof(await file.files[0].text());
  } catch {
    return show("unreadable");
  }
  if (!(await leads(proof))) return show("wrong");
  show("fits");
  answers.querySelector("[data-entry]").textContent = new TextDecoder().decode(proof.entry);
  await tellSignature(proof);
  await tellWords(proof);
}

async function tellSignature(proof) {
  const signed = await isSigned(proof.note, form.dataset.key);
  show(signed === null ? "unsigned" : signed ? "signed" : "other-key");
  const isCyrillic = document.documentElement.lang !== "en";
  answers.querySelector("[data-eight]").textContent = await eightWords(proof.note, isCyrillic);
  show("eight");
}

async function tellWords(proof) {
  const [words, code] = [form.elements.words.value, folded(form.elements.code.value)];
  if (!words || !code) return;
  // A form has its own line ends, and people add blanks at the end.
  const tries = [words, words.trim(), words.replace(/\r\n?/g, "\n").trim()];
  const found = await Promise.all(tries.map((each) => opens(proof, "text", code, each)));
  show(found.includes(true) ? "filed" : "not-filed");
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (file.files.length) check();
});
document.querySelector("[data-without]").hidden = true;
form.hidden = false;
