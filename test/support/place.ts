import { civilDate } from "@concordat/calendar";
import { Invalid, fixedClock, instant } from "../../src/kernel/index.ts";
import { placeDatasets } from "../../src/place/store-datasets.ts";
import { testCore, type TestCore } from "./core.ts";
import { testDatabase, type TestDatabase } from "./database.ts";

type Rows = readonly Readonly<Record<string, string>>[];

/** The composed modules on a database of a test file's own, with a small register of areas and organisations. */
export interface PlaceFixture extends TestCore, Pick<TestDatabase, "db"> {
  /** Where the fixture's facts are known from. */
  readonly source: string;
  /** Loads rows as the shipped files are loaded. */
  ship(key: string, rows: Rows): Promise<void>;
  /** Loads a system and a place with a council and an NHS board, and a made-up place with its council. */
  shipBasics(): Promise<void>;
  /** Everything wrong with an act, each with its field. */
  problemsOf(work: Promise<unknown>): Promise<readonly string[]>;
  entryKind(id: string): Promise<string>;
}

const source = "A test";

/** Made at the top of a test file, on 21 November 2026. */
export async function placeFixture(): Promise<PlaceFixture> {
  const { pool, db } = await testDatabase();
  const test = testCore(pool, fixedClock(instant("2026-11-21T09:00:00Z")));
  const ship: PlaceFixture["ship"] = async (key, rows) => {
    const dataset = placeDatasets.find((one) => one.key === key);
    if (!dataset) throw new Error(`No dataset is called ${key}.`);
    const facts = {
      key,
      title: key,
      publisher: "A test",
      licence: "none",
      source,
      seen: civilDate("2026-11-21"),
      basis: "registry",
    };
    await db.transaction().execute(async (tx) => await dataset.load(tx, rows, facts));
  };
  return {
    ...test,
    db,
    source,
    ship,
    shipBasics: async () => await shipBasics(ship),
    problemsOf,
    entryKind: async (id) => {
      const { rows } = await pool.query<{ kind: string }>("select kind from record.entry where id = $1", [
        id,
      ]);
      return rows[0]?.kind ?? "no entry";
    },
  };
}

async function shipBasics(ship: PlaceFixture["ship"]): Promise<void> {
  await ship("areas", [
    { slug: "west", kind: "system", name: "West", begins_on: "2022-07-01" },
    { slug: "mere", kind: "place", name: "Mere" },
  ]);
  await ship("organisations", [
    { slug: "mere-council", kind: "council", name: "Mere Council", area: "mere" },
    { slug: "nhs-west-icb", kind: "icb", name: "NHS West ICB", area: "west", begins_on: "2022-07-01" },
  ]);
  await ship("illustrative-areas", [{ slug: "tern", kind: "place", name: "Tern", basis: "illustrative" }]);
  await ship("illustrative-organisations", [
    {
      slug: "tern-council",
      kind: "council",
      name: "Tern Council",
      area: "tern",
      kept_here: "yes",
      basis: "illustrative",
    },
  ]);
}

async function problemsOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Invalid)
      return error.problems.map((problem) => `${problem.field ?? "whole"}: ${problem.message}`);
    throw error;
  }
  return [];
}
