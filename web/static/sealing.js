/* Sealing to three trustees of whom any two open: HPKE (RFC 9180) with X25519, HKDF-SHA256 and AES-256-GCM.
   Browsers of 2021 have no X25519, so its ladder (RFC 7748) stands here; every key it works on is used once. */
import { big, canonical, fresh, hex, joined, lp, number, tagged, utf8 } from "./bytes.js";

const P = (1n << 255n) - 19n, A24 = 121665n;

function mod(value) { const rest = value % P; return rest < 0n ? rest + P : rest; }

function power(base, exponent) {
  let result = 1n, square = mod(base);
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) { result = result * square % P; }
    square = square * square % P;
  }
  return result;
}

function little(bytes) { return number(Uint8Array.from(bytes).reverse()); }

export function x25519(secret, point) {
  const scalar = Uint8Array.from(secret), shown = Uint8Array.from(point);
  scalar[0] &= 248; scalar[31] = scalar[31] & 127 | 64; shown[31] &= 127;
  const k = little(scalar), u = mod(little(shown));
  let a = 1n, b = 0n, c = u, d = 1n, swap = 0n;
  for (let bit = 254n; bit >= 0n; bit -= 1n) {
    const now = k >> bit & 1n;
    if (swap ^ now) { [a, c] = [c, a]; [b, d] = [d, b]; }
    swap = now;
    const e = a + b, f = mod(a - b), ee = e * e % P, ff = f * f % P, h = mod(ee - ff);
    const g = (c + d) * f % P, i = mod(c - d) * e % P;
    const plus = g + i, minus = g - i;
    c = plus * plus % P; d = u * (minus * minus % P) % P;
    a = ee * ff % P; b = h * (ee + A24 * h % P) % P;
  }
  if (swap) { [a, c] = [c, a]; [b, d] = [d, b]; }
  const shared = big(a * power(b, P - 2n) % P, 32).reverse();
  if (shared.every((one) => one === 0)) { throw new Error("weak key"); }
  return shared;
}

const BASE = Uint8Array.from({ length: 32 }, (_, at) => (at ? 0 : 9));
const NOTHING = new Uint8Array(0);
const KEM = joined(utf8("KEM"), Uint8Array.of(0, 32));
const HPKE = joined(utf8("HPKE"), Uint8Array.of(0, 32, 0, 1, 0, 2));

async function hmac(key, data) {
  const held = await crypto.subtle.importKey("raw", key.length ? key : new Uint8Array(32), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", held, data));
}

function extract(suite, salt, label, material) { return hmac(salt, joined(utf8("HPKE-v1"), suite, utf8(label), material)); }

async function expand(suite, key, label, info, size) {
  const block = await hmac(key, joined(Uint8Array.of(0, size), utf8("HPKE-v1"), suite, utf8(label), info, Uint8Array.of(1)));
  return block.slice(0, size);
}

async function encrypt(key, nonce, text, bound) {
  const held = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: bound }, held, text));
}

/* For one holder; ``parts`` say what it is for, and must be given again to open. */
export async function seal(text, holder, parts, secret = fresh(32)) {
  const own = x25519(secret, BASE), shared = x25519(secret, holder);
  const eae = await extract(KEM, NOTHING, "eae_prk", shared);
  const secretShared = await expand(KEM, eae, "shared_secret", joined(own, holder), 32);
  const ids = await extract(HPKE, NOTHING, "psk_id_hash", NOTHING);
  const infos = await extract(HPKE, NOTHING, "info_hash", joined(...parts.map(lp)));
  const context = joined(Uint8Array.of(0), ids, infos);
  const root = await extract(HPKE, secretShared, "secret", NOTHING);
  const key = await expand(HPKE, root, "key", context, 32), nonce = await expand(HPKE, root, "base_nonce", context, 12);
  return joined(own, await encrypt(key, nonce, text, NOTHING));
}

/* ``trustees``: name -> public key (bytes); ``context``: parts that say which record this is. */
export async function sealToPairs(text, trustees, context) {
  const names = Object.keys(trustees).sort(), key = fresh(32);
  const commitment = await tagged("envelope-key", key, ...context);
  const ciphertext = await encrypt(key, new Uint8Array(12), text, commitment);
  const digest = await tagged("envelope-text", ciphertext), halves = [];
  for (const pair of [[names[0], names[1]], [names[0], names[2]], [names[1], names[2]]]) {
    const first = fresh(32), parts = [first, first.map((one, at) => one ^ key[at])], sealed = [];
    for (const at of [0, 1]) {
      const bound = [utf8("expertpool/half/v1"), utf8(pair[at]), utf8(pair[0]), utf8(pair[1]), commitment, digest, ...context];
      sealed.push(hex(await seal(parts[at], trustees[pair[at]], bound)));
    }
    halves.push({ holders: pair, sealed: sealed });
  }
  return canonical({ ciphertext: hex(ciphertext), commitment: hex(commitment), format: "expertpool-envelope/1", halves: halves });
}

const ROOM = 16384;

/* The sealed sheet as canonical bytes, with its commitment and its document's hash. */
export async function sealSheet(sheet, trustees) {
  const data = canonical(Object.assign({ format: "expertpool-scoresheet/1", salt: hex(fresh(32)) }, sheet));
  if (data.length > ROOM) { throw new Error("sheet-too-long"); }
  const padded = joined(lp(data), new Uint8Array(ROOM - data.length));
  const commitment = await tagged("score", data), place = canonical(sheet.place);
  const envelope = await sealToPairs(padded, trustees, [utf8("expertpool/score-seal/v1"), place, commitment]);
  const record = canonical({
    commitment: hex(commitment), format: "expertpool-sealed-scoresheet/1", place: sheet.place, sealed: new TextDecoder().decode(envelope)
  });
  return { record: record, commitment: hex(commitment), document: hex(await tagged("document", utf8(SHEET), record)) };
}

export const SHEET = "application/vnd.expertpool.sealed-scoresheet+json";
export const RECOGNISED = "application/vnd.expertpool.recognition+json";
