// What the auditor knows of kinds of entries and of the lists that show things. The same tables as
// in audit.py; tests/browser/test_auditing.py compares the two.

/** What the words of a report consist of: with them gone, the report is. */
export const WORDS = new Set(["text", "answers", "orig1", "orig2", "orig3", "orig4", "orig5", "orig6"]);
/** The days of a report on which its state may have changed. */
export const DAYS = ["public_on", "answered_on", "claimed_on", "decided_on", "withdrawn_on"];
/** What hangs on a report or an answer: the kinds of its entries by where the site lists it. */
export const HANGING = {
  "reply.added": "replies",
  "claim.made": "replies",
  "verdict.given": "verdicts",
  "report.extended": "due_changes",
  "report.forwarded": "forwardings",
  "photo.added": "photos",
};
/** The day that is shown beside each. */
export const SHOWN_ON = {
  replies: "replied_on",
  verdicts: "given_on",
  due_changes: "changed_on",
  forwardings: "forwarded_on",
};
/** Another wording of an answer that was given before. */
export const REWORDED = new Set(["corrected", "masked", "unmasked"]);
/** And of a report's own words, of which a moderator covered some, or showed them again. */
export const REWORDED_REPORT = new Set(["report_masked", "report_unmasked"]);
/** What is compared of a report that is no part of an entry. */
export const [DUE, SEE] = ["the day of the answer", "the number who see"];
export const OF_DECISIONS = { "report.published": "open", "report.refused": "refused", "claim.made": "claimed" };
export const OF_VERDICTS = {
  done: "resolved",
  not_done: "disputed",
  taken_back: "claimed",
  unopposed: "closed_unopposed",
};
const TABLES = JSON.parse(document.getElementById("facts").textContent);
/** Kinds, of notes and figures each reason by itself. */
export const KNOWN = new Set(TABLES.known);
/** List, what in each of its rows, the entry that tells of it, and which part each value is. */
export const LISTS = TABLES.lists;
export const IN_LISTS = new Set(LISTS.map(([, , name]) => name));
/** What takes something from view at once, though its entry waits for the seal. */
export const AT_ONCE = new Set(TABLES.at_once);
/** Where another name leads to the list. */
export const ADDRESSES = TABLES.addresses;
/** Lists whose rows are asked for with all that hangs on them. */
export const WHOLE = new Set(TABLES.whole);
/** What such entries tell of something in these lists stands beside it; of other things elsewhere. */
export const OF_LISTED = new Set(TABLES.of_listed);
/** What is shown beside something else, and need not be shown at all. */
export const BESIDE = new Set(TABLES.beside);
/** The order in which a line of a budget is written. */
export const LINE = TABLES.line;
/** The days on which a row of these lists, or what stands in it, was made or moved. */
export const MOVED_ON = new Set(TABLES.moved_on);
