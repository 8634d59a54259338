import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { newUuid, type Basis, type Db, type Provenance } from "../kernel/index.ts";
import type { Board, BoardId } from "./board.ts";
import { boardRuleKindKeys, type BoardRule, type BoardRuleKind } from "./board-rule.ts";
import type { PlaceTables } from "./tables.ts";

/** Every rule that a board has or had, by kind and first day. */
export async function listRules(db: Db, board: BoardId): Promise<readonly BoardRule[]> {
  const rows = await db
    .withTables<PlaceTables>()
    .selectFrom("place.board_rule")
    .select(["id", "kind", "rule", "begins_on", "ends_on", "source", "seen", "basis"])
    .where("board_id", "=", board)
    .orderBy(sql`array_position(${boardRuleKindKeys}::text[], kind)`)
    .orderBy(sql`begins_on nulls first`)
    .orderBy("rule")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as BoardRuleKind,
    rule: row.rule,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
  }));
}

/** Sets a rule from a day; where another of its kind holds then, that one ends on the day before. */
export async function setRule(
  tx: Db,
  board: Pick<Board, "id" | "audience">,
  rule: {
    readonly kind: BoardRuleKind;
    readonly rule: string;
    readonly beginsOn?: CivilDate;
    readonly endsOn?: CivilDate;
    readonly from: Provenance;
  },
  before: { readonly until?: BoardRule; readonly millis: number },
): Promise<void> {
  if (before.until && rule.beginsOn !== undefined) await endRule(tx, before.until.id, rule.beginsOn);
  await tx
    .withTables<PlaceTables>()
    .insertInto("place.board_rule")
    .values({
      id: newUuid(before.millis),
      board_id: board.id,
      kind: rule.kind,
      rule: rule.rule,
      begins_on: rule.beginsOn ?? null,
      ends_on: rule.endsOn ?? null,
      dataset: null,
      audience: board.audience,
      ...rule.from,
    })
    .execute();
}

/** Ends a rule on a day. */
export async function endRule(tx: Db, id: string, on: CivilDate): Promise<void> {
  await sql`update place.board_rule set ends_on = ${on}, dataset = null where id = ${id}`.execute(tx);
}
