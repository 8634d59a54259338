import { addDays, addMonths, type CivilDate } from "@concordat/calendar";
import { uuidOfName, type Db } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { listLatestOf, listObservationsOf, type Observation, type SubjectKey } from "../purpose/index.ts";
import type { Definition } from "./claim.ts";
import { monthsNamed, tried, type Held, type TriedSeries } from "./evidence.ts";

/** Definitions with what the figures held up to a day say of them, in their order. */
export async function tryDefinitions(
  db: Db,
  definitions: readonly Definition[],
  at: CivilDate,
): Promise<readonly TriedSeries[]> {
  const held = await readHeld(db, definitions, at);
  return definitions.map((one) => tried(one, held));
}

/** Reads each indicator of each subject once, however many definitions name it. */
async function readHeld(db: Db, definitions: readonly Definition[], at: CivilDate): Promise<Held> {
  const found = new Map<string, readonly Observation[]>();
  const key = (indicator: string, subject: string): string => `${indicator} ${subject}`;
  for (const definition of definitions) {
    const { indicators, wholes, subjects, against } = definition;
    for (const indicator of [...indicators, ...wholes])
      for (const subject of [...subjects, ...against]) {
        const name = key(indicator, subject);
        if (found.has(name)) continue;
        found.set(
          name,
          subject === "everybody"
            ? await ofEverybody(db, indicator, monthsOfAll(definitions, indicator), at)
            : await listObservationsOf(db, { indicator, of: subjectKey(subject), at }),
        );
      }
  }
  return (indicator, subject) => found.get(key(indicator, subject)) ?? [];
}

function monthsOfAll(definitions: readonly Definition[], indicator: string): readonly CivilDate[] {
  const named = definitions.filter(
    ({ indicators, subjects, against }) =>
      indicators.includes(indicator) && [...subjects, ...against].includes("everybody"),
  );
  return [...new Set(named.flatMap(monthsNamed))].toSorted();
}

/** What everybody who gave figures counted in these months. */
async function ofEverybody(
  db: Db,
  indicator: string,
  months: readonly CivilDate[],
  at: CivilDate,
): Promise<readonly Observation[]> {
  const all: Observation[] = [];
  for (const start of months) {
    const end = addDays(addMonths(start, 1), -1);
    if (end > at) continue;
    const latest = await listLatestOf(db, { indicator, at: end });
    all.push(...latest.filter(({ span }) => span.start === start && span.end === end));
  }
  return all;
}

/** Shipped areas and organisations have ids made from their slugs. */
function subjectKey(subject: string): SubjectKey {
  const [kind, slug = ""] = subject.split(":");
  if (kind === "area") return { areaId: uuidOfName(`place:area:${slug}`) };
  if (kind === "organisation") return { organisationId: organisationIdOf(slug) };
  throw new RangeError(`“${subject}” is neither an area nor an organisation.`);
}
