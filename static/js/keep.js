// Into a cache of this phone goes a page as a stranger sees it, and never what must not be stored.

export async function keep(cache, address) {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
  const rules = answer.headers.get("Cache-Control") ?? "";
  if (!answer.ok || /no-store|private/.test(rules)) throw new Error(`not to be kept: ${address}`);
  await cache.put(address, answer);
}
