import { confidenceDefault, deviateOf, emptyColumns } from "../column/interval.ts";
import type { IntervalColumns } from "../column/interval.ts";
import type { Groups } from "../column/group.ts";

/** Where the twenty age bands of a life table start: 0, 1, 5, 10, … 85, 90 and over. */
export const lifeTableAges: readonly number[] = [
  0, 1, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90,
];

/** Why a life expectancy is missing or should not be shown: `lifeNotes[answer.note[place]]`. */
export const lifeNotes = [
  "computed",
  "not every age band is there once",
  "a count is missing",
  "a count is impossible",
  "5,000 people or fewer",
  "nobody died in the oldest band",
  "limits more than 20 years apart",
] as const;

/** Life expectancies: group g at `ages[i]` stands at place g × ages.length + i. */
export type LifeExpectancies = IntervalColumns & {
  readonly ages: readonly number[];
  /** People and deaths at that age and above. */
  readonly people: Float64Array;
  readonly deaths: Float64Array;
  /** Index into `lifeNotes`. */
  readonly note: Uint8Array;
};

/** Rows of age bands in any order: one for each group and each of `lifeTableAges`. */
export type LifeTableColumns = {
  readonly groups: Groups;
  /** Where the row's band starts. */
  readonly age: Float64Array;
  readonly deaths: Float64Array;
  readonly people: Float64Array;
  readonly confidence?: number;
  /** The ages asked about; all twenty when left out. */
  readonly ages?: readonly number[];
};

const bands = lifeTableAges.length;
const last = bands - 1;
const smallestPopulation = 5000;
const widestLimits = 20;
const startedWith = 100_000;

/**
 * Life expectancy by group and age, from an abridged life table with Silcocks' variance for the oldest band.
 *
 * What people would live on average if today's death rates stayed; not a forecast for anyone born today. q = Mn/(1 +
 * Mn(1-a)), a = 0.1 in the first year and ½ else; the oldest band lives 1/M. Nothing is given for 5,000 people or
 * fewer, as is usual for small areas; the note says so.
 *
 * @param of.deaths  of the same years as `people` (person-years), 0 to `people`
 * @returns years; NaN with a note where there is none
 * @source Chiang CL (1968, 1978); Silcocks PBS, Jenner DA, Reza R (2001) J Epidemiol Community Health 55:38
 * @example with M = 0.02 at every age, life expectancy at 90 is 1/M = 50
 */
export function lifeExpectancies(of: LifeTableColumns): LifeExpectancies {
  const ages = of.ages ?? lifeTableAges;
  const places = ages.map((age) => lifeTableAges.indexOf(age));
  if (places.includes(-1)) {
    throw new RangeError(
      `Ages ${ages.join(", ")} were asked for. A life table has only ${lifeTableAges.join(", ")}.`,
    );
  }
  const { deaths, people, filled } = bandsByGroup(of);
  const z = deviateOf(of.confidence ?? confidenceDefault);
  const size = of.groups.count * ages.length;
  const found = emptyColumns(size);
  const sums = { people: new Float64Array(size), deaths: new Float64Array(size) };
  const note = new Uint8Array(size);
  const table = emptyTable();
  for (let group = 0; group < of.groups.count; group += 1) {
    table.deaths = deaths.subarray(group * bands, (group + 1) * bands);
    table.people = people.subarray(group * bands, (group + 1) * bands);
    const problem = problemOf(table, filled[group] ?? 0);
    if (problem < 5 && problem > 0) {
      note.fill(problem, group * ages.length, (group + 1) * ages.length);
      continue;
    }
    follow(table);
    for (const [index, place] of places.entries()) {
      const at = group * ages.length + index;
      sums.people[at] = totalFrom(table.people, place);
      sums.deaths[at] = totalFrom(table.deaths, place);
      note[at] = problem;
      if (problem === 0) note[at] = write(found, at, table, place, z);
    }
  }
  return { ...found, ages, ...sums, note };
}

type Table = {
  deaths: Float64Array;
  people: Float64Array;
  readonly alive: Float64Array;
  readonly expectancy: Float64Array;
  readonly error: Float64Array;
};

function emptyTable(): Table {
  const room = (): Float64Array => new Float64Array(bands);
  return {
    deaths: room(),
    people: room(),
    alive: new Float64Array(bands + 1),
    expectancy: room(),
    error: room(),
  };
}

function write(found: IntervalColumns, at: number, table: Table, place: number, z: number): number {
  const years = table.expectancy[place] ?? Number.NaN;
  const reach = z * (table.error[place] ?? Number.NaN);
  const wide = 2 * deviateOf(confidenceDefault) * (table.error[place] ?? Number.NaN) > widestLimits;
  found.value[at] = wide ? Number.NaN : years;
  found.lower[at] = years - reach;
  found.upper[at] = years + reach;
  return wide ? lifeNotes.length - 1 : 0;
}

/** Lays each group's rows out in the order of the bands; `filled` counts the bands that are there once. */
function bandsByGroup(of: LifeTableColumns): {
  deaths: Float64Array;
  people: Float64Array;
  filled: Uint8Array;
} {
  const deaths = new Float64Array(of.groups.count * bands);
  const people = new Float64Array(of.groups.count * bands);
  const seen = new Uint8Array(of.groups.count * bands);
  const filled = new Uint8Array(of.groups.count);
  for (let row = 0; row < of.age.length; row += 1) {
    const group = of.groups.of[row] ?? 0;
    const place = placeOf(of.age[row] ?? Number.NaN);
    const at = group * bands + place;
    if (place < 0 || seen[at] === 1) {
      filled[group] = 255;
      continue;
    }
    seen[at] = 1;
    if (filled[group] !== 255) filled[group] = (filled[group] ?? 0) + 1;
    deaths[at] = of.deaths[row] ?? Number.NaN;
    people[at] = of.people[row] ?? Number.NaN;
  }
  return { deaths, people, filled };
}

/** The band that starts at an age; -1 where none does. */
function placeOf(age: number): number {
  const place = age < 5 ? age : age / 5 + 1;
  return lifeTableAges[place] === age ? place : -1;
}

function problemOf(table: Table, filled: number): number {
  if (filled !== bands) return 1;
  let total = 0;
  for (let band = 0; band < bands; band += 1) {
    const d = table.deaths[band] ?? Number.NaN;
    const p = table.people[band] ?? Number.NaN;
    if (Number.isNaN(d + p)) return 2;
    if (d < 0 || p <= 0 || d > p) return 3;
    total += p;
  }
  if (total <= smallestPopulation) return 4;
  return table.deaths[last] === 0 ? 5 : 0;
}

/** Follows the table down to the survivors, then back up to the years and their standard error. */
function follow(table: Table): void {
  const { deaths, people, alive, expectancy, error } = table;
  alive[0] = startedWith;
  for (let band = 0; band < last; band += 1) {
    alive[band + 1] = (alive[band] ?? 0) * (1 - dying(deaths[band] ?? 0, people[band] ?? 0, band));
  }
  const oldest = (deaths[last] ?? 0) / (people[last] ?? 1);
  const survivors = alive[last] ?? 0;
  let years = survivors / oldest;
  let variance = (survivors * survivors) / ((deaths[last] ?? 0) * oldest * oldest);
  expectancy[last] = years / survivors;
  error[last] = Math.sqrt(variance) / survivors;
  for (let band = last - 1; band >= 0; band -= 1) {
    const [now, next] = [alive[band] ?? 0, alive[band + 1] ?? 0];
    const [width, lived] = [widthOf(band), livedOf(band)];
    years += width * (next + lived * (now - next));
    variance +=
      bandVariance(deaths[band] ?? 0, people[band] ?? 0, band) * now * now * weightOf(band, expectancy);
    expectancy[band] = years / now;
    error[band] = Math.sqrt(variance) / now;
  }
}

function weightOf(band: number, expectancy: Float64Array): number {
  const reach = (1 - livedOf(band)) * widthOf(band) + (expectancy[band + 1] ?? Number.NaN);
  return reach * reach;
}

function bandVariance(deaths: number, people: number, band: number): number {
  if (deaths === 0) return 0;
  const q = dying(deaths, people, band);
  return (q * q * (1 - q)) / deaths;
}

/** Chance of dying within the band; 1 where more die than the formula allows. */
function dying(deaths: number, people: number, band: number): number {
  const [width, lived] = [widthOf(band), livedOf(band)];
  if (deaths > people / width / lived) return 1;
  const exposed = (deaths / people) * width;
  return exposed / (1 + exposed * (1 - lived));
}

/** Years in a band below the oldest. */
function widthOf(band: number): number {
  return band === 0 ? 1 : band === 1 ? 4 : 5;
}

/** Share of the band that those who die in it have lived. */
function livedOf(band: number): number {
  return band === 0 ? 0.1 : 0.5;
}

function totalFrom(column: Float64Array, place: number): number {
  let total = 0;
  for (let band = place; band < bands; band += 1) total += column[band] ?? 0;
  return total;
}
