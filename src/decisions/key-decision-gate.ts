import { civilDate, formatCivilDate, parseCivilDate, type CivilDate } from "@concordat/calendar";
import { slugIn, type Gate } from "../kernel/index.ts";
import { findMeeting, isExecutive, listItems, listMotions, type Taker } from "../meetings/index.ts";
import { findLatestOrganisation } from "../place/index.ts";
import { noticeGaps, type Planned } from "./forward-plan.ts";
import { listPlanned } from "./store-forward-plan.ts";
import { lawHolidays } from "./store-law.ts";

type Input = Readonly<Record<string, unknown>>;

const textIn = (input: Input, name: string): string => (typeof input[name] === "string" ? input[name] : "");

/**
 * A key decision of an executive waits at its meeting for 28 clear days of notice, or for an exception that was published
 * with its ground (invariant 29).
 *
 * It stands before whatever is said to be a key decision, and before whatever was announced as one. It does not stand before
 * what decides nothing: an amendment, a motion that is withdrawn or does not carry.
 *
 * @source SI 2012/2089 regs 9 to 11, text read on 21 November 2026
 */
export const keyDecisionGate: Gate = {
  name: "decisions.key-decision-announced",
  before: "meetings.decide-motion",
  async reasonsAgainst({ db }, input) {
    const meeting = await findMeeting(db, slugIn(input));
    if (meeting?.board.kind !== "cabinet" || !carries(input)) return [];
    const item = (await listItems(db, meeting.id)).find(({ position }) => position === Number(input["item"]));
    if (item === undefined) return [];
    const motion = (await listMotions(db, meeting.id)).find(
      ({ itemId, number }) => itemId === item.id && number === Number(input["motion"]),
    );
    if (motion?.amends !== undefined) return [];
    return noticeReasons(input, {
      title: item.title,
      on: meeting.on,
      by: meeting.board.name,
      planned: await listPlanned(db, { boardId: meeting.board.id, illustrative: true }),
      otherwise:
        "To put it off, record the motion as withdrawn, and put the item on a later agenda once its notice has run.",
    });
  },
};

/**
 * The same of a key decision that a member or an officer of an executive takes alone: the law asks the same notice of it.
 *
 * A notice that names a board is none of it: a notice says who decides (reg 9(2)). Whether the office that it names is the one
 * that decided is for readers to see; both are public.
 *
 * @source SI 2012/2089 regs 9 to 11, text read on 21 November 2026
 */
export const keyDecisionAloneGate: Gate = {
  name: "decisions.key-decision-alone-announced",
  before: "meetings.record-decision",
  async reasonsAgainst({ db }, input) {
    const organisation = await findLatestOrganisation(db, slugIn(input));
    const on = parseCivilDate(textIn(input, "decidedOn").trim());
    if (organisation === undefined || !on.ok || on.value < inForceFrom) return [];
    const mayTakeKey = isExecutive(textIn(input, "taker") as Taker, {
      organisationKind: organisation.kind,
      keyDecision: "yes",
    });
    if (!mayTakeKey) return [];
    const planned = await listPlanned(db, { organisationId: organisation.id, illustrative: true });
    return noticeReasons(input, {
      title: textIn(input, "title").trim(),
      on: on.value,
      by: `an office of ${organisation.name}`,
      planned: planned.filter(({ board }) => board === undefined),
      otherwise:
        "Where neither notice nor an exception held on that day, take the decision again once its notice has run.",
    });
  },
};

/** From this day key decisions have been those of SI 2012/2089. */
const inForceFrom = civilDate("2012-09-10");

/** A decision that may have to wait for its notice. */
interface Decision {
  readonly title: string;
  readonly on: CivilDate;
  /** Who takes it, as a sentence names them. */
  readonly by: string;
  /** What was announced of whoever takes it. */
  readonly planned: readonly Planned[];
  /** What else can be done where notice is missing. */
  readonly otherwise: string;
}

/** Why a decision that is said to be key, or was announced as one, waits; empty where it does not. */
function noticeReasons(input: Input, decision: Decision): readonly string[] {
  const announced = decision.planned.filter(({ keyDecision }) => keyDecision);
  const named = textIn(input, "notice")
    .trim()
    .replace(/^.*\/forward-plan\//u, "");
  if (named !== "") {
    const why = whyNoNotice(
      announced.find(({ slug }) => slug === named),
      { named, by: decision.by },
    );
    if (why !== undefined) return [why];
  }
  const planned = announced
    .filter(({ settled }) => settled === undefined)
    .findLast((one) => (named === "" ? sameTitle(one.title, decision.title) : one.slug === named));
  if (planned === undefined && input["keyDecision"] !== "yes") return [];
  const gaps = noticeGaps(planned, decision, lawHolidays());
  return gaps.length === 0 ? [] : [...gaps, decision.otherwise];
}

/** Whether the motion carries by what is said of it; whether the votes were valid is for the meeting to check. */
function carries(input: Input): boolean {
  if (input["how"] !== "vote") return input["how"] === "consensus";
  const votes = (name: string): number => (Array.isArray(input[name]) ? input[name].length : 0);
  const lead = votes("for") - votes("against");
  return lead > 0 || (lead === 0 && input["casting"] === "for");
}

/** Why what is named is no notice of what is decided now: one that is settled stood for another decision. */
function whyNoNotice(
  planned: Planned | undefined,
  { named, by }: { readonly named: string; readonly by: string },
): string | undefined {
  if (planned === undefined)
    return `“${named}” is no notice of a key decision by ${by} in the forward plan. Give the last part of its address.`;
  if (planned.settled === undefined) return undefined;
  const { how, on } = planned.settled;
  return `“${named}” is the notice of a decision that was ${how === "decided" ? "taken" : "withdrawn"}, as entered on ${formatCivilDate(on)}. Name the notice of this one.`;
}

function sameTitle(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
