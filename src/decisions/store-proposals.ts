import { sql, type RawBuilder } from "kysely";
import { isTemplateKind } from "@concordat/statute";
import { isUuid, type Db } from "../kernel/index.ts";
import type { LimitPence } from "../place/index.ts";
import {
  effects,
  vagueOf,
  type AnswerGiven,
  type Effect,
  type Partner,
  type Proposal,
  type ProposalEvent,
  type ProposalFile,
  type ProposalOption,
  type Stage,
} from "./proposal.ts";
import { namedOf, provenanceOf } from "./store-rows.ts";
import type { DecisionTables } from "./tables.ts";

type Joined = DecisionTables["decisions.proposal"] & {
  readonly area_slug: string;
  readonly area_name: string;
  readonly area_kind: string;
  readonly function_name: string | null;
} & Readonly<Record<`${"proposer" | "decider" | "board"}_${"slug" | "name"}`, string | null>>;

/** How a list of proposals is narrowed. */
export interface ProposalQuery {
  readonly areaId?: string;
  /** Those that this body makes, decides or has a part in. */
  readonly organisationId?: string;
  /** Those that this board decides or has a part in. */
  readonly boardId?: string;
  readonly illustrative: boolean;
}

/** Proposals, by title. */
export async function listProposals(db: Db, query: ProposalQuery): Promise<readonly Proposal[]> {
  const { areaId, organisationId, boardId } = query;
  const conditions = [
    sql`true`,
    ...(areaId ? [sql`one.area_id = ${areaId}`] : []),
    ...(organisationId
      ? [
          sql`(one.proposer_id = ${organisationId} or one.decider_id = ${organisationId} or exists (select from decisions.partner
            where partner.proposal_id = one.id and partner.organisation_id = ${organisationId}))`,
        ]
      : []),
    ...(boardId
      ? [
          sql`(one.decider_board_id = ${boardId} or exists (select from decisions.partner
            where partner.proposal_id = one.id and partner.board_id = ${boardId}))`,
        ]
      : []),
    ...(query.illustrative ? [] : [sql`one.basis <> 'illustrative'`]),
  ];
  return await select(db, sql.join(conditions, sql` and `));
}

/** The proposal at an address, where the viewer may see it. */
export async function findProposal(db: Db, slug: string): Promise<Proposal | undefined> {
  return (await select(db, sql`one.slug = ${slug}`))[0];
}

/** Proposals by id; those that are not there, or not visible, are left out. */
export async function listProposalsById(db: Db, ids: readonly string[]): Promise<readonly Proposal[]> {
  return await select(db, sql`one.id = any(${ids.filter(isUuid)}::uuid[])`);
}

/** Ids of every proposal. */
export async function listProposalIds(db: Db): Promise<readonly string[]> {
  const rows = await db.withTables<DecisionTables>().selectFrom("decisions.proposal").select("id").execute();
  return rows.map(({ id }) => id);
}

/** Holds a proposal still until the act is over. */
export async function lockProposal(tx: Db, slug: string): Promise<void> {
  await sql`select from decisions.proposal where slug = ${slug} for update`.execute(tx);
}

async function select(db: Db, where: RawBuilder<unknown>): Promise<readonly Proposal[]> {
  const { rows } = await sql<Joined>`
    select one.*, area.slug as area_slug, area.name as area_name, area.kind as area_kind, function.name as function_name,
      proposer.slug as proposer_slug, proposer.name as proposer_name, decider.slug as decider_slug,
      decider.name as decider_name, board.slug as board_slug, board.name as board_name
    from decisions.proposal one
    join place.area area on area.id = one.area_id
    left join place.organisation proposer on proposer.id = one.proposer_id
    left join place.organisation decider on decider.id = one.decider_id
    left join place.board board on board.id = one.decider_board_id
    left join place.function function on function.slug = one.function_slug
    where ${where} order by one.title, one.slug`.execute(db);
  return rows.map(proposalFromRow);
}

function proposalFromRow(row: Joined): Proposal {
  const proposer = namedOf(row.proposer_id, row.proposer_slug, row.proposer_name);
  const decider = namedOf(row.decider_id, row.decider_slug, row.decider_name);
  const deciderBoard = namedOf(row.decider_board_id, row.board_slug, row.board_name);
  const known = (Object.keys(effects) as Effect[]).flatMap((effect) => {
    const words = row[effect];
    return words === null ? [] : [[effect, words] as const];
  });
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    area: { id: row.area_id, slug: row.area_slug, name: row.area_name, kind: row.area_kind },
    effects: Object.fromEntries(known),
    keptHere: row.kept_here,
    audience: row.audience,
    version: row.version,
    ...provenanceOf(row),
    ...(row.what !== null && { what: row.what }),
    ...(row.kind !== null && isTemplateKind(row.kind) && { kind: row.kind }),
    ...(row.area_words !== null && { areaWords: row.area_words }),
    ...(proposer && { proposer }),
    ...(decider && { decider }),
    ...(deciderBoard && { deciderBoard }),
    ...(row.decider_post !== null && { deciderPost: row.decider_post }),
    ...(row.decider_words !== null && { deciderWords: row.decider_words }),
    ...(row.decider_right !== null && { deciderRight: row.decider_right }),
    ...(row.decider_source !== null && { deciderSource: row.decider_source }),
    ...(row.decider_missing !== null && { deciderMissing: row.decider_missing }),
    ...(row.amount_pence !== null && { amount: row.amount_pence as LimitPence }),
    ...(row.function_slug !== null &&
      row.function_name !== null && { function: { slug: row.function_slug, name: row.function_name } }),
    ...(row.higher_why !== null && { higherWhy: row.higher_why }),
    ...(row.stage !== null && { stage: row.stage as Stage }),
    ...(row.options_fixed_on !== null && { optionsFixedOn: vagueOf(row.options_fixed_on) }),
    ...(row.decision_due_on !== null && { decisionDueOn: row.decision_due_on }),
    ...(row.note !== null && { note: row.note }),
  };
}

/** Everything that is held of a proposal. */
export async function fileOf(db: Db, proposal: Proposal): Promise<ProposalFile> {
  const tables = db.withTables<DecisionTables>();
  const options = await tables
    .selectFrom("decisions.option")
    .selectAll()
    .where("proposal_id", "=", proposal.id)
    .orderBy("position")
    .execute();
  const events = await tables
    .selectFrom("decisions.event")
    .selectAll()
    .where("proposal_id", "=", proposal.id)
    .orderBy("position")
    .execute();
  return {
    proposal,
    options: options.map(optionFromRow),
    events: events.map(eventFromRow).toSorted(earlierFirst),
    partners: await listPartners(db, proposal.id),
    answers: await listAnswers(db, proposal.id),
  };
}

function earlierFirst(a: ProposalEvent, b: ProposalEvent): number {
  if (a.on.earliest === b.on.earliest) return a.position - b.position;
  return a.on.earliest < b.on.earliest ? -1 : 1;
}

function optionFromRow(row: DecisionTables["decisions.option"]): ProposalOption {
  return { position: row.position, words: row.words, asThingsAre: row.as_things_are };
}

function eventFromRow(row: DecisionTables["decisions.event"]): ProposalEvent {
  return {
    position: row.position,
    on: vagueOf(row.on_day),
    kind: row.kind,
    what: row.what,
    state: row.state === "planned" ? "planned" : "happened",
    ...provenanceOf(row),
  };
}

type PartnerRow = DecisionTables["decisions.partner"] & {
  readonly organisation_slug: string | null;
  readonly board_slug: string | null;
};

/** The partners of a proposal, in the order in which they were listed. */
async function listPartners(db: Db, proposalId: string): Promise<readonly Partner[]> {
  const { rows } = await sql<PartnerRow>`
    select partner.*, organisation.slug as organisation_slug, board.slug as board_slug
    from decisions.partner
    left join place.organisation on organisation.id = partner.organisation_id
    left join place.board on board.id = partner.board_id
    where partner.proposal_id = ${proposalId} order by partner.position, partner.key`.execute(db);
  return rows.map((row): Partner => {
    const href =
      row.board_slug === null
        ? row.organisation_slug === null
          ? undefined
          : `/organisations/${row.organisation_slug}`
        : `/boards/${row.board_slug}`;
    return {
      key: row.key,
      name: row.name,
      ...provenanceOf(row),
      ...(href !== undefined && { href }),
      ...(row.told_on !== null && { toldOn: vagueOf(row.told_on) }),
      ...(row.told_how !== null && { toldHow: row.told_how }),
    };
  });
}

/** Answers given for a proposal, the latest first. */
async function listAnswers(db: Db, proposalId: string): Promise<readonly AnswerGiven[]> {
  const rows = await db
    .withTables<DecisionTables>()
    .selectFrom("decisions.answer")
    .selectAll()
    .where("proposal_id", "=", proposalId)
    .orderBy("fact")
    .orderBy("given_on", "desc")
    .orderBy("id", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fact: row.fact,
    answer: row.answer,
    restsOn: row.rests_on,
    sure: row.sure,
    givenOn: row.given_on,
    replaced: row.replaced_by !== null,
    ...provenanceOf(row),
    ...(row.href !== null && { href: row.href }),
    ...(row.sha256 !== null && { file: { sha256: row.sha256, name: row.file_name ?? "file" } }),
  }));
}
