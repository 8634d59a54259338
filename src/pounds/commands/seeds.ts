import { formatCivilDate } from "@concordat/calendar";
import { formatMoney } from "@concordat/ledger";
import type { z } from "zod";
import { defineCommand, Invalid, type Command } from "../../kernel/index.ts";
import { proposeSeedReleaseSchema, proposeSeedSchema, statePlanSchema } from "../schema-year.ts";
import { seedLines, type SeedLine } from "../seed.ts";
import { findFund } from "../store-funds.ts";
import { keepPlan, listProposals } from "../store-proposals.ts";
import { getFund, hostedFund, partyActing, sharedFund } from "./found.ts";
import { fundDone, fundForm, schemeOptions, formOfFund } from "./fund-done.ts";
import { propose } from "./propose.ts";
import { schemeIn } from "./schemes.ts";
import { hostOf } from "./virements.ts";

/** Money put into a scheme so that it releases more elsewhere. */
export const proposeSeedCommand: Command = defineCommand({
  name: "pounds.propose-seed",
  title: "Propose seed funding",
  about:
    "Proposes money for a scheme with what it is to release, in which budget and by which day; every other partner must agree.",
  schema: proposeSeedSchema,
  path: "/money/:fund/propose-seed",
  resource: hostedFund,
  form: formOfFund((file) => ({
    title: "Propose seed funding",
    submit: "Propose it",
    fields: [
      { name: "scheme", widget: { kind: "select", options: schemeOptions(file) } },
      { name: "amount", widget: { kind: "text", width: 20 } },
      { name: "releases", widget: { kind: "text", width: 20 } },
      { name: "where", widget: { kind: "text" } },
      { name: "by", widget: { kind: "date" } },
    ],
  })),
  run: async (acting, input: z.output<typeof proposeSeedSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const scheme = schemeIn(file, input.scheme);
    const { amount, releases, where, by } = input;
    if (by <= acting.today)
      throw new Invalid([
        {
          code: "pounds.seed-early",
          field: "by",
          message: `${formatCivilDate(by)} is not to come. Enter a later day.`,
        },
      ]);
    return await propose(acting, file, {
      body: { kind: "seed", scheme: scheme.key, amount, releases, where, by },
      words: `${formatMoney(amount)} for ${scheme.name}, to release ${formatMoney(releases)} in ${where} by ${formatCivilDate(by)}`,
      party: hostOf(file),
      needs: "partners",
    });
  },
});

function nameOf(
  { scheme, amount, where }: SeedLine,
  schemes: readonly { key: string; name: string }[],
): string {
  return `${formatMoney(amount)} for ${schemes.find(({ key }) => key === scheme)?.name ?? scheme}, in ${where}`;
}

/** What seed funding released, once the partners agree that it did. */
export const proposeSeedReleaseCommand: Command = defineCommand({
  name: "pounds.propose-seed-release",
  title: "Say what seed funding released",
  about:
    "Proposes an amount that seed funding released and how that is known; every other partner must agree.",
  schema: proposeSeedReleaseSchema,
  path: "/money/:fund/propose-seed-release",
  resource: hostedFund,
  form: async ({ db, params, today }) => {
    const file = await findFund(db, params["fund"] ?? "");
    if (!file) return undefined;
    const seeds = seedLines(await listProposals(db, { fundId: file.fund.id }), today);
    return fundForm(file, {
      title: "Say what seed funding released",
      submit: "Propose it",
      fields: [
        {
          name: "seed",
          widget: {
            kind: "select",
            options: seeds.map((one) => ({ value: one.id, text: nameOf(one, file.schemes) })),
          },
        },
        { name: "amount", widget: { kind: "text", width: 20 } },
        { name: "evidence", widget: { kind: "text" } },
      ],
    });
  },
  run: async (acting, input: z.output<typeof proposeSeedReleaseSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const proposals = await listProposals(acting.tx, { fundId: file.fund.id });
    const seed = seedLines(proposals, acting.today).find(({ id }) => id === input.seed);
    if (!seed)
      throw new Invalid([
        {
          code: "pounds.no-such-seed",
          field: "seed",
          message: "No seed funding of this fund is agreed under that name.",
        },
      ]);
    return await propose(acting, file, {
      body: { kind: "seed-release", seed: seed.id, amount: input.amount, evidence: input.evidence },
      words: `${formatMoney(input.amount)} released by the ${nameOf(seed, file.schemes)}: ${input.evidence}`,
      party: hostOf(file),
      needs: "partners",
    });
  },
});

/** What a partner's own plan of the year says, with its source. */
export const statePlanCommand: Command = defineCommand({
  name: "pounds.state-plan",
  title: "Enter a partner's plan",
  about:
    "Enters the result that a partner's own plan of the year gives, a deficit with a minus, with its source.",
  schema: statePlanSchema,
  path: "/money/:fund/state-plan",
  resource: sharedFund,
  form: formOfFund((file, { today }) => ({
    title: "Enter your plan of the year",
    submit: "Enter it",
    intro: "The planned result of your own body for the year, as its published plan gives it.",
    values: { seen: today },
    fields: [
      { name: "result", widget: { kind: "text", width: 20 } },
      { name: "source", widget: { kind: "text" } },
      { name: "seen", widget: { kind: "date" } },
    ],
  })),
  run: async (acting, input: z.output<typeof statePlanSchema>) => {
    const file = await getFund(acting.tx, input.fund);
    const party = partyActing(acting, file.parties, input.party);
    const { result, source, seen } = input;
    await keepPlan(
      acting.tx,
      file.fund.id,
      { party: party.key, result, source, seen, capacity: acting.actor.capacity.title },
      file.fund.audience,
    );
    const said =
      result < 0n
        ? `a deficit of ${formatMoney(0n - result)}`
        : result === 0n
          ? "a balanced year"
          : `a surplus of ${formatMoney(result)}`;
    return fundDone(file, {
      message: `${party.name} plans ${said}.`,
      kind: "pounds.plan-stated",
      summary: `${party.name} plans ${said} for ${file.fund.year} (${source}).`.slice(0, 900),
      body: { fund: file.fund.slug, party: party.key, result: String(result), source, seen },
      href: `/money/${file.fund.slug}/strain`,
    });
  },
});
