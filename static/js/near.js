// The places nearest to this device. Where it is goes into the body of one request to this site,
// rounded to a kilometre; no cookie goes with it, and no address or log holds it.

const WAIT = { timeout: 15000, maximumAge: 600000, enableHighAccuracy: false };

function here() {
  return new Promise((resolve, reject) => {
    if (!navigator.geolocation) reject(new Error("no geolocation"));
    else navigator.geolocation.getCurrentPosition(({ coords }) => resolve(coords), reject, WAIT);
  });
}

async function ask(address, { latitude, longitude }) {
  const body = new URLSearchParams({
    latitude: latitude.toFixed(2),
    longitude: longitude.toFixed(2),
  });
  const answer = await fetch(address, { method: "POST", body, credentials: "omit" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.text();
}

async function show(box, button, found) {
  const { near, asking, denied, failed } = box.dataset;
  button.disabled = true;
  found.textContent = asking;
  const position = await here().catch(() => null);
  if (position) {
    found.innerHTML = await ask(near, position).catch(() => "");
  }
  if (!found.firstElementChild) found.textContent = position ? failed : denied;
  button.disabled = false;
}

for (const box of document.querySelectorAll("[data-near]")) {
  const button = box.querySelector("button");
  const found = box.querySelector("[role=status]");
  button.addEventListener("click", () => show(box, button, found));
  box.hidden = false;
}
