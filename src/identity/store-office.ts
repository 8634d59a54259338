import { civilDate, type CivilDate } from "@concordat/calendar";
import type { Selectable } from "kysely";
import { Conflict, isUuid, newUuid, subjectText, type Db, type Instant } from "../kernel/index.ts";
import { endFromText, seatFromText, type Account, type Office, type OrganisationChoice } from "./account.ts";
import { millisOf } from "./session.ts";
import type { IdentityTables } from "./tables.ts";

/** An office to be given. */
export interface NewOffice {
  readonly account: Account;
  readonly organisation: OrganisationChoice;
  readonly title: string;
  readonly role: Office["role"];
  /** The seat on a board, as a reference of whichever module keeps it. */
  readonly seat?: Office["seat"] | undefined;
  readonly beginsOn: CivilDate;
}

/**
 * Gives an account an office.
 *
 * @throws Conflict when the account is closed, nobody has confirmed its address, it holds the same office already, or is
 *   Illustrative and the organisation is not
 */
export async function giveOffice(tx: Db, office: NewOffice, at: Instant): Promise<Office> {
  const { account, organisation } = office;
  if (account.status === "closed") {
    throw new Conflict("identity.account-closed", {
      message: "This account is closed, so it can hold no office.",
    });
  }
  if (!account.addressConfirmed) {
    throw new Conflict("identity.address-not-confirmed", {
      message: `Somebody made this account alone, and nobody knows whether ${account.email} is theirs. Ask the person. If it is, have a sign-in link sent there or made by whoever runs the server; once it was used the office can be given. If it is not, close the account and add it again.`,
    });
  }
  if (account.illustrative && !organisation.illustrative) {
    throw new Conflict("identity.illustrative-office", {
      message: `This account is Illustrative and ${organisation.name} is a real organisation. Give the office to a real person's account.`,
    });
  }
  const row = await tables(tx)
    .insertInto("identity.office")
    .values({
      id: newUuid(millisOf(at)),
      account_id: account.id,
      organisation_id: organisation.id,
      organisation_name: organisation.name,
      title: office.title.trim(),
      role: office.role,
      seat: office.seat === undefined ? null : subjectText(office.seat),
      begins_on: office.beginsOn,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row === undefined) {
    throw new Conflict("identity.office-held", {
      message: `This account is already ${office.title.trim()} of ${organisation.name}. End that office first if its role is to change.`,
    });
  }
  return officeFromRow(row);
}

/** The office with this id. */
export async function findOffice(db: Db, id: string): Promise<Office | undefined> {
  if (!isUuid(id)) return undefined;
  const row = await tables(db)
    .selectFrom("identity.office")
    .selectAll()
    .where("id", "=", id)
    .executeTakeFirst();
  return row && officeFromRow(row);
}

/**
 * Every office of these accounts, past ones too, in the order they began; those of one day by organisation and title.
 *
 * Not by id: two ids made in the same millisecond stand in any order.
 */
export async function listOffices(db: Db, accountIds: readonly string[]): Promise<readonly Office[]> {
  if (accountIds.length === 0) return [];
  const rows = await tables(db)
    .selectFrom("identity.office")
    .selectAll()
    .where("account_id", "in", accountIds)
    .orderBy("begins_on")
    .orderBy("organisation_name")
    .orderBy("title")
    .orderBy("id")
    .execute();
  return rows.map(officeFromRow);
}

/** The offices in a body that have no end yet, in the order they began. */
export async function listOfficesIn(db: Db, organisationId: string): Promise<readonly Office[]> {
  return (await listAllOfficesIn(db, organisationId)).filter((office) => office.endsOn === undefined);
}

/** Every office that was ever given in a body, in the order they began; those of one day by title. */
export async function listAllOfficesIn(db: Db, organisationId: string): Promise<readonly Office[]> {
  const rows = await tables(db)
    .selectFrom("identity.office")
    .selectAll()
    .where("organisation_id", "=", organisationId)
    .orderBy("begins_on")
    .orderBy("title")
    .orderBy("id")
    .execute();
  return rows.map(officeFromRow);
}

/**
 * Ends an office: it is no longer held from this day on.
 *
 * @throws Conflict when it has already ended
 */
export async function endOffice(tx: Db, office: Office, on: CivilDate): Promise<void> {
  const ended = await tables(tx)
    .updateTable("identity.office")
    .set({ ends_on: on < office.beginsOn ? office.beginsOn : on })
    .where("id", "=", office.id)
    .where("ends_on", "is", null)
    .returning("id")
    .executeTakeFirst();
  if (ended === undefined) {
    throw new Conflict("identity.office-ended", {
      message: `The office ${office.title}, ${office.organisationName}, has already ended. Nothing was changed.`,
    });
  }
}

/** Ends every office an account holds; one that has not begun is never held. */
export async function endOffices(tx: Db, accountId: string, on: CivilDate): Promise<void> {
  const held = await tables(tx)
    .selectFrom("identity.office")
    .selectAll()
    .where("account_id", "=", accountId)
    .where("ends_on", "is", null)
    .forUpdate()
    .execute();
  for (const row of held) await endOffice(tx, officeFromRow(row), on);
}

function officeFromRow(row: Selectable<IdentityTables["identity.office"]>): Office {
  return {
    id: row.id,
    accountId: row.account_id,
    organisationId: row.organisation_id,
    organisationName: row.organisation_name,
    title: row.title,
    role: row.role,
    beginsOn: civilDate(row.begins_on),
    ...seatFromText(row.seat),
    ...endFromText(row.ends_on),
  };
}

function tables(db: Db) {
  return db.withTables<IdentityTables>();
}
