// Signed notes and checkpoints of C2SP, and the file in which an auditor keeps them. Ed25519 is the
// browser's where it knows it; where it does not, the arithmetic of RFC 8032 stands below.

import { bytesOf, countIn, fromBase64, hex, joined, sha256 } from "./numbers.js";

const SIGNED_BY = "— ";
const STATE = "oversight-state/2";
const FIRST_STATE = "oversight-state/1"; // before it kept what was awaited
export const UNUSABLE = 2;
export const REWRITTEN = 10;
export const MISSING = 20;
export const UNREACHED = 40;

/** A finding that ends the audit: the number, which sentence, and what it is about. */
export class Refused extends Error {
  constructor(code, sentence, about = {}) {
    super(sentence);
    Object.assign(this, { code, sentence, about });
  }
}

/** Name, number and public half of a key line. */
export function keyOf(line, what = "key") {
  const [name, number, ...rest] = line.split("+");
  const half = fromBase64(rest.join("+")) ?? [];
  const ours = hex(sha256(bytesOf(`${name}\n`), half).slice(0, 4));
  if (half.length !== 33 || half[0] !== 1 || ours !== number) throw new Refused(UNUSABLE, "key", { what });
  return { name, number, half: half.slice(1) };
}

/** The text of a note that this key signed; without a browser that can tell, it is believed. */
export async function opened(note, line, what, code = UNUSABLE) {
  const at = note.lastIndexOf("\n\n");
  const marks = note.slice(at + 2).split("\n");
  const isWhole = at >= 0 && marks.pop() === "" && new Set(marks).size === marks.length;
  if (!isWhole || !marks.every((mark) => mark.startsWith(SIGNED_BY))) throw new Refused(code, "note", { what });
  const { name, number, half } = keyOf(line);
  for (const mark of marks) {
    const [signer, signature] = [mark.slice(2, mark.lastIndexOf(" ")), fromBase64(mark.split(" ").pop())];
    if (!signature) throw new Refused(code, "note", { what });
    if (signer !== name || hex(signature.slice(0, 4)) !== number) continue;
    const text = note.slice(0, at + 1);
    if ((await signatureFits(half, bytesOf(text), signature.slice(4))) === false) {
      throw new Refused(code, "signature", { what });
    }
    return text;
  }
  throw new Refused(code, "other_key", { what, name });
}

/** A checkpoint: origin, size, root, and the note it was read from. */
export function headOf(note, what, code = UNUSABLE) {
  const lines = note.slice(0, Math.max(0, note.lastIndexOf("\n\n"))).split("\n");
  const root = lines.length === 3 && fromBase64(lines[2]);
  if (!root || countIn(lines[1]) < 0) throw new Refused(code, "note", { what });
  return { note, origin: lines[0], size: countIn(lines[1]), root };
}

/** Notes one after the other, each followed by an empty line. */
export function notesIn(text) {
  const found = [];
  let lines = [];
  for (const line of text.split(/(?<=\n)/)) {
    if (line === "\n" && lines.at(-1)?.startsWith(SIGNED_BY)) {
      found.push(lines.join(""));
      lines = [];
    } else if (line) lines.push(line);
  }
  return lines.length ? [...found, lines.join("")] : found;
}

/** What an auditor kept: the key that is believed, every checkpoint seen, and what was awaited. As
 * audit.py has it. */
export async function readState(text) {
  const what = "state";
  const [first, line, gap] = text.split("\n");
  const end = text.lastIndexOf("\n\n") + 2;
  const isOld = first === FIRST_STATE && end === text.length;
  const isOurs = (first === STATE || isOld) && !text.slice(0, end).endsWith("\n\n\n");
  const isWhole = isOurs && line?.startsWith("key ") && gap === "" && end > 2;
  if (!isWhole) throw new Refused(UNUSABLE, "state");
  const kept = { ...nothingKept(), key: line.slice(4) };
  keyOf(kept.key, what);
  let key = kept.key;
  for (let note of notesIn(text.slice(first.length + line.length + 3, end - 1))) {
    if (note.startsWith("rotated ")) {
      key = note.slice(8, note.indexOf("\n"));
      note = note.slice(note.indexOf("\n") + 1);
    }
    await opened(note, key, what);
    kept.heads.push({ ...headOf(note, what), key });
  }
  const grows = kept.heads.every((head, at) => !at || head.size > kept.heads[at - 1].size);
  if (!grows) throw new Refused(UNUSABLE, "state");
  if (!isOld) readAwaited(text, end, kept);
  return kept;
}

export const nothingKept = () => ({ key: "", heads: [], waits: new Map(), shown: new Map() });

function readAwaited(text, end, kept) {
  const lines = text.slice(end).split("\n");
  const sum = lines.splice(-2).join("\n");
  const isWhole = sum === `sum ${hex(sha256(bytesOf(text.slice(0, text.length - sum.length))))}\n`;
  if (!isWhole) throw new Refused(UNUSABLE, "state");
  for (const line of lines) {
    const [, waits] = /^waits (\S+ \S+ \S+ \S+)$/.exec(line) ?? [];
    const [, shown, name] = /^shown (\S+ \d+ \S+ \S+) (.+)$/.exec(line) ?? [];
    if (waits) {
      const [day, leaf, kind, thing] = waits.split(" ");
      kept.waits.set(leaf, { day, kind, thing });
    } else if (shown) {
      const [day, size, thing, shape] = shown.split(" ");
      kept.shown.set(`${thing} ${shape} ${name}`, { day, size: countIn(size), thing, shape, name });
    } else throw new Refused(UNUSABLE, "state");
  }
}

export function writeState({ key, heads, waits, shown }) {
  let last = key;
  const notes = heads.map((head) => {
    const turned = head.key === last ? "" : `rotated ${head.key}\n`;
    last = head.key;
    return `${turned}${head.note}\n`;
  });
  const awaited = [...waits].map(([leaf, one]) => `waits ${one.day} ${leaf} ${one.kind} ${one.thing}\n`).sort();
  const lines = [...shown.values()].map(({ day, size, thing, shape, name }) => `shown ${day} ${size} ${thing} ${shape} ${name}\n`);
  const text = `${STATE}\nkey ${key}\n\n${notes.join("")}${awaited.join("")}${lines.sort().join("")}`;
  return `${text}sum ${hex(sha256(bytesOf(text)))}\n`;
}

/** Eight words for a checkpoint, as letters and sheets print them. */
export function eightWords(note, isCyrillic) {
  const digest = sha256(bytesOf(note.slice(0, note.lastIndexOf("\n\n") + 1)));
  const letters = isCyrillic ? ["бдфгхжклмнпрствз", "аиоу"] : ["bdfghjklmnprstvz", "aiou"];
  const shifts = [[12, 0], [10, 1], [6, 0], [4, 1], [0, 0]];
  const word = (number) => shifts.map(([by, kind]) => letters[kind][(number >> by) & (kind ? 3 : 15)]).join("");
  return [0, 2, 4, 6, 8, 10, 12, 14].map((at) => word(digest[at] * 256 + digest[at + 1])).join(" ");
}

/** Whether this key signed this text; null where the page was opened without a safe connection. */
export async function signatureFits(half, text, signature) {
  if (!globalThis.crypto?.subtle) return null;
  try {
    const key = await crypto.subtle.importKey("raw", half, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature, text);
  } catch {
    return ownSignatureFits(half, text, signature);
  }
}

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const mod = (number) => ((number % P) + P) % P;

function power(base, exponent) {
  let found = 1n;
  for (base = mod(base); exponent; exponent >>= 1n) {
    if (exponent & 1n) found = (found * base) % P;
    base = (base * base) % P;
  }
  return found;
}

const D = mod(-121665n * power(121666n, P - 2n));
const fromBytes = (bytes) => bytes.reduceRight((found, byte) => (found << 8n) | BigInt(byte), 0n);

function pointOf(bytes) {
  const number = fromBytes(bytes);
  const [sign, y] = [number >> 255n, number & (2n ** 255n - 1n)];
  const square = mod((y * y - 1n) * power(D * y * y + 1n, P - 2n));
  let x = power(square, (P + 3n) / 8n);
  if (mod(x * x - square)) x = mod(x * power(2n, (P - 1n) / 4n));
  if (y >= P || mod(x * x - square) || (x === 0n && sign)) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, mod(x * y)];
}

function add(one, other) {
  const [a, b] = [mod((one[1] - one[0]) * (other[1] - other[0])), mod((one[1] + one[0]) * (other[1] + other[0]))];
  const [t, z] = [mod(2n * one[3] * other[3] * D), mod(2n * one[2] * other[2])];
  const [e, f, g, h] = [b - a, z - t, z + t, b + a];
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
}

function times(number, point) {
  let found = [0n, 1n, 1n, 0n];
  for (; number; number >>= 1n) {
    if (number & 1n) found = add(found, point);
    point = add(point, point);
  }
  return found;
}

/** Ed25519 of RFC 8032, for browsers that do not have it. */
export async function ownSignatureFits(half, text, signature) {
  const [key, r] = [pointOf(half), pointOf(signature.slice(0, 32))];
  const s = fromBytes(signature.slice(32));
  if (half.length !== 32 || signature.length !== 64 || !key || !r || s >= ORDER) return false;
  const base = pointOf(Uint8Array.from({ length: 32 }, (_none, at) => (at ? 0x66 : 0x58)));
  const said = joined([signature.slice(0, 32), half, text]);
  const digest = fromBytes(new Uint8Array(await crypto.subtle.digest("SHA-512", said)));
  const [left, right] = [times(s, base), add(r, times(digest % ORDER, key))];
  return !mod(left[0] * right[2] - right[0] * left[2]) && !mod(left[1] * right[2] - right[1] * left[2]);
}
