import { civilDate } from "@concordat/calendar";
import { beforeAll, describe, expect, it } from "vitest";
import { testCore } from "../../test/support/core.ts";
import { testDatabase } from "../../test/support/database.ts";
import { fixedClock, instant, type Acting } from "../kernel/index.ts";
import { organisationRow, type OrganisationRow } from "./import-row.ts";
import { organisationImport } from "./import-organisations.ts";
import { findByCode, findOrganisation, listIdentifiers } from "./store-organisations.ts";

const { pool, db } = await testDatabase();
const clock = fixedClock(instant("2026-11-21T09:00:00Z"));
const { act } = testCore(pool, clock);
const run = {
  id: "01930000-0000-7000-8000-000000000000",
  source: "https://example.org/list.csv",
  seen: civilDate("2026-11-20"),
};
type Cells = Readonly<Record<string, string>>;

function read(cells: Cells): OrganisationRow {
  return organisationRow.parse(cells);
}

/** Imports rows as the import kit does, in one transaction; the first stands on line 2. */
async function bring(rows: readonly Cells[]) {
  const lines = rows.map((cells, index) => ({ line: index + 2, value: read(cells) }));
  return await db
    .transaction()
    .execute(async (tx) => await organisationImport.apply({ tx } as unknown as Acting, lines, run));
}

async function count(): Promise<number> {
  const { rows } = await pool.query<{ count: bigint }>("select count(*) from place.organisation");
  return Number(rows[0]!.count);
}

beforeAll(async () => {
  await act("place.add-area", { name: "Mere", kind: "place", source: "A test" });
  await act("place.add-organisation", {
    name: "Mere Trust",
    kind: "trust",
    area: "mere",
    begins: "2020-04-01",
    scheme: "ods",
    code: "RXQ",
    source: "A test",
  });
});

const good: readonly Cells[] = [
  {
    name: "Vale Trust",
    kind: "trust",
    area: "mere",
    begins_on: "2013-04-01",
    ends_on: "2020-04-01",
    ods_code: "rxv",
    source: "The order of 2013",
  },
  { name: "Vale Council", kind: "council", gss_code: "E09000099" },
];

describe("a list of organisations", () => {
  it("adds each with its codes, its dates and where it is known from", async () => {
    expect(await bring(good)).toMatchObject({ refused: [], changed: [{ id: "*" }, {}, {}] });
    expect(await findOrganisation(db, "vale-trust", civilDate("2019-01-01"))).toMatchObject({
      source: "The order of 2013",
      seen: "2026-11-20",
      endsOn: "2020-04-01",
      area: { slug: "mere" },
    });
    const council = (await findOrganisation(db, "vale-council", civilDate("2026-11-21")))!;
    expect(council).toMatchObject({ source: run.source, basis: "kept-here", keptHere: false });
    expect(await listIdentifiers(db, { organisationId: council.id })).toEqual([
      { scheme: "gss", code: "E09000099" },
    ]);
    expect(await findByCode(db, { code: "RXV", at: civilDate("2020-03-31") })).toHaveLength(1);
    expect(await findByCode(db, { code: "RXV", at: civilDate("2020-04-01") })).toEqual([]);
  });

  it("changes nothing when it is imported a second time (invariant 8)", async () => {
    const before = await count();
    expect(await bring(good)).toEqual({ refused: [], changed: [] });
    expect(await count()).toBe(before);
  });

  it("lists every row that contradicts what is held or an earlier row, and takes the others", async () => {
    const before = await count();
    const { refused } = await bring([
      { name: "Fine Trust", kind: "trust", ods_code: "RFF" },
      { name: "Lost", kind: "trust", area: "nowhere" },
      { name: "Mere Trust", kind: "council" },
      { name: "Code Thief", kind: "trust", begins_on: "2024-01-01", ods_code: "RXQ" },
      { name: "Second Fine", kind: "trust", ods_code: "RFF" },
      { name: "Fine Trust", kind: "trust", ods_code: "RFG" },
      { name: "Fine Trust", kind: "trust", ods_code: "RFF", source: "Said again" },
      { name: "Before", kind: "trust", ends_on: "2020-04-01", ods_code: "RXQ" },
      { name: "Vale Trust", kind: "trust", ends_on: "2021-04-01" },
    ]);
    expect(refused.map(({ line, field, reason }) => `${line} ${field}: ${reason}`)).toEqual([
      "3 area: There is no area “nowhere” here. Add it first, or correct its address.",
      "4 kind: /organisations/mere-trust is held already with “NHS trust” here, and the row says “council”. Change it on its page, or give another slug if this is a different organisation.",
      "5 ods_code: NHS organisation code (ODS) RXQ is Mere Trust's (from 1 April 2020).",
      "6 ods_code: Line 2 gives NHS organisation code (ODS) RFF to Fine Trust for the same days.",
      "7 ods_code: Line 2 has the same address, fine-trust, and another ods code. Keep one of them, or give another slug.",
      "10 ends_on: /organisations/vale-trust is held already with “2020-04-01” here, and the row says “2021-04-01”. Change it on its page, or give another slug if this is a different organisation.",
    ]);
    expect(await count()).toBe(before + 2);
    expect(await findByCode(db, { code: "RXQ", at: civilDate("2020-03-31") })).toMatchObject([
      { slug: "before" },
    ]);
  });

  it("takes five thousand rows at once, in a handful of statements", async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => ({ name: `Network ${index}`, kind: "network" }));
    const before = await count();
    expect((await bring(rows)).refused).toEqual([]);
    expect(await count()).toBe(before + 5000);
  });
});

describe("a row", () => {
  it.each([
    [{ kind: "trust" }, ["The name is missing."]],
    [{ name: "A", kind: "quango" }, [expect.stringMatching(/^The kind is one of icb, /)]],
    [{ name: "A", kind: "trust", begins_on: "1 April 2020" }, [expect.stringContaining("1 April 2020")]],
    [
      { name: "A", kind: "trust", begins_on: "2020-04-01", ends_on: "2020-04-01" },
      ["It ends on 1 April 2020, which is not after its first day, 1 April 2020."],
    ],
    [{ name: "A", kind: "trust", ods_code: "E09000099" }, [expect.stringContaining("is not an ODS code")]],
    [
      { name: "…", kind: "trust" },
      ["“…” has no letter or figure from which an address could be made. Give one."],
    ],
    [{ name: "A", kind: "trust", kept_here: "maybe" }, ["Write yes or no."]],
    [
      { name: "A", kind: "trust", slug: "A b", ods_code: "x" },
      [
        "A slug has small letters, figures and single hyphens, at most 100 characters.",
        expect.stringContaining("ODS"),
      ],
    ],
  ])("%j is refused with every problem", (cells, messages) => {
    expect(organisationRow.safeParse(cells).error?.issues.map((issue) => issue.message)).toEqual(messages);
  });
});
