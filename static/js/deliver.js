// From the phone's queue to the server: the words first, then each photo in pieces, each step safe
// to repeat. A report leaves the queue only when the server has read it back; what else is said
// (`path` tells where: a confirmation, or a `step` with the receipt code) when it has answered.

import { Unreachable, ask, base64, postJson, sha256 } from "./send.js";
import { all, drop, get, move, put } from "./store.js";

const API = "/api/v1/";
const PIECE = 64 * 1024;
const DAMAGES = 3; // times that one photo may arrive damaged, or lose its number, in one attempt
const MOST_PHOTOS = 6;

const channel = globalThis.BroadcastChannel ? new BroadcastChannel("outbox") : null;
const listeners = [];

/** Told each step that this page, another one or the service worker takes with the queue. */
export function hear(act) {
  listeners.push(act);
  channel?.addEventListener("message", ({ data }) => act(data));
}

/** One attempt: "sent", "refused", "waiting" or "busy" elsewhere. */
export function attempt(entry) {
  const say = (news) => {
    const told = { id: entry.id, ...news };
    for (const act of listeners) act(told);
    channel?.postMessage(told);
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
    if (!entry.path) await readBack(entry);
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
  const path = entry.path ?? "reports/";
  const { status, body } = await postJson(API + path, entry.language, entry.content);
  const isErased = entry.erases && status === 404 && body.code;
  if (isErased || ((body.id || body.report) && status < 300)) entry.filed = body;
  else if (body.code) refuse(entry, body);
  else throw new Unreachable();
  if (entry.step) number(entry.photos, entry.filed);
  await keep(entry);
}

/** The server has answered: the code of a receipt stays no longer than that. */
function refuse(entry, body) {
  entry.refused = body;
  if (entry.step) Object.assign(entry, { content: {}, photos: [] });
}

/** Further photos get numbers of the server; it will refuse one too many. */
function number(photos, filed) {
  photos.forEach((photo, at) => (photo.number = filed?.photos?.[at]?.n ?? MOST_PHOTOS + 1));
}

/** Another phone with this code was quicker: the photo asks for a number of its own. */
async function renumber({ content, language }, photo) {
  const wish = { receipt_code: content.receipt_code, photos: [{ sha256_original: photo.sha256 }] };
  number([photo], (await postJson(`${API}receipt/photos/`, language, wish)).body);
  return 0;
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
    } else if (status === 412 && (damages += 1) < DAMAGES) from = await renumber(entry, photo);
    else if (body.code === "wrong_offset" && body.received !== from) from = body.received;
    else if (body.reason === "damaged" && (damages += 1) < DAMAGES) from = 0;
    else if (body.reason !== "damaged" && body.code && body.code !== "wrong_offset") {
      photo.done = true;
      photo.refused = body.detail;
    } else throw new Unreachable();
    const part = photo.done ? 1 : from / photo.blob.size;
    say({ photo: entry.photos.indexOf(photo) + 1, part, no: photo.refused });
  }
  await keep(entry);
}

const address = (photo) => `${API}receipt/photos/${photo.number}/`;
const key = ({ content }, { sha256: original }) => ({
  Authorization: `Receipt ${content.receipt_code}`,
  ...(original && { "If-Match": `"${original}"` }),
});

/** How much of the photo the server has after a cut. */
async function received(entry, photo) {
  const { status, body } = await ask("GET", address(photo), entry.language, { headers: key(entry, photo) });
  if (status !== 200) return 0;
  photo.done = body.status === "processing" || body.status === "ready";
  return body.status === "receiving" ? body.received : 0;
}

async function putPiece(entry, photo, from) {
  const { blob } = photo;
  const to = Math.min(from + PIECE, blob.size);
  const headers = {
    ...key(entry, photo),
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
  if (entry.step) return move("queue", entry.id, "settings", arrival(entry));
  const code = { receipt_code: entry.content.receipt_code };
  if (await get("settings", seen(entry.id))) await forget(entry.id);
  else await put("queue", { ...entry, photos: [], draft: null, content: code, arrived: true });
}

/** The word that it arrived, for a page that is opened later (arrivals.js). */
const arrival = ({ id, says, title, filed }) => ({
  id: `said-${id}`,
  said: says,
  title,
  report: filed.report?.id ?? filed.id ?? "",
});

const seen = (id) => `seen-${id}`;

/** The reporter has the code before the eyes: it need not wait on the phone. */
export const codeIsShown = (id) => put("settings", { id: seen(id) }).catch(() => null);

/** Out of the queue, with its mark. */
export async function forget(id) {
  await drop("queue", id);
  await drop("settings", seen(id));
}
