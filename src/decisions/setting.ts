import { addDays, formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { DecidingBody, GivenPoll, Law } from "@concordat/statute";
import { listInWords, type Db, type Problem } from "../kernel/index.ts";
import {
  findArea,
  findOrganisation,
  listAreas,
  listOrganisations,
  listParts,
  listSuccessions,
  pollsOf,
  type Area,
  type Organisation,
  type PollsHeld,
} from "../place/index.ts";

/** Something to know before relying on what follows from the register. */
export type Note = string;

/** Who decides, and where: what the register of places says of a proposal. */
export interface Setting {
  readonly organisation: Organisation | undefined;
  readonly bodies: readonly DecidingBody[];
  readonly areas: readonly {
    readonly slug: string;
    readonly name: string;
    readonly inLondon: boolean;
    readonly isUpperTier: boolean;
  }[];
  /** How the areas are known where nobody named them. */
  readonly areasFrom: string | undefined;
  readonly polls: readonly GivenPoll[];
  readonly notes: readonly Note[];
  readonly problems: readonly (Problem & { readonly field: string })[];
  readonly illustrative: boolean;
}

/** What the setting is asked for. */
export interface SettingAsked {
  readonly body: string;
  /** The kind of body that the kind of proposal implies. */
  readonly bodyKind: string | undefined;
  readonly areas: readonly string[];
  readonly today: CivilDate;
  readonly decision: CivilDate | undefined;
}

/** Reads from the register who decides, whom it becomes, which councils are touched, and their polls. */
export async function settingOf(db: Db, law: Law, asked: SettingAsked): Promise<Setting> {
  const found = asked.body === "" ? { problems: [] } : await findBody(db, asked);
  const { organisation } = found;
  const bodies =
    organisation === undefined
      ? { list: asked.bodyKind === undefined ? [] : [{ kind: asked.bodyKind }], notes: [] }
      : await bodiesOf(db, organisation, asked);
  const places = await areasOf(db, organisation, asked);
  const polls = await pollsFor(db, law, places.areas, asked);
  return {
    organisation,
    bodies: bodies.list,
    areas: places.areas,
    areasFrom: places.from,
    polls: polls.list,
    notes: [...bodies.notes, ...polls.notes],
    problems: [...found.problems, ...places.problems],
    illustrative: organisation?.basis === "illustrative",
  };
}

type Fault = Problem & { readonly field: string };

async function findBody(
  db: Db,
  { body, today, bodyKind }: SettingAsked,
): Promise<{ readonly organisation?: Organisation; readonly problems: readonly Fault[] }> {
  const bySlug = await findOrganisation(db, body, today);
  if (bySlug) return { organisation: bySlug, problems: [] };
  const wanted = body.toLowerCase();
  const all = await decidingBodies(db, today, bodyKind);
  const exact = all.filter(({ name, officialName }) =>
    [name, officialName].some((one) => one?.toLowerCase() === wanted),
  );
  const near = exact.length > 0 ? exact : all.filter(({ name }) => name.toLowerCase().includes(wanted));
  const [only] = near;
  if (only !== undefined && near.length === 1) return { organisation: only, problems: [] };
  const some = near.slice(0, 6).map(({ name }) => name);
  const message =
    some.length === 0
      ? `We hold no body called “${body}” on ${formatCivilDate(today)}. Choose one from the list, or leave this empty: the answer is then for any body of the usual kind.`
      : `“${body}” could be ${listInWords(some)}${near.length > some.length ? " or others" : ""}. Write the whole name.`;
  return { problems: [{ code: "decisions.no-such-body", field: "body", message }] };
}

const kindsOf: Readonly<Record<string, readonly Organisation["kind"][]>> = {
  icb: ["icb"],
  "nhs-trust": ["trust"],
  "upper-tier-council": ["council", "district-council"],
  "health-and-wellbeing-board": ["council"],
};

/** The bodies of a day that can take the decisions this page is about; those of the usual kind, where there is one. */
export async function decidingBodies(
  db: Db,
  at: CivilDate,
  bodyKind?: string,
): Promise<readonly Organisation[]> {
  const kinds = kindsOf[bodyKind ?? ""] ?? ["icb", "council", "district-council", "trust"];
  const lists = [];
  for (const kind of kinds) lists.push(await listOrganisations(db, { kind, at, illustrative: true }));
  return lists.flat();
}

/** The kind of body that the law's questions know; nothing for kinds that it does not name. */
function lawKindOf({ kind, foundation, slug }: Organisation): string | undefined {
  if (kind === "council") return "upper-tier-council";
  if (kind === "trust") return foundation === true ? "foundation-trust" : "nhs-trust";
  if (kind === "national-body") return slug === "nhs-england" ? "nhs-england" : "other";
  return ["icb", "district-council", "ccg", "pct", "strategic-authority", "healthwatch"].includes(kind)
    ? kind
    : undefined;
}

interface Bodies {
  readonly list: readonly DecidingBody[];
  readonly notes: readonly Note[];
}

/** A body with those before and after it. The register's end is the first day without it; the law's is its last day. */
async function bodiesOf(db: Db, one: Organisation, asked: SettingAsked): Promise<Bodies> {
  const isBoardOfCouncil = asked.bodyKind === "health-and-wellbeing-board" && one.kind === "council";
  const kind = isBoardOfCouncil ? asked.bodyKind : lawKindOf(one);
  if (kind === undefined)
    return {
      list: [{ name: one.name }],
      notes: [
        `What kind of body ${one.name} is for the law is not held here, so most answers are “cannot tell”.`,
      ],
    };
  const named = (name: string): string => (isBoardOfCouncil ? `Health and wellbeing board of ${name}` : name);
  const own: DecidingBody = {
    name: named(one.name),
    kind,
    ...(one.beginsOn !== undefined && { from: one.beginsOn }),
    ...(one.endsOn !== undefined && { to: addDays(one.endsOn, -1) }),
  };
  const events = await listSuccessions(db, one.id);
  const after = events.filter(({ direction, on }) => direction === "became" && on === one.endsOn);
  const before = events.filter(({ direction, on }) => direction === "came-from" && on === one.beginsOn);
  const list = [own];
  const notes: Note[] = [];
  if (after.length > 0 && one.endsOn !== undefined) {
    const names = after.map(({ to }) => to.name);
    list.push({ name: named(either(names)), kind, from: one.endsOn });
    if (names.length > 1)
      notes.push(
        `${one.name} became ${listInWords(names)} on ${formatCivilDate(one.endsOn)}. Name the one that will decide.`,
      );
  }
  if (before.length > 0 && one.beginsOn !== undefined && asked.today < one.beginsOn) {
    list.push({
      name: named(either(before.map(({ from }) => from.name))),
      kind,
      to: addDays(one.beginsOn, -1),
    });
  }
  return { list, notes };
}

function either(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} or ${names.at(-1) ?? ""}`;
}

interface Places {
  readonly areas: Setting["areas"];
  readonly from: string | undefined;
  readonly problems: readonly Fault[];
}

async function areasOf(db: Db, one: Organisation | undefined, asked: SettingAsked): Promise<Places> {
  const at = dayOfBody(one, asked.today);
  const own = one?.area && (await findArea(db, one.area.slug));
  // The area of a care board is no council's: then nothing has to be looked for among the hundreds of councils.
  const mayBeCouncil = asked.areas.length > 0 || own?.kind === "place" || own?.kind === "district";
  const councils = mayBeCouncil ? await councilAreas(db, at) : [];
  const london = await findArea(db, "london");
  const parts = london === undefined ? [] : await listParts(db, london.id, at);
  const boroughs = new Set(parts.map(({ area }) => area.slug));
  const placed = (list: readonly { readonly slug: string; readonly name: string; readonly kind: string }[]) =>
    list.map(({ slug, name, kind }) => ({
      slug,
      name,
      inLondon: boroughs.has(slug),
      isUpperTier: kind === "place",
    }));
  if (asked.areas.length > 0) {
    const found = asked.areas.map((text) =>
      councils.find(({ slug, name }) => slug === text || name.toLowerCase() === text.toLowerCase()),
    );
    const unknown = asked.areas.filter((_text, index) => found[index] === undefined);
    const problems = unknown.map((text) => ({
      code: "decisions.no-such-area",
      field: "areas",
      message: `We hold no council area called “${text}” on ${formatCivilDate(at)}. Write names as under Areas, for example Camden, Islington.`,
    }));
    return { areas: placed(found.filter((area) => area !== undefined)), from: undefined, problems };
  }
  if (one?.area === undefined) return { areas: [], from: undefined, problems: [] };
  const council = councils.find(({ slug }) => slug === one.area?.slug);
  if (council !== undefined)
    return { areas: placed([council]), from: `the area of ${one.name}`, problems: [] };
  const inside = (await listParts(db, one.area.id, at))
    .map(({ area }) => area)
    .filter(({ kind }) => kind === "place");
  const from = `the council areas of ${one.area.name} on ${formatCivilDate(at)}`;
  return { areas: placed(inside), from: inside.length === 0 ? undefined : from, problems: [] };
}

async function councilAreas(db: Db, at: CivilDate): Promise<readonly Area[]> {
  return [
    ...(await listAreas(db, { kind: "place", at, illustrative: true })),
    ...(await listAreas(db, { kind: "district", at, illustrative: true })),
  ];
}

/** A body that has ended, or is yet to begin, is asked about for its nearest day. */
function dayOfBody(one: Organisation | undefined, today: CivilDate): CivilDate {
  if (one?.endsOn !== undefined && today >= one.endsOn) return addDays(one.endsOn, -1);
  return one?.beginsOn !== undefined && today < one.beginsOn ? one.beginsOn : today;
}

/** Polls further away do not matter to a decision that can be planned now. */
const pollDaysAhead = 500;

async function pollsFor(
  db: Db,
  law: Law,
  areas: Setting["areas"],
  { today, decision }: SettingAsked,
): Promise<{ readonly list: readonly GivenPoll[]; readonly notes: readonly Note[] }> {
  if (areas.length === 0) return { list: [], notes: [] };
  const from = decision !== undefined && decision < today ? decision : today;
  const to = addDays(decision !== undefined && decision > today ? decision : today, pollDaysAhead);
  const held = await pollsOf(db, { areas: areas.map(({ slug }) => slug), from, to });
  const inLondon = areas.some((area) => area.inLondon);
  const list = new Map<string, GivenPoll>();
  const add = (poll: GivenPoll): void => void list.set(`${poll.date} ${poll.kind}`, poll);
  for (const poll of held.polls)
    if (poll.on !== undefined) add({ date: poll.on, kind: lawPollKind(poll, inLondon) });
  for (const poll of law.polls) {
    const touches = poll.area === "United Kingdom" || (inLondon && poll.area === "London");
    if (touches && !poll.isPostponed && poll.date >= from && poll.date <= to)
      add({ date: poll.date, kind: poll.kind });
  }
  const polls = [...list.values()].toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return { list: polls, notes: pollNotes(held, areas, law) };
}

/** A register may know only the year of an ordinary election whose day the law's own list gives. */
function isDatedByLaw(poll: PollsHeld["polls"][number], areas: Setting["areas"], law: Law): boolean {
  const inLondon = areas.every((area) => area.inLondon);
  return (
    poll.kind === "ordinary" &&
    inLondon &&
    law.polls.some(
      ({ area, kind, date }) =>
        area === "London" && kind === "london-borough" && Number(date.slice(0, 4)) === poll.year,
    )
  );
}

function lawPollKind({ kind }: PollsHeld["polls"][number], inLondon: boolean): string {
  if (kind === "by-election") return "by-election";
  return inLondon ? "london-borough" : "local-ordinary";
}

function pollNotes(held: PollsHeld, areas: Setting["areas"], law: Law): readonly Note[] {
  const vague = held.polls.filter((poll) => poll.on === undefined && !isDatedByLaw(poll, areas, law));
  const names = (slugs: readonly string[]): string =>
    listInWords(areas.filter(({ slug }) => slugs.includes(slug)).map(({ name }) => name));
  return [
    ...(vague.length === 0
      ? []
      : [
          `Of ${vague.every(({ kind }) => kind === "by-election") ? "by-elections" : "polls"} of ${listInWords([...new Set(vague.map(({ council }) => council.name))])} no day is known here, only the year at most. Restraint before them is not counted: ask the council.`,
        ]),
    ...(held.notHeld.length === 0
      ? []
      : [
          `We hold no polls of ${names(held.notHeld)}. That does not mean that there are none: ask the council, and add a poll by answering its questions.`,
        ]),
  ];
}
