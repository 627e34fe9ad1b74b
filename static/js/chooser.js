// Files that were chosen are named by the page, in its own way and not in the browser's.

for (const chooser of document.querySelectorAll(".chooser")) {
  const input = chooser.querySelector("input");
  const names = document.createElement("output");
  const show = () => (names.textContent = [...input.files].map(({ name }) => name).join(", "));
  chooser.append(names);
  chooser.classList.add("chooser--shown");
  input.addEventListener("change", show);
  show(); // what a browser brings back with the page
}
