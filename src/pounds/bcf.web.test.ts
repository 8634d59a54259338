import ExcelJS from "exceljs";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { startTestApp } from "../../test/support/app.ts";
import { askingPorts } from "../../test/support/asking.ts";
import { testPerson } from "../../test/support/core.ts";
import { poundsOn, wordsOf } from "../../test/support/pounds.ts";
import { htmlProblems } from "../../test/support/html.ts";
import { Conflict, Invalid, NotAllowed, plainText, readAs, type Viewer } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { findFile } from "../platform/files/store-files.ts";
import { whoPaysPanel } from "./web/panels.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });
const council = organisationIdOf("aldermere-council");
const icb = organisationIdOf("nhs-aldermere-and-the-vale-icb");
const manager = testPerson({ keeps: [council], illustrative: true });
const nhsChief = testPerson({ keeps: [icb], illustrative: true });
const fund = "aldermere-care-fund-2025-26";
const plan = { fund, document: "plan" };

const visitor: Viewer = { kind: "visitor" };

const { act, json } = poundsOn(app, manager);

interface Told {
  readonly version: number;
  readonly checks: readonly { id: string; verdict: string; because: string; mark: string }[];
  readonly signatures: readonly { role: string; party: string; signedOn: string | null; stands: boolean }[];
}

await act("make-agreement", {
  organisation: "aldermere-council",
  partner: "nhs-aldermere-and-the-vale-icb",
  name: "Aldermere care fund",
  beginsOn: "2025-04-01",
  hostContribution: "£3m",
  partnerContribution: "£5m",
  rule: "total contribution",
});

describe("a Better Care Fund plan", () => {
  const line = (scheme: string, source: string, amount: string, rest: Record<string, string> = {}) =>
    act("enter-bcf-line", {
      ...plan,
      scheme,
      source,
      amount,
      name: `Scheme ${scheme}`,
      about: "Help at home",
      activity: "urgent-community-response",
      area: "social-care",
      provider: "local-authority",
      objective: "5-timely-discharge-from-hospital",
      ...rest,
    });

  test("is begun once, by the host only", async () => {
    await expect(act("begin-bcf", plan, nhsChief)).rejects.toThrow(NotAllowed);
    await act("begin-bcf", plan);
    await expect(act("begin-bcf", plan)).rejects.toThrow(/begun already/);
    const page = await app.get(`/money/${fund}/better-care`);
    expect(wordsOf(page.text)).toContain(
      "Of two checks confirmed from a public page, none is met, one not, one cannot be told.",
    );
  });

  test("is held against every check of its year, those confirmed and those to be checked told apart", async () => {
    await act("enter-bcf-income", {
      ...plan,
      source: "nhs-minimum",
      party: "icb",
      amount: "£5m",
      published: "£5m",
      socialCareFloor: "2m",
      publishedWhere: "Made up for this example",
    });
    await act("enter-bcf-income", {
      ...plan,
      source: "dfg",
      party: "council",
      amount: "1,000,000.01",
    });
    await line("1", "nhs-minimum", "£5m");
    await line("2", "dfg", "1,000,000");
    const { checks } = await json<Told>(`/money/${fund}/better-care.json`);
    expect(checks.map(({ id, verdict, mark }) => `${id} ${verdict} ${mark}`)).toEqual([
      "V01 not-met to-be-checked",
      "V02 met confirmed",
      "V11 not-met confirmed",
      "V20 met to-be-checked",
      "V21 met to-be-checked",
    ]);
    expect(checks[0]!.because).toBe("DFG: £1,000,000.01 comes in and £1,000,000 is spent.");
    const page = await app.get(`/money/${fund}/better-care`);
    expect(wordsOf(page.text)).toContain("Of two checks confirmed from a public page, one is met, one not.");
    expect(await htmlProblems(page.text)).toEqual([]);
  });

  test("what its year does not list, a published figure without a source, an amount below nought are refused", async () => {
    await expect(line("3", "ibcf", "£1")).rejects.toThrow(Invalid);
    await expect(line("3", "dfg", "-5")).rejects.toThrow(Invalid);
    const unsourced = { ...plan, source: "dfg", party: "council", amount: "1", published: "1" };
    await expect(act("enter-bcf-income", unsourced)).rejects.toThrow(
      /where the published figure can be read/,
    );
    await expect(act("answer-bcf", { ...plan, condition: "1", met: "no" })).rejects.toThrow(
      /needs its reason/,
    );
  });

  test("measures and conditions are entered; “not met” says why", async () => {
    await act("enter-bcf-measure", { ...plan, measure: "discharge-delay", planned: "0.75" });
    await act("answer-bcf", { ...plan, condition: "1", met: "yes" });
    await act("answer-bcf", { ...plan, condition: "2", met: "no", words: "agreed in May" });
    const text = wordsOf((await app.get(`/money/${fund}/better-care`)).text);
    expect(text).toContain("not met. agreed in May");
    expect(text).toContain("0.75");
  });

  test("is signed by each post for its own body on its own day, and again once it has changed", async () => {
    const { version } = await json<Told>(`/money/${fund}/better-care.json`);
    const sign = (role: string, signedOn: string, viewer: Viewer, of = version) =>
      act("sign-bcf", { ...plan, role, signedOn, version: String(of), ownPost: "yes" }, viewer);
    await sign("council-chief-executive", "2025-03-31", manager);
    await sign("icb-chief-executive", "2025-04-14", nhsChief);
    await expect(sign("icb-chief-executive", "2025-04-15", nhsChief)).rejects.toThrow(Conflict);
    await expect(sign("section-151", "2025-04-01", nhsChief)).rejects.toThrow(/other side/);
    await expect(sign("section-151", "2027-01-01", manager)).rejects.toThrow(/still to come/);
    const state = async (): Promise<readonly string[]> =>
      (await json<Told>(`/money/${fund}/better-care.json`)).signatures.map(
        ({ role, signedOn, stands }) => `${role} ${signedOn} ${stands}`,
      );
    expect(await state()).toEqual([
      "council-chief-executive 2025-03-31 true",
      "icb-chief-executive 2025-04-14 true",
      "section-151 null false",
      "board null false",
    ]);
    await line("2", "dfg", "1,000,000.01");
    expect((await state())[1]).toBe("icb-chief-executive 2025-04-14 false");
    expect(wordsOf((await app.get(`/money/${fund}/better-care`)).text)).toContain("it has changed since");
    await expect(sign("council-chief-executive", "2025-05-01", manager)).rejects.toThrow(
      /has changed since it was read/,
    );
    await sign("council-chief-executive", "2025-05-01", manager, version + 1);
    expect((await state())[0]).toBe("council-chief-executive 2025-05-01 true");
  });

  test("goes out as a workbook of our own, labelled, with its checks", async () => {
    const answer = await app.app.inject(`/money/${fund}/better-care.xlsx`);
    expect(answer.statusCode).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Uint8Array.from(answer.rawPayload).buffer);
    const sheet = book.getWorksheet("Expenditure")!;
    expect(sheet.getCell("A2").value).toBe("Illustrative: made up to show how this works.");
    expect(sheet.getRow(4).values).toContain("Expenditure for 2025-26 (£)");
    expect(book.getWorksheet("Checks")!.getCell("A5").value).toBe("V01");
  });

  test("fills a workbook that is sent, and only the host may fetch it", async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet("5. Expenditure");
    sheet.getRow(2).values = [
      "Scheme ID",
      "Activity",
      "Area of Spend",
      "Source of Funding",
      "Expenditure for 2025-26 (£)",
    ];
    sheet.getCell("C3").dataValidation = { type: "list", formulae: ['"Social Care,Acute"'] };
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    const done = await act("fill-bcf-workbook", { ...plan, file: { name: "template.xlsx", bytes } });
    expect(done.message).toContain("10 cells of template.xlsx are filled.");
    const { sha256 } = done.json as { sha256: string };
    const fetched = async (viewer: Viewer) =>
      await readAs(app.db, viewer, async (db) => await findFile(db, sha256));
    expect(await fetched(nhsChief)).toBeUndefined();
    expect(await fetched(visitor)).toBeUndefined();
    const filled = new ExcelJS.Workbook();
    await filled.xlsx.load(Uint8Array.from((await fetched(manager))!.bytes).buffer);
    expect(filled.worksheets[0]!.getCell("C3").dataValidation.type).toBe("list");
    expect(filled.worksheets[0]!.getCell("E4").value).toBe(1000000.01);
    expect((await app.get(`/money/${fund}/better-care`)).text).not.toContain(sha256);
  });

  test("takes lines of spending from a sheet, tried out first, whole or not at all", async () => {
    const row = (year: string, scheme: string, source: string, pounds: string): string =>
      `${year},${scheme},Scheme ${scheme},Help at home,Urgent community response,5. Timely discharge from hospital,Social Care,Local Authority,${source},"${pounds}"`;
    const sheet = (...rows: readonly string[]) => {
      const headings = "year,scheme,name,about,activity,objective,area,provider,source,amount";
      const text = [headings, ...rows].join("\n");
      return { ...plan, file: { name: "lines.csv", bytes: new TextEncoder().encode(text) } };
    };
    const nhs = row("2025-26", "1", "NHS Minimum Contribution", "£5m");
    const good = sheet(nhs, row("2025-26", "2", "DFG", "999,999.01"), row("2025-26", "3", "dfg", "1.00"));
    const told = () => json<Told>(`/money/${fund}/better-care.json`);
    const { version } = await told();
    await expect(act("enter-bcf-sheet", { ...good, dryRun: "true" })).rejects.toThrow(
      /nothing was entered. The sheet has three lines of £6,000,000.01: 1 new, 1 changed, 1 as they stand/,
    );
    const bad = sheet(row("2024-25", "4", "DFG", "5"));
    await expect(act("enter-bcf-sheet", bad)).rejects.toThrow(/Line 2, year: The row is/);
    await expect(act("enter-bcf-sheet", good, nhsChief)).rejects.toThrow(NotAllowed);
    expect((await told()).version).toBe(version);
    await act("enter-bcf-sheet", good);
    expect(await told()).toMatchObject({ version: version + 1 });
    await expect(act("enter-bcf-sheet", good)).rejects.toThrow(/There is nothing to enter/);
  });

  test("a return tells what came in and was spent beside the plan; the lists are those of its year", async () => {
    const quarter = { fund, document: "q2" };
    await act("begin-bcf", quarter);
    await act("enter-bcf-income", {
      ...quarter,
      source: "dfg",
      party: "council",
      amount: "£0",
      spent: "250,000",
    });
    await act("enter-bcf-measure", {
      ...quarter,
      measure: "discharge-delay",
      progress: "data-not-available-to-assess-progress",
    });
    const page = await app.get(`/money/${fund}/better-care?document=q2`);
    expect(wordsOf(page.text)).toContain("Data not available to assess progress");
    expect(wordsOf(page.text)).toMatch(/DFG Aldermere Council 1,000,000.01 0.00 250,000.00/);
    expect(await htmlProblems(page.text)).toEqual([]);
  });
});

describe("what is public without any plan", () => {
  test("the template of each year says how each check is known; a real fund has no plan here", async () => {
    const page = await app.get("/money/better-care?year=2023-24");
    expect(wordsOf(page.text)).toContain(
      "Of 2023-24 we hold 11 checks . Of these four were confirmed from a public page",
    );
    expect(await htmlProblems(page.text)).toEqual([]);
    expect((await app.get("/money/better-care?year=1999-00")).status).toBe(404);
    expect(wordsOf((await app.get("/money/lewisham-better-care-2025-26/better-care")).text)).toContain(
      "Nobody keeps this fund's plan on this site, and we hold none from a public page.",
    );
  });

  test("the delay measure equals the published average for every council", async () => {
    const page = await app.get("/money/better-care/delay");
    expect(wordsOf(page.text)).toMatch(
      /can be worked out for 153 councils , and equals the published average for all of them\. For England it is 0\.82 days/,
    );
    const { items } = await json<{ items: { gap: number }[] }>("/money/better-care/delay.json");
    expect(items).toHaveLength(153);
    expect(items.filter(({ gap }) => Math.abs(gap) > 0.0005 + 1e-6)).toEqual([]);
  });
});

describe("pooled by default", () => {
  test("what is not pooled says why and when that is looked at again, in public", async () => {
    const line = (rest: Record<string, string>) => act("state-joint-line", { fund, ...rest });
    await line({ name: "Equipment", how: "pooled", amount: "£3m" });
    await expect(line({ name: "Nursing homes", how: "aligned", amount: "£1m" })).rejects.toThrow(
      /needs its reason/,
    );
    await line({
      name: "Nursing homes",
      how: "aligned",
      amount: "£1m",
      reason: "Two contracts run on",
      reviewOn: "2026-11-01",
    });
    await expect(act("state-joint-line", { fund, name: "X", how: "pooled" }, nhsChief)).rejects.toThrow(
      NotAllowed,
    );
    const page = await app.get(`/money/${fund}/pooled`);
    expect(wordsOf(page.text)).toContain("Two contracts run on");
    expect(wordsOf(page.text)).toContain(
      "(75.0 per cent of their money), one aligned and no separate. The day of review of one line has passed.",
    );
    expect(wordsOf(page.text)).toContain(
      "The pooled share of what the place spends on health and care is not known here.",
    );
    expect(await htmlProblems(page.text)).toEqual([]);
  });

  test("the share of the place's spending stands with its source, and the intended effect on inequality with the fund", async () => {
    await act("state-place-spend", {
      fund,
      amount: "£80m",
      counts: "NHS and council, adults",
      source: "Made up for this example",
    });
    await act("state-inequality", {
      fund,
      words: "Fewer emergency admissions from the two poorest wards.",
    });
    const pooled = await json<Record<string, unknown>>(`/money/${fund}/pooled.json`);
    expect(pooled).toMatchObject({ placeShare: "10.0", placeSpend: { source: "Made up for this example" } });
    expect((await app.get(`/money/${fund}`)).text).toContain("the two poorest wards");
    const real = wordsOf((await app.get("/money/lewisham-better-care-2025-26/pooled")).text);
    expect(real).toContain(
      "Which budget lines of both sides are pooled and which are not is not known here.",
    );
  });
});

describe("reports", () => {
  const report = "/money/lewisham-better-care-2025-26/report";

  test("quarters add up to the year, scheme by scheme; every made-up table says so", async () => {
    type Report = { items: { scheme: string; inPeriod: string; toDate: string }[]; illustrative: boolean };
    const quarters = [];
    for (const period of ["Q1", "Q2", "Q3", "Q4"])
      quarters.push(await json<Report>(`${report}.json?period=${period}`));
    const year = await json<Report>(`${report}.json?period=year`);
    const cents = (text: string): bigint => BigInt(text.replace(".", ""));
    for (const [at, { inPeriod, toDate }] of year.items.entries()) {
      expect(quarters.reduce((sum, { items }) => sum + cents(items[at]!.inPeriod), 0n)).toBe(cents(inPeriod));
      expect(toDate).toBe(inPeriod);
    }
    expect(year.illustrative).toBe(true);
    const page = await app.get(`${report}?period=year`);
    expect(wordsOf(page.text)).toContain("Spending by scheme, 1 April 2025 to 31 March 2026 (Illustrative)");
    expect(await htmlProblems(page.text)).toEqual([]);
  });

  test("a partner's view has its money, its schemes and its part; an unknown partner or period is not there", async () => {
    const text = wordsOf((await app.get(`${report}?period=year&partner=council`)).text);
    expect(text).toContain("Contribution planned for the year £21,091,826, as printed");
    expect(text).toContain("it pays £142,262.88");
    expect((await app.get(`${report}?partner=nobody`)).status).toBe(404);
    expect((await app.get(`${report}?period=Q9`)).status).toBe(404);
  });

  test("goes out as a workbook, and its sheet says that it is made up", async () => {
    const answer = await app.app.inject(`${report}.xlsx?period=Q2`);
    expect(answer.statusCode).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Uint8Array.from(answer.rawPayload).buffer);
    expect(book.getWorksheet("Spending")!.getCell("A3").text).toMatch(/^Illustrative/);
  });

  test("printed figures stand beside computed ones with the gap, also where nobody keeps books", async () => {
    const { printed } = await json<{ printed: { label: string; gap: string }[] }>(
      "/money/nottingham-better-care-2015-16/report.json",
    );
    expect(printed.map(({ label, gap }) => `${label} ${gap}`)).toEqual([
      "Total of the fund -1000.00",
      "NHS sub-total 0.00",
      "Council sub-total -1000.00",
      "Total income 0.00",
      "Total spending 0.00",
      "Balance of the fund 0.00",
    ]);
    expect(wordsOf((await app.get("/money/nottingham-better-care-2015-16")).text)).toContain(
      "Printed and computed",
    );
  });
});

describe("real figures and made-up ones", () => {
  test("on the Lewisham page every heading over made-up figures says Illustrative, and the money that is real does not", async () => {
    const { text } = await app.get("/money/lewisham-better-care-2025-26");
    const headings = [...text.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, heading]) => heading!.trim());
    for (const made of ["Who pays if it goes wrong", "What was spent", "Spent on prevention", "What changed"])
      expect(headings).toContain(`${made} (Illustrative)`);
    expect(wordsOf(text)).toContain("Home First and reablement");
    expect(wordsOf(text)).toContain("£53,440,286 for 2025-26, as printed");
  });

  test("the panel on the first page is worked out once and anew as soon as anything of the fund changes", async () => {
    const today = civilDate("2026-11-22");
    const told = async (at = today): Promise<string> => {
      const asking = {
        ...askingPorts,
        db: app.db,
        viewer: visitor,
        at,
        atGiven: at !== today,
        today,
        clock: app.clock,
      };
      const panel = await whoPaysPanel.load(asking, undefined);
      return plainText(panel!.answer);
    };
    const first = await told();
    expect(first).toContain("London Borough of Lewisham pays £142,262.88");
    expect(await told()).toBe(first);
    expect(await told(civilDate("2025-12-31"))).not.toBe(first);
    await sql`update pounds.scheme set budget_pence = budget_pence - 100000000 where key = 'equipment'`.execute(
      app.db,
    );
    expect(await told()).not.toBe(first);
    await sql`update pounds.scheme set budget_pence = budget_pence + 100000000 where key = 'equipment'`.execute(
      app.db,
    );
    expect(await told()).toBe(first);
  });
});
