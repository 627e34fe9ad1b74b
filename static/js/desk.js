// The queue from the keyboard: J and K go from report to report, Enter opens, / searches.

const links = [...document.querySelectorAll("[data-queue] .queue__title")];
const search = document.querySelector('[role="search"] input[name="q"]');

function step(by) {
  const here = links.indexOf(document.activeElement);
  const next = here < 0 ? (by > 0 ? 0 : links.length - 1) : here + by;
  links[Math.max(0, Math.min(links.length - 1, next))]?.focus();
}

function openSearch() {
  if (!search) return;
  search.closest("details").open = true;
  search.focus();
}

const KEYS = { j: () => step(1), k: () => step(-1), "/": openSearch };

function isWriting(target) {
  return target.closest("input, textarea, select") !== null;
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || isWriting(event.target)) return;
  // By the key's place: the same keys do it on a Kazakh or Russian layout.
  const name = { KeyJ: "j", KeyK: "k" }[event.code] ?? event.key;
  if (!(name in KEYS)) return;
  event.preventDefault();
  KEYS[name]();
});

document.querySelector("[data-keys]")?.removeAttribute("hidden");
