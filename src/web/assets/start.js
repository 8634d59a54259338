// Runs first in the body, before anything is drawn: GOV.UK Frontend looks for these classes.
document.body.className +=
  " js-enabled" + ("noModule" in HTMLScriptElement.prototype ? " govuk-frontend-supported" : "");
