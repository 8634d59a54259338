import { z } from "zod";
import { formatVagueDate } from "@concordat/calendar";
import {
  definePage,
  plainText,
  subjectText,
  type Asking,
  type Json,
  type Page,
  type PageAction,
  type PageModel,
  type Section,
  type SourceLine,
} from "../../kernel/index.ts";
import type { MayDecide } from "../../place/index.ts";
import { drawTimeline } from "../../web/index.ts";
import { resourceOfProposal } from "../commands/proposal-act.ts";
import { deciderGaps, deciderName, decidersTable, decidingDay, mayDecideOf, namedAmong } from "../decider.ts";
import { kindTitle } from "../kinds.ts";
import {
  effects,
  proposalHref,
  proposalRef,
  stages,
  type Effect,
  type Proposal,
  type ProposalFile,
} from "../proposal.ts";
import {
  answerOf,
  effectFacts,
  eventsTable,
  fileAt,
  findingItems,
  optionItems,
  partnersTable,
  whoFacts,
} from "../proposal-view.ts";
import { fileOf, findProposal } from "../store-proposals.ts";
import { storyDrawn } from "../story-picture.ts";
import { temporaryOf } from "../temporary.ts";
import { whoKnewWhen, type WhoKnew } from "../who-knew-when.ts";
import { proposalJson, proposalShape, proposalsPath } from "./proposal-list-page.ts";

export const slugParams = z.object({ slug: z.string().max(150) });

/** One proposal: what, where, options, effects, what happened, who knew when. */
export const proposalPage: Page = definePage({
  name: "decisions.proposal",
  path: "/decisions/:slug",
  about:
    "One proposal: what it is, where, its options and effects, what happened on which day, who was told before options were fixed.",
  params: slugParams,
  json: proposalShape.extend({
    what: z.string().nullable(),
    answer: z.string(),
    daysTemporary: z.object({ min: z.number(), max: z.number() }).nullable(),
    toldBefore: z.object({ count: z.number(), of: z.number() }),
    decider: z.string().nullable(),
    deciderRight: z.string().nullable(),
    deciderSource: z.string().nullable(),
    higherWhy: z.string().nullable(),
    mayDecide: z
      .object({
        verdict: z.string(),
        deciders: z.array(
          z.object({
            key: z.string(),
            name: z.string(),
            right: z.string(),
            part: z.string().nullable(),
            mostLocal: z.boolean(),
          }),
        ),
        missing: z.array(z.string()),
      })
      .nullable(),
    options: z.array(z.string()),
    effects: z.record(z.string(), z.string().nullable()),
    events: z.array(
      z.object({ on: z.string(), kind: z.string(), what: z.string(), state: z.string(), source: z.string() }),
    ),
  }),
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const proposal = await findProposal(asking.db, params.slug);
    if (proposal === undefined) return undefined;
    const file = fileAt(await fileOf(asking.db, proposal), asking.at);
    const knew = whoKnewWhen(file.partners, proposal.optionsFixedOn, proposal);
    const ref = proposalRef(proposal);
    const answer = answerOf(file, asking.at);
    const drawn = storyDrawn(file.events, asking.at);
    const may = proposal.keptHere
      ? await mayDecideOf(asking.db, proposal, decidingDay(file, asking.at))
      : undefined;
    return {
      title: proposal.title,
      kicker: kickerOf(proposal),
      illustrative: proposal.basis === "illustrative",
      answer,
      ...(drawn && {
        picture: drawTimeline(
          { item: "Event", bars: drawn.bars },
          { summary: drawn.summary, caption: "What happened, over time" },
        ),
      }),
      table: eventsTable(file),
      sections: sectionsOf(file, knew, may),
      actions: actionsOf(proposal),
      trail: [{ text: "Proposals", href: proposalsPath }],
      sources: sourcesOf(file),
      subjects: [ref],
      panels: { on: "decision", subject: ref },
      check: `/record/of/${subjectText(ref)}`,
      json: { ...jsonOf(file, knew, plainText(answer), asking), ...deciderJson(proposal, may) },
    };
  },
});

function kickerOf({ keptHere, stage, kind }: Proposal): string {
  if (!keptHere) return "Proposal: known from sources";
  return `Proposal${kind === undefined ? "" : `: ${kindTitle(kind).toLowerCase()}`}${stage === "withdrawn" ? ` (${stages.withdrawn})` : ""}`;
}

function sectionsOf(file: ProposalFile, knew: WhoKnew, may: MayDecide | undefined): readonly Section[] {
  const { proposal } = file;
  const findings = findingItems(file);
  return [
    ...(proposal.what === undefined
      ? []
      : [{ kind: "words" as const, heading: "What it is", paragraphs: proposal.what.split(/\n+/) }]),
    { kind: "facts", heading: "Who and where", facts: whoFacts(proposal) },
    ...(may === undefined ? [] : [decidersSection(may, proposal)]),
    { kind: "list", heading: "Options", items: optionItems(file) },
    { kind: "facts", heading: "What it may do to people", facts: effectFacts(proposal) },
    {
      kind: "table",
      heading: "Who knew when",
      intro: knew.sentence,
      table: partnersTable(knew, proposal),
    },
    ...(proposal.keptHere
      ? []
      : [
          findings.length === 0
            ? {
                kind: "words" as const,
                heading: "What a court, a minister or the Panel said",
                paragraphs: [
                  "We hold nothing that a court, a minister or the Independent Reconfiguration Panel said of it, and so pass no judgement on it either.",
                ],
              }
            : {
                kind: "list" as const,
                heading: "Before a court, a minister or the Panel",
                intro: "Only what they said is said here; we add no judgement of our own.",
                items: findings,
              },
        ]),
    {
      kind: "list",
      heading: "The pathway",
      items: [
        [
          {
            text: proposal.keptHere
              ? "Every duty with its day, what is missing, and the evidence"
              : "What the sources show of the steps that the law asks for",
            href: `${proposalHref(proposal.slug)}/pathway`,
          },
        ],
      ],
    },
  ];
}

/** Who may decide, the most local first, and what is amiss with who is named (invariant 13). */
function decidersSection(may: MayDecide, proposal: Proposal): Section {
  const gaps = deciderGaps(may, proposal);
  return {
    kind: "table",
    heading: "Who may decide it",
    intro: [may.sentence, ...gaps].join(" "),
    table: decidersTable(may, proposal),
  };
}

function actionsOf(proposal: Proposal): readonly PageAction[] {
  const resource = resourceOfProposal(proposal);
  const href = proposalHref(proposal.slug);
  const acts: readonly (readonly [string, string, string])[] = [
    ["Change what is said of it", "edit", "decisions.edit-proposal"],
    ["Name who decides it", "decider", "decisions.name-decider"],
    ["Say who was told, and when", "tell", "decisions.tell-partner"],
    ["Say that the options are fixed", "fix-options", "decisions.fix-options"],
    ["Move it on, or withdraw it", "move", "decisions.move-proposal"],
  ];
  return proposal.keptHere
    ? acts.map(([text, path, command]) => ({ text, href: `${href}/${path}`, command, resource }))
    : [];
}

function sourcesOf({ proposal, events }: ProposalFile): readonly SourceLine[] {
  const facts = [proposal, ...events];
  const distinct = new Map(facts.map((fact) => [fact.source, fact]));
  return [...distinct.values()].slice(0, 12).map(({ source, seen, basis }) => ({
    text: source,
    source,
    seen,
    basis,
    ...(source.startsWith("http") && { href: source }),
  }));
}

function deciderJson(proposal: Proposal, may: MayDecide | undefined): Readonly<Record<string, Json>> {
  return {
    decider: deciderName(proposal) ?? null,
    deciderRight: (may && namedAmong(may, proposal)?.right) ?? proposal.deciderRight ?? null,
    deciderSource: proposal.deciderSource ?? null,
    higherWhy: proposal.higherWhy ?? null,
    mayDecide:
      may === undefined
        ? null
        : {
            verdict: may.verdict,
            deciders: may.deciders.map(({ key, name, right, part, mostLocal }) => ({
              key,
              name,
              right,
              part: part ?? null,
              mostLocal,
            })),
            missing: may.missing,
          },
  };
}

function jsonOf(file: ProposalFile, knew: WhoKnew, answer: string, { at }: Asking): PageModel["json"] {
  const { proposal, events, options } = file;
  const temporary = temporaryOf(events, at);
  return {
    ...proposalJson(file),
    what: proposal.what ?? null,
    answer,
    daysTemporary: temporary === undefined ? null : { min: temporary.daysMin, max: temporary.daysMax },
    toldBefore: { count: knew.before, of: knew.of },
    options: options.map(({ words }) => words),
    effects: Object.fromEntries(
      (Object.keys(effects) as Effect[]).map((effect) => [effect, proposal.effects[effect] ?? null]),
    ),
    events: events.map(({ on, kind, what, state, source }) => ({
      on: formatVagueDate(on),
      kind,
      what,
      state,
      source,
    })),
  };
}
