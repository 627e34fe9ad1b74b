// Off this page at once, so that the back button does not return to it.
const TWICE = 1000; // milliseconds

const corner = document.querySelector("[data-leave]");
const away = () => location.replace(corner.dataset.leave);
let pressed = 0;

corner.querySelector("[data-leave-now]").addEventListener("click", (event) => {
  event.preventDefault();
  away();
});
corner.querySelector("[data-leave-keys]").hidden = false;
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  if (event.timeStamp - pressed < TWICE) away();
  pressed = event.timeStamp;
});
