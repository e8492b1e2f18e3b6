/* A secret ballot in the browser: papers asked for by name, votes sealed here and cast without one. */
import { hex } from "./bytes.js";
import { REQUEST, ask, definitionOf, receive } from "./blinding.js";
import { able, keyOf, recall, remember, signed } from "./device_key.js";

const words = document.querySelector("script[data-ballot]").dataset, own = words.mode === "own";
const box = "/box/" + words.ballot, choices = ["yes", "no", "abstain"], LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const part = (id) => document.getElementById(id);
let ballot, place, state;

/* Sealing is fetched when it is needed, so that the page opens on a weak line. */
function casting() { return import("./casting.js"); }

function say(text) { part("said").textContent = text; if (text) { part("said").focus(); } }

function show(name) {
  for (const id of ["compare", "waiting", "choose", "voted", "parcel", "unlock", "next"]) {
    if (part(id)) { part(id).hidden = id !== name && !(id === "next" && name === "voted"); }
  }
}

/* As people may type it: letters that look like digits, blanks and hyphens aside. */
function normal(text) { return text.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1").replace(/[^0-9A-Z]/g, ""); }

async function keep(change) { state = Object.assign({}, state, change); if (own) { await remember(place, state); } }

function chooser(token) {
  const set = document.createElement("fieldset"), legend = document.createElement("legend");
  set.className = "card vote"; legend.textContent = token.candidate; set.append(legend);
  for (const choice of choices) {
    const label = document.createElement("label"), input = document.createElement("input");
    input.type = "radio"; input.name = token.candidate; input.value = choice;
    label.className = "check"; label.append(input, " " + words[choice]); set.append(label);
  }
  return set;
}

function offer() {
  part("candidates").textContent = "";
  part("candidates").append(...state.tokens.map(chooser));
  show("choose");
}

function chosen() {
  const found = {};
  for (const token of state.tokens) {
    const one = Array.from(document.getElementsByName(token.candidate)).find((input) => input.checked);
    if (one) { found[token.candidate] = one.value; }
  }
  return found;
}

function showReceipts() {
  part("receipts").textContent = "";
  for (const one of state.receipts) {
    const name = document.createElement("dt"), value = document.createElement("dd"), code = document.createElement("code");
    name.textContent = one.candidate; code.textContent = one.receipt.slice(0, 12); code.title = one.receipt;
    value.append(code); part("receipts").append(name, value);
  }
  show("voted");
  part("voted").focus();
}

/* The box must not be told who votes: no cookie goes with these requests. */
function toBox(path, method, body) {
  return fetch(box + path, { method: method, body: body, credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" });
}

async function cast() {
  const made = state.made || null, picked = chosen(), missing = state.tokens.length - Object.keys(picked).length;
  if (!made && missing) { say(words.missing.replace("…", String(missing))); return; }
  say(words.casting);
  if (!made) {
    const use = await casting(), sealed = await use.votes(ballot, state.tokens, picked);
    await keep({ made: new TextDecoder().decode(use.file(sealed)), receipts: sealed.map((one) => ({ candidate: one.candidate, receipt: one.receipt })) });
  }
  const answer = await toBox("", "POST", state.made);
  if (answer.status !== 200) { say(answer.status >= 500 ? words.notCast : words.refused); return; }
  const told = (await answer.json()).receipts.join(), mine = state.receipts.map((one) => one.receipt).sort().join();
  if (told !== mine) { say(words.refused); return; }
  say("");
  await keep({ tokens: null, made: null, done: true });
  showReceipts();
}

async function begin() {
  const typed = normal(part("seen").value);
  if (typed.length !== 8) { say(words.noMark); return; }
  if (typed !== ballot.mark) { say(words.otherMark); return; }
  const key = await keyOf(words.key);
  if (!key) { say(words.lostKey); return; }
  say("");
  const made = await ask(ballot, words.member), document = await signed(key, REQUEST, made.request);
  await keep({ pending: made.pending, request: new TextDecoder().decode(document) });
  await wait();
}

async function wait() {
  show("waiting");
  for (let first = true; ; first = false) {
    try {
      if (first) {
        const sent = await fetch("/vote/" + words.ballot + "/request", { method: "POST", body: state.request, credentials: "same-origin" });
        if (sent.status === 409) { say(words.askedTwice); }
        else if (sent.status >= 400) { say(words.refused); return; }
      }
      const found = await fetch("/vote/" + words.ballot + "/answer", { credentials: "same-origin" });
      if (found.status === 200) { await unblind((await found.json()).answers); return; }
    } catch (error) { /* no line: asked again below */ }
    await new Promise((done) => window.setTimeout(done, 3000));
  }
}

async function unblind(answers) {
  let tokens;
  try { tokens = receive(ballot, state.pending, answers); } catch (error) { show("none"); say(words.forged); return; }
  say("");
  await keep({ tokens: tokens, pending: null, request: null });
  offer();
}

async function toTablet() {
  const letters = Array.from(crypto.getRandomValues(new Uint8Array(12)), (one) => LETTERS[one & 31]).join("");
  const use = await casting(), keys = await use.parcelKeys(letters, ballot.hash);
  const answer = await toBox("/parcels/" + keys.id, "PUT", await use.wrapped(keys, state.tokens));
  if (answer.status !== 200) { say(words.notCast); return; }
  await keep({ tokens: null, parcel: letters });
  showParcel();
}

function showParcel() {
  part("parcel-code").textContent = state.parcel.replace(/(.{4})(?=.)/g, "$1-");
  show("parcel");
  part("parcel").focus();
}

async function openParcel() {
  const letters = normal(part("code").value);
  say("");
  if (letters.length !== 12) { say(words.noParcel); return; }
  const use = await casting(), keys = await use.parcelKeys(letters, ballot.hash);
  const answer = await toBox("/parcels/" + keys.id, "DELETE");
  if (answer.status !== 200) { say(words.noParcel); return; }
  const tokens = await use.unwrapped(keys, new Uint8Array(await answer.arrayBuffer()));
  part("code").value = "";
  await keep({ tokens: tokens });
  offer();
}

function press(id, work) {
  const button = part(id);
  if (!button) { return; }
  button.addEventListener("click", () => {
    button.disabled = true;
    work().catch(() => say(words.notCast)).then(() => { button.disabled = false; });
  });
}

async function start() {
  if (!able) { say(words.needsScript); return; }
  const answer = await toBox("/definition", "GET");
  ballot = await definitionOf(new Uint8Array(await answer.arrayBuffer()));
  place = ["ballot", words.key, hex(ballot.hash)].join("|");
  state = (own && await recall(place)) || {};
  press("cast", cast); press("ask", begin); press("to-tablet", toTablet); press("open-code", openParcel);
  if (!own) { show("unlock"); return; }
  if (state.done) { showReceipts(); }
  else if (state.parcel) { showParcel(); }
  else if (state.tokens) { offer(); }
  else if (state.request) { await wait(); }
  else { show("compare"); }
}

start().catch(() => say(words.notCast));
