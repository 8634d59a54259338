import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  Invalid,
  anyOfKind,
  countOf,
  listInWords,
  type Acting,
  type Done,
  type Problem,
  type SuccessionOutcome,
} from "../../kernel/index.ts";
import type { Area } from "../area.ts";
import { planProblems, type PlannedBody, type PlannedSuccessor } from "../merge-plan.ts";
import { organisationKindLabel, type Organisation, type OrganisationId } from "../organisation.ts";
import { organisationRef } from "../refs.ts";
import { isReserved, newSlug } from "../slug.ts";
import { findArea, listAreasBySlug } from "../store-areas.ts";
import { addOrganisation, addSuccession, endOrganisation } from "../store-change-organisations.ts";
import { keepLeftBehind, staleVersion } from "../store-changes.ts";
import { listAncestors, lockSuccessions } from "../store-mergers-change.ts";
import { listOrganisationsBySlug } from "../store-organisations.ts";
import { endingProblems, type EndingBody } from "../successor.ts";
import { asSentence, shareInWords } from "../words.ts";
import { enteredNow } from "./entered.ts";
import { areaUnknown } from "./register-problems.ts";

/** A merger or a split as somebody planned it. */
export interface SuccessionPlan {
  readonly how: "merger" | "split";
  readonly bodies: readonly string[];
  readonly on: CivilDate;
  readonly into: readonly PlannedSuccessor[];
  readonly area?: string | undefined;
  readonly reason: string;
  /** Name of the field that names the bodies that end. */
  readonly bodiesField: "bodies" | "body";
}

interface Following extends PlannedSuccessor {
  readonly slug: string;
  readonly name: string;
  readonly held?: Organisation;
  /** The area that the plan names for it by itself. */
  readonly ownArea?: Area;
}

interface Ready {
  readonly ended: readonly Organisation[];
  readonly following: readonly Following[];
  readonly area?: Area;
}

/**
 * Carries out a merger or split within one transaction (invariant 21).
 *
 * New bodies first, then every end and every succession, then every module is asked what becomes of its things: what becomes
 * of them depends on who follows.
 *
 * @throws Invalid with everything that speaks against it
 */
export async function carryOut(acting: Acting, plan: SuccessionPlan): Promise<Done> {
  await lockSuccessions(acting.tx);
  const ready = await checkPlan(acting, plan);
  const following = await makeNew(acting, plan, ready);
  for (const body of ready.ended) {
    if (!(await endOrganisation(acting.tx, body, plan.on))) throw staleVersion(body.name);
    await writeFlows(acting, plan, { body, following });
  }
  const left: { readonly body: Organisation; readonly outcomes: readonly SuccessionOutcome[] }[] = [];
  for (const body of ready.ended) {
    const outcomes = await acting.succeed(organisationRef(body), plan.on);
    await keepLeftBehind(acting.tx, { organisationId: body.id, on: plan.on }, outcomes);
    left.push({ body, outcomes });
  }
  return doneOf(plan, { ended: ready.ended, following, left });
}

async function checkPlan(acting: Acting, plan: SuccessionPlan): Promise<Ready> {
  const { tx } = acting;
  const named = plan.into.map((one) => ({ ...one, slug: one.slug ?? newSlug(undefined, one.newName ?? "") }));
  const held = new Map(
    (await listOrganisationsBySlug(tx, [...plan.bodies, ...named.map((one) => one.slug)])).map((one) => [
      one.slug,
      one,
    ]),
  );
  const ended = [...new Set(plan.bodies)].flatMap((slug) => held.get(slug) ?? []);
  const areas = new Map(
    (
      await listAreasBySlug(
        tx,
        named.flatMap((one) => one.area ?? []),
      )
    ).map((one) => [one.slug, one]),
  );
  const following = named.map((one): Following => {
    const there = one.newName === undefined ? held.get(one.slug) : undefined;
    const ownArea = one.area === undefined ? undefined : areas.get(one.area);
    return {
      ...one,
      name: there?.name ?? one.newName ?? one.slug,
      ...(there && { held: there }),
      ...(ownArea && { ownArea }),
    };
  });
  const area = plan.area === undefined ? undefined : await findArea(tx, plan.area);
  const problems = [
    ...unknownProblems(plan, held),
    ...newBodyProblems(following, held),
    ...(plan.area !== undefined && !area ? [areaUnknown("area", plan.area)] : []),
    ...following.flatMap((one) => ownAreaProblems(one, ended)),
  ];
  if (problems.length > 0) throw new Invalid(problems);
  const against = [
    ...planProblems({
      ended: await Promise.all(ended.map(async (body) => await plannedBody(acting, body))),
      following: following.map((one) => {
        const { held: there, ...rest } = one;
        return { ...rest, ...(there && { held: { ...there, cameFrom: [] } }) };
      }),
      fields: { bodies: plan.bodiesField, successors: "into" },
    }),
    ...ended.flatMap((body) => endProblems(body, plan, following)),
  ];
  if (against.length > 0) throw new Invalid([...new Map(against.map((one) => [one.message, one])).values()]);
  return { ended, following, ...(area && { area }) };
}

async function plannedBody({ tx }: Acting, body: Organisation): Promise<PlannedBody> {
  return { ...body, cameFrom: await listAncestors(tx, body.id) };
}

function unknownProblems(plan: SuccessionPlan, held: ReadonlyMap<string, Organisation>): readonly Problem[] {
  const unknown = (slug: string, field: string): Problem => ({
    code: "place.organisation-unknown",
    field,
    message: `There is no organisation “${slug}” here. Add it first, or correct its address.`,
  });
  return [
    ...plan.bodies.filter((slug) => !held.has(slug)).map((slug) => unknown(slug, plan.bodiesField)),
    ...plan.into.flatMap((one) =>
      one.slug !== undefined && !held.has(one.slug) ? [unknown(one.slug, "into")] : [],
    ),
  ];
}

/** The area named for a body that follows is there, is that of a body that is there already, and is as real as those that end. */
function ownAreaProblems(one: Following, ended: readonly Organisation[]): readonly Problem[] {
  const { area, ownArea, held, name } = one;
  if (area === undefined) return [];
  if (!ownArea) return [areaUnknown("into", area)];
  const wrong = (code: string, message: string): readonly Problem[] => [{ code, field: "into", message }];
  if (held && held.area?.id !== ownArea.id)
    return wrong(
      "place.successor-area",
      `${name} is there already, ${held.area ? `for ${held.area.name}` : "for no area"}. Leave its area out; it is put right on its own page.`,
    );
  if (ended.some((body) => (body.basis === "illustrative") !== (ownArea.basis === "illustrative")))
    return wrong(
      "place.area-made-up",
      `${ownArea.name} and a body that ends are not both real or both made up: neither can take over from the other.`,
    );
  return [];
}

/** A new body needs an address of its own. */
function newBodyProblems(
  following: readonly Following[],
  held: ReadonlyMap<string, Organisation>,
): readonly Problem[] {
  return following.flatMap((one): readonly Problem[] => {
    if (one.newName === undefined) return [];
    const other = held.get(one.slug);
    const isPage = isReserved(one.slug, "organisations");
    if (one.slug !== "" && !other && !isPage) return [];
    const message = isPage
      ? `/organisations/${one.slug} is a page of this site. Give the new body another name.`
      : other
        ? `There is ${other.name} at /organisations/${one.slug} already. If it follows, give its address; if not, give the new body another name.`
        : `“${one.newName}” has no letter or figure from which an address could be made.`;
    return [{ code: "place.slug-taken", field: "into", message }];
  });
}

/** What the plan as a whole says already. */
const saidOfPlan: readonly string[] = ["place.own-successor", "place.shares-over-whole"];

/** What the end of each body by itself would be refused for, beside this form's fields. */
function endProblems(
  body: Organisation,
  plan: SuccessionPlan,
  following: readonly Following[],
): readonly Problem[] {
  if (body.endsOn !== undefined) return [];
  const known = following.map((one) => ({
    slug: one.slug,
    ...(one.share !== undefined && { share: one.share }),
    held: one.held
      ? bodyOf(one.held)
      : { ...bodyOf(body), slug: one.slug, name: one.name, beginsOn: plan.on },
  }));
  return endingProblems(bodyOf(body), { endsOn: plan.on, how: plan.how, successors: known })
    .filter((problem) => !saidOfPlan.includes(problem.code))
    .map((problem) => ({ ...problem, field: problem.field === "endsOn" ? "on" : "into" }));
}

function bodyOf(organisation: Organisation): EndingBody {
  const { slug, name, beginsOn, endsOn, basis } = organisation;
  return {
    slug,
    name,
    illustrative: basis === "illustrative",
    ...(beginsOn && { beginsOn }),
    ...(endsOn && { endsOn }),
  };
}

interface Follower {
  readonly id: OrganisationId;
  readonly slug: string;
  readonly name: string;
  readonly share?: number;
  readonly isNew: boolean;
  /** Name of its area, of a new body; absent: it has none yet. */
  readonly area?: string;
  /** It only begins on that day, so that it is the merged body and not one that takes another over. */
  readonly beginsThen: boolean;
}

/** The area named in the plan; of a merger else that of the bodies that end, where all have the same. */
function areaOfNew(plan: SuccessionPlan, ready: Ready): Pick<Area, "id" | "name"> | undefined {
  if (ready.area) return ready.area;
  const [first] = ready.ended;
  const shared = new Set(ready.ended.map((body) => body.area?.id));
  return plan.how === "merger" && shared.size === 1 ? first?.area : undefined;
}

async function makeNew(acting: Acting, plan: SuccessionPlan, ready: Ready): Promise<readonly Follower[]> {
  const [first] = ready.ended;
  const illustrative = first?.basis === "illustrative";
  const shared = areaOfNew(plan, ready);
  const followers: Follower[] = [];
  for (const one of ready.following) {
    const share = one.share === undefined ? {} : { share: one.share };
    if (one.held) {
      const { id, slug, name, beginsOn } = one.held;
      followers.push({ id, slug, name, ...share, isNew: false, beginsThen: beginsOn === plan.on });
      continue;
    }
    const area = one.ownArea ?? shared;
    const id = await addOrganisation(acting.tx, {
      slug: one.slug,
      kind: first?.kind ?? "other",
      name: one.name,
      keptHere: ready.ended.every((body) => body.keptHere),
      beginsOn: plan.on,
      from: enteredNow(acting, { source: plan.reason, illustrative }),
      ...(area && { areaId: area.id }),
    });
    if (id === undefined)
      throw new Invalid([
        {
          code: "place.slug-taken",
          field: "into",
          message: `Somebody has just added an organisation at /organisations/${one.slug}. Look at it and send the form again.`,
        },
      ]);
    followers.push({
      id,
      slug: one.slug,
      name: one.name,
      ...share,
      isNew: true,
      beginsThen: true,
      ...(area && { area: area.name }),
    });
  }
  return followers;
}

async function writeFlows(
  acting: Acting,
  plan: SuccessionPlan,
  { body, following }: { readonly body: Organisation; readonly following: readonly Follower[] },
): Promise<void> {
  const known = enteredNow(acting, { source: plan.reason, illustrative: body.basis === "illustrative" });
  for (const next of following) {
    const share = plan.how === "merger" ? 1 : next.share;
    await addSuccession(acting.tx, {
      from: body.id,
      to: next.id,
      on: plan.on,
      kind: kindOf(plan, next),
      known,
      ...(share !== undefined && { share }),
    });
    await acting.links.add(acting.tx, {
      from: organisationRef(next),
      kind: "replaces",
      to: organisationRef(body),
      on: plan.on,
    });
  }
}

function kindOf(plan: SuccessionPlan, next: Follower): "merger" | "split" | "takeover" {
  if (plan.how === "split") return "split";
  return next.beginsThen ? "merger" : "takeover";
}

/** What was done: who ended, who followed, and what became of what each left behind. */
interface Succeeded {
  readonly ended: readonly Organisation[];
  readonly following: readonly Follower[];
  readonly left: readonly { readonly body: Organisation; readonly outcomes: readonly SuccessionOutcome[] }[];
}

function doneOf(plan: SuccessionPlan, act: Succeeded): Done {
  const outcomes = act.left.flatMap((one) => one.outcomes);
  const unsettled = outcomes.filter((one) => one.outcome === "must-be-asked").length;
  const summary = sentenceOf(plan, act.ended, act.following);
  const [first] = act.following;
  return {
    message: `${summary} ${unsettled === 0 ? "Nothing is unsettled." : `Of what they leave behind, ${countOf(unsettled, "thing is", "things are")} unsettled: somebody must be asked.`}`,
    href: `/organisations/${plan.how === "split" ? act.ended[0]!.slug : first!.slug}/succession`,
    subject: organisationRef(plan.how === "split" ? act.ended[0]! : first!),
    entry: {
      kind: plan.how === "split" ? "place.organisation-split" : "place.organisations-merged",
      summary: `${summary} ${asSentence(plan.reason)}`,
      subjects: [...act.ended, ...act.following].map(organisationRef),
      body: {
        ended: act.ended.map((body) => body.slug),
        on: plan.on,
        following: act.following.map((one) => ({
          organisation: one.slug,
          new: one.isNew,
          share: one.share === undefined ? null : String(one.share),
          area: one.area ?? null,
        })),
        reason: plan.reason,
        leftBehind: {
          passesOn: outcomes.filter((one) => one.outcome === "passes-on").length,
          ends: outcomes.filter((one) => one.outcome === "ends").length,
          unsettled,
        },
      },
    },
    changed: [
      anyOfKind("place", "organisation"),
      anyOfKind("place", "board"),
      ...outcomes.flatMap(({ subject, to }) => (to ? [subject, to] : [subject])),
    ],
    json: jsonOf(plan, act, summary),
  };
}

/** For the preview and for machines. */
function jsonOf(plan: SuccessionPlan, act: Succeeded, summary: string): NonNullable<Done["json"]> {
  return {
    summary,
    added: act.following
      .filter((one) => one.isNew)
      .map((one) => ({
        name: one.name,
        slug: one.slug,
        kind: organisationKindLabel(act.ended[0]!.kind),
        area: one.area ?? null,
      })),
    successions: act.ended.flatMap((body) =>
      act.following.map((next) => ({
        from: body.name,
        to: next.name,
        kind: kindOf(plan, next),
        share: plan.how === "merger" ? 1 : (next.share ?? null),
      })),
    ),
    things: act.left.flatMap(({ body, outcomes: own }) =>
      own.map((one) => ({ body: body.name, title: one.title, outcome: one.outcome, why: one.why })),
    ),
  };
}

function sentenceOf(
  plan: SuccessionPlan,
  ended: readonly Organisation[],
  following: readonly Follower[],
): string {
  const names = following.map((one) =>
    one.share === undefined || one.share === 1 ? one.name : `${one.name} (${shareInWords(one.share)})`,
  );
  const ends = ended.length === 1 ? "ends" : "end";
  const follow = `${listInWords(names)} ${names.length === 1 ? "follows" : "follow"}`;
  return `${listInWords(ended.map((body) => body.name))} ${ends} on ${formatCivilDate(plan.on)}; ${follow}.`;
}
