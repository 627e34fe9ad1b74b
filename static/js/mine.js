// "My reports": codes that their owner asked this phone to keep. Hidden until they are asked for;
// whether an answer came is asked of the server only then, or on every page when that was wished.

import { postJson } from "./send.js";
import { all, drop, get, put, update } from "./store.js";

const OFTEN = 6 * 3600 * 1000; // milliseconds between two looks from other pages

export const keepCode = (code, title, answers = 0) => put("own", { id: code, title, seen: answers, answers });

/** What the server says of each kept code; one whose report was erased is forgotten. */
export async function askAll(language) {
  for (const own of await all("own")) {
    const { status, body } = await postJson("/api/v1/receipt/", language, { receipt_code: own.id });
    if (status === 404) await drop("own", own.id);
    if (status !== 200) continue;
    const { replies, state_words: words, subject } = body.report;
    await update("own", own.id, { title: subject, words, answers: replies.length });
  }
  return all("own");
}

export const news = (own) => own.answers > own.seen;

export const read = (own) => update("own", own.id, { seen: own.answers });

/** For other pages: whether an answer came, asked seldom, and only when this was wished. */
export async function hasNews(language) {
  const watch = await get("settings", "watch");
  if (!watch) return false;
  if (Date.now() - watch.at > OFTEN) {
    await put("settings", { ...watch, at: Date.now() });
    await askAll(language);
  }
  return (await all("own")).some(news);
}

export const isWatching = async () => Boolean(await get("settings", "watch"));

export const watch = (wished) => (wished ? put("settings", { id: "watch", at: 0 }) : drop("settings", "watch"));
