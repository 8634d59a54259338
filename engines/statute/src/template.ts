/**
 * The kinds of proposal there is a template for.
 *
 * @example templateKinds.length // 7
 */
export const templateKinds = [
  "service-change",
  "urgent-temporary-closure",
  "key-decision",
  "section-75-agreement",
  "better-care-fund-plan",
  "board-merger",
  "officer-decision",
] as const;

/** A kind of proposal there is a template for. */
export type TemplateKind = (typeof templateKinds)[number];

type Template = {
  readonly title: string;
  readonly body: string;
  readonly meetings: boolean;
  readonly facts: readonly (readonly [key: string, value: string])[];
};

/** An answer left for the writer: not-known, so that it shows as a question and never as an answer. */
const open = "not-known";

const nhsChange: Template["facts"] = [
  ["proposal.place-time-or-way-would-change", open],
  ["proposal.service-would-start-or-stop", open],
  ["proposal.in-london", open],
  ["proposal.beds-to-close", open],
  ["proposal.nhs-body-recorded-substantial", open],
  ["proposal.authority-recorded-substantial", open],
  ["body.area-council-count", open],
  ["involvement.any-before-decision", open],
  ["consultation.held", open],
  ["consultation.promised-in-writing", open],
  ["scrutiny.consulted-date", open],
  ["scrutiny.request-to-nhs", open],
  ["agreement.kind", "none"],
  ["plan.kind", "none"],
  ["instruction.kind", "none"],
];

const councilDecision: Template["facts"] = [
  ["body.council-governance", "leader-and-cabinet"],
  ["decision.recorded-as-key", "yes"],
  ["decision.key-document-date", open],
  ["meeting.part-held-in-private", "no"],
  ["decision.power-named", open],
  ["interest.member-declared", open],
  ["impact.equality-analysis-date", open],
  ["plan.kind", "none"],
  ["instruction.kind", "none"],
];

const templates: Readonly<Record<TemplateKind, Template>> = {
  "service-change": {
    title: "Move or change a health service",
    body: "icb",
    meetings: true,
    facts: [
      ["decision.maker-kind", "icb-board"],
      ["proposal.kind", "permanent-service-change"],
      ...nhsChange,
    ],
  },
  "urgent-temporary-closure": {
    title: "Close a ward at once, for a time",
    body: "nhs-trust",
    meetings: false,
    facts: [
      ["decision.maker-kind", "trust-board"],
      ["proposal.kind", "temporary-closure"],
      ["proposal.safety-reason-recorded", open],
      ["proposal.safety-evidence-named", open],
      ["proposal.no-time-reason-recorded", open],
      ["scrutiny.immediate-notice-date", open],
      ...nhsChange,
    ],
  },
  "key-decision": {
    title: "A key decision of a council's cabinet",
    body: "upper-tier-council",
    meetings: true,
    facts: [
      ["decision.maker-kind", "executive-meeting"],
      ["proposal.kind", open],
      ["agreement.kind", "none"],
      ...councilDecision,
    ],
  },
  "section-75-agreement": {
    title: "A section 75 agreement between a council and the NHS",
    body: "upper-tier-council",
    meetings: true,
    facts: [
      ["decision.maker-kind", "executive-meeting"],
      ["proposal.kind", "partnership-agreement"],
      ["agreement.kind", "section-75"],
      ["agreement.pooled-fund", open],
      ["agreement.functions-exercised-by", open],
      ["agreement.people-asked-date", open],
      ["agreement.terms-present", open],
      ["agreement.start-date", open],
      ...councilDecision,
    ],
  },
  "better-care-fund-plan": {
    title: "A Better Care Fund plan at the health and wellbeing board",
    body: "health-and-wellbeing-board",
    meetings: true,
    facts: [
      ["meeting.kind", "health-and-wellbeing-board"],
      ["decision.maker-kind", "council-committee"],
      ["proposal.kind", "plan-or-strategy"],
      ["bcf.plan-sent-date", open],
      ["bcf.board-agreed-date", open],
      ["agreement.kind", "section-75"],
      ["agreement.pooled-fund", "yes"],
      ["agreement.signed-date", open],
      ["plan.kind", "none"],
      ["instruction.kind", "none"],
    ],
  },
  "board-merger": {
    title: "Merge two integrated care boards",
    body: "icb",
    meetings: true,
    facts: [
      ["decision.maker-kind", "icb-board"],
      ["proposal.kind", "structural-change"],
      ["icb.order-date", open],
      ["proposal.place-time-or-way-would-change", "no"],
      ["proposal.service-would-start-or-stop", "no"],
      ["agreement.kind", "none"],
      ["plan.kind", "none"],
      ["instruction.kind", "none"],
      ["impact.equality-analysis-date", open],
    ],
  },
  "officer-decision": {
    title: "A decision an officer takes under delegation",
    body: "upper-tier-council",
    meetings: false,
    facts: [
      ["decision.maker-kind", "officer"],
      ["proposal.kind", open],
      ["decision.delegated-authority-quoted", open],
      ["agreement.kind", "none"],
      ...councilDecision,
    ],
  },
};

/**
 * Whether there is a template of a kind.
 *
 * @example isTemplateKind("key-decision") // true
 * @example isTemplateKind("poem") // false
 */
export function isTemplateKind(text: string): text is TemplateKind {
  return Object.hasOwn(templates, text);
}

/**
 * A proposal of a kind to fill in, as YAML: what is usual is filled in, what is asked stands as not-known.
 *
 * @param questions  the question of each fact, see `Law.facts`
 * @param today      the day it is made
 * @example templateText("key-decision", law.facts, "2026-11-22").split("\n")[1] // "name: A key decision of a council's cabinet"
 */
export function templateText(
  kind: TemplateKind,
  questions: ReadonlyMap<
    string,
    {
      readonly question: string;
      readonly options: readonly { readonly value: string }[];
      readonly type: string;
    }
  >,
  today: string,
): string {
  const { title, body, meetings, facts } = templates[kind];
  const lines = facts.flatMap(([key, value]) => [
    `  # ${questions.get(key)?.question ?? key} ${wayToAnswer(questions.get(key))}`,
    `  ${key}: ${value}`,
  ]);
  return [
    `# ${title}. Answer what you can from a document; not-known is an answer too.`,
    `name: ${title}`,
    `today: ${today}`,
    "body:",
    "  - name: The body that decides",
    `    kind: ${body}`,
    ...(meetings
      ? ["# The days on which it meets, for instance [2027-01-21, 2027-03-18].", "meetings: []"]
      : []),
    "# The council areas touched; London stands for all of its boroughs.",
    "areas: []",
    "facts:",
    ...lines,
    "# What was done: { date: 2026-11-21, kind: agenda-published, by: the council }.",
    "events: []",
    "",
  ].join("\n");
}

function wayToAnswer(
  fact: { readonly options: readonly { readonly value: string }[]; readonly type: string } | undefined,
): string {
  switch (fact?.type) {
    case "yes-no-not-known":
      return "(yes, no)";
    case "date":
      return "(a day, a month, a year, or never)";
    case "number":
      return "(a number)";
    case "code-list":
      return `(a list of ${fact.options.map(({ value }) => value).join(", ")})`;
    case undefined:
      return "";
    default:
      return `(${fact?.options.map(({ value }) => value).join(", ") ?? ""})`;
  }
}
