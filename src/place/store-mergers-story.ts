import { addDays, formatCivilDate } from "@concordat/calendar";
import { countOf, listInWords, type Db } from "../kernel/index.ts";
import type { Board } from "./board.ts";
import { countAreas, passedAlong, type PassedArea, type StoryLine, type SuccessionEvent } from "./merger.ts";
import { schemeLabel, type Identifier, type Organisation } from "./organisation.ts";
import { statutoryBodies } from "./statutory-bodies.ts";
import { isInForce, provisionInWords } from "./statutory-law.ts";
import { statutorySeats } from "./statutory-seats.ts";
import { listBoards } from "./store-boards.ts";
import { listLeftBehind } from "./store-changes.ts";
import { listBoardsWithSeats } from "./store-ending.ts";
import { councilsOfPlaces, countLinesNaming, listPassedAreas } from "./store-mergers.ts";
import { listUnsettledPlaces } from "./store-unsettled.ts";
import { listIdentifiersOf } from "./store-organisations.ts";
import { asSentence, shareInWords } from "./words.ts";

/** What became of everything that this site holds of the bodies of an event, and of what the law asks of them. */
export async function tellStory(
  db: Db,
  event: SuccessionEvent,
): Promise<{ readonly areas: readonly PassedArea[]; readonly lines: readonly StoryLine[] }> {
  const passed = passedAlong(event, await listPassedAreas(db, event));
  const areas = passed.filter((area) => area.kind === "place");
  const networks = passed.filter((area) => area.kind === "neighbourhood");
  return {
    areas,
    lines: [
      ...areas.map((area) => areaLine(event, area)),
      ...(await seatLines(db, event, areas)),
      ...bodyLines(event),
      ...(await boardLines(db, event)),
      ...(await partnershipLines(db, event, areas)),
      ...(await delegationLines(db, event)),
      ...(await codeLines(db, event)),
      ...networkLines(event, networks),
      ...(await unsettledLines(db, event)),
      ...(await recordedLines(db, event)),
    ],
  };
}

function nameIn(event: SuccessionEvent, id: string): string {
  return [...event.ended, ...event.following].find((body) => body.id === id)?.name ?? "a body not held here";
}

function areaLine(event: SuccessionEvent, area: PassedArea): StoryLine {
  const part = (share: number | undefined): string =>
    share === undefined
      ? " (share not known)"
      : share === 1
        ? ""
        : ` (${shareInWords(share)} of it, by small areas)`;
  return {
    facet: "place",
    thing: area.name,
    href: `/areas/${area.slug}`,
    outcome: "passes-on",
    to: nameIn(event, area.to),
    why: `It lay in the area of ${nameIn(event, area.from)}${part(area.shareBefore)} and lies in that of ${nameIn(event, area.to)}${part(area.shareAfter)}.`,
  };
}

/** The seat of an integrated care board on each health and wellbeing board of its area: the law gives it to whichever board it is. */
async function seatLines(
  db: Db,
  event: SuccessionEvent,
  areas: readonly PassedArea[],
): Promise<readonly StoryLine[]> {
  const seat = statutorySeats["health-and-wellbeing-board"]?.find(
    (one) => one.per === "each-icb" && isInForce(one, event.on),
  );
  if (!seat) return [];
  const councils = await councilsOfPlaces(
    db,
    areas.map((area) => area.slug),
    event.on,
  );
  const kindOf = new Map<string, string>(
    [...event.ended, ...event.following].map((body) => [body.id, body.kind]),
  );
  return areas.flatMap((area): readonly StoryLine[] => {
    const council = councils.get(area.slug);
    if (!council || kindOf.get(area.from) !== "icb" || kindOf.get(area.to) !== "icb") return [];
    return [
      {
        facet: "seat",
        thing: `Seat of ${nameIn(event, area.from)} on the health and wellbeing board of ${area.name}`,
        href: `/organisations/${council.slug}`,
        outcome: "passes-on",
        to: nameIn(event, area.to),
        why: `By law at least: the board has a ${seat.role} of the area, ${provisionInWords(seat.provision)}. Who takes the seat: not known here.`,
      },
    ];
  });
}

/** Bodies that the law asks of the ended ones: they go with them, and the law asks for them of the new. */
function bodyLines(event: SuccessionEvent): readonly StoryLine[] {
  const before = addDays(event.on, -1);
  return event.ended.flatMap((body) =>
    statutoryBodies(body, before).map((one): StoryLine => {
      const followers = event.following.filter((next) =>
        event.flows.some((flow) => flow.from === body.id && flow.to === next.id),
      );
      const asked = followers.filter((next) =>
        statutoryBodies(next, event.on).some((other) => other.key === one.key),
      );
      return {
        facet: "body",
        thing: `${one.name} of ${body.name}`,
        outcome: "ends",
        why: `By law at least: ${provisionInWords(one.provision)}.${asked.length > 0 ? ` The law asks the same of ${listInWords(asked.map((next) => next.name))}.` : ""}`,
      };
    }),
  );
}

/** Boards held here: the body's own end with it; what becomes of its seats on those of others, they must say. */
async function boardLines(db: Db, event: SuccessionEvent): Promise<readonly StoryLine[]> {
  const ids = event.ended.map((body) => body.id);
  const own = await listBoards(db, {
    at: addDays(event.on, -1),
    organisationIds: ids,
    illustrative: true,
  });
  const elsewhere = await listBoardsWithSeats(db, ids, event.on);
  return event.ended.flatMap((body) => [
    ...own
      .filter((board) => board.organisation?.id === body.id)
      .map((board): StoryLine => ({
        facet: "board",
        thing: board.name,
        href: `/boards/${board.slug}`,
        outcome: "ends",
        why: "A board ends with the body whose board it is.",
      })),
    ...elsewhere
      .filter((board) => board.organisation === body.id)
      .map((board): StoryLine => ({
        facet: "board",
        thing: `Seats of ${body.name} on ${board.name}: ${listInWords([...new Set(board.roles)])}`,
        outcome: "must-be-asked",
        why: "A board says itself who takes a seat whose body has ended.",
      })),
  ]);
}

/** Partnerships of the places: they meet on, and what the ended body had given them is not held. */
async function partnershipLines(
  db: Db,
  event: SuccessionEvent,
  areas: readonly PassedArea[],
): Promise<readonly StoryLine[]> {
  if (areas.length === 0) return [];
  const boards = await listBoards(db, { at: event.on, kind: "place-partnership", illustrative: true });
  const fromOf = (board: Board): PassedArea | undefined =>
    areas.find((area) => area.slug === board.area?.slug || board.areaWords?.split("; ").includes(area.name));
  return boards.flatMap((board): readonly StoryLine[] => {
    const area = fromOf(board);
    if (!area) return [];
    return [
      {
        facet: "partnership",
        thing: board.name,
        href: `/boards/${board.slug}`,
        outcome: "not-known",
        why: `Known ${board.completeness === "not-held" ? "by name only" : "from its source"}, of ${board.area?.name ?? board.areaWords ?? area.name}. What ${nameIn(event, area.from)} had delegated to it, and whether ${nameIn(event, area.to)} does: not known here.`,
      },
    ];
  });
}

async function delegationLines(db: Db, event: SuccessionEvent): Promise<readonly StoryLine[]> {
  const counts = await countLinesNaming(
    db,
    event.ended.map((body) => body.id),
  );
  return event.ended.map((body): StoryLine => {
    const held = counts.get(body.id) ?? 0;
    return {
      facet: "delegation",
      thing: `Delegations by and to ${body.name}`,
      href: `/organisations/${body.slug}`,
      outcome: held === 0 ? "not-known" : "ends",
      why:
        held === 0
          ? "Its scheme of delegation is not known here. A delegation lapses with the body that made it unless a successor takes it over."
          : `${countOf(held, "line")} of schemes that name it ${held === 1 ? "is" : "are"} held here; a line lapses with the body unless a successor takes it over. Any other: not known here.`,
    };
  });
}

/** Codes of the body and of its area: a code stands for nothing once what it stood for has ended. */
async function codeLines(db: Db, event: SuccessionEvent): Promise<readonly StoryLine[]> {
  const lines: StoryLine[] = [];
  const goesOn = new Set(event.following.map((body) => body.area?.id));
  const held = await listIdentifiersOf(
    db,
    [...event.ended, ...event.following].flatMap((body) => [body.id, ...(body.area ? [body.area.id] : [])]),
  );
  const codesOf = (body: Organisation): readonly Identifier[] => [
    ...(held.get(body.id) ?? []),
    ...(body.area ? (held.get(body.area.id) ?? []) : []),
  ];
  const newCodes = new Map(event.following.map((body) => [body.id as string, codesOf(body)]));
  for (const body of event.ended) {
    if (body.area && goesOn.has(body.area.id)) continue;
    const followers = event.flows.filter((flow) => flow.from === body.id).map((flow) => flow.to);
    for (const code of distinct(codesOf(body))) {
      if (code.endsOn !== undefined && code.endsOn < event.on) continue;
      const same = followers.flatMap((id) =>
        (newCodes.get(id) ?? [])
          .filter((one) => one.scheme === code.scheme && (one.endsOn === undefined || one.endsOn > event.on))
          .map((one) => `${one.code} for ${nameIn(event, id)}`),
      );
      lines.push({
        facet: "code",
        thing: `${schemeLabel(code.scheme)} ${code.code} of ${body.name}`,
        outcome: "ends",
        why:
          same.length === 0
            ? "No code of this list is held for what follows."
            : `Instead: ${listInWords([...new Set(same)])}.`,
      });
    }
  }
  return lines;
}

function distinct(codes: readonly Identifier[]): readonly Identifier[] {
  return [...new Map(codes.map((code) => [`${code.scheme} ${code.code}`, code])).values()];
}

function networkLines(event: SuccessionEvent, networks: readonly PassedArea[]): readonly StoryLine[] {
  return event.flows.flatMap((flow): readonly StoryLine[] => {
    const own = networks.filter((area) => area.from === flow.from && area.to === flow.to);
    if (own.length === 0) return [];
    return [
      {
        facet: "network",
        thing: `${countOf(countAreas(own), "neighbourhood")} (primary care networks) of ${nameIn(event, flow.from)}`,
        outcome: "passes-on",
        to: nameIn(event, flow.to),
        why: "They lie in its area, by the one list of networks held, of January 2022.",
      },
    ];
  });
}

async function unsettledLines(db: Db, event: SuccessionEvent): Promise<readonly StoryLine[]> {
  const areas = event.following.flatMap((body) => (body.area ? [body.area.id] : []));
  const open = await listUnsettledPlaces(db, { candidates: areas, on: event.on });
  return open.map((one): StoryLine => ({
    facet: "unsettled",
    thing: one.name,
    href: `/${one.kind === "area" ? "areas" : "organisations"}/${one.slug}`,
    ...(one.settled
      ? {
          outcome: "passes-on" as const,
          to: one.settled.into.name,
          why: `The sources left its ${one.asked} open; it was settled here on ${formatCivilDate(one.settled.on)}. ${asSentence(one.settled.reason)}`,
        }
      : {
          outcome: "must-be-asked" as const,
          why: `Its ${one.asked} since ${formatCivilDate(event.on)} is one of ${listInWords(one.candidates.map((area) => area.name))}; the sources do not say which.`,
        }),
  }));
}

/** What somebody's act here recorded when the body ended, or settled since. */
async function recordedLines(db: Db, event: SuccessionEvent): Promise<readonly StoryLine[]> {
  const left = await listLeftBehind(db, ...event.ended.map((body) => body.id));
  return event.ended.flatMap((body) =>
    left
      .filter((one) => one.organisationId === body.id)
      .map((one): StoryLine => ({
        facet: "recorded",
        thing: `${one.title} (${body.name})`,
        outcome: one.outcome,
        why: one.why,
      })),
  );
}
