// What an auditor keeps in mind from one audit to the next: what waited for the seal, and what was
// shown before its entry came. For a day the word of the site is taken for it, and no longer.

import { MISSING } from "./notes.js";
import { age, bytesOf, hex, sha256 } from "./numbers.js";
import { written } from "./rows.js";

/** A shown value as the file remembers it: short, and of hidden words nothing. */
export function shape(shown) {
  const said = written(shown);
  const plain = /^-*\d+\.\d*$/.test(said) ? said.replace(/0+$/, "").replace(/\.+$/, "") : said;
  return hex(sha256(bytesOf(plain))).slice(0, 16);
}

export class Awaited {
  waits = new Map();
  shown = new Map();
  came = new Set();

  /** `kept` is what the file of the last time has. */
  constructor(kept, today, find) {
    Object.assign(this, { kept, today, find });
    this.wanted = new Set([...kept.shown.values()].map(({ thing }) => thing));
  }

  /** An entry stands among those that wait. */
  note(leaf, { kind, object: thing }) {
    this.waits.set(hex(leaf), { day: this.today, kind, thing });
  }

  /** What does not fit is found. What moved today may wait for its seal: then it is kept in mind. */
  doubt(isFresh, code, [thing, name, value], sentence, about) {
    const one = { thing, shape: shape(value), name };
    if (isFresh) this.shown.set(keyOfShown(one), one);
    else this.find(code, sentence, about);
  }

  /** The log says this of the thing: perhaps what an earlier audit saw before it was said. */
  come(entry, thing, name, value = "") {
    if (!this.wanted.has(thing)) return;
    const key = keyOfShown({ thing, shape: shape(value), name });
    if (this.kept.shown.has(key) && entry.index >= this.kept.shown.get(key).size) this.came.add(key);
  }

  /** A row that is committed to whole says this of all that was asked of it. */
  comeRow(entry, thing, row) {
    if (!this.wanted.has(thing)) return;
    for (const one of this.kept.shown.values()) {
      if (one.thing === thing) this.come(entry, thing, one.name, row.get(one.name) ?? "");
    }
  }

  /** What waited for the seal at an earlier audit was sealed since, or waits still. */
  async checkWaits(record, hasGrown) {
    for (const [leaf, one] of this.kept.waits) {
      if (record.leaves.has(leaf) || record.isLost(one.thing)) continue;
      const isYoung = age(one.day, this.today) <= 1;
      if (isYoung && (this.waits.has(leaf) || (await hasGrown()))) this.waits.set(leaf, one);
      else this.find(MISSING, "waited", one);
    }
  }

  /** What an earlier audit saw before its entry came is in the log by now. */
  checkShown(record, size) {
    for (const one of this.shown.values()) Object.assign(one, { day: this.today, size });
    const excused = record.unopened.filter(([entry, name]) => record.isExcused(entry, name));
    const closed = new Set(this.wanted.size ? excused.map(([entry, name]) => `${entry.object} ${name}`) : []);
    for (const [key, one] of this.kept.shown) {
      if (this.came.has(key) || closed.has(`${one.thing} ${one.name}`) || record.isClosed(one.thing)) continue;
      if (age(one.day, this.today) > 1) this.find(MISSING, "never_came", one);
      this.shown.set(key, one);
    }
  }
}

const keyOfShown = ({ thing, shape: said, name }) => `${thing} ${said} ${name}`;
