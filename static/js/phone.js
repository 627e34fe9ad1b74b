// On every page: how many things this phone has not sent yet, and another try to send them.

import { count, get } from "./store.js";

const bar = document.querySelector("[data-unsent]");
let busy = false;

/** Shows the number; readers who never filed anything see nothing and load nothing more. */
async function look() {
  const waiting = await count("queue").catch(() => 0);
  bar.hidden = waiting === 0;
  bar.querySelector("[data-count]").textContent = waiting;
  if (waiting && !busy && navigator.onLine) await send();
}

async function send() {
  busy = true;
  const { drain, hear } = await import("./deliver.js");
  hear(() => count("queue").then(show, () => null));
  await drain().catch(() => null);
  await count("queue").then(show, () => null);
  busy = false;
}

function show(waiting) {
  bar.hidden = waiting === 0;
  bar.querySelector("[data-count]").textContent = waiting;
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
