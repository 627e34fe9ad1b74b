// The whole audit: every checkpoint, every entry, what opens them, and what the site shows.

import { Awaited } from "./awaiting.js";
import { Comparison } from "./comparing.js";
import { ADDRESSES, WHOLE } from "./facts.js";
import { MISSING, REWRITTEN, Refused, UNUSABLE, headOf, keyOf, nothingKept, notesIn, opened, readState, writeState } from "./notes.js";
import { Record } from "./record.js";
import { readEntry } from "./entries.js";
import { Tree, age, countIn, hex, leafHash, same } from "./numbers.js";

const PIECE = 1024;
const HELD_DAYS = 14;
const baseOf = (origin) => origin.slice(0, origin.lastIndexOf("/"));

/** Audits a site: `ask` gives the text at a path, `kept` is the text of a file of earlier checkpoints,
 * `tick` is told how far it is; with `load`, which gives the bytes at an address, each public photo
 * is compared too. Returns the number, findings, warnings, counts, the newest
 * checkpoint, and the file to keep. */
export async function audit({ ask, load = null, kept = "", today, tick = () => {} }) {
  const findings = [];
  const warnings = [];
  const find = (code, sentence, about = {}) => findings.push({ code, sentence, about });
  const warn = (sentence, about) => warnings.push({ sentence, about });
  let [state, last, key, isChecked] = [nothingKept(), null, "", true];
  let record = new Record(find);
  try {
    state = kept ? await readState(kept) : state;
    record = new Record(find, new Awaited(state, today, find));
    const site = await readHeads(ask, state);
    ({ last, key } = site);
    isChecked = Boolean(globalThis.crypto?.subtle);
    await readLog({ ask, record, heads: site.heads, kept: state, tick });
    await checkKey(site, state, record, find);
    for (const entry of waitingIn(await ask("/log/waiting.txt"))) record.noteWaiting(entry, today);
    checkKept(state.heads, site.heads, find);
    for (const [kind, { count }] of record.unknown) warn("unknown", { kind, count });
    const comparison = new Comparison(record, find, warn, today);
    try {
      await compareLists(comparison, ask);
    } finally {
      checkMissing(record, comparison.onPages, find, warn, today);
    }
    const hasGrown = async () => headOf(notesIn(await ask("/log/checkpoints.txt")).at(-1) ?? "", "site", REWRITTEN).size > last.size;
    await record.awaited.checkWaits(record, hasGrown);
    record.awaited.checkShown(record, last.size);
    if (record.awaited.shown.size) warn("awaited", { count: record.awaited.shown.size });
    if (load) await comparison.comparePictures(load, tick);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    find(error.code, error.sentence, error.about);
  }
  const code = Math.min(...findings.map((one) => one.code), findings.length ? Infinity : 0);
  const file = code === 0 ? writeState({ ...withNewest(state, last, key), ...record.awaited }) : "";
  return { code, findings, warnings, counts: record.counts, last, isChecked, file };
}

async function readHeads(ask, state) {
  const heads = notesIn(await ask("/log/checkpoints.txt")).map((note) => headOf(note, "site", REWRITTEN));
  if (!heads.length) throw state.heads.length ? new Refused(REWRITTEN, "shrunk", { before: state.heads.at(-1).size, now: 0 }) : new Refused(MISSING, "no_head");
  const keys = Object.fromEntries((await ask("/log/key.txt")).split("\n").map((line) => line.split(" ")));
  const key = keys.head ?? "";
  const { name } = keyOf(key);
  for (const [what, code, some] of [["site", REWRITTEN, heads], ["state", UNUSABLE, state.heads]]) {
    const other = some.find((head) => baseOf(head.origin) !== baseOf(name));
    if (other) throw new Refused(code, "other_log", { what, origin: other.origin });
  }
  if (heads.some((head, at) => at && head.size <= heads[at - 1].size)) throw new Refused(REWRITTEN, "order");
  const last = heads.at(-1);
  await opened(last.note, key, "site", REWRITTEN);
  return { heads, last, key };
}

async function readLog({ ask, record, heads, kept, tick }) {
  const { size } = heads.at(-1);
  const wanted = new Map();
  for (const head of [...heads, ...kept.heads]) wanted.set(head.size, [...(wanted.get(head.size) ?? []), head]);
  const tree = new Tree();
  for (let start = 0; start < size; start += PIECE) {
    const texts = (await ask(`/log/entries?start=${start}&count=${PIECE}`)).split("\n\n");
    if (!texts.at(-1)) texts.pop();
    const count = Math.min(PIECE, size - start);
    if (texts.length < count) throw new Refused(REWRITTEN, "cut", { number: start + texts.length });
    const entries = texts.slice(0, count).map((text, at) => {
      const leaf = leafHash(`${text}\n`);
      tree.add(leaf);
      if (kept.waits.size) record.leaves.add(hex(leaf));
      const entry = record.note(readEntry(`${text}\n`, start + at));
      for (const head of wanted.get(tree.size) ?? []) {
        if (!same(head.root, tree.root)) throw new Refused(REWRITTEN, "rewritten", { count: head.size });
      }
      return entry;
    });
    const given = openingsIn(await ask(`/log/openings?start=${start}&count=${PIECE}`));
    for (const entry of entries) record.open(entry, given);
    tick(start + count, size);
  }
}

function openingsIn(text) {
  const given = new Map();
  for (const line of text.split("\n").filter(Boolean)) {
    const [number, name, salt, value, ...more] = line.split(" ");
    if (countIn(number) < 0 || value === undefined || more.length) throw new Refused(MISSING, "unreadable", { what: "openings" });
    given.set(`${number} ${name}`, [salt, value]);
  }
  return given;
}

/** Another key than the one believed must be named in the log by the one before. */
async function checkKey(site, state, record, find) {
  let believed = state.heads.at(-1)?.key || state.key || site.key;
  for (const [index, next] of record.rotations) {
    if (believed === site.key) break;
    for (const head of site.heads.filter((one) => one.size > index)) {
      if (await isSigned(head, believed)) {
        believed = next;
        break;
      }
    }
  }
  if (believed !== site.key) find(REWRITTEN, "key_unnamed");
}

async function isSigned(head, key) {
  try {
    return Boolean(await opened(head.note, key, "site"));
  } catch {
    return false;
  }
}

/** What was taken from view at once, and is sealed later. */
const waitingIn = (text) => text.split("\n\n").filter(Boolean).map((one) => readEntry(`${one}\n`, -1));

/** The log never shrinks, and no checkpoint that was ever signed is untold. */
function checkKept(kept, heads, find) {
  const [now, told] = [heads.at(-1).size, new Set(heads.map((head) => head.note))];
  for (const { size, note } of kept) {
    if (size > now) find(REWRITTEN, "shrunk", { before: size, now });
    else if (!told.has(note)) find(REWRITTEN, "untold", { count: size });
  }
}

async function compareLists(comparison, ask) {
  const rows = (what) => {
    comparison.reading = what;
    return rowsOf(what, ask);
  };
  try {
    await comparison.compareAll(rows);
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused(MISSING, "unreadable", { what: `${comparison.reading} (${error.message})` });
  }
}

/** What was sealed today may be shown tomorrow. Not so what stands there already, worded otherwise;
 * nor what the register says, for that is shown as it is entered. */
const mayStillCome = (entry, onPages) => entry.kind !== "figure.changed" && !onPages.has(entry.object);

function checkMissing(record, onPages, find, warn, today) {
  if (record.waiting.size) warn("waiting", { count: record.waiting.size });
  const [held, pending] = [new Map(), new Set()];
  for (const [entry, name] of record.unopened) {
    if (record.isExcused(entry, name)) continue;
    const days = age(entry.day, today);
    // What the site itself holds back, it holds until a vote is over.
    if (record.isHeld(entry)) held.set(entry.object, entry.role === "system" ? 0 : days);
    else if (Math.abs(days) <= 1 && mayStillCome(entry, onPages)) pending.add(entry.object);
    else find(MISSING, "gone", { name, thing: entry.object, kind: entry.kind, number: entry.index, day: entry.day });
  }
  const old = [...held.values()].filter((days) => days > HELD_DAYS).length;
  if (held.size) warn("held", { count: held.size });
  if (old) warn("held_long", { count: old, days: HELD_DAYS });
  if (pending.size) warn("pending", { count: pending.size });
}

/** All rows of one of the site's lists, page by page. */
async function* rowsOf(what, ask) {
  let path = `/api/v1/${ADDRESSES[what] ?? what}/${WHOLE.has(what) ? "?whole=yes" : ""}`;
  while (path) {
    let page;
    const text = await ask(path);
    try {
      page = JSON.parse(text);
      if (!page.results.every((row) => typeof row === "object")) throw new Error(what);
    } catch {
      throw new Refused(MISSING, "unreadable", { what });
    }
    yield* page.results;
    const next = page.next && new URL(page.next, "https://any.example");
    path = next && next.pathname + next.search;
  }
}

function withNewest(state, last, key) {
  const grows = !state.heads.length || last.size > state.heads.at(-1).size;
  return { key: state.key || key, heads: grows ? [...state.heads, { ...last, key }] : state.heads };
}
