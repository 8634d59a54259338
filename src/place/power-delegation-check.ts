import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { listInWords, type Problem } from "../kernel/index.ts";
import type { AreaId } from "./area.ts";
import { readRoutes, recipientClasses, type RecipientClass } from "./function-routes.ts";
import { holderLabel, type FunctionHolder, type PublicFunction } from "./function.ts";
import { daysOverlap, isInBeing, whyNotInBeing, type Days } from "./in-being.ts";
import { isCouncil } from "./organisation.ts";
import { bearersOf } from "./power-bearers.ts";
import { mayPassOn, partyName, type Delegation } from "./power-delegation.ts";
import { formatPounds, type LimitPence } from "./power-limit.ts";
import { partyKey, type Party } from "./power-party.ts";
import { liesWithin, type PowerWorld } from "./power-world.ts";

/** A line of a scheme of delegation before it is kept. */
export interface ProposedDelegation {
  readonly function: PublicFunction;
  readonly from: Party;
  readonly to: Party;
  readonly areaId?: AreaId;
  readonly limit?: LimitPence;
  readonly conditions?: string;
  readonly legalBasis: string;
  readonly passesOn: boolean;
  readonly beginsOn: CivilDate;
  readonly endsOn?: CivilDate;
}

/**
 * Everything that speaks against a delegation, each with its field and what to do.
 *
 * Only whoever holds a function on all the days, by law or by a line that allows it, delegates it; to somebody whom the
 * function names; for its own area; up to what it has itself; never round in a circle; never twice with other words.
 */
export function delegationProblems(world: PowerWorld, given: ProposedDelegation): readonly Problem[] {
  const bodies = [
    ...daysProblems(world, given, { party: given.from, field: "from" }),
    ...daysProblems(world, given, { party: given.to, field: "to" }),
  ];
  const kind = [...toSelf(world, given), ...madeUpProblems(world, given)];
  if (bodies.length > 0 || kind.length > 0) return [...bodies, ...kind];
  return [
    ...recipientProblems(world, given),
    ...areaProblems(world, given),
    ...holdingProblems(world, given),
    ...circleProblems(world, given),
    ...twiceProblems(world, given),
  ];
}

/** The line held already that says exactly this; importing it again changes nothing. */
export function sameDelegation(world: PowerWorld, given: ProposedDelegation): Delegation | undefined {
  return linesBetween(world, given).find(
    (one) =>
      one.beginsOn === given.beginsOn &&
      one.endsOn === given.endsOn &&
      one.limit === given.limit &&
      one.conditions === given.conditions &&
      one.passesOn === given.passesOn &&
      one.legalBasis === given.legalBasis,
  );
}

function problem(code: string, field: string, message: string): Problem {
  return { code: `place.delegation-${code}`, field, message };
}

/** Both ends are in being on all the days: a delegation does not outlast whoever made or received it. */
function daysProblems(
  world: PowerWorld,
  given: ProposedDelegation,
  { party, field }: { readonly party: Party; readonly field: "from" | "to" },
): readonly Problem[] {
  const body = party.organisationId === undefined ? undefined : world.bodies.get(party.organisationId);
  const board = party.boardId === undefined ? undefined : world.boards.get(party.boardId);
  // Of a body that delegates to its own post or board the end is said once.
  const said = field === "to" && party.organisationId === given.from.organisationId ? body : undefined;
  return [body, board].flatMap((one): readonly Problem[] => {
    if (one === undefined || one === said) return [];
    if (!isInBeing(one, given.beginsOn)) {
      const why = whyNotInBeing(one, given.beginsOn) ?? "is not held here for so early a day";
      return [
        problem(
          "not-in-being",
          field,
          `${one.name} ${why}, so nothing can be delegated by or to it on ${formatCivilDate(given.beginsOn)}.`,
        ),
      ];
    }
    if (one.endsOn !== undefined && (given.endsOn === undefined || given.endsOn > one.endsOn))
      return [
        problem(
          "outlasts",
          "ends",
          `${one.name} ends on ${formatCivilDate(one.endsOn)}, and a delegation does not outlast whoever made or received it. Give that day, or an earlier one, as its end.`,
        ),
      ];
    return [];
  });
}

function toSelf(world: PowerWorld, given: ProposedDelegation): readonly Problem[] {
  if (partyKey(given.from, world.boards) !== partyKey(given.to, world.boards)) return [];
  return [
    problem(
      "to-self",
      "to",
      `${nameOf(world, given.to)} cannot delegate to itself. Name a committee, a post or another body.`,
    ),
  ];
}

function madeUpProblems(world: PowerWorld, { from, to }: ProposedDelegation): readonly Problem[] {
  const [maker, receiver] = [from, to].map(
    (one) => one.organisationId && world.bodies.get(one.organisationId),
  );
  if (!maker || !receiver || maker.illustrative === receiver.illustrative) return [];
  return [
    problem(
      "made-up",
      "to",
      `Of ${maker.name} and ${receiver.name} one is made up and one is real: no power passes between them.`,
    ),
  ];
}

function recipientProblems(world: PowerWorld, given: ProposedDelegation): readonly Problem[] {
  const asked = given.function;
  const { allowed } = readRoutes(asked.mayBeDelegatedTo, asked.jointRoute, asked.sector);
  const wanted = classesOf(world, given);
  if (allowed.has("any") || wanted.some((one) => allowed.has(one))) return [];
  // A body that holds it by delegation acts through its own committees and officers; the law names them only for the holder.
  if (isOwn(given) && !holdsByLaw(world, given)) return [];
  const name = nameOf(world, given.to);
  const named = [...allowed].map((one) => recipientClasses[one]);
  const whom =
    named.length === 0
      ? "nobody to whom it may be delegated"
      : `only ${listInWords(named)} (in the words held here: “${asked.mayBeDelegatedTo}”)`;
  return [
    problem(
      "not-allowed",
      "to",
      `“${asked.name}” cannot be delegated to ${name}: the law as held here names ${whom}. If the law says otherwise, the list of functions must be put right first.`,
    ),
  ];
}

function isOwn({ from, to }: ProposedDelegation): boolean {
  return to.organisationId !== undefined && to.organisationId === from.organisationId;
}

function classesOf(world: PowerWorld, given: ProposedDelegation): readonly RecipientClass[] {
  const { to } = given;
  const board = to.boardId === undefined ? undefined : world.boards.get(to.boardId);
  const joint =
    board && (board.organisationId === undefined || /^joint-|^place-partnership$/.test(board.kind));
  if (isOwn(given)) {
    if (to.post !== undefined) return ["officer", "portfolio-holder", "chair"];
    return joint ? ["committee", "joint-committee"] : ["committee"];
  }
  if (joint)
    return board.kind === "place-partnership" ? ["joint-committee", "committee"] : ["joint-committee"];
  const body = to.organisationId === undefined ? undefined : world.bodies.get(to.organisationId);
  if (body?.kind === "icb") return ["icb"];
  if (body?.kind === "trust") return ["trust"];
  if (body && isCouncil(body)) return ["council"];
  return body?.slug === "nhs-england" ? ["nhs-england"] : [];
}

function areaProblems(world: PowerWorld, given: ProposedDelegation): readonly Problem[] {
  const own = ownArea(world, given.from);
  const area = given.areaId === undefined ? undefined : world.areas.get(given.areaId);
  if (!area || own === undefined) return [];
  if (!isInBeing(area, given.beginsOn)) {
    const why = whyNotInBeing(area, given.beginsOn) ?? "is not held here for so early a day";
    return [
      problem(
        "area",
        "area",
        `${area.name} ${why}: nothing can be delegated for it on ${formatCivilDate(given.beginsOn)}.`,
      ),
    ];
  }
  if (reaches(world, { inner: area.id, outer: own }, given.beginsOn)) return [];
  return [
    problem(
      "area",
      "area",
      `${area.name} does not lie in ${world.areas.get(own)?.name ?? "the area"} of ${nameOf(world, given.from)}, which can delegate only for its own area.`,
    ),
  ];
}

/** Lies in it, wholly or with a share. */
function reaches(world: PowerWorld, pair: { inner: AreaId; outer: AreaId }, at: CivilDate): boolean {
  if (liesWithin(world, pair.inner, pair.outer, at)) return true;
  return (world.wholesOf.get(pair.inner) ?? []).some(
    (one) => isInBeing(one, at) && liesWithin(world, one.areaId, pair.outer, at),
  );
}

function ownArea(world: PowerWorld, party: Party): AreaId | undefined {
  const board = party.boardId === undefined ? undefined : world.boards.get(party.boardId);
  const body = party.organisationId === undefined ? undefined : world.bodies.get(party.organisationId);
  return body?.areaId ?? board?.areaId;
}

function covers(row: Days, given: Pick<ProposedDelegation, "beginsOn" | "endsOn">): boolean {
  if (row.beginsOn === undefined && row.endsOn === undefined) return false;
  if (row.beginsOn !== undefined && row.beginsOn > given.beginsOn) return false;
  return row.endsOn === undefined || (given.endsOn !== undefined && given.endsOn <= row.endsOn);
}

/** Whether whoever delegates is a holder by law, or by the national delegation of a row, on all the days. */
function isBearer(world: PowerWorld, given: ProposedDelegation, row: FunctionHolder): boolean {
  if (row.kind === undefined || row.certainty !== "all" || !covers(daysOf(row), given)) return false;
  const body =
    given.from.organisationId === undefined ? undefined : world.bodies.get(given.from.organisationId);
  const key = partyKey(given.from, world.boards);
  if (row.kind === "nhs-trust" || row.kind === "foundation-trust") {
    const trust = body?.kind === "trust" && key.startsWith("organisation:");
    return trust && body.foundation === (row.kind === "foundation-trust");
  }
  const own = ownArea(world, given.from);
  const area = own === undefined ? undefined : world.areas.get(own);
  if (!area) return false;
  const { bearers } = bearersOf(row.kind, { world, area, at: given.beginsOn });
  return bearers.some(
    (one) =>
      one.key === key &&
      (row.regions.length === 0 ||
        row.regions.some((slug) => inRegion(world, slug, { area: area.id, at: given.beginsOn }))),
  );
}

function inRegion(world: PowerWorld, slug: string, { area, at }: { area: AreaId; at: CivilDate }): boolean {
  const region = world.areasBySlug.get(slug);
  return region !== undefined && liesWithin(world, area, region.id, at);
}

function daysOf(row: FunctionHolder): Days {
  return { ...(row.beginsOn && { beginsOn: row.beginsOn }), ...(row.endsOn && { endsOn: row.endsOn }) };
}

function holdsByLaw(world: PowerWorld, given: ProposedDelegation): boolean {
  return given.function.holders.some((row) => row.role !== "delegate" && isBearer(world, given, row));
}

function holdingProblems(world: PowerWorld, given: ProposedDelegation): readonly Problem[] {
  if (holdsByLaw(world, given)) return [];
  const nationally = given.function.holders.some(
    (row) => row.role === "delegate" && isBearer(world, given, row),
  );
  if (nationally) return isOwn(given) ? [] : [notFurther(world, given)];
  const received = allLines(world, given).filter(
    (one) =>
      partyKey(one.to, world.boards) === partyKey(given.from, world.boards) &&
      covers(one, given) &&
      (one.areaId === undefined ||
        (given.areaId !== undefined && liesWithin(world, given.areaId, one.areaId, given.beginsOn))),
  );
  if (received.length === 0) return [notHeld(world, given)];
  const passable = received.filter((one) => mayPassOn(one, given, world.boards));
  if (passable.length === 0) return [notFurther(world, given)];
  if (
    passable.some((one) => one.limit === undefined || (given.limit !== undefined && given.limit <= one.limit))
  )
    return [];
  const most = passable.map((one) => one.limit!).reduce((a, b) => (a > b ? a : b));
  const wanted = given.limit === undefined ? "without a limit" : `up to ${formatPounds(given.limit)}`;
  return [
    problem(
      "over-limit",
      "limit",
      `${nameOf(world, given.from)} may itself decide up to ${formatPounds(most)}, so it cannot delegate ${wanted}. Give ${formatPounds(most)} or less.`,
    ),
  ];
}

function notFurther(world: PowerWorld, given: ProposedDelegation): Problem {
  return problem(
    "not-further",
    "from",
    `${nameOf(world, given.from)} has “${given.function.name}” by a delegation that is not held to allow passing it on to ${nameOf(world, given.to)}. Whoever gave it must say first that it may be delegated further.`,
  );
}

function notHeld(world: PowerWorld, given: ProposedDelegation): Problem {
  const rows = given.function.holders.filter(
    (row) => row.role !== "delegate" && row.kind !== undefined && covers(daysOf(row), given),
  );
  const holders = [...new Set(rows.map((row) => holderLabel(row.kind!)))];
  const law =
    holders.length === 0
      ? "no kind of body is held here as its holder on all these days"
      : `on all these days the law as held here gives it to: ${listInWords(holders)}`;
  return problem(
    "not-held",
    "from",
    `${nameOf(world, given.from)} does not hold “${given.function.name}” ${daysInSentence(given)}: ${law}, and no line held here delegates it to ${nameOf(world, given.from)} for them. Only whoever holds a function can delegate it.`,
  );
}

function daysInSentence({ beginsOn, endsOn }: ProposedDelegation): string {
  return endsOn === undefined
    ? `from ${formatCivilDate(beginsOn)} on`
    : `from ${formatCivilDate(beginsOn)} to ${formatCivilDate(endsOn)}`;
}

/** Lines of the same function that share a day with it. */
function allLines(world: PowerWorld, given: ProposedDelegation): readonly Delegation[] {
  return [...world.delegationsFrom.values()]
    .flat()
    .filter((one) => one.functionId === given.function.id && daysOverlap(one, given));
}

function circleProblems(world: PowerWorld, given: ProposedDelegation): readonly Problem[] {
  const lines = allLines(world, given);
  const back = partyKey(given.from, world.boards);
  const seen = new Set<string>();
  const waiting = [{ key: partyKey(given.to, world.boards), names: [nameOf(world, given.to)] }];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at.key === back) {
      const way = [nameOf(world, given.from), ...at.names].join(" to ");
      return [
        problem(
          "circle",
          "to",
          `This would go round in a circle: ${way}. Nobody delegates back to where a power came from.`,
        ),
      ];
    }
    if (seen.has(at.key)) continue;
    seen.add(at.key);
    for (const line of lines)
      if (partyKey(line.from, world.boards) === at.key)
        waiting.push({ key: partyKey(line.to, world.boards), names: [...at.names, nameOf(world, line.to)] });
  }
  return [];
}

function linesBetween(world: PowerWorld, given: ProposedDelegation): readonly Delegation[] {
  const { from, to } = given;
  const key = (party: Party): string => partyKey(party, world.boards);
  return allLines(world, given).filter(
    (one) => key(one.from) === key(from) && key(one.to) === key(to) && one.areaId === given.areaId,
  );
}

function twiceProblems(world: PowerWorld, given: ProposedDelegation): readonly Problem[] {
  return linesBetween(world, given).map((one) => {
    const until = one.endsOn === undefined ? "without an end" : `until ${formatCivilDate(one.endsOn)}`;
    const most = one.limit === undefined ? "with no limit stated" : `up to ${formatPounds(one.limit)}`;
    return problem(
      "twice",
      "begins",
      `${nameOf(world, given.from)} delegates “${given.function.name}” to ${nameOf(world, given.to)} already, ${most}, from ${formatCivilDate(one.beginsOn)} ${until}. Both cannot hold on the same days: end that line first, or give other days.`,
    );
  });
}

function nameOf(world: PowerWorld, party: Party): string {
  return partyName(party, world);
}
