// What the reporter sees once the words have arrived: the code, and the photos on their way.

import { enable } from "./copy.js";
import { groups } from "./receipt-code.js";
import { putPhoto, untilAnswered } from "./send.js";

/** Puts the receipt in the place of the form, then sends the photos one by one. */
export async function showSent(form, code, filed, photos) {
  const page = form.querySelector("template[data-sent]").content.cloneNode(true);
  fill(page, code, filed);
  const main = form.closest("main");
  main.replaceChildren(page);
  // The same page in another language would be an empty form, and the code gone.
  document.querySelector(".languages").remove();
  enable(main);
  scrollTo(0, 0);
  main.querySelector("h1").focus();
  showQr(main, form.dataset.receipt, code);
  if (photos.length) await sendPhotos(main, form.dataset.photosApi, code, photos);
}

function fill(page, code, filed) {
  const written = groups(code).join("-");
  page.querySelector(".receipt__code").textContent = written;
  page.querySelector("[data-copy]").dataset.copy = written;
  page.querySelector("[name=receipt_code]").value = written;
  page.querySelector("[data-report-link]").href = filed.url;
  page.querySelector("[data-report-link]").hidden = filed.state === "held";
  correct(page.querySelector("[data-when=due] time"), filed.answer_due_on);
  page.querySelector(`[data-when=${meaning(filed)}]`).hidden = false;
}

/** Which of the sentences of the page holds for this report. */
const meaning = ({ state, answer_due_on: due }) => (state === "held" ? "held" : due ? "due" : "shown");

/** The page knows the day from when it was opened; after midnight it may be another one. */
function correct(time, day) {
  if (!day || time.dateTime === day) return;
  time.dateTime = day;
  time.textContent = day;
}

/** The server draws the QR picture; without it the code in letters is enough. */
async function showQr(main, url, code) {
  const body = new URLSearchParams({ receipt_code: code, action: "qr" });
  const answer = await fetch(url, { method: "POST", body }).catch(() => null);
  if (!answer?.ok) return;
  const image = main.querySelector("[data-qr]");
  image.src = URL.createObjectURL(await answer.blob());
  image.hidden = false;
}

async function sendPhotos(main, url, code, photos) {
  const list = main.querySelector("[data-sending]");
  const warning = main.querySelector("[data-stay]");
  const stay = (event) => event.preventDefault();
  addEventListener("beforeunload", stay);
  list.hidden = warning.hidden = false;
  for (const photo of photos) await sendPhoto(list, url, code, photo);
  removeEventListener("beforeunload", stay);
  warning.hidden = true;
  list.querySelector("[data-arrived]").hidden = false;
}

async function sendPhoto(list, url, code, { number, blob }) {
  const line = list.querySelector("template").content.firstElementChild.cloneNode(true);
  const bar = line.querySelector("progress");
  const image = line.querySelector("img");
  image.addEventListener("error", () => image.remove());
  image.src = URL.createObjectURL(blob);
  list.querySelector("ul").append(line);
  const { body } = await untilAnswered(
    () => putWhole(`${url}${number}/`, blob, code, (part) => (bar.value = part)),
    () => bar.removeAttribute("value"),
  );
  bar.hidden = true;
  const said = line.querySelector(body.detail ? "[data-refused]" : "[data-done]");
  said.hidden = false;
  if (body.detail) said.textContent = body.detail;
}

/** A photo that was damaged on its way is sent again, as if no answer had come. */
async function putWhole(...photo) {
  const answer = await putPhoto(...photo);
  if (answer.body.reason === "damaged") throw new Error("damaged on its way");
  return answer;
}
