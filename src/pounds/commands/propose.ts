import type { CivilDate } from "@concordat/calendar";
import { millisOf, newUuid, type Acting, type Done } from "../../kernel/index.ts";
import type { FundFile, Party } from "../fund.ts";
import { proposalKinds, waitsForWords, type Needs, type ProposalBody } from "../proposal.ts";
import { insertProposal } from "../store-proposals.ts";
import { actorKey } from "./found.ts";
import { fundDone } from "./fund-done.ts";

/** Puts a proposal in; it holds once those who are asked agree. */
export async function propose(
  acting: Acting,
  file: FundFile,
  given: {
    readonly body: ProposalBody;
    readonly words: string;
    readonly party: Party;
    readonly needs: Needs;
    readonly on?: CivilDate;
  },
): Promise<Done> {
  const { body, words, party, needs } = given;
  const { tx, clock, actor, today } = acting;
  const id = newUuid(millisOf(clock.now()));
  await insertProposal(
    tx,
    {
      id,
      fundId: file.fund.id,
      on: given.on ?? today,
      body,
      words,
      party: party.key,
      capacity: actor.capacity.title,
      proposedAt: clock.now(),
      needs,
      preparedBy: actorKey(acting),
    },
    file.fund.audience,
  );
  const waits = waitsForWords({ needs, party: party.key, consents: [] }, file.parties);
  return fundDone(file, {
    message: `Proposed: ${words}. ${waits}`,
    kind: `pounds.${body.kind}-proposed`,
    summary: `${proposalKinds[body.kind]} proposed in ${file.fund.name} ${file.fund.year}: ${words}.`.slice(
      0,
      900,
    ),
    body: { fund: file.fund.slug, proposal: id, kind: body.kind, words, party: party.key, needs },
    href: `/money/${file.fund.slug}/year`,
  });
}
