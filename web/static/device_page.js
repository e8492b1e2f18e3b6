/* The experts' door: makes this device's key with the invite, and lets the device in by itself afterwards. */
import { able, enter, keyOf, keys, makeKey, proof } from "./device_key.js";

const EVERY = 120000;
const script = document.querySelector("script[data-device]");

function show(selector, shown) { document.querySelectorAll(selector).forEach((one) => { one.hidden = !shown; }); }

async function bind(form) {
  const key = await makeKey();
  for (const [name, value] of Object.entries(await proof(key, "bind"))) { form.elements[name].value = value; }
}

async function comeIn(following) {
  for (const key of await keys()) {
    if (await enter(key)) { window.location.replace(following); return true; }
  }
  return false;
}

async function atTheDoor(form) {
  show("[data-able]", able);
  show("[data-unable]", !able);
  if (!able) { return; }
  const own = document.getElementById("own-device");
  form.addEventListener("submit", (event) => {
    if (!own.checked || form.elements.public.value) { return; }
    event.preventDefault();
    bind(form).catch(() => { own.checked = false; }).then(() => form.submit());
  });
  const button = document.getElementById("enter-here"), said = document.getElementById("enter-said");
  const following = form.elements.following.value;
  const tryIt = async () => {
    said.textContent = script.dataset.entering;
    try { if (await comeIn(following)) { return; } } catch (error) { /* no line: said below */ }
    said.textContent = script.dataset.refused;
  };
  if ((await keys()).length === 0) { return; }
  show("[data-known]", true);
  button.addEventListener("click", tryIt);
  if (following !== "/" && !document.getElementById("faults")) { await tryIt(); }
}

async function stay(id) {
  const key = await keyOf(id);
  if (!key) { return; }
  const renew = () => { if (!document.hidden) { enter(key).catch(() => false); } };
  window.setInterval(renew, EVERY);
  document.addEventListener("visibilitychange", renew);
}

const form = document.querySelector("form.bind");
if (form) { atTheDoor(form); }
if (script && script.dataset.device && able) { stay(script.dataset.device); }
