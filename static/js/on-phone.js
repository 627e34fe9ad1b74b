// What lies on this phone: reports that have not left yet, kept villages, and, when asked for, one's
// own reports. All of it can be deleted here.

import { arrivals, told } from "./arrivals.js";
import { attempt, forget, hear } from "./deliver.js";
import { groups } from "./receipt-code.js";
import { all, get, move } from "./store.js";

const queue = document.querySelector("[data-queue]");
const arrived = document.querySelector("[data-arrivals]");
const places = document.querySelector("[data-places]");

async function listQueue() {
  const entries = await all("queue").catch(() => []);
  queue.querySelector("ul").replaceChildren(...entries.map(lineOf));
  queue.querySelector("[data-none]").hidden = entries.length > 0;
}

function lineOf(entry) {
  const line = queue.querySelector("template").content.firstElementChild.cloneNode(true);
  const part = (name) => line.querySelector(`[data-${name}]`);
  part("title").textContent = entry.title;
  part("title").href = entry.page;
  const state = entry.arrived ? "arrived" : entry.refused ? "refused" : entry.filed ? "photos" : "waiting";
  line.querySelector(`[data-state=${state}]`).hidden = false;
  part("reason").textContent = entry.refused ? reasons(entry.refused) : "";
  part("says").textContent = entry.says ?? "";
  // The code of a step belongs to a report that went long ago: it is not shown to who opens this.
  part("code-line").hidden = Boolean(entry.step);
  if (!entry.step) part("code").textContent = groups(entry.content.receipt_code).join("-");
  part("try").hidden = entry.arrived || Boolean(entry.refused);
  part("mend").hidden = !entry.refused || !entry.draft;
  part("done").hidden = !entry.arrived;
  part("delete").hidden = Boolean(entry.arrived);
  part("try").addEventListener("click", () => attempt(entry).then(listQueue));
  part("mend").addEventListener("click", () => mend(entry));
  part("done").addEventListener("click", () => forget(entry.id).then(listQueue));
  part("delete").addEventListener("click", () => askTwice(line, () => forget(entry.id).then(listQueue)));
  return line;
}

/** What went while no page was open to tell it; each is told until somebody has read it. */
async function listArrivals() {
  const came = await arrivals();
  arrived.hidden = came.length === 0;
  const lines = came.map((one) => {
    const line = arrived.querySelector("template").content.firstElementChild.cloneNode(true);
    line.querySelector("[data-said]").textContent = one.said;
    line.querySelector("[data-title]").textContent = one.title;
    line.querySelector("button").addEventListener("click", () => told(one).then(listArrivals));
    return line;
  });
  arrived.querySelector("ul").replaceChildren(...lines);
}

const reasons = ({ detail, errors = {} }) => [detail, ...Object.values(errors).flat()].join(" ");

/** What cannot be undone needs a second tap. */
function askTwice(line, act) {
  const question = line.querySelector("[data-sure]");
  question.hidden = false;
  const button = question.querySelector("button");
  button.addEventListener("click", act, { once: true });
  button.focus();
}

/** Back into the form, to be mended and sent again. */
async function mend(entry) {
  await move("queue", entry.id, "drafts", entry.draft);
  location.assign(entry.page);
}

async function listPlaces() {
  const cache = globalThis.caches ? await caches.open("places") : null;
  const kept = cache ? await cache.keys() : [];
  const pages = kept.filter(({ url }) => url.includes("/places/"));
  places.hidden = pages.length === 0;
  const lines = pages.map(async ({ url }) => {
    const line = places.querySelector("template").content.firstElementChild.cloneNode(true);
    const page = new DOMParser().parseFromString(await (await cache.match(url)).text(), "text/html");
    line.querySelector("a").href = url;
    line.querySelector("a").textContent = page.querySelector("h1")?.textContent.trim() ?? url;
    line.querySelector("button").addEventListener("click", async () => {
      const works = [...page.querySelectorAll("a[href*='/projects/']")].map(({ href }) => href);
      for (const address of [url, ...works]) await cache.delete(address);
      listPlaces();
    });
    return line;
  });
  places.querySelector("ul").replaceChildren(...(await Promise.all(lines)));
}

function list() {
  listQueue();
  listArrivals();
}

list();
listPlaces();
hear(list);
