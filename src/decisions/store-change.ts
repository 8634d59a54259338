import { sql } from "kysely";
import type { Db, Provenance } from "../kernel/index.ts";
import type { LimitPence } from "../place/index.ts";
import type { DeciderWords } from "./decider.ts";
import type { AnswerGiven, Effect, Proposal, ProposalEvent, Stage } from "./proposal.ts";
import type { DecisionTables } from "./tables.ts";

/** What somebody says of a proposal; the same when it is registered and when it is changed. */
export interface ProposalWords {
  readonly title: string;
  readonly what: string;
  readonly kind: string;
  readonly areaId: string;
  readonly areaWords: string | undefined;
  readonly function: string | undefined;
  readonly amount: LimitPence | undefined;
  readonly decisionDueOn: string | undefined;
  readonly effects: Readonly<Partial<Record<Effect, string | undefined>>>;
}

function columnsOf(words: ProposalWords) {
  return {
    title: words.title,
    what: words.what,
    kind: words.kind,
    area_id: words.areaId,
    area_words: words.areaWords ?? null,
    function_slug: words.function ?? null,
    amount_pence: words.amount ?? null,
    decision_due_on: words.decisionDueOn ?? null,
    inequality: words.effects.inequality ?? null,
    money: words.effects.money ?? null,
    priorities: words.effects.priorities ?? null,
    experience: words.effects.experience ?? null,
  };
}

function deciderColumnsOf(decider: DeciderWords) {
  return {
    decider_id: decider.organisationId ?? null,
    decider_board_id: decider.boardId ?? null,
    decider_post: decider.post ?? null,
    decider_words: decider.words ?? null,
    decider_right: decider.right ?? null,
    decider_source: decider.source ?? null,
    decider_missing: decider.missing ?? null,
    higher_why: decider.higherWhy ?? null,
  };
}

/** Puts in a proposal that is kept here, at its first stage. */
export async function insertProposal(
  tx: Db,
  given: {
    readonly id: string;
    readonly slug: string;
    readonly proposerId: string;
    readonly audience: string;
    readonly words: ProposalWords;
    readonly from: Provenance;
  },
): Promise<void> {
  await tx
    .withTables<DecisionTables>()
    .insertInto("decisions.proposal")
    .values({
      id: given.id,
      slug: given.slug,
      proposer_id: given.proposerId,
      ...columnsOf(given.words),
      ...deciderColumnsOf({}),
      stage: "idea" satisfies Stage,
      options_fixed_on: null,
      note: null,
      kept_here: true,
      ...given.from,
      dataset: null,
      audience: given.audience,
      version: 1,
    })
    .execute();
}

/** What changes with a proposal besides its words. */
interface ProposalChange {
  readonly words?: ProposalWords;
  /** Who decides; an empty one takes back who was named. */
  readonly decider?: DeciderWords;
  readonly stage?: Stage;
  readonly optionsFixedOn?: string;
}

/** Changes a proposal and counts its version; from then on it is no shipped file's to change. */
export async function changeProposal(
  tx: Db,
  proposal: Pick<Proposal, "id">,
  change: ProposalChange,
): Promise<void> {
  await tx
    .withTables<DecisionTables>()
    .updateTable("decisions.proposal")
    .set({
      ...(change.words && columnsOf(change.words)),
      ...(change.decider && deciderColumnsOf(change.decider)),
      ...(change.stage && { stage: change.stage }),
      ...(change.optionsFixedOn && { options_fixed_on: change.optionsFixedOn }),
      dataset: null,
      version: sql<number>`version + 1`,
    })
    .where("id", "=", proposal.id)
    .execute();
}

/** Writes the options anew: keeping things as they are first, in its own words, then the others in their order. */
export async function replaceOptions(
  tx: Db,
  proposal: Pick<Proposal, "id" | "audience">,
  given: { readonly asThingsAre: string; readonly others: readonly string[]; readonly from: Provenance },
): Promise<void> {
  const tables = tx.withTables<DecisionTables>();
  await tables.deleteFrom("decisions.option").where("proposal_id", "=", proposal.id).execute();
  await tables
    .insertInto("decisions.option")
    .values(
      [given.asThingsAre, ...given.others].map((words, position) => ({
        proposal_id: proposal.id,
        position,
        words,
        as_things_are: position === 0,
        ...given.from,
        dataset: null,
        audience: proposal.audience,
      })),
    )
    .execute();
}

/** Adds an event after those that are held. */
export async function addEvent(
  tx: Db,
  proposal: Pick<Proposal, "id" | "audience">,
  event: {
    readonly on: string;
    readonly kind: string;
    readonly what: string;
    readonly state: ProposalEvent["state"];
    readonly from: Provenance;
  },
): Promise<void> {
  await tx
    .withTables<DecisionTables>()
    .insertInto("decisions.event")
    .values({
      proposal_id: proposal.id,
      position: sql<number>`(select coalesce(max(position), 0) + 1 from decisions.event where proposal_id = ${proposal.id})`,
      on_day: event.on,
      kind: event.kind,
      what: event.what,
      state: event.state,
      ...event.from,
      dataset: null,
      audience: proposal.audience,
    })
    .execute();
}

/** Puts a partner in, or says anew when it was told. */
export async function keepPartner(
  tx: Db,
  proposal: Pick<Proposal, "id" | "audience">,
  given: {
    readonly key: string;
    readonly name: string;
    readonly organisationId: string | undefined;
    readonly toldOn: string | undefined;
    readonly toldHow: string | undefined;
    readonly from: Provenance;
  },
): Promise<void> {
  const told = {
    told_on: given.toldOn ?? null,
    told_how: given.toldHow ?? null,
    ...given.from,
    dataset: null,
  };
  await tx
    .withTables<DecisionTables>()
    .insertInto("decisions.partner")
    .values({
      proposal_id: proposal.id,
      key: given.key,
      position: sql<number>`(select coalesce(max(position), -1) + 1 from decisions.partner where proposal_id = ${proposal.id})`,
      organisation_id: given.organisationId ?? null,
      board_id: null,
      name: given.name,
      ...told,
      audience: proposal.audience,
    })
    .onConflict((conflict) => conflict.columns(["proposal_id", "key"]).doUpdateSet(told))
    .execute();
}

/** Puts an answer in front of the one that stood; that one stays and can be read. */
export async function addAnswer(
  tx: Db,
  proposal: Pick<Proposal, "id" | "audience">,
  answer: Omit<AnswerGiven, "replaced" | "source" | "seen" | "basis"> & { readonly from: Provenance },
): Promise<void> {
  const tables = tx.withTables<DecisionTables>();
  const standing = await tables
    .updateTable("decisions.answer")
    .set({ replaced_by: answer.id, dataset: null })
    .where("proposal_id", "=", proposal.id)
    .where("fact", "=", answer.fact)
    .where("replaced_by", "is", null)
    .returning("id")
    .execute();
  await tables
    .insertInto("decisions.answer")
    .values({
      id: answer.id,
      proposal_id: proposal.id,
      fact: answer.fact,
      answer: answer.answer,
      rests_on: answer.restsOn,
      href: answer.href ?? null,
      sha256: answer.file?.sha256 ?? null,
      file_name: answer.file?.name ?? null,
      sure: answer.sure,
      given_on: answer.givenOn,
      replaced_by: null,
      ...answer.from,
      dataset: null,
      audience: proposal.audience,
    })
    .execute();
  if (standing.length > 1) throw new Error(`Several answers to ${answer.fact} stood at once.`);
}

/** The functions that place keeps, for choosing one: addresses and names. */
export async function listFunctionChoices(
  db: Db,
): Promise<readonly { readonly slug: string; readonly name: string }[]> {
  const { rows } = await sql<{ slug: string; name: string }>`
    select slug, name from place.function order by name`.execute(db);
  return rows;
}
