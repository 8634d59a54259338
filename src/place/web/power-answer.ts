import { z } from "zod";
import { capital, type Section, type TableModel } from "../../kernel/index.ts";
import { markLabel } from "../function.ts";
import { formatPounds } from "../power-limit.ts";
import { partInWords, rightInWords } from "../power-words.ts";
import type { PowerAnswer, PowerQuestion } from "../power.ts";

/** Shape of the answer for machines. */
export const powerAnswerShape = z.object({
  question: z.object({
    function: z.string(),
    area: z.string(),
    at: z.iso.date(),
    amountPounds: z.string().nullable(),
  }),
  verdict: z.enum(["known", "partly", "cannot-tell"]),
  deciders: z.array(
    z.object({
      name: z.string(),
      href: z.string().nullable(),
      part: z.string().nullable(),
      share: z.number().nullable(),
      provision: z.string().nullable(),
      words: z.string().nullable(),
      mark: z.enum(["confirmed", "to-be-checked"]),
      limitPounds: z.string().nullable(),
      conditions: z.array(z.string()),
      extents: z.array(z.string()),
      chain: z.array(
        z.object({
          from: z.string(),
          to: z.string(),
          legalBasis: z.string(),
          beginsOn: z.iso.date().nullable(),
          endsOn: z.iso.date().nullable(),
          limitPounds: z.string().nullable(),
          conditions: z.string().nullable(),
          extent: z.string().nullable(),
          delegation: z.string().nullable(),
        }),
      ),
    }),
  ),
  reserved: z.array(z.object({ what: z.string(), by: z.string() })),
  missing: z.array(z.string()),
  localDelegations: z.object({
    heldHere: z.number(),
    forPartsOnly: z.number(),
    others: z.literal("not known here"),
  }),
  withoutUncheckedLaw: z.object({ verdict: z.string(), deciders: z.array(z.string()) }),
  choice: z.string(),
  note: z.string(),
});

/** Who may decide, as a table; the most local first. */
export function decidersTable(answer: PowerAnswer, withAt: string): TableModel {
  return {
    name: "who",
    caption: "Who may decide, the most local first",
    columns: [
      { key: "who", label: "Who", kind: "link" },
      { key: "right", label: "By what right", kind: "text" },
      { key: "limit", label: "Up to", kind: "text" },
      { key: "conditions", label: "On condition", kind: "text" },
      { key: "part", label: "For", kind: "text" },
      { key: "mark", label: "Law", kind: "text" },
    ],
    rows: answer.deciders.map((one) => ({
      who: one.href === undefined ? one.name : { text: one.name, href: `${one.href}${withAt}` },
      right: rightInWords(one),
      limit: one.limit === undefined ? "No limit is stated" : formatPounds(one.limit),
      conditions: one.conditions.length === 0 ? "None is stated" : one.conditions.join("; "),
      part:
        [one.part === undefined ? "" : partInWords(one.part), ...one.extents].filter(Boolean).join(": ") ||
        "all of it",
      mark: markLabel(one.mark),
    })),
    empty: "Nobody can be named from what is held here.",
  };
}

/** What stays above, and what is missing to tell. */
export function answerSections(question: PowerQuestion, answer: PowerAnswer): readonly Section[] {
  const asked = question.function;
  const kept = [
    ...answer.reserved.map((one) => `${capital(one.what)}: ${one.by}`),
    ...(asked.choice === "local-choice"
      ? []
      : [
          `How it is done follows, ${asked.choice === "mixed" ? "in part" : "in the main"}, a national standard`,
        ]),
  ];
  return [
    ...(kept.length > 0 ? [{ kind: "list" as const, heading: "What is reserved above", items: kept }] : []),
    ...(answer.missing.length > 0
      ? [{ kind: "list" as const, heading: "Not held here", items: answer.missing.map(capital) }]
      : []),
    {
      kind: "facts",
      heading: "What the law as held here says",
      facts: [
        { label: "Provision", value: asked.provision },
        { label: "Decided within the body by", value: asked.decidedBy },
        {
          label: "May be delegated to",
          value: asked.mayBeDelegatedTo === "-" ? "nobody is named" : asked.mayBeDelegatedTo,
        },
        { label: "Joint exercise", value: asked.jointRoute === "-" ? "None is named" : asked.jointRoute },
        ...(asked.notes === undefined ? [] : [{ label: "The source adds", value: asked.notes }]),
        { label: "Law", value: markLabel(asked.mark) },
      ],
    },
  ];
}
