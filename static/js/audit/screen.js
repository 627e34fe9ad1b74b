// The page of the audit: it asks this site and no other, and tells what it finds in words.

import { audit } from "./audit.js";
import { Refused, UNREACHED, eightWords } from "./notes.js";

const TRIES = 20;
const page = document.querySelector("[data-audit]");
const sentences = JSON.parse(document.getElementById("sentences").textContent);
// Saved to a disk it knows where its site is; on the site it asks whom it came from.
const site = location.protocol === "file:" ? page.dataset.site : location.origin;
const at = (name) => page.querySelector(`[data-${name}]`);

async function answered(address) {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answer = await fetch(address, { credentials: "omit", cache: "no-cache" }).catch(() => null);
    const wait = Number(answer?.headers.get("Retry-After"));
    if (answer?.ok) return answer;
    if (![429, 503].includes(answer?.status) || !(wait > 0 && wait <= 60)) break;
    await new Promise((resolve) => setTimeout(resolve, wait * 1000));
  }
  throw new Refused(UNREACHED, "unreached", { path: address });
}

const ask = async (path) => (await answered(site + path)).text();

/** A picture is named by its whole address, that of the site or of where it keeps its files. */
async function load(address) {
  const own = page.dataset.site;
  const here = address.startsWith(own) ? site + address.slice(own.length) : address;
  return new Uint8Array(await (await answered(here)).arrayBuffer());
}

const said = ({ sentence, about }) =>
  sentences[sentence].replace(/%\((\w+)\)s/g, (_all, name) => sentences[`=${about[name]}`] ?? about[name]);

function fill(where, lines) {
  where.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
  where.hidden = !lines.length;
}

function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

async function run() {
  const kept = at("kept").files[0];
  at("start").disabled = true;
  at("answer").hidden = true;
  at("bar").hidden = false;
  const tick = (done, all) => Object.assign(at("bar"), { max: all, value: done });
  const pictures = at("photos").checked ? load : null;
  const found = await audit({ ask, load: pictures, kept: kept ? await kept.text() : "", today: today(), tick });
  at("bar").hidden = true;
  at("start").disabled = false;
  show(found);
}

function show({ code, findings, warnings, counts, last, isChecked, file }) {
  for (const verdict of page.querySelectorAll("[data-code]")) verdict.hidden = verdict.dataset.code !== String(code);
  fill(at("findings"), findings.slice(0, 100).map(said));
  fill(at("warnings"), warnings.map(said));
  const rows = [...counts].map(([key, { count }]) => [...key.split(" "), count]);
  fill(at("counts"), rows.map(([action, reason, role, count]) => said({ sentence: "counted", about: { action, reason, role, count } })));
  at("unchecked").hidden = isChecked;
  at("seal").hidden = !last;
  if (last) {
    at("size").textContent = `${last.origin}: ${last.size}`;
    at("eight").textContent = eightWords(last.note, document.documentElement.lang !== "en");
  }
  at("keep").hidden = !file;
  if (file) at("keep").href = URL.createObjectURL(new Blob([file], { type: "text/plain" }));
  at("answer").hidden = false;
  at("answer").dataset.done = code;
}

at("form").addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
at("kept").addEventListener("change", () => {
  at("file").textContent = at("kept").files[0]?.name ?? at("file").textContent;
});
at("form").hidden = false;
