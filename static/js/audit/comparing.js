// What the site shows must follow from its log, and what the log holds must be shown.

import { BESIDE, DAYS, HANGING, LISTS, MOVED_ON, OF_WORKS, SHOWN_ON } from "./facts.js";
import { idOf, rowsAt, valueAt, written } from "./rows.js";
import { MISSING, REWRITTEN } from "./notes.js";
import { age, hex, sha256 } from "./numbers.js";
import { two } from "./record.js";

/** Sums may be written with or without their tiyn; what is not published is blank. */
function sameFigure(logged, shown) {
  const plain = (said) => (/^-?\d+\.\d+$/.test(said) ? said.replace(/\.?0+$/, "") : said);
  return plain(logged) === plain(written(shown));
}

/** As Python writes it: keys in order, a blank behind commas and colons, letters beyond ASCII escaped. */
function jsonOf(answers) {
  const escaped = (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  const plain = (said) => JSON.stringify(said).replace(/[\u0080-\uffff]/g, escaped);
  const pairs = Object.keys(answers).sort().map((key) => `${plain(key)}: ${plain(answers[key])}`);
  return pairs.length ? `{${pairs.join(", ")}}` : "";
}

function daysIn(row) {
  return Object.entries(row).flatMap(([name, value]) => {
    if (Array.isArray(value)) return value.flatMap((one) => (one && typeof one === "object" ? daysIn(one) : []));
    return MOVED_ON.has(name) && value ? [value] : [];
  });
}

export class Comparison {
  shown = new Set();
  listed = new Set();
  movedToday = new Set();
  told = new Set();
  works = new Set();
  pictures = [];

  constructor(record, find, warn, today) {
    Object.assign(this, { record, find, warn, today });
  }

  /** Of yesterday, today, or of a place where it is tomorrow already; no day to come. */
  isFresh(day) {
    return Boolean(day) && Math.abs(age(day, this.today)) <= 1;
  }

  /** Every row of the site's lists; `rows` gives those of one list, page by page. */
  async compareAll(rows) {
    for await (const step of rows("removals")) this.compareRemoval(step);
    this.checkRemovals();
    for await (const report of rows("reports")) {
      this.shown.add(report.id);
      this.compareReport(report);
      this.compareRow("reports", report);
    }
    this.checkReports();
    for (const what of [...new Set(LISTS.map(([list]) => list))].filter((list) => list !== "reports").sort()) {
      for await (const row of rows(what)) {
        if (what === "projects") this.compareFigures(row);
        this.compareRow(what, row);
      }
    }
    this.checkLeftOut();
  }

  // Removals

  compareRemoval(step) {
    const [thing, isFresh] = [step.photo || step.report, this.isFresh(step.on)];
    const key = [thing, step.action, step.reason, step.role].join(" ");
    this.told.add(key);
    if (isFresh) [thing, step.report].forEach((one) => this.movedToday.add(one));
    if (this.record.kinds.has(thing) && !this.record.steps.has(key) && !isFresh) {
      this.find(REWRITTEN, "removal_otherwise", { thing, action: step.action, reason: step.reason });
    }
  }

  checkRemovals() {
    for (const [key, step] of this.record.steps) {
      const isReport = this.record.kinds.get(step.thing)?.has("report.filed");
      if (isReport && !this.told.has(key) && !this.isFresh(step.day)) this.find(MISSING, "removal_untold", step);
    }
  }

  checkReports() {
    for (const [key] of this.record.values) {
      const [thing, name] = key.split(" ");
      if (name === "kind" && !this.shown.has(thing)) {
        this.find(MISSING, "not_listed", { thing, kind: "report.filed", list: "reports" });
      }
    }
  }

  // Reports

  compareReport(report) {
    const { record } = this;
    const thing = report.id;
    if (!this.isLogged(thing, "report.filed", report.public_on || report.filed_on)) return;
    if (!this.movedToday.has(thing) && record.isGone(thing)) this.find(REWRITTEN, "removed_but_shown", { thing });
    if (!this.isFresh(report.masked_on ?? "")) this.compareValue(thing, "text", report.text);
    for (const name of ["kind", "stage", "place", "project"]) this.compareValue(thing, name, report[name] || "");
    this.compareValue(thing, "machine", report.machine || "");
    this.compareValue(thing, "seen", report.observed_on);
    this.compareValue(thing, "answers", jsonOf(report.observations ?? {}));
    this.compareDays(report);
    this.compareState(report);
    this.compareCasework(report);
    this.compareVoice(thing, "report.filed", report.group);
    for (const what of Object.keys(SHOWN_ON)) this.compareHanging(thing, what, report[what]);
    this.comparePhotos(thing, report.photos);
    for (const reply of report.replies) this.compareReply(reply);
    for (const verdict of report.verdicts) if (record.verdicts.has(verdict.id)) this.compareVerdict(verdict);
  }

  compareValue(thing, name, shown) {
    const logged = this.record.values.get(two(thing, name));
    if (logged !== undefined && logged !== String(shown)) this.find(REWRITTEN, "reads_otherwise", { thing, name });
  }

  compareDays(report) {
    const filed = this.record.days.get(two(report.id, "report.filed"));
    const open = this.record.days.get(two(report.id, "report.published")) ?? filed;
    if ((report.filed_on !== filed || report.public_on !== open) && !this.isFresh(report.public_on)) {
      const shown = `${report.filed_on}, ${report.public_on}`;
      this.find(REWRITTEN, "shown_as", { thing: report.id, name: "days", shown, logged: `${filed}, ${open}` });
    }
  }

  compareCasework(report) {
    const { record } = this;
    const thing = report.id;
    const moved = [...report.due_changes.map((one) => one.changed_on), ...report.verdicts.map((one) => one.given_on)];
    const forwarded = report.forwardings.map((one) => one.forwarded_on);
    this.compareLast("office", thing, record.offices.get(thing), report.office, forwarded);
    this.compareLast("due", thing, record.due.get(thing), report.answer_due_on, [...moved, report.public_on]);
    const count = String(record.confirmed.get(thing)?.size ?? 0);
    this.compareLast("confirmations", thing, count, report.confirmation_count, [report.confirmations_changed_on]);
  }

  compareLast(name, thing, logged, shown, days) {
    if (logged === undefined || days.some((day) => this.isFresh(day))) return;
    if (logged !== String(shown)) this.find(REWRITTEN, "shown_as", { thing, name, shown, logged });
  }

  compareVoice(thing, kind, group) {
    const isGroup = this.record.roles.get(two(thing, kind)) === "group";
    if (isGroup !== (group !== null)) this.find(REWRITTEN, "voice", { thing });
  }

  compareHanging(thing, what, shown) {
    for (const row of shown) {
      const kind = what === "replies" && !row.is_claim ? "reply.added" : firstKind(what);
      const day = row[SHOWN_ON[what]];
      if (!this.isLogged(row.id, kind, day) || this.isFresh(day)) continue;
      const logged = this.record.days.get(two(row.id, kind));
      if (logged !== day) this.find(REWRITTEN, "shown_as", { thing: row.id, name: "day", shown: day, logged });
    }
    this.checkComplete(thing, what, shown);
  }

  checkComplete(thing, what, shown) {
    const ids = new Set(shown.map((row) => row.id));
    for (const entry of this.record.hanging.get(thing) ?? []) {
      if (HANGING[entry.kind] !== what || ids.has(entry.object)) continue;
      if (!this.record.isGone(entry.object) && !this.isFresh(entry.day)) {
        this.find(MISSING, "not_shown", { thing: entry.object, kind: entry.kind, of: thing });
      }
    }
  }

  comparePhotos(thing, shown) {
    for (const photo of shown) {
      if (!this.record.kinds.has(photo.id)) continue; // it may have come today: photos carry no day
      const isMoved = this.movedToday.has(photo.id) || this.movedToday.has(thing);
      if (this.record.isGone(photo.id) && !isMoved) this.find(REWRITTEN, "removed_but_shown", { thing: photo.id });
      this.pictures.push([thing, photo]);
    }
    const hanging = (this.record.hanging.get(thing) ?? []).map((entry) => entry.object);
    if (![thing, ...hanging].some((one) => this.movedToday.has(one))) this.checkComplete(thing, "photos", shown);
  }

  /** Each public photo is the picture that was logged; `load` gives the bytes at an address. */
  async comparePictures(load, tick) {
    for (const [at, [of, photo]] of this.pictures.entries()) {
      const logged = this.record.values.get(two(photo.id, `photo${photo.n}`));
      if (logged !== undefined && hex(sha256(await load(photo.large))) !== logged) {
        this.find(REWRITTEN, "other_picture", { thing: photo.id, of });
      }
      tick(at + 1, this.pictures.length);
    }
  }

  compareReply(reply) {
    const changed = [reply.corrected_on ?? "", reply.masked_on ?? ""].sort().pop();
    if (!this.isFresh(changed)) {
      for (const name of ["text", "reason", "office"]) this.compareValue(reply.id, name, reply[name]);
    }
    this.comparePhotos(reply.id, reply.photos);
  }

  compareVerdict(verdict) {
    this.compareValue(verdict.id, "text", verdict.text);
    this.compareVoice(verdict.id, "verdict.given", verdict.group);
    const said = verdict.taken_back_on ? "taken_back" : verdict.is_done ? "done" : "not_done";
    const logged = this.record.verdicts.get(verdict.id);
    if (logged !== said && !this.isFresh(verdict.taken_back_on)) {
      this.find(REWRITTEN, "shown_as", { thing: verdict.id, name: "verdict", shown: said, logged });
    }
  }

  compareState(report) {
    const [logged, shown] = [this.record.states.get(report.id), report.state];
    const days = [...DAYS.map((name) => report[name]), ...report.replies.map((one) => one.replied_on)];
    for (const verdict of report.verdicts) days.push(verdict.given_on, verdict.taken_back_on);
    if (logged === shown || days.some((day) => this.isFresh(day))) return;
    const about = { thing: report.id, name: "state", shown, logged };
    if (logged === "withdrawn") this.warn("shown_as", about);
    else this.find(REWRITTEN, "shown_as", about);
  }

  isLogged(thing, kind, day) {
    if (this.record.kinds.get(thing)?.has(kind)) return true;
    if (!this.isFresh(day)) this.find(MISSING, "not_logged", { thing, kind });
    return false;
  }

  // Works and other lists

  compareFigures(work) {
    this.works.add(work.log_id);
    if (this.isFresh(work.figures_changed_on)) return;
    for (const [name, shown] of Object.entries({ ...work, ...work.planned, ...work.declared })) {
      const logged = this.record.figures.get(two(work.log_id, name));
      if (logged !== undefined && !sameFigure(logged, shown)) {
        this.find(REWRITTEN, "shown_as", { thing: work.identifier, name, shown: shown ?? "–", logged: logged || "–" });
      }
    }
  }

  compareRow(what, row) {
    for (const [list, inside, name, parts] of LISTS) {
      if (list !== what) continue;
      for (const thing of rowsAt(row, inside)) {
        this.listed.add(idOf(thing));
        const own = daysIn(thing);
        const days = own.length ? own : daysIn(row);
        if (!days.some((day) => this.isFresh(day))) this.compareListed(thing, name, parts);
      }
    }
  }

  compareListed(thing, kind, parts) {
    const known = idOf(thing);
    if (!this.record.told.get(kind)?.has(known)) {
      this.find(MISSING, "not_logged", { thing: known, kind });
      return;
    }
    for (const [field, part] of Object.entries(parts)) {
      const logged = this.logged(known, part);
      if (logged !== undefined && !sameFigure(logged, valueAt(thing, field))) {
        this.find(REWRITTEN, "reads_otherwise", { thing: known, name: part });
      }
    }
  }

  /** What the log says last of this; blank where it says nothing, undefined where it is closed. */
  logged(thing, part) {
    const { figures, named, rows, values } = this.record;
    if (rows.has(thing)) return rows.get(thing).get(part) ?? "";
    const key = two(thing, part);
    const logged = figures.get(key) ?? values.get(key);
    const isClosed = [part, "state"].some((one) => named.get(thing).has(one));
    return logged === undefined && !isClosed ? "" : logged;
  }

  checkLeftOut() {
    const opened = new Set([...this.record.values.keys()].map((key) => key.split(" ")[0]));
    const { dropped, refs, told } = this.record;
    for (const [list, , kind] of LISTS.filter(([, , name]) => !BESIDE.has(name))) {
      for (const thing of told.get(kind) ?? []) {
        const isDue = OF_WORKS.has(kind) ? this.works.has(refs.get(thing)) : opened.has(thing);
        if (isDue && !this.listed.has(thing) && !dropped.has(thing) && !this.isPast(thing)) {
          this.find(MISSING, "not_listed", { thing, kind, list });
        }
      }
    }
  }

  /** Removed, or a place that the classifier does not name any more. */
  isPast(thing) {
    return this.record.isGone(thing) || Boolean(this.record.rows.get(thing)?.get("valid_to"));
  }
}

const firstKind = (what) =>
  what === "replies" ? "claim.made" : Object.keys(HANGING).find((kind) => HANGING[kind] === what);
