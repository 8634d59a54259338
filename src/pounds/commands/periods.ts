import type { z } from "zod";
import { defineCommand, Invalid, millisOf, newUuid, type Command } from "../../kernel/index.ts";
import { journalOf } from "../act-json.ts";
import { closePeriodSchema, reopenPeriodSchema } from "../schema.ts";
import { listEntries } from "../store-books.ts";
import { findFund } from "../store-funds.ts";
import { spansOf, spanWords } from "../year.ts";
import { getFund, hostedFund } from "./found.ts";
import { fundDone, fundForm, recordOne } from "./fund-done.ts";

/** Closes a month, quarter or year: nothing more can be dated in it. */
export const closePeriodCommand: Command = defineCommand({
  name: "pounds.close-period",
  title: "Close a period",
  about:
    "Closes a month, quarter or year of a fund's books: nothing more can be dated in it until it is reopened.",
  schema: closePeriodSchema,
  path: "/money/:fund/close-period",
  resource: hostedFund,
  form: async ({ db, params }) => {
    const file = await findFund(db, params["fund"] ?? "");
    if (!file) return undefined;
    const { closed } = journalOf(await listEntries(db, file.fund.id));
    const open = spansOf(file.fund).filter(
      (span) => ![...closed.values()].some(({ from, to }) => from <= span.from && to >= span.to),
    );
    return fundForm(file, {
      title: "Close a period",
      submit: "Close it",
      intro:
        "Nothing more can be dated in a closed period. Reopening it takes an act of its own, with a reason.",
      fields: [
        {
          name: "period",
          widget: { kind: "select", options: open.map(({ key, name }) => ({ value: key, text: name })) },
        },
      ],
    });
  },
  run: async (acting, input: z.output<typeof closePeriodSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const span = spansOf(file.fund).find(({ key }) => key === input.period);
    if (!span)
      throw new Invalid([
        {
          code: "pounds.no-such-period",
          field: "period",
          message: `“${input.period}” is no period of this fund. Use M1 to M12, Q1 to Q4 or year.`,
        },
      ]);
    const id = newUuid(millisOf(acting.clock.now()));
    await recordOne(acting, file, {
      kind: "closing",
      id,
      fund: file.fund.slug,
      name: span.name,
      from: span.from,
      to: span.to,
    });
    return fundDone(file, {
      message: `${span.name} is closed (${spanWords(span)}).`,
      kind: "pounds.period-closed",
      summary: `${span.name} of the books of ${file.fund.name} ${file.fund.year} was closed.`,
      body: { fund: file.fund.slug, act: id, period: span.key, from: span.from, firstDayAfter: span.to },
    });
  },
});

/** Opens a closed period again, with a reason that everybody can read. */
export const reopenPeriodCommand: Command = defineCommand({
  name: "pounds.reopen-period",
  title: "Reopen a period",
  about: "Opens a closed period of a fund's books again, with a reason that everybody can read.",
  schema: reopenPeriodSchema,
  path: "/money/:fund/books/:entry/reopen",
  resource: hostedFund,
  form: async ({ db, params }) => {
    const file = await findFund(db, params["fund"] ?? "");
    const closing = file && journalOf(await listEntries(db, file.fund.id)).closed.get(params["entry"] ?? "");
    return (
      file &&
      closing &&
      fundForm(file, {
        title: "Reopen a period",
        submit: "Reopen it",
        intro: `${closing.name}, ${spanWords(closing)}.`,
        fields: [{ name: "reason", widget: { kind: "text" } }],
      })
    );
  },
  run: async (acting, input: z.output<typeof reopenPeriodSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const id = newUuid(millisOf(acting.clock.now()));
    await recordOne(acting, file, { kind: "reopening", id, closing: input.entry, reason: input.reason });
    return fundDone(file, {
      message: "The period is open again.",
      kind: "pounds.period-reopened",
      summary:
        `A closed period of the books of ${file.fund.name} ${file.fund.year} was reopened: ${input.reason}`.slice(
          0,
          900,
        ),
      body: { fund: file.fund.slug, act: id, closing: input.entry, reason: input.reason },
    });
  },
});
