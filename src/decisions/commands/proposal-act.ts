import {
  Conflict,
  NotFound,
  anyOfKind,
  type Acting,
  type Command,
  type Done,
  type Json,
  type PolicyResource,
  type Provenance,
  type SubjectRef,
} from "../../kernel/index.ts";
import { organisationRef, staleVersion, type OrganisationId } from "../../place/index.ts";
import { proposalHref, proposalRef, type Proposal, type ProposalFile } from "../proposal.ts";
import { fileOf, findProposal, lockProposal } from "../store-proposals.ts";
import { formOn, resourceAt, type FormOn } from "./act.ts";

/** What the policies are told of a proposal: those who keep the body that makes it keep it. */
export function resourceOfProposal(proposal: Proposal): PolicyResource {
  return {
    ref: proposalRef(proposal),
    keepers: proposal.proposer === undefined ? [] : [proposal.proposer.id],
    keptHere: proposal.keptHere,
    illustrative: proposal.basis === "illustrative",
  };
}

/** What the policies are told of the proposal at `slug`. */
export const proposalResource: Command["resource"] = resourceAt(findProposal, resourceOfProposal);

/** The form of an act on a proposal, with the way back to it. */
export const onProposal: FormOn<Proposal> = formOn(findProposal, ({ title, slug }) => [
  { text: "Proposals", href: "/decisions" },
  { text: title, href: proposalHref(slug) },
]);

/**
 * The proposal that an act changes with all that is held of it, held still until the act is over.
 *
 * @param seen the version that was seen, where something would be overwritten
 * @throws Conflict where it is only known from sources, or somebody changed it since
 */
export async function proposalToChange(acting: Acting, slug: string, seen?: number): Promise<ProposalFile> {
  const { tx } = acting;
  await lockProposal(tx, slug);
  const proposal = await findProposal(tx, slug);
  if (proposal === undefined)
    throw new NotFound("decisions.no-such-proposal", { message: `There is no proposal “${slug}” here.` });
  if (!proposal.keptHere)
    throw new Conflict("decisions.known-from-source", {
      message: `What is held of “${proposal.title}” is what its sources say. Only proposals registered on this site are changed here.`,
    });
  if (seen !== undefined && seen !== proposal.version) throw staleVersion(`“${proposal.title}”`);
  return await fileOf(tx, proposal);
}

/** Where a fact comes from that somebody entered for a body. */
export function enteredHere(acting: Acting, of: Pick<Provenance, "basis">): Provenance {
  return {
    source: `Entered on this site: ${acting.actor.capacity.title}`,
    seen: acting.today,
    basis: of.basis === "illustrative" ? "illustrative" : "kept-here",
  };
}

/** What was done to a proposal. */
export interface ProposalAct {
  readonly kind: string;
  readonly summary: string;
  readonly message: string;
  readonly body: Readonly<Record<string, Json>>;
  readonly href?: string;
  readonly subjects?: readonly SubjectRef[];
}

/** The end of every act on a proposal: its entry, and the pages that are stale. */
export function proposalDone(proposal: Proposal, act: ProposalAct): Done {
  const ref = proposalRef(proposal);
  const bodies = [proposal.proposer?.id, proposal.decider?.id].filter((id) => id !== undefined);
  return {
    message: act.message,
    href: act.href ?? proposalHref(proposal.slug),
    subject: ref,
    entry: {
      kind: act.kind,
      summary: act.summary,
      subjects: [
        ref,
        ...[...new Set(bodies)].map((id) => organisationRef({ id: id as OrganisationId })),
        ...(act.subjects ?? []),
      ],
      body: { proposal: proposal.slug, ...act.body },
      audience: proposal.audience,
    },
    changed: [anyOfKind("decisions", "proposal")],
    json: { proposal: proposal.slug },
  };
}
