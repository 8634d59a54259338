import {
  defineCommand,
  Invalid,
  isSlug,
  slugOf,
  type Acting,
  type Command,
  type Done,
  type Problem,
} from "../../kernel/index.ts";
import { findArea, type Area, type Organisation } from "../../place/index.ts";
import type { Claim } from "../claim.ts";
import {
  enterClaimSchema,
  withdrawClaimSchema,
  type EnterClaim,
  type WithdrawClaim,
} from "../claim-schema.ts";
import { definitionOf } from "../measure.ts";
import { readingOf } from "../reading.ts";
import { findClaim, insertClaim, insertReading, withdrawClaim } from "../store-claims.ts";
import { listMeasures } from "../store-measures.ts";
import { claimDone, problem, readingJson } from "./claim-act.ts";
import { claimFields, readingFields } from "./claim-fields.ts";
import {
  areaResource,
  claimForm,
  claimResource,
  getOwnClaim,
  keeperActing,
  withdrawnAlready,
} from "./found.ts";

/** A body of a place enters what somebody says was achieved; the figures held give the verdict. */
export const enterClaimCommand: Command = defineCommand({
  name: "priorities.enter-claim",
  title: "Enter a claim",
  about:
    "Enters what somebody says was achieved in an area, with its source and one reading as figures. The verdict is computed from the figures held, never typed.",
  schema: enterClaimSchema,
  path: "/areas/:area/claims/add",
  resource: areaResource,
  form: async ({ db, params, today }) => {
    const area = await findArea(db, params["area"] ?? "");
    if (!area) return undefined;
    return {
      title: `Enter a claim about ${area.name}`,
      intro:
        "Say what was claimed as its source says it, and choose the figures that it is to be read by. The verdict is computed from them. Readings that are tried stay listed.",
      submit: "Enter the claim",
      illustrative: area.basis === "illustrative",
      trail: [
        { text: "Areas", href: "/areas" },
        { text: area.name, href: `/areas/${area.slug}` },
      ],
      fields: [...claimFields, ...readingFields(await listMeasures(db, area, today))],
    };
  },
  run: enter,
});

async function enter(acting: Acting, input: EnterClaim): Promise<Done> {
  const { tx, today } = acting;
  const area = (await findArea(tx, input.area))!;
  const keeper = await keeperActing(acting, area);
  const { reading, problems } = readingOf(input, await listMeasures(tx, area, today));
  const slug = `${today.slice(0, 4)}-${slugOf(`${area.slug} ${input.title}`)}`
    .slice(0, 90)
    .replace(/-+$/u, "");
  const all = [
    ...problems,
    ...moneyProblems(input),
    ...(isSlug(slug) && !(await findClaim(tx, slug))
      ? []
      : [
          problem(
            "title",
            `${area.name} has a claim of this name this year already. Word it so that both can be told apart.`,
          ),
        ]),
  ];
  if (all.length > 0) throw new Invalid(all);
  const claim = claimOf(input, { area, keeper, slug, today });
  await insertClaim(tx, claim);
  const definition = reading && definitionOf(claim, reading, { place: 1, role: "as-claimed" });
  if (definition) await insertReading(tx, definition, { by: keeper.id, on: today });
  return await claimDone(acting, {
    claim,
    area,
    keeper,
    definition,
    kind: "priorities.claim-entered",
    message: (verdict) => `The claim is entered. The figures held say: ${verdict}.`,
    summary: `${keeper.name} entered a claim about ${area.name} to be held against the figures: ${claim.title}`,
    body: {
      who: claim.who,
      said: claim.said,
      byHowMuch: claim.byHowMuch,
      cause: claim.cause,
      source: claim.source,
      ...(definition && readingJson(definition)),
    },
  });
}

function claimOf(
  input: EnterClaim,
  given: {
    readonly area: Area;
    readonly keeper: Organisation;
    readonly slug: string;
    readonly today: Acting["today"];
  },
): Claim & Required<Pick<Claim, "entered">> {
  const { area, keeper, slug, today } = given;
  const { title, who, said, kind, whatChanged, since, byHowMuch, cause, source } = input;
  return {
    slug,
    title,
    who,
    said,
    kind,
    whatChanged,
    since,
    byHowMuch,
    cause,
    source,
    where: area.name,
    areaId: area.id,
    limits:
      input.limits ??
      "Whoever entered it says nothing of its limits; the readings tried are all that can be told.",
    seen: today,
    basis: area.basis === "illustrative" ? "illustrative" : "kept-here",
    entered: { by: keeper.id, on: today },
    ...(input.sourceUrl && { sourceUrl: input.sourceUrl }),
    ...(kind === "saves-money" && {
      cashable: input.cashable || "not-said",
      savedFor: input.savedFor ?? "Not said",
      savedWhen: input.savedWhen ?? "Not said",
    }),
  };
}

/** Of money saved it is said whether it is cashable, whose and when; of anything else it is not. */
function moneyProblems({ kind, cashable, savedFor, savedWhen }: EnterClaim): readonly Problem[] {
  if (kind === "saves-money")
    return cashable
      ? []
      : [problem("cashable", "Say whether the money is cashable, or that its source does not say so.")];
  return cashable || savedFor || savedWhen
    ? [
        problem(
          "cashable",
          "Money is described, but the claim is of another kind. Choose “Money saved”, or leave it out.",
        ),
      ]
    : [];
}

/** Whoever entered a claim takes it back; it stays to be read. */
export const withdrawClaimCommand: Command = defineCommand({
  name: "priorities.withdraw-claim",
  title: "Withdraw a claim",
  about:
    "Takes back a claim that was entered here, with the reason. It stays to be read, marked as withdrawn.",
  schema: withdrawClaimSchema,
  path: "/claims/:claim/withdraw",
  resource: claimResource,
  form: async ({ db, params }) => {
    const claim = await findClaim(db, params["claim"] ?? "");
    if (!claim?.entered || claim.withdrawn) return undefined;
    return claimForm(claim, {
      title: "Withdraw this claim",
      intro:
        "It stays to be read with its readings, marked as withdrawn, and counts no longer among the claims.",
      submit: "Withdraw it",
      fields: [{ name: "why", widget: { kind: "textarea", rows: 2 } }],
    });
  },
  run: async (acting: Acting, input: WithdrawClaim): Promise<Done> => {
    const { claim, area } = await getOwnClaim(acting.tx, input.claim);
    const keeper = await keeperActing(acting, area);
    if (!(await withdrawClaim(acting.tx, claim.slug, { on: acting.today, why: input.why })))
      throw withdrawnAlready(claim);
    return await claimDone(acting, {
      claim,
      area,
      keeper,
      definition: undefined,
      kind: "priorities.claim-withdrawn",
      message: () => "The claim is withdrawn and stays to be read.",
      summary: `${keeper.name} withdrew the claim “${claim.title}”: ${input.why}`,
      body: { why: input.why },
    });
  },
});
