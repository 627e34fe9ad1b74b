// How rows of the site's lists are read, and their values written as the log writes them.

import { LINE, MOVED_ON } from "./facts.js";

/** A shown value as the log writes it. */
export function written(shown) {
  if (Array.isArray(shown)) return shown.map((line) => LINE.map((name) => line[name]).join(" ")).join("\n");
  if (typeof shown === "boolean") return shown ? "yes" : "";
  return String(shown ?? "");
}

/** What the log calls it. */
export const idOf = (thing) => thing.log_id || thing.id;

/** The value there; a name behind a dot is one inside the value before it. */
export const valueAt = (row, path) => path.split(".").reduce((found, name) => found?.[name], row);

/** The rows there, of each of the rows above; a blank path is the row itself. */
export const rowsAt = (row, path) =>
  (path ? path.split(".") : []).reduce((found, name) => found.flatMap((one) => one[name] ?? []).filter(Boolean), [row]);

/** Sums may be written with or without their tiyn; what is not published is blank. */
export function sameFigure(logged, shown) {
  const plain = (said) => (/^-?\d+\.\d+$/.test(said) ? said.replace(/\.?0+$/, "") : said);
  return plain(logged) === plain(written(shown));
}

/** As Python writes it: keys in order, a blank behind commas and colons, letters beyond ASCII escaped. */
export function jsonOf(answers) {
  const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const plain = (said) => JSON.stringify(said).replace(/[\u0080-\uffff]/g, escaped);
  const pairs = Object.keys(answers).sort().map((key) => `${plain(key)}: ${plain(answers[key])}`);
  return pairs.length ? `{${pairs.join(", ")}}` : "";
}

/** Every day on which something of it happened. */
function daysIn(row) {
  return Object.entries(row).flatMap(([name, value]) => {
    if (Array.isArray(value)) return value.flatMap((one) => (one && typeof one === "object" ? daysIn(one) : []));
    return MOVED_ON.has(name) && value ? [value] : [];
  });
}

/** The days on which it may have moved: the log may hear of them tomorrow. A row that is told
 * whole has one, whatever happened to what hangs on it. */
export function movedOn(thing, within) {
  if (thing.told_on) return [thing.told_on];
  const own = daysIn(thing);
  return own.length ? own : daysIn(within);
}

/** What payments and declarations of a work come to; in tiyn, for sums are beyond what numbers hold. */
export function sums(work) {
  const paid = rowsAt(work, "contracts.payments");
  const tiyn = paid.reduce((sum, one) => sum + BigInt(one.amount.replace(".", "")), 0n);
  const newest = work.declarations.at(-1) ?? {};
  return {
    paid_amount: paid.length ? String(tiyn).padStart(3, "0").replace(/..$/, ".$&") : null,
    paid_on: paid.map((one) => one.paid_on).sort().pop() ?? null,
    declared_percent: newest.percent ?? null,
    declared_on: newest.declared_on ?? null,
  };
}
