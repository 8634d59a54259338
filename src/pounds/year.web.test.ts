import ExcelJS from "exceljs";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { disprove } from "@concordat/ledger";
import { startTestApp } from "../../test/support/app.ts";
import { testPerson } from "../../test/support/core.ts";
import { poundsOn, wordsOf } from "../../test/support/pounds.ts";
import { Invalid, NotAllowed } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { journalOf } from "./act-json.ts";
import { listEntries } from "./store-books.ts";
import { findFund } from "./store-funds.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });
const council = organisationIdOf("aldermere-council");
const icb = organisationIdOf("nhs-aldermere-and-the-vale-icb");
const manager = testPerson({ keeps: [council], illustrative: true });
const treasurer = testPerson({ keeps: [council], illustrative: true });
const nhsFinance = testPerson({ keeps: [icb], illustrative: true });
const nhsDirector = testPerson({ keeps: [icb], illustrative: true });
const fund = "aldermere-year-fund-2026-27";

const { act, json } = poundsOn(app, manager);

async function refusal(doing: Promise<unknown>): Promise<string> {
  const error = await doing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof Invalid) return error.problems.map(({ message }) => message).join("\n");
  return error instanceof Error ? error.message : "nothing was refused";
}

async function approveAll(): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from pounds.prepared order by prepared_at, id`.execute(
    app.db,
  );
  for (const { id } of rows) await act("approve-prepared", { prepared: id }, treasurer);
}

async function open(): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from pounds.proposal where state = 'open'`.execute(
    app.db,
  );
  expect(rows).toHaveLength(1);
  return rows[0]!.id;
}

const page = async () => await json(`/money/${fund}/year.json`);

type Given = string | { readonly error: string } | { readonly formula: string; readonly value: string };

async function workbook(
  rows: readonly (readonly Given[])[],
  finish?: (sheet: ExcelJS.Worksheet) => void,
): Promise<{ name: string; bytes: Uint8Array }> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("Actuals");
  for (const [line, row] of rows.entries())
    for (const [place, given] of row.entries()) {
      const cell = sheet.getCell(line + 1, place + 1);
      if (typeof given !== "string")
        cell.value =
          "error" in given
            ? { error: given.error as never }
            : { formula: given.formula, result: Number(given.value) };
      else if (given !== "") cell.value = /^[\d.]+$/.test(given) ? Number(given) : given;
    }
  finish?.(sheet);
  return { name: "actuals.xlsx", bytes: new Uint8Array(await book.xlsx.writeBuffer()) };
}

const csv = (text: string): { name: string; bytes: Uint8Array } => ({
  name: "actuals.csv",
  bytes: new TextEncoder().encode(text),
});

describe("the year of a fund", () => {
  test("begins with an agreement and two schemes", async () => {
    await act("make-agreement", {
      organisation: "aldermere-council",
      partner: "nhs-aldermere-and-the-vale-icb",
      name: "Aldermere year fund",
      beginsOn: "2026-04-01",
      hostContribution: "£400",
      partnerContribution: "£600",
      rule: "total contribution",
    });
    for (const [name, lead, budget] of [
      ["Equipment", "council", "£700"],
      ["Reablement", "icb", "£300"],
    ])
      await act("add-scheme", { fund, name, lead, budget });
    expect(wordsOf((await app.get(`/money/${fund}/year`)).text)).toContain("No limits are agreed yet");
  });

  test("invariant 12: a sheet is prepared by month, approved by somebody else, and sent again enters nothing twice", async () => {
    const sheet = csv("year,scheme,M1,M2,M3\n2026-27,Equipment,100.10,50,0\n2026/2027,reablement,25,,");
    expect(await refusal(act("prepare-actuals", { fund, file: sheet, dryRun: true }))).toBe(
      "Tried out, nothing was prepared. The sheet has four figures of two schemes. What the books do not hold yet: M1 £125.10 for two schemes and M2 £50 for one scheme.",
    );
    await act("prepare-actuals", { fund, file: sheet });
    const [waiting] = (await sql<{ id: string }>`select id from pounds.prepared`.execute(app.db)).rows;
    await expect(act("approve-prepared", { prepared: waiting!.id })).rejects.toBeInstanceOf(NotAllowed);
    expect(await refusal(act("prepare-actuals", { fund, file: sheet }))).toContain("nothing to prepare");
    await approveAll();
    expect(await refusal(act("prepare-actuals", { fund, file: sheet }))).toContain("nothing to prepare");
    const corrected = csv("year,scheme,M1\n2026-27,Equipment,99.10");
    await act("prepare-actuals", { fund, file: corrected });
    await approveAll();
    const items = (await page())["items"] as unknown as { scheme: string; months: { spent: string }[] }[];
    expect(items.map(({ months }) => months.slice(0, 3).map(({ spent }) => spent))).toEqual([
      ["99.10", "50.00", "0.00"],
      ["25.00", "0.00", "0.00"],
    ]);
  });

  test("invariant 13: a bad sheet is refused whole, and each fault is named by its cell", async () => {
    const bad = await workbook(
      [
        ["year", "scheme", "M1", "M2", "M12"],
        ["", "", "Apr-26", "May-26", "Mar-27"],
        ["2026-27", "Equipment", "10", "1.234", ""],
        ["2026-27", "Reablement", { error: "#REF!" }, { formula: "[1]Ledger!A1", value: "5" }, "7"],
        ["2026-27", "Meals", { formula: "SUM(C3:C3)", value: "10" }, "", ""],
      ],
      (sheet) => {
        sheet.mergeCells("A6:A7");
        sheet.getRow(5).hidden = true;
      },
    );
    const said = await refusal(act("prepare-actuals", { fund, file: bad }));
    expect(said).toContain("Cells are merged (A6:A7)");
    expect(said).toContain("Hidden rows were read like the others: 5.");
    expect(said).toContain("Row 2: This is a second row of headings");
    expect(said).toContain("Cell D3: “1.234” has a part of a penny");
    expect(said).toContain("Cell C4: The cell shows the error #REF!");
    expect(said).toContain("Cell D4: The cell's formula reads another file or the internet");
    const wrong = await workbook([
      ["year", "scheme", "M1", "M12"],
      ["2025-26", "Equipment", "10", ""],
      ["2026-27", "Meals", "10", ""],
      ["2026-27", "Reablement", { formula: "SUM(C2:C3)", value: "20" }, "7"],
      ["2026-27", "reablement", "1", ""],
    ]);
    const more = await refusal(act("prepare-actuals", { fund, file: wrong }));
    expect(more.split("\n")).toEqual([
      "Cell A2: The row is of 2025-26, and this fund is of 2026-27. Take the row out, or correct the year.",
      "Cell B3: “Meals” is no scheme of this fund. Write its name as the fund's page does, or add the scheme first.",
      "Cell D4: M12, March 2027 is not over, so it has no actual yet. Empty the cell.",
      "Cell B5: Reablement stands on line 4 already. Keep one of the two rows.",
    ]);
    const two = csv("Actuals 2026-27,,\nyear,scheme,M1\n2026-27,Equipment,1");
    expect(await refusal(act("prepare-actuals", { fund, file: two }))).toContain(
      'The column "year" is missing',
    );
    expect(
      await refusal(act("prepare-actuals", { fund, file: csv("year,scheme,M1\n2026-27,Equipment,=1+1") })),
    ).toContain("Line 2, M1");
  });

  test("invariant 13: a sheet of a million rows is refused by the row that is one too many, and the rest is never unpacked", async () => {
    const tooLong =
      "The sheet goes on after line 2001 with more than 2000 rows. Send one row for each scheme.";
    const csvOf = (row: string, rows: number) => csv(`year,scheme,M1\n${row.repeat(rows)}`);
    expect(await refusal(act("prepare-actuals", { fund, file: csvOf(",,1\n", 1_000_000) }))).toBe(tooLong);
    const full = csvOf("2026-27,Equipment,1\n", 1_000_000);
    expect(await refusal(act("prepare-actuals", { fund, file: full }))).toBe(
      "The file has more than 5 MB. Send a sheet with one row for each scheme.",
    );
    const rows = Array.from({ length: 10_000 }, (_, at) => `<row><c><v>${at % 8 ? 1 : at}</v></c></row>`);
    const million = rows.join("").repeat(100);
    const parts = unzipSync((await workbook([["year", "scheme", "M1"]])).bytes);
    const sheet = "xl/worksheets/sheet1.xml";
    parts[sheet] = strToU8(strFromU8(parts[sheet]!).replace("</sheetData>", `${million}</sheetData>`));
    const bytes = zipSync(parts, { level: 1 });
    // Spoiled half way: whoever unpacked all of it would call the file damaged.
    bytes[bytes.length >> 1]! ^= 0xff;
    expect(await refusal(act("prepare-actuals", { fund, file: { name: "long.xlsx", bytes } }))).toBe(tooLong);
  });

  test("an import by an administrator waits for somebody of the host who is no administrator", async () => {
    const kind = app.node.core.manifests
      .flatMap(({ imports = [] }) => imports)
      .find(({ name }) => name === "pounds.actuals")!;
    const row = kind.row.parse({ fund, year: "2026-27", scheme: "Reablement", M2: "40" });
    await app.db.transaction().execute(async (tx) => {
      const acting = {
        tx,
        clock: app.clock,
        today: app.clock.today(),
        actor: {
          viewer: { kind: "visitor" },
          capacity: { kind: "administrator", title: "Administrator of this site" },
        },
      } as never;
      const run = { id: "x", source: "a file", seen: app.clock.today() };
      const done = await kind.apply(
        acting,
        [
          { line: 2, value: row },
          { line: 3, value: { ...(row as object), fund: "none" } },
        ],
        run,
      );
      expect(done.refused).toEqual([
        { line: 3, field: "fund", reason: "No fund kept here has the address “none”." },
      ]);
    });
    const [waiting] = (await sql<{ id: string }>`select id from pounds.prepared`.execute(app.db)).rows;
    const both = { ...testPerson({ keeps: [council], illustrative: true }), administrator: true };
    await expect(act("approve-prepared", { prepared: waiting!.id }, both)).rejects.toBeInstanceOf(NotAllowed);
    await approveAll();
  });

  test("invariant 14: an accrual counts in its month and is taken back on the first day of the next", async () => {
    const accrual = { fund, scheme: "equipment", month: "M7", amount: "£30", text: "chairs not yet billed" };
    await act("prepare-accrual", accrual);
    await approveAll();
    const entries = await listEntries(app.db, (await findFund(app.db, fund))!.fund.id);
    expect(entries.slice(-2).map(({ act: one }) => [one.kind, "on" in one && one.on])).toEqual([
      ["transaction", "2026-10-31"],
      ["reversal", "2026-11-01"],
    ]);
    const [equipment] = (await page())["items"] as unknown as { months: { accrued: string }[] }[];
    expect(equipment!.months.slice(6).map(({ accrued }) => accrued)).toEqual(["30.00", "-30.00"]);
  });

  test("invariant 15: limits say who approves a transfer, split transfers count together, and nobody answers their own", async () => {
    const move = { fund, from: "equipment", to: "reablement", amount: "£20", why: "more visits" };
    await act("propose-virement-limits", {
      fund,
      hostUpTo: "£25",
      partnersUpTo: "£100",
      board: "the joint board",
    });
    await expect(act("answer-proposal", { proposal: await open(), answer: "agree" })).rejects.toThrow();
    await act("answer-proposal", { proposal: await open(), answer: "agree" }, nhsFinance);
    await act("propose-virement", move);
    const own = await act("answer-proposal", { proposal: await open(), answer: "agree" }).catch(
      (error: unknown) => error,
    );
    expect((own as NotAllowed).facts["policies"]).toEqual(["pounds-proposer-does-not-answer"]);
    await act("answer-proposal", { proposal: await open(), answer: "agree" }, treasurer);
    const second = await act("propose-virement", move);
    expect(second.message).toContain("It waits for NHS Aldermere and the Vale ICB");
    expect(
      await refusal(act("answer-proposal", { proposal: await open(), answer: "decline" }, nhsFinance)),
    ).toContain("Say why you decline");
    await act(
      "answer-proposal",
      { proposal: await open(), answer: "decline", reason: "not yet" },
      nhsFinance,
    );
    await act("propose-virement", { ...move, amount: "£150" });
    const board = { proposal: await open(), answer: "agree" };
    expect(await refusal(act("answer-proposal", board, nhsFinance))).toContain("Name the board");
    await act("answer-proposal", { ...board, resolution: "Joint board, 20 November 2026" }, nhsFinance);
    expect(await refusal(act("propose-virement", { ...move, amount: "£400" }))).toContain(
      "neither spent, promised nor waiting",
    );
    const now = JSON.parse((await app.get(`/money/${fund}.json`)).text) as { schemes: { budget: string }[] };
    expect(now.schemes.map(({ budget }) => budget)).toEqual(["530.00", "470.00"]);
    const before = JSON.parse((await app.get(`/money/${fund}.json?at=2026-11-21`)).text) as typeof now;
    expect(before.schemes.map(({ budget }) => budget)).toEqual(["700.00", "300.00"]);
  });

  test("each partner's own books stand beside the fund's, with the gap", async () => {
    await act("prepare-contribution", { fund, party: "icb", what: "due", amount: "£600", on: "2026-05-01" });
    await approveAll();
    const stated = await act("state-balance", { fund, on: "2026-10-31", owes: "£590" }, nhsFinance);
    expect(stated.message).toContain(
      "NHS Aldermere and the Vale ICB says it owes £10 less than the fund's books say: £590 against £600",
    );
    expect(
      (await act("state-balance", { fund, on: "2026-10-31", owes: "600" }, nhsFinance)).message,
    ).toContain("is agreed: £600");
    expect(wordsOf((await app.get(`/money/${fund}/year`)).text)).toContain("Agreed");
  });

  test("strain, prevention and seed funding answer on their pages, and the sandbox with entered prices", async () => {
    await act(
      "state-plan",
      { fund, result: "-£50", source: "Board paper of May 2026", seen: "2026-05-20" },
      nhsFinance,
    );
    const strain = wordsOf((await app.get(`/money/${fund}/strain`)).text);
    expect(strain).toContain("plans a deficit of £50 (Board paper of May 2026, seen on 20 May 2026)");
    expect(strain).toContain("Not everybody has signed, 235 days after the year began");
    await act("propose-seed", {
      fund,
      scheme: "reablement",
      amount: "£20",
      releases: "£90",
      where: "the hospital's budget",
      by: "2027-03-31",
    });
    await act("answer-proposal", { proposal: await open(), answer: "agree" }, nhsFinance);
    const { rows } = await sql<{ id: string }>`select id from pounds.proposal where kind = 'seed'`.execute(
      app.db,
    );
    await act("propose-seed-release", {
      fund,
      seed: rows[0]!.id,
      amount: "£15",
      evidence: "bed days counted",
    });
    await act("answer-proposal", { proposal: await open(), answer: "agree" }, nhsFinance);
    expect(JSON.parse((await app.get(`/money/${fund}/prevention.json`)).text)).toMatchObject({
      seed: [{ scheme: "reablement", amount: "20.00", releases: "90.00", released: "15.00" }],
    });
    expect(wordsOf((await app.get(`/money/${fund}/prevention`)).text)).toContain("between 0.0% and 100.0%");
    expect(wordsOf((await app.get("/money/payment-sandbox")).text)).toContain("Illustrative");
    expect(
      wordsOf(
        (await app.get("/money/payment-sandbox?planned=10&actual=20&price=%C2%A31&variable=50&outcome=x"))
          .text,
      ),
    ).toContain("20 instead of 10 would be paid £10 as a block, £15 with a variable part");
    for (const path of ["year", "strain", "prevention"])
      expect((await app.get(`/money/lewisham-better-care-2025-26/${path}`)).status).toBe(200);
  });

  test("invariant 16: the year end waits until the year is over, every rule is agreed and every consent given, and is posted to the penny", async () => {
    expect(await refusal(act("propose-year-end", { fund }))).toContain("The year is not over");
    await act("give-notice", { fund, endsOn: "2027-04-01", why: "a new board" }, nhsFinance);
    await act("answer-proposal", { proposal: await open(), answer: "agree" }, nhsDirector);
    app.setClock("2027-04-20T09:00:00Z");
    await act("prepare-contribution", {
      fund,
      party: "council",
      what: "due",
      amount: "£400",
      on: "2026-05-01",
    });
    await act("prepare-contribution", {
      fund,
      party: "council",
      what: "received",
      amount: "£400",
      on: "2026-05-02",
    });
    await act("prepare-contribution", {
      fund,
      party: "icb",
      what: "received",
      amount: "£600",
      on: "2026-12-01",
    });
    await approveAll();
    expect(await refusal(act("propose-year-end", { fund }))).toContain(
      "It is not agreed what becomes of the underspend of",
    );
    await act("propose-year-end-rule", {
      fund,
      about: "council",
      use: "carry-forward",
      consentOf: "the auditor",
    });
    await act("answer-proposal", { proposal: await open(), answer: "agree" }, nhsFinance);
    await act("propose-year-end-rule", { fund, about: "icb", use: "return" });
    await act("answer-proposal", { proposal: await open(), answer: "agree" }, nhsFinance);
    expect(await refusal(act("propose-year-end", { fund }))).toContain("takes the consent of the auditor");
    await act("propose-year-end", { fund, consents: "The auditor, 10 April 2027" });
    const done = await act("answer-proposal", { proposal: await open(), answer: "agree" }, nhsFinance);
    expect(done.message).toMatch(
      /gets £314\.36 of the underspend .* gets £471\.54 of the underspend .* It is posted as entry/,
    );
    await expect(act("propose-year-end", { fund })).rejects.toThrow(/shared already/);
  });

  test("leaving: what the fund holds is divided once everything is in order, and the agreement ends", async () => {
    const wound = await act("propose-unwinding", { fund });
    expect(wound.message).toContain(
      "the fund pays Aldermere Council £314.36; the fund pays NHS Aldermere and the Vale ICB £471.54",
    );
    await act("answer-proposal", { proposal: await open(), answer: "agree" }, nhsFinance);
    const file = (await findFund(app.db, fund))!;
    expect(file.agreement.endsOn).toBe("2027-04-01");
    expect(disprove(journalOf(await listEntries(app.db, file.fund.id)))).toEqual([]);
    expect(wordsOf((await app.get(`/money/${fund}/year`)).text)).toContain("The fund was wound up");
  });
});
