import { balances, formatMoney, pence, totals } from "@concordat/ledger";
import type { z } from "zod";
import { defineCommand, Invalid, type Command } from "../../kernel/index.ts";
import { journalOf } from "../act-json.ts";
import type { FundFile, Party } from "../fund.ts";
import { limitWords, type Proposal, type ProposalBody } from "../proposal.ts";
import { proposeVirementLimitsSchema, proposeVirementSchema } from "../schema-year.ts";
import { listEntries } from "../store-books.ts";
import { findFund } from "../store-funds.ts";
import { listProposals, lockFund } from "../store-proposals.ts";
import { limitsOn, virementNeeds, whyNoVirement, withBudgetsOn } from "../virement.ts";
import { getFund, hostedFund, partyActing, sharedFund } from "./found.ts";
import { fundForm, schemeOptions } from "./fund-done.ts";
import { propose } from "./propose.ts";
import { schemeIn } from "./schemes.ts";

/** How much budget may be moved between schemes, and who approves it. */
export const proposeVirementLimitsCommand: Command = defineCommand({
  name: "pounds.propose-virement-limits",
  title: "Propose limits of transfers",
  about:
    "Proposes how much budget the host may move between schemes by itself, how much the partners together, and which board above that; every other partner must agree.",
  schema: proposeVirementLimitsSchema,
  path: "/money/:fund/propose-virement-limits",
  resource: sharedFund,
  form: async ({ db, params, today }) => {
    const file = await findFund(db, params["fund"] ?? "");
    if (!file) return undefined;
    const now = limitWords(limitsOn(await listProposals(db, { fundId: file.fund.id }), today));
    return fundForm(file, {
      title: "Propose limits of transfers between schemes",
      submit: "Propose them",
      intro: `Now: ${now.join(" ")}`,
      fields: ["hostUpTo", "partnersUpTo", "board"].map((name) => ({
        name,
        widget: { kind: "text", ...(name !== "board" && { width: 20 as const }) },
      })),
    });
  },
  run: async (acting, input: z.output<typeof proposeVirementLimitsSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const { hostUpTo, partnersUpTo, board } = input;
    if (partnersUpTo !== undefined && partnersUpTo < hostUpTo)
      throw new Invalid([
        {
          code: "pounds.limits-crossed",
          field: "partnersUpTo",
          message: `The partners together may not have less (${formatMoney(partnersUpTo)}) than the host alone (${formatMoney(hostUpTo)}).`,
        },
      ]);
    const body: ProposalBody = {
      kind: "virement-limits",
      hostUpTo,
      ...(partnersUpTo !== undefined && { partnersUpTo }),
      ...(board && { board }),
    };
    const party = partyActing(acting, file.parties, input.party);
    const words = limitWords(body).join(" ").replace(/\.$/, "");
    return await propose(acting, file, { body, words, party, needs: "partners" });
  },
});

/** Budget moved from one scheme to another; who approves follows from its amount. */
export const proposeVirementCommand: Command = defineCommand({
  name: "pounds.propose-virement",
  title: "Propose a transfer between schemes",
  about:
    "Proposes to move budget from one scheme of a fund to another; the limits say whether another person of the host approves it, every partner, or also a board.",
  schema: proposeVirementSchema,
  path: "/money/:fund/propose-virement",
  resource: hostedFund,
  form: async ({ db, params, today }) => {
    const file = await findFund(db, params["fund"] ?? "");
    if (!file) return undefined;
    const limits = limitWords(limitsOn(await listProposals(db, { fundId: file.fund.id }), today));
    return fundForm(file, {
      title: "Propose a transfer between schemes",
      submit: "Propose it",
      intro: limits.join(" "),
      fields: [
        { name: "from", widget: { kind: "select", options: schemeOptions(file) } },
        { name: "to", widget: { kind: "select", options: schemeOptions(file) } },
        { name: "amount", widget: { kind: "text", width: 20 } },
        { name: "why", widget: { kind: "text" } },
      ],
    });
  },
  run: async (acting, input: z.output<typeof proposeVirementSchema>) => {
    const { tx, today } = acting;
    const found = await getFund(tx, input.fund);
    await lockFund(tx, found.fund.id);
    const proposals = await listProposals(tx, { fundId: found.fund.id });
    const file = withBudgetsOn(found, proposals, today);
    const body = { kind: "virement", from: input.from, to: input.to, amount: input.amount } as const;
    const left = await leftOf(acting, file, { scheme: input.from, proposals });
    const wrong = whyNoVirement(body, file.schemes, left);
    if (wrong) throw new Invalid([{ code: "pounds.no-virement", ...wrong }]);
    const [from, to] = [schemeIn(file, input.from), schemeIn(file, input.to)];
    return await propose(acting, file, {
      body,
      words: `${formatMoney(input.amount)} from ${from.name} to ${to.name}: ${input.why}`,
      party: hostOf(file),
      needs: virementNeeds(body, proposals, today),
    });
  },
});

/** The party that keeps the books. */
export function hostOf({ parties }: Pick<FundFile, "parties">): Party {
  const host = parties.find((one) => one.host) ?? parties[0];
  if (host) return host;
  throw new Invalid([{ code: "pounds.no-host", message: "The agreement of this fund names no partners." }]);
}

/** What a scheme has neither spent, promised nor waiting to be moved away. */
async function leftOf(
  { tx, today }: Pick<Parameters<Command["run"]>[0], "tx" | "today">,
  file: FundFile,
  { scheme, proposals }: { readonly scheme: string; readonly proposals: readonly Proposal[] },
): Promise<ReturnType<typeof pence>> {
  const sums = balances(journalOf(await listEntries(tx, file.fund.id)), { on: today });
  const [line] = totals(sums, { by: [], where: { kind: "spending", scheme } });
  const waiting = proposals.reduce(
    (sum, { state, body }) =>
      state === "open" && body.kind === "virement" && body.from === scheme ? sum + body.amount : sum,
    0n,
  );
  const budget = file.schemes.find(({ key }) => key === scheme)?.budget ?? 0n;
  return pence(budget - (line?.posted ?? 0n) - (line?.pending ?? 0n) - waiting);
}
