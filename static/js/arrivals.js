// What the reporter said with the receipt code and what went later, by itself: noted, without the code,
// until it was told once.

import { all, drop } from "./store.js";

/** `[{id, said, title, report}]`: the button's words, what the report is about, and its id. */
export const arrivals = async () => (await all("settings").catch(() => [])).filter(({ said }) => said);

export const told = ({ id }) => drop("settings", id);

/** The page that sent it has told it itself. */
export const toldAt = (entry) => told({ id: `said-${entry.id}` }).catch(() => null);
