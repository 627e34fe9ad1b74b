// "I see it too" goes through the phone's queue; the rest of the script comes with the tap.

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("[data-confirm]");
  if (!form) return;
  event.preventDefault();
  const more = await import("./confirming.js").catch(() => null);
  if (more) more.confirm(form);
  else form.submit();
});
