import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { pence } from "@concordat/ledger";
import type { Db } from "../kernel/index.ts";
import type { SharedAllocation } from "./bcf-check.ts";
import type {
  BcfAnswer,
  BcfDocument,
  BcfFile,
  BcfIncome,
  BcfItem,
  BcfLine,
  BcfMark,
  BcfMeasure,
  BcfSignature,
} from "./bcf.ts";
import type { PoundsTables } from "./tables.ts";

/** Which document of which fund; every table of entries has these three. */
export interface BcfKey {
  readonly fundId: string;
  readonly document: BcfDocument;
  readonly audience: string;
}

/** Set with whatever people enter: a row of no dataset is no longer a shipped file's to change or take away. */
const entered = { dataset: null };

const keyRow = (
  key: BcfKey,
): { readonly fund_id: string; readonly document: string; readonly audience: string } => ({
  fund_id: key.fundId,
  document: key.document,
  audience: key.audience,
});

/** Everything held of the national templates, in their order; of one year where one is given. */
export async function listBcfItems(db: Db, year?: string): Promise<readonly BcfItem[]> {
  let asked = db.withTables<PoundsTables>().selectFrom("pounds.bcf_item").selectAll();
  if (year !== undefined) asked = asked.where("first_year", "<=", year).where("last_year", ">=", year);
  return (await asked.orderBy("place").execute()).map((row) => ({
    document: row.document as BcfItem["document"],
    kind: row.kind,
    key: row.key,
    parent: row.parent,
    words: row.words,
    firstYear: row.first_year,
    lastYear: row.last_year,
    mark: row.mark as BcfMark,
    ...(row.detail !== null && { detail: row.detail }),
    ...(row.source !== null && { source: row.source }),
  }));
}

/** The plan and the returns of a fund, in the order of the year. */
export async function listBcfFiles(db: Db, fundId: string): Promise<readonly BcfFile[]> {
  const pounds = db.withTables<PoundsTables>();
  const documents = await pounds
    .selectFrom("pounds.bcf_document")
    .selectAll()
    .where("fund_id", "=", fundId)
    .orderBy(sql`array_position(array['plan', 'q1', 'q2', 'q3', 'year-end'], document)`)
    .execute();
  if (documents.length === 0) return [];
  const income = await pounds
    .selectFrom("pounds.bcf_income")
    .selectAll()
    .where("fund_id", "=", fundId)
    .orderBy("source_of_funding")
    .orderBy("party")
    .orderBy("label")
    .execute();
  const lines = await pounds
    .selectFrom("pounds.bcf_line")
    .selectAll()
    .where("fund_id", "=", fundId)
    .orderBy(sql`scheme collate kernel.natural_order`)
    .orderBy("source_of_funding")
    .execute();
  const answers = await pounds
    .selectFrom("pounds.bcf_answer")
    .selectAll()
    .where("fund_id", "=", fundId)
    .orderBy("condition")
    .execute();
  const measures = await pounds
    .selectFrom("pounds.bcf_measure")
    .selectAll()
    .where("fund_id", "=", fundId)
    .orderBy("measure")
    .execute();
  const signatures = await pounds
    .selectFrom("pounds.bcf_signature")
    .selectAll()
    .where("fund_id", "=", fundId)
    .orderBy("signed_on")
    .orderBy("role")
    .execute();
  return documents.map(({ document, version }) => {
    const own = <Row extends { readonly document: string }>(rows: readonly Row[]): readonly Row[] =>
      rows.filter((row) => row.document === document);
    return {
      fundId,
      document: document as BcfDocument,
      version,
      income: own(income).map(incomeFromRow),
      lines: own(lines).map(lineFromRow),
      answers: own(answers).map(answerFromRow),
      measures: own(measures).map(measureFromRow),
      signatures: own(signatures).map(signatureFromRow),
    };
  });
}

/** Discharge funding in every plan of a year held here, added up by the body that has it: the same body may be party to several. */
export async function sharedAllocations(
  db: Db,
  fundId: string,
  year: string,
): Promise<readonly SharedAllocation[]> {
  const result = await sql<{ party: string; planned: bigint; plans: number }>`
    select own.key as party, sum(income.amount_pence)::bigint as planned, count(distinct fund.id)::int as plans
    from pounds.fund mine
    join pounds.party own on own.agreement_id = mine.agreement_id and own.organisation_id is not null
    join pounds.fund fund on fund.year = ${year}
    join pounds.party other on other.agreement_id = fund.agreement_id and other.organisation_id = own.organisation_id
    join pounds.bcf_income income on income.fund_id = fund.id and income.document = 'plan'
      and income.source_of_funding = 'icb-discharge' and income.party = other.key
    where mine.id = ${fundId} group by own.key`.execute(db);
  return result.rows.map(({ party, planned, plans }) => ({ party, planned: pence(planned), plans }));
}

/** Begins a document; false where it was begun before. */
export async function beginBcf(tx: Db, key: BcfKey): Promise<boolean> {
  const done = await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.bcf_document")
    .values({ ...keyRow(key), version: 1 })
    .onConflict((conflict) => conflict.columns(["fund_id", "document"]).doNothing())
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Counts a change of a document, so that a signature given before it is seen to be of an earlier version; its new version. */
export async function renewBcf(tx: Db, key: BcfKey): Promise<number> {
  const row = await tx
    .withTables<PoundsTables>()
    .updateTable("pounds.bcf_document")
    .set({ version: sql<number>`version + 1`, ...entered })
    .where("fund_id", "=", key.fundId)
    .where("document", "=", key.document)
    .returning("version")
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Holds a document still until the transaction ends; its version. */
export async function lockBcf(tx: Db, key: BcfKey): Promise<number> {
  const row = await tx
    .withTables<PoundsTables>()
    .selectFrom("pounds.bcf_document")
    .select("version")
    .where("fund_id", "=", key.fundId)
    .where("document", "=", key.document)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.version;
}

/** Income of one source, party and label, in place of what stood there. */
export async function keepBcfIncome(tx: Db, key: BcfKey, income: BcfIncome): Promise<void> {
  const figures = {
    amount_pence: income.amount,
    published_pence: income.published ?? null,
    published_where: income.publishedWhere ?? null,
    social_care_pence: income.socialCareFloor ?? null,
    out_of_hospital_pence: income.outOfHospitalFloor ?? null,
    allocation_pence: income.allocation ?? null,
    spent_pence: income.spent ?? null,
    ...entered,
  };
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.bcf_income")
    .values({
      ...keyRow(key),
      source_of_funding: income.source,
      party: income.party,
      label: income.label,
      ...figures,
    })
    .onConflict((conflict) =>
      conflict.columns(["fund_id", "document", "source_of_funding", "party", "label"]).doUpdateSet(figures),
    )
    .execute();
}

/** A line of spending, in place of the one of the same scheme and source. */
export async function keepBcfLine(tx: Db, key: BcfKey, line: BcfLine): Promise<void> {
  const rest = {
    name: line.name,
    about: line.about,
    activity: line.activity,
    sub_type: line.subType ?? null,
    other_words: line.otherWords ?? null,
    objective: line.objective ?? null,
    area: line.area,
    area_other: line.areaOther ?? null,
    commissioner: line.commissioner ?? null,
    nhs_percent: line.nhsPercent ?? null,
    council_percent: line.councilPercent ?? null,
    provider: line.provider ?? null,
    standing: line.standing ?? null,
    outputs: line.outputs ?? null,
    unit: line.unit ?? null,
    amount_pence: line.amount,
    ...entered,
  };
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.bcf_line")
    .values({ ...keyRow(key), scheme: line.scheme, source_of_funding: line.source, ...rest })
    .onConflict((conflict) =>
      conflict.columns(["fund_id", "document", "scheme", "source_of_funding"]).doUpdateSet(rest),
    )
    .execute();
}

export async function keepBcfAnswer(tx: Db, key: BcfKey, answer: BcfAnswer): Promise<void> {
  const rest = { met: answer.met, words: answer.words ?? null, ...entered };
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.bcf_answer")
    .values({ ...keyRow(key), condition: answer.condition, ...rest })
    .onConflict((conflict) => conflict.columns(["fund_id", "document", "condition"]).doUpdateSet(rest))
    .execute();
}

export async function keepBcfMeasure(tx: Db, key: BcfKey, measure: BcfMeasure): Promise<void> {
  const { planned = null, actual = null, progress = null, words = null } = measure;
  const rest = { planned, actual, progress, words, ...entered };
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.bcf_measure")
    .values({ ...keyRow(key), measure: measure.measure, ...rest })
    .onConflict((conflict) => conflict.columns(["fund_id", "document", "measure"]).doUpdateSet(rest))
    .execute();
}

/** Notes a signature; false where the same version was signed in the same role before. */
export async function insertBcfSignature(tx: Db, key: BcfKey, signature: BcfSignature): Promise<boolean> {
  const { role, party, version, signedOn, office } = signature;
  const done = await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.bcf_signature")
    .values({ ...keyRow(key), role, party, version, signed_on: signedOn, office })
    .onConflict((conflict) =>
      conflict.columns(["fund_id", "document", "role", "party", "version"]).doNothing(),
    )
    .executeTakeFirst();
  return (done.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

function incomeFromRow(row: PoundsTables["pounds.bcf_income"]): BcfIncome {
  return {
    source: row.source_of_funding,
    party: row.party,
    label: row.label,
    amount: pence(row.amount_pence),
    ...(row.published_pence !== null && { published: pence(row.published_pence) }),
    ...(row.published_where !== null && { publishedWhere: row.published_where }),
    ...(row.social_care_pence !== null && { socialCareFloor: pence(row.social_care_pence) }),
    ...(row.out_of_hospital_pence !== null && { outOfHospitalFloor: pence(row.out_of_hospital_pence) }),
    ...(row.allocation_pence !== null && { allocation: pence(row.allocation_pence) }),
    ...(row.spent_pence !== null && { spent: pence(row.spent_pence) }),
  };
}

function lineFromRow(row: PoundsTables["pounds.bcf_line"]): BcfLine {
  return {
    scheme: row.scheme,
    source: row.source_of_funding,
    name: row.name,
    about: row.about,
    activity: row.activity,
    area: row.area,
    amount: pence(row.amount_pence),
    ...(row.sub_type !== null && { subType: row.sub_type }),
    ...(row.other_words !== null && { otherWords: row.other_words }),
    ...(row.objective !== null && { objective: row.objective }),
    ...(row.area_other !== null && { areaOther: row.area_other }),
    ...(row.commissioner !== null && { commissioner: row.commissioner }),
    ...(row.nhs_percent !== null && { nhsPercent: row.nhs_percent }),
    ...(row.council_percent !== null && { councilPercent: row.council_percent }),
    ...(row.provider !== null && { provider: row.provider }),
    ...(row.standing !== null && { standing: row.standing }),
    ...(row.outputs !== null && { outputs: row.outputs }),
    ...(row.unit !== null && { unit: row.unit }),
  };
}

function answerFromRow(row: PoundsTables["pounds.bcf_answer"]): BcfAnswer {
  return { condition: row.condition, met: row.met, ...(row.words !== null && { words: row.words }) };
}

function measureFromRow(row: PoundsTables["pounds.bcf_measure"]): BcfMeasure {
  return {
    measure: row.measure,
    ...(row.planned !== null && { planned: row.planned }),
    ...(row.actual !== null && { actual: row.actual }),
    ...(row.progress !== null && { progress: row.progress }),
    ...(row.words !== null && { words: row.words }),
  };
}

function signatureFromRow(row: PoundsTables["pounds.bcf_signature"]): BcfSignature {
  return {
    role: row.role,
    party: row.party,
    version: row.version,
    signedOn: row.signed_on as CivilDate,
    office: row.office,
  };
}
