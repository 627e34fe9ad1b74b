// How rows of the site's lists are read, and their values written as the log writes them.

import { LINE } from "./facts.js";

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
