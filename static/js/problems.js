// What the server found wrong with a form: each sentence beside its field, what has no field on top.

// What the API calls otherwise than the form does.
const NAMES = { kind: "is_misuse", project: "", machine: "", place: "", observations: "" };

/** The first one is brought in sight. */
export function complain(form, errors, detail = "") {
  const top = form.querySelector("[data-problems]");
  const problems = Object.entries(errors);
  if (problems.length === 0) problems.push(["", [detail]]);
  for (const [field, sentences] of problems) {
    const input = form.querySelector(`[name="${NAMES[field] ?? field}"]:not([type=hidden])`);
    if (input) markWrong(input, sentences);
    else top.append(...sentences.map(line));
  }
  top.hidden = top.childElementCount === 0;
  const first = form.querySelector("[data-problems]:not([hidden]), .field--wrong");
  first.scrollIntoView({ block: "center" });
  first.querySelector("input, textarea")?.focus({ preventScroll: true });
}

export function clear(form) {
  const top = form.querySelector("[data-problems]");
  top.replaceChildren();
  top.hidden = true;
  for (const box of form.querySelectorAll(".field--wrong")) box.classList.remove("field--wrong");
  for (const list of form.querySelectorAll(".field__errors")) list.remove();
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
}

/** As templates/components/_field_errors.html writes it. */
function markWrong(input, sentences) {
  const list = document.createElement("ul");
  list.className = "field__errors";
  list.id = `${input.id}_error`;
  list.append(...sentences.map(line));
  const box = input.closest(".field");
  box.closest("details")?.setAttribute("open", "");
  box.classList.add("field--wrong");
  (box.querySelector(".choices__list, .tick") ?? input).before(list);
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", list.id);
}

function line(sentence) {
  const item = document.createElement("li");
  item.textContent = sentence;
  return item;
}
