import { civilDate } from "@concordat/calendar";
import { beforeAll, expect, it } from "vitest";
import { placeFixture } from "../../test/support/place.ts";
import { plainText, visitor, type Asking, type PageModel, type PanelModel } from "../kernel/index.ts";
import { findBoard } from "./store-boards.ts";
import { boardRef } from "./refs.ts";
import { balancePanel } from "./web/balance-panel.ts";
import { compareBoardsPage } from "./web/compare-boards-page.ts";
import { votingPowerPage } from "./web/voting-power-page.ts";

const { asking, db, ship, shipBasics } = await placeFixture();

beforeAll(async () => {
  await shipBasics();
  const board = { kind: "health-and-wellbeing-board", organisation: "mere-council" };
  await ship("boards", [
    { ...board, slug: "mere-board", name: "Mere Board", completeness: "complete" },
    { ...board, slug: "some", name: "Some Board", completeness: "partial" },
    { ...board, slug: "silent", name: "Silent Board", completeness: "not-held" },
  ]);
  const seat = { board: "mere-board", voting: "yes" };
  await ship("seats", [
    { ...seat, number: "01", role: "councillor", voice: "council-elected", seats: "3" },
    { ...seat, number: "02", role: "director", voice: "council-officer", seats: "2" },
    { ...seat, number: "03", role: "trust", voice: "nhs-provider", seats: "6" },
    { ...seat, board: "some", number: "01", role: "councillor", voice: "council-elected", seats: "2" },
    { ...seat, number: "04", role: "charity", voice: "voluntary", seats: "1", voting: "no" },
  ]);
  await ship(
    "board-attendance",
    [
      { board: "mere-board", date: "2026-06-08", group: "council-elected", present: "3" },
      { board: "mere-board", date: "2026-06-08", group: "nhs-provider", present: "0" },
      { board: "mere-board", date: "2026-09-08", group: "council-elected", present: "2" },
    ].map((row) => ({ ...row, source: "the minutes", seen: "2026-11-21", basis: "registry" })),
  );
});

async function ask(change: Partial<Asking> = {}): Promise<Asking> {
  return { ...asking(db, visitor), ...change };
}

async function votes(query: Readonly<Record<string, string>>, slug = "mere-board"): Promise<PageModel> {
  const read = votingPowerPage.query?.parse(query) ?? {};
  const model = await votingPowerPage.load(await ask(), { params: { slug }, query: read });
  if (!model) throw new Error("There is no such page.");
  return model;
}

async function panel(slug = "mere-board"): Promise<PanelModel | undefined> {
  const board = await findBoard(db, slug);
  return await balancePanel.load(await ask(), board && boardRef(board));
}

it("of a list with only some of the seats nothing is said that needs them all", async () => {
  const found = await panel("some");
  expect(found && plainText(found.answer)).toContain(
    "The council has 2 of 2 seats that are listed, which are not all",
  );
  const model = await votes({}, "some");
  expect(plainText(model.answer)).toBe(
    "The source lists only some of this board's seats, so how often anybody would decide cannot be told.",
  );
  expect(model.json).toMatchObject({ votes: null, rows: [] });
  const beside = await compareBoardsPage.load(await ask(), {
    params: {},
    query: { first: "some", second: "mere-board" },
  });
  expect(plainText(beside?.answer ?? "")).toBe(
    "Of Some Board only some seats are listed: two seats, two of the council. Mere Board has 12 seats, five of the council.",
  );
});

it("the panel says how the seats are shared, who is not there and who came", async () => {
  const found = await panel();
  expect(found && plainText(found.answer)).toBe(
    "The council has 5 of 12 seats, NHS bodies 6, primary care 0, and Healthwatch and the public 0. 11 seats are known to vote.",
  );
  expect(found?.json).toMatchObject({
    seats: 12,
    voting: 11,
    absences: [{ answer: "no" }, { answer: "yes" }, { answer: "yes" }],
  });
  const came = found?.sections?.find((one) => one.heading === "Who came to its meetings");
  expect(came?.kind === "table" && came.table.rows).toEqual([
    {
      group: "council elected",
      "2026-06-08": { kind: "value", value: 3 },
      "2026-09-08": { kind: "value", value: 2 },
    },
    { group: "nhs provider", "2026-06-08": { kind: "zero" }, "2026-09-08": { kind: "no-data" } },
  ]);
});

it("the council's bloc decides as often as its votes allow", async () => {
  const model = await votes({});
  // Five votes of 11 where 6 carry: of the 6 others 1 to 5 must say yes, 62 of 64 ways.
  expect(plainText(model.answer)).toBe(
    "Suppose the others voted by tosses of a coin. Then the council’s bloc of 5 would decide 97 votes in 100. It takes 6 of 11 votes to carry a motion.",
  );
});

it("the reader chooses other blocs and another quota", async () => {
  const model = await votes({ "bloc-nhs-provider": "B", "bloc-council-elected": "", quota: "9" });
  expect(model.json).toMatchObject({ votes: 11, quota: 9 });
  expect(plainText(model.answer)).toContain("the bloc of NHS provider of 6 would decide 50 votes in 100");
});

it("a quota that cannot be is said beside its field, and nothing is worked out", async () => {
  const model = await votes({ quota: "5" });
  expect(plainText(model.answer)).toContain("5 of 11 votes cannot be what carries a motion");
  const asked = model.sections?.find((one) => one.kind === "ask");
  expect(asked?.ask.fields.find((field) => field.name === "quota")?.problem).toContain("from 6 to 11");
  expect(model.table?.rows).toEqual([]);
});

it("a board whose votes are not held says so", async () => {
  expect(plainText((await votes({}, "silent")).answer)).toBe(
    "No seat of this board is known to vote on that day.",
  );
});

it("boards stand side by side, and one that is not there is named", async () => {
  const query = { first: "mere-board", second: "silent", third: "nowhere" };
  const model = await compareBoardsPage.load(await ask({ at: civilDate("2026-11-21") }), {
    params: {},
    query,
  });
  expect(model && plainText(model.answer)).toBe(
    "There is no board “nowhere” here, or it is not public. Mere Board has 12 seats, five of the council. Who sits on Silent Board is not held here.",
  );
  expect(model?.table?.rows).toMatchObject([
    { seats: { kind: "value", value: 12 }, voting: { kind: "value", value: 11 } },
    { seats: { kind: "no-data" }, voting: { kind: "no-data" } },
  ]);
});
