import { capital, type FormModel } from "../../kernel/index.ts";
import { cashableWords, claimKinds } from "../claim.ts";
import type { Measure } from "../measure.ts";

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, text]) => ({ value, text }));

/** What a claim says, as a form asks it. */
export const claimFields: FormModel["fields"] = [
  { name: "title", widget: { kind: "textarea", rows: 2 } },
  { name: "who", widget: { kind: "text" } },
  { name: "said", widget: { kind: "text", width: 20 } },
  { name: "kind", widget: { kind: "radios", options: choices(claimKinds) } },
  { name: "whatChanged", widget: { kind: "text" } },
  { name: "since", widget: { kind: "text" } },
  { name: "byHowMuch", widget: { kind: "text" } },
  { name: "cause", widget: { kind: "text" } },
  {
    name: "cashable",
    widget: {
      kind: "select",
      options: [
        { value: "", text: "No money is claimed" },
        ...choices(cashableWords).map(({ value, text }) => ({ value, text: capital(text) })),
      ],
    },
  },
  { name: "savedFor", widget: { kind: "text" } },
  { name: "savedWhen", widget: { kind: "text" } },
  { name: "limits", widget: { kind: "textarea", rows: 2 } },
  { name: "source", widget: { kind: "text" } },
  { name: "sourceUrl", widget: { kind: "text" } },
];

/** How a claim is read as figures, as a form asks it. */
export function readingFields(measures: readonly Measure[]): FormModel["fields"] {
  return [
    {
      name: "measure",
      widget: {
        kind: "select",
        options: [
          { value: "", text: "No figures held here measure it" },
          ...measures.map(({ key, text }) => ({ value: key, text })),
        ],
      },
    },
    {
      name: "direction",
      widget: {
        kind: "select",
        options: [
          { value: "up", text: "Up" },
          { value: "down", text: "Down" },
        ],
      },
    },
    { name: "before", widget: { kind: "text", width: 30 } },
    { name: "after", widget: { kind: "text", width: 30 } },
    { name: "later", widget: { kind: "text", width: 30 } },
    { name: "change", widget: { kind: "text", width: 10 } },
    {
      name: "against",
      widget: {
        kind: "radios",
        options: [
          { value: "no", text: "No: by itself" },
          { value: "yes", text: "Yes: the difference" },
        ],
      },
    },
  ];
}
