import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { pence, type VatRegime } from "@concordat/ledger";
import type { Basis, Db } from "../kernel/index.ts";
import type {
  Agreement,
  Charges,
  Fund,
  FundFile,
  Funding,
  Party,
  PreventionTier,
  Scheme,
  Version,
} from "./fund.ts";
import type { PoundsTables } from "./tables.ts";

type RowOf<Name extends keyof PoundsTables> = {
  readonly [Key in keyof PoundsTables[Name]]: PoundsTables[Name][Key];
};
type AgreementRow = Omit<RowOf<"pounds.agreement">, "kept_here"> & { readonly kept_here: boolean };
type PartyRow = Omit<RowOf<"pounds.party">, "host"> & { readonly host: boolean };
type SchemeRow = Omit<RowOf<"pounds.scheme">, "profile"> & { readonly profile: string };

/** Which funds: by address, by area, by a body that is party to the agreement, or all. */
export interface FundQuery {
  readonly slug?: string;
  readonly agreementId?: string;
  readonly areaId?: string;
  readonly organisationId?: string;
  readonly ids?: readonly string[];
}

/** Funds with everything held of them besides their books, those of the latest year first. */
export async function listFunds(db: Db, query: FundQuery = {}): Promise<readonly FundFile[]> {
  const funds = await sql<
    RowOf<"pounds.fund">
  >`select fund.* from pounds.fund join pounds.agreement on agreement.id = fund.agreement_id
    where ${conditionOf(query)} order by fund.year desc, fund.slug`.execute(db);
  if (funds.rows.length === 0) return [];
  const agreementIds = [...new Set(funds.rows.map((row) => row.agreement_id))];
  const fundIds = funds.rows.map((row) => row.id);
  const agreements = await listAgreements(db, agreementIds);
  const funding = await rowsIn<RowOf<"pounds.funding">>(
    db,
    sql`pounds.funding where fund_id = any(${fundIds}::uuid[]) order by place`,
  );
  const schemes = await rowsIn<SchemeRow>(
    db,
    sql`pounds.scheme where fund_id = any(${fundIds}::uuid[]) order by place, key`,
  );
  return funds.rows.map((row) => ({
    fund: fundFromRow(row),
    ...agreements.get(row.agreement_id)!,
    funding: funding.filter((one) => one.fund_id === row.id).map(fundingFromRow),
    schemes: schemes.filter((one) => one.fund_id === row.id).map(schemeFromRow),
  }));
}

/** One fund by its address. */
export async function findFund(db: Db, slug: string): Promise<FundFile | undefined> {
  return (await listFunds(db, { slug }))[0];
}

function conditionOf({ slug, agreementId, areaId, organisationId, ids }: FundQuery): RawBuilder<unknown> {
  const parts = [
    ...(slug === undefined ? [] : [sql`fund.slug = ${slug}`]),
    ...(agreementId === undefined ? [] : [sql`fund.agreement_id = ${agreementId}`]),
    ...(areaId === undefined ? [] : [sql`agreement.area_id = ${areaId}`]),
    ...(ids === undefined ? [] : [sql`fund.id = any(${ids}::uuid[])`]),
    ...(organisationId === undefined
      ? []
      : [
          sql`exists (select from pounds.party where party.agreement_id = agreement.id and party.organisation_id = ${organisationId})`,
        ]),
  ];
  return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

/** An agreement with its parties, versions of its risk share and terms. */
export type AgreementFile = Pick<FundFile, "agreement" | "parties" | "versions" | "terms">;

/** Agreements by id. */
export async function listAgreements(
  db: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, AgreementFile>> {
  const agreements = await rowsIn<AgreementRow>(
    db,
    sql`pounds.agreement where id = any(${ids}::uuid[]) order by slug`,
  );
  const parties = await rowsIn<PartyRow>(
    db,
    sql`pounds.party where agreement_id = any(${ids}::uuid[]) order by place, key`,
  );
  const versions = await rowsIn<RowOf<"pounds.version">>(
    db,
    sql`pounds.version where agreement_id = any(${ids}::uuid[]) order by number`,
  );
  const terms = await rowsIn<RowOf<"pounds.term">>(
    db,
    sql`pounds.term where agreement_id = any(${ids}::uuid[])`,
  );
  const of = <Row extends { readonly agreement_id: string }>(
    rows: readonly Row[],
    id: string,
  ): readonly Row[] => rows.filter((row) => row.agreement_id === id);
  return new Map(
    agreements.map((row) => [
      row.id,
      {
        agreement: agreementFromRow(row),
        parties: of(parties, row.id).map(partyFromRow),
        versions: of(versions, row.id).map(versionFromRow),
        terms: new Map(of(terms, row.id).map((term) => [term.requirement, term.words])),
      },
    ]),
  );
}

/** One agreement by its address. */
export async function findAgreement(db: Db, slug: string): Promise<AgreementFile | undefined> {
  const found = await sql<{ id: string }>`select id from pounds.agreement where slug = ${slug}`.execute(db);
  const id = found.rows[0]?.id;
  return id === undefined ? undefined : (await listAgreements(db, [id])).get(id);
}

/** Ids of every fund, or of every agreement, for the search index. */
export async function listIdsOf(db: Db, kind: "fund" | "agreement"): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`select id from ${sql.table(`pounds.${kind}`)} order by id`.execute(
    db,
  );
  return result.rows.map((row) => row.id);
}

async function rowsIn<Row>(db: Db, from: RawBuilder<unknown>): Promise<readonly Row[]> {
  return (await sql<Row>`select * from ${from}`.execute(db)).rows;
}

function day(text: string | null): CivilDate | undefined {
  return text === null ? undefined : (text as CivilDate);
}

function agreementFromRow(row: AgreementRow): Agreement {
  const [beginsOn, endsOn, approvedOn] = [day(row.begins_on), day(row.ends_on), day(row.approved_on)];
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    areaId: row.area_id,
    form: row.form as Agreement["form"],
    keptHere: row.kept_here,
    audience: row.audience,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.powers !== null && { powers: row.powers }),
    ...(beginsOn && { beginsOn }),
    ...(endsOn && { endsOn }),
    ...(approvedOn && { approvedOn }),
    ...(row.approved_by !== null && { approvedBy: row.approved_by }),
    ...(row.story !== null && { story: row.story }),
  };
}

function partyFromRow(row: PartyRow): Party {
  const signedOn = day(row.signed_on);
  return {
    agreementId: row.agreement_id,
    key: row.key,
    name: row.name,
    sector: row.sector as Party["sector"],
    host: row.host,
    ...(row.organisation_id !== null && { organisationId: row.organisation_id }),
    ...(signedOn && { signedOn }),
  };
}

function versionFromRow(row: RowOf<"pounds.version">): Version {
  return {
    agreementId: row.agreement_id,
    number: row.number,
    fromOn: row.from_on as CivilDate,
    riskShare: row.risk_share,
    why: row.why,
    illustrative: row.illustrative,
    source: row.source,
    seen: row.seen as CivilDate,
  };
}

function fundFromRow(row: RowOf<"pounds.fund">): Fund {
  const [beginsOn, endsOn] = [day(row.begins_on), day(row.ends_on)];
  return {
    id: row.id,
    slug: row.slug,
    agreementId: row.agreement_id,
    name: row.name,
    year: row.year,
    totalMark: row.total_mark as Fund["totalMark"],
    audience: row.audience,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(beginsOn && { beginsOn }),
    ...(endsOn && { endsOn }),
    ...(row.total_pence !== null && { total: pence(row.total_pence) }),
    ...(row.reported_pence !== null && { reported: pence(row.reported_pence) }),
    ...(row.rounding !== null && { rounding: row.rounding }),
    ...(row.risk_share !== null && { riskShare: row.risk_share }),
    ...(row.inequality !== null && { inequality: row.inequality }),
    ...(row.source_url !== null && { sourceUrl: row.source_url }),
  };
}

function fundingFromRow(row: RowOf<"pounds.funding">): Funding {
  return {
    place: row.place,
    party: row.party,
    sourceOfFunding: row.source_of_funding,
    label: row.label,
    mark: row.mark as Funding["mark"],
    ...(row.amount_pence !== null && { amount: pence(row.amount_pence) }),
    ...(row.note !== null && { note: row.note }),
    ...(row.charges !== null && { charges: row.charges as Charges }),
    ...(row.months_pence !== null && { months: row.months_pence.map(pence) }),
  };
}

function schemeFromRow(row: SchemeRow): Scheme {
  return {
    key: row.key,
    name: row.name,
    lead: row.lead,
    budget: pence(row.budget_pence),
    profile: row.profile,
    illustrative: row.basis === "illustrative",
    ...(row.source_of_funding !== null && { sourceOfFunding: row.source_of_funding }),
    ...(row.body !== null && { body: row.body }),
    ...(row.body_name !== null && { bodyName: row.body_name }),
    ...(row.vat !== null && { vat: row.vat as VatRegime }),
    ...(row.prevention !== null && { prevention: row.prevention as PreventionTier }),
    ...(row.judged_pence !== null &&
      row.judged_why !== null && { judged: { amount: pence(row.judged_pence), why: row.judged_why } }),
    ...(row.about !== null && { about: row.about }),
    ...(row.specification !== null && { specification: row.specification }),
  };
}
