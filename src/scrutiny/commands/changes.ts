import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  NotFound,
  anyOfKind,
  defineCommand,
  millisOf,
  newUuid,
  slugOf,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormModel,
  type PolicyResource,
  type SubjectRef,
} from "../../kernel/index.ts";
import {
  findProposal,
  listProposalsById,
  proposalHref,
  proposalRef,
  type Proposal,
} from "../../decisions/index.ts";
import { findLatestOrganisation, listOrganisationsById, type Organisation } from "../../place/index.ts";
import {
  councilAnswers,
  ministerHref,
  ministerKind,
  type AnswerOfCouncil,
  type MinisterRequest,
} from "../change.ts";
import { isOfOneWorld } from "../committee.ts";
import {
  answerChangeSchema,
  answerOfMinisterSchema,
  askMinisterSchema,
  type AnswerChange,
  type AnswerOfMinister,
  type AskMinister,
} from "../schema-changes.ts";
import {
  answerMinisterRequest,
  insertCouncilAnswer,
  insertMinisterRequest,
  listMinisterRequests,
} from "../store-changes.ts";
import {
  bodyRef,
  choicesOf,
  doneOn,
  formOn,
  refuseDayOutside,
  textIn,
  type Input,
  type Said,
} from "./act.ts";
import { resourceOfCouncil } from "./call-ins.ts";

/** What the policies are told of the council that speaks on a change. */
export async function councilResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const proposal = await findProposal(db, textIn(input, "proposal"));
  return (
    proposal && (await resourceOfCouncil(db, await findLatestOrganisation(db, textIn(input, "council"))))
  );
}

/** A council says for itself whether it considers a change substantial. */
export const answerChangeCommand: Command = defineCommand<AnswerChange>({
  name: "scrutiny.answer-change",
  title: "Say whether a change is substantial",
  about: "A council answers for itself whether it considers a change to a health service substantial.",
  schema: answerChangeSchema,
  path: "/decisions/:proposal/substantial/:council",
  resource: councilResource,
  form: async ({ db, params }) => {
    const found = await councilAndProposal(db, params);
    return (
      found &&
      changeForm(found.proposal, {
        title: `Does ${found.council.name} consider this substantial?`,
        submit: "Answer",
        intro:
          "Each council answers for itself, for the people who live there. Is it substantial? Then the health body consults the council's scrutiny before it decides (SI 2013/218 reg 23).",
        fields: [
          { name: "answer", widget: { kind: "radios", options: choicesOf(councilAnswers) } },
          { name: "why", widget: { kind: "textarea", rows: 4 } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: AnswerChange): Promise<Done> => {
    const { council, proposal } = await getCouncilAndProposal(acting.tx, input);
    const one: AnswerOfCouncil = {
      id: newUuid(millisOf(acting.clock.now())),
      proposalId: proposal.id,
      councilId: council.id,
      answer: input.answer,
      why: input.why,
      on: acting.today,
    };
    await insertCouncilAnswer(acting.tx, { ...one, audience: proposal.audience });
    return changeDone(proposal, council.id, {
      kind: "scrutiny.change-answered",
      summary: `${council.name} ${input.answer === "substantial" ? "considers" : "does not consider"} “${proposal.title}” substantial.`,
      body: { answer: input.answer, why: input.why },
    });
  },
});

interface Found {
  readonly council: Organisation;
  readonly proposal: Proposal;
}

/** The council and the change that an address names. */
export async function councilAndProposal(db: Db, params: Input): Promise<Found | undefined> {
  const proposal = await findProposal(db, textIn(params, "proposal"));
  const council = await findLatestOrganisation(db, textIn(params, "council"));
  return proposal && council && { council, proposal };
}

/** The same, where both must be there and of one world. */
export async function getCouncilAndProposal(tx: Db, input: Input): Promise<Found> {
  const found = await councilAndProposal(tx, input);
  if (!found) throw new NotFound("scrutiny.no-such-proposal", { message: "There is no such proposal here." });
  if (isOfOneWorld(found.council, found.proposal)) return found;
  throw new Conflict("scrutiny.two-worlds", {
    message:
      "One of the two is made up and the other is real. Made-up councils speak of made-up changes only.",
  });
}

/** A form about a change. */
export function changeForm(proposal: Proposal, form: Omit<FormModel, "illustrative" | "trail">): FormModel {
  return formOn(
    proposal,
    [
      { text: "Decisions", href: "/decisions" },
      { text: proposal.title, href: proposalHref(proposal.slug) },
    ],
    form,
  );
}

/** What an act on a change came to; it leads back to the change, or to the request to the minister. */
export function changeDone(
  proposal: Proposal,
  councilId: string,
  {
    href = proposalHref(proposal.slug),
    about = [],
    changed = [],
    ...said
  }: Said & {
    readonly href?: string;
    readonly about?: readonly SubjectRef[];
    readonly changed?: readonly SubjectRef[];
  },
): Done {
  return doneOn(
    {
      subject: proposalRef(proposal),
      href,
      audience: proposal.audience,
      named: { proposal: proposal.slug },
      about: [bodyRef(councilId), ...about],
      changed: [anyOfKind("decisions", "proposal"), anyOfKind("scrutiny", "minister"), ...changed],
    },
    said,
  );
}

/** A council's scrutiny asks the minister to call a change in, or enters a referral of before 31 January 2024. */
export const askMinisterCommand: Command = defineCommand<AskMinister>({
  name: "scrutiny.ask-minister",
  title: "Ask the Secretary of State to call in",
  about:
    "Keeps a request that the Secretary of State call a change in, assembled from what is held here; before 31 January 2024 it was a referral.",
  schema: askMinisterSchema,
  path: "/decisions/:proposal/minister/:council",
  resource: councilResource,
  form: async ({ db, params, today }) => {
    const found = await councilAndProposal(db, params);
    return (
      found &&
      changeForm(found.proposal, {
        title: "Ask the Secretary of State to call this change in",
        submit: "Keep the request",
        intro:
          "The request's page puts together what we hold of the change, what councils answered and what scrutiny asked. There is no right to a call-in. It is expected only where every local way was tried.",
        values: { sentOn: today },
        fields: [
          { name: "concern", widget: { kind: "textarea", rows: 4 } },
          { name: "talks", widget: { kind: "textarea", rows: 4 } },
          { name: "sentOn", widget: { kind: "date" } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: AskMinister): Promise<Done> => {
    const { council, proposal } = await getCouncilAndProposal(acting.tx, input);
    const { sentOn, concern, talks } = input;
    if (sentOn > acting.today || sentOn < "2003-01-01")
      throw new Invalid([
        {
          code: "scrutiny.day",
          field: "sentOn",
          message:
            sentOn > acting.today
              ? `${formatCivilDate(sentOn)} is still to come. Keep it once it is sent.`
              : "Before 1 January 2003 no council could refer a change.",
        },
      ]);
    const request: MinisterRequest = {
      id: newUuid(millisOf(acting.clock.now())),
      slug: `${slugOf(`${council.slug} ${proposal.slug}`).slice(0, 100)}-${sentOn}`,
      proposalId: proposal.id,
      councilId: council.id,
      kind: ministerKind(sentOn),
      concern,
      talks,
      sentOn,
      audience: proposal.audience,
    };
    if ((await listMinisterRequests(acting.tx, { slug: request.slug })).length > 0)
      throw new Conflict("scrutiny.asked-that-day", {
        message: `${council.name} has a request of ${formatCivilDate(sentOn)} about this change already.`,
      });
    await insertMinisterRequest(acting.tx, request);
    return changeDone(proposal, council.id, {
      kind: request.kind === "request" ? "scrutiny.minister-asked" : "scrutiny.change-referred",
      summary: `${council.name} ${request.kind === "request" ? "asked the Secretary of State to call in" : "referred to the Secretary of State"} “${proposal.title}” on ${formatCivilDate(sentOn)}.`,
      body: { concern, talks, sentOn, request: request.slug },
      href: ministerHref(request.slug),
    });
  },
});

async function findMinisterRequest(
  db: Db,
  slug: string,
): Promise<{ readonly request: MinisterRequest; readonly proposal: Proposal } | undefined> {
  const [request] = await listMinisterRequests(db, { slug });
  const [proposal] = request ? await listProposalsById(db, [request.proposalId]) : [];
  return request && proposal && { request, proposal };
}

async function requestResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const [request] = await listMinisterRequests(db, { slug: textIn(input, "request") });
  const [council] = request ? await listOrganisationsById(db, [request.councilId]) : [];
  return await resourceOfCouncil(db, council);
}

/** The council notes what the minister answered. */
export const answerOfMinisterCommand: Command = defineCommand<AnswerOfMinister>({
  name: "scrutiny.note-answer-of-minister",
  title: "Note the minister's answer",
  about: "Notes what the Secretary of State answered to a request or referral.",
  schema: answerOfMinisterSchema,
  path: "/scrutiny/minister/:request/answer",
  resource: requestResource,
  form: async ({ db, params, today }) => {
    const found = await findMinisterRequest(db, params["request"] ?? "");
    return (
      found &&
      changeForm(found.proposal, {
        title: "Note the minister's answer",
        submit: "Note it",
        values: { on: today },
        fields: [
          { name: "words", widget: { kind: "textarea", rows: 4 } },
          { name: "on", widget: { kind: "date" } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: AnswerOfMinister): Promise<Done> => {
    const found = await findMinisterRequest(acting.tx, input.request);
    if (!found) throw new NotFound("scrutiny.no-such-request", { message: "There is no such request here." });
    const { request, proposal } = found;
    const { on, words } = input;
    refuseDayOutside(acting, on, { from: request.sentOn, why: "when it was sent" });
    if (!(await answerMinisterRequest(acting.tx, request.id, { on, words })))
      throw new Conflict("scrutiny.minister-answered", {
        message: "The answer was noted before and stays as it is.",
      });
    return changeDone(proposal, request.councilId, {
      kind: "scrutiny.minister-answered",
      summary: `The Secretary of State answered on “${proposal.title}” on ${formatCivilDate(on)}: ${words}`,
      body: { request: request.slug, words, on },
      href: ministerHref(request.slug),
    });
  },
});
