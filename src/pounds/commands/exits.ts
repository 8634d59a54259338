import { formatCivilDate } from "@concordat/calendar";
import type { z } from "zod";
import { Conflict, defineCommand, Invalid, type Acting, type Command } from "../../kernel/index.ts";
import { journalOf } from "../act-json.ts";
import { noticeOf, unwindingAct, unwindingOf, unwindingWords, type UnwoundLine } from "../exit.ts";
import type { FundFile } from "../fund.ts";
import { sameBody, type ProposalBody } from "../proposal.ts";
import { giveNoticeSchema, proposeUnwindingSchema } from "../schema-year.ts";
import { listEntries } from "../store-books.ts";
import { endAgreement, listProposals, lockFund } from "../store-proposals.ts";
import { getFund, hostedFund, partyActing, sharedFund } from "./found.ts";
import { recordOne, formOfFund } from "./fund-done.ts";
import { propose } from "./propose.ts";
import { hostOf } from "./virements.ts";

/** A partner's notice to leave; another person of the same partner confirms it. */
export const giveNoticeCommand: Command = defineCommand({
  name: "pounds.give-notice",
  title: "Give notice to leave",
  about:
    "Gives a partner's notice to leave an agreement from a day, with its reason; another person of the same partner confirms it.",
  schema: giveNoticeSchema,
  path: "/money/:fund/give-notice",
  resource: sharedFund,
  form: formOfFund((file) => ({
    title: "Give notice to leave",
    submit: "Give notice",
    intro: `Somebody else of your own body must confirm it. What the agreement says of ending: ${file.terms.get("duration") ?? "not entered here"}.`,
    fields: [
      { name: "endsOn", widget: { kind: "date" } },
      { name: "why", widget: { kind: "textarea", rows: 2 } },
    ],
  })),
  run: async (acting, input: z.output<typeof giveNoticeSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const party = partyActing(acting, file.parties, input.party);
    if (input.endsOn <= acting.today)
      throw new Invalid([
        {
          code: "pounds.notice-early",
          field: "endsOn",
          message: `${formatCivilDate(input.endsOn)} is not to come. Notice ends an agreement on a later day.`,
        },
      ]);
    const body = { kind: "notice", party: party.key, endsOn: input.endsOn, why: input.why } as const;
    return await propose(acting, file, {
      body,
      words: `${party.name} leaves on ${formatCivilDate(input.endsOn)}: ${input.why}`,
      party,
      needs: "own",
    });
  },
});

/** What each partner gets or pays as the fund is wound up. */
async function workOut({ tx }: Pick<Acting, "tx">, file: FundFile): Promise<readonly UnwoundLine[]> {
  const proposals = await listProposals(tx, { fundId: file.fund.id });
  const endsOn = noticeOf(proposals)?.body.endsOn;
  const journal = journalOf(await listEntries(tx, file.fund.id));
  const found = unwindingOf(file, journal, { proposals, on: endsOn ?? file.fund.seen });
  if (!found.ok) throw new Invalid(found.problems);
  return found.value;
}

/** Divides what a fund holds once everything is in order; the partners agree, and the agreement ends. */
export const proposeUnwindingCommand: Command = defineCommand({
  name: "pounds.propose-unwinding",
  title: "Wind up the fund",
  about:
    "Works out what each partner gets or pays when an agreement has ended, and proposes it; once every other partner agrees it is posted and the agreement's end is noted.",
  schema: proposeUnwindingSchema,
  path: "/money/:fund/propose-unwinding",
  resource: hostedFund,
  form: formOfFund(() => ({
    title: "Wind up the fund",
    submit: "Work it out and propose it",
    intro:
      "What each partner gets or pays is worked out from the books. It is posted once every other partner agrees.",
    fields: [],
  })),
  run: async (acting, input: z.output<typeof proposeUnwindingSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    await lockFund(acting.tx, file.fund.id);
    const proposals = await listProposals(acting.tx, { fundId: file.fund.id });
    if (proposals.some(({ body, state }) => body.kind === "unwinding" && state !== "declined"))
      throw new Conflict("pounds.unwound", { message: "This is proposed or agreed already." });
    const endsOn = noticeOf(proposals)?.body.endsOn;
    if (endsOn !== undefined && endsOn > acting.today)
      throw new Invalid([
        {
          code: "pounds.unwinding",
          message: `The agreement runs until ${formatCivilDate(endsOn)}. Wind it up from that day.`,
        },
      ]);
    const lines = (await workOut(acting, file)).map(({ party, amount }) => ({ party, amount }));
    return await propose(acting, file, {
      body: { kind: "unwinding", lines },
      words: unwindingWords(lines, file.parties),
      party: hostOf(file),
      needs: "partners",
    });
  },
});

/** Posts what was agreed and notes the agreement's end; refused where the books have changed since. */
export async function settleUnwinding(
  acting: Acting,
  file: FundFile,
  { id, body }: { readonly id: string; readonly body: Extract<ProposalBody, { kind: "unwinding" }> },
): Promise<string> {
  const now = await workOut(acting, file);
  const plain = now.map(({ party, amount }) => ({ party, amount }));
  if (!sameBody({ kind: "unwinding", lines: plain }, body))
    throw new Conflict("pounds.unwinding-changed", {
      message: `The books have changed since this was proposed: now ${unwindingWords(plain, file.parties)}. Decline it, and let it be proposed again.`,
    });
  const endsOn =
    noticeOf(await listProposals(acting.tx, { fundId: file.fund.id }))?.body.endsOn ?? acting.today;
  await endAgreement(acting.tx, file.agreement.id, endsOn);
  const act = unwindingAct(file, now, { id: `unwinding-${id}`, on: endsOn });
  if (!act) return " The agreement has ended.";
  const { sequence } = await recordOne(acting, file, act);
  return ` It is posted as entry ${sequence}, and the agreement has ended.`;
}
