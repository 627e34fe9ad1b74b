// Shows the API's own description, to read and to try.

const place = document.querySelector("[data-schema]");

window.SwaggerUIBundle({
  domNode: place,
  url: place.dataset.schema,
  presets: [window.SwaggerUIBundle.presets.apis],
  defaultModelsExpandDepth: 0,
  validatorUrl: null,
});
