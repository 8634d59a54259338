import type { CivilDate } from "@concordat/calendar";
import { assert, type Db, type Instant, type OfficeRole, type SubjectRef } from "../kernel/index.ts";
import { normalEmail, type Account, type Office, type OrganisationChoice } from "./account.ts";
import { createAccount, findAccountByEmail, renameAccount } from "./store-account.ts";
import { giveOffice, listOffices } from "./store-office.ts";

/** Somebody made up, with the offices that the shipped data gives them. */
export interface IllustrativePerson {
  readonly email: string;
  readonly displayName: string;
  readonly offices: readonly {
    readonly organisation: OrganisationChoice;
    readonly title: string;
    readonly role: OfficeRole;
    readonly seat?: SubjectRef;
    readonly beginsOn: CivilDate;
  }[];
}

/** What settling came to, accounts and offices counted alike. */
export interface Settled {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/**
 * Sees to it that the Illustrative people of the shipped data have accounts and offices; can be repeated at every load.
 *
 * Takes nothing away and gives no office again that was ended: what administrators did since stands. Not for real people,
 * and it never turns a real account into a made-up one.
 */
export async function settleIllustrativePeople(
  tx: Db,
  people: readonly IllustrativePerson[],
  at: Instant,
): Promise<Settled> {
  let [added, changed] = [0, 0];
  for (const person of people) {
    const known = await findAccountByEmail(tx, person.email);
    assert(
      known?.illustrative !== false,
      `the account ${normalEmail(person.email)} of the shipped data is Illustrative`,
    );
    if (known !== undefined && known.displayName !== person.displayName) {
      await renameAccount(tx, known.id, person.displayName);
      changed += 1;
    }
    if (known === undefined) added += 1;
    const account =
      known ?? (await createAccount(tx, { ...person, administrator: false, illustrative: true }, at));
    added += await giveMissingOffices(tx, { account, offices: person.offices }, at);
  }
  return { added, changed, removed: 0 };
}

async function giveMissingOffices(
  tx: Db,
  wanted: { readonly account: Account; readonly offices: IllustrativePerson["offices"] },
  at: Instant,
): Promise<number> {
  const ever = await listOffices(tx, [wanted.account.id]);
  const missing = wanted.offices.filter((office) => !ever.some((known) => isSameOffice(known, office)));
  for (const office of missing) await giveOffice(tx, { account: wanted.account, ...office }, at);
  return missing.length;
}

function isSameOffice(known: Office, office: IllustrativePerson["offices"][number]): boolean {
  return (
    known.organisationId === office.organisation.id &&
    known.title.toLowerCase() === office.title.trim().toLowerCase()
  );
}
