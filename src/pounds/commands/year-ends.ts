import { addDays, type CivilDate } from "@concordat/calendar";
import type { z } from "zod";
import {
  Conflict,
  defineCommand,
  Invalid,
  listInWords,
  type Acting,
  type Command,
  type Db,
} from "../../kernel/index.ts";
import { journalOf } from "../act-json.ts";
import { versionOn, type FundFile } from "../fund.ts";
import { ruleWords, sameBody, underspendUses, type ProposalBody } from "../proposal.ts";
import { shareOf, treeOf } from "../risk-share.ts";
import { proposeYearEndRuleSchema, proposeYearEndSchema } from "../schema-year.ts";
import { standingOf } from "../standing.ts";
import { listEntries } from "../store-books.ts";
import { listProposals, lockFund } from "../store-proposals.ts";
import { withBudgetsOn } from "../virement.ts";
import { rulesOn, yearEndAct, yearEndOf, yearEndWords, type YearEnd } from "../year-end.ts";
import { getFund, hostedFund, partyActing, sharedFund } from "./found.ts";
import { partyOptions, recordOne, formOfFund } from "./fund-done.ts";
import { propose } from "./propose.ts";
import { hostOf } from "./virements.ts";

/** What becomes of a partner's part of an underspend. */
export const proposeYearEndRuleCommand: Command = defineCommand({
  name: "pounds.propose-year-end-rule",
  title: "Propose what becomes of an underspend",
  about:
    "Proposes whether a partner may carry its part of an underspend forward or gets it back, and whose consent that takes; every other partner must agree.",
  schema: proposeYearEndRuleSchema,
  path: "/money/:fund/propose-year-end-rule",
  resource: sharedFund,
  form: formOfFund((file) => ({
    title: "Propose what becomes of an underspend",
    submit: "Propose it",
    fields: [
      { name: "about", widget: { kind: "radios", options: partyOptions(file) } },
      {
        name: "use",
        widget: {
          kind: "radios",
          options: Object.entries(underspendUses).map(([value, text]) => ({ value, text })),
        },
      },
      { name: "consentOf", widget: { kind: "text" } },
    ],
  })),
  run: async (acting, input: z.output<typeof proposeYearEndRuleSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    if (!file.parties.some(({ key }) => key === input.about))
      throw new Invalid([
        {
          code: "pounds.no-such-party",
          field: "about",
          message: `“${input.about}” is no partner of this fund.`,
        },
      ]);
    const body = {
      kind: "year-end-rule",
      party: input.about,
      use: input.use,
      ...(input.consentOf && { consentOf: input.consentOf }),
    } as const satisfies ProposalBody;
    const party = partyActing(acting, file.parties, input.party);
    const words = ruleWords(body, file.parties);
    return await propose(acting, file, { body, words, party, needs: "partners" });
  },
});

/** The parts of every partner once the year is over, as the books and agreed rules have it now. */
async function workOut(tx: Db, given: FundFile, today: CivilDate): Promise<YearEnd> {
  const { endsOn } = given.fund;
  const on = endsOn === undefined ? undefined : addDays(endsOn, -1);
  const proposals = await listProposals(tx, { fundId: given.fund.id });
  const entries = await listEntries(tx, given.fund.id);
  const day = on ?? given.fund.seen;
  const file = withBudgetsOn(given, proposals, day);
  const standing = standingOf(file, journalOf(entries), { on: day });
  const version = versionOn(file.versions, day);
  const tree = version && treeOf(version);
  const share = tree?.ok && file.schemes.length > 0 ? shareOf(tree.value, standing) : undefined;
  const found = yearEndOf({
    file,
    standing,
    share: share?.ok ? share.value : undefined,
    rules: rulesOn(proposals, today),
  });
  if (!found.ok) throw new Invalid(found.problems);
  return found.value;
}

/** Shares what a fund's year came to; the partners agree, and it is posted. */
export const proposeYearEndCommand: Command = defineCommand({
  name: "pounds.propose-year-end",
  title: "Share the year end",
  about:
    "Works out what each partner pays or gets when the year is over, by the risk share and the agreed rules, and proposes it; once every other partner agrees it is posted.",
  schema: proposeYearEndSchema,
  path: "/money/:fund/propose-year-end",
  resource: hostedFund,
  form: formOfFund(() => ({
    title: "Share the year end",
    submit: "Work it out and propose it",
    intro:
      "What each partner pays or gets is worked out from the books by the risk share, to the penny. It is posted once every other partner agrees.",
    fields: [{ name: "consents", widget: { kind: "text" } }],
  })),
  run: async (acting, input: z.output<typeof proposeYearEndSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    await lockFund(acting.tx, file.fund.id);
    await refuseSecond(acting.tx, file);
    if (file.fund.endsOn !== undefined && acting.today < file.fund.endsOn)
      throw new Invalid([
        {
          code: "pounds.year-end",
          message: "The year is not over. Share it once it is.",
        },
      ]);
    const { lines, consentOf } = await workOut(acting.tx, file, acting.today);
    if (consentOf.length > 0 && !input.consents)
      throw new Invalid([
        {
          code: "pounds.consent-missing",
          field: "consents",
          message: `Carrying forward takes the consent of ${listInWords(consentOf)}. Say who gave it, and when.`,
        },
      ]);
    const body = { kind: "year-end", lines, ...(input.consents && { consents: input.consents }) } as const;
    return await propose(acting, file, {
      body,
      words: yearEndWords(lines, file.parties),
      party: hostOf(file),
      needs: "partners",
    });
  },
});

async function refuseSecond(tx: Db, file: FundFile): Promise<void> {
  const earlier = (await listProposals(tx, { fundId: file.fund.id })).find(
    ({ body, state }) => body.kind === "year-end" && state !== "declined",
  );
  if (!earlier) return;
  throw new Conflict("pounds.year-end-shared", {
    message:
      earlier.state === "open"
        ? "A year end is proposed already and waits for answers. It must be declined before another is proposed."
        : "The year end was shared already. Reverse its entry in the books, and correct by entries of the next year.",
  });
}

/** Posts a year end that every partner agreed to; refused where the books have changed since it was proposed. */
export async function settleYearEnd(
  acting: Acting,
  file: FundFile,
  { id, body }: { readonly id: string; readonly body: Extract<ProposalBody, { kind: "year-end" }> },
): Promise<string> {
  const now = await workOut(acting.tx, file, acting.today);
  if (!sameBody({ kind: "year-end", lines: now.lines }, { kind: "year-end", lines: body.lines }))
    throw new Conflict("pounds.year-end-changed", {
      message: `The books or rules have changed since this was proposed: now ${yearEndWords(now.lines, file.parties)}. Decline it, and let it be proposed again.`,
    });
  const act = yearEndAct(file, body.lines, `year-end-${id}`);
  if (!act) return " Nothing had to be posted.";
  const { sequence } = await recordOne(acting, file, act);
  return ` It is posted as entry ${sequence}.`;
}
