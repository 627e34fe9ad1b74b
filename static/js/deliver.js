// From the phone's queue to the server: the words first, then each photo, each step safe to repeat.
// A report leaves the queue only when the server has read it back; what else is said (`path` tells
// where: a confirmation, or a `step` with the receipt code) when it has answered.

import { carry, number } from "./carry.js";
import { API, Unreachable, postJson } from "./send.js";
import { all, drop, get, move, put } from "./store.js";

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
    for (const photo of entry.photos) if (!photo.done) await carry(entry, photo, say, keep);
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

/** A full phone does not stop what is on its way. */
const keep = (entry) => (entry.unkept ? null : put("queue", entry).catch(() => null));

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
