// What the server's word adds to the page of a report that has arrived: what happens next and when,
// what the site has signed, and the code as a picture.

/** Safe to do again; `receipt` is the address at which the server draws the picture. */
export function fill(main, filed, code, receipt) {
  for (const part of main.querySelectorAll("[data-once-filed]")) part.hidden = false;
  const link = main.querySelector("[data-report-link]");
  link.href = filed.url;
  link.hidden = filed.state === "held";
  correct(main.querySelector("[data-when=due] time"), filed.answer_due_on);
  main.querySelector(`[data-when=${meaning(filed)}]`).hidden = false;
  showPromise(main.querySelector("[data-promise]"), filed.promise);
  showQr(main.querySelector("[data-qr]"), code, receipt);
}

/** Which of the sentences of the page holds for this report. */
const meaning = ({ state, waits_for: wait, answer_due_on: due }) =>
  wait || (state === "held" ? "held" : due ? "due" : "shown");

/** The page knows the day from when it was opened; after midnight it may be another one. */
function correct(time, day) {
  if (!day || time.dateTime === day) return;
  time.dateTime = day;
  const format = { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" };
  time.textContent = new Date(day).toLocaleDateString(document.documentElement.lang, format);
}

/** With what the site signed and the code the reporter can hold the site to its word. */
function showPromise(part, words) {
  part.hidden = !words;
  part.querySelector("pre").textContent = words;
}

/** Without the picture the code in letters is enough. */
async function showQr(image, code, receipt) {
  if (!image.hidden) return;
  const body = new URLSearchParams({ receipt_code: code, action: "qr" });
  const answer = await fetch(receipt, { method: "POST", body }).catch(() => null);
  if (!answer?.ok) return;
  image.src = URL.createObjectURL(await answer.blob());
  image.hidden = false;
}
