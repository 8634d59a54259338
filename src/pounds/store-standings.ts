import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { accountId, pence, type Account, type AccountId, type Pence } from "@concordat/ledger";
import type { Db } from "../kernel/index.ts";

/** Movements of an account after its last running totals, from which new ones are written. */
const movementsMost = 1000;
/** Entries between two looks at which accounts need new ones; a balance then adds up at most what these two let stand. */
export const entriesBetween = 1000;

/**
 * Writes running totals by day for every account of a fund that has had many movements since its last: see the README of the
 * ledger engine. A tally counts them, since to count them in the books at every look took longer than to write the totals.
 * Called under the lock of the fund's books, so that no entry below `through` can still appear.
 */
export async function keepStandings(
  tx: Db,
  books: { readonly id: string; readonly slug: string; readonly audience: string },
  through: number,
): Promise<void> {
  await sql`
    with looked as (select coalesce(max(through), 0) as through from pounds.tally where fund_id = ${books.id}),
    recent as (
      select account, layer, count(*)::int as many from pounds.movement
      where fund_id = ${books.id} and sequence > (select through from looked) and sequence <= ${through}
      group by account, layer),
    tallied as (
      insert into pounds.tally as held (fund_id, account, layer, movements, through, audience)
      select ${books.id}::uuid, account, layer, case when many < ${movementsMost} then many else 0 end, ${through}, ${books.audience}
      from recent
      on conflict (account, layer) do update set through = excluded.through,
        movements = case when excluded.movements = 0 or held.movements + excluded.movements >= ${movementsMost} then 0
          else held.movements + excluded.movements end
      returning account, layer, movements),
    due as (
      select account as id, layer, coalesce((
        select max(standing.through) from pounds.standing
        where standing.account = tallied.account and standing.layer = tallied.layer), 0) as since
      from tallied where movements = 0),
    changes as (
      select due.id, due.layer, on_date, sum(amount_pence) as change
      from due join pounds.movement on account = due.id and movement.layer = due.layer and sequence > due.since and sequence <= ${through}
      group by due.id, due.layer, on_date),
    before as (
      select due.id, due.layer, on_date,
        total_pence - lag(total_pence, 1, 0::bigint) over (partition by due.id, due.layer order by on_date) as change
      from due join pounds.standing on account = due.id and standing.layer = due.layer and standing.through = due.since),
    days as (
      select id, layer, on_date, sum(change) as change
      from (select * from changes union all select * from before) both_of_them
      group by id, layer, on_date)
    insert into pounds.standing (fund_id, account, layer, through, on_date, total_pence, audience)
    select ${books.id}::uuid, id, layer, ${through}, on_date,
      (sum(change) over (partition by id, layer order by on_date))::bigint, ${books.audience}
    from days`.execute(tx);
}

/**
 * An account's posted balance at the end of a day, as known after an entry: the latest running total, and what came after it.
 *
 * @param known  the last entry that counts; all where left out
 */
export async function balanceAt(
  db: Db,
  account: Account | AccountId,
  { on, known = 2_147_483_647 }: { readonly on: CivilDate; readonly known?: number },
): Promise<Pence> {
  const id = typeof account === "string" ? account : accountId(account);
  const found = await sql<{ pence: bigint }>`
    with latest as (
      select through from pounds.standing
      where account = ${id} and layer = 'posted' and through <= ${known} order by through desc limit 1)
    select (
      coalesce((
        select total_pence from pounds.standing
        where account = ${id} and layer = 'posted' and through = (select through from latest) and on_date <= ${on}
        order by on_date desc limit 1), 0)
      + coalesce((
        select sum(amount_pence) from pounds.movement
        where account = ${id} and layer = 'posted' and sequence > coalesce((select through from latest), 0)
          and sequence <= ${known} and on_date <= ${on}), 0))::bigint as pence`.execute(db);
  return pence(found.rows[0]?.pence ?? 0n);
}

/** Ids of the accounts of a fund that are of these kinds and of one partner. */
export async function listPartnerAccounts(
  db: Db,
  of: { readonly fund: string; readonly partner: string; readonly kinds: readonly string[] },
): Promise<readonly AccountId[]> {
  const found = await sql<{ id: AccountId }>`
    select id from pounds.account
    where fund = ${of.fund} and partner = ${of.partner} and kind = any(${of.kinds}::text[]) order by id`.execute(
    db,
  );
  return found.rows.map(({ id }) => id);
}
