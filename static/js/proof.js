// The arithmetic of one proof, for the page that checks it: nothing is asked of any server.
// The same as in audit.py; the rules stand in docs/verifying-the-log.md.

const FIRST_LINE = "c2sp.org/tlog-proof@v1";
const LETTERS = ["bdfghjklmnprstvz", "aiou"];
const CYRILLIC = ["бдфгхжклмнпрствз", "аиоу"];
const encoder = new TextEncoder();

/** What a proof file holds. Throws where it is none, or was shortened. */
export function readProof(text) {
  const gap = text.indexOf("\n\n");
  const lines = text.slice(0, gap).split("\n");
  const note = text.slice(gap + 2);
  if (gap < 0 || lines[0] !== FIRST_LINE || !lines[1]?.startsWith("extra ")) throw new Error("no proof");
  const index = /^index (0|[1-9]\d{0,15})$/.exec(lines[2] ?? "");
  if (!index) throw new Error("no number");
  return {
    entry: fromBase64(lines[1].slice(6)),
    index: Number(index[1]),
    path: lines.slice(3).map(fromBase64),
    note,
    ...readHead(note),
  };
}

function readHead(note) {
  const [origin, size, root, ...rest] = headOf(note).split("\n");
  if (rest.join("\n") || !/^(0|[1-9]\d{0,14})$/.test(size)) throw new Error("no checkpoint");
  return { origin, size: Number(size), root: fromBase64(root) };
}

/** The three lines that are signed, each with its line feed. */
const headOf = (note) => note.slice(0, note.lastIndexOf("\n\n") + 1);

/** Whether the entry leads to the root, along the path. */
export async function leads({ entry, index, size, path, root }) {
  const turns = turnsTo(index, size);
  if (!turns || turns.length !== path.length) return false;
  let hash = await sha256([0], entry);
  for (const [step, other] of path.entries()) {
    hash = await (turns[step] ? sha256([1], hash, other) : sha256([1], other, hash));
  }
  return same(hash, root);
}

/** From the leaf up: whether the way so far is the left half. */
function turnsTo(index, size) {
  if (index >= size) return null;
  const turns = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    let half = 1;
    while (half * 2 < end - start) half *= 2;
    turns.unshift(index < start + half);
    if (index < start + half) end = start + half;
    else start += half;
  }
  return turns;
}

/** Whether this key signed the checkpoint; null where the browser cannot tell. */
export async function isSigned(note, key) {
  const [name, number, half] = [key.split("+")[0], key.split("+")[1], key.split("+").slice(2).join("+")];
  const lines = note.slice(note.lastIndexOf("\n\n") + 2).split("\n");
  const isWhole = lines.pop() === "" && new Set(lines).size === lines.length;
  const line = lines.find((each) => each.startsWith(`— ${name} `));
  if (!isWhole || !line || !lines.every((each) => each.startsWith("— "))) return false;
  const mark = fromBase64(line.slice(name.length + 3));
  if (hex(mark.slice(0, 4)) !== number) return false;
  try {
    const raw = fromBase64(half).slice(1);
    const imported = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", imported, mark.slice(4), encoder.encode(headOf(note)));
  } catch {
    return null;
  }
}

/** Whether these words are what the entry commits to, with the salt that the code makes. */
export async function opens({ entry }, name, code, words) {
  const lines = new TextDecoder().decode(entry).split("\n");
  const object = lines.find((line) => line.startsWith("object ")).slice(7);
  const kept = lines.find((line) => line.startsWith(`part ${name} `))?.split(" ")[2];
  if (!kept) return false;
  const secret = { name: "HMAC", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("raw", encoder.encode(code), secret, false, ["sign"]);
  const salt = await crypto.subtle.sign("HMAC", key, encoder.encode(`salt\0${object}\0${name}`));
  const label = encoder.encode("oversight-part/1\0");
  const rest = encoder.encode(`${name}\0${words}`);
  return same(await sha256(label, new Uint8Array(salt), rest), fromBase64(kept));
}

/** Eight short words for the checkpoint, as letters and sheets print them. */
export async function eightWords(note, isCyrillic) {
  const digest = await sha256(encoder.encode(headOf(note)));
  const letters = isCyrillic ? CYRILLIC : LETTERS;
  const shifts = [[12, 0], [10, 1], [6, 0], [4, 1], [0, 0]];
  const word = (number) => shifts.map(([by, kind]) => letters[kind][(number >> by) & (kind ? 3 : 15)]).join("");
  return [0, 2, 4, 6, 8, 10, 12, 14].map((at) => word(digest[at] * 256 + digest[at + 1])).join(" ");
}

async function sha256(...parts) {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
}

/** The bytes of this base64, written in the one way there is. Throws for anything else. */
function fromBase64(text) {
  if (btoa(atob(text)) !== text) throw new Error("no base64");
  return Uint8Array.from(atob(text), (symbol) => symbol.charCodeAt(0));
}

const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const same = (one, other) => hex(one) === hex(other);
