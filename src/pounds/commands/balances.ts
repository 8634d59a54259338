import { formatCivilDate } from "@concordat/calendar";
import { formatMoney, pence } from "@concordat/ledger";
import type { z } from "zod";
import { defineCommand, Invalid, type Command } from "../../kernel/index.ts";
import { gapWords, partnerKinds } from "../balance-agreement.ts";
import { stateBalanceSchema } from "../schema-year.ts";
import { keepBalance } from "../store-proposals.ts";
import { balanceAt, listPartnerAccounts } from "../store-standings.ts";
import { getFund, partyActing, sharedFund } from "./found.ts";
import { fundDone, formOfFund } from "./fund-done.ts";

/** What a partner's own books say it owes the fund, beside what the fund's books say. */
export const stateBalanceCommand: Command = defineCommand({
  name: "pounds.state-balance",
  title: "State a balance",
  about:
    "Enters what a partner's own books say it owes the fund at the end of a day; it stands beside the fund's books, with the gap.",
  schema: stateBalanceSchema,
  path: "/money/:fund/state-balance",
  resource: sharedFund,
  form: formOfFund(() => ({
    title: "State a balance",
    submit: "State it",
    intro:
      "It is compared with the fund's own books of the same day. Where the two differ the gap is shown until one of them is put right.",
    fields: [
      { name: "on", widget: { kind: "date" } },
      { name: "owes", widget: { kind: "text", width: 20 } },
      { name: "note", widget: { kind: "text" } },
    ],
  })),
  run: async (acting, input: z.output<typeof stateBalanceSchema>) => {
    const { tx, actor, today } = acting;
    const file = await getFund(tx, input.fund);
    const party = partyActing(acting, file.parties, input.party);
    if (input.on > today)
      throw new Invalid([
        {
          code: "pounds.balance-later",
          field: "on",
          message: `${formatCivilDate(input.on)} is still to come. Enter a day that is over.`,
        },
      ]);
    const accounts = await listPartnerAccounts(tx, {
      fund: file.fund.slug,
      partner: party.key,
      kinds: partnerKinds,
    });
    let books = pence(0n);
    for (const account of accounts) books = pence(books + (await balanceAt(tx, account, { on: input.on })));
    const gap = pence(input.owes - books);
    await keepBalance(
      tx,
      file.fund.id,
      {
        party: party.key,
        on: input.on,
        owes: input.owes,
        capacity: actor.capacity.title,
        statedOn: today,
        ...(input.note && { note: input.note }),
      },
      file.fund.audience,
    );
    const day = formatCivilDate(input.on);
    const outcome =
      gap === 0n
        ? `The balance with ${party.name} at the end of ${day} is agreed: ${formatMoney(books)}`
        : `At the end of ${day} ${gapWords({ party: party.key, gap }, file.parties)}: ${formatMoney(input.owes)} against ${formatMoney(books)}`;
    return fundDone(file, {
      message: `${outcome}.`,
      kind: gap === 0n ? "pounds.balance-agreed" : "pounds.balance-stated",
      summary: `${file.fund.name} ${file.fund.year}. ${outcome}.`,
      body: {
        fund: file.fund.slug,
        party: party.key,
        on: input.on,
        stated: String(input.owes),
        books: String(books),
        note: input.note ?? null,
      },
      href: `/money/${file.fund.slug}/year`,
    });
  },
});
