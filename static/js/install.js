// Lets the phone open the form and its queue without a network from now on. What the reader came
// for is loaded first: on a slow line the two would hold each other up.

const install = () =>
  navigator.serviceWorker.register("/service-worker.js", { type: "module" }).catch(() => null);

if (navigator.serviceWorker) {
  if (document.readyState === "complete") install();
  else addEventListener("load", install);
}
