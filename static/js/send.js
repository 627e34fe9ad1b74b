// One request to the server over a network that breaks. Runs in pages and in the service worker.

export const API = "/api/v1/";

const STALLED = 120; // seconds until a request is given up
const LATER = new Set([408, 425, 429, 500, 502, 503, 504]);

/** No answer, or one that asks to come again; `wait` seconds when it says so. */
export class Unreachable extends Error {
  constructor(wait = 0) {
    super("no answer");
    this.wait = wait;
  }
}

/** The answer of our own server `{status, body}`. Raises Unreachable for any other. */
export async function ask(method, url, language, { headers = {}, body } = {}) {
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(), STALLED * 1000);
  try {
    const answer = await fetch(url, {
      method,
      body,
      headers: { "Accept-Language": language, ...headers },
      credentials: "omit",
      cache: "no-store",
      signal: end.signal,
    });
    if (LATER.has(answer.status)) throw new Unreachable(Number(answer.headers.get("Retry-After")));
    // A stranger's page, such as that of a paid network, is no answer.
    return { status: answer.status, body: await answer.json() };
  } catch (error) {
    throw error instanceof Unreachable ? error : new Unreachable();
  } finally {
    clearTimeout(timer);
  }
}

export const postJson = (url, language, content) =>
  ask("POST", url, language, {
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(content),
  });

/** The bytes' SHA-256, or null without a secure context. */
export async function sha256(blob) {
  if (!globalThis.crypto?.subtle) return null;
  return new Uint8Array(await crypto.subtle.digest("SHA-256", await blob.arrayBuffer()));
}

export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const base64 = (bytes) => btoa(String.fromCharCode(...bytes));
