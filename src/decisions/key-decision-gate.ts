import type { Gate } from "../kernel/index.ts";
import { findMeeting, listItems } from "../meetings/index.ts";
import { noticeGaps, type Planned } from "./forward-plan.ts";
import { listPlanned } from "./store-forward-plan.ts";
import { lawHolidays } from "./store-law.ts";

const textIn = (input: Readonly<Record<string, unknown>>, name: string): string =>
  typeof input[name] === "string" ? input[name] : "";

/**
 * A key decision of an executive waits at its meeting for 28 clear days of notice, or for an exception that was published
 * with its ground (invariant 29).
 *
 * It stands before whatever is said to be a key decision, and before whatever was announced as one.
 *
 * @source SI 2012/2089 regs 9 to 11, text read on 21 November 2026
 */
export const keyDecisionGate: Gate = {
  name: "decisions.key-decision-announced",
  before: "meetings.decide-motion",
  async reasonsAgainst({ db }, input) {
    const meeting = await findMeeting(db, textIn(input, "slug"));
    if (meeting?.board.kind !== "cabinet" || input["how"] === "withdrawn") return [];
    const item = (await listItems(db, meeting.id)).find(({ position }) => position === Number(input["item"]));
    if (item === undefined) return [];
    const notices = (await listPlanned(db, { boardId: meeting.board.id, illustrative: true })).filter(
      isNotice,
    );
    const named = textIn(input, "notice")
      .trim()
      .replace(/^.*\/forward-plan\//u, "");
    if (named !== "" && !notices.some(({ slug }) => slug === named))
      return [
        `“${named}” is no notice of a key decision of ${meeting.board.name} in the forward plan. Give the last part of its address.`,
      ];
    const planned = notices.findLast((one) =>
      named === "" ? sameTitle(one.title, item.title) : one.slug === named,
    );
    if (planned === undefined && input["keyDecision"] !== "yes") return [];
    return noticeGaps(planned, { title: item.title, on: meeting.on }, lawHolidays());
  },
};

function isNotice({ keyDecision, settled }: Planned): boolean {
  return keyDecision && settled?.how !== "withdrawn";
}

function sameTitle(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
