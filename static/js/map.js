// A map on tap. Leaflet and the points come only when somebody asks; near points are drawn as one.

const APART = 56; // pixels: points nearer than this become one bubble

for (const section of document.querySelectorAll("[data-map]")) {
  section.hidden = false;
  const button = section.querySelector("button");
  button.addEventListener("click", () => open(section, button), { once: true });
}

async function open(section, button) {
  const words = section.dataset;
  const status = section.querySelector("[role=status]");
  button.disabled = true;
  status.textContent = "";
  try {
    const [answer] = await Promise.all([fetch(words.map), script(words.leaflet), styles(words.styles)]);
    if (!answer.ok) throw new Error(answer.status);
    const { features } = await answer.json();
    const places = features.filter((one) => one.geometry.type === "Point");
    button.remove();
    if (!features.length) status.textContent = words.empty;
    else draw(section, features, places);
  } catch {
    status.textContent = words.failed;
    button.disabled = false;
    button.addEventListener("click", () => open(section, button), { once: true });
  }
}

function script(address) {
  return new Promise((resolve, reject) => {
    const tag = Object.assign(document.createElement("script"), { src: address });
    tag.addEventListener("load", resolve);
    tag.addEventListener("error", reject);
    document.head.append(tag);
  });
}

function styles(address) {
  return new Promise((resolve, reject) => {
    const tag = Object.assign(document.createElement("link"), { rel: "stylesheet", href: address });
    tag.addEventListener("load", resolve);
    tag.addEventListener("error", reject);
    document.head.append(tag);
  });
}

function draw(section, features, places) {
  const words = section.dataset;
  const ground = section.querySelector(".map__ground");
  ground.hidden = false;
  const map = L.map(ground, { zoomControl: false, attributionControl: false, maxZoom: 17 });
  L.control.zoom({ zoomInTitle: words.closer, zoomOutTitle: words.farther }).addTo(map);
  const credits = L.control.attribution({ prefix: false }).addTo(map);
  if (words.tiles) L.tileLayer(words.tiles, { maxZoom: 17, attribution: plain(words.credit) }).addTo(map);
  const outlines = L.geoJSON(features.filter((one) => one.geometry.type !== "Point"), {
    interactive: false, style: { className: "map__outline" },
  }).addTo(map);
  for (const source of new Set(features.map((one) => one.properties.source).filter(Boolean))) {
    credits.addAttribution(plain(source));
  }
  const bounds = outlines.getBounds();
  for (const place of places) bounds.extend(at(place));
  map.fitBounds(bounds, { padding: [24, 24], maxZoom: 12 });
  const bubbles = L.layerGroup().addTo(map);
  const redraw = () => cluster(map, bubbles, places, words);
  map.on("zoomend", redraw);
  redraw();
  section.querySelector(".map__list").append(...places.map((place) => row(place, words)));
}

function at(place) {
  const [longitude, latitude] = place.geometry.coordinates;
  return L.latLng(latitude, longitude);
}

function cluster(map, bubbles, places, words) {
  const groups = [];
  for (const place of places) {
    const point = map.project(at(place), map.getZoom());
    const near = groups.find((group) => group.point.distanceTo(point) < APART);
    if (near) near.some.push(place);
    else groups.push({ point, some: [place] });
  }
  bubbles.clearLayers();
  for (const { some } of groups) bubble(map, some, words).addTo(bubbles);
}

function bubble(map, some, words) {
  const works = sum(some, "works");
  const grave = sum(some, "grave");
  const name = some.length === 1
    ? said(some[0], words)
    : words.several.replace("{m}", some.length).replace("{n}", works);
  const icon = L.divIcon({ className: `map__bubble${grave ? " map__bubble--grave" : ""}`, html: String(works), iconSize: [40, 40] });
  const middle = L.latLngBounds(some.map(at)).getCenter();
  const marker = L.marker(middle, { icon, title: name, alt: name });
  marker.on("click", () => (some.length === 1 || map.getZoom() >= map.getMaxZoom()
    ? marker.bindPopup(popup(some, words)).openPopup()
    : map.fitBounds(L.latLngBounds(some.map(at)), { padding: [40, 40] })));
  return marker;
}

function popup(some, words) {
  const list = Object.assign(document.createElement("ul"), { className: "plain" });
  list.append(...some.map((place) => row(place, words)));
  return list;
}

function row(place, words) {
  const item = document.createElement("li");
  item.append(Object.assign(document.createElement("a"), {
    className: "rows__link", href: place.properties.url, textContent: said(place, words),
  }));
  return item;
}

function said({ properties: { name, works, grave } }, words) {
  const parts = [words.works.replace("{n}", works)];
  if (grave) parts.push(words.grave.replace("{n}", grave));
  return `${name}: ${parts.join(", ")}`;
}

function sum(some, name) {
  return some.reduce((total, place) => total + place.properties[name], 0);
}

function plain(text) {
  const safe = document.createElement("span");
  safe.textContent = text;
  return safe.innerHTML;
}
