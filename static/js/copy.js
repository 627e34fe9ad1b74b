// Buttons that need JavaScript: copy the receipt code, print the page. Hidden without it.

export function enable(root) {
  for (const button of root.querySelectorAll("[data-copy]")) {
    button.hidden = !navigator.clipboard;
    button.addEventListener("click", () => copy(button));
  }
  for (const button of root.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
}

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const said = button.textContent;
  button.textContent = button.dataset.copied;
  setTimeout(() => (button.textContent = said), 3000);
}

enable(document);
