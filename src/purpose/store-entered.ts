import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { numberOf, type Basis, type Db, type Measured } from "../kernel/index.ts";
import type { Indicator, Observation } from "./observation.ts";
import type { Span } from "./period.ts";
import { countCover } from "./store-load.ts";
import { observationFromRow } from "./store-observations.ts";
import type { PurposeTables } from "./tables.ts";

/** A figure that an organisation enters here for an area and a period. */
export interface Entered {
  readonly indicator: Indicator;
  readonly area: { readonly id: string; readonly slug: string };
  readonly organisation: { readonly id: string; readonly slug: string };
  readonly span: Span;
  readonly figure: Measured;
  readonly note?: string;
  readonly on: CivilDate;
  readonly basis: Basis;
}

type Key = Pick<Entered, "area" | "organisation" | "span"> & { readonly indicator: string };

/** What the same organisation entered for the same area and period; whoever asks next waits until this act is over. */
export async function findEntered(tx: Db, asked: Key): Promise<Observation | undefined> {
  const { indicator, area, organisation, span } = asked;
  const lock = `purpose.entered ${indicator} ${area.slug} ${organisation.slug} ${span.start} ${span.end}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${lock}, 0))`.execute(tx);
  const row = await tx
    .withTables<PurposeTables>()
    .selectFrom("purpose.observation as held")
    .innerJoin("purpose.indicator as indicator", "indicator.id", "held.indicator_id")
    .selectAll("held")
    .select((column) => column.fn.coalesce("held.unit", "indicator.unit").as("unit"))
    .where("held.indicator_id", "=", indicator)
    .where("held.code", "=", area.slug)
    .where("held.vintage", "=", vintageOf(organisation))
    .where("held.period_start", "=", span.start)
    .where("held.period_end", "=", span.end)
    .executeTakeFirst();
  return row && observationFromRow({ ...row, unit: row.unit ?? "" });
}

/** Puts a figure in, in place of the one the same organisation entered for the same area and period. */
export async function keepEntered(tx: Db, entered: Entered): Promise<void> {
  const { indicator, area, organisation, span, figure } = entered;
  const what = {
    status: figure.kind,
    value: numberOf(figure)?.toString() ?? null,
    note: entered.note ?? null,
    entered_on: entered.on,
    basis: entered.basis,
  };
  await tx
    .withTables<PurposeTables>()
    .insertInto("purpose.observation")
    .values({
      indicator_id: indicator.id,
      code: area.slug,
      area_id: area.id,
      period_start: span.start,
      period_end: span.end,
      vintage: vintageOf(organisation),
      entered_by: organisation.id,
      ...what,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["indicator_id", "code", "dimension", "period_end", "period_start", "vintage"])
        .doUpdateSet(what),
    )
    .execute();
  await countCover(tx, [indicator.id]);
}

/** Figures that an organisation entered for periods that begin on a day or later; those replaced by *not applicable* are none. */
export async function listEnteredFrom(
  db: Db,
  asked: { readonly organisationId: string; readonly from: CivilDate },
): Promise<readonly { readonly indicator: string; readonly span: Span }[]> {
  const result = await sql<{ name: string; period_start: string; period_end: string }>`
    select indicator.name, held.period_start, held.period_end
    from purpose.observation held join purpose.indicator indicator on indicator.id = held.indicator_id
    where held.entered_by = ${asked.organisationId} and held.period_start >= ${asked.from} and held.status <> 'not-applicable'
    order by held.period_start, indicator.name`.execute(db);
  return result.rows.map((row) => ({
    indicator: row.name,
    span: { start: row.period_start as CivilDate, end: row.period_end as CivilDate },
  }));
}

/** Two bodies may give two figures for one area and period: both are kept, as two series. */
function vintageOf(organisation: { readonly slug: string }): string {
  return `kept by ${organisation.slug}`;
}
