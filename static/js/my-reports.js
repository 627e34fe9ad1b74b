// The list of one's own reports on the page of what lies on this phone.

import { groups } from "./receipt-code.js";
import { askAll, isWatching, news, read, watch } from "./mine.js";
import { all, drop } from "./store.js";

const section = document.querySelector("[data-mine]");
const list = section.querySelector("[data-list]");
const show = section.querySelector("[data-show]");
const hide = section.querySelector("[data-hide]");
const tick = section.querySelector("[data-watch]");

function lineOf(own) {
  const line = section.querySelector("template").content.firstElementChild.cloneNode(true);
  line.querySelector("[data-title]").textContent = own.title;
  line.querySelector("[data-words]").textContent = own.words ?? "";
  line.querySelector("[data-news]").hidden = !news(own);
  line.querySelector("[name=receipt_code]").value = groups(own.id).join("-");
  line.querySelector("form").addEventListener("submit", (event) => open(event, own));
  line.querySelector("[data-forget]").addEventListener("click", () => drop("own", own.id).then(draw));
  return line;
}

// The page may go only when the phone has kept that this was read.
async function open(event, own) {
  event.preventDefault();
  const form = event.currentTarget;
  await read(own).catch(() => null);
  form.submit();
}

async function draw() {
  const mine = await all("own").catch(() => []);
  section.hidden = mine.length === 0;
  list.querySelector("ul").replaceChildren(...mine.map(lineOf));
}

show.addEventListener("click", async () => {
  list.hidden = hide.hidden = false;
  show.hidden = true;
  hide.focus();
  await askAll(document.documentElement.lang).catch(() => null);
  draw();
});
hide.addEventListener("click", () => {
  list.hidden = hide.hidden = true;
  show.hidden = false;
  show.focus();
});
tick.addEventListener("change", () => watch(tick.checked));
isWatching().then((on) => (tick.checked = on), () => null);
draw();
