// One photo on its way to the server, in pieces: after a cut it goes on from what has arrived.

import { API, ask, base64, postJson, sha256, Unreachable } from "./send.js";

const PIECE = 64 * 1024;
const DAMAGES = 3; // times that one photo may arrive damaged, or lose its number, in one attempt
const MOST_PHOTOS = 6;

/** Until the server has the photo or has refused it; `keep(entry)` notes how far it has come. */
export async function carry(entry, photo, say, keep) {
  let from = photo.begun ? await received(entry, photo) : 0;
  photo.begun = true;
  await keep(entry);
  for (let damages = 0; !photo.done; ) {
    const { status, body } = await putPiece(entry, photo, from);
    if (status === 202) {
      from = body.received;
      photo.done = body.status !== "receiving";
    } else if (status === 412 && (damages += 1) < DAMAGES) from = await renumber(entry, photo);
    else if (body.code === "wrong_offset" && body.received !== from) from = body.received;
    else if (body.reason === "damaged" && (damages += 1) < DAMAGES) from = 0;
    else if (body.reason !== "damaged" && body.code && body.code !== "wrong_offset") {
      photo.done = true;
      photo.refused = body.detail;
    } else throw new Unreachable();
    const part = photo.done ? 1 : from / photo.blob.size;
    say({ photo: entry.photos.indexOf(photo) + 1, part, no: photo.refused });
  }
  await keep(entry);
}

const address = (photo) => `${API}receipt/photos/${photo.number}/`;
const key = ({ content }, { sha256: original }) => ({
  Authorization: `Receipt ${content.receipt_code}`,
  ...(original && { "If-Match": `"${original}"` }),
});

/** How much of the photo the server has after a cut. */
async function received(entry, photo) {
  const { status, body } = await ask("GET", address(photo), entry.language, { headers: key(entry, photo) });
  if (status !== 200) return 0;
  photo.done = body.status === "processing" || body.status === "ready";
  return body.status === "receiving" ? body.received : 0;
}

async function putPiece(entry, photo, from) {
  const { blob } = photo;
  const to = Math.min(from + PIECE, blob.size);
  const headers = {
    ...key(entry, photo),
    "Content-Type": blob.type || "image/jpeg",
    "Content-Range": `bytes ${from}-${to - 1}/${blob.size}`,
  };
  const digest = to === blob.size && (await sha256(blob));
  if (digest) headers["Repr-Digest"] = `sha-256=:${base64(digest)}:`;
  return ask("PUT", address(photo), entry.language, { headers, body: blob.slice(from, to) });
}

/** Further photos get numbers of the server; it will refuse one too many. */
export function number(photos, filed) {
  photos.forEach((photo, at) => (photo.number = filed?.photos?.[at]?.n ?? MOST_PHOTOS + 1));
}

/** Another phone with this code was quicker: the photo asks for a number of its own. */
async function renumber({ content, language }, photo) {
  const wish = { receipt_code: content.receipt_code, photos: [{ sha256_original: photo.sha256 }] };
  number([photo], (await postJson(`${API}receipt/photos/`, language, wish)).body);
  return 0;
}
