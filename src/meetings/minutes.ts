import { capital } from "../kernel/index.ts";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { interestEffects, interestKinds, type Attendee, type Interest, type QuorumAt } from "./attendance.ts";
import { itemNumber, type Item } from "./item.ts";
import { meetingKinds, type Meeting } from "./meeting.ts";
import { outcomeInWords, type Motion, type NamedVote } from "./motion.ts";
import type { Resolution } from "./resolution.ts";

export const minutesStates = {
  draft: "Draft, not published",
  "published-draft": "Draft, published before approval",
  signed: "Approved and signed",
} as const;

/** Minutes of a meeting: a public part, and of private items a private one. */
export interface Minutes {
  readonly id: string;
  readonly part: "public" | "private";
  readonly version: number;
  readonly text: string;
  readonly state: keyof typeof minutesStates;
  readonly approvedAt?: string;
  readonly signedBy?: string;
  readonly signedOn?: CivilDate;
  readonly audience: string;
}

/** Something that somebody undertook at a meeting. */
export interface Action {
  readonly id: string;
  readonly itemId?: string;
  readonly number: number;
  readonly words: string;
  readonly owner: string;
  readonly dueOn?: CivilDate;
  readonly doneOn?: CivilDate;
  readonly doneWords?: string;
}

/** What was recorded of a meeting. */
export interface Recorded {
  readonly meeting: Meeting;
  readonly items: readonly Item[];
  readonly attendees: readonly Attendee[];
  readonly interests: readonly Interest[];
  readonly motions: readonly Motion[];
  readonly votes: ReadonlyMap<string, readonly NamedVote[]>;
  readonly resolutions: readonly Resolution[];
  readonly actions: readonly Action[];
  readonly quorum: (position: number) => QuorumAt;
}

/**
 * Minutes as what was recorded gives them, as plain text: one block per item.
 *
 * The public part says of a private item only its title, its ground and the public summary of what was decided (LGA 1972 s100C(2)).
 */
export function draftMinutes(recorded: Recorded, part: Minutes["part"]): string {
  const items = recorded.items.filter((item) => part === "public" || item.private);
  const blocks = items.map((item) => itemBlock(recorded, item, part).join("\n"));
  return [...(part === "public" ? heading(recorded) : [privateHeading(recorded)]), ...blocks].join("\n\n");
}

function privateHeading({ meeting }: Recorded): string {
  return `${meeting.board.name}: minutes of the private part of the meeting of ${formatCivilDate(meeting.on)}`;
}

function heading(recorded: Recorded): readonly string[] {
  const { meeting, attendees } = recorded;
  const when = [formatCivilDate(meeting.on), meeting.startsAt, meeting.venue].filter(Boolean).join(", ");
  const people = (manner: Attendee["manner"]): string =>
    attendees
      .filter((one) => one.manner === manner && one.seat !== undefined)
      .map((one) => `${one.office}${one.substitute ? " (substitute)" : ""}`)
      .join("; ");
  const guests = attendees.filter((one) => one.seat === undefined && one.manner !== "absent");
  const line = (label: string, words: string): readonly string[] => (words ? [`${label}: ${words}`] : []);
  return [
    `${meeting.board.name}: minutes of the ${meetingKinds[meeting.kind].toLowerCase()} of ${when}`,
    [
      ...line("Presiding", meeting.presiding ?? ""),
      ...line("Present in the room", people("room")),
      ...line("Present remotely", people("remote")),
      ...line("Apologies", people("apologies")),
      ...line("In attendance", guests.map((one) => one.office).join("; ")),
      ...(meeting.state === "informal"
        ? ["The meeting had no quorum. It went on informally and decided nothing."]
        : []),
    ].join("\n"),
  ];
}

function itemBlock(recorded: Recorded, item: Item, part: Minutes["part"]): readonly string[] {
  const title = `${itemNumber(item)}. ${item.title}`;
  if (item.kind === "heading") return [item.title];
  const closed = item.private && part === "public";
  const lines = [
    title,
    ...(closed ? [`Taken in private. ${item.exemption ?? ""}.`] : []),
    ...(item.lateReason ? [`Taken late for this reason of the chair: ${item.lateReason}`] : []),
    ...interestLines(recorded, item, closed),
    ...(item.said && !closed ? [item.said] : []),
    ...(closed ? [] : motionLines(recorded, item)),
    ...resolutionLines(recorded, item, closed),
    ...(closed ? [] : actionLines(recorded, item)),
  ];
  return lines.length === 1 ? [...lines, "Nothing was recorded on this item."] : lines;
}

function interestLines(recorded: Recorded, item: Item, closed: boolean): readonly string[] {
  return recorded.interests
    .filter((one) => one.item === item.position)
    .map((one) => {
      const words = closed || !one.words ? "" : `: ${one.words}`;
      return `${one.office} declared an interest (${interestKinds[one.kind].toLowerCase()})${words}; ${interestEffects[one.effect]}.`;
    });
}

function motionLines(recorded: Recorded, item: Item): readonly string[] {
  return recorded.motions
    .filter((motion) => motion.itemId === item.id)
    .flatMap((motion) => {
      const seconded = motion.secondedBy ? `, seconded by ${motion.secondedBy}` : "";
      const votes = recorded.votes.get(motion.id) ?? [];
      const named = (["for", "against", "abstained"] as const).flatMap((vote) => {
        const offices = votes.filter((one) => one.vote === vote).map((one) => one.office);
        return offices.length === 0 ? [] : [`${capital(vote)}: ${offices.join("; ")}.`];
      });
      return [
        `${motion.amends ? "Amendment" : "Motion"} moved by ${motion.movedBy}${seconded}: ${motion.words}`,
        `${capital(outcomeInWords(motion))}.`,
        ...named,
        ...(motion.dissent ? [`Dissent recorded: ${motion.dissent}`] : []),
      ];
    });
}

function resolutionLines(recorded: Recorded, item: Item, closed: boolean): readonly string[] {
  return recorded.resolutions
    .filter((one) => one.item === item.position)
    .map((one) => `RESOLVED: ${closed ? one.words : (one.privateWords ?? one.words)}`);
}

function actionLines(recorded: Recorded, item: Item): readonly string[] {
  return recorded.actions
    .filter((action) => action.itemId === item.id)
    .map(
      (action) =>
        `Action ${action.number}: ${action.words} (${action.owner}${action.dueOn ? `, by ${formatCivilDate(action.dueOn)}` : ""})`,
    );
}
