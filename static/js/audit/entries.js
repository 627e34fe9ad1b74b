// How an entry is read, and a row that one commits to whole.

import { REWRITTEN, Refused, UNUSABLE } from "./notes.js";

const VERSION = "oversight-entry/1";
const LINES = ["kind", "object", "ref", "role", "day", "reason"];

/** The fixed lines of one entry. */
export function readEntry(said, index) {
  const number = index < 0 ? "–" : index; // one that waits has none yet
  const lines = said.split("\n");
  const entry = { index, text: index < 0 ? said : "", state: "", parts: new Map() };
  if (lines[0] !== VERSION) {
    const isLater = lines[0].startsWith(VERSION.slice(0, -1));
    throw new Refused(isLater ? UNUSABLE : REWRITTEN, isLater ? "version" : "entry", { number });
  }
  for (const [place, word] of LINES.entries()) {
    if (!lines[place + 1]?.startsWith(`${word} `)) throw new Refused(REWRITTEN, "entry", { number });
    entry[word] = lines[place + 1].slice(word.length + 1);
  }
  for (const line of lines.slice(7, -1)) {
    const words = line.split(" ");
    if (words[0] === "state" && words.length === 2) entry.state = words[1];
    else if (words[0] === "part" && words.length === 3) entry.parts.set(words[1], words[2]);
    else throw new Refused(REWRITTEN, "entry", { number });
  }
  if (lines.at(-1)) throw new Refused(REWRITTEN, "entry", { number });
  return entry;
}

/** The values of a row that was committed to whole: its number, then a line each. What is set in
 * goes on with the line above; the lines of a budget come last. */
export function rowIn(state) {
  const found = new Map();
  let name = "";
  for (const line of state.split("\n").slice(1)) {
    if (name === "lines" || (name && line.startsWith(" "))) {
      found.set(name, `${found.get(name)}\n${name === "lines" ? line : line.slice(1)}`);
    } else {
      const blank = line.indexOf(" ");
      name = blank < 0 ? line : line.slice(0, blank);
      found.set(name, blank < 0 ? "" : line.slice(blank + 1));
    }
  }
  return found;
}
