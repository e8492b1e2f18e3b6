/* While work goes on beside the server, asks for the page again and puts its newer status in place. */
"use strict";
(function () {
  const place = "#run";
  function look() {
    fetch(location.href, { cache: "no-store", credentials: "same-origin" })
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        const fresh = new DOMParser().parseFromString(text, "text/html").querySelector(place);
        const here = document.querySelector(place);
        if (!fresh || !here) { location.reload(); return; }
        if (!fresh.hasAttribute("data-running")) { location.reload(); return; }
        const said = fresh.querySelector("[role=status]");
        const old = here.querySelector("[role=status]");
        if (said && old && said.textContent !== old.textContent) { old.replaceWith(said); }
        const far = fresh.querySelector("progress");
        const was = here.querySelector("progress");
        if (far && was) { was.value = far.value; was.max = far.max; } else if (far) { here.querySelector("[role=status]").after(far); }
        setTimeout(look, 2000);
      })
      .catch(function () { setTimeout(look, 5000); });
  }
  if (document.querySelector(place + "[data-running]")) { setTimeout(look, 1500); }
})();
