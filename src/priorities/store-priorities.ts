import { sql } from "kysely";
import { addDays, addMonths, type CivilDate } from "@concordat/calendar";
import { numberOf, type Basis, type Db } from "../kernel/index.ts";
import { listObservationsOf, seriesIn } from "../purpose/index.ts";
import type { Figure, Priority, PriorityFile, Version } from "./priority.ts";
import { listActions, listEarlierOwners } from "./store-actions.ts";
import type { PrioritiesTables } from "./tables.ts";
import type { Direction } from "./verdict.ts";

type PriorityRow = PrioritiesTables["priorities.priority"];
type VersionRow = Omit<PrioritiesTables["priorities.version"], "trajectory"> & {
  readonly trajectory: readonly (string | number)[];
};

/** Which priorities: at an address, of areas, by id, or all. */
export interface PriorityQuery {
  readonly slug?: string;
  readonly areaIds?: readonly string[];
  readonly ids?: readonly string[];
  /** Owned by this body, now. */
  readonly ownerId?: string;
  /** Figures of months that had ended by this day. */
  readonly at?: CivilDate;
}

/** Priorities with their versions and figures; what this viewer may not see is not among them. */
export async function listPriorities(db: Db, query: PriorityQuery = {}): Promise<readonly PriorityFile[]> {
  const found = await sql<PriorityRow>`select * from priorities.priority
    where ${query.slug === undefined ? sql`true` : sql`slug = ${query.slug}`}
      and ${query.areaIds ? sql`area_id = any(${query.areaIds}::uuid[])` : sql`true`}
      and ${query.ids ? sql`id = any(${query.ids}::uuid[])` : sql`true`}
      and ${query.ownerId ? sql`${query.ownerId} in (nhs_body, council_body)` : sql`true`}
    order by starts_on desc, title collate kernel.natural_order, slug`.execute(db);
  const ids = found.rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const versions = await sql<VersionRow>`select * from priorities.version
    where priority_id = any(${ids}::uuid[]) order by priority_id, number`.execute(db);
  const figures = await sql<PrioritiesTables["priorities.figure"]>`select * from priorities.figure
    where priority_id = any(${ids}::uuid[]) order by priority_id, month`.execute(db);
  const actions = await listActions(db, ids);
  const owners = await listEarlierOwners(db, ids);
  const files: PriorityFile[] = [];
  for (const row of found.rows) {
    const priority = priorityFromRow(row);
    const own = figures.rows.filter(({ priority_id }) => priority_id === row.id).map(figureFromRow);
    files.push({
      priority,
      versions: versions.rows.filter(({ priority_id }) => priority_id === row.id).map(versionFromRow),
      figures: untilDay(
        priority.indicator ? await publishedFigures(db, priority.indicator, row.area_id, query.at) : own,
        query.at,
      ),
      actions: actions.get(row.id) ?? [],
      earlierOwners: owners.get(row.id) ?? [],
    });
  }
  return files;
}

const endOfTime = "9999-12-31" as CivilDate;

/** Monthly figures of a published indicator for an area: those of the series that reaches furthest. */
export async function publishedFigures(
  db: Db,
  indicator: string,
  areaId: string,
  at: CivilDate = endOfTime,
): Promise<readonly Figure[]> {
  const series = seriesIn(await listObservationsOf(db, { indicator, of: { areaId }, at }));
  const monthly = series.find(({ length }) => length === "month");
  return (monthly?.observations ?? []).flatMap(({ span, figure }) => {
    const value = numberOf(figure);
    return value === undefined ? [] : [{ month: span.start, value }];
  });
}

function untilDay(figures: readonly Figure[], at: CivilDate = endOfTime): readonly Figure[] {
  return figures.filter(({ month }) => addDays(addMonths(month, 1), -1) <= at);
}

/** The priority at an address. */
export async function findPriority(db: Db, slug: string): Promise<PriorityFile | undefined> {
  return (await listPriorities(db, { slug }))[0];
}

/** Ids of every priority, for the search index. */
export async function listPriorityIds(db: Db): Promise<readonly string[]> {
  const result = await sql<{ id: string }>`select id from priorities.priority order by id`.execute(db);
  return result.rows.map(({ id }) => id);
}

/** Puts in a priority with its first version. */
export async function insertPriority(tx: Db, priority: Priority, version: Version): Promise<void> {
  await tx
    .withTables<PrioritiesTables>()
    .insertInto("priorities.priority")
    .values({
      id: priority.id,
      slug: priority.slug,
      area_id: priority.areaId,
      outcome: priority.outcome ?? null,
      title: priority.title,
      purpose: priority.purpose,
      why_together: priority.whyTogether,
      indicator: priority.indicator ?? null,
      indicator_words: priority.indicatorWords,
      unit: priority.unit,
      direction: priority.direction,
      experience: priority.experience,
      cut: priority.cut,
      nhs_body: priority.nhs.body,
      nhs_office: priority.nhs.office,
      council_body: priority.council.body,
      council_office: priority.council.office,
      starts_on: priority.startsOn,
      beyond_five: priority.beyondFive ?? null,
      source: priority.source,
      seen: priority.seen,
      basis: priority.basis,
      dataset: null,
      audience: priority.audience,
    })
    .execute();
  await insertVersion(tx, priority, version);
}

/** Puts in a further version beside those before it. */
export async function insertVersion(
  tx: Db,
  { id, audience }: Pick<Priority, "id" | "audience">,
  version: Version,
): Promise<void> {
  await tx
    .withTables<PrioritiesTables>()
    .insertInto("priorities.version")
    .values({
      priority_id: id,
      number: version.number,
      baseline: String(version.baseline),
      baseline_words: version.baselineWords,
      target: String(version.target),
      trajectory: [...version.trajectory],
      from_on: version.fromOn,
      why: version.why,
      frozen_on: version.frozenOn ?? null,
      resolution_id: version.resolutionId ?? null,
      dataset: null,
      audience,
    })
    .execute();
}

/** Freezes a version; false where it was frozen before. */
export async function freezeVersion(
  tx: Db,
  frozen: {
    readonly priorityId: string;
    readonly number: number;
    readonly on: CivilDate;
    readonly resolutionId?: string;
  },
): Promise<boolean> {
  const done = await tx
    .withTables<PrioritiesTables>()
    .updateTable("priorities.version")
    .set({ frozen_on: frozen.on, resolution_id: frozen.resolutionId ?? null, dataset: null })
    .where("priority_id", "=", frozen.priorityId)
    .where("number", "=", frozen.number)
    .where("frozen_on", "is", null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}

/** Keeps a month's figure, in place of an earlier one. */
export async function keepFigure(
  tx: Db,
  { id, audience }: Pick<Priority, "id" | "audience">,
  { month, value }: Figure,
): Promise<void> {
  await tx
    .withTables<PrioritiesTables>()
    .insertInto("priorities.figure")
    .values({ priority_id: id, month, value: String(value), dataset: null, audience })
    .onConflict((conflict) =>
      conflict.columns(["priority_id", "month"]).doUpdateSet({ value: String(value), dataset: null }),
    )
    .execute();
}

function priorityFromRow(row: PriorityRow): Priority {
  return {
    id: row.id,
    slug: row.slug,
    areaId: row.area_id,
    title: row.title,
    purpose: row.purpose,
    whyTogether: row.why_together,
    indicatorWords: row.indicator_words,
    unit: row.unit,
    direction: row.direction as Direction,
    experience: row.experience,
    cut: row.cut,
    nhs: { body: row.nhs_body, office: row.nhs_office },
    council: { body: row.council_body, office: row.council_office },
    startsOn: row.starts_on as CivilDate,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    audience: row.audience,
    ...(row.outcome && { outcome: row.outcome }),
    ...(row.indicator && { indicator: row.indicator }),
    ...(row.beyond_five && { beyondFive: row.beyond_five }),
  };
}

function versionFromRow(row: VersionRow): Version {
  return {
    number: row.number,
    baseline: Number(row.baseline),
    baselineWords: row.baseline_words,
    target: Number(row.target),
    trajectory: row.trajectory.map(Number),
    fromOn: row.from_on as CivilDate,
    why: row.why,
    ...(row.frozen_on && { frozenOn: row.frozen_on as CivilDate }),
    ...(row.resolution_id && { resolutionId: row.resolution_id }),
  };
}

function figureFromRow(row: PrioritiesTables["priorities.figure"]): Figure {
  return { month: row.month as CivilDate, value: Number(row.value) };
}
