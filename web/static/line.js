/* Every page: says when the line is lost, and two minutes before an idle session ends; prints where a button asks;
   tables of many columns can be read on a phone line by line. */
"use strict";
(function () {
  var lost = document.getElementById("line-lost");
  var idle = document.getElementById("line-idle");
  var timer;

  function told() { lost.hidden = window.navigator.onLine; }

  function wait() {
    window.clearTimeout(timer);
    idle.hidden = true;
    timer = window.setTimeout(function () { idle.hidden = false; }, Number(idle.dataset.minutes) * 60000);
  }

  window.addEventListener("offline", told);
  window.addEventListener("online", told);
  told();
  Array.prototype.forEach.call(document.querySelectorAll(".scroll > table:not(.matrix)"), function (table) {
    var heads = table.querySelectorAll("thead th");
    if (!heads.length || table.querySelector("[colspan], [rowspan]")) { return; }
    table.classList.add(heads.length > 3 ? "stack" : "short");
    Array.prototype.forEach.call(table.querySelectorAll("tbody td"), function (cell) {
      var head = heads[cell.cellIndex];
      var filled = cell.textContent.trim() || cell.querySelector("input, select");
      if (head && filled && !cell.dataset.label) { cell.dataset.label = head.textContent.trim(); }
    });
  });
  Array.prototype.forEach.call(document.querySelectorAll("[data-print]"), function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });
  if (!idle) { return; }
  idle.querySelector("button").addEventListener("click", function () {
    window.fetch("/own", { credentials: "same-origin", redirect: "manual" }).then(function (answer) {
      if (answer.status === 200) { wait(); } else { window.location.reload(); }
    }).catch(told);
  });
  document.addEventListener("desk-saved", wait);
  wait();
}());
