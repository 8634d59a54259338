import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db } from "../kernel/index.ts";
import { listOrganisations, type Area } from "../place/index.ts";
import { listCountedSeries, type MonthCount } from "../purpose/index.ts";
import {
  keptHereVintage,
  measureOfPriority,
  measureOfSeries,
  priorityIndicatorPrefix,
  type Measure,
} from "./measure.ts";

/** Every series held that a claim about an area may be read by: of the area, of its organisations, and of its priorities. */
export async function listMeasures(db: Db, area: Area, at: CivilDate): Promise<readonly Measure[]> {
  const bodies = await listOrganisations(db, {
    at,
    area: area.id,
    illustrative: area.basis === "illustrative",
  });
  const names = new Map<string, string>([
    [area.id, area.name],
    ...bodies.map(({ id, name }): [string, string] => [id, name]),
  ]);
  const series = await listCountedSeries(db, {
    areaIds: [area.id],
    organisationIds: bodies.map(({ id }) => id),
    at,
  });
  return [
    ...(await priorityMeasures(db, area, at)),
    ...series.map((one) =>
      measureOfSeries(one, names.get("areaId" in one.of ? one.of.areaId : one.of.organisationId) ?? ""),
    ),
  ];
}

async function priorityMeasures(db: Db, area: Area, at: CivilDate): Promise<readonly Measure[]> {
  const result = await sql<{ slug: string; words: string; unit: string; first: string; last: string }>`
    select priority.slug, priority.indicator_words as words, priority.unit, min(figure.month) as first, max(figure.month) as last
    from priorities.priority join priorities.figure on figure.priority_id = priority.id
    where priority.area_id = ${area.id} and priority.indicator is null and priority.audience = 'public'
      and figure.month + interval '1 month' <= ${at}::date + interval '1 day'
    group by priority.slug, priority.indicator_words, priority.unit having count(*) > 1 order by priority.slug`.execute(
    db,
  );
  return result.rows.map(({ words, ...row }) =>
    measureOfPriority({ ...row, areaId: area.id, indicatorWords: words }),
  );
}

/** The figures of priorities as counts: each month counts as one. */
export async function listPriorityCounts(
  db: Db,
  indicators: readonly string[],
  at: CivilDate,
): Promise<readonly MonthCount[]> {
  const slugs = indicators.flatMap((one) =>
    one.startsWith(priorityIndicatorPrefix) ? [one.slice(priorityIndicatorPrefix.length)] : [],
  );
  if (slugs.length === 0) return [];
  const result = await sql<{ slug: string; area_id: string; month: string; value: number }>`
    select priority.slug, priority.area_id, figure.month, figure.value::float8 as value
    from priorities.priority join priorities.figure on figure.priority_id = priority.id
    where priority.slug = any(${slugs}::text[]) and priority.audience = 'public'
      and figure.month + interval '1 month' <= ${at}::date + interval '1 day'
    order by priority.slug, figure.month`.execute(db);
  return result.rows.map((row) => ({
    indicator: `${priorityIndicatorPrefix}${row.slug}`,
    of: row.area_id,
    start: row.month as CivilDate,
    vintage: keptHereVintage,
    numerator: row.value,
    denominator: 1,
    dataset: undefined,
  }));
}
