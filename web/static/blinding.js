/* Tokens of a secret ballot: RSA blinding (RFC 9474, SHA-384, PSS, randomized) and the one-time Ed25519 keys of votes.
   Neither stands in browsers of 2021. Every secret here is made for one token, on the voter's device, and used once. */
import { big, canonical, fresh, hex, joined, number, sha, tagged, unhex, utf8 } from "./bytes.js";

const E = 65537n, HASH = 48;

export function modPower(base, exponent, modulus) {
  let result = 1n, square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) { result = result * square % modulus; }
    square = square * square % modulus;
  }
  return result;
}

function inverse(value, modulus) {
  let [a, b, x, y] = [value % modulus, modulus, 1n, 0n];
  while (b) { const q = a / b; [a, b, x, y] = [b, a - q * b, y, x - q * y]; }
  if (a !== 1n) { throw new Error("key-shares-a-factor"); }
  return (x % modulus + modulus) % modulus;
}

/* EMSA-PSS with SHA-384 (RFC 8017, 9.1.1). */
export async function encoded(message, bits, salt) {
  const size = Math.ceil(bits / 8), room = size - HASH - 1;
  const inner = await sha("SHA-384", joined(new Uint8Array(8), await sha("SHA-384", message), salt));
  const block = joined(new Uint8Array(room - salt.length - 1), Uint8Array.of(1), salt);
  for (let at = 0, count = 0; at < room; at += HASH, count += 1) {
    const mask = await sha("SHA-384", joined(inner, Uint8Array.of(0, 0, 0, count)));
    for (let each = 0; each < HASH && at + each < room; each += 1) { block[at + each] ^= mask[each]; }
  }
  block[0] &= 255 >> (8 * size - bits);
  return joined(block, inner, Uint8Array.of(188));
}

export async function blinded(modulus, prepared, salt = fresh(HASH), factor = null) {
  const size = modulus.toString(16).length / 2, bits = modulus.toString(2).length;
  const value = number(await encoded(prepared, bits - 1, salt));
  let hiding = factor;
  while (hiding === null || hiding <= 0n || hiding >= modulus) { hiding = number(fresh(size)); }
  inverse(value, modulus);
  return { message: big(value * modPower(hiding, E, modulus) % modulus, size), inverse: inverse(hiding, modulus), value: value };
}

const P = (1n << 255n) - 19n, L = (1n << 252n) + 27742317777372353535851937790883648493n;
const D = 37095705934669439343138083508754565189542113879843219016388785533085940283555n;
const BASE = [
  15112221349535400772501151409588531511454012693041857206046113283949847762202n,
  46316835694926478169428394003475163141307993866256225615783033603165251855960n
];

function mod(value, by) { const rest = value % by; return rest < 0n ? rest + by : rest; }

function sum([x, y, z, t], [u, v, w, s]) {
  const a = mod((y - x) * (v - u), P), b = mod((y + x) * (v + u), P), c = mod(2n * t * s * D, P), d = mod(2n * z * w, P);
  const e = b - a, f = d - c, g = d + c, h = b + a;
  return [mod(e * f, P), mod(g * h, P), mod(f * g, P), mod(e * h, P)];
}

function times(scalar) {
  let point = [0n, 1n, 1n, 0n], step = [BASE[0], BASE[1], 1n, mod(BASE[0] * BASE[1], P)];
  for (let left = scalar; left > 0n; left >>= 1n) {
    if (left & 1n) { point = sum(point, step); }
    step = sum(step, step);
  }
  const z = modPower(point[2], P - 2n, P), x = mod(point[0] * z, P), y = mod(point[1] * z, P);
  return big(y | (x & 1n) << 255n, 32).reverse();
}

function little(bytes) { return number(Uint8Array.from(bytes).reverse()); }

async function halves(secret) {
  const both = await sha("SHA-512", secret), scalar = both.slice(0, 32);
  scalar[0] &= 248; scalar[31] = scalar[31] & 63 | 64;
  return [little(scalar), both.slice(32)];
}

export async function publicOf(secret) { return times((await halves(secret))[0]); }

export async function signedBy(secret, message) {
  const [scalar, prefix] = await halves(secret), own = times(scalar);
  const r = mod(little(await sha("SHA-512", joined(prefix, message))), L), point = times(r);
  const k = mod(little(await sha("SHA-512", joined(point, own, message))), L);
  return joined(point, big(mod(r + k * scalar, L), 32).reverse());
}

/* What a ballot's definition says, with its hash and the eight characters on the wall. */
export async function definitionOf(bytes) {
  const said = JSON.parse(new TextDecoder().decode(bytes)), hash = await tagged("ballot", bytes);
  const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ", print = number((await tagged("ballot-print", hash)).slice(0, 5));
  let mark = "";
  for (let at = 7n; at >= 0n; at -= 1n) { mark += letters[Number(print >> 5n * at & 31n)]; }
  const trustees = {};
  for (const one of said.trustees) { trustees[one.holder] = unhex(one.public); }
  return { said: said, hash: hash, mark: mark, trustees: trustees, modulus: BigInt("0x" + said.token.key) };
}

export function votesOn(ballot, member) {
  const out = ballot.said.recused.filter((one) => one.members.includes(member)).map((one) => one.candidate);
  return ballot.said.candidates.filter((name) => !out.includes(name));
}

/* What stays on the device, and the request that goes to the inspector's machine. */
export async function ask(ballot, member) {
  const pending = [], hidden = [];
  for (const candidate of votesOn(ballot, member)) {
    const secret = fresh(32), own = await publicOf(secret);
    const prepared = joined(fresh(32), await tagged("token", ballot.hash, utf8(candidate), own));
    const made = await blinded(ballot.modulus, prepared);
    pending.push({ candidate: candidate, secret: secret, prepared: prepared, inverse: made.inverse, value: made.value });
    hidden.push(hex(made.message));
  }
  const record = { ballot: hex(ballot.hash), blinded: hidden, format: "expertpool-token-request/1", member: member };
  return { pending: pending, request: canonical(record) };
}

export const REQUEST = "application/vnd.expertpool.token-request+json";

/* The tokens; raises for an answer that is not by the ballot's one key. */
export function receive(ballot, pending, answers) {
  const size = ballot.said.token.key.length / 2;
  if (answers.length !== pending.length) { throw new Error("wrong-blind-signature"); }
  return pending.map((one, at) => {
    const signature = BigInt("0x" + answers[at]) * one.inverse % ballot.modulus;
    if (modPower(signature, E, ballot.modulus) !== one.value) { throw new Error("wrong-blind-signature"); }
    return { candidate: one.candidate, secret: hex(one.secret), prefix: hex(one.prepared.slice(0, 32)), signature: hex(big(signature, size)) };
  });
}
