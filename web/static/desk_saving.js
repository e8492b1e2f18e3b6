/* The scoresheet: each field is saved when it changes; what could not be saved stays on this device until it is. */
"use strict";
(function () {
  var words = document.currentScript ? document.currentScript.dataset : document.querySelector("script[data-saved]").dataset;
  var filled = document.querySelector("[data-filled]");
  var place = window.location.pathname + "#" + words.reader + "#";
  var timers = {}, unsaved = {}, sent = {};
  var toCheck = document.getElementById("to-check"), asked = toCheck.textContent, going = false;

  function keep(id, text) { try { window.localStorage.setItem(place + id, text); } catch (error) { /* no room: the field itself still holds it */ } }
  function kept(id) { try { return window.localStorage.getItem(place + id); } catch (error) { return null; } }
  function drop(id, text) { try { if (kept(id) === text) { window.localStorage.removeItem(place + id); } } catch (error) { /* as above */ } }

  function show(field, faults) {
    var fault = document.getElementById(field.id + "-fault");
    var sentence = faults[field.id] || "";
    fault.textContent = sentence;
    field.parentNode.classList.toggle("wrong", sentence !== "");
    if (sentence && field.closest("details")) { field.closest("details").open = true; }
    if (sentence) { field.setAttribute("aria-invalid", "true"); } else { field.removeAttribute("aria-invalid"); }
  }

  function save(field) {
    var form = field.form, said = form.querySelector(".saved"), text = field.value;
    var body = new URLSearchParams();
    body.set(field.name, text);
    if (form.elements.line) { body.set("line", form.elements.line.value); }
    said.textContent = words.saving;
    window.clearTimeout(timers[field.id]);
    sent[field.id] = text;
    window.fetch(form.getAttribute("action").split("?")[0], {
      method: "POST", body: body, headers: { "Accept": "application/json" }, credentials: "same-origin", redirect: "manual"
    }).then(function (answer) {
      if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") { said.textContent = words.expired; stay(field); return null; }
      if (answer.status !== 200 && answer.status !== 422) { throw new Error(String(answer.status)); }
      return answer.json();
    }).then(function (told) {
      if (!told) { return; }
      Array.prototype.forEach.call(form.querySelectorAll("input[name=mark], select, textarea"), function (one) { show(one, told.faults); });
      if (told.saved && field.value === text) { delete unsaved[field.id]; }
      if (told.saved) { document.dispatchEvent(new Event("desk-saved")); drop(field.id, text); said.textContent = words.saved.replace("…", told.saved); } else { said.textContent = words.kept; stay(field); }
      filled.textContent = String(told.filled);
      go();
    }).catch(function () {
      said.textContent = words.kept;
      stay(field);
      window.clearTimeout(timers[field.id]);
      timers[field.id] = window.setTimeout(function () { save(field); }, 5000);
    });
  }

  function stay(field) {
    delete sent[field.id];
    if (going) { going = false; toCheck.textContent = asked; field.focus(); }
  }

  function go() { if (going && !Object.keys(unsaved).length) { window.location.assign(toCheck.href); } }

  Array.prototype.forEach.call(document.querySelectorAll(".line button"), function (button) { button.parentNode.removeChild(button); });
  toCheck.addEventListener("click", function (event) {
    var waiting = Object.keys(unsaved);
    if (!waiting.length) { return; }
    event.preventDefault();
    going = true;
    toCheck.textContent = words.saving;
    waiting.forEach(function (id) { if (sent[id] !== document.getElementById(id).value) { save(document.getElementById(id)); } });
  });
  window.addEventListener("pageshow", function (event) { if (event.persisted) { going = false; toCheck.textContent = asked; } });
  Array.prototype.forEach.call(document.querySelectorAll(".line input[name=mark], .line select, .line textarea"), function (field) {
    var left = kept(field.id);
    if (left !== null && left !== field.value) { field.value = left; unsaved[field.id] = true; save(field); }
    field.addEventListener("input", function () {
      keep(field.id, field.value);
      unsaved[field.id] = true;
      window.clearTimeout(timers[field.id]);
      timers[field.id] = window.setTimeout(function () { save(field); }, 1500);
    });
    field.addEventListener("change", function () {
      window.clearTimeout(timers[field.id]);
      save(field);
    });
  });
  var marks = document.querySelectorAll(".line input[name=mark]");
  Array.prototype.forEach.call(marks, function (mark, place) {
    mark.form.addEventListener("submit", function (event) { event.preventDefault(); (marks[place + 1] || document.getElementById("comment")).focus(); });
  });
}());
