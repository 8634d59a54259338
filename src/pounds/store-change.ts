import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Act, Pence } from "@concordat/ledger";
import { isUuid, type Basis, type Db, type Json } from "../kernel/index.ts";
import { actFromJson, textFromAct } from "./act-json.ts";
import type { Agreement, Fund, Funding, Party, Scheme, Version } from "./fund.ts";
import type { PoundsTables } from "./tables.ts";

/** Puts in an agreement that is kept here, with its parties, first risk share, fund and contributions. */
export async function insertAgreement(
  tx: Db,
  given: {
    readonly agreement: Agreement;
    readonly parties: readonly Party[];
    readonly version: Version;
    readonly fund: Fund;
    readonly funding: readonly Funding[];
  },
): Promise<void> {
  const pounds = tx.withTables<PoundsTables>();
  const { agreement, parties, version, fund, funding } = given;
  const { audience } = agreement;
  const shared = {
    source: agreement.source,
    seen: agreement.seen,
    basis: agreement.basis,
    dataset: null,
    audience,
  };
  await pounds
    .insertInto("pounds.agreement")
    .values({
      id: agreement.id,
      slug: agreement.slug,
      name: agreement.name,
      area_id: agreement.areaId,
      form: agreement.form,
      powers: agreement.powers ?? null,
      begins_on: agreement.beginsOn ?? null,
      ends_on: agreement.endsOn ?? null,
      approved_on: null,
      approved_by: null,
      kept_here: true,
      story: null,
      ...shared,
    })
    .execute();
  await pounds
    .insertInto("pounds.party")
    .values(
      parties.map(({ key, name, sector, host, organisationId = null }, place) => ({
        agreement_id: agreement.id,
        key,
        place: place + 1,
        organisation_id: organisationId,
        name,
        sector,
        host,
        signed_on: null,
        dataset: null,
        audience,
      })),
    )
    .execute();
  await insertVersion(tx, version, audience);
  await insertFund(tx, fund, funding);
}

/** Puts in a fund with what each party puts in. */
async function insertFund(tx: Db, fund: Fund, funding: readonly Funding[]): Promise<void> {
  const pounds = tx.withTables<PoundsTables>();
  const { audience, source, seen, basis } = fund;
  await pounds
    .insertInto("pounds.fund")
    .values({
      id: fund.id,
      slug: fund.slug,
      agreement_id: fund.agreementId,
      name: fund.name,
      year: fund.year,
      begins_on: fund.beginsOn ?? null,
      ends_on: fund.endsOn ?? null,
      total_pence: null,
      total_mark: "kept-here",
      reported_pence: null,
      rounding: null,
      risk_share: null,
      inequality: null,
      source_url: null,
      source,
      seen,
      basis,
      dataset: null,
      audience,
    })
    .execute();
  await pounds
    .insertInto("pounds.funding")
    .values(
      funding.map((one) => ({
        fund_id: fund.id,
        place: one.place,
        party: one.party,
        source_of_funding: one.sourceOfFunding,
        label: one.label,
        amount_pence: one.amount ?? null,
        mark: one.mark,
        note: one.note ?? null,
        charges: one.charges ?? null,
        months_pence: one.months ?? null,
        dataset: null,
        audience,
      })),
    )
    .execute();
}

/** Puts in a further version of a risk share. */
export async function insertVersion(tx: Db, version: Version, audience: string): Promise<void> {
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.version")
    .values({
      agreement_id: version.agreementId,
      number: version.number,
      from_on: version.fromOn,
      risk_share: version.riskShare,
      why: version.why,
      illustrative: version.illustrative,
      source: version.source,
      seen: version.seen,
      dataset: null,
      audience,
    })
    .execute();
}

/** Notes the day on which a party signed. */
export async function signParty(
  tx: Db,
  party: Pick<Party, "agreementId" | "key">,
  on: CivilDate,
): Promise<void> {
  await tx
    .withTables<PoundsTables>()
    .updateTable("pounds.party")
    .set({ signed_on: on, dataset: null })
    .where("agreement_id", "=", party.agreementId)
    .where("key", "=", party.key)
    .execute();
}

/** What an agreement says on one point, in place of what it said. */
export async function keepTerm(
  tx: Db,
  term: {
    readonly agreementId: string;
    readonly requirement: string;
    readonly words: string;
    readonly audience: string;
  },
): Promise<void> {
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.term")
    .values({
      agreement_id: term.agreementId,
      requirement: term.requirement,
      words: term.words,
      dataset: null,
      audience: term.audience,
    })
    .onConflict((conflict) =>
      conflict.columns(["agreement_id", "requirement"]).doUpdateSet({ words: term.words, dataset: null }),
    )
    .execute();
}

/** Puts in a scheme; false where the fund has one of this key. */
export async function insertScheme(tx: Db, fund: Fund, scheme: Scheme): Promise<boolean> {
  const done = await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.scheme")
    .values({
      fund_id: fund.id,
      key: scheme.key,
      place: sql<number>`(select count(*)::int + 1 from pounds.scheme where fund_id = ${fund.id})`,
      name: scheme.name,
      lead: scheme.lead,
      source_of_funding: null,
      budget_pence: scheme.budget,
      body: scheme.body ?? null,
      body_name: scheme.bodyName ?? null,
      vat: scheme.vat ?? null,
      prevention: scheme.prevention ?? null,
      judged_pence: null,
      judged_why: null,
      about: scheme.about ?? null,
      specification: scheme.specification ?? null,
      basis: fund.basis,
      dataset: null,
      audience: fund.audience,
    })
    .onConflict((conflict) => conflict.columns(["fund_id", "key"]).doNothing())
    .executeTakeFirst();
  return Number(done.numInsertedOrUpdatedRows ?? 0n) > 0;
}

/** The manager's own forecast of a scheme, in place of an earlier one. */
export async function keepJudgement(
  tx: Db,
  given: { readonly fundId: string; readonly scheme: string; readonly amount: Pence; readonly why: string },
): Promise<void> {
  await tx
    .withTables<PoundsTables>()
    .updateTable("pounds.scheme")
    .set({ judged_pence: given.amount, judged_why: given.why })
    .where("fund_id", "=", given.fundId)
    .where("key", "=", given.scheme)
    .execute();
}

/** How a contribution stands to charges and falls due by month, in place of what was held. */
export async function keepContributionPlan(
  tx: Db,
  fundId: string,
  { place, charges, months }: Pick<Funding, "place" | "charges" | "months">,
): Promise<void> {
  await tx
    .withTables<PoundsTables>()
    .updateTable("pounds.funding")
    .set({ charges: charges ?? null, months_pence: months ?? null, dataset: null })
    .where("fund_id", "=", fundId)
    .where("place", "=", place)
    .execute();
}

/** An act that somebody prepared and somebody else has yet to approve. */
export interface Prepared {
  readonly id: string;
  readonly fundId: string;
  readonly act: Act;
  readonly words: string;
  /** The account of whoever prepared it; compared with the approver's and shown to nobody. */
  readonly preparedBy: string;
  readonly capacity: string;
  readonly preparedAt: string;
  /** The day on which its exact opposite is posted with it. */
  readonly reversesOn?: CivilDate;
}

export async function insertPrepared(tx: Db, prepared: Prepared, audience: string): Promise<void> {
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.prepared")
    .values({
      id: prepared.id,
      fund_id: prepared.fundId,
      act: textFromAct(prepared.act),
      words: prepared.words,
      prepared_by: prepared.preparedBy,
      capacity: prepared.capacity,
      prepared_at: prepared.preparedAt,
      reverses_on: prepared.reversesOn ?? null,
      audience,
    })
    .execute();
}

/** What waits for approval in a fund, or the one of an id; what this viewer may not see is not among them. */
export async function listPrepared(
  db: Db,
  query: { readonly fundId?: string; readonly id?: string },
): Promise<readonly Prepared[]> {
  // A text that is no id would end the whole transaction.
  if (query.id !== undefined && !isUuid(query.id)) return [];
  let asked = db.withTables<PoundsTables>().selectFrom("pounds.prepared").selectAll();
  if (query.fundId !== undefined) asked = asked.where("fund_id", "=", query.fundId);
  if (query.id !== undefined) asked = asked.where("id", "=", query.id);
  return (await asked.orderBy("prepared_at").execute()).map((row) => ({
    id: row.id,
    fundId: row.fund_id,
    act: actFromJson(row.act as Readonly<Record<string, Json>>),
    words: row.words,
    preparedBy: row.prepared_by,
    capacity: row.capacity,
    preparedAt: row.prepared_at,
    ...(row.reverses_on !== null && { reversesOn: row.reverses_on as CivilDate }),
  }));
}

/** Takes a prepared act off the list; false where somebody else was first. */
export async function takePrepared(tx: Db, id: string): Promise<boolean> {
  const gone = await tx
    .withTables<PoundsTables>()
    .deleteFrom("pounds.prepared")
    .where("id", "=", id)
    .executeTakeFirst();
  return gone.numDeletedRows > 0n;
}

/** The basis of what is entered for a body. */
export function basisOf(body: { readonly basis: Basis }): Basis {
  return body.basis === "illustrative" ? "illustrative" : "kept-here";
}
