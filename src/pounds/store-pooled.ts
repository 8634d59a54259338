import type { CivilDate } from "@concordat/calendar";
import { pence, type Pence } from "@concordat/ledger";
import type { Db } from "../kernel/index.ts";
import type { JointLine, JointWay, PlaceSpend } from "./pooled.ts";
import type { PrintedFigure } from "./statement-figures.ts";
import type { PoundsTables } from "./tables.ts";

/** Set with whatever people enter: a row of no dataset is no longer a shipped file's to change or take away. */
const entered = { dataset: null };

/** The joint budget lines of a fund, by name. */
export async function listJointLines(db: Db, fundId: string): Promise<readonly JointLine[]> {
  const rows = await db
    .withTables<PoundsTables>()
    .selectFrom("pounds.joint_line")
    .selectAll()
    .where("fund_id", "=", fundId)
    .orderBy("name")
    .execute();
  return rows.map((row): JointLine => {
    const shared = {
      key: row.key,
      name: row.name,
      ...(row.amount_pence !== null && { amount: pence(row.amount_pence) }),
    };
    const how = row.how as JointWay;
    return how === "pooled"
      ? { ...shared, how }
      : { ...shared, how, reason: row.reason ?? "", reviewOn: row.review_on as CivilDate };
  });
}

/** A joint line, in place of the one of its key. */
export async function keepJointLine(
  tx: Db,
  fund: { readonly id: string; readonly audience: string },
  line: JointLine,
): Promise<void> {
  const rest = {
    name: line.name,
    how: line.how,
    amount_pence: line.amount ?? null,
    reason: line.how === "pooled" ? null : line.reason,
    review_on: line.how === "pooled" ? null : line.reviewOn,
    ...entered,
  };
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.joint_line")
    .values({ fund_id: fund.id, key: line.key, audience: fund.audience, ...rest })
    .onConflict((conflict) => conflict.columns(["fund_id", "key"]).doUpdateSet(rest))
    .execute();
}

/** What the fund's place spends on health and care; undefined where nobody has said. */
export async function findPlaceSpend(db: Db, fundId: string): Promise<PlaceSpend | undefined> {
  const row = await db
    .withTables<PoundsTables>()
    .selectFrom("pounds.place_spend")
    .selectAll()
    .where("fund_id", "=", fundId)
    .executeTakeFirst();
  return (
    row && {
      amount: pence(row.amount_pence),
      counts: row.counts,
      source: row.source,
      seen: row.seen as CivilDate,
    }
  );
}

export async function keepPlaceSpend(
  tx: Db,
  fund: { readonly id: string; readonly audience: string },
  spend: PlaceSpend,
): Promise<void> {
  const rest = {
    amount_pence: spend.amount,
    counts: spend.counts,
    source: spend.source,
    seen: spend.seen,
    ...entered,
  };
  await tx
    .withTables<PoundsTables>()
    .insertInto("pounds.place_spend")
    .values({ fund_id: fund.id, audience: fund.audience, ...rest })
    .onConflict((conflict) => conflict.column("fund_id").doUpdateSet(rest))
    .execute();
}

/** What a fund means to do about inequality, in place of what it said. */
export async function keepInequality(tx: Db, fundId: string, words: string): Promise<void> {
  await tx
    .withTables<PoundsTables>()
    .updateTable("pounds.fund")
    .set({ inequality: words, ...entered })
    .where("id", "=", fundId)
    .execute();
}

/** Figures that a fund's source prints and that can be worked out from others it prints. */
export async function listPrinted(db: Db, fundId: string): Promise<readonly PrintedFigure[]> {
  const rows = await db
    .withTables<PoundsTables>()
    .selectFrom("pounds.printed_figure")
    .selectAll()
    .where("fund_id", "=", fundId)
    .orderBy("place")
    .execute();
  return rows.map((row) => {
    const computed: Pence = pence(row.parts_pence.reduce((sum, one) => sum + one, 0n));
    return {
      label: row.label,
      printed: pence(row.printed_pence),
      computed,
      from: row.parts_words,
      ...(row.note !== null && { note: row.note }),
    };
  });
}
