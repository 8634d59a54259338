import { z } from "zod";
import { formatMoney, parseMoney, plainMoney, type Pence } from "@concordat/ledger";
import { anyOfKind, definePage, type AskField, type PageModel, type Picture } from "../../kernel/index.ts";
import { drawLines } from "../../web/index.ts";
import { paymentsOf, type PaymentTrial } from "../sandbox.ts";
import { moneyColumn, poundsOf } from "./view.ts";

/** Shipped only to have something to begin with: Illustrative. */
const first = {
  planned: "1000",
  actual: "1100",
  price: "£250",
  variable: "40",
  outcome: "10",
  reached: "80",
} as const;
type Name = keyof typeof first;

const asked: Readonly<
  Record<Name, { readonly label: string; readonly hint: string; readonly most: number }>
> = {
  planned: { label: "Planned activity in the year", hint: "How many, such as 1000", most: 10_000_000 },
  actual: { label: "Actual activity", hint: "How many, such as 1100", most: 10_000_000 },
  price: { label: "Price of each", hint: "Such as £250", most: 0 },
  variable: {
    label: "Part of the price paid for each (%)",
    hint: "The rest is paid whatever is done",
    most: 100,
  },
  outcome: { label: "Part that depends on the outcome (%)", hint: "From 0 to 100", most: 100 },
  reached: { label: "How far the outcome is reached (%)", hint: "From 0 to 100", most: 100 },
};

const text = z.string().max(30).optional();

/** A trial of three ways of paying for a year of a service: block, fixed and variable, and a share for the outcome. */
export const sandboxPage = definePage({
  name: "pounds.payment-sandbox",
  path: "/money/payment-sandbox",
  about:
    "Tries out what a year of a service would be paid under a block payment, a fixed and a variable part, and a share for the outcome, with prices that the reader enters.",
  query: z.object({ planned: text, actual: text, price: text, variable: text, outcome: text, reached: text }),
  json: z.object({
    illustrative: z.boolean(),
    items: z.array(z.object({ way: z.string(), paid: z.string(), againstBlock: z.string() })),
  }),
  formats: ["csv"],
  async load(_asking, { query }): Promise<PageModel> {
    const { trial, problems } = trialOf(query);
    const own = Object.values(query).some((value) => value !== undefined && value !== "");
    const paid = paymentsOf(trial);
    const ways = [
      { way: "Block: the planned sum, whatever is done", paid: paid.block },
      { way: `Fixed and variable: ${trial.variable}% of the price for each`, paid: paid.fixedAndVariable },
      { way: `Outcome share: ${trial.outcome}% only as far as it is reached`, paid: paid.outcomeShare },
    ];
    return {
      title: "Try out ways of paying",
      kicker: own ? "With your figures" : "Illustrative figures",
      illustrative: !own,
      answer: [
        `${own ? "With these figures" : "Illustrative. With these figures"} ${trial.actual.toLocaleString("en-GB")} instead of ${trial.planned.toLocaleString("en-GB")} would be paid `,
        { strong: formatMoney(paid.block) },
        ` as a block, ${formatMoney(paid.fixedAndVariable)} with a variable part and ${formatMoney(paid.outcomeShare)} with a share for the outcome.`,
      ],
      picture: pictureOf(trial, own),
      table: {
        caption: "What a year would be paid",
        columns: [
          { key: "way", label: "Way of paying", kind: "text" },
          moneyColumn("paid", "Paid"),
          moneyColumn("against", "More or less than a block"),
        ],
        rows: ways.map((one) => ({
          way: one.way,
          paid: poundsOf(one.paid),
          against: poundsOf(one.paid - paid.block),
        })),
        empty: "Nothing is tried out.",
      },
      sections: [
        {
          kind: "ask",
          heading: "Your figures",
          intro: "Nothing is kept: the answer stands in the address, which can be sent to anybody.",
          ask: { path: "/money/payment-sandbox", button: "Work it out", fields: fieldsOf(query, problems) },
        },
      ],
      sources: [
        own
          ? { text: "Figures entered by the reader" }
          : { text: "Figures made up to begin with; no price of any body", basis: "illustrative" },
      ],
      subjects: [anyOfKind("pounds", "fund")],
      trail: [{ text: "Money", href: "/money" }],
      json: {
        illustrative: !own,
        items: ways.map((one) => ({
          way: one.way,
          paid: plainMoney(one.paid),
          againstBlock: plainMoney((one.paid - paid.block) as Pence),
        })),
      },
    };
  },
});

/** The figures of the address; what cannot be read is told beside its field, and the first figure is used. */
function trialOf(query: Readonly<Partial<Record<Name, string | undefined>>>): {
  readonly trial: PaymentTrial;
  readonly problems: Readonly<Partial<Record<Name, string>>>;
} {
  const problems: Partial<Record<Name, string>> = {};
  const given = (name: Name): string => query[name]?.trim() || first[name];
  const whole = (name: Exclude<Name, "price">): number => {
    const { most } = asked[name];
    const said = given(name).replaceAll(",", "").replace(/%$/, "");
    if (/^\d{1,8}$/.test(said) && Number(said) <= most) return Number(said);
    problems[name] = `Enter a whole number from 0 to ${most.toLocaleString("en-GB")}.`;
    return Number(first[name]);
  };
  const money = parseMoney(given("price"));
  const right = money.ok && money.value.pence >= 0n && money.value.pence <= 1_000_000_000n;
  if (!right) problems.price = "Enter a price from £0 to £10m, such as £250.";
  const price = right ? money.value.pence : (25_000n as Pence);
  const trial = {
    planned: whole("planned"),
    actual: whole("actual"),
    price,
    variable: whole("variable"),
    outcome: whole("outcome"),
    reached: whole("reached"),
  };
  return { trial, problems };
}

function fieldsOf(
  query: Readonly<Partial<Record<Name, string | undefined>>>,
  problems: Readonly<Partial<Record<Name, string>>>,
): readonly AskField[] {
  return (Object.keys(asked) as readonly Name[]).map((name) => {
    const problem = problems[name];
    return {
      name,
      label: asked[name].label,
      hint: asked[name].hint,
      kind: "words",
      value: query[name] ?? first[name],
      ...(problem !== undefined && { problem }),
    };
  });
}

/** What each way pays from half to one and a half times the planned activity. */
function pictureOf(trial: PaymentTrial, own: boolean): Picture {
  const parts = [50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150];
  const paid = parts.map((part) =>
    paymentsOf({ ...trial, actual: Math.round((trial.planned * part) / 100) }),
  );
  const line = (key: "block" | "fixedAndVariable" | "outcomeShare", label: string) => ({
    key,
    label,
    figures: paid.map((one) => ({ kind: "value", value: poundsOf(one[key]) / 1000 }) as const),
  });
  return drawLines(
    {
      step: "Activity, % of plan",
      steps: parts.map(String),
      series: [
        line("block", "Block"),
        line("fixedAndVariable", "Fixed and variable"),
        line("outcomeShare", "Outcome share"),
      ],
    },
    {
      summary: `${own ? "A" : "Illustrative: a"}t half the planned activity the variable part would bring the payment to ${formatMoney(paid[0]!.fixedAndVariable)}, at one and a half times to ${formatMoney(paid.at(-1)!.fixedAndVariable)}; a block stays at ${formatMoney(paid[0]!.block)}.`,
      caption: "What would be paid, in thousands of pounds, by activity",
      unit: "£k",
      zero: true,
      decimals: 0,
    },
  );
}
