import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { pence } from "@concordat/ledger";
import { isUuid, type Db } from "../kernel/index.ts";
import type { StatedBalance } from "./balance-agreement.ts";
import type { StatedPlan } from "./strain.ts";
import { bodyFromJson, jsonFromBody, type Consent, type Needs, type Proposal } from "./proposal.ts";
import type { PoundsTables } from "./tables.ts";

/** Proposals of a fund, or the one of an id, oldest first, each with its answers. */
export async function listProposals(
  db: Db,
  query: { readonly fundId?: string; readonly id?: string },
): Promise<readonly Proposal[]> {
  // A text that is no id would end the whole transaction.
  if (query.id !== undefined && !isUuid(query.id)) return [];
  const pounds = db.withTables<PoundsTables>();
  let asked = pounds.selectFrom("pounds.proposal").selectAll();
  if (query.fundId !== undefined) asked = asked.where("fund_id", "=", query.fundId);
  if (query.id !== undefined) asked = asked.where("id", "=", query.id);
  const rows = await asked.orderBy("proposed_at").orderBy("id").execute();
  if (rows.length === 0) return [];
  const answers = await pounds
    .selectFrom("pounds.consent")
    .selectAll()
    .where(
      "proposal_id",
      "in",
      rows.map(({ id }) => id),
    )
    .orderBy("on_date")
    .orderBy("party")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    fundId: row.fund_id,
    on: row.on_date as CivilDate,
    body: bodyFromJson(row.body),
    words: row.words,
    party: row.party,
    capacity: row.capacity,
    proposedAt: row.proposed_at,
    needs: row.needs as Needs,
    state: row.state as Proposal["state"],
    ...(row.decided_on !== null && { decidedOn: row.decided_on as CivilDate }),
    ...(row.resolution !== null && { resolution: row.resolution }),
    ...(row.prepared_by !== null && { preparedBy: row.prepared_by }),
    consents: answers
      .filter((one) => one.proposal_id === row.id)
      .map((one): Consent => ({
        party: one.party,
        agrees: one.agrees,
        on: one.on_date as CivilDate,
        capacity: one.capacity,
        ...(one.reason !== null && { reason: one.reason }),
      })),
  }));
}

/** Holds a fund still, so that what is proposed or answered at the same moment is told of this. */
export async function lockFund(tx: Db, fundId: string): Promise<void> {
  await sql`select from pounds.fund where id = ${fundId} for update`.execute(tx);
}

export async function insertProposal(
  tx: Db,
  proposal: Omit<Proposal, "consents" | "state" | "decidedOn" | "resolution"> & {
    readonly preparedBy: string;
  },
  audience: string,
): Promise<void> {
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.proposal")
    .values({
      id: proposal.id,
      fund_id: proposal.fundId,
      kind: proposal.body.kind,
      on_date: proposal.on,
      body: jsonFromBody(proposal.body),
      words: proposal.words,
      party: proposal.party,
      capacity: proposal.capacity,
      proposed_at: proposal.proposedAt,
      needs: proposal.needs,
      state: "open",
      decided_on: null,
      resolution: null,
      prepared_by: proposal.preparedBy,
      audience,
    })
    .execute();
}

/** One partner's answer. */
export async function insertConsent(
  tx: Db,
  proposalId: string,
  consent: Consent,
  audience: string,
): Promise<void> {
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.consent")
    .values({
      proposal_id: proposalId,
      party: consent.party,
      agrees: consent.agrees,
      reason: consent.reason ?? null,
      on_date: consent.on,
      capacity: consent.capacity,
      audience,
    })
    .execute();
}

/** Ends a proposal; the account that proposed it is forgotten. */
export async function decideProposal(
  tx: Db,
  id: string,
  decided: { readonly state: "agreed" | "declined"; readonly on: CivilDate; readonly resolution?: string },
): Promise<void> {
  await tx
    .withTables<PoundsTables>()
    .updateTable("pounds.proposal")
    .set({
      state: decided.state,
      decided_on: decided.on,
      resolution: decided.resolution ?? null,
      prepared_by: null,
    })
    .where("id", "=", id)
    .execute();
}

/** What each partner's own books say, by day. */
export async function listBalances(db: Db, fundId: string): Promise<readonly StatedBalance[]> {
  const rows = await db
    .withTables<PoundsTables>()
    .selectFrom("pounds.balance")
    .selectAll()
    .where("fund_id", "=", fundId)
    .orderBy("on_date")
    .orderBy("party")
    .execute();
  return rows.map((row) => ({
    party: row.party,
    on: row.on_date as CivilDate,
    owes: pence(row.owes_pence),
    capacity: row.capacity,
    statedOn: row.stated_on as CivilDate,
    ...(row.note !== null && { note: row.note }),
  }));
}

/** A partner's statement for a day, in place of an earlier one for that day. */
export async function keepBalance(
  tx: Db,
  fundId: string,
  stated: StatedBalance,
  audience: string,
): Promise<void> {
  const values = {
    owes_pence: stated.owes as bigint,
    note: stated.note ?? null,
    capacity: stated.capacity,
    stated_on: stated.statedOn,
  };
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.balance")
    .values({ fund_id: fundId, party: stated.party, on_date: stated.on, audience, ...values })
    .onConflict((conflict) => conflict.columns(["fund_id", "party", "on_date"]).doUpdateSet(values))
    .execute();
}

/** Notes the first day on which an agreement no longer runs. */
export async function endAgreement(tx: Db, agreementId: string, endsOn: CivilDate): Promise<void> {
  await tx
    .withTables<PoundsTables>()
    .updateTable("pounds.agreement")
    .set({ ends_on: endsOn, dataset: null })
    .where("id", "=", agreementId)
    .execute();
}

/** What the partners' own plans of the year say. */
export async function listPlans(db: Db, fundId: string): Promise<readonly StatedPlan[]> {
  const rows = await db
    .withTables<PoundsTables>()
    .selectFrom("pounds.plan")
    .selectAll()
    .where("fund_id", "=", fundId)
    .orderBy("party")
    .execute();
  return rows.map((row) => ({
    party: row.party,
    result: pence(row.result_pence),
    source: row.source,
    seen: row.seen as CivilDate,
  }));
}

/** A partner's plan in place of what was entered before. */
export async function keepPlan(
  tx: Db,
  fundId: string,
  plan: StatedPlan & { readonly capacity: string },
  audience: string,
): Promise<void> {
  const values = {
    result_pence: plan.result as bigint,
    source: plan.source,
    seen: plan.seen as string,
    capacity: plan.capacity,
  };
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.plan")
    .values({ fund_id: fundId, party: plan.party, audience, ...values })
    .onConflict((conflict) => conflict.columns(["fund_id", "party"]).doUpdateSet(values))
    .execute();
}
