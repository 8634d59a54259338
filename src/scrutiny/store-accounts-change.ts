import type { CivilDate } from "@concordat/calendar";
import type { Db, Provenance } from "../kernel/index.ts";
import type { AccountEvent, Rating, Sector } from "./account.ts";
import type { AccountTables } from "./tables-accounts.ts";

/** An event as a body starts it. */
export interface NewAccountEvent extends Provenance {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly happened: string;
  readonly whenWords: string;
  readonly convenerId: string;
  readonly startedOn: CivilDate;
  readonly closesOn: CivilDate;
  readonly audience: string;
  readonly statements: readonly string[];
  readonly partners: readonly { readonly id: string; readonly sector: Sector }[];
}

/** Puts in an event with its statements and the partners that are asked. */
export async function insertAccount(tx: Db, event: NewAccountEvent): Promise<void> {
  const tables = tx.withTables<AccountTables>();
  const { id, audience } = event;
  await tables
    .insertInto("scrutiny.account_event")
    .values({
      id,
      slug: event.slug,
      title: event.title,
      happened: event.happened,
      when_words: event.whenWords,
      from_on: event.startedOn,
      convener_id: event.convenerId,
      started_on: event.startedOn,
      closes_on: event.closesOn,
      opened_on: null,
      source: event.source,
      source_url: null,
      seen: event.seen,
      basis: event.basis,
      dataset: null,
      audience,
    })
    .execute();
  await tables
    .insertInto("scrutiny.account_statement")
    .values(
      event.statements.map((words, place) => ({
        event_id: id,
        number: place + 1,
        words,
        dataset: null,
        audience,
      })),
    )
    .execute();
  await tables
    .insertInto("scrutiny.account_partner")
    .values(
      event.partners.map((partner) => ({
        event_id: id,
        organisation_id: partner.id,
        sector: partner.sector,
        sealed_on: null,
        entry_id: null,
        dataset: null,
        audience,
      })),
    )
    .execute();
}

/** Keeps what a partner hands in, for that partner alone. */
export async function insertTelling(
  tx: Db,
  event: Pick<AccountEvent, "id">,
  handed: {
    readonly partnerId: string;
    readonly office: string;
    readonly words: string;
    readonly ratings: readonly Omit<Rating, "partnerId">[];
    readonly on: CivilDate;
    readonly own: string;
  },
): Promise<void> {
  const tables = tx.withTables<AccountTables>();
  const common = {
    event_id: event.id,
    organisation_id: handed.partnerId,
    dataset: null,
    audience: handed.own,
  };
  await tables
    .insertInto("scrutiny.account_telling")
    .values({ ...common, office: handed.office, words: handed.words })
    .execute();
  await tables
    .insertInto("scrutiny.account_rating")
    .values(
      handed.ratings.map(({ number, rating, words }) => ({
        ...common,
        number,
        rating: rating ?? null,
        words: words ?? null,
      })),
    )
    .execute();
  await tables
    .updateTable("scrutiny.account_partner")
    .set({ sealed_on: handed.on, dataset: null })
    .where("event_id", "=", event.id)
    .where("organisation_id", "=", handed.partnerId)
    .execute();
}

/** Which entry seals what a partner handed in. */
export async function noteAccountSeal(
  tx: Db,
  sealed: { readonly eventId: string; readonly partnerId: string; readonly entryId: string },
): Promise<void> {
  await tx
    .withTables<AccountTables>()
    .updateTable("scrutiny.account_partner")
    .set({ entry_id: sealed.entryId })
    .where("event_id", "=", sealed.eventId)
    .where("organisation_id", "=", sealed.partnerId)
    .execute();
}

/** Makes everything that was handed in as public as the event, at once. */
export async function openAccounts(tx: Db, event: AccountEvent, on: CivilDate): Promise<void> {
  const tables = tx.withTables<AccountTables>();
  await tables
    .updateTable("scrutiny.account_event")
    .set({ opened_on: on, dataset: null })
    .where("id", "=", event.id)
    .execute();
  for (const table of ["scrutiny.account_telling", "scrutiny.account_rating"] as const)
    await tables
      .updateTable(table)
      .set({ audience: event.audience })
      .where("event_id", "=", event.id)
      .execute();
}

/** Puts in what a partner proposes to do. */
export async function insertAgreement(
  tx: Db,
  event: AccountEvent,
  agreement: {
    readonly number: number;
    readonly words: string;
    readonly ownerId: string;
    readonly dueOn: CivilDate;
    readonly proposedOn: CivilDate;
  },
): Promise<void> {
  await tx
    .withTables<AccountTables>()
    .insertInto("scrutiny.account_agreement")
    .values({
      event_id: event.id,
      number: agreement.number,
      words: agreement.words,
      owner_id: agreement.ownerId,
      due_on: agreement.dueOn,
      proposed_on: agreement.proposedOn,
      dataset: null,
      audience: event.audience,
    })
    .execute();
}

/** Notes that a partner says yes. */
export async function insertAssent(
  tx: Db,
  event: AccountEvent,
  assent: { readonly number: number; readonly partnerId: string; readonly on: CivilDate },
): Promise<void> {
  await tx
    .withTables<AccountTables>()
    .insertInto("scrutiny.account_assent")
    .values({
      event_id: event.id,
      number: assent.number,
      organisation_id: assent.partnerId,
      on_date: assent.on,
      dataset: null,
      audience: event.audience,
    })
    .execute();
}
