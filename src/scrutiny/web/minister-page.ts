import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import { provisionText, type Duty } from "@concordat/statute";
import {
  anyOfKind,
  definePage,
  type Asking,
  type PageAction,
  type PageModel,
  type PolicyResource,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import {
  listProposalsById,
  proposalHref,
  proposalRef,
  stages,
  type Proposal,
} from "../../decisions/index.ts";
import { listOrganisationsById, organisationRef, type Organisation } from "../../place/index.ts";
import { dutyOn } from "../clock.ts";
import { resourceOfCouncil } from "../commands/call-ins.ts";
import { heldReplyLaw } from "../law.ts";
import {
  answersInWords,
  answersOn,
  councilAnswers,
  ministerDuty,
  ministerHref,
  ministerInWords,
  type MinisterRequest,
} from "../change.ts";
import { listReviews } from "../store-reviews.ts";
import { listCouncilAnswers, listMinisterRequests } from "../store-changes.ts";
import { recordOf, withAt } from "./shared.ts";
import { replyWords, viewsOfReviews } from "./review-view.ts";

/** A request to the minister, put together from what is held here of the change. */
export const ministerPage = definePage({
  name: "scrutiny.minister",
  path: "/scrutiny/minister/:request",
  about:
    "A request that the Secretary of State call a change in, or a referral of before 31 January 2024, put together from what is held here.",
  params: z.object({ request: z.string().max(150) }),
  json: z.object({
    slug: z.string(),
    kind: z.enum(["request", "referral"]),
    proposal: z.string(),
    council: z.string().nullable(),
    sentOn: z.iso.date(),
    concern: z.string(),
    talks: z.string(),
    provision: z.string().nullable(),
    answeredOn: z.iso.date().nullable(),
    answer: z.string().nullable(),
  }),
  formats: ["atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const [request] = await listMinisterRequests(asking.db, { slug: params.request });
    const [proposal] = request ? await listProposalsById(asking.db, [request.proposalId]) : [];
    if (!request || !proposal || request.sentOn > asking.at) return undefined;
    const [council] = await listOrganisationsById(asking.db, [request.councilId]);
    const name = council?.name ?? "A council not shown here";
    const duty = dutyOn(await heldReplyLaw(), ministerDuty(request.sentOn), request.sentOn);
    const resource = await resourceOfCouncil(asking.db, council);
    return {
      title: `${name}: ${proposal.title}`,
      kicker:
        request.kind === "request"
          ? "Request to the Secretary of State"
          : "Referral to the Secretary of State",
      illustrative: proposal.basis === "illustrative",
      answer: ministerInWords(request, name),
      sections: [
        { kind: "words", heading: "The concern", paragraphs: request.concern.split(/\n+/u) },
        {
          kind: "words",
          heading: "What was done to settle it first",
          paragraphs: request.talks.split(/\n+/u),
        },
        lawOf(request, duty),
        ...(await assembled(asking, {
          request,
          proposal,
          nameOf: (one) => one?.name ?? "A council not shown here",
        })),
      ],
      actions: actionsOn(request, resource),
      sources: [{ text: "The council that asked", basis: proposal.basis }],
      subjects: [
        proposalRef(proposal),
        anyOfKind("scrutiny", "minister"),
        ...(council ? [organisationRef(council)] : []),
      ],
      check: recordOf(proposalRef(proposal)),
      trail: [
        { text: "Scrutiny", href: withAt("/scrutiny", asking) },
        { text: proposal.title, href: withAt(proposalHref(proposal.slug), asking) },
      ],
      json: jsonOf({ request, proposal, council, duty }),
    };
  },
});

function lawOf(request: MinisterRequest, duty: Duty | undefined): Section {
  return {
    kind: "facts",
    heading: "By what law",
    facts: [
      {
        label: duty ? provisionText(duty) : "Law of that day",
        value: duty
          ? `${duty.title}. ${duty.mark === "confirmed" ? "" : "To be checked. "}${request.kind === "request" ? "Anybody may ask; there is no right to a call-in." : "Until 30 January 2024 a council's scrutiny could refer a change."}`
          : "No provision of that day is held here.",
      },
    ],
  };
}

/** Noting the answer, while there is none, where the council may do so here. */
function actionsOn(request: MinisterRequest, resource: PolicyResource | undefined): readonly PageAction[] {
  return request.answered || !resource
    ? []
    : [
        {
          text: "Note the minister's answer",
          href: `${ministerHref(request.slug)}/answer`,
          command: "scrutiny.note-answer-of-minister",
          resource,
        },
      ];
}

function jsonOf({
  request,
  proposal,
  council,
  duty,
}: {
  readonly request: MinisterRequest;
  readonly proposal: Proposal;
  readonly council: Organisation | undefined;
  readonly duty: Duty | undefined;
}): PageModel["json"] {
  return {
    slug: request.slug,
    kind: request.kind,
    proposal: proposal.slug,
    council: council?.slug ?? null,
    sentOn: request.sentOn,
    concern: request.concern,
    talks: request.talks,
    provision: duty ? provisionText(duty) : null,
    answeredOn: request.answered?.on ?? null,
    answer: request.answered?.words ?? null,
  };
}

/** What is held here, on the day it was sent, of the change, the councils' answers and what scrutiny asked the proposer. */
async function assembled(
  asking: Asking,
  {
    request,
    proposal,
    nameOf,
  }: {
    readonly request: MinisterRequest;
    readonly proposal: Proposal;
    readonly nameOf: (one: Organisation | undefined) => string;
  },
): Promise<readonly Section[]> {
  const { db } = asking;
  const at = request.sentOn;
  const answers = answersOn(await listCouncilAnswers(db, proposal.id), at);
  const councils = await listOrganisationsById(
    db,
    answers.map(({ councilId }) => councilId),
  );
  const name = (id: string): string => nameOf(councils.find((one) => one.id === id));
  return [
    {
      kind: "facts",
      heading: `What was held here on ${formatCivilDate(at)}`,
      intro: "Put together from this site's record; what happened elsewhere is not in it.",
      facts: [
        {
          label: "The change",
          value: [
            { text: proposal.title, href: withAt(proposalHref(proposal.slug), asking) },
            `. ${proposal.what ?? ""} ${proposal.stage ? `Now ${stages[proposal.stage]}.` : ""}`,
          ],
        },
        { label: "Made by", value: proposal.proposer?.name ?? "Not known here" },
        { label: "Is it substantial?", value: answersInWords(answers, name) },
        ...answers.map(({ councilId, answer, why, on }) => ({
          label: `${name(councilId)}, ${formatCivilDate(on)}`,
          value: `${councilAnswers[answer]}. ${why}`,
        })),
      ],
    },
    ...(await recommendedTo(proposal, { db, at })),
  ];
}

/** What scrutiny had recommended to the proposer by that day, with the replies. */
async function recommendedTo(proposal: Proposal, on: Pick<Asking, "db" | "at">): Promise<readonly Section[]> {
  const reviews = proposal.proposer
    ? await viewsOfReviews(on, await listReviews(on.db, { bodyId: proposal.proposer.id }))
    : [];
  const recommended = reviews.flatMap(({ recommendations }) =>
    recommendations.filter(({ one }) => one.bodyId === proposal.proposer?.id),
  );
  if (recommended.length === 0) return [];
  return [
    {
      kind: "list",
      heading: `What scrutiny had recommended to ${proposal.proposer?.name ?? "the proposer"}`,
      items: recommended.map((view): Sentence => [
        { strong: `${formatCivilDate(view.one.madeOn)}: ` },
        `${view.one.words} ${replyWords(view)}`,
      ]),
    },
  ];
}
