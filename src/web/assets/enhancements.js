// Everything works without this file; it makes some things quicker.
import { initAll } from "./govuk-frontend.min.js";
import { enhanceDates } from "./as-at.js";
import { refreshProgress } from "./progress.js";

initAll();
enhanceDates();
refreshProgress();
