/* Single keys for those who look through hundreds of pages, and boxes drawn with the mouse. Links and forms do the rest. */
"use strict";
(function () {
  const switched = document.querySelector("#keys");
  if (switched) {
    switched.closest("label").hidden = false;
    switched.checked = localStorage.getItem("single-keys") !== "0";
    switched.addEventListener("change", function () { localStorage.setItem("single-keys", switched.checked ? "1" : "0"); });
  }
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || (switched && !switched.checked)) { return; }
    if (event.target.closest("input:not([type=checkbox]), textarea, select")) { return; }
    const found = document.querySelector('[data-key="' + CSS.escape(event.key.toLowerCase()) + '"]');
    if (found) { event.preventDefault(); found.click(); }
  });

  const papers = Array.from(document.querySelectorAll(".side-by-side .paper"));
  let leading = null;
  papers.forEach(function (paper) {
    paper.addEventListener("pointerenter", function () { leading = paper; });
    paper.addEventListener("focus", function () { leading = paper; });
    paper.addEventListener("scroll", function () {
      if (leading !== null && leading !== paper) { return; }
      papers.forEach(function (other) {
        if (other !== paper) { other.scrollTop = paper.scrollTop; other.scrollLeft = paper.scrollLeft; }
      });
    });
  });

  const told = document.querySelector(".drawing");
  if (told) { told.hidden = false; }
  const sides = ["left", "top", "right", "bottom"].map(function (name) { return document.getElementById(name); });
  document.querySelectorAll("svg.over").forEach(function (sheet) {
    let from = null;
    let shape = null;
    function at(event) {
      const box = sheet.getBoundingClientRect();
      const whole = sheet.viewBox.baseVal;
      const x = (event.clientX - box.left) / box.width * whole.width;
      const y = (event.clientY - box.top) / box.height * whole.height;
      return [Math.min(Math.max(Math.round(x), 0), whole.width), Math.min(Math.max(Math.round(y), 0), whole.height)];
    }
    function corners(to) {
      return [Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]), Math.max(from[1], to[1])];
    }
    sheet.addEventListener("pointerdown", function (event) {
      if (event.button !== 0 || event.pointerType === "touch") { return; }
      event.preventDefault();
      from = at(event);
      sheet.setPointerCapture(event.pointerId);
      document.querySelectorAll("rect.drawn").forEach(function (old) { old.remove(); });
      shape = document.createElementNS(sheet.namespaceURI, "rect");
      shape.setAttribute("class", "drawn");
      sheet.append(shape);
    });
    sheet.addEventListener("pointermove", function (event) {
      if (from === null) { return; }
      const now = corners(at(event));
      shape.setAttribute("x", now[0]);
      shape.setAttribute("y", now[1]);
      shape.setAttribute("width", now[2] - now[0]);
      shape.setAttribute("height", now[3] - now[1]);
    });
    sheet.addEventListener("pointerup", function (event) {
      if (from === null) { return; }
      const now = corners(at(event));
      from = null;
      if (now[2] - now[0] < 4 || now[3] - now[1] < 4) { shape.remove(); return; }
      sides.forEach(function (field, which) { field.value = now[which]; });
      document.getElementById("box-reason").focus({ preventScroll: false });
    });
    sheet.addEventListener("pointercancel", function () { from = null; if (shape) { shape.remove(); } });
  });
})();
