import { formatCivilDate } from "@concordat/calendar";
import { formatMoney } from "@concordat/ledger";
import type { z } from "zod";
import { defineCommand, Invalid, slugOf, type Command, type Problem } from "../../kernel/index.ts";
import { jointWays, type JointLine } from "../pooled.ts";
import { stateInequalitySchema, stateJointLineSchema, statePlaceSpendSchema } from "../pooled-schema.ts";
import { keepInequality, keepJointLine, keepPlaceSpend } from "../store-pooled.ts";
import { getFund, hostedFund } from "./found.ts";
import { fundDone, formOfFund } from "./fund-done.ts";

/** A joint budget line, and why it is not pooled where it is not. */
export const stateJointLineCommand: Command = defineCommand({
  name: "pounds.state-joint-line",
  title: "Enter a joint budget line",
  about:
    "Says of a budget line that concerns both sides whether it is pooled, aligned or separate; what is not pooled needs its reason and a day of review.",
  schema: stateJointLineSchema,
  path: "/money/:fund/state-joint-line",
  resource: hostedFund,
  form: formOfFund(() => ({
    title: "Enter a joint budget line",
    submit: "Enter it",
    intro: "A line of the same name takes the place of the earlier one.",
    values: { how: "pooled" },
    fields: [
      { name: "name", widget: { kind: "text" } },
      {
        name: "how",
        widget: {
          kind: "radios",
          options: Object.entries(jointWays).map(([value, text]) => ({ value, text })),
        },
      },
      { name: "amount", widget: { kind: "text", width: 20 } },
      { name: "reason", widget: { kind: "textarea", rows: 2 } },
      { name: "reviewOn", widget: { kind: "date" } },
    ],
  })),
  run: async ({ tx }, input: z.output<typeof stateJointLineSchema>) => {
    const file = await getFund(tx, input.fund);
    const line = lineFrom(input);
    await keepJointLine(tx, file.fund, line);
    const way = jointWays[line.how].split(":")[0]!.toLowerCase();
    const why =
      line.how === "pooled"
        ? ""
        : `, because: ${line.reason}; to be looked at again on ${formatCivilDate(line.reviewOn)}`;
    return fundDone(file, {
      message: `${line.name} is entered as ${way}.`,
      kind: "pounds.joint-line-stated",
      summary: `${line.name} of ${file.fund.name} ${file.fund.year} is ${way}${why}.`.slice(0, 900),
      body: {
        fund: file.fund.slug,
        line: line.key,
        name: line.name,
        how: line.how,
        amount: line.amount === undefined ? null : String(line.amount),
        reason: line.how === "pooled" ? null : line.reason,
        reviewOn: line.how === "pooled" ? null : line.reviewOn,
      },
      href: `/money/${file.fund.slug}/pooled`,
    });
  },
});

function lineFrom({ name, how, amount, reason, reviewOn }: z.output<typeof stateJointLineSchema>): JointLine {
  const key = slugOf(name).slice(0, 60).replace(/-$/, "");
  const problems: Problem[] = [];
  if (key === "")
    problems.push({
      code: "pounds.joint-line-name",
      field: "name",
      message: `“${name}” has no letter or figure in it. Choose another name.`,
    });
  const shared = { key, name, ...(amount !== undefined && { amount }) };
  if (how === "pooled") {
    if (problems.length > 0) throw new Invalid(problems);
    return { ...shared, how };
  }
  if (reason === undefined)
    problems.push({
      code: "pounds.joint-line-reason",
      field: "reason",
      message: "What is not pooled needs its reason, for everybody to read.",
    });
  if (reviewOn === undefined)
    problems.push({
      code: "pounds.joint-line-review",
      field: "reviewOn",
      message: "What is not pooled needs a day on which that is looked at again.",
    });
  if (problems.length > 0 || reason === undefined || reviewOn === undefined) throw new Invalid(problems);
  return { ...shared, how, reason, reviewOn };
}

/** What the fund is a share of. */
export const statePlaceSpendCommand: Command = defineCommand({
  name: "pounds.state-place-spend",
  title: "Enter what the place spends",
  about:
    "Enters what a fund's place spends on health and care in the year, with its source, so that the pooled share can be told.",
  schema: statePlaceSpendSchema,
  path: "/money/:fund/state-place-spend",
  resource: hostedFund,
  form: formOfFund(() => ({
    title: "Enter what the place spends",
    submit: "Enter it",
    fields: [
      { name: "amount", widget: { kind: "text", width: 20 } },
      { name: "counts", widget: { kind: "text" } },
      { name: "source", widget: { kind: "text" } },
    ],
  })),
  run: async ({ tx, today }, input: z.output<typeof statePlaceSpendSchema>) => {
    const file = await getFund(tx, input.fund);
    const { amount, counts, source } = input;
    await keepPlaceSpend(tx, file.fund, { amount, counts, source, seen: today });
    return fundDone(file, {
      message: `The place spends ${formatMoney(amount)} on health and care.`,
      kind: "pounds.place-spend-stated",
      summary: `What the place of ${file.fund.name} spends on health and care in ${file.fund.year}: ${formatMoney(amount)} (${counts}).`,
      body: { fund: file.fund.slug, amount: String(amount), counts, source },
      href: `/money/${file.fund.slug}/pooled`,
    });
  },
});

/** What the fund is meant to change between people who have more and people who have less. */
export const stateInequalityCommand: Command = defineCommand({
  name: "pounds.state-inequality",
  title: "State the intended effect on inequality",
  about: "States what a fund is meant to change about inequality, in words that anybody can hold it to.",
  schema: stateInequalitySchema,
  path: "/money/:fund/state-inequality",
  resource: hostedFund,
  form: formOfFund((file) => ({
    title: "State the intended effect on inequality",
    submit: "State it",
    values: { words: file.fund.inequality ?? "" },
    fields: [{ name: "words", widget: { kind: "textarea", rows: 4 } }],
  })),
  run: async ({ tx }, input: z.output<typeof stateInequalitySchema>) => {
    const file = await getFund(tx, input.fund);
    await keepInequality(tx, file.fund.id, input.words);
    return fundDone(file, {
      message: "The intended effect on inequality is stated.",
      kind: "pounds.inequality-stated",
      summary:
        `${file.fund.name} ${file.fund.year} states its intended effect on inequality: ${input.words}`.slice(
          0,
          900,
        ),
      body: { fund: file.fund.slug, words: input.words, replaces: file.fund.inequality ?? null },
    });
  },
});
