import { civilDateOfDayNumber, dayNumber } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import type { Sheet } from "./evaluate.ts";
import type { FactValue } from "./fact.ts";
import { isNear, pollsNear } from "./poll.ts";
import { valueOfStated } from "./proposal.ts";
import type { DecidingBody, PlannedMeeting, Proposal } from "./proposal.ts";
import type { Statute } from "./statute.ts";
import { optionText } from "./words.ts";

/** A fact that nobody stated but that follows from the rest of a proposal, with the reason. */
export type DerivedFact = { readonly key: string; readonly value: string; readonly because: string };

/** What is known: as it was recorded, and with what a plan may add. Days are day numbers. */
export type Known = {
  readonly recorded: Sheet;
  readonly planned: Sheet;
  readonly derived: readonly DerivedFact[];
  /** The day of the decision and where it comes from. */
  readonly decision: { readonly day: number; readonly basis: "fact" | "event" | "meeting" } | undefined;
  readonly body: DecidingBody | undefined;
  readonly meeting: PlannedMeeting | undefined;
};

const meetingOfMaker: Readonly<Record<string, string>> = {
  "full-council": "full-council",
  "executive-meeting": "executive",
  "council-committee": "council-committee",
  "icb-board": "icb-board",
};

/**
 * The known facts of a proposal.
 *
 * Recorded: facts as stated, the dates of events where no fact says otherwise and only one event does, the body, the
 * meeting. Planned adds what is only sensible for a decision still ahead: its date, the meeting that the maker implies,
 * the next poll. The past is judged by what was recorded alone.
 *
 * @param day  the day of the decision to plan with, where the proposal gives none
 */
export function factsKnown(statute: Statute, proposal: Proposal, day?: number): Known {
  const values: (FactValue | undefined)[] = statute.blank.sheet.slice();
  const derived: DerivedFact[] = [];
  const place = (key: string): number => statute.factNumbers.get(key) ?? -1;
  for (const fact of proposal.facts) {
    const definition = statute.law.facts.get(fact.key);
    if (definition !== undefined) values[place(fact.key)] = valueOfStated(definition, fact);
  }
  const stated = new Set(proposal.facts.map((fact) => fact.key));
  addEvents(statute, proposal, stated, values);
  const today = proposal.today === undefined ? undefined : dayNumber(proposal.today);
  const decided = values[place("decision.date")];
  const meeting = meetingFor(proposal, decided?.last, today);
  const decision = decisionOf(decided, stated, meeting);
  const body = bodyOn(proposal.bodies, decision?.day ?? day ?? today);
  const set = (key: string, value: FactValue, text: string, because: string): void => {
    if (stated.has(key) || values[place(key)] !== undefined) return;
    values[place(key)] = value;
    derived.push({ key, value: text, because });
  };
  if (body?.kind !== undefined)
    set("body.kind", { text: body.kind, sure: true }, body.kind, "the body given");
  if (meeting !== undefined) {
    set("meeting.called", { text: "yes", sure: true }, "yes", "a meeting is given");
    set("meeting.date", dayValue(dayNumber(meeting.date)), meeting.date, "the meeting given");
    if (meeting.kind !== undefined)
      set("meeting.kind", { text: meeting.kind, sure: true }, meeting.kind, "the meeting given");
  }
  const recorded = values.slice();
  addPlan(statute, proposal, decision?.day ?? day, values, set);
  return { recorded, planned: values, derived, decision, body, meeting };
}

type Setter = (key: string, value: FactValue, text: string, because: string) => void;

function addPlan(
  statute: Statute,
  proposal: Proposal,
  day: number | undefined,
  values: readonly (FactValue | undefined)[],
  set: Setter,
): void {
  const text = (key: string): string | undefined => values[statute.factNumbers.get(key) ?? -1]?.text;
  if (day === undefined) return;
  const on = civilDateOfDayNumber(day);
  set("decision.date", dayValue(day), on, "the day planned with");
  const maker = text("decision.maker-kind");
  const kind =
    maker === "trust-board"
      ? { "nhs-trust": "nhs-trust-board", "foundation-trust": "foundation-trust-board" }[
          text("body.kind") ?? ""
        ]
      : meetingOfMaker[maker ?? ""];
  if (kind !== undefined) {
    set("meeting.kind", { text: kind, sure: true }, kind, "who decides");
    set("meeting.called", { text: "yes", sure: true }, "yes", "who decides meets to decide");
    set("meeting.date", dayValue(day), on, "the day planned with");
  }
  addPoll(statute, proposal, on, text("proposal.in-london"), set);
}

function addPoll(
  statute: Statute,
  proposal: Proposal,
  on: CivilDate,
  inLondon: string | undefined,
  set: Setter,
): void {
  const isInLondon =
    inLondon === "yes" || proposal.areas.some((area) => /^(greater )?london$/i.test(area))
      ? true
      : inLondon === "no"
        ? false
        : undefined;
  const near =
    proposal.polls.length > 0
      ? proposal.polls
          .filter((poll) => isNear(poll.date, on))
          .map((poll) => ({ ...poll, title: optionText(poll.kind) }))
      : pollsNear(statute.law.polls, on, proposal.areas, isInLondon);
  const [next] = near.toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  if (next === undefined) return;
  set("poll.date", dayValue(dayNumber(next.date)), next.date, `the next poll: ${next.title}`);
  set("poll.kind", { text: next.kind, sure: true }, next.kind, `the next poll: ${next.title}`);
}

function dayValue(day: number): FactValue {
  return { first: day, last: day, sure: true };
}

function addEvents(
  statute: Statute,
  proposal: Proposal,
  stated: ReadonlySet<string>,
  values: (FactValue | undefined)[],
): void {
  if (proposal.events.length === 0) return;
  for (const { place, fact } of statute.datedByEvents) {
    if (stated.has(fact.key)) continue;
    const found = proposal.events.filter((event) => fact.events.includes(event.kind));
    const [only] = found;
    if (only !== undefined && found.length === 1)
      values[place] = { first: only.first, last: only.last, sure: only.sure };
  }
}

/** The meeting of the decision's day, or else the first that is still to come. */
function meetingFor(
  { meetings }: Proposal,
  decided: number | undefined,
  today: number | undefined,
): PlannedMeeting | undefined {
  const from = decided ?? today;
  if (decided !== undefined) return meetings.find(({ date }) => dayNumber(date) === decided);
  return meetings.find(({ date }) => from === undefined || dayNumber(date) >= from);
}

function decisionOf(
  decided: FactValue | undefined,
  stated: ReadonlySet<string>,
  meeting: PlannedMeeting | undefined,
): Known["decision"] {
  if (decided?.last !== undefined)
    return { day: decided.last, basis: stated.has("decision.date") ? "fact" : "event" };
  return meeting === undefined ? undefined : { day: dayNumber(meeting.date), basis: "meeting" };
}

/** The body that decides on a day: where two overlap, the later one. */
export function bodyOn(bodies: readonly DecidingBody[], day: number | undefined): DecidingBody | undefined {
  if (day === undefined) return bodies[0];
  const on = civilDateOfDayNumber(day);
  return bodies
    .filter(({ from, to }) => (from === undefined || from <= on) && (to === undefined || on <= to))
    .toSorted((a, b) => ((a.from ?? "") < (b.from ?? "") ? 1 : -1))[0];
}
