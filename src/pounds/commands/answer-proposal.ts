import type { z } from "zod";
import {
  Conflict,
  defineCommand,
  Invalid,
  NotAllowed,
  NotFound,
  type Acting,
  type Command,
  type Db,
  type Done,
  type PolicyResource,
} from "../../kernel/index.ts";
import type { FundFile, Party } from "../fund.ts";
import { proposalKinds, stillAsked, waitsForWords, type Proposal } from "../proposal.ts";
import { answerProposalSchema } from "../schema-year.ts";
import { listFunds } from "../store-funds.ts";
import { decideProposal, insertConsent, listProposals, lockFund } from "../store-proposals.ts";
import { partyActing, preparedThis, sharedFund } from "./found.ts";
import { fundDone, fundForm } from "./fund-done.ts";
import { settleUnwinding } from "./exits.ts";
import { settleYearEnd } from "./year-ends.ts";

/** A proposal, for its answer: not by the account that made it. */
async function proposalResource(
  db: Db,
  input: Readonly<Record<string, unknown>>,
): Promise<PolicyResource | undefined> {
  const id = typeof input["proposal"] === "string" ? input["proposal"] : "";
  const [proposal] = await listProposals(db, { id });
  const file = proposal && (await listFunds(db, { ids: [proposal.fundId] }))[0];
  if (!proposal || !file) return undefined;
  const shared = await sharedFund(db, { fund: file.fund.slug });
  const asked = proposal.state === "open" ? stillAsked(proposal, file.parties) : file.parties;
  return (
    shared && {
      ...shared,
      ref: { ...shared.ref, kind: "proposal", id: proposal.id },
      keepers: asked.flatMap(({ organisationId }) => organisationId ?? []),
      barred: [proposal.preparedBy ?? []].flat(),
    }
  );
}

async function getOpen(
  tx: Db,
  id: string,
): Promise<{ readonly proposal: Proposal; readonly file: FundFile }> {
  const [proposal] = await listProposals(tx, { id });
  const file = proposal && (await listFunds(tx, { ids: [proposal.fundId] }))[0];
  if (!proposal || !file)
    throw new NotFound("pounds.no-such-proposal", { message: "There is no such proposal here." });
  if (proposal.state !== "open")
    throw new Conflict("pounds.proposal-decided", { message: `This was ${proposal.state} already.` });
  return { proposal, file };
}

/** One partner's answer to what another, or somebody else of the same, proposed. */
export const answerProposalCommand: Command = defineCommand({
  name: "pounds.answer-proposal",
  title: "Answer a proposal",
  about:
    "Agrees to or declines what was proposed in a fund, in the name of a partner that is asked; whoever proposed it may not.",
  schema: answerProposalSchema,
  path: "/money/proposals/:proposal/answer",
  resource: proposalResource,
  form: async ({ db, params }) => {
    const [proposal] = await listProposals(db, { id: params["proposal"] ?? "" });
    const file = proposal && (await listFunds(db, { ids: [proposal.fundId] }))[0];
    if (!proposal || !file || proposal.state !== "open") return undefined;
    return fundForm(file, {
      title: "Answer a proposal",
      submit: "Answer",
      intro: `${proposalKinds[proposal.body.kind]}: ${proposal.words}. Proposed by ${proposal.capacity}. ${waitsForWords(proposal, file.parties)}`,
      fields: [
        {
          name: "answer",
          widget: {
            kind: "radios",
            options: [
              { value: "agree", text: "Agree" },
              { value: "decline", text: "Decline" },
            ],
          },
        },
        { name: "reason", widget: { kind: "text" } },
        ...(proposal.needs === "board" ? [{ name: "resolution", widget: { kind: "text" } } as const] : []),
      ],
    });
  },
  run: answerProposal,
});

async function answerProposal(acting: Acting, input: Answer): Promise<Done> {
  const { tx, actor, today } = acting;
  const [first] = await listProposals(tx, { id: input.proposal });
  if (first) await lockFund(tx, first.fundId);
  const { proposal, file } = await getOpen(tx, input.proposal);
  const party = partyActing(acting, file.parties, input.party);
  refuseAnswer(acting, { proposal, file, party }, input);
  const agrees = input.answer === "agree";
  const consent = {
    party: party.key,
    agrees,
    on: today,
    capacity: actor.capacity.title,
    ...(input.reason && { reason: input.reason }),
  };
  await insertConsent(tx, proposal.id, consent, file.fund.audience);
  const answered = { ...proposal, consents: [...proposal.consents, consent] };
  const held = agrees && stillAsked(answered, file.parties).length === 0;
  if (held && proposal.needs === "board" && !input.resolution)
    throw problemIn(
      "resolution",
      "This amount is above what the partners may agree without a board. Name the board that resolved it, and the day.",
    );
  if (!agrees) await decideProposal(tx, proposal.id, { state: "declined", on: today });
  const after = held ? await takeEffect(acting, file, proposal, input.resolution) : "";
  return fundDone(file, answeredWords({ proposal: answered, file, party, held }, input, after));
}

type Answer = z.output<typeof answerProposalSchema>;

interface Answering {
  readonly proposal: Proposal;
  readonly file: FundFile;
  readonly party: Party;
}

function refuseAnswer(
  acting: Acting,
  { proposal, file, party }: Answering,
  { answer, reason }: Answer,
): void {
  if (preparedThis(acting, proposal.preparedBy ?? ""))
    throw new NotAllowed("pounds.own-proposal", {
      message: "Whoever proposed this may not answer it. Ask somebody else.",
    });
  if (!stillAsked(proposal, file.parties).some(({ key }) => key === party.key))
    throw new Conflict("pounds.not-asked", {
      message: `${party.name} is not asked, or has answered already. ${waitsForWords(proposal, file.parties)}`,
    });
  if (answer === "decline" && !reason)
    throw problemIn("reason", "Say why you decline, so that the others can propose something better.");
}

function problemIn(field: "reason" | "resolution", message: string): Invalid {
  return new Invalid([{ code: `pounds.${field}-missing`, field, message }]);
}

/** What is said and recorded of an answer. */
function answeredWords(
  { proposal, file, party, held }: Answering & { readonly held: boolean },
  { answer, reason, resolution }: Answer,
  after: string,
): Parameters<typeof fundDone>[1] {
  const agrees = answer === "agree";
  const stands = held
    ? "It now holds."
    : agrees
      ? waitsForWords(proposal, file.parties)
      : "It does not hold.";
  const outcome = held ? `${proposal.body.kind}-agreed` : agrees ? "proposal-consented" : "proposal-declined";
  const summary = `${party.name} ${agrees ? "agrees" : "does not agree"} in ${file.fund.name} ${file.fund.year}: ${proposal.words}.`;
  return {
    message: `${party.name} ${agrees ? "agrees" : "declines"}: ${proposal.words}. ${stands}${after}`,
    kind: `pounds.${outcome}`,
    summary: summary.slice(0, 900),
    body: {
      fund: file.fund.slug,
      proposal: proposal.id,
      kind: proposal.body.kind,
      party: party.key,
      agrees,
      reason: reason ?? null,
      resolution: resolution ?? null,
      holds: held,
    },
    href: `/money/${file.fund.slug}/year`,
  };
}

/** What a proposal does once it holds; what it says besides stands in itself. */
async function takeEffect(
  acting: Acting,
  file: FundFile,
  proposal: Proposal,
  resolution: string | undefined,
): Promise<string> {
  await decideProposal(acting.tx, proposal.id, {
    state: "agreed",
    on: acting.today,
    ...(resolution !== undefined && { resolution }),
  });
  const { body } = proposal;
  if (body.kind === "year-end") return await settleYearEnd(acting, file, { id: proposal.id, body });
  if (body.kind === "unwinding") return await settleUnwinding(acting, file, { id: proposal.id, body });
  return "";
}
