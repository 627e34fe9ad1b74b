// On every page: how many things this phone has not sent yet, and another try to send them.

import { all, get } from "./store.js";

const bar = document.querySelector("[data-unsent]");
let busy = false;

/** Shows the number; readers who never filed anything see nothing and load nothing more. */
async function look() {
  if ((await show()) && !busy && navigator.onLine) await send();
}

async function send() {
  busy = true;
  const { drain, hear } = await import("./deliver.js");
  hear(show);
  await drain().catch(() => null);
  await show();
  busy = false;
}

/** How many wait. Once none does, the bar says so: here, or until a code that came with it is read. */
async function show() {
  const queue = await all("queue").catch(() => []);
  const waiting = queue.filter(({ arrived }) => !arrived).length;
  if (queue.length) bar.hidden = false;
  bar.querySelector("[data-waits]").hidden = waiting === 0;
  bar.querySelector("[data-gone]").hidden = waiting > 0;
  bar.querySelector("[data-count]").textContent = waiting;
  return waiting;
}

/** Only where the reporter asked to be told on every page. */
async function tellNews() {
  if (!(await get("settings", "watch").catch(() => null))) return;
  const { hasNews } = await import("./mine.js");
  const came = await hasNews(document.documentElement.lang).catch(() => false);
  document.querySelector("[data-answered]").hidden = !came;
}

if (bar) {
  look();
  tellNews();
  addEventListener("online", look);
  addEventListener("pageshow", (event) => event.persisted && look());
  document.addEventListener("visibilitychange", () => document.hidden || look());
}
