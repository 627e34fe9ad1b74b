// Sending over a network that breaks: try again until the server has answered.

const PAUSES = [1, 2, 4, 8, 15, 30]; // seconds
const STALLED = 90; // seconds without a byte
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);

/** The server's answer `{status, headers, body}`; `onWait(seconds)` is told before each pause. */
export async function untilAnswered(attempt, onWait) {
  for (let tries = 0; ; tries += 1) {
    const answer = await attempt().catch(() => null);
    if (answer && !LATER.has(answer.status)) return answer;
    const pause = answer?.retryAfter || PAUSES[Math.min(tries, PAUSES.length - 1)];
    onWait(pause);
    await rest(pause);
  }
}

/** The pause, cut short when the network comes back. */
const rest = (seconds) =>
  new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      removeEventListener("online", wake);
      resolve();
    };
    const timer = setTimeout(wake, seconds * 1000);
    addEventListener("online", wake);
  });

export const postJson = (url, content) =>
  exchange("POST", url, { "Content-Type": "application/json" }, JSON.stringify(content));

/** The photo as it is; `onProgress(part)` is told what part of it has left, from 0 to 1. */
export async function putPhoto(url, photo, code, onProgress) {
  const headers = { Authorization: `Receipt ${code}`, "Content-Type": photo.type || "image/jpeg" };
  const digest = await sha256(photo);
  if (digest) headers["Content-Digest"] = `sha-256=:${base64(digest)}:`;
  return exchange("PUT", url, headers, photo, onProgress);
}

/** The bytes' SHA-256, or null without a secure context. */
export async function sha256(blob) {
  if (!globalThis.crypto?.subtle) return null;
  return new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
}

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

/** One request. XMLHttpRequest, since fetch does not tell how much of a photo has left. */
function exchange(method, url, headers, body, onProgress = () => {}) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    let timer;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(() => request.abort(), STALLED * 1000);
    };
    request.open(method, url);
    request.setRequestHeader("Accept-Language", document.documentElement.lang);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      alive();
      onProgress(event.loaded / event.total);
    };
    request.onload = () => resolve(answerOf(request));
    request.onerror = request.onabort = () => reject(new Error("no answer"));
    request.onloadend = () => clearTimeout(timer);
    alive();
    request.send(body);
  });
}

const answerOf = (request) => ({
  status: request.status,
  retryAfter: Number(request.getResponseHeader("Retry-After")) || 0,
  body: parse(request.responseText),
});

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
