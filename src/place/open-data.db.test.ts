import { civilDate } from "@concordat/calendar";
import { beforeAll, describe, expect, it } from "vitest";
import { testCore } from "../../test/support/core.ts";
import { testDatabase } from "../../test/support/database.ts";
import { fixedClock, instant, visitor, type Row } from "../kernel/index.ts";
import { placeOpenData } from "./open-data.ts";

const { pool } = await testDatabase();
const { act, asking, see } = testCore(pool, fixedClock(instant("2026-11-21T09:00:00Z")));
const source = "A test";

async function rowsOn(name: string, on: string): Promise<readonly Row[]> {
  const table = placeOpenData.find((one) => one.name === name)!;
  return await see(
    visitor,
    async (db) => await table.rows({ ...asking(db, visitor), at: civilDate(on), atGiven: true }),
  );
}

beforeAll(async () => {
  await act("place.add-area", { name: "Mere", kind: "place", begins: "2020-01-01", source });
  await act("place.add-organisation", {
    name: "Old",
    kind: "trust",
    area: "mere",
    begins: "2020-04-01",
    scheme: "ods",
    code: "RXQ",
    source,
  });
  await act("place.add-organisation", { name: "New", kind: "trust", begins: "2022-04-01", source });
  await act("place.edit-organisation", {
    slug: "old",
    version: 1,
    name: "Older",
    area: "mere",
    from: "2021-04-01",
  });
  await act("place.end-organisation", {
    slug: "old",
    version: 2,
    endsOn: "2023-04-01",
    how: "takeover",
    successors: "new 100%",
    reason: "The order",
  });
});

describe("the tables anyone may download", () => {
  it.each([
    ["place.areas", "2019-12-31", []],
    ["place.areas", "2020-01-01", ["mere"]],
    ["place.organisations", "2020-03-31", []],
    ["place.organisations", "2021-03-31", ["old"]],
    ["place.organisations", "2023-03-31", ["new", "old"]],
    ["place.organisations", "2023-04-01", ["new"]],
    ["place.identifiers", "2023-03-31", ["old"]],
    ["place.identifiers", "2023-04-01", []],
  ])("%s on %s has %j", async (name, on, slugs) => {
    expect((await rowsOn(name, on)).map((row) => row["slug"])).toEqual(slugs);
  });

  it("name an organisation as it was called on the day", async () => {
    expect([
      (await rowsOn("place.organisations", "2021-03-31"))[0]?.["name"],
      (await rowsOn("place.organisations", "2021-04-01"))[0]?.["name"],
    ]).toEqual(["Old", "Older"]);
  });

  it("hold a succession from its day on", async () => {
    expect(await rowsOn("place.successions", "2023-03-31")).toEqual([]);
    expect(await rowsOn("place.successions", "2023-04-01")).toEqual([
      {
        from: "old",
        to: "new",
        on: "2023-04-01",
        kind: "takeover",
        share: 1,
        source: "The order",
        seen: "2026-11-21",
        basis: "kept-here",
      },
    ]);
  });

  it("have a word for every column they fill", async () => {
    for (const table of placeOpenData) {
      const columns = table.columns.map((column) => column.key);
      for (const row of await rowsOn(table.name, "2023-04-01"))
        expect(columns).toEqual(expect.arrayContaining(Object.keys(row)));
    }
  });
});
