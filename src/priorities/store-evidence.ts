import type { CivilDate } from "@concordat/calendar";
import { isUuid, uuidOfName, type Db } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { listMonthCounts, listMonthSums, type MonthCount, type SubjectKey } from "../purpose/index.ts";
import type { Definition } from "./claim.ts";
import { monthsNamed, tried, type Held, type TriedSeries } from "./evidence.ts";
import { listPriorityCounts } from "./store-measures.ts";

/** Definitions with what the figures held up to a day say of them, in their order. */
export async function tryDefinitions(
  db: Db,
  definitions: readonly Definition[],
  at: CivilDate,
): Promise<readonly TriedSeries[]> {
  const held = await readHeld(db, definitions, at);
  return definitions.map((one) => tried(one, held));
}

/** Reads every series that the definitions name, in two questions whatever their number. */
async function readHeld(db: Db, definitions: readonly Definition[], at: CivilDate): Promise<Held> {
  const series = new Map(definitions.flatMap(seriesNamed).map((one) => [keyOf(one.indicator, one.id), one]));
  const counts = await listMonthCounts(db, { series: [...series.values()], at });
  const sums = await sumsOfEverybody(db, definitions, at);
  const kept = await listPriorityCounts(db, [...new Set(definitions.flatMap((one) => one.indicators))], at);
  const found = new Map<string, MonthCount[]>();
  for (const one of [...counts, ...sums, ...kept]) {
    const key = keyOf(one.indicator, one.of ?? everybody);
    const months = found.get(key);
    if (months) months.push(one);
    else found.set(key, [one]);
  }
  return (indicator, subject) =>
    found.get(keyOf(indicator, subject === everybody ? everybody : subjectOf(subject).id)) ?? [];
}

const everybody = "everybody";

function keyOf(indicator: string, id: string): string {
  return `${indicator} ${id}`;
}

interface SeriesNamed {
  readonly indicator: string;
  readonly of: SubjectKey;
  readonly id: string;
}

function seriesNamed({ indicators, wholes, subjects, against }: Definition): readonly SeriesNamed[] {
  const named = [...subjects, ...against].filter((one) => one !== everybody).map(subjectOf);
  return [...indicators, ...wholes].flatMap((indicator) => named.map((one) => ({ indicator, ...one })));
}

/** What everybody who gave figures counted in the months that the definitions' windows name. */
async function sumsOfEverybody(
  db: Db,
  definitions: readonly Definition[],
  at: CivilDate,
): Promise<readonly MonthCount[]> {
  const named = definitions.filter(({ subjects, against }) => [...subjects, ...against].includes(everybody));
  const indicators = [...new Set(named.flatMap((one) => [...one.indicators, ...one.wholes]))];
  const months = [...new Set(named.flatMap(monthsNamed))].toSorted();
  const wanted = new Set(
    named.flatMap((one) =>
      [...one.indicators, ...one.wholes].flatMap((id) => monthsNamed(one).map((start) => keyOf(id, start))),
    ),
  );
  const sums = await listMonthSums(db, { indicators, months, at });
  return sums.filter(({ indicator, start }) => wanted.has(keyOf(indicator, start)));
}

/** Shipped areas and organisations have ids made from their slugs; readings made here give the id itself. */
function subjectOf(subject: string): { readonly of: SubjectKey; readonly id: string } {
  const [kind, name = ""] = subject.split(":");
  if (kind === "area") {
    const areaId = isUuid(name) ? name : uuidOfName(`place:area:${name}`);
    return { of: { areaId }, id: areaId };
  }
  if (kind === "organisation") {
    const organisationId = isUuid(name) ? name : organisationIdOf(name);
    return { of: { organisationId }, id: organisationId };
  }
  throw new RangeError(`“${subject}” is neither an area nor an organisation.`);
}
