// What a reporter says on the receipt page goes through the phone's queue: kept first, with the
// code, until the server has answered, and no longer. Without this file the plain forms do the work.

import { arrivals, told, toldAt } from "./arrivals.js";
import { makeDraftId } from "./receipt-code.js";
import { say, showPart } from "./said.js";
import { hex, sha256 } from "./send.js";
import { shrink } from "./shrink.js";

const STEPS = {
  done: { path: "receipt/verdict/", says: { is_done: true } },
  not_done: { path: "receipt/verdict/", says: { is_done: false } },
  answer: { path: "receipt/message/" },
  photos: { path: "receipt/photos/" },
  withdraw: { path: "receipt/withdraw/" },
  appeal: { path: "receipt/appeal/" },
  take_back: { path: "receipt/take-back/" },
  pressed: { path: "receipt/pressed/" },
  erase: { path: "receipt/erase/" },
};

/** Listens to every form of the page, also to those that a question brings. */
export function enable(main) {
  main.addEventListener("submit", (event) => {
    const { target: form, submitter } = event;
    const question = main.querySelector(`template[data-asks="${submitter?.value}"]`);
    const isKnown = submitter?.value in STEPS;
    if (!question && !isKnown && !submitter?.matches("[data-leave-it]")) return;
    event.preventDefault();
    main.querySelector("[data-asked]")?.remove();
    if (question) ask(question);
    if (isKnown) take(main, form, submitter);
  });
}

/** What was said here before, and went when no page was open to tell it. */
export async function tellArrivals(bar) {
  const mine = (await arrivals()).filter(({ report }) => report === bar.dataset.step);
  if (mine.length === 0) return;
  bar.hidden = false;
  showPart(bar, "arrived");
  bar.querySelector("[data-said]").textContent = mine.map(({ said }) => said).join(", ");
  await Promise.all(mine.map(told)).catch(() => null);
}

/** What cannot be undone is asked twice, here without asking the server. */
function ask(template) {
  const section = template.content.firstElementChild.cloneNode(true);
  section.dataset.asked = "";
  template.after(section);
  section.scrollIntoView({ block: "center" });
  section.querySelector("button").focus({ preventScroll: true });
}

async function take(main, form, submitter) {
  const entry = await entryOf(main, form, submitter);
  const bar = main.querySelector("[data-step]");
  const buttons = [...main.querySelectorAll("button:enabled")];
  for (const button of buttons) button.disabled = true;
  const show = (word) => {
    bar.hidden = false;
    showPart(bar, word);
    bar.scrollIntoView({ block: "center" });
  };
  const reasons = [];
  const { end, refused } = await say(entry, show, (news) => follow(bar, entry, news, reasons));
  if (end === "sent") await toldAt(entry);
  if (refused) reasons.push(refused.detail, ...Object.values(refused.errors ?? {}).flat());
  if (end === "sent" && entry.erases) return showErased(main);
  if (end === "sent" && reasons.length === 0) return look(form, submitter.value);
  show("refused");
  bar.querySelector("[data-reason]").textContent = reasons.join(" ");
  for (const button of buttons) button.disabled = false;
}

async function entryOf(main, form, submitter) {
  const { path, says = {} } = STEPS[submitter.value];
  const { receipt_code: code, text, photos: input } = form.elements;
  const id = makeDraftId();
  const photos = await photosOf(input?.files ?? []);
  const originals = photos.map(({ sha256 }) => ({ sha256_original: sha256 }));
  return {
    id,
    path,
    step: submitter.value,
    erases: submitter.value === "erase",
    page: location.pathname,
    title: main.querySelector("[data-subject]").textContent.trim(),
    says: submitter.textContent.trim(),
    language: document.documentElement.lang,
    content: {
      receipt_code: code.value,
      step_id: id,
      ...says,
      ...(text && { text: text.value }),
      ...(input && { photos: originals }),
    },
    photos,
  };
}

/** Made light one after another, each with the hash of its original. */
async function photosOf(files) {
  const photos = [];
  for (const file of files) {
    const digest = await sha256(file);
    const blob = await shrink(file);
    photos.push({ blob, sha256: digest ? hex(digest) : "", begun: false, done: false });
  }
  return photos;
}

/** How much of the photos has arrived, and why one was not taken. */
function follow(bar, entry, { photo, part, no }, reasons) {
  if (!photo) return;
  const progress = bar.querySelector("progress");
  progress.hidden = false;
  progress.max = entry.photos.length;
  progress.value = entry.photos.filter((one) => one.done).length + (part < 1 ? part : 0);
  if (no) reasons.push(no);
}

/** The page as it stands now, with the server's word on what arrived. */
function look(form, step) {
  const page = document.createElement("form");
  page.method = "post";
  page.action = form.getAttribute("action");
  const said = { receipt_code: form.elements.receipt_code.value, action: "arrived", step };
  const token = form.elements.csrfmiddlewaretoken;
  if (token) said.csrfmiddlewaretoken = token.value;
  for (const [name, value] of Object.entries(said)) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    page.append(field);
  }
  document.body.append(page);
  page.submit();
}

function showErased(main) {
  main.replaceChildren(main.querySelector("template[data-erased]").content.cloneNode(true));
  main.querySelector("h1").focus();
}
