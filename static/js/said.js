// Something said with one tap: kept on the phone first, then on its way until the server answers.

import { forget } from "./deliver.js";
import { keepTrying } from "./keep-trying.js";
import { put } from "./store.js";

/** Shows with `show(word)` where it is: "sending", "saved" or "open". Returns as keepTrying does. */
export async function say(entry, show, tell = () => {}) {
  show("sending");
  entry.unkept = !(await put("queue", entry).then(() => true, () => false));
  const answer = await keepTrying(entry, (news) => {
    if (news.waiting) show(entry.unkept ? "open" : "saved");
    tell(news);
  });
  if (answer.end === "refused") await forget(entry.id).catch(() => null);
  return answer;
}

/** Of the parts of a page that stand for a word, the one shown. */
export function showPart(root, word) {
  for (const part of root.querySelectorAll("[data-heading]")) part.hidden = part.dataset.heading !== word;
}
