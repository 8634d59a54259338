import { formatCivilDate } from "@concordat/calendar";
import { formatMoney, pence, type Account, type Act, type Pence } from "@concordat/ledger";
import type { z } from "zod";
import {
  Conflict,
  defineCommand,
  Invalid,
  millisOf,
  newUuid,
  NotAllowed,
  type Acting,
  type Command,
} from "../../kernel/index.ts";
import type { FundFile } from "../fund.ts";
import {
  declinePreparedSchema,
  prepareContributionSchema,
  preparedSchema,
  prepareReversalSchema,
  prepareSpendingSchema,
} from "../schema.ts";
import { listEntries } from "../store-books.ts";
import { listPrepared, takePrepared } from "../store-change.ts";
import { findFund, listFunds } from "../store-funds.ts";
import { getFund, getPrepared, preparedThis, hostedFund, preparedResource } from "./found.ts";
import { fundDone, fundForm, partyOptions, recordOne, schemeOptions, formOfFund } from "./fund-done.ts";
import { accrualReversal } from "../accrual.ts";
import { yearKey } from "../year.ts";
import { prepare, worklistOf } from "./prepared-act.ts";
import { schemeIn } from "./schemes.ts";

function pair(
  file: FundFile,
  given: {
    readonly id: string;
    readonly on: z.output<typeof prepareSpendingSchema>["on"];
    readonly text: string;
    readonly debit: Account;
    readonly credit: Account;
    readonly amount: Pence;
  },
): Act {
  const { id, on, text, debit, credit, amount } = given;
  const label = file.fund.basis === "illustrative" ? "Illustrative: " : "";
  return {
    kind: "transaction",
    id,
    on,
    text: `${label}${text}`,
    postings: [
      { account: debit, amount },
      { account: credit, amount: pence(0n - amount) },
    ],
  };
}

const newId = ({ clock }: Acting, given: string | undefined): string =>
  given || newUuid(millisOf(clock.now()));

/** A contribution that fell due, or came in. */
export const prepareContributionCommand: Command = defineCommand({
  name: "pounds.prepare-contribution",
  title: "Prepare a contribution",
  about: "Prepares an entry for a contribution that fell due or came in; somebody else approves it.",
  schema: prepareContributionSchema,
  path: "/money/:fund/prepare-contribution",
  resource: hostedFund,
  form: formOfFund((file, { today }) => ({
    title: "Enter a contribution",
    submit: "Prepare it",
    intro: "It is posted once somebody else of the host has approved it.",
    values: { on: today },
    fields: [
      { name: "party", widget: { kind: "radios", options: partyOptions(file) } },
      {
        name: "what",
        widget: {
          kind: "radios",
          options: [
            { value: "due", text: "It fell due" },
            { value: "received", text: "It came in" },
          ],
        },
      },
      { name: "amount", widget: { kind: "text", width: 20 } },
      { name: "on", widget: { kind: "date" } },
      { name: "id", widget: { kind: "text", width: 20 } },
    ],
  })),
  run: async (acting, input: z.output<typeof prepareContributionSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const party = file.parties.find(({ key }) => key === input.party);
    if (!party)
      throw new Invalid([
        {
          code: "pounds.no-such-party",
          field: "party",
          message: `“${input.party}” is no partner of this fund.`,
        },
      ]);
    const fund = file.fund.slug;
    const owed: Account = { kind: "receivable", fund, partner: party.key };
    const cash: Account = { kind: "cash", fund };
    const given: Account = { kind: "contribution", fund, year: yearKey(file.fund), partner: party.key };
    const due = input.what === "due";
    const text = `contribution of ${party.name} ${due ? "fell due" : "came in"}`;
    const act = pair(file, {
      id: newId(acting, input.id),
      on: input.on,
      text,
      amount: input.amount,
      ...(due ? { debit: owed, credit: given } : { debit: cash, credit: owed }),
    });
    return await prepare(acting, file, {
      act,
      words: `${formatMoney(input.amount)}, ${text} on ${formatCivilDate(input.on)}`,
    });
  },
});

/** Money spent on a scheme. */
export const prepareSpendingCommand: Command = defineCommand({
  name: "pounds.prepare-spending",
  title: "Prepare spending",
  about: "Prepares an entry for money that a scheme spent; somebody else approves it.",
  schema: prepareSpendingSchema,
  path: "/money/:fund/prepare-spending",
  resource: hostedFund,
  form: formOfFund((file, { today }) => ({
    title: "Enter spending",
    submit: "Prepare it",
    intro: "It is posted once somebody else of the host has approved it.",
    values: { on: today },
    fields: [
      { name: "scheme", widget: { kind: "select", options: schemeOptions(file) } },
      { name: "amount", widget: { kind: "text", width: 20 } },
      { name: "on", widget: { kind: "date" } },
      { name: "text", widget: { kind: "text" } },
      { name: "id", widget: { kind: "text", width: 20 } },
    ],
  })),
  run: async (acting, input: z.output<typeof prepareSpendingSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const scheme = schemeIn(file, input.scheme);
    const fund = file.fund.slug;
    const debit: Account = { kind: "spending", fund, year: yearKey(file.fund), scheme: scheme.key };
    const act = pair(file, {
      id: newId(acting, input.id),
      on: input.on,
      text: input.text,
      amount: input.amount,
      debit,
      credit: { kind: "cash", fund },
    });
    return await prepare(acting, file, {
      act,
      words: `${formatMoney(input.amount)} for ${scheme.name} on ${formatCivilDate(input.on)}: ${input.text}`,
    });
  },
});

/** The exact opposite of an entry, in place of any edit. */
export const prepareReversalCommand: Command = defineCommand({
  name: "pounds.prepare-reversal",
  title: "Prepare a reversal",
  about: "Prepares the exact opposite of an entry; both stay to be read. Somebody else approves it.",
  schema: prepareReversalSchema,
  path: "/money/:fund/books/:entry/reverse",
  resource: hostedFund,
  form: async ({ db, params, today }) => {
    const file = await findFund(db, params["fund"] ?? "");
    const entry = file && (await listEntries(db, file.fund.id)).find(({ act }) => act.id === params["entry"]);
    if (!file || (entry?.act.kind !== "transaction" && entry?.act.kind !== "fulfilment")) return undefined;
    return fundForm(file, {
      title: "Reverse an entry",
      submit: "Prepare the reversal",
      intro: `“${entry.act.text}”. Nothing is changed: its exact opposite is entered, and both stay.`,
      values: { on: today },
      fields: [
        { name: "on", widget: { kind: "date" } },
        { name: "reason", widget: { kind: "text" } },
      ],
    });
  },
  run: async (acting, input: z.output<typeof prepareReversalSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const label = file.fund.basis === "illustrative" ? "Illustrative: " : "";
    const act: Act = {
      kind: "reversal",
      id: newUuid(millisOf(acting.clock.now())),
      reverses: input.entry,
      on: input.on,
      reason: `${label}${input.reason}`,
    };
    return await prepare(acting, file, { act, words: `reversal of ${input.entry}: ${input.reason}` });
  },
});

/** Posts what somebody else prepared. */
export const approvePreparedCommand: Command = defineCommand({
  name: "pounds.approve-prepared",
  title: "Approve a prepared entry",
  about: "Posts an entry that somebody else prepared; whoever prepared it may not.",
  schema: preparedSchema,
  path: "/money/prepared/:prepared/approve",
  resource: preparedResource,
  form: async ({ db, params }) => {
    const [prepared] = await listPrepared(db, { id: params["prepared"] ?? "" });
    const file = prepared && (await listFunds(db, { ids: [prepared.fundId] }))[0];
    return (
      file &&
      prepared &&
      fundForm(file, {
        title: "Approve an entry",
        submit: "Approve and post it",
        intro: `${prepared.words}. Prepared by ${prepared.capacity}.`,
        fields: [],
      })
    );
  },
  run: async (acting, input: z.output<typeof preparedSchema>) => {
    const { prepared, file } = await getPrepared(acting.tx, input.prepared);
    if (preparedThis(acting, prepared.preparedBy))
      throw new NotAllowed("pounds.own-preparation", {
        message: "Whoever prepared an entry may not approve it. Ask somebody else of the host.",
      });
    if (!(await takePrepared(acting.tx, prepared.id)))
      throw new Conflict("pounds.nothing-prepared", {
        message: "Somebody else has just approved or declined this.",
      });
    const { sequence } = await recordOne(acting, file, prepared.act);
    const { reversesOn } = prepared;
    if (reversesOn) await recordOne(acting, file, accrualReversal(prepared.act, reversesOn));
    const back = reversesOn ? ` It is taken back on ${formatCivilDate(reversesOn)}.` : "";
    return fundDone(file, {
      message: `Posted as entry ${sequence}: ${prepared.words}.${back}`,
      kind: prepared.act.kind === "reversal" ? "pounds.entry-reversed" : "pounds.entry-posted",
      summary: `Posted in the books of ${file.fund.name} ${file.fund.year}: ${prepared.words}.`.slice(0, 900),
      body: {
        fund: file.fund.slug,
        act: prepared.act.id,
        sequence,
        words: prepared.words,
        preparedBy: prepared.capacity,
      },
      href: `/money/${file.fund.slug}`,
    });
  },
});

/** Takes back what was prepared; it never reaches the books. */
export const declinePreparedCommand: Command = defineCommand({
  name: "pounds.decline-prepared",
  title: "Decline a prepared entry",
  about: "Takes a prepared entry off the list with a reason; it never reaches the books.",
  schema: declinePreparedSchema,
  path: "/money/prepared/:prepared/decline",
  resource: preparedResource,
  form: async ({ db, params }) => {
    const [prepared] = await listPrepared(db, { id: params["prepared"] ?? "" });
    const file = prepared && (await listFunds(db, { ids: [prepared.fundId] }))[0];
    return (
      file &&
      prepared &&
      fundForm(file, {
        title: "Decline an entry",
        submit: "Decline it",
        intro: `${prepared.words}. Prepared by ${prepared.capacity}.`,
        fields: [{ name: "reason", widget: { kind: "text" } }],
      })
    );
  },
  run: async (acting, input: z.output<typeof declinePreparedSchema>) => {
    const { prepared, file } = await getPrepared(acting.tx, input.prepared);
    if (!(await takePrepared(acting.tx, prepared.id)))
      throw new Conflict("pounds.nothing-prepared", {
        message: "Somebody else has just approved or declined this.",
      });
    return fundDone(file, {
      message: `Declined: ${prepared.words}.`,
      kind: "pounds.entry-declined",
      summary: `An entry prepared in the books of ${file.fund.name} ${file.fund.year} was declined.`,
      body: { fund: file.fund.slug, act: prepared.act.id, words: prepared.words, reason: input.reason },
      audience: worklistOf(file),
    });
  },
});
