import { formatCivilDate } from "@concordat/calendar";
import { formatMoney } from "@concordat/ledger";
import type { z } from "zod";
import { defineCommand, Invalid, millisOf, newUuid, type Command } from "../../kernel/index.ts";
import { accrualOf } from "../accrual.ts";
import { prepareAccrualSchema } from "../schema-year.ts";
import { monthsOf } from "../year.ts";
import { getFund, hostedFund } from "./found.ts";
import { schemeOptions, formOfFund } from "./fund-done.ts";
import { prepare } from "./prepared-act.ts";
import { schemeIn } from "./schemes.ts";

/** What a scheme owes at a month's end for work not yet invoiced; taken back on the first day of the next month. */
export const prepareAccrualCommand: Command = defineCommand({
  name: "pounds.prepare-accrual",
  title: "Prepare an accrual",
  about:
    "Prepares what a scheme owes at a month's end and has not paid; it is taken back on the first day of the next month, but at the year's end stays owed. Somebody else approves it.",
  schema: prepareAccrualSchema,
  path: "/money/:fund/prepare-accrual",
  resource: hostedFund,
  form: formOfFund((file) => ({
    title: "Enter an accrual",
    submit: "Prepare it",
    intro:
      "It counts as spent in the month, and is taken back on the first day of the next, when the invoice is entered as usual. In the last month of the year it stays owed.",
    fields: [
      { name: "scheme", widget: { kind: "select", options: schemeOptions(file) } },
      {
        name: "month",
        widget: {
          kind: "select",
          options: monthsOf(file.fund).map(({ key, name }) => ({ value: key, text: name })),
        },
      },
      { name: "amount", widget: { kind: "text", width: 20 } },
      { name: "text", widget: { kind: "text" } },
    ],
  })),
  run: async (acting, input: z.output<typeof prepareAccrualSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const scheme = schemeIn(file, input.scheme);
    const month = monthsOf(file.fund).find(({ key }) => key === input.month);
    if (!month)
      throw new Invalid([
        {
          code: "pounds.no-such-period",
          field: "month",
          message: `“${input.month}” is no month of this fund. Use M1 to M12.`,
        },
      ]);
    const { act, reversesOn } = accrualOf(
      { fund: file.fund, scheme, month },
      { id: newUuid(millisOf(acting.clock.now())), amount: input.amount, text: input.text },
    );
    const back = reversesOn
      ? `taken back on ${formatCivilDate(reversesOn)}`
      : "still owed after the year's end; reverse it on the day it is paid";
    return await prepare(acting, file, {
      act,
      words: `${formatMoney(input.amount)} accrued for ${scheme.name} in ${month.key}: ${input.text}; ${back}`,
      ...(reversesOn && { reversesOn }),
    });
  },
});
