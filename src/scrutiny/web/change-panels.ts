import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  type Asking,
  type Panel,
  type PanelModel,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { listProposalsById, proposalRef } from "../../decisions/index.ts";
import { listResolutionsById, type Resolution } from "../../meetings/index.ts";
import { listOrganisations, listOrganisationsById, type Organisation } from "../../place/index.ts";
import { calledInInWords, callInOutcomes, whyNoCallIn, type CallIn } from "../call-in.ts";
import {
  answersInWords,
  answersOn,
  councilAnswers,
  ministerHref,
  ministerInWords,
  type AnswerOfCouncil,
} from "../change.ts";
import { findCallIn, listCouncilAnswers, listMinisterRequests } from "../store-changes.ts";
import { jointSection } from "./joint-panel.ts";
import { idsKept, withAt } from "./shared.ts";

/** On a decision's page: whether scrutiny called it in, what came of it, or until when it can. */
export const callInPanel: Panel = {
  name: "scrutiny.call-in",
  on: "decision",
  order: 20,
  async load(asking, subject): Promise<PanelModel | undefined> {
    if (subject?.module !== "meetings") return undefined;
    const [resolution] = await listResolutionsById(asking.db, [subject.id]);
    if (!resolution?.executive) return undefined;
    const callIn = await findCallIn(asking.db, resolution.id);
    if (callIn && callIn.calledOn <= asking.at) return calledIn(resolution, callIn, asking);
    const open = whyNoCallIn(resolution, asking.at) === undefined;
    if (!open) return undefined;
    return {
      heading: "Call-in",
      answer: [
        "Scrutiny has not called this decision in. ",
        ...(asking.viewer.kind === "person" && !asking.atGiven
          ? [
              "Whoever keeps the council can ",
              { text: "call it in", href: `/resolutions/${resolution.slug}/call-in` },
              " for its scrutiny committee ",
            ]
          : ["It can do so "]),
        `until ${formatCivilDate(resolution.callInUntil ?? asking.at)}.`,
      ],
      subjects: [subject],
      json: { calledIn: false, until: resolution.callInUntil ?? null },
    };
  },
};

function calledIn(resolution: Resolution, whole: CallIn, asking: Asking): PanelModel {
  const { heard, ...rest } = whole;
  const callIn: CallIn = heard && heard.on <= asking.at ? whole : rest;
  return {
    heading: "Call-in",
    answer: [{ strong: calledInInWords(callIn) }],
    sections: [
      {
        kind: "facts",
        facts: [
          { label: "Asked for by", value: callIn.byWhom },
          { label: "Reasons", value: callIn.reasons },
          ...(callIn.heard
            ? [{ label: callInOutcomes[callIn.heard.outcome], value: callIn.heard.words }]
            : []),
        ],
      },
      ...(callIn.heard || asking.viewer.kind !== "person"
        ? []
        : [
            {
              kind: "words" as const,
              paragraphs: [
                [
                  { text: "Say what it came to", href: `/resolutions/${resolution.slug}/call-in/settle` },
                ] satisfies Sentence,
              ],
            },
          ]),
    ],
    sources: [{ text: "The council whose scrutiny called it in", basis: resolution.basis }],
    subjects: [{ module: "meetings", kind: "resolution", id: resolution.id }],
    json: { calledIn: true, on: callIn.calledOn, outcome: callIn.heard?.outcome ?? null },
  };
}

/** On a proposal's page: whether each council considers it substantial, and what was asked of the minister. */
export const changePanel: Panel = {
  name: "scrutiny.change",
  on: "decision",
  order: 60,
  async load(asking, subject): Promise<PanelModel | undefined> {
    if (subject?.module !== "decisions") return undefined;
    const [proposal] = await listProposalsById(asking.db, [subject.id]);
    if (!proposal) return undefined;
    const all = await listCouncilAnswers(asking.db, proposal.id);
    const now = answersOn(all, asking.at);
    const requests = (await listMinisterRequests(asking.db, { proposalId: proposal.id })).filter(
      ({ sentOn }) => sentOn <= asking.at,
    );
    const own = await ownCouncils(asking, proposal.basis === "illustrative");
    if (!proposal.keptHere && now.length === 0 && requests.length === 0 && own.length === 0) return undefined;
    const councils = await listOrganisationsById(asking.db, [
      ...all.map(({ councilId }) => councilId),
      ...requests.map(({ councilId }) => councilId),
    ]);
    const nameOf = (id: string): string =>
      councils.find((one) => one.id === id)?.name ?? "A council not shown here";
    return {
      heading: "What councils' scrutiny says of it",
      answer: answersInWords(now, nameOf),
      sections: [
        ...answerSection(all, nameOf, asking),
        ...(requests.length === 0
          ? []
          : [
              {
                kind: "list" as const,
                heading: "Asked of the Secretary of State",
                items: requests.map((one): Sentence => [
                  {
                    text: ministerInWords(one, nameOf(one.councilId)),
                    href: withAt(ministerHref(one.slug), asking),
                  },
                ]),
              },
            ]),
        ...(await jointSection(asking, proposal)),
        ...waysOf(own, proposal.slug),
      ],
      sources: [{ text: "The answers of councils", basis: "kept-here" }],
      subjects: [proposalRef(proposal), anyOfKind("scrutiny", "minister"), anyOfKind("scrutiny", "joint")],
      json: {
        answers: now.map(({ councilId, answer, on }) => ({ council: nameOf(councilId), answer, on })),
        requests: requests.map(({ slug, kind, sentOn }) => ({ slug, kind, sentOn })),
      },
    };
  },
};

function answerSection(
  all: readonly AnswerOfCouncil[],
  nameOf: (id: string) => string,
  { at }: Asking,
): readonly Section[] {
  const held = all.filter(({ on }) => on <= at);
  if (held.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Do you consider it substantial?",
      intro: "Each council answers for itself, for its own residents.",
      table: {
        name: "substantial",
        caption: "Answers of councils",
        columns: [
          { key: "council", label: "Council", kind: "text" },
          { key: "answer", label: "Answer", kind: "text" },
          { key: "why", label: "Why", kind: "text" },
          { key: "on", label: "Since", kind: "date" },
          { key: "until", label: "Until", kind: "date" },
        ],
        rows: held.map((one) => ({
          council: nameOf(one.councilId),
          answer: councilAnswers[one.answer],
          why: one.why,
          on: one.on,
          until: one.replacedOn !== undefined && one.replacedOn <= at ? one.replacedOn : "Still holds",
        })),
        empty: "No council has answered here.",
      },
    },
  ];
}

/** Councils that the reader keeps; nobody else is shown the way to answer. */
async function ownCouncils(
  { viewer, db, today, atGiven }: Asking,
  illustrative: boolean,
): Promise<readonly Organisation[]> {
  const keeps = idsKept(viewer);
  if (keeps.length === 0 || atGiven) return [];
  const councils = await listOrganisations(db, { kind: "council", at: today, illustrative: true });
  return councils.filter(
    ({ id, keptHere, basis }) =>
      keeps.includes(id) && keptHere && (basis === "illustrative") === illustrative,
  );
}

function waysOf(own: readonly Organisation[], proposal: string): readonly Section[] {
  if (own.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "For your council",
      items: own.flatMap((council): Sentence[] => [
        [
          {
            text: `Say whether ${council.name} considers it substantial`,
            href: `/decisions/${proposal}/substantial/${council.slug}`,
          },
        ],
        [
          {
            text: `Appoint members of ${council.name} to a joint scrutiny committee`,
            href: `/decisions/${proposal}/joint-committee/${council.slug}`,
          },
        ],
        [
          {
            text: `Ask the Secretary of State to call it in, for ${council.name}`,
            href: `/decisions/${proposal}/minister/${council.slug}`,
          },
        ],
      ]),
    },
  ];
}
