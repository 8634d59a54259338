import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, type Basis, type Db } from "../kernel/index.ts";
import {
  sectorKeys,
  type AccountEvent,
  type Agreement,
  type Partner,
  type Rating,
  type Sector,
  type Stance,
  type Telling,
} from "./account.ts";
import { namesOf } from "./store-names.ts";
import type { Asked } from "./question.ts";
import type { AccountTables } from "./tables-accounts.ts";

type Rows<Name extends keyof AccountTables> = readonly AccountTables[Name][];

/** Everything of some events, as far as this viewer may read it. */
interface Parts {
  readonly statements: Rows<"scrutiny.account_statement">;
  readonly bodies: ReadonlyMap<string, Asked>;
  readonly partners: Rows<"scrutiny.account_partner">;
  readonly tellings: Rows<"scrutiny.account_telling">;
  readonly ratings: Rows<"scrutiny.account_rating">;
  readonly agreements: Rows<"scrutiny.account_agreement">;
  readonly assents: Rows<"scrutiny.account_assent">;
  readonly stances: Rows<"scrutiny.account_stance">;
}

/** Every event, the latest first; or those with these ids. */
export async function listAccounts(
  db: Db,
  query: { readonly ids?: readonly string[]; readonly until?: CivilDate } = {},
): Promise<readonly AccountEvent[]> {
  const conditions = [
    ...(query.ids ? [sql`event.id = any(${query.ids.filter(isUuid)}::uuid[])`] : []),
    ...(query.until ? [sql`event.from_on <= ${query.until}`] : []),
    sql`true`,
  ];
  return await select(db, sql.join(conditions, sql` and `));
}

/** The event at an address. */
export async function findAccount(db: Db, slug: string): Promise<AccountEvent | undefined> {
  return (await select(db, sql`event.slug = ${slug}`))[0];
}

/** Ids of every event, for the search index. */
export async function listAccountIds(db: Db): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`select id from scrutiny.account_event order by id`.execute(db);
  return found.rows.map(({ id }) => id);
}

/** The event whose sealed account an entry of the record holds, where it is not open yet. */
export async function findSealedEvent(
  db: Db,
  entryId: string,
): Promise<{ readonly title: string; readonly closesOn: CivilDate } | undefined> {
  if (!isUuid(entryId)) return undefined;
  const found = await sql<{ title: string; closes_on: string }>`
    select event.title, event.closes_on from scrutiny.account_partner partner
      join scrutiny.account_event event on event.id = partner.event_id
    where partner.entry_id = ${entryId} and event.opened_on is null`.execute(db);
  const [row] = found.rows;
  return row && { title: row.title, closesOn: row.closes_on as CivilDate };
}

/** Events that still wait for the account of a body. */
export async function listWaitingFor(db: Db, organisationId: string): Promise<readonly AccountEvent[]> {
  return (
    await select(
      db,
      sql`event.opened_on is null and exists (select from scrutiny.account_partner partner where partner.event_id = event.id
        and partner.organisation_id = ${organisationId} and partner.sealed_on is null)`,
    )
  ).filter(({ convenerId }) => convenerId !== undefined);
}

/** The sign-ins that hold an office at another partner of an event that has handed in; none once it is opened. */
export async function listAccountsOfOthers(
  db: Db,
  event: Pick<AccountEvent, "id">,
  partner: Pick<Partner, "id">,
): Promise<readonly string[]> {
  const found = await sql<{ account_id: string }>`select account_id::text as account_id
    from scrutiny.accounts_of_other_partners(${event.id}, ${partner.id}, (now() at time zone 'Europe/London')::date)
      as held(account_id)`.execute(db);
  return found.rows.map(({ account_id }) => account_id);
}

async function select(db: Db, where: RawBuilder<unknown>): Promise<readonly AccountEvent[]> {
  const found = await sql<AccountTables["scrutiny.account_event"]>`
    select event.* from scrutiny.account_event event where ${where}
    order by event.from_on desc, event.slug`.execute(db);
  const ids = found.rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const parts = await partsOf(db, ids);
  return found.rows.map((row) => eventFromRow(row, parts));
}

async function partsOf(db: Db, ids: readonly string[]): Promise<Parts> {
  const of = async <Row>(table: string, order: string): Promise<readonly Row[]> =>
    (
      await sql<Row>`select * from ${sql.table(table)} where event_id = any(${ids}::uuid[])
        order by event_id, ${sql.raw(order)}`.execute(db)
    ).rows;
  const partners = await of<Parts["partners"][number]>("scrutiny.account_partner", "organisation_id");
  return {
    partners,
    bodies: await namesOf(
      db,
      partners.map((one) => one.organisation_id),
    ),
    statements: await of("scrutiny.account_statement", "number"),
    tellings: await of("scrutiny.account_telling", "organisation_id"),
    ratings: await of("scrutiny.account_rating", "number, organisation_id"),
    agreements: await of("scrutiny.account_agreement", "number"),
    assents: await of("scrutiny.account_assent", "number, on_date, organisation_id"),
    stances: await of("scrutiny.account_stance", "place"),
  };
}

function eventFromRow(row: AccountTables["scrutiny.account_event"], parts: Parts): AccountEvent {
  const own = <Row extends { readonly event_id: string }>(rows: readonly Row[]): readonly Row[] =>
    rows.filter(({ event_id: id }) => id === row.id);
  const assents = own(parts.assents);
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    happened: row.happened,
    whenWords: row.when_words,
    fromOn: row.from_on as CivilDate,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    audience: row.audience,
    statements: own(parts.statements).map(({ number, words }) => ({ number, words })),
    partners: partnersOf(own(parts.partners), parts.bodies),
    tellings: own(parts.tellings).map((one): Telling => ({
      partnerId: one.organisation_id,
      office: one.office,
      words: one.words,
    })),
    ratings: own(parts.ratings).map(ratingFromRow),
    agreements: own(parts.agreements).map((one): Agreement => ({
      number: one.number,
      words: one.words,
      ownerId: one.owner_id,
      dueOn: one.due_on as CivilDate,
      proposedOn: one.proposed_on as CivilDate,
      assents: assents
        .filter(({ number }) => number === one.number)
        .map((assent) => ({ partnerId: assent.organisation_id, on: assent.on_date as CivilDate })),
    })),
    stances: own(parts.stances).map(stanceFromRow),
    ...(row.convener_id && { convenerId: row.convener_id }),
    ...(row.started_on && { startedOn: row.started_on as CivilDate }),
    ...(row.closes_on && { closesOn: row.closes_on as CivilDate }),
    ...(row.opened_on && { openedOn: row.opened_on as CivilDate }),
    ...(row.source_url && { sourceUrl: row.source_url }),
  };
}

/** By side, and of each side by name. */
function partnersOf(rows: Parts["partners"], bodies: Parts["bodies"]): readonly Partner[] {
  return sectorKeys.flatMap((sector) =>
    [...bodies.values()].flatMap((body) =>
      rows
        .filter((row) => row.sector === sector && row.organisation_id === body.id)
        .map((row) => partnerFromRow(row, body)),
    ),
  );
}

function partnerFromRow(row: Parts["partners"][number], body: Asked): Partner {
  return {
    ...body,
    sector: row.sector as Sector,
    ...(row.sealed_on && { sealedOn: row.sealed_on as CivilDate }),
    ...(row.entry_id && { entryId: row.entry_id }),
  };
}

function ratingFromRow(row: AccountTables["scrutiny.account_rating"]): Rating {
  return {
    partnerId: row.organisation_id,
    number: row.number,
    ...(row.rating !== null && { rating: row.rating }),
    ...(row.words && { words: row.words }),
  };
}

function stanceFromRow(row: AccountTables["scrutiny.account_stance"]): Stance {
  return {
    sector: row.sector as Sector,
    role: row.role,
    said: row.said,
    saidOn: row.said_on,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.party && { party: row.party }),
    ...(row.source_url && { sourceUrl: row.source_url }),
  };
}
