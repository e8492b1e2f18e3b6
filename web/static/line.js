/* Every page: says when the line is lost, and two minutes before an idle session ends; prints where a button asks. */
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
  var here = document.querySelector(".menu [aria-current]"), menu = here && here.closest("nav");
  if (menu && menu.scrollWidth > menu.clientWidth) { menu.scrollLeft = here.offsetLeft - 24; }
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
