import { formatMoney, openDisputes, type Act, type OpenDispute } from "@concordat/ledger";
import { civilDate, formatCivilDate } from "@concordat/calendar";
import type { z } from "zod";
import {
  Conflict,
  defineCommand,
  Invalid,
  listInWords,
  millisOf,
  newUuid,
  NotFound,
  type Command,
  type Db,
  type FormModel,
} from "../../kernel/index.ts";
import { journalOf } from "../act-json.ts";
import { partyName, type FundFile } from "../fund.ts";
import { contestAmountSchema, settleAmountSchema, statePositionSchema } from "../schema.ts";
import { listEntries } from "../store-books.ts";
import { findFund } from "../store-funds.ts";
import { yearKey } from "../year.ts";
import { getFund, partyActing, sharedFund } from "./found.ts";
import { fundDone, fundForm, recordOne, schemeOptions, formOfFund } from "./fund-done.ts";
import { schemeIn } from "./schemes.ts";

const latest = civilDate("2200-12-31");
const moneyField = (name: string): FormModel["fields"][number] => ({
  name,
  widget: { kind: "text", width: 20 },
});
const wordsField = (name: string): FormModel["fields"][number] => ({
  name,
  widget: { kind: "textarea", rows: 2 },
});
const labelOf = ({ fund }: FundFile): string => (fund.basis === "illustrative" ? "Illustrative: " : "");

/** A partner contests what a scheme owes: each partner's figure stands until it is settled. */
export const contestAmountCommand: Command = defineCommand({
  name: "pounds.contest-amount",
  title: "Contest an amount",
  about:
    "Enters an amount on which the partners differ, with a figure and reason; every total it touches becomes a range until it is settled.",
  schema: contestAmountSchema,
  path: "/money/:fund/contest-amount",
  resource: sharedFund,
  form: formOfFund((file, { today }) => ({
    title: "Contest an amount",
    submit: "Enter your position",
    intro:
      "Nothing is posted. Your figure stands beside what the others say, and every total it touches is a range until it is settled.",
    values: { on: today },
    fields: [
      { name: "scheme", widget: { kind: "select", options: schemeOptions(file) } },
      { name: "about", widget: { kind: "text" } },
      { name: "on", widget: { kind: "date" } },
      moneyField("amount"),
      wordsField("reason"),
      // With several others, one figure would not say whose it is.
      ...(file.parties.length > 2 ? [] : [moneyField("otherAmount"), wordsField("otherReason")]),
    ],
  })),
  run: async (acting, input: z.output<typeof contestAmountSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const party = partyActing(acting, file.parties, input.party);
    const scheme = schemeIn(file, input.scheme);
    const others = file.parties.filter(({ key }) => key !== party.key);
    if (others.length > 1) refuseOtherFigure(input, others);
    const label = labelOf(file);
    const id = newUuid(millisOf(acting.clock.now()));
    const fund = file.fund.slug;
    const act: Act = {
      kind: "dispute",
      id,
      on: input.on,
      about: `${label}${input.about}`,
      debit: {
        kind: "spending",
        fund,
        year: yearKey(file.fund),
        scheme: scheme.key,
      },
      credit: { kind: "payable", fund },
      positions: [
        { partner: party.key, amount: input.amount, reason: `${label}${input.reason}` },
        ...others.map(({ key }, place) => ({
          partner: key,
          reason: input.otherReason ?? "No reason given yet.",
          ...(place === 0 && input.otherAmount !== undefined && { amount: input.otherAmount }),
        })),
      ],
    };
    await recordOne(acting, file, act);
    return fundDone(file, {
      message: `${party.name} contests an amount of ${scheme.name}: every total it touches is a range until it is settled.`,
      kind: "pounds.amount-contested",
      summary:
        `${party.name} says ${formatMoney(input.amount)} is owed by ${scheme.name}: ${input.about}`.slice(
          0,
          900,
        ),
      body: {
        fund,
        act: id,
        scheme: scheme.key,
        party: party.key,
        amount: String(input.amount),
        about: input.about,
        reason: input.reason,
      },
      href: `/money/${fund}/books/${id}`,
    });
  },
});

/** Whose figure it is cannot be told: each of the others states its own. */
function refuseOtherFigure(
  { otherAmount, otherReason }: z.output<typeof contestAmountSchema>,
  others: FundFile["parties"],
): void {
  const given = otherAmount === undefined ? otherReason : formatMoney(otherAmount);
  if (given === undefined) return;
  const field = otherAmount === undefined ? "otherReason" : "otherAmount";
  const message = `“${given}” does not say whose it is: ${listInWords(others.map(({ name }) => name))} are the others. Leave it out; each of them enters its own.`;
  throw new Invalid([{ code: "pounds.whose-figure", field, message }]);
}

/** The open dispute of an address, with its fund. */
async function disputeIn(
  db: Db,
  fund: string,
  entry: string,
): Promise<{ readonly file: FundFile; readonly dispute: OpenDispute } | undefined> {
  const file = await findFund(db, fund);
  const open = file && openDisputes(journalOf(await listEntries(db, file.fund.id)), { on: latest });
  const dispute = open?.find(({ id }) => id === entry);
  return file && dispute && { file, dispute };
}

async function getDispute(
  db: Db,
  fund: string,
  entry: string,
): Promise<{ readonly file: FundFile; readonly dispute: OpenDispute }> {
  const found = await disputeIn(db, fund, entry);
  if (found) return found;
  throw new NotFound("pounds.no-open-dispute", {
    message: "No amount is contested under this address, or it was settled already.",
  });
}

function positionsText({
  dispute,
  file,
}: {
  readonly file: FundFile;
  readonly dispute: OpenDispute;
}): string {
  const said = dispute.positions.map(
    ({ partner, amount }) =>
      `${partyName(file.parties, partner)} ${amount === undefined ? "has given no figure" : `says ${formatMoney(amount)}`}`,
  );
  return `“${dispute.about}”, open since ${formatCivilDate(dispute.since)}. ${listInWords(said)}.`;
}

/** A partner's new figure; the earlier one stays to be read. */
export const statePositionCommand: Command = defineCommand({
  name: "pounds.state-position",
  title: "State your position",
  about: "Enters a partner's new figure on a contested amount; the earlier one stays to be read.",
  schema: statePositionSchema,
  path: "/money/:fund/books/:entry/state-position",
  resource: sharedFund,
  form: async ({ db, params, today }) => {
    const found = await disputeIn(db, params["fund"] ?? "", params["entry"] ?? "");
    return (
      found &&
      fundForm(found.file, {
        title: "State your position",
        submit: "Enter your position",
        intro: positionsText(found),
        values: { on: today },
        fields: [moneyField("amount"), wordsField("reason"), { name: "on", widget: { kind: "date" } }],
      })
    );
  },
  run: async (acting, input: z.output<typeof statePositionSchema>) => {
    const { file, dispute } = await getDispute(acting.tx, input.fund, input.entry);
    const party = partyActing(acting, file.parties, input.party);
    const id = newUuid(millisOf(acting.clock.now()));
    await recordOne(acting, file, {
      kind: "position",
      id,
      dispute: dispute.id,
      on: input.on,
      partner: party.key,
      amount: input.amount,
      reason: `${labelOf(file)}${input.reason}`,
    });
    return fundDone(file, {
      message: `${party.name} now says ${formatMoney(input.amount)}.`,
      kind: "pounds.position-stated",
      summary: `${party.name} now says ${formatMoney(input.amount)} on a contested amount of ${file.fund.name} ${file.fund.year}.`,
      body: {
        fund: file.fund.slug,
        act: id,
        dispute: dispute.id,
        party: party.key,
        amount: String(input.amount),
        reason: input.reason,
      },
      href: `/money/${file.fund.slug}/books/${dispute.id}`,
    });
  },
});

/** The amount that the partners agree on, or that somebody decided; it is posted and ends the dispute. */
export const settleAmountCommand: Command = defineCommand({
  name: "pounds.settle-amount",
  title: "Settle a contested amount",
  about:
    "Posts the amount on which every partner's position agrees, or which somebody decided, and ends the dispute.",
  schema: settleAmountSchema,
  path: "/money/:fund/books/:entry/settle",
  resource: sharedFund,
  form: async ({ db, params, today }) => {
    const found = await disputeIn(db, params["fund"] ?? "", params["entry"] ?? "");
    return (
      found &&
      fundForm(found.file, {
        title: "Settle a contested amount",
        submit: "Settle it",
        intro: [
          positionsText(found),
          " It can be settled at an amount that every partner's position states, or at one that somebody decided.",
        ],
        values: { on: today },
        fields: [
          moneyField("amount"),
          { name: "on", widget: { kind: "date" } },
          wordsField("reason"),
          { name: "decidedBy", widget: { kind: "text" } },
        ],
      })
    );
  },
  run: async (acting, input: z.output<typeof settleAmountSchema>) => {
    const { file, dispute } = await getDispute(acting.tx, input.fund, input.entry);
    const apart = dispute.positions.filter(({ amount }) => amount !== input.amount);
    if (apart.length > 0 && !input.decidedBy) {
      throw new Conflict("pounds.not-agreed", {
        message: `${listInWords(apart.map(({ partner, amount }) => `${partyName(file.parties, partner)} ${amount === undefined ? "has given no figure" : `says ${formatMoney(amount)}`}`))}. Every partner states ${formatMoney(input.amount)} as its position first, or say who decided.`,
      });
    }
    if (input.amount < 0n)
      throw new Invalid([
        {
          code: "pounds.settled-below-nothing",
          field: "amount",
          message: "A contested amount is settled at £0 or more.",
        },
      ]);
    const id = newUuid(millisOf(acting.clock.now()));
    const how = apart.length === 0 ? "agreed by all partners" : `decided by ${input.decidedBy ?? ""}`;
    await recordOne(acting, file, {
      kind: "settlement",
      id,
      dispute: dispute.id,
      on: input.on,
      amount: input.amount,
      reason: `${labelOf(file)}${input.reason} (${how})`,
    });
    return fundDone(file, {
      message: `Settled at ${formatMoney(input.amount)}, ${how}.`,
      kind: "pounds.amount-settled",
      summary: `A contested amount of ${file.fund.name} ${file.fund.year} was settled at ${formatMoney(input.amount)}, ${how}.`,
      body: {
        fund: file.fund.slug,
        act: id,
        dispute: dispute.id,
        amount: String(input.amount),
        reason: input.reason,
        decidedBy: apart.length === 0 ? null : (input.decidedBy ?? null),
      },
      href: `/money/${file.fund.slug}/books/${dispute.id}`,
    });
  },
});
