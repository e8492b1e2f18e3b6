/* Bytes as the server writes them: hex, length prefixes, tagged hashes, canonical JSON, Base64. */
export function utf8(text) { return new TextEncoder().encode(text); }

export function hex(bytes) {
  return Array.from(new Uint8Array(bytes), (one) => one.toString(16).padStart(2, "0")).join("");
}

export function unhex(text) {
  const bytes = new Uint8Array(text.length / 2);
  for (let at = 0; at < bytes.length; at += 1) { bytes[at] = parseInt(text.slice(2 * at, 2 * at + 2), 16); }
  return bytes;
}

export function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { whole.set(part, at); at += part.length; }
  return whole;
}

export function fresh(size) { return crypto.getRandomValues(new Uint8Array(size)); }

export function lp(part) {
  const size = new Uint8Array(4);
  new DataView(size.buffer).setUint32(0, part.length);
  return joined(size, part);
}

export async function sha(name, bytes) { return new Uint8Array(await crypto.subtle.digest(name, bytes)); }

export function tagged(name, ...parts) {
  return sha("SHA-256", joined(...[utf8("expertpool/" + name + "/v1"), ...parts].map(lp)));
}

/* NFC, and no half of a pair of surrogates: what the server takes as text. */
export function plain(text) {
  const whole = text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (one) => (one.length === 2 ? one : "\ufffd"));
  return whole.normalize("NFC");
}

function spelled(value) {
  if (Array.isArray(value)) { return "[" + value.map(spelled).join(",") + "]"; }
  if (value === null || typeof value !== "object") { return JSON.stringify(value); }
  return "{" + Object.keys(value).sort().map((key) => JSON.stringify(key) + ":" + spelled(value[key])).join(",") + "}";
}

/* For records whose keys are ASCII, whose texts are plain, and whose numbers are whole. */
export function canonical(value) { return utf8(spelled(value)); }

export function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) { text += String.fromCharCode(...bytes.subarray(at, at + 4096)); }
  return btoa(text);
}

export function number(bytes) { return bytes.length ? BigInt("0x" + hex(bytes)) : 0n; }

export function big(value, size) { return unhex(value.toString(16).padStart(2 * size, "0")); }

export function same(one, other) { return hex(one) === hex(other); }
