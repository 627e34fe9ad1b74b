// From the phone's queue to the server: the words first, then each photo in pieces, each step safe
// to repeat. A thing leaves the queue only when the server has read it back.

import { Unreachable, ask, base64, postJson, sha256 } from "./send.js";
import { all, drop, get, put } from "./store.js";

const API = "/api/v1/";
const PIECE = 64 * 1024;
const DAMAGES = 3; // times that one photo may arrive damaged in one attempt

const channel = globalThis.BroadcastChannel ? new BroadcastChannel("outbox") : null;

/** Told what other pages, or the service worker, do with the queue. */
export const hear = (act) => channel?.addEventListener("message", ({ data }) => act(data));

/** One attempt: "sent", "refused", "waiting" or "busy" elsewhere. `tell(news)` hears each step. */
export function attempt(entry, tell = () => {}) {
  const say = (news) => {
    tell(news);
    channel?.postMessage({ id: entry.id, ...news });
  };
  const once = () => deliver(entry, say);
  if (!navigator.locks) return once();
  return navigator.locks.request(`outbox-${entry.id}`, { ifAvailable: true }, (lock) =>
    lock ? once() : { end: "busy", wait: 0 },
  );
}

/** All that waits, one after another; returns how many could not leave yet. */
export async function drain() {
  let left = 0;
  for (const entry of await all("queue")) {
    if (!entry.refused && !entry.arrived && (await attempt(entry)).end === "waiting") left += 1;
  }
  return left;
}

async function deliver(given, say) {
  const entry = (await get("queue", given.id).catch(() => null)) ?? (given.unkept ? given : null);
  if (!entry) return { end: "sent", wait: 0 };
  try {
    if (!entry.filed && !entry.refused) await file(entry);
    if (entry.refused) {
      say({ refused: entry.refused });
      return { end: "refused", wait: 0 };
    }
    say({ filed: entry.filed });
    for (const photo of entry.photos) if (!photo.done) await carry(entry, photo, say);
    await readBack(entry);
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error;
    say({ waiting: true });
    return { end: "waiting", wait: error.wait };
  }
  await leave(entry);
  say({ sent: true });
  return { end: "sent", wait: 0 };
}

async function file(entry) {
  const { status, body } = await postJson(`${API}reports/`, entry.language, entry.content);
  if (body.id && status < 300) entry.filed = body;
  else if (body.code) entry.refused = body;
  else throw new Unreachable();
  await keep(entry);
}

/** A full phone does not stop what is on its way. */
const keep = (entry) => (entry.unkept ? null : put("queue", entry).catch(() => null));

async function carry(entry, photo, say) {
  let from = photo.begun ? await received(entry, photo) : 0;
  photo.begun = true;
  await keep(entry);
  for (let damages = 0; !photo.done; ) {
    const { status, body } = await putPiece(entry, photo, from);
    if (status === 202) {
      from = body.received;
      photo.done = body.status !== "receiving";
    } else if (body.code === "wrong_offset" && body.received !== from) from = body.received;
    else if (body.reason === "damaged" && (damages += 1) < DAMAGES) from = 0;
    else if (body.reason !== "damaged" && body.code && body.code !== "wrong_offset") {
      photo.done = true;
      photo.refused = body.detail;
    } else throw new Unreachable();
    const part = photo.done ? 1 : from / photo.blob.size;
    say({ photo: photo.number, part, no: photo.refused });
  }
  await keep(entry);
}

const address = (photo) => `${API}receipt/photos/${photo.number}/`;
const key = (entry) => ({ Authorization: `Receipt ${entry.content.receipt_code}` });

/** How much of the photo the server has after a cut. */
async function received(entry, photo) {
  const { status, body } = await ask("GET", address(photo), entry.language, { headers: key(entry) });
  if (status !== 200) return 0;
  photo.done = body.status === "processing" || body.status === "ready";
  return body.status === "receiving" ? body.received : 0;
}

async function putPiece(entry, photo, from) {
  const { blob } = photo;
  const to = Math.min(from + PIECE, blob.size);
  const headers = {
    ...key(entry),
    "Content-Type": blob.type || "image/jpeg",
    "Content-Range": `bytes ${from}-${to - 1}/${blob.size}`,
  };
  const digest = to === blob.size && (await sha256(blob));
  if (digest) headers["Repr-Digest"] = `sha-256=:${base64(digest)}:`;
  return ask("PUT", address(photo), entry.language, { headers, body: blob.slice(from, to) });
}

/** The server says what it has stored; an erased report is nobody's any more. */
async function readBack(entry) {
  const code = { receipt_code: entry.content.receipt_code };
  const { status, body } = await postJson(`${API}receipt/`, entry.language, code);
  if (status !== 404 && body.report?.id !== entry.filed.id) throw new Unreachable();
}

/** Nothing stays behind; only a code that nobody has seen yet waits to be seen. */
async function leave(entry) {
  if (entry.unkept) return;
  const code = { receipt_code: entry.content.receipt_code };
  if (await get("settings", seen(entry.id))) await forget(entry.id);
  else await put("queue", { ...entry, photos: [], draft: null, content: code, arrived: true });
}

const seen = (id) => `seen-${id}`;

/** The reporter has the code before the eyes: it need not wait on the phone. */
export const codeIsShown = (id) => put("settings", { id: seen(id) }).catch(() => null);

/** Out of the queue, with its mark. */
export async function forget(id) {
  await drop("queue", id);
  await drop("settings", seen(id));
}
