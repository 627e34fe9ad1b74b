// A page that is open goes on trying, and tries at once when the network comes back.

import { attempt, hear } from "./deliver.js";

const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds

/** Tries until the thing is sent or refused; `tell(news)` hears each step, also of other pages. */
export async function keepTrying(entry, tell) {
  let refused = null;
  const listen = (news) => {
    refused = news.refused ?? refused;
    tell(news);
  };
  hear((news) => news.id === entry.id && listen(news));
  if (!entry.unkept) registerSync();
  for (let tries = 0; ; tries += 1) {
    const { end, wait } = await attempt(entry);
    if (end === "sent" || end === "refused") return { end, refused };
    await rest(wait || PAUSES[Math.min(tries, PAUSES.length - 1)]);
  }
}

/** The pause, cut short when the network comes back. */
const rest = (seconds) =>
  new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      removeEventListener("online", wake);
      resolve();
    };
    const timer = setTimeout(wake, seconds * 1000);
    addEventListener("online", wake);
  });

/** Where the browser can, it sends even when this page is closed. */
async function registerSync() {
  const worker = await navigator.serviceWorker?.getRegistration();
  await worker?.sync?.register("outbox").catch(() => null);
}
