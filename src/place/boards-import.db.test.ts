import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { testCore, testPerson } from "../../test/support/core.ts";
import { sharedFile } from "../../test/support/shared.ts";
import { shippedDatabase } from "../../test/support/shipped.ts";
import { Invalid, fixedClock, instant, plainText, visitor, type Viewer } from "../kernel/index.ts";
import { boardIdOf, organisationIdOf } from "./slug-id.ts";
import { findBoard } from "./store-boards.ts";
import { boardPage } from "./web/board-page.ts";
import { boardWorkspacePage } from "./web/board-workspace.ts";

const { pool, db } = await shippedDatabase();
const clock = fixedClock(instant("2026-11-22T09:00:00Z"));
const { act, asking, see } = testCore(pool, clock);
const administrator = testPerson({ administrator: true });
const secretary = testPerson({
  keeps: [organisationIdOf("nhs-aldermere-and-the-vale-icb")],
  illustrative: true,
});
const neighbour = testPerson({ keeps: [organisationIdOf("aldermere-council")], illustrative: true });
const board = "aldermere-icb-board";

function file(name: string, text: string | Uint8Array) {
  return { name, bytes: typeof text === "string" ? new TextEncoder().encode(text) : text };
}

async function versionOf(slug: string): Promise<number> {
  return (await findBoard(db, slug))!.version;
}

async function problemsOf(work: Promise<unknown>): Promise<readonly string[]> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(Invalid);
  return (error as Invalid).problems.map((problem) => problem.message);
}

async function workspace(viewer: Viewer) {
  return await see(
    viewer,
    async (read) =>
      await boardWorkspacePage.load(asking(read, viewer), { params: { slug: board }, query: {} }),
  );
}

const folder = sharedFile("data/registry/boards");
const jsonFiles = folder === undefined ? [] : readdirSync(folder).filter((name) => name.endsWith(".json"));

describe("the files of real boards, as they are", () => {
  if (folder === undefined) {
    it("vectors: not run", () => {
      console.warn("vectors: not run (no shared folder with data/registry/boards)");
      expect(jsonFiles).toEqual([]);
    });
    return;
  }

  it.each(jsonFiles)("%s is taken without a change, and a second time nothing is new", async (name) => {
    const input = { file: file(name, readFileSync(`${folder}/${name}`)) };
    const first = await act("place.import-board-file", input, { viewer: administrator });
    expect(first.json).toMatchObject({ refused: [] });
    const again = await act("place.import-board-file", input, { viewer: administrator });
    expect(again.json).toMatchObject({ boards: 0, seats: 0, refused: [] });
  });

  it.each(["boards-index.csv", "seats.csv"])(
    "%s is taken without a change: all of it is held",
    async (name) => {
      const input = { file: file(name, readFileSync(`${folder}/${name}`)) };
      const done = await act("place.import-board-file", input, { viewer: administrator });
      expect(done.json).toMatchObject({ boards: 0, seats: 0, refused: [] });
    },
  );

  it("adds no second board beside one that is shipped", async () => {
    const { rows } = await pool.query(
      "select slug from place.board where dataset is null and source_id is not null",
    );
    expect(rows).toEqual([]);
  });
});

describe("a board file", () => {
  const mere = {
    id: "mere-hwb",
    name: "Mere Health and Wellbeing Board",
    kind: "hwb",
    area: "Lewisham",
    as_at: "2024-11-12",
    completeness: "complete",
    sources: ["https://example.org/mere"],
    seen: "2026-11-21",
    seats: [
      {
        role: "councillors",
        organisation: "Lewisham Council",
        sector: "local_government_elected",
        seats: 4,
        voting: true,
        statutory: null,
        note: "",
      },
      {
        role: "director of public health",
        organisation: "Lewisham Council",
        sector: "local_government_officer",
        seats: 1,
        voting: true,
        statutory: true,
        note: "",
      },
    ],
  };

  it("adds a board with its seats, its area and its council", async () => {
    const done = await act(
      "place.import-board-file",
      { file: file("mere.json", JSON.stringify(mere)) },
      { viewer: administrator },
    );
    expect(done.json).toMatchObject({ boards: 1, seats: 2, refused: [] });
    const held = (await findBoard(db, "mere-hwb"))!;
    expect(held).toMatchObject({
      id: boardIdOf("mere-hwb"),
      kind: "health-and-wellbeing-board",
      area: { slug: "lewisham" },
      organisation: { slug: "lewisham-council" },
      completeness: "complete",
      membershipOn: "2024-11-12",
    });
    const page = (await see(
      visitor,
      async (read) =>
        await boardPage.load(asking(read, visitor), { params: { slug: "mere-hwb" }, query: {} }),
    ))!;
    expect(page.json["law"]).toMatchObject({ on: "2024-11-12" });
    expect(JSON.stringify(page.json["law"])).toContain(
      "The source lists no representative of NHS South East London ICB.",
    );
  });

  it("is refused as a whole with every reason, and nothing of it stays (invariant 13)", async () => {
    const seats = [
      { role: "chair", sector: "the_press", seats: 1, voting: true, statutory: null },
      { role: "member", sector: "other", seats: "many", voting: "perhaps", statutory: null },
    ];
    const input = {
      file: file(
        "bad.json",
        JSON.stringify({ ...mere, id: "bad-hwb", name: "Bad", sources: ["https://example.org/bad"], seats }),
      ),
    };
    const problems = await problemsOf(act("place.import-board-file", input, { viewer: administrator }));
    expect(problems).toEqual([
      expect.stringContaining(
        "Seat, line 1, sector: “the_press” is no sector or voice that is defined here.",
      ),
      "Seat, line 2, seats: Write a whole number, or leave it empty where it is not known.",
      "Seat, line 2, voting: “perhaps” is none of yes, no and unknown.",
    ]);
    expect(await findBoard(db, "bad-hwb")).toBeUndefined();
    const done = await act(
      "place.import-board-file",
      { ...input, leaveOut: "yes" },
      { viewer: administrator },
    );
    expect(done.json).toMatchObject({ boards: 1, seats: 0 });
  });

  it("is tried out: what would come is said, and nothing comes", async () => {
    const input = {
      file: file(
        "try.json",
        JSON.stringify({ ...mere, id: "try-hwb", name: "Try", sources: ["https://example.org/try"] }),
      ),
      dryRun: "yes",
    };
    const problems = await problemsOf(act("place.import-board-file", input, { viewer: administrator }));
    expect(problems[0]).toBe(
      "Tried out, nothing was imported. Of three rows, one board and two lines of seats are new; none was refused. What is held already is not changed.",
    );
    expect(await findBoard(db, "try-hwb")).toBeUndefined();
  });

  it("that contradicts what is held is refused with field and both values", async () => {
    const seats = [{ ...mere.seats[0]!, seats: 9 }];
    const input = { file: file("mere.json", JSON.stringify({ ...mere, seats })) };
    expect(await problemsOf(act("place.import-board-file", input, { viewer: administrator }))).toEqual([
      "Seat, line 1, seats: Seat 01 is held already with 4 of it here, and the row says 9. Correct the row, or give the seat another role.",
    ]);
  });

  it.each([
    ["{", "The file begins like JSON and cannot be read as such"],
    ["[]", "The file holds no board."],
    ['{"id":"x"}', "Item 1 of the file is no board: a board is an object with a list called seats."],
    ["role,organisation\nchair,x\n", "sector"],
  ])("%j is refused with what is wrong", async (text, reason) => {
    const problems = await problemsOf(
      act("place.import-board-file", { file: file("x.csv", text) }, { viewer: administrator }),
    );
    expect(problems.join(" ")).toContain(reason);
  });
});

describe("a board secretary who imports seats", () => {
  const list = [
    "role,organisation,sector,seats,voting,statutory",
    "lay member,nhs-aldermere-and-the-vale-icb,independent,1,yes,no",
    "member for the press,Aldermere Gazette,the_press,1,no,no",
    "member for research,Aldermere College,other,lots,no,no",
    "member for housing,Aldermere Homes,other,1,no,no",
    "",
  ].join("\n");

  it("sees in a dry run what would be refused, and no seat is added", async () => {
    const done = await act(
      "place.import-seats",
      { slug: board, version: await versionOf(board), file: file("seats.csv", list), dryRun: "yes" },
      { viewer: secretary },
    );
    expect(done.message).toBe(
      "An import of seats of NHS Aldermere and the Vale ICB: board was tried out: two lines of seats would be added, two rows were refused.",
    );
    expect((await workspace(secretary))!.json["items"]).toHaveLength(11);
  });

  it("gets the good rows in, and the two refused ones wait for nobody else to see (invariant 16)", async () => {
    const done = await act(
      "place.import-seats",
      { slug: board, version: await versionOf(board), file: file("seats.csv", list) },
      { viewer: secretary },
    );
    expect(done.href).toBe(`/boards/${board}/seats`);
    const page = (await workspace(secretary))!;
    expect(plainText(page.answer)).toContain("two rows of seats.csv were refused and wait to be mended.");
    expect(page.json["items"]).toHaveLength(13);
    expect(page.json["refused"]).toMatchObject([
      { line: 3, problems: [{ field: "sector" }] },
      { line: 4, problems: [{ field: "seats" }] },
    ]);
    expect(await workspace(neighbour)).toBeUndefined();
    expect(await workspace(visitor)).toBeUndefined();
  });

  it("mends both, and then none waits", async () => {
    const mend = async (line: number, change: object) =>
      await act(
        "place.mend-seat",
        {
          slug: board,
          line,
          version: await versionOf(board),
          role: `mended ${line}`,
          voice: "other",
          seats: "1",
          ...change,
        },
        { viewer: secretary },
      );
    expect(await problemsOf(mend(3, { voice: "the_press" }))).toEqual([
      expect.stringContaining("“the_press” is no voice that is defined here."),
    ]);
    await mend(3, {});
    await mend(4, {});
    const page = (await workspace(secretary))!;
    expect(page.json["refused"]).toEqual([]);
    expect(page.json["items"]).toHaveLength(15);
  });

  it("imports the same list again, and nothing is added twice", async () => {
    const good = list
      .split("\n")
      .filter((row) => !/press|research/.test(row))
      .join("\n");
    const done = await act(
      "place.import-seats",
      { slug: board, version: await versionOf(board), file: file("seats.csv", good) },
      { viewer: secretary },
    );
    expect(done.json).toMatchObject({ added: 0, refused: 0 });
  });
});
