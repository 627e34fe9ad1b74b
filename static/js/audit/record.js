// What the entries of the log tell, gathered in one reading from the first to the last. The rules
// are those of audit.py and docs/verifying-the-log.md, and so are the names.

import { age, bytesOf, commitment, fromBase64, fromHex, leafHash, same } from "./numbers.js";
import { AT_ONCE, DUE, KNOWN, HANGING, IN_LISTS, OF_DECISIONS, OF_VERDICTS, REWORDED, REWORDED_REPORT, SEE, WORDS } from "./facts.js";
import { MISSING, REWRITTEN } from "./notes.js";
import { rowIn } from "./entries.js";

const LOST = "lost_in_restore";
const decoder = new TextDecoder();

/** A map of which each key has something from the beginning. */
export class Filled extends Map {
  constructor(make) {
    super();
    this.make = make;
  }

  of(key) {
    if (!this.has(key)) this.set(key, this.make());
    return this.get(key);
  }
}

const newSet = () => new Set();
const newList = () => [];
export const two = (one, other) => `${one} ${other}`;

export class Record {
  kinds = new Filled(newSet);
  told = new Filled(newSet);
  named = new Map();
  unknown = new Filled(() => ({ count: 0 }));
  refs = new Map();
  days = new Map();
  roles = new Map();
  hanging = new Filled(newList);
  seen = new Filled(newSet);
  confirmed = new Filled(newSet);
  steps = new Map();
  removals = new Filled(newList);
  covered = new Set();
  words = new Map();
  published = new Set();
  refused = new Set();
  held = new Set();
  states = new Map();
  before = new Map();
  verdicts = new Map();
  rotations = [];
  counts = new Filled(() => ({ count: 0 }));
  unopened = [];
  values = new Map();
  figures = new Map();
  rows = new Map();
  waiting = new Set();
  dropped = new Set();
  due = new Map();
  offices = new Map();
  leaves = new Set();

  constructor(find, awaited) {
    Object.assign(this, { find, awaited });
  }

  come(...said) {
    this.awaited.come(...said);
  }

  note(entry) {
    this.kinds.of(entry.object).add(entry.kind);
    this.noteName(entry);
    if (entry.ref !== "-" && !this.refs.has(entry.object)) this.refs.set(entry.object, entry.ref);
    const key = two(entry.object, entry.kind);
    if (!this.days.has(key)) this.days.set(key, entry.day);
    if (["report.filed", "report.published"].includes(entry.kind)) {
      this.come(entry, entry.object, "days", this.daysOf(entry.object));
    }
    if (!this.roles.has(key)) this.roles.set(key, entry.role);
    if (entry.kind in HANGING && !this.seen.of(entry.ref).has(entry.object)) {
      this.seen.of(entry.ref).add(entry.object);
      this.hanging.of(entry.ref).push(entry);
    }
    if (entry.kind === "confirmation.added") {
      this.confirmed.of(entry.ref)[entry.reason === "taken_back" ? "delete" : "add"](entry.object);
      this.come(entry, entry.ref, SEE, this.confirmed.of(entry.ref).size);
    }
    if (entry.kind.startsWith("part.")) {
      const step = [entry.object, entry.kind.slice(5), entry.reason, entry.role];
      this.come(entry, entry.object, entry.kind, two(entry.reason, entry.role));
      this.steps.set(step.join(" "), { thing: step[0], action: step[1], reason: step[2], day: entry.day });
    }
    if (entry.kind === "part.hidden" || entry.kind === "part.erased") this.noteRemoval(entry);
    else if (entry.kind === "part.shown") this.noteShown(entry);
    else this.noteStep(entry);
    this.noteState(entry);
    return entry;
  }

  /** A day long the word of the site is taken for what it takes from view; then it must be sealed. */
  noteWaiting(entry, today) {
    const { object: thing, kind, day } = entry;
    if (!AT_ONCE.has(kind) || !this.kinds.has(thing)) return;
    if (Math.abs(age(day, today)) > 1) {
      this.find(MISSING, "waits_too_long", { thing, kind, day });
      return;
    }
    this.waiting.add(thing);
    this.awaited.note(leafHash(entry.text), entry);
    this.note(entry);
  }

  noteName(entry) {
    const isNote = ["figure.changed", "note.operator"].includes(entry.kind);
    const name = isNote ? two(entry.kind, entry.reason) : entry.kind;
    this.told.of(name).add(entry.object);
    this.come(entry, entry.object, name);
    this.dropped[name === "figure.changed row_removed" ? "add" : "delete"](entry.object);
    if (IN_LISTS.has(name) || this.named.has(entry.object)) {
      const parts = this.named.get(entry.object) ?? new Set();
      for (const part of entry.parts.keys()) parts.add(part);
      this.named.set(entry.object, parts);
    }
    if (!KNOWN.has(name) && !(entry.kind === "note.operator" && entry.reason.length === 64)) {
      this.unknown.of(name).count += 1;
    }
  }

  count(action, reason, role) {
    this.counts.of([action, reason, role].join(" ")).count += 1;
  }

  noteStep(entry) {
    if (entry.kind === "note.operator" && entry.reason === LOST) {
      this.removals.of(entry.ref).push(entry);
      this.count(LOST, "-", entry.role);
    } else if (entry.kind === "note.operator" && REWORDED_REPORT.has(entry.reason)) {
      const others = [...(this.words.get(entry.object) ?? [])].filter((part) => !part.startsWith("text "));
      this.words.set(entry.object, new Set([...others, ...this.partsOf(entry, () => true)]));
    } else if (entry.kind === "report.published") this.published.add(entry.object);
    else if (entry.kind === "report.refused") {
      this.refused.add(entry.object);
      this.count("refused", entry.reason, entry.role);
    } else if (entry.kind === "report.filed") {
      this.words.set(entry.object, this.partsOf(entry, (name) => WORDS.has(name)));
      if (entry.state) this.held.add(entry.object);
    } else if (entry.kind === "photo.added") this.words.set(entry.object, this.partsOf(entry, () => true));
    else if (entry.kind === "verdict.given") {
      this.verdicts.set(entry.object, entry.reason);
      this.come(entry, entry.object, "said", entry.reason);
    } else if (entry.kind === "key.rotated") this.rotations.push([entry.index, entry.reason]);
  }

  partsOf(entry, isWanted) {
    return new Set([...entry.parts].filter(([name]) => isWanted(name)).map((part) => two(...part)));
  }

  noteRemoval(entry) {
    this.removals.of(entry.object).push(entry);
    this.come(entry, entry.object, "removal");
    for (const part of this.partsOf(entry, (name) => name !== "why")) this.covered.add(part);
    if (entry.index >= 0) this.count(entry.kind.slice(5), entry.reason, entry.role);
    if (entry.reason === "-") this.find(MISSING, "no_reason", { kind: entry.kind, thing: entry.object });
  }

  /** What was erased cannot come back; what was hidden can, as far as it is named. */
  noteShown(entry) {
    this.published.add(entry.object);
    for (const part of this.partsOf(entry, () => true)) this.covered.delete(part);
    const named = [...entry.parts.keys()];
    const stays = (one) =>
      one.kind === "part.erased" || (named.length && !named.some((name) => one.parts.has(name)));
    this.removals.set(entry.object, this.removals.of(entry.object).filter(stays));
  }

  noteState(entry) {
    const report = this.states.has(entry.object) ? entry.object : entry.ref;
    if (entry.kind === "report.filed") this.states.set(entry.object, entry.state || "open");
    else if (this.states.has(report)) {
      const state = this.states.get(report);
      if (entry.kind === "report.withdrawn" && entry.reason !== "taken_back") this.before.set(report, state);
      this.states.set(report, this.nextState(entry, report, state));
      this.come(entry, report, "state", this.states.get(report));
    }
  }

  nextState({ kind, reason }, report, state) {
    if (kind === "report.withdrawn") {
      return reason === "taken_back" ? (this.before.get(report) ?? state) : "withdrawn";
    }
    if (kind === "appeal.filed" && state === "refused") return "held";
    if (kind === "reply.added" && ["open", "disputed"].includes(state)) {
      return REWORDED.has(reason) ? state : "answered";
    }
    if (kind === "verdict.given") return OF_VERDICTS[reason] ?? state;
    return OF_DECISIONS[kind] ?? state;
  }

  /** Compare what the site opens of an entry with what the entry commits to. */
  open(entry, given) {
    if (entry.kind === "part.erased") return;
    for (const [name, kept] of entry.parts) {
      const found = given.get(two(entry.index, name));
      if (!found) {
        if (!entry.kind.startsWith("part.") || name === "why") this.unopened.push([entry, name]);
        continue;
      }
      const [salt, value] = [fromHex(found[0]), fromBase64(found[1]) ?? bytesOf("")];
      if (!same(commitment(salt, name, value), fromBase64(kept) ?? [])) {
        const about = { name, thing: entry.object, number: entry.index };
        this.find(REWRITTEN, "opened_otherwise", about);
      } else {
        const joins = ["report_joined", "work_registered"].includes(entry.reason);
        this.know(entry, joins ? entry.ref : entry.object, name, decoder.decode(value));
      }
    }
  }

  know(entry, thing, name, value) {
    if (name === "state") {
      this.rows.set(thing, rowIn(value));
      this.awaited.comeRow(entry, thing, this.rows.get(thing));
    }
    this.values.set(two(thing, name), value);
    this.come(entry, thing, name, value);
    const isOwn = entry.kind === "report.filed" || entry.kind === "report.published";
    const report = isOwn ? thing : entry.ref;
    if (name === "due" || (name === "new" && entry.kind === "report.extended")) {
      this.due.set(report, value);
      this.come(entry, report, DUE, value);
    } else if ((name === "office" && entry.kind === "report.filed") || (name === "to" && entry.kind === "report.forwarded")) {
      this.offices.set(report, value);
      this.come(entry, report, "office", value);
    } else if (["field", "new"].includes(name) && entry.kind === "figure.changed") this.knowFigure(entry, thing);
  }

  /** What a figure moved to; an entry without that says that it is not published any more. */
  knowFigure(entry, thing) {
    const field = this.values.get(two(thing, "field"));
    const moved = entry.parts.has("new") ? this.values.get(two(thing, "new")) : "";
    if (field === undefined || moved === undefined) return;
    this.figures.set(two(entry.ref, field), moved);
    this.come(entry, entry.ref, field, moved);
  }

  /** By the log: the day a report was filed, and from which everybody could read it. */
  daysOf(thing) {
    const filed = this.days.get(two(thing, "report.filed")) ?? "";
    return two(filed, this.days.get(two(thing, "report.published")) ?? filed);
  }

  /** This very part was hidden or erased; or the report it belongs to is gone as a whole. */
  isExcused(entry, name) {
    return this.covered.has(two(name, entry.parts.get(name))) || this.isClosed(entry.object);
  }

  /** Gone with all that the log says of it, by an entry. */
  isClosed(thing) {
    for (let step = 0; step < 3; step += 1) {
      if (this.isGone(thing) || this.isOver(thing)) return true;
      thing = this.refs.get(thing) ?? "";
    }
    return false;
  }

  isLost(thing) {
    return (this.removals.get(thing) ?? []).some((one) => one.reason === LOST);
  }

  isGone(thing) {
    const removals = this.removals.get(thing) ?? [];
    if (removals.some((one) => !one.parts.size)) return true;
    const words = this.words.get(thing);
    return removals.length > 0 && words !== undefined && [...words].every((part) => this.covered.has(part));
  }

  isOver(thing) {
    const never = this.refused.has(thing) && this.held.has(thing) && !this.published.has(thing);
    return never || this.states.get(thing) === "withdrawn";
  }

  isHeld(entry) {
    const alone = ["verdict.given", "document.added"].includes(entry.kind);
    const isShown = this.published.has(entry.object) || (!alone && this.published.has(entry.ref));
    return entry.state !== "" && !isShown;
  }
}
