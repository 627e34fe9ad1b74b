// Lets the phone open the form and its queue without a network from now on.

if (navigator.serviceWorker) {
  navigator.serviceWorker.register("/service-worker.js", { type: "module" }).catch(() => null);
}
