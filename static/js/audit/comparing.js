// What the site shows must follow from its log, and what the log holds must be shown.

import { BESIDE, DAYS, DUE, HANGING, LISTS, OF_LISTED, SEE, SHOWN_ON } from "./facts.js";
import { idOf, jsonOf, movedOn, rowsAt, sameFigure, sums, valueAt, written } from "./rows.js";
import { MISSING, REWRITTEN } from "./notes.js";
import { age, hex, sha256 } from "./numbers.js";
import { two } from "./record.js";

export class Comparison {
  shown = new Set();
  onPages = new Set();
  listed = new Set();
  movedToday = new Set();
  told = new Set();
  owners = new Map();
  pictures = [];

  constructor(record, find, warn, today) {
    Object.assign(this, { record, find, warn, today });
  }

  doubt(...said) {
    this.record.awaited.doubt(...said);
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
      this.onPages.add(report.id);
      this.compareReport(report);
      this.compareRow("reports", report);
    }
    this.checkReports();
    for (const what of [...new Set(LISTS.map(([list]) => list))].filter((list) => list !== "reports").sort()) {
      for await (const row of rows(what)) {
        if (what === "projects") {
          this.compareFigures(row);
          this.compareSums(row);
        }
        if (what === "dossiers") this.compareFacts(row);
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
    if (this.record.kinds.has(thing) && !this.record.steps.has(key)) {
      const about = { thing, action: step.action, reason: step.reason };
      const said = [thing, `part.${step.action}`, two(step.reason, step.role)];
      this.doubt(isFresh, REWRITTEN, said, "removal_otherwise", about);
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
    this.compareGone(thing, this.movedToday.has(thing));
    this.compareValue(thing, "text", report.text, this.isFresh(report.masked_on ?? ""));
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

  compareGone(thing, isMoved) {
    if (this.record.isGone(thing)) this.doubt(isMoved, REWRITTEN, [thing, "part.shown", ""], "removed_but_shown", { thing });
  }

  compareValue(thing, name, shown, isFresh = false) {
    const logged = this.record.values.get(two(thing, name));
    if (logged === undefined || logged === String(shown)) return;
    this.doubt(isFresh, REWRITTEN, [thing, name, shown], "reads_otherwise", { thing, name });
  }

  compareDays(report) {
    const [shown, logged] = [two(report.filed_on, report.public_on), this.record.daysOf(report.id)];
    this.compareLast("days", report.id, logged, shown, [report.public_on]);
  }

  compareCasework(report) {
    const { record } = this;
    const thing = report.id;
    const moved = [...report.due_changes.map((one) => one.changed_on), ...report.verdicts.map((one) => one.given_on)];
    const forwarded = report.forwardings.map((one) => one.forwarded_on);
    this.compareLast("office", thing, record.offices.get(thing), report.office, forwarded);
    this.compareLast(DUE, thing, record.due.get(thing), report.answer_due_on, [...moved, report.public_on]);
    const count = String(record.confirmed.get(thing)?.size ?? 0);
    this.compareLast(SEE, thing, count, report.confirmation_count, [report.confirmations_changed_on]);
  }

  compareLast(name, thing, logged, shown, days) {
    if (logged === undefined || logged === String(shown)) return;
    const isFresh = days.some((day) => this.isFresh(day));
    this.doubt(isFresh, REWRITTEN, [thing, name, shown], "shown_as", { thing, name, shown, logged });
  }

  compareVoice(thing, kind, group) {
    const isGroup = this.record.roles.get(two(thing, kind)) === "group";
    if (isGroup !== (group !== null)) this.find(REWRITTEN, "voice", { thing });
  }

  compareHanging(thing, what, shown) {
    for (const row of shown) {
      this.onPages.add(row.id);
      const kind = what === "replies" && !row.is_claim ? "reply.added" : firstKind(what);
      const day = row[SHOWN_ON[what]];
      if (!this.isLogged(row.id, kind, day)) continue;
      const logged = this.record.days.get(two(row.id, kind));
      if (logged !== day) this.find(REWRITTEN, "shown_as", { thing: row.id, name: "day", shown: day, logged });
    }
    this.checkComplete(thing, what, shown);
  }

  checkComplete(thing, what, shown, isMoved = false) {
    const ids = new Set(shown.map((row) => row.id));
    for (const entry of this.record.hanging.get(thing) ?? []) {
      if (HANGING[entry.kind] !== what || ids.has(entry.object)) continue;
      if (!this.record.isGone(entry.object) && !this.isFresh(entry.day)) {
        const about = { thing: entry.object, kind: entry.kind, of: thing };
        this.doubt(isMoved, MISSING, [entry.object, "removal", ""], "not_shown", about);
      }
    }
  }

  comparePhotos(thing, shown) {
    for (const photo of shown) {
      this.onPages.add(photo.id);
      if (!this.record.kinds.has(photo.id)) { // it may have come today: photos carry no day
        this.doubt(true, MISSING, [photo.id, "photo.added", ""]);
        continue;
      }
      this.compareGone(photo.id, this.movedToday.has(photo.id) || this.movedToday.has(thing));
      this.pictures.push([thing, photo]);
    }
    const hanging = (this.record.hanging.get(thing) ?? []).map((entry) => entry.object);
    this.checkComplete(thing, "photos", shown, [thing, ...hanging].some((one) => this.movedToday.has(one)));
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
    for (const name of ["text", "reason", "office"]) this.compareValue(reply.id, name, reply[name], this.isFresh(changed));
    this.comparePhotos(reply.id, reply.photos);
  }

  compareVerdict(verdict) {
    this.compareValue(verdict.id, "text", verdict.text);
    this.compareVoice(verdict.id, "verdict.given", verdict.group);
    const said = verdict.taken_back_on ? "taken_back" : verdict.is_done ? "done" : "not_done";
    const logged = this.record.verdicts.get(verdict.id);
    this.compareLast("said", verdict.id, logged, said, [verdict.taken_back_on]);
  }

  compareState(report) {
    const [logged, shown] = [this.record.states.get(report.id), report.state];
    const days = [...DAYS.map((name) => report[name]), ...report.replies.map((one) => one.replied_on)];
    for (const verdict of report.verdicts) days.push(verdict.given_on, verdict.taken_back_on);
    const isBack = logged === "withdrawn" && shown !== logged && !days.some((day) => this.isFresh(day));
    if (isBack) this.warn("shown_as", { thing: report.id, name: "state", shown, logged });
    this.compareLast("state", report.id, logged, shown, isBack ? [this.today] : days);
  }

  isLogged(thing, kind, day) {
    if (this.record.kinds.get(thing)?.has(kind)) return true;
    this.doubt(this.isFresh(day), MISSING, [thing, kind, ""], "not_logged", { thing, kind });
    return false;
  }

  // Works and other lists

  compareFigures(work) {
    this.owners.set(work.id, "projects");
    for (const [name, shown] of Object.entries({ ...work, ...work.planned, ...work.declared })) {
      const logged = this.record.figures.get(two(work.id, name));
      if (logged !== undefined && !sameFigure(logged, shown)) {
        const about = { thing: work.identifier, name, shown: shown ?? "–", logged: logged || "–" };
        this.doubt(this.isFresh(work.figures_changed_on), REWRITTEN, [work.id, name, shown], "shown_as", about);
      }
    }
  }

  /** What is paid and declared in all is what the lines beside it say. */
  compareSums(work) {
    for (const [name, made] of Object.entries(sums(work))) {
      const shown = work.declared[name];
      if (!sameFigure(written(made), shown)) {
        this.find(REWRITTEN, "sum_otherwise", { thing: work.identifier, name, shown: shown ?? "–", made: made ?? "–" });
      }
    }
  }

  /** A final document rests on the reports that it named, but for those that are gone. */
  compareFacts(paper) {
    const logged = this.record.values.get(two(paper.id, "facts"));
    if (logged === undefined) return;
    const [told, shown] = [new Set(logged.split(" ")), new Set(paper.reports)];
    const lost = [...told].filter((one) => !shown.has(one) && !this.record.isClosed(one));
    for (const report of [...lost, ...paper.reports.filter((one) => !told.has(one))]) {
      this.find(REWRITTEN, "reads_otherwise", { thing: `${report} (${paper.id})`, name: "facts" });
    }
  }

  compareRow(what, row) {
    for (const [list, inside, name, parts] of LISTS) {
      if (list !== what) continue;
      for (const thing of rowsAt(row, inside)) {
        this.listed.add(two(what, idOf(thing)));
        this.owners.set(idOf(thing), what);
        this.compareListed(thing, name, parts, movedOn(thing, row).some((day) => this.isFresh(day)));
      }
    }
  }

  compareListed(thing, kind, parts, isFresh) {
    const known = idOf(thing);
    if (!this.record.told.get(kind)?.has(known)) {
      this.doubt(isFresh, MISSING, [known, kind, ""], "not_logged", { thing: known, kind });
      return;
    }
    for (const [field, part] of Object.entries(parts)) {
      const [logged, shown] = [this.logged(known, part), valueAt(thing, field)];
      if (logged !== undefined && !sameFigure(logged, shown)) {
        this.doubt(isFresh, REWRITTEN, [known, part, shown], "reads_otherwise", { thing: known, name: part });
      }
    }
  }

  /** What the log says last of this; blank where it says nothing, undefined where it is closed. A name
   * behind a dot is one of the row whose number stands there; "ref" is what it is about. */
  logged(thing, path) {
    const { figures, named, refs, rows, values } = this.record;
    if (path === "ref") return refs.get(thing) ?? "";
    const [part, inner] = path.split(".");
    if (inner) return rows.get(`${part}-${rows.get(thing)?.get(part) ?? ""}`)?.get(inner) ?? "";
    const key = two(thing, part);
    if (rows.has(thing) && !values.has(key)) return rows.get(thing).get(part) ?? "";
    const logged = figures.get(key) ?? values.get(key);
    const isClosed = [part, "state"].some((one) => named.get(thing).has(one));
    return logged === undefined && !isClosed ? "" : logged;
  }

  checkLeftOut() {
    const opened = new Set([...this.record.values.keys()].map((key) => key.split(" ")[0]));
    const { dropped, refs, told } = this.record;
    for (const [list, , kind] of LISTS.filter(([, , name]) => !BESIDE.has(name))) {
      for (const thing of told.get(kind) ?? []) {
        const isDue = OF_LISTED.has(kind) ? this.owners.get(refs.get(thing)) === list : opened.has(thing);
        if (isDue && !this.listed.has(two(list, thing)) && !dropped.has(thing) && !this.isPast(thing)) {
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
