/* This device's own key: made here, kept by the browser, shown to nobody; and what the device remembers besides. */
import { base64, canonical, hex, joined, lp, tagged, utf8 } from "./bytes.js";

export const able = Boolean(window.isSecureContext && window.crypto && crypto.subtle && window.indexedDB && window.BigInt);

function opened() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open("expertpool", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("keys", { keyPath: "id" });
      asked.result.createObjectStore("things");
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

async function within(store, mode, work) {
  const base = await opened();
  try {
    return await new Promise((done, failed) => {
      const act = base.transaction(store, mode), asked = work(act.objectStore(store));
      act.oncomplete = () => done(asked.result);
      act.onerror = act.onabort = () => failed(act.error);
    });
  } finally { base.close(); }
}

export function recall(name) { return within("things", "readonly", (store) => store.get(name)); }
export function remember(name, value) { return within("things", "readwrite", (store) => store.put(value, name)); }
export function forget(name) { return within("things", "readwrite", (store) => store.delete(name)); }

export async function keys() {
  const found = await within("keys", "readonly", (store) => store.getAll());
  return found.sort((one, other) => other.made - one.made);
}

export async function keyOf(id) { return id ? within("keys", "readonly", (store) => store.get(id)) : undefined; }

export function dropKey(id) { return within("keys", "readwrite", (store) => store.delete(id)); }

export async function makeKey() {
  const pair = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const drafts = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const key = { id: hex(await tagged("key-id", utf8("p256"), raw)), own: pair.privateKey, raw: raw, drafts: drafts, made: Date.now() };
  await within("keys", "readwrite", (store) => store.put(key));
  if (navigator.storage && navigator.storage.persist) { navigator.storage.persist().catch(() => false); }
  return key;
}

export async function sign(key, bytes) {
  return new Uint8Array(await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key.own, bytes));
}

/* A document as the server takes it: a DSSE envelope with one signature. */
export async function signed(key, type, payload) {
  const kind = utf8(type), space = utf8(" ");
  const sizes = [kind.length, payload.length].map((size) => utf8(String(size)));
  const message = joined(utf8("DSSEv1 "), sizes[0], space, kind, space, sizes[1], space, payload);
  const signature = { keyid: key.id, sig: base64(await sign(key, message)) };
  return canonical({ payload: base64(payload), payloadType: type, signatures: [signature] });
}

export async function proof(key, purpose) {
  const answer = await fetch("/device/nonce", { credentials: "same-origin" });
  const nonce = (await answer.json()).nonce;
  const parts = ["expertpool/device-proof/v1", purpose, window.location.host, nonce].map((part) => lp(utf8(part)));
  return { public: hex(key.raw), nonce: nonce, signature: hex(await sign(key, joined(...parts))) };
}

/* Whether the server took this device for its owner's. */
export async function enter(key) {
  const body = new URLSearchParams(await proof(key, "enter"));
  const answer = await fetch("/device/enter", { method: "POST", body: body, credentials: "same-origin" });
  return answer.status === 200;
}
