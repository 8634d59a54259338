import type { FormModel } from "../../kernel/index.ts";
import { ruleTitles } from "../question-rules.ts";
import { choicesOf } from "./act.ts";

/** What is asked of whoever keeps a question or petition off the site: by which of the published rules, and why. */
export const refusalFields: FormModel["fields"] = [
  { name: "rule", widget: { kind: "radios", options: choicesOf(ruleTitles) } },
  { name: "why", widget: { kind: "textarea", rows: 3 } },
];
