/* The projector's page: appends what the hall's stream tells, once each; seats appear one by one. */
"use strict";
(function () {
  var lists = { seat: document.getElementById("seats") };
  var steps = document.getElementById("steps");
  var line = document.getElementById("line");
  var still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var waiting = [];
  var busy = false;

  function put(told) {
    if (document.getElementById("step-" + told.key)) { return false; }
    if (told.kind === "conditions") { window.location.reload(); return false; }
    var made = new DOMParser().parseFromString("<ul>" + told.html + "</ul>", "text/html").querySelector("li");
    if (!made) { return false; }
    if (told.kind === "seat" && made.querySelector(".place").textContent === "1") { lists.seat.textContent = ""; }
    made.classList.add("fresh");
    (lists[told.kind] || steps).appendChild(made);
    made.scrollIntoView({ block: "nearest" });
    return true;
  }

  function next() {
    var told = waiting.shift();
    if (!told) { busy = false; return; }
    busy = true;
    var pause = put(told) && !still ? (told.kind === "seat" ? 700 : 1200) : 0;
    if (told.kind === "result" && !document.querySelector(".qr")) {
      window.setTimeout(function () { window.location.reload(); }, 3000);
    }
    window.setTimeout(next, pause);
  }

  var stream = new EventSource(document.body.dataset.events);
  stream.addEventListener("step", function (event) {
    waiting.push(JSON.parse(event.data));
    if (!busy) { next(); }
  });
  stream.onopen = function () { line.textContent = ""; };
  stream.onerror = function () { line.textContent = line.dataset.lost; };
}());
