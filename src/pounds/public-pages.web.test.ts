import { describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { htmlProblems } from "../../test/support/html.ts";
import { poundsOn, wordsOf } from "../../test/support/pounds.ts";
import { enquiryCommands } from "../../test/support/enquiries.ts";
import { runCommandLine } from "../cli/index.ts";
import { poundsEnquiries } from "./cli.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });
const lewisham = "lewisham-better-care-2025-26";

const { json } = poundsOn(app, { kind: "visitor" });

test("a Better Care Fund template whose only check was confirmed asks for no other to be checked", async () => {
  const { text } = await app.get("/money/better-care?year=2020-21");
  expect(wordsOf(text)).toMatch(/Of 2020-21 we hold one check ?\. It was confirmed from a public page\./);
  expect(wordsOf(text)).not.toContain("To check the other");
});

describe("the Lewisham story", () => {
  test("has its total as printed, the council's part as printed, the NHS's derived, and was approved 162 days into its year", async () => {
    const page = await app.get(`/money/${lewisham}`);
    expect(wordsOf(page.text)).toContain(
      "£53,440,286 for 2025-26, as printed: £21,091,826 from the council, as printed; £32,348,460 from the NHS, derived here from printed figures. The agreement was approved on 10 September 2025, 162 days after the year began.",
    );
    expect(await htmlProblems(page.text)).toEqual([]);
    expect(await json(`/money/${lewisham}.json`)).toMatchObject({
      total: "53440286.00",
      daysIntoYear: 162,
      riskShareIllustrative: true,
      booksIllustrative: true,
    });
  });

  test("its made-up year says who pays to the penny, and what was then posted is the same", async () => {
    const text = wordsOf((await app.get(`/money/${lewisham}`)).text);
    expect(text).toContain(
      "London Borough of Lewisham pays £142,262.88 and NHS South East London ICB pays £218,188.08",
    );
    const { items } = (await json(`/money/${lewisham}/statement.json?period=year`)) as unknown as {
      items: { account: string; closing: string }[];
    };
    const owed = items
      .filter(({ account }) => account.startsWith("Owed to the fund"))
      .map(({ closing }) => closing);
    expect(owed).toEqual(["142262.88", "218188.08"]);
  });

  test("while the hoists were disputed its totals were ranges; once settled they are amounts", async () => {
    const then = wordsOf((await app.get(`/money/${lewisham}?at=2025-12-31`)).text);
    expect(then).toContain("NHS South East London ICB says £84,000");
    expect(then).toMatch(/the fund spends between £[\d,.]+ and £[\d,.]+ less than its budgets/);
    expect(wordsOf((await app.get(`/money/${lewisham}`)).text)).toContain(
      "settled on 20 March 2026 at £132,500",
    );
  });

  test("what if equipment overspends by £2m is answered at an address of its own", async () => {
    const text = wordsOf((await app.get(`/money/${lewisham}?scheme=equipment&more=%C2%A32m`)).text);
    expect(text).toContain(
      "Illustrative. If Community equipment spends £2,000,000 more than now expected, the fund spends £2,860,450.96 more than its budgets",
    );
    expect(wordsOf((await app.get(`/money/${lewisham}?scheme=equipment&more=lots`)).text)).toContain("lots");
  });

  test("months posted against the draft are restated since it was signed", async () => {
    const text = wordsOf((await app.get(`/money/${lewisham}/risk-share`)).text);
    expect(text).toContain("Restated since it was signed");
    expect(text).toContain("Under the draft");
  });

  test("is exported whole, over 20 transactions, each labelled Illustrative, with the balance check", async () => {
    const [told, notes]: [string[], string[]] = [[], []];
    await runCommandLine(
      enquiryCommands(poundsEnquiries, { db: app.db }),
      ["pounds", "export", "--format", "hledger"],
      { result: (line) => void told.push(line), note: (line) => void notes.push(line) },
    );
    const transactions = told
      .join("\n")
      .split("\n")
      .filter((line) => /^\d{4}-\d\d-\d\d \* \(/.test(line));
    expect(transactions.length).toBeGreaterThan(20);
    expect(transactions.filter((line) => !line.includes("Illustrative"))).toEqual([]);
    expect(notes[0]).toBe("balance check: 52 entries, every fund sums to nothing on every day");
    expect(notes[1]).toMatch(/^hledger(: not run| check: passed)$/);
  });

  test.each(["", "/books", "/books/hoist-invoice", "/statement", "/risk-share"])(
    "the page %s answers people and machines",
    async (path) => {
      const page = await app.get(`/money/${lewisham}${path}`);
      expect(page.status).toBe(200);
      expect(await htmlProblems(page.text)).toEqual([]);
      await json(`/money/${lewisham}${path}.json`);
    },
  );
});

describe("funds of real areas", () => {
  test("none is said to keep books here, and every figure says how it is known", async () => {
    const { items } = (await json("/money.json")) as unknown as {
      items: {
        slug: string;
        total: string | null;
        totalMark: string;
        entries: number;
        illustrative: boolean;
        source: string;
      }[];
    };
    const real = items.filter(({ illustrative }) => !illustrative);
    expect(real).toHaveLength(18);
    expect(real.filter(({ entries }) => entries > 0).map(({ slug }) => slug)).toEqual([lewisham]);
    expect(
      real.every(
        ({ total, totalMark, source }) => (total === null) === (totalMark === "not-known") && source !== "",
      ),
    ).toBe(true);
  });

  test("what is not known is said so, and Oxfordshire's rule is held as rules", async () => {
    expect(wordsOf((await app.get("/money/enfield-section-75-2022-23")).text)).toContain(
      "The total of this fund is not known here",
    );
    expect(wordsOf((await app.get("/money/gloucestershire-better-care-2025-26")).text)).toContain(
      "How an overspend would be shared is not known here",
    );
    expect(wordsOf((await app.get("/money/oxfordshire-older-people-2013-14")).text)).toContain(
      "the partners pay in proportion to what each contributes to the whole fund",
    );
  });

  test("whether an agreement ran when its NHS body ended is not known here", async () => {
    const text = wordsOf((await app.get("/money/agreements/enfield-section-75")).text);
    expect(text).toContain(
      "NHS North Central London ICB ended on 1 April 2026. Whether this agreement ran then, and who took the body's part, is not known here.",
    );
  });

  test("the first page, the area and the body lead to the fund", async () => {
    expect(wordsOf((await app.get("/")).text)).toContain("Lewisham pooled £53,440,286 for 2025-26");
    expect((await app.get("/areas/lewisham")).text).toContain(`/money/${lewisham}`);
    expect((await app.get("/organisations/nhs-south-east-london-icb")).text).toContain(`/money/${lewisham}`);
  });
});

interface ToldPlan {
  readonly checks: readonly { readonly id: string; readonly verdict: string }[];
  readonly signatures: readonly { readonly role: string; readonly stands: boolean }[];
}

test("a made-up plan of the Illustrative place is shipped, labelled, with a return, a workbook and joint budget lines", async () => {
  const shipped = "/money/aldermere-better-care-2025-26";
  const page = await app.get(`${shipped}/better-care`);
  expect(page.text).toContain("Illustrative");
  expect(wordsOf(page.text)).toContain("The plan brings in £8,000,000 and spends £8,000,000 .");
  const { checks, signatures } = await json<ToldPlan>(`${shipped}/better-care.json`);
  expect(checks.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    "V01 met",
    "V02 met",
    "V11 not-met",
    "V20 met",
    "V21 met",
  ]);
  expect(signatures.map(({ role, stands }) => `${role} ${stands}`)).toEqual([
    "council-chief-executive true",
    "icb-chief-executive true",
    "section-151 false",
    "board false",
  ]);
  const quarter = wordsOf((await app.get(`${shipped}/better-care?document=q2`)).text);
  expect(quarter).toContain("We hold no check for this return of 2025-26");
  expect(quarter).toContain(
    "every source but the additional ones, every measure and every national condition of the year has an entry",
  );
  expect((await app.app.inject(`${shipped}/better-care.xlsx`)).statusCode).toBe(200);
  const fund = wordsOf((await app.get(shipped)).text);
  expect(fund).toContain("Net: after charges to users are taken off Illustrative 25,000.00 25,000.00");
  // Its books are not kept here, so nothing says that a month's money did not come in.
  expect(fund).not.toContain("Contributions by month");
  const pooled = wordsOf((await app.get(`${shipped}/pooled`)).text);
  expect(pooled).toContain("Continuing healthcare for adults");
  expect(pooled).toContain("8.7 per cent");
});
