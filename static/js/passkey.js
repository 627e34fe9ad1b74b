// Passkeys: ask the device, put what it says into the form, send the form.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));

const words = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=/g, "");

const known = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }));

function options({ publicKey }) {
  const asked = { ...publicKey, challenge: bytes(publicKey.challenge) };
  asked.excludeCredentials = known(publicKey.excludeCredentials ?? []);
  asked.allowCredentials = known(publicKey.allowCredentials ?? []);
  if (publicKey.user) asked.user = { ...publicKey.user, id: bytes(publicKey.user.id) };
  return { publicKey: asked };
}

function told(credential) {
  const response = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature"]) {
    if (credential.response[name]) response[name] = words(credential.response[name]);
  }
  return JSON.stringify({
    id: credential.id,
    rawId: words(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
}

async function send(form) {
  const asked = options(JSON.parse(form.querySelector("script").textContent));
  form.elements.credential.value = told(await navigator.credentials[form.dataset.passkey](asked));
  form.submit();
}

for (const form of document.querySelectorAll("[data-passkey]")) {
  form.hidden = !window.PublicKeyCredential;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(form).catch(() => (form.querySelector("[data-passkey-failed]").hidden = false));
  });
}
