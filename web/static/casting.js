/* A vote as it is cast: a token spent, the choice sealed to the trustees, signed with the token's own key. */
import { canonical, hex, tagged, unhex, utf8 } from "./bytes.js";
import { publicOf, signedBy } from "./blinding.js";
import { sealToPairs } from "./sealing.js";

const text = (bytes) => new TextDecoder().decode(bytes);

async function vote(ballot, token, choice) {
  const secret = unhex(token.secret), room = new Uint8Array(8);
  room.set(utf8(choice));
  const context = [utf8("expertpool/choice/v1"), ballot.hash, utf8(token.candidate)];
  const record = {
    ballot: hex(ballot.hash), candidate: token.candidate, format: "expertpool-vote/1",
    sealed: text(await sealToPairs(room, ballot.trustees, context)),
    token: { prefix: token.prefix, public: hex(await publicOf(secret)), signature: token.signature }
  };
  record.signature = hex(await signedBy(secret, canonical(record)));
  const bytes = canonical(record);
  return { candidate: token.candidate, bytes: bytes, receipt: hex(await tagged("vote", bytes)) };
}

/* One vote for each token; ``choices``: candidate -> choice. */
export async function votes(ballot, tokens, choices) {
  const made = [];
  for (const token of tokens) { made.push(await vote(ballot, token, choices[token.candidate])); }
  return made.sort((one, other) => (one.receipt < other.receipt ? -1 : 1));
}

export function file(made) {
  return canonical({ format: "expertpool-votes/1", votes: made.map((one) => text(one.bytes)) });
}

/* A parcel for a shared tablet: tokens under a code of twelve characters that only the member sees. */
export async function parcelKeys(code, hash) {
  const base = await crypto.subtle.importKey("raw", utf8(code), "PBKDF2", false, ["deriveBits"]);
  const bits = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt: hash, iterations: 300000 }, base, 512);
  const key = await crypto.subtle.importKey("raw", bits.slice(0, 32), "AES-GCM", false, ["encrypt", "decrypt"]);
  return { id: hex(bits.slice(32)), key: key };
}

export async function wrapped(keys, tokens) {
  return new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, keys.key, canonical(tokens)));
}

export async function unwrapped(keys, data) {
  return JSON.parse(text(await crypto.subtle.decrypt({ name: "AES-GCM", iv: new Uint8Array(12) }, keys.key, data)));
}
