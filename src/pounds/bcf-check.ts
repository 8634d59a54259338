import { formatMoney, pence, type Pence } from "@concordat/ledger";
import { countOf, listInWords } from "../kernel/index.ts";
import { itemWords, signaturesOf, type BcfFile, type BcfIncome, type BcfItem, type BcfLine } from "./bcf.ts";
import { missingIn } from "./bcf-complete.ts";
import type { Party } from "./fund.ts";

/** Met, not met, or cannot be told because something is not entered; `not-asked` where the plan has nothing it is about. */
export type Verdict = "met" | "not-met" | "cannot-tell" | "not-asked";

/** One check of the national template, with its answer for a plan and the figures behind it. */
export interface CheckedRule {
  readonly item: BcfItem;
  readonly verdict: Verdict;
  readonly because: string;
}

/** Discharge funding of one integrated care board in every plan of the year that is held here. */
export interface SharedAllocation {
  readonly party: string;
  readonly planned: Pence;
  readonly plans: number;
}

/** What the checks look at. */
export interface CheckedPlan {
  /** The template of the plan's year and document. */
  readonly items: readonly BcfItem[];
  readonly parties: readonly Party[];
  readonly file: BcfFile;
  readonly shared: readonly SharedAllocation[];
}

type Answer = readonly [Verdict, string];
type Rule = (plan: CheckedPlan) => Answer;

const sum = (amounts: readonly bigint[]): Pence => pence(amounts.reduce((all, one) => all + one, 0n));
const from = ({ file }: CheckedPlan, source: string): readonly BcfIncome[] =>
  file.income.filter((one) => one.source === source);

/** Every check that a template of any year may name; a check that is not here is answered "cannot tell" and never passed over. */
export const bcfRules: Readonly<Record<string, Rule>> = {
  V01: (plan) => {
    const { file, items } = plan;
    const sources = new Set([...file.income, ...file.lines].map(({ source }) => source));
    if (sources.size === 0) return ["cannot-tell", "No income and no spending is entered yet."];
    const gaps = [...sources].flatMap((source) => {
      const income = sum(from(plan, source).map(({ amount }) => amount));
      const spent = sum(file.lines.filter((one) => one.source === source).map(({ amount }) => amount));
      const name = itemWords(items, "income", source);
      return income === spent
        ? []
        : [`${name}: ${formatMoney(income)} comes in and ${formatMoney(spent)} is spent`];
    });
    return gaps.length === 0
      ? ["met", "Spending equals income for every source."]
      : ["not-met", `${listInWords(gaps)}.`];
  },
  V02: (plan) => {
    const own = from(plan, "nhs-minimum");
    if (own.length === 0) return ["cannot-tell", "No NHS minimum contribution is entered yet."];
    return againstPublished(plan, own, (amount, published) => amount >= published, "less than");
  },
  V03: (plan) =>
    floor(plan, {
      floorOf: ({ outOfHospitalFloor }) => outOfHospitalFloor,
      counted: ({ area }) => area !== "acute",
      shareOf: nhsShare,
      what: "out-of-hospital care that the NHS commissions",
    }),
  V04: (plan) => socialCareFloor(plan),
  V05: ({ file }) => {
    const wrong = file.lines.filter(({ commissioner, nhsPercent, councilPercent }) =>
      commissioner === "joint"
        ? nhsPercent === undefined || councilPercent === undefined || nhsPercent + councilPercent !== 100
        : nhsPercent !== undefined || councilPercent !== undefined,
    );
    return lines(file.lines, wrong, "Percentages add up to 100 where commissioning is joint.");
  },
  V06: ({ file, items }) => {
    const wrong = file.lines.filter((line) => {
      const subTypes = items.filter(({ kind, parent }) => kind === "sub-type" && parent === line.activity);
      const belongs =
        subTypes.length === 0 ? !line.subType : subTypes.some(({ key }) => key === line.subType);
      const explained =
        (line.activity !== "other" && line.subType !== "other") || line.otherWords !== undefined;
      return !belongs || !explained || (line.area === "other" && line.areaOther === undefined);
    });
    return lines(
      file.lines,
      wrong,
      "Every sub-type belongs to its scheme type, and every “other” is explained.",
    );
  },
  V07: (plan) => grants(plan, ["dfg"]),
  V08: (plan) => grants(plan, ["ibcf", "council-discharge"]),
  V09: (plan) => {
    const own = from(plan, "icb-discharge");
    if (own.length === 0)
      return ["not-asked", "The plan has no discharge funding of an integrated care board."];
    const found = own.map((one) => allocated(plan, one));
    return worst(found, "The plans held here add up to the whole allocation.");
  },
  V10: ({ file, items }) => {
    const wrong = file.lines.filter((line) => {
      const unit = items.find(({ kind, key }) => kind === "activity" && key === line.activity)?.detail;
      return unit
        ? line.outputs === undefined || !line.unit
        : line.outputs !== undefined || Boolean(line.unit);
    });
    return lines(file.lines, wrong, "Outputs and units are given where the scheme type has a unit.");
  },
  V11: (plan) => {
    const needed = signaturesOf(plan.items, plan.parties, plan.file);
    const missing = missingIn(plan.items, plan.file, needed);
    return missing.length === 0
      ? ["met", "Complete: nothing that the template asks for is left out."]
      : [
          "not-met",
          `Incomplete: ${missing.slice(0, 5).join("; ")}${missing.length > 5 ? `; and ${missing.length - 5} more` : ""}.`,
        ];
  },
  V12: ({ file }) => {
    const most = pence(10_000_000_000n);
    const amounts = [...file.income, ...file.lines].map(({ amount }) => amount);
    if (amounts.length === 0) return ["cannot-tell", "No number is entered yet."];
    const over = amounts.filter((amount) => amount > most);
    return over.length === 0
      ? ["met", "Every amount lies between £0 and £100,000,000."]
      : [
          "not-met",
          `${listInWords(over.map((amount) => formatMoney(amount)))} ${over.length === 1 ? "is" : "are"} more than £100,000,000.`,
        ];
  },
  V20: (plan) => socialCareFloor(plan),
  V21: ({ file }) =>
    lines(
      file.lines,
      file.lines.filter(({ objective }) => objective === undefined),
      "Each line names its primary objective.",
    ),
};

/** Every check of the plan's template with its answer, in the order of the template. */
export function checkPlan(plan: CheckedPlan): readonly CheckedRule[] {
  return plan.items
    .filter(({ kind }) => kind === "check")
    .map((item) => {
      const rule = bcfRules[item.key];
      const [verdict, because]: Answer = rule
        ? rule(plan)
        : ["cannot-tell", "This check cannot be worked out here yet."];
      return { item, verdict, because };
    });
}

function nhsShare({ commissioner, nhsPercent }: BcfLine): number | undefined {
  if (commissioner === "nhs") return 100;
  if (commissioner === "la") return 0;
  return commissioner === "joint" ? nhsPercent : undefined;
}

function socialCareFloor(plan: CheckedPlan): Answer {
  return floor(plan, {
    floorOf: ({ socialCareFloor: least }) => least,
    counted: ({ area }) => area === "social-care",
    shareOf: () => 100,
    what: "adult social care",
  });
}

/** Spending of the NHS minimum against a published floor. A share that is not known leaves the answer open unless the rest suffices. */
function floor(
  plan: CheckedPlan,
  by: {
    readonly floorOf: (income: BcfIncome) => Pence | undefined;
    readonly counted: (line: BcfLine) => boolean;
    readonly shareOf: (line: BcfLine) => number | undefined;
    readonly what: string;
  },
): Answer {
  const floors = from(plan, "nhs-minimum").map(by.floorOf);
  if (floors.length === 0 || floors.some((one) => one === undefined))
    return [
      "cannot-tell",
      `The published floor for ${by.what} is not entered for every integrated care board.`,
    ];
  const least = sum(floors.flatMap((one) => one ?? []));
  const counted = plan.file.lines.filter((line) => line.source === "nhs-minimum" && by.counted(line));
  // Hundredths of a penny, so that no share is rounded before the comparison.
  const sure = sum(counted.map((line) => line.amount * BigInt(by.shareOf(line) ?? 0)));
  const open = counted.filter((line) => by.shareOf(line) === undefined);
  const spent = `${formatMoney(pence(sure / 100n))} of the NHS minimum goes to ${by.what}; the floor is ${formatMoney(least)}`;
  if (sure >= least * 100n) return ["met", `${spent}.`];
  if (open.length > 0)
    return [
      "cannot-tell",
      `${spent}, and whose share ${listInWords(open.map(({ scheme }) => scheme))} has is not entered.`,
    ];
  return ["not-met", `${spent}.`];
}

function againstPublished(
  { parties }: Pick<CheckedPlan, "parties">,
  own: readonly BcfIncome[],
  holds: (amount: bigint, published: bigint) => boolean,
  otherwise: string,
): Answer {
  const name = (party: string): string => parties.find(({ key }) => key === party)?.name ?? party;
  const unknown = own.filter(({ published }) => published === undefined);
  const wrong = own.filter(({ amount, published }) => published !== undefined && !holds(amount, published));
  if (wrong.length > 0)
    return [
      "not-met",
      `${listInWords(wrong.map((one) => `${name(one.party)}: ${formatMoney(one.amount)} is ${otherwise} the published ${formatMoney(one.published!)}`))}.`,
    ];
  if (unknown.length > 0)
    return [
      "cannot-tell",
      `What was published for ${listInWords([...new Set(unknown.map((one) => name(one.party)))])} is not entered.`,
    ];
  return [
    "met",
    `${formatMoney(sum(own.map(({ amount }) => amount)))} against the published ${formatMoney(sum(own.map(({ published }) => published ?? 0n)))}.`,
  ];
}

/** Grants must be in the plan whole; districts of one council are added up before they are compared. */
function grants(plan: CheckedPlan, sources: readonly string[]): Answer {
  const asked = plan.items.filter(({ kind, key }) => kind === "income" && sources.includes(key));
  if (asked.length === 0) return ["not-asked", "The template of this year has no such grant."];
  const found = asked.map(({ key, words }): Answer => {
    const own = from(plan, key);
    if (own.length === 0) return ["cannot-tell", `${words} is not entered yet.`];
    const published = own.flatMap((one) => one.published ?? []);
    if (published.length === 0) return ["cannot-tell", `The grant paid as ${words} is not entered.`];
    const [amount, grant] = [sum(own.map((one) => one.amount)), sum(published)];
    if (amount === grant) return ["met", `${words}: ${formatMoney(amount)}, as paid.`];
    if (published.length < own.length)
      return [
        "cannot-tell",
        `${words}: the grant paid is entered for ${published.length} of ${own.length} lines.`,
      ];
    return ["not-met", `${words}: ${formatMoney(amount)} in the plan, ${formatMoney(grant)} paid.`];
  });
  return worst(found, found.map(([, words]) => words).join(" "));
}

function allocated({ shared, parties }: CheckedPlan, one: BcfIncome): Answer {
  const name = parties.find(({ key }) => key === one.party)?.name ?? one.party;
  if (one.allocation === undefined) return ["cannot-tell", `The whole allocation of ${name} is not entered.`];
  const all = shared.find(({ party }) => party === one.party);
  const planned = all?.planned ?? one.amount;
  const plans = all?.plans ?? 1;
  const held = `${formatMoney(planned)} of the ${formatMoney(one.allocation)} of ${name} is in the ${countOf(plans, "plan")} held here`;
  if (planned === one.allocation) return ["met", `${held}.`];
  if (planned > one.allocation) return ["not-met", `${held}.`];
  return ["cannot-tell", `${held}; the plans of its other areas are not held here.`];
}

function worst(found: readonly Answer[], good: string): Answer {
  for (const verdict of ["not-met", "cannot-tell"] as const) {
    const own = found.filter(([one]) => one === verdict);
    if (own.length > 0) return [verdict, own.map(([, words]) => words).join(" ")];
  }
  return ["met", good];
}

function lines(all: readonly BcfLine[], wrong: readonly BcfLine[], good: string): Answer {
  if (all.length === 0) return ["cannot-tell", "No line of spending is entered yet."];
  if (wrong.length === 0) return ["met", good];
  return [
    "not-met",
    `Look at ${wrong.length === 1 ? "scheme" : "schemes"} ${listInWords(wrong.map(({ scheme }) => scheme))}.`,
  ];
}
