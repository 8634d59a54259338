import { describe, expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { pence } from "@concordat/ledger";
import { shippedBcfItems } from "../../test/support/bcf.ts";
import { bcfRules, checkPlan, type CheckedPlan } from "./bcf-check.ts";
import { itemsOf, signaturesOf, type BcfFile, type BcfIncome, type BcfItem, type BcfLine } from "./bcf.ts";
import type { Party } from "./fund.ts";

const party = (key: string, sector: Party["sector"]): Party => ({
  agreementId: "a",
  key,
  name: key === "council" ? "Aldermere Council" : `NHS ${key}`,
  sector,
  host: key === "council",
});
const parties = [party("council", "council"), party("north", "nhs"), party("south", "nhs")];

const pounds = (amount: number): ReturnType<typeof pence> => pence(BigInt(amount) * 100n);
const income = (source: string, from: string, amount: number, rest: Partial<BcfIncome> = {}): BcfIncome => ({
  source,
  party: from,
  label: "",
  amount: pounds(amount),
  ...rest,
});
const line = (scheme: string, source: string, amount: number, rest: Partial<BcfLine> = {}): BcfLine => ({
  scheme,
  source,
  name: `Scheme ${scheme}`,
  about: "What it does",
  activity: "urgent-community-response",
  area: "social-care",
  amount: pounds(amount),
  ...rest,
});
const blank: BcfFile = {
  fundId: "f",
  document: "plan",
  version: 3,
  income: [],
  lines: [],
  answers: [],
  measures: [],
  signatures: [],
};
const plan = (year: string, file: Partial<BcfFile>, shared: CheckedPlan["shared"] = []): CheckedPlan => ({
  items: itemsOf(shippedBcfItems, { year, document: "plan" }),
  parties,
  file: { ...blank, ...file },
  shared,
});
const verdict = (id: string, asked: CheckedPlan): string => bcfRules[id]!(asked)[0];

describe("the checks", () => {
  const nhs = income("nhs-minimum", "north", 1000, {
    published: pounds(1000),
    socialCareFloor: pounds(400),
    outOfHospitalFloor: pounds(300),
  });
  const cases: readonly (readonly [string, string, CheckedPlan, string])[] = [
    [
      "spending equals income for each source",
      "V01",
      plan("2023-24", { income: [nhs], lines: [line("1", "nhs-minimum", 1000)] }),
      "met",
    ],
    [
      "a total that balances over two sources that do not is not met",
      "V01",
      plan("2023-24", {
        income: [nhs, income("dfg", "council", 500)],
        lines: [line("1", "nhs-minimum", 900), line("2", "dfg", 600)],
      }),
      "not-met",
    ],
    ["nothing entered is no answer", "V01", plan("2023-24", {}), "cannot-tell"],
    [
      "the NHS minimum may be exceeded",
      "V02",
      plan("2023-24", { income: [{ ...nhs, amount: pounds(1001) }] }),
      "met",
    ],
    [
      "a penny less than published is not met",
      "V02",
      plan("2023-24", { income: [{ ...nhs, amount: pence(99_999n) }] }),
      "not-met",
    ],
    [
      "each integrated care board is asked of: one short is not met",
      "V02",
      plan("2023-24", {
        income: [
          { ...nhs, amount: pounds(5000) },
          { ...nhs, party: "south", amount: pounds(999) },
        ],
      }),
      "not-met",
    ],
    [
      "without the published figure it cannot be told",
      "V02",
      plan("2023-24", { income: [income("nhs-minimum", "north", 1000)] }),
      "cannot-tell",
    ],
    [
      "out of hospital: acute is left out and joint schemes count by their NHS share",
      "V03",
      plan("2023-24", {
        income: [nhs],
        lines: [
          line("1", "nhs-minimum", 900, { area: "acute", commissioner: "nhs" }),
          line("2", "nhs-minimum", 600, {
            area: "community-health",
            commissioner: "joint",
            nhsPercent: 50,
            councilPercent: 50,
          }),
        ],
      }),
      "met",
    ],
    [
      "out of hospital: what the council commissions does not count",
      "V03",
      plan("2023-24", { income: [nhs], lines: [line("1", "nhs-minimum", 900, { commissioner: "la" })] }),
      "not-met",
    ],
    [
      "out of hospital: a commissioner that is not entered leaves it open",
      "V03",
      plan("2023-24", { income: [nhs], lines: [line("1", "nhs-minimum", 900)] }),
      "cannot-tell",
    ],
    [
      "social care: exactly the floor is enough",
      "V04",
      plan("2023-24", { income: [nhs], lines: [line("1", "nhs-minimum", 400)] }),
      "met",
    ],
    [
      "social care: money of another source does not count",
      "V04",
      plan("2023-24", { income: [nhs], lines: [line("1", "ibcf", 4000)] }),
      "not-met",
    ],
    [
      "percentages that add to 100",
      "V05",
      plan("2023-24", {
        lines: [line("1", "dfg", 1, { commissioner: "joint", nhsPercent: 35, councilPercent: 65 })],
      }),
      "met",
    ],
    [
      "percentages where nobody commissions jointly",
      "V05",
      plan("2023-24", { lines: [line("1", "dfg", 1, { commissioner: "nhs", nhsPercent: 100 })] }),
      "not-met",
    ],
    [
      "a sub-type of another type",
      "V06",
      plan("2023-24", {
        lines: [line("1", "dfg", 1, { activity: "carers-services", subType: "red-bag-scheme" })],
      }),
      "not-met",
    ],
    [
      "a sub-type of its own type",
      "V06",
      plan("2023-24", {
        lines: [line("1", "dfg", 1, { activity: "carers-services", subType: "respite-services" })],
      }),
      "met",
    ],
    [
      "an “other” that is not explained",
      "V06",
      plan("2023-24", { lines: [line("1", "dfg", 1, { activity: "carers-services", subType: "other" })] }),
      "not-met",
    ],
    [
      "districts of one county add up to the grant",
      "V07",
      plan("2023-24", {
        income: [
          income("dfg", "council", 60, { label: "East", published: pounds(50) }),
          income("dfg", "council", 40, { label: "West", published: pounds(50) }),
        ],
      }),
      "met",
    ],
    [
      "a grant that is entered for one district of two tells nothing yet",
      "V07",
      plan("2023-24", {
        income: [
          income("dfg", "council", 60, { label: "East", published: pounds(50) }),
          income("dfg", "council", 40, { label: "West" }),
        ],
      }),
      "cannot-tell",
    ],
    [
      "a grant that is not passed on whole",
      "V08",
      plan("2023-24", {
        income: [
          income("ibcf", "council", 99, { published: pounds(100) }),
          income("council-discharge", "council", 10, { published: pounds(10) }),
        ],
      }),
      "not-met",
    ],
    [
      "one of the two grants not entered",
      "V08",
      plan("2023-24", { income: [income("ibcf", "council", 100, { published: pounds(100) })] }),
      "cannot-tell",
    ],
    [
      "the whole allocation is planned",
      "V09",
      plan("2023-24", { income: [income("icb-discharge", "north", 40, { allocation: pounds(100) })] }, [
        { party: "north", planned: pounds(100), plans: 2 },
      ]),
      "met",
    ],
    [
      "less is planned in the plans held here: the others are not held",
      "V09",
      plan("2023-24", { income: [income("icb-discharge", "north", 40, { allocation: pounds(100) })] }, [
        { party: "north", planned: pounds(40), plans: 1 },
      ]),
      "cannot-tell",
    ],
    [
      "more is planned than there is",
      "V09",
      plan("2023-24", { income: [income("icb-discharge", "north", 40, { allocation: pounds(100) })] }, [
        { party: "north", planned: pounds(101), plans: 2 },
      ]),
      "not-met",
    ],
    ["no discharge funding at all", "V09", plan("2023-24", {}), "not-asked"],
    [
      "outputs where the type has a unit",
      "V10",
      plan("2023-24", {
        lines: [line("1", "dfg", 1, { activity: "carers-services", outputs: 5n, unit: "Beneficiaries" })],
      }),
      "met",
    ],
    [
      "outputs where the type has none",
      "V10",
      plan("2023-24", { lines: [line("1", "dfg", 1, { outputs: 5n, unit: "people" })] }),
      "not-met",
    ],
    ["a plan with gaps is incomplete", "V11", plan("2025-26", { lines: [line("1", "dfg", 1)] }), "not-met"],
    [
      "a hundred million is still allowed",
      "V12",
      plan("2015-16", { lines: [line("1", "dfg", 100_000_000)] }),
      "met",
    ],
    ["a pound more is not", "V12", plan("2015-16", { lines: [line("1", "dfg", 100_000_001)] }), "not-met"],
    [
      "the floor of 2025-26",
      "V20",
      plan("2025-26", { income: [nhs], lines: [line("1", "nhs-minimum", 399)] }),
      "not-met",
    ],
    [
      "an objective on each line",
      "V21",
      plan("2025-26", {
        lines: [line("1", "dfg", 1, { objective: "2-home-adaptations-and-tech" }), line("2", "dfg", 1)],
      }),
      "not-met",
    ],
  ];
  test.each(cases)("%s (%s)", (_name, id, asked, expected) => {
    expect(verdict(id, asked)).toBe(expected);
  });

  test("every check of a year is answered, in its order, with a reason", () => {
    const answers = checkPlan(plan("2023-24", { income: [nhs], lines: [line("1", "nhs-minimum", 1000)] }));
    expect(answers.map(({ item }) => item.key).slice(0, 3)).toEqual(["V01", "V02", "V03"]);
    expect(answers.filter(({ because }) => !/^(?:iBCF|[A-Z£]).*\.$/s.test(because))).toEqual([]);
  });

  test("a complete plan is complete: everything entered and every signature of its present version", () => {
    const items = itemsOf(shippedBcfItems, { year: "2025-26", document: "plan" });
    const of = (kind: string): readonly BcfItem[] => items.filter((item) => item.kind === kind);
    const one = line("1", "nhs-minimum", 1, {
      objective: "2-home-adaptations-and-tech",
      provider: "local-authority",
    });
    const signatures = signaturesOf(items, parties, blank).map(({ role, party: { key } }) => ({
      role,
      party: key,
      version: 3,
      signedOn: civilDate("2025-03-31"),
      office: "Chief executive",
    }));
    const whole: Partial<BcfFile> = {
      income: of("income").map(({ key }) => income(key, "council", 1)),
      lines: [one],
      answers: of("condition").map(({ key }) => ({ condition: key, met: true })),
      measures: of("measure").map(({ key }) => ({ measure: key, planned: "1" })),
      signatures,
    };
    expect(verdict("V11", plan("2025-26", whole))).toBe("met");
    expect(verdict("V11", plan("2025-26", { ...whole, version: 4 }))).toBe("not-met");
  });
});
