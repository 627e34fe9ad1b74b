// "Keep this village on my phone": its page and those of its works open without a network.

import "./install.js";
import { keep } from "./keep.js";

const MANY = 20; // works of a village that are kept with it
const button = document.querySelector("[data-keep-place]");
const page = location.pathname;

async function keepAll(cache) {
  await keep(cache, page);
  const links = [...document.querySelectorAll("main a[href*='/projects/']")];
  const works = new Set(links.map(({ pathname }) => pathname).filter((path) => /\/projects\/[\w-]+\/$/.test(path)));
  for (const work of [...works].slice(0, MANY)) await keep(cache, work);
}

function say(word) {
  const said = document.querySelector("[data-keep-said]");
  said.textContent = said.dataset[word];
}

async function look() {
  const cache = await caches.open("places");
  const isKept = Boolean(await cache.match(page));
  button.hidden = isKept;
  if (isKept) {
    say("kept");
    // What is kept is as old as the last visit, not as the first.
    if (navigator.onLine) keepAll(cache).catch(() => null);
  }
  button.addEventListener("click", async () => {
    button.disabled = true;
    say("keeping");
    const done = await keepAll(cache).then(() => true, () => false);
    say(done ? "kept" : "failed");
    button.hidden = done;
    button.disabled = false;
  });
}

if (button && globalThis.caches) look();
