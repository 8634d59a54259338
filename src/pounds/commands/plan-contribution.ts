import { formatMoney, type Pence } from "@concordat/ledger";
import type { z } from "zod";
import { defineCommand, Invalid, type Acting, type Command, type Done } from "../../kernel/index.ts";
import { equalMonths, monthsFrom } from "../contribution.ts";
import { chargesWords, partyName, type FundFile, type Funding } from "../fund.ts";
import { monthPlans, planContributionSchema } from "../schema.ts";
import { keepContributionPlan } from "../store-change.ts";
import { monthsOf } from "../year.ts";
import { getFund, hostedFund } from "./found.ts";
import { formOfFund, fundDone } from "./fund-done.ts";

type Input = z.output<typeof planContributionSchema>;

/** Whether a contribution is gross or net of charges, and what of it falls due in which month. */
export const planContributionCommand: Command = defineCommand({
  name: "pounds.plan-contribution",
  title: "Plan a contribution by month",
  about:
    "Says of one contribution to a pooled fund whether it is gross or net of charges to users, and what of it falls due in each month; the months add up to it.",
  schema: planContributionSchema,
  path: "/money/:fund/plan-contribution",
  resource: hostedFund,
  form: formOfFund((file) => ({
    title: "Plan a contribution by month",
    submit: "Enter the plan",
    intro: "What falls due by the plan then stands beside what came in by the books, month by month.",
    fields: [
      {
        name: "funding",
        widget: {
          kind: "select",
          options: file.funding.map((one) => ({ value: String(one.place), text: nameOf(file, one) })),
        },
      },
      {
        name: "charges",
        widget: {
          kind: "radios",
          options: [
            ...Object.entries(chargesWords).map(([value, text]) => ({ value, text })),
            { value: "not-known", text: "Not known here" },
          ],
        },
      },
      {
        name: "plan",
        widget: {
          kind: "radios",
          options: Object.entries(monthPlans).map(([value, text]) => ({ value, text })),
        },
      },
      { name: "months", widget: { kind: "textarea", rows: 12 } },
    ],
  })),
  run: plan,
});

/** "Aldermere Council: Contribution, £400". */
function nameOf({ parties }: FundFile, { party, label, amount }: Funding): string {
  return `${partyName(parties, party)}: ${label}${amount === undefined ? "" : `, ${formatMoney(amount)}`}`;
}

async function plan(acting: Acting, input: Input): Promise<Done> {
  const file = await getFund(acting.tx, input.fund);
  const funding = file.funding.find(({ place }) => place === Number(input.funding));
  if (!funding)
    throw problemIn("funding", `“${input.funding}” is no contribution of this fund. Choose one of its list.`);
  const months = monthsPlanned(file, funding, input);
  const charges = input.charges === "not-known" ? undefined : input.charges;
  await keepContributionPlan(acting.tx, file.fund.id, {
    place: funding.place,
    ...(charges && { charges }),
    ...(months && { months }),
  });
  const amount = funding.amount === undefined ? "The contribution" : formatMoney(funding.amount);
  const said = `${amount} of ${partyName(file.parties, funding.party)} (${funding.label}) is ${charges ?? "not known to be gross or net"} of charges and has ${months ? "a plan" : "no plan"} by month.`;
  return fundDone(file, {
    message: said,
    kind: "pounds.contribution-planned",
    summary: `${file.fund.name} ${file.fund.year}: ${said}`,
    body: {
      fund: file.fund.slug,
      funding: funding.place,
      party: funding.party,
      charges: charges ?? null,
      months: months?.map(String) ?? null,
      replaces: { charges: funding.charges ?? null, months: funding.months?.map(String) ?? null },
    },
  });
}

/** The months that were asked for; undefined for none. */
function monthsPlanned(
  { fund }: FundFile,
  { amount }: Funding,
  { plan: how, months: typed = [] }: Input,
): readonly Pence[] | undefined {
  if (how !== "listed" && typed.length > 0)
    throw problemIn(
      "months",
      `Amounts are listed (${typed[0]!} first), and “${monthPlans[how]}” is chosen. Choose “${monthPlans.listed}”, or take them out.`,
    );
  if (how === "none") return undefined;
  const months = monthsOf(fund);
  if (amount === undefined || months.length === 0)
    throw problemIn(
      "plan",
      `The ${amount === undefined ? "amount of this contribution" : "first day of this fund's year"} is not known here, so it has no months. Choose “${monthPlans.none}”.`,
    );
  if (how === "equal") return equalMonths(amount, months.length);
  const read = monthsFrom(typed, { amount, months });
  if (read.ok) return read.value;
  throw new Invalid(read.problems);
}

function problemIn(field: string, message: string): Invalid {
  return new Invalid([{ code: "pounds.contribution-plan", field, message }]);
}
