// The arithmetic of an audit: SHA-256, base64, the tree of RFC 9162. Nothing here waits, so that a
// log of a million entries takes a minute, and nothing needs https.

const [ROUNDS, START] = constants();
const encoder = new TextEncoder();

/** The first bits behind the point of the roots of primes, as FIPS 180-4 has them. */
function constants() {
  const primes = [];
  for (let number = 2; primes.length < 64; number += 1) {
    if (primes.every((prime) => number % prime)) primes.push(number);
  }
  const bits = (root) => ((root % 1) * 2 ** 32) | 0;
  return [primes.map((prime) => bits(Math.cbrt(prime))), primes.slice(0, 8).map((prime) => bits(Math.sqrt(prime)))];
}

export const bytesOf = (text) => encoder.encode(text);

export function joined(parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The 32 bytes of SHA-256 over these parts, one behind the other. */
export function sha256(...parts) {
  const said = joined(parts);
  const padded = new Uint8Array((((said.length + 8) >> 6) + 1) << 6);
  padded.set(said);
  padded[said.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(said.length / 2 ** 29));
  view.setUint32(padded.length - 4, (said.length << 3) >>> 0);
  const state = Int32Array.from(START);
  for (let at = 0; at < padded.length; at += 64) mix(state, view, at);
  const found = new DataView(new ArrayBuffer(32));
  state.forEach((word, place) => found.setInt32(4 * place, word));
  return new Uint8Array(found.buffer);
}

const words = new Int32Array(64);
const turn = (word, by) => (word >>> by) | (word << (32 - by));

function mix(state, view, start) {
  for (let at = 0; at < 64; at += 1) words[at] = at < 16 ? view.getInt32(start + 4 * at) : spread(at);
  let a = state[0], b = state[1], c = state[2], d = state[3];
  let e = state[4], f = state[5], g = state[6], h = state[7];
  for (let at = 0; at < 64; at += 1) {
    const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[at] + words[at]) | 0;
    const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, place) => (state[place] += word));
}

function spread(at) {
  const [near, far] = [words[at - 2], words[at - 15]];
  const one = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
  const other = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
  return (one + words[at - 7] + other + words[at - 16]) | 0;
}

/** The bytes of this base64, written in the one way there is; null for anything else. */
export function fromBase64(text) {
  try {
    const raw = atob(text);
    return btoa(raw) === text ? Uint8Array.from(raw, (symbol) => symbol.charCodeAt(0)) : null;
  } catch {
    return null;
  }
}

export const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
export const fromHex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
export const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

/** A number as entries are counted, or -1: digits alone, no zero in front, none endless. */
export const countIn = (text) => (/^(0|[1-9]\d{0,14})$/.test(text) ? Number(text) : -1);

export const leafHash = (entry) => sha256([0], bytesOf(entry));
export const commitment = (salt, name, value) =>
  sha256(bytesOf("oversight-part/1\0"), salt, bytesOf(`${name}\0`), value);

/** Grows leaf by leaf, and tells its root at every size. */
export class Tree {
  peaks = [];
  size = 0;

  add(leaf) {
    this.size += 1;
    for (let number = this.size; number % 2 === 0; number /= 2) leaf = sha256([1], this.peaks.pop(), leaf);
    this.peaks.push(leaf);
  }

  get root() {
    if (!this.peaks.length) return sha256();
    return this.peaks.reduceRight((found, peak) => sha256([1], peak, found));
  }
}

const DAY = 24 * 3600 * 1000;

/** How many days ago that was; a word that is no day is long ago. */
export function age(day, today) {
  const days = (Date.parse(today) - Date.parse(day)) / DAY;
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(days) ? days : 15;
}
