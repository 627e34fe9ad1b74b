// The service worker: opens the form, the queue and the kept villages without a network, and sends
// the queue when there is one again. It keeps nothing that belongs to one person, and nothing that
// the server says must not be kept.

import { drain } from "./deliver.js";
import { keep } from "./keep.js";

const PLACES = "places";
const FORM = /^\/\w\w\/((project|machine)s\/[\w-]+\/report\/$|report\/\?.*place=)/;
const LANGUAGE = /^\/(kk|ru|en)\//;
const BROKEN = 502; // and above: the server is restarting

/** `files` and `pages` are ours and the same for everybody; `version` changes when they do. */
export function serve({ version, files, pages }) {
  const own = `own-${version}`;
  addEventListener("install", (event) => event.waitUntil(fetchAll(own, [...files, ...pages])));
  addEventListener("activate", (event) => event.waitUntil(takeOver(own)));
  addEventListener("sync", (event) => event.tag === "outbox" && event.waitUntil(sendAll()));
  addEventListener("fetch", (event) => {
    const { request } = event;
    const { origin, pathname, search } = new URL(request.url);
    if (request.method !== "GET" || origin !== location.origin) return;
    if (files.includes(pathname)) event.respondWith(kept(own, request));
    else if (request.mode === "navigate") event.respondWith(page(own, request, pathname, search));
  });
}

/** All or nothing: a version that is not whole never takes over. One after another, so that on a slow
    line what the reader does now keeps its half. */
async function fetchAll(name, addresses) {
  const cache = await caches.open(name);
  for (const address of addresses) await keep(cache, address);
}

/** Runs once no page of the old version is open: then its files can go. */
async function takeOver(own) {
  for (const name of await caches.keys()) {
    if (name.startsWith("own-") && name !== own) await caches.delete(name);
  }
  await clients.claim();
  const places = await caches.open(PLACES);
  for (const { url } of await places.keys()) await keep(places, url).catch(() => null);
}

async function kept(own, request) {
  const cache = await caches.open(own);
  return (await cache.match(request, { ignoreSearch: true })) ?? fetch(request);
}

async function page(own, request, ...address) {
  try {
    const answer = await fetch(request);
    if (answer.status < BROKEN) return answer;
    return (await without(own, ...address)) ?? answer;
  } catch {
    return (await without(own, ...address)) ?? Response.error();
  }
}

/** What there is without a network: the page as it was kept, the empty form, or the queue. */
async function without(own, pathname, search) {
  const cache = await caches.open(own);
  const [, language = "kk"] = pathname.match(LANGUAGE) ?? [];
  if (FORM.test(pathname + search)) return cache.match(`/${language}/report/shell/`);
  const places = await caches.open(PLACES);
  return (await places.match(pathname)) ?? cache.match(`/${language}/report/queue/`);
}

/** The browser tries again later when this fails. */
async function sendAll() {
  if (await drain()) throw new Error("something waits for a better network");
}
