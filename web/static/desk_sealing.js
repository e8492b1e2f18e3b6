/* The scoresheet on the reader's own device: drafts kept here under its key, the sheet sealed and signed here. */
import { canonical, hex, tagged, unhex, utf8 } from "./bytes.js";
import { able, forget, keyOf, recall, remember, signed } from "./device_key.js";
import { RECOGNISED, SHEET, sealSheet } from "./sealing.js";
import { read } from "./scoresheet.js";

const sheet = document.getElementById("sheet"), words = sheet.dataset;
const said = document.getElementById("seal-said"), checked = document.getElementById("checked");
const buttons = ["check", "seal", "recognise"].map((id) => document.getElementById(id));
const fields = Array.from(sheet.querySelectorAll(".line input[name=mark], .line select, .line textarea"));
const place = JSON.parse(words.place), rubric = JSON.parse(words.rubric), trustees = {};
for (const [name, key] of Object.entries(JSON.parse(words.trustees))) { trustees[name] = unhex(key); }
const draft = ["draft", words.key, place.group, place.packet].join("|");
let key, timer;

function say(text) { said.textContent = text; if (text) { said.focus(); } }

function typed() { return Object.fromEntries(fields.map((field) => [field.id, field.value])); }

function sentence(fault) {
  const places = {
    title: fault.title, found: fault.found, longest: fault.longest, step: String(rubric.scale.step / 100),
    grades: rubric.scale.grades.map((one) => one.grade).join("、")
  };
  return words[fault.name].replace(/\{(\w+)\}/g, (_, name) => String(places[name]));
}

function showFaults(faults, touched) {
  for (const field of fields) {
    const fault = faults.find((one) => one.field === field.id);
    const text = fault && (touched === null || (field.id !== touched ? false : fault.name !== "markMissing")) ? sentence(fault) : "";
    if (touched !== null && field.id !== touched && text === "" && fault) { continue; }
    document.getElementById(field.id + "-fault").textContent = text;
    field.parentNode.classList.toggle("wrong", text !== "");
    if (text && field.closest("details")) { field.closest("details").open = true; }
    if (text) { field.setAttribute("aria-invalid", "true"); } else { field.removeAttribute("aria-invalid"); }
  }
}

async function keep() {
  const nonce = crypto.getRandomValues(new Uint8Array(12)), text = utf8(JSON.stringify(typed()));
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: utf8(draft) }, key.drafts, text);
  await remember(draft, { nonce: nonce, sealed: sealed });
}

async function kept() {
  const found = await recall(draft);
  if (!found) { return {}; }
  const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: found.nonce, additionalData: utf8(draft) }, key.drafts, found.sealed);
  return JSON.parse(new TextDecoder().decode(opened));
}

async function changed(field) {
  checked.hidden = true;
  const now = read(typed(), rubric);
  document.querySelector("[data-filled]").textContent = String(Object.keys(now.marks).length);
  showFaults(now.faults, field.id);
  await keep();
  const time = new Date().toTimeString().slice(0, 8);
  field.closest(".line").querySelector(".saved").textContent = words.savedHere.replace("…", time);
}

function check() {
  const now = read(typed(), rubric), list = document.getElementById("checked-lines");
  showFaults(now.faults, null);
  say("");
  if (now.faults.length) { document.getElementById(now.faults[0].field).focus(); return; }
  list.textContent = "";
  const row = (title, mark, reason) => {
    const name = document.createElement("dt"), value = document.createElement("dd"), bold = document.createElement("b");
    name.textContent = title; bold.textContent = mark; value.append(bold);
    if (reason) { value.append(document.createElement("br"), reason); }
    list.append(name, value);
  };
  rubric.indicators.forEach((one, line) => row(one.title, document.getElementById("mark-" + line).value, now.reasons[one.code]));
  row(document.querySelector("label[for=comment]").firstChild.textContent, now.comment || "—", "");
  checked.hidden = false;
  checked.focus();
}

async function send(path, document) {
  const answer = await fetch(words.here + path, {
    method: "POST", body: document, headers: { "Content-Type": "application/json" }, credentials: "same-origin", redirect: "manual"
  });
  if (answer.status === 409) { say(words.sentBefore); window.setTimeout(() => window.location.reload(), 2500); return null; }
  if (answer.status !== 200) { say(answer.status >= 500 || answer.status === 401 ? words.notSent : words.notAccepted); return null; }
  return answer.json();
}

async function seal() {
  const now = read(typed(), rubric);
  if (now.faults.length) { check(); return; }
  say(words.sealingNow);
  const whole = Object.assign({}, place, { rubric: hex(await tagged("rubric", utf8(words.rubric))) });
  const made = await sealSheet({ comment: now.comment, marks: now.marks, place: whole, reasons: now.reasons }, trustees);
  const told = await send("/sealed", await signed(key, SHEET, made.record));
  if (!told) { return; }
  if (told.commitment !== made.commitment || told.document !== made.document) { say(words.forgedReceipt); return; }
  await remember(["receipt", place.group, place.packet, place.version].join("|"), { commitment: made.commitment, document: made.document });
  await forget(draft);
  window.location.assign(words.here + "/receipt");
}

async function recognise() {
  const record = { format: "expertpool-recognition/1", group: place.group, packet: place.packet, reader: place.reader };
  if (await send("/recognised", await signed(key, RECOGNISED, canonical(record)))) {
    await forget(draft);
    window.location.assign(words.group);
  }
}

function once(work) {
  return () => {
    buttons.forEach((one) => { one.disabled = true; });
    work().catch(() => say(words.notSent)).then(() => buttons.forEach((one) => { one.disabled = false; }));
  };
}

async function begin() {
  key = able ? await keyOf(words.key) : undefined;
  if (!key) { say(words.lostKey); fields.forEach((field) => { field.disabled = true; }); return; }
  const before = await kept();
  for (const field of fields) {
    if (before[field.id]) { field.value = before[field.id]; }
    if (field.value && field.closest("details")) { field.closest("details").open = true; }
    field.addEventListener("input", () => { window.clearTimeout(timer); timer = window.setTimeout(() => changed(field), 300); });
    field.addEventListener("change", () => { window.clearTimeout(timer); changed(field); });
  }
  document.querySelector("[data-filled]").textContent = String(Object.keys(read(typed(), rubric).marks).length);
  window.addEventListener("pagehide", () => { keep(); });
  document.getElementById("check").addEventListener("click", check);
  document.getElementById("seal").addEventListener("click", once(seal));
  document.getElementById("recognise").addEventListener("click", once(recognise));
  document.getElementById("back").addEventListener("click", () => { checked.hidden = true; fields[0].focus(); });
  buttons.forEach((one) => { one.disabled = false; });
}

begin().catch(() => say(words.lostKey));
