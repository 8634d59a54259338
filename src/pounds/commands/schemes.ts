import { formatMoney } from "@concordat/ledger";
import type { z } from "zod";
import { defineCommand, Invalid, slugOf, type Command } from "../../kernel/index.ts";
import { preventionTiers, vatWords, type FundFile, type Party, type Scheme } from "../fund.ts";
import { addSchemeSchema, judgeForecastSchema } from "../schema.ts";
import { insertScheme, keepJudgement } from "../store-change.ts";
import { getFund, hostedFund } from "./found.ts";
import { fundDone, partyOptions, schemeOptions, formOfFund } from "./fund-done.ts";

/** A scheme with its budget for the year. */
export const addSchemeCommand: Command = defineCommand({
  name: "pounds.add-scheme",
  title: "Add a scheme",
  about: "Adds a scheme with its budget for the year to a pooled fund.",
  schema: addSchemeSchema,
  path: "/money/:fund/add-scheme",
  resource: hostedFund,
  form: formOfFund((file) => ({
    title: "Add a scheme",
    submit: "Add the scheme",
    fields: [
      { name: "name", widget: { kind: "text" } },
      { name: "lead", widget: { kind: "radios", options: partyOptions(file) } },
      { name: "budget", widget: { kind: "text", width: 20 } },
      { name: "about", widget: { kind: "text" } },
      { name: "specification", widget: { kind: "textarea", rows: 3 } },
      { name: "body", widget: { kind: "text" } },
      {
        name: "vat",
        widget: {
          kind: "select",
          options: Object.entries(vatWords).map(([value, text]) => ({ value, text })),
        },
      },
      {
        name: "prevention",
        widget: {
          kind: "select",
          options: Object.entries(preventionTiers).map(([value, text]) => ({ value, text })),
        },
      },
    ],
  })),
  run: async (acting, input: z.output<typeof addSchemeSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const key = slugOf(input.name).slice(0, 60).replace(/-$/, "");
    const lead = file.parties.find((one) => one.key === input.lead);
    if (!lead)
      throw new Invalid([
        {
          code: "pounds.no-such-party",
          field: "lead",
          message: `“${input.lead}” is no partner of this fund.`,
        },
      ]);
    if (key === "")
      throw new Invalid([
        {
          code: "pounds.scheme-name",
          field: "name",
          message: `“${input.name}” has no letter or figure in it. Choose another name.`,
        },
      ]);
    const { prevention, about, specification, vat } = input;
    const deliverer = input.body === undefined ? {} : delivererOf(file.parties, input.body);
    const added = await insertScheme(acting.tx, file.fund, {
      key,
      name: input.name,
      lead: lead.key,
      budget: input.budget,
      profile: "even",
      illustrative: file.fund.basis === "illustrative",
      ...(prevention && { prevention }),
      ...(about && { about }),
      ...(specification && { specification }),
      ...deliverer,
      ...(vat && { vat }),
    });
    if (!added)
      throw new Invalid([
        {
          code: "pounds.scheme-taken",
          field: "name",
          message: `This fund has a scheme called “${input.name}” already.`,
        },
      ]);
    return fundDone(file, {
      message: `${input.name} is added with a budget of ${formatMoney(input.budget)}.`,
      kind: "pounds.scheme-added",
      summary: `${file.fund.name} ${file.fund.year} has a scheme: ${input.name}, ${formatMoney(input.budget)}.`,
      body: {
        fund: file.fund.slug,
        scheme: key,
        name: input.name,
        lead: lead.key,
        budget: String(input.budget),
        prevention: prevention ?? null,
      },
    });
  },
});

/** A party under its key, whether that or its name was typed; another body as it was typed, under a key made from that. */
function delivererOf(parties: readonly Party[], typed: string): Pick<Scheme, "body" | "bodyName"> {
  const key = slugOf(typed);
  if (key === "")
    throw new Invalid([
      {
        code: "pounds.deliverer-name",
        field: "body",
        message: `“${typed}” has no letter or figure in it. Enter the name of the body that delivers the scheme, or leave it out.`,
      },
    ]);
  const party = parties.find((one) => one.key === key || slugOf(one.name) === key);
  return party ? { body: party.key } : { body: key, bodyName: typed };
}

/** The manager's own forecast, used in place of the rule. */
export const judgeForecastCommand: Command = defineCommand({
  name: "pounds.judge-forecast",
  title: "Enter a forecast",
  about:
    "Enters the manager's own forecast of a scheme, with its reason; the methods by rule stay beside it as a range.",
  schema: judgeForecastSchema,
  path: "/money/:fund/judge-forecast",
  resource: hostedFund,
  form: formOfFund((file) => ({
    title: "Enter a forecast",
    submit: "Enter the forecast",
    fields: [
      { name: "scheme", widget: { kind: "select", options: schemeOptions(file) } },
      { name: "amount", widget: { kind: "text", width: 20 } },
      { name: "why", widget: { kind: "textarea", rows: 2 } },
    ],
  })),
  run: async (acting, input: z.output<typeof judgeForecastSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const scheme = schemeIn(file, input.scheme);
    await keepJudgement(acting.tx, {
      fundId: file.fund.id,
      scheme: scheme.key,
      amount: input.amount,
      why: input.why,
    });
    return fundDone(file, {
      message: `${scheme.name} is now forecast to spend ${formatMoney(input.amount)}.`,
      kind: "pounds.forecast-judged",
      summary: `${scheme.name} is judged to spend ${formatMoney(input.amount)} in ${file.fund.year}.`,
      body: {
        fund: file.fund.slug,
        scheme: scheme.key,
        amount: String(input.amount),
        why: input.why,
        replaces: scheme.judged ? String(scheme.judged.amount) : null,
      },
    });
  },
});

/** A scheme of a fund by its key, or the problem beside its field. */
export function schemeIn(file: FundFile, key: string): FundFile["schemes"][number] {
  const found = file.schemes.find((one) => one.key === key);
  if (found) return found;
  throw new Invalid([
    {
      code: "pounds.no-such-scheme",
      field: "scheme",
      message: `“${key}” is no scheme of this fund. Add it first.`,
    },
  ]);
}
