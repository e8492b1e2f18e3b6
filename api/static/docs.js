// Opens the description of the API; gives each write a key, as the API asks for one.
"use strict";
window.addEventListener("load", function () {
  window.SwaggerUIBundle({
    url: "/api/v1/openapi.json",
    dom_id: "#docs",
    deepLinking: true,
    requestInterceptor: function (request) {
      if (request.method && request.method.toUpperCase() !== "GET") {
        request.headers["Idempotency-Key"] = String(Date.now()) + "-" + String(Math.random()).slice(2);
      }
      return request;
    }
  });
});
