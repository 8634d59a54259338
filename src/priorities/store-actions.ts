import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import type { Action, EarlierOwner, Owner, Priority, Side } from "./priority.ts";
import type { PrioritiesTables } from "./tables.ts";

/** The actions of priorities, by priority, in the order of their days. */
export async function listActions(
  db: Db,
  priorities: readonly string[],
): Promise<ReadonlyMap<string, readonly Action[]>> {
  const result = await sql<PrioritiesTables["priorities.action"]>`select * from priorities.action
    where priority_id = any(${priorities}::uuid[]) order by due_on, id`.execute(db);
  return groupedBy(result.rows, ({ priority_id }) => priority_id, actionFromRow);
}

/** Who owned priorities before, by priority. */
export async function listEarlierOwners(
  db: Db,
  priorities: readonly string[],
): Promise<ReadonlyMap<string, readonly EarlierOwner[]>> {
  const result = await sql<
    PrioritiesTables["priorities.earlier_owner"]
  >`select * from priorities.earlier_owner
    where priority_id = any(${priorities}::uuid[]) order by until_on, side`.execute(db);
  return groupedBy(
    result.rows,
    ({ priority_id }) => priority_id,
    (row) => ({
      side: row.side as Side,
      body: row.body,
      office: row.office,
      until: row.until_on as CivilDate,
      why: row.why,
    }),
  );
}

/** Puts in an action. */
export async function insertAction(
  tx: Db,
  { id, audience }: Pick<Priority, "id" | "audience">,
  action: Action,
): Promise<void> {
  await tx
    .withTables<PrioritiesTables>()
    .insertInto("priorities.action")
    .values({
      id: action.id,
      priority_id: id,
      what: action.what,
      side: action.side,
      office: action.office,
      due_on: action.dueOn,
      entered_on: action.enteredOn,
      outcome: null,
      settled_on: null,
      settled_words: null,
      dataset: null,
      audience,
    })
    .execute();
}

/** Settles an action; false where it was settled before. */
export async function settleAction(
  tx: Db,
  id: string,
  settled: Required<Action>["settled"],
): Promise<boolean> {
  const done = await tx
    .withTables<PrioritiesTables>()
    .updateTable("priorities.action")
    .set({
      outcome: settled.outcome,
      settled_on: settled.on,
      settled_words: settled.words,
      dataset: null,
    })
    .where("id", "=", id)
    .where("outcome", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Gives a side of a priority to another owner from a day on, and keeps who owned it until then. */
export async function passOn(
  tx: Db,
  { id, audience }: Pick<Priority, "id" | "audience">,
  passed: {
    readonly side: Side;
    readonly from: Owner;
    readonly to: Owner;
    readonly on: CivilDate;
    readonly why: string;
  },
): Promise<void> {
  const { side, from, to, on, why } = passed;
  const tables = tx.withTables<PrioritiesTables>();
  await tables
    .insertInto("priorities.earlier_owner")
    .values({ priority_id: id, side, body: from.body, office: from.office, until_on: on, why, audience })
    .execute();
  await tables
    .updateTable("priorities.priority")
    .set(
      side === "nhs"
        ? { nhs_body: to.body, nhs_office: to.office, dataset: null }
        : { council_body: to.body, council_office: to.office, dataset: null },
    )
    .where("id", "=", id)
    .execute();
}

function actionFromRow(row: PrioritiesTables["priorities.action"]): Action {
  return {
    id: row.id,
    what: row.what,
    side: row.side as Side,
    office: row.office,
    dueOn: row.due_on as CivilDate,
    enteredOn: row.entered_on as CivilDate,
    ...(row.outcome && {
      settled: {
        outcome: row.outcome as "done" | "dropped",
        on: row.settled_on as CivilDate,
        words: row.settled_words!,
      },
    }),
  };
}

function groupedBy<Row, Item>(
  rows: readonly Row[],
  key: (row: Row) => string,
  make: (row: Row) => Item,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const row of rows) groups.set(key(row), [...(groups.get(key(row)) ?? []), make(row)]);
  return groups;
}
