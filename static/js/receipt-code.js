// What the phone invents for a report: the receipt code, just as reports/receipts.py makes it,
// and the draft id. Both exist before anything is sent, so a lost answer loses nothing.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 24;

const randomBytes = (count) => crypto.getRandomValues(new Uint8Array(count));

/** 23 random symbols and a check symbol. */
export function makeCode() {
  // 256 is a multiple of 32: the low five bits of a random byte favour no symbol.
  const body = Array.from(randomBytes(LENGTH - 1), (byte) => ALPHABET[byte & 31]).join("");
  return body + checkSymbol(body);
}

/** Luhn's sum modulo 32. */
export function checkSymbol(body) {
  const total = [...body].reverse().reduce((sum, symbol, place) => {
    const value = ALPHABET.indexOf(symbol) * (place % 2 === 0 ? 2 : 1);
    return sum + Math.floor(value / 32) + (value % 32);
  }, 0);
  return ALPHABET[(32 - (total % 32)) % 32];
}

/** Six groups of four, as people read it. */
export const groups = (code) => code.match(/.{4}/g);

/** A random UUID, also where the page has no secure context. */
export function makeDraftId() {
  const bytes = randomBytes(16);
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}
