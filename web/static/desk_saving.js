/* The scoresheet: each field is saved when it changes; what could not be saved stays on this device until it is. */
"use strict";
(function () {
  var words = document.currentScript ? document.currentScript.dataset : document.querySelector("script[data-saved]").dataset;
  var filled = document.querySelector("[data-filled]");
  var place = window.location.pathname + "#" + words.reader + "#";
  var timers = {};

  function keep(id, text) { try { window.localStorage.setItem(place + id, text); } catch (error) { /* no room: the field itself still holds it */ } }
  function kept(id) { try { return window.localStorage.getItem(place + id); } catch (error) { return null; } }
  function drop(id, text) { try { if (kept(id) === text) { window.localStorage.removeItem(place + id); } } catch (error) { /* as above */ } }

  function show(field, faults) {
    var fault = document.getElementById(field.id + "-fault");
    var sentence = faults[field.id] || "";
    fault.textContent = sentence;
    field.parentNode.classList.toggle("wrong", sentence !== "");
    if (sentence) { field.setAttribute("aria-invalid", "true"); } else { field.removeAttribute("aria-invalid"); }
  }

  function save(field) {
    var form = field.form, said = form.querySelector(".saved"), text = field.value;
    var body = new URLSearchParams();
    body.set(field.name, text);
    if (form.elements.line) { body.set("line", form.elements.line.value); }
    said.textContent = words.saving;
    window.fetch(form.getAttribute("action").split("?")[0], {
      method: "POST", body: body, headers: { "Accept": "application/json" }, credentials: "same-origin", redirect: "manual"
    }).then(function (answer) {
      if (answer.status === 401 || answer.status === 403 || answer.type === "opaqueredirect") { said.textContent = words.expired; return null; }
      if (answer.status !== 200 && answer.status !== 422) { throw new Error(String(answer.status)); }
      return answer.json();
    }).then(function (told) {
      if (!told) { return; }
      Array.prototype.forEach.call(form.querySelectorAll("input[name=mark], select, textarea"), function (one) { show(one, told.faults); });
      if (told.saved) { document.dispatchEvent(new Event("desk-saved")); drop(field.id, text); said.textContent = words.saved.replace("…", told.saved); } else { said.textContent = words.kept; }
      filled.textContent = String(told.filled);
    }).catch(function () {
      said.textContent = words.kept;
      window.clearTimeout(timers[field.id]);
      timers[field.id] = window.setTimeout(function () { save(field); }, 5000);
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll(".line input[name=mark], .line select, .line textarea"), function (field) {
    var left = kept(field.id);
    if (left !== null && left !== field.value) { field.value = left; save(field); }
    field.addEventListener("input", function () {
      keep(field.id, field.value);
      window.clearTimeout(timers[field.id]);
      timers[field.id] = window.setTimeout(function () { save(field); }, 1500);
    });
    field.addEventListener("change", function () {
      window.clearTimeout(timers[field.id]);
      save(field);
    });
  });
}());
