import { formatCivilDate } from "@concordat/calendar";
import type { Gate } from "../kernel/index.ts";
import { findMeeting, listItems, listMotions } from "../meetings/index.ts";
import { noticeGaps, type Planned } from "./forward-plan.ts";
import { listPlanned } from "./store-forward-plan.ts";
import { lawHolidays } from "./store-law.ts";

const textIn = (input: Readonly<Record<string, unknown>>, name: string): string =>
  typeof input[name] === "string" ? input[name] : "";

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
    const meeting = await findMeeting(db, textIn(input, "slug"));
    if (meeting?.board.kind !== "cabinet" || !carries(input)) return [];
    const item = (await listItems(db, meeting.id)).find(({ position }) => position === Number(input["item"]));
    if (item === undefined) return [];
    const motion = (await listMotions(db, meeting.id)).find(
      ({ itemId, number }) => itemId === item.id && number === Number(input["motion"]),
    );
    if (motion?.amends !== undefined) return [];
    const announced = (await listPlanned(db, { boardId: meeting.board.id, illustrative: true })).filter(
      ({ keyDecision }) => keyDecision,
    );
    const named = textIn(input, "notice")
      .trim()
      .replace(/^.*\/forward-plan\//u, "");
    if (named !== "") {
      const why = whyNoNotice(
        announced.find(({ slug }) => slug === named),
        { named, board: meeting.board.name },
      );
      if (why !== undefined) return [why];
    }
    const planned = announced
      .filter(({ settled }) => settled === undefined)
      .findLast((one) => (named === "" ? sameTitle(one.title, item.title) : one.slug === named));
    if (planned === undefined && input["keyDecision"] !== "yes") return [];
    const gaps = noticeGaps(planned, { title: item.title, on: meeting.on }, lawHolidays());
    return gaps.length === 0 ? [] : [...gaps, toPutItOff];
  },
};

const toPutItOff =
  "To put it off, record the motion as withdrawn, and put the item on a later agenda once its notice has run.";

/** Whether the motion carries by what is said of it; whether the votes were valid is for the meeting to check. */
function carries(input: Readonly<Record<string, unknown>>): boolean {
  if (input["how"] !== "vote") return input["how"] === "consensus";
  const votes = (name: string): number => (Array.isArray(input[name]) ? input[name].length : 0);
  const lead = votes("for") - votes("against");
  return lead > 0 || (lead === 0 && input["casting"] === "for");
}

/** Why what is named is no notice of what is decided now: one that is settled stood for another decision. */
function whyNoNotice(
  planned: Planned | undefined,
  { named, board }: { readonly named: string; readonly board: string },
): string | undefined {
  if (planned === undefined)
    return `“${named}” is no notice of a key decision of ${board} in the forward plan. Give the last part of its address.`;
  if (planned.settled === undefined) return undefined;
  const { how, on } = planned.settled;
  return `“${named}” is the notice of a decision that was ${how === "decided" ? "taken" : "withdrawn"}, as entered on ${formatCivilDate(on)}. Name the notice of this one.`;
}

function sameTitle(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
