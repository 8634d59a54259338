import { formatCivilDate } from "@concordat/calendar";
import {
  capital,
  countOf,
  subjectText,
  type Asking,
  type Measured,
  type Panel,
  type PanelModel,
  type Picture,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { drawStack, voiceColour } from "../../web/index.ts";
import { absences, absencesOf, balanceOf, balanceThroughTime, type Balance } from "../balance.ts";
import { boardKindLabel, voiceLabel, type Board, type Seat, type Voice } from "../board.ts";
import { membershipCovers, membershipSource } from "../membership.ts";
import { boardRef } from "../refs.ts";
import { listAttendance, type Attended } from "../store-attendance.ts";
import { listBoardsById, listSeats } from "../store-boards.ts";
import { listAllSeats } from "../store-seats.ts";
import { distinctSources, sourcesOf } from "../words.ts";
import { onDate, withAt } from "./shared.ts";

/** The balance of voice on a board's page: seats and votes by voice, what it is without, who came. */
export const balancePanel: Panel = {
  name: "place.balance",
  on: "board",
  order: 10,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const [board] = subject ? await listBoardsById(asking.db, [subject.id]) : [];
    if (!board || (asking.atGiven && !membershipCovers(board, asking.at))) return undefined;
    const seats = await listSeats(asking.db, board.id, asking.at);
    const attended = await listAttendance(asking.db, board.id, asking.at);
    const balance = balanceOf(seats);
    if (balance.seats === 0) return undefined;
    return {
      heading: "Balance of voice",
      answer: balanceAnswer(board, balance, asking),
      picture: balancePicture(balance),
      sections: [
        absenceSection(seats, board),
        ...(board.completeness === "kept-here" ? await timeSection(asking, board) : []),
        ...attendanceSection(attended),
      ],
      ...(attended.length > 0 && { sources: distinctSources(sourcesOf(attended)) }),
      href: withAt(`/boards/${board.slug}/voting-power`, asking),
      check: `/record/of/${subjectText(boardRef(board))}`,
      subjects: [boardRef(board)],
      json: {
        seats: balance.seats,
        voting: balance.voting,
        votingNotKnown: balance.votingNotKnown,
        voices: balance.voices,
        absences: absencesOf(seats, board.completeness),
      },
    };
  },
};

/** "The council has 9 of 24 seats, the NHS 6 and Healthwatch and the public 4." */
export function balanceAnswer(board: Board, balance: Balance, asking: Asking): Sentence {
  const source = membershipSource(board);
  const has = source === undefined ? "has" : "had";
  const group = (voices: readonly Voice[]): number =>
    balance.voices.filter((one) => voices.includes(one.voice)).reduce((sum, one) => sum + one.seats, 0);
  const unknown = group(["not-known"]);
  const some = board.completeness === "partial" ? " that are listed, which are not all" : "";
  return [
    `${source ?? ""}${source === undefined ? "The" : "the"} council ${has} `,
    {
      strong: `${group(["council-elected", "council-officer"])} of ${balance.seats} ${balance.seats === 1 ? "seat" : "seats"}`,
    },
    some,
    `${source === undefined ? onDate(asking) : ""}, NHS bodies ${group(["nhs-commissioner", "nhs-provider"])}, primary care ${group(["primary-care"])}, and Healthwatch and the public ${group(["healthwatch-public"])}`,
    unknown > 0 ? `. What ${unknown} of them speak for is not known.` : ".",
    votesInWords(balance),
  ];
}

/** " Of the 22 seats all are known to vote."; whether a seat votes is not always said. */
function votesInWords({ seats, voting, votingNotKnown }: Balance): string {
  if (voting === seats) return seats === 1 ? " It is known to vote." : ` All ${seats} are known to vote.`;
  const known = ` ${capital(countOf(voting, "seat is", "seats are"))} known to vote`;
  return votingNotKnown === 0 ? `${known}.` : `${known}. Of ${votingNotKnown} it is not known.`;
}

/** Seats and votes by voice, one bar each. */
export function balancePicture(balance: Balance, name = "This board"): Picture {
  const parts = balance.voices.map(({ voice }) => ({
    key: voice,
    label: voiceLabel(voice),
    tint: voiceColour(voice),
  }));
  const row = (label: string, of: (share: Balance["voices"][number]) => number): StackRow => ({
    label,
    figures: balance.voices.map((share) => figure(of(share))),
  });
  const rows = [
    row("Seats", (share) => share.seats),
    ...(balance.voting > 0 ? [row("Votes known", (share) => share.voting)] : []),
  ];
  const words = balance.voices.map((share) => `${voiceLabel(share.voice)} ${share.seats}`).join(", ");
  return drawStack(
    { item: name, parts, rows },
    {
      summary: `Of ${countOf(balance.seats, "seat")}: ${words}. ${countOf(balance.voting, "seat is", "seats are")} known to vote.`,
      caption: "Seats and votes by what they speak for",
    },
  );
}

interface StackRow {
  readonly label: string;
  readonly figures: readonly Measured[];
}

function figure(count: number): Measured {
  return count === 0 ? { kind: "zero" } : { kind: "value", value: count };
}

function absenceSection(seats: readonly Seat[], board: Board): Section {
  return {
    kind: "facts",
    heading: "Who is not there?",
    facts: absencesOf(seats, board.completeness).map(({ absence, answer, why }) => ({
      label: absences[absence].words,
      value: [
        { strong: answer === "cannot-tell" ? "Cannot tell" : answer === "yes" ? "Yes" : "No" },
        `. ${why}`,
      ],
    })),
  };
}

async function timeSection(asking: Asking, board: Board): Promise<readonly Section[]> {
  const steps = balanceThroughTime(await listAllSeats(asking.db, board.id), board.beginsOn);
  if (steps.length < 2) return [];
  const found = [...new Set(steps.flatMap((step) => step.balance.voices.map((one) => one.voice)))];
  const table: TableModel = {
    name: "balance-through-time",
    caption: "Seats by voice through time",
    columns: [
      { key: "from", label: "From", kind: "date" },
      ...found.map((voice) => ({ key: voice, label: voiceLabel(voice), kind: "measured" as const })),
    ],
    rows: steps.map((step) => ({
      from: step.from,
      ...Object.fromEntries(
        found.map((voice) => [
          voice,
          figure(step.balance.voices.find((one) => one.voice === voice)?.seats ?? 0),
        ]),
      ),
    })),
    empty: "",
  };
  return [{ kind: "table", heading: "Seats by voice through time", table }];
}

/** Who came, where a source lists it. */
function attendanceSection(attended: readonly Attended[]): readonly Section[] {
  if (attended.length === 0) return [];
  const days = [...new Set(attended.map((one) => one.on))];
  const groups = [...new Set(attended.map((one) => one.group))];
  const table: TableModel = {
    name: "attendance",
    caption: "Who came to its meetings",
    columns: [
      { key: "group", label: "Group in the source’s list", kind: "text" },
      ...days.map((day) => ({ key: day, label: formatCivilDate(day), kind: "measured" as const })),
    ],
    rows: groups.map((group) => ({
      group: group.replaceAll("-", " "),
      ...Object.fromEntries(days.map((day) => [day, present(attended, group, day)])),
    })),
    empty: "",
  };
  return [
    {
      kind: "table",
      heading: "Who came to its meetings",
      intro: "Members present, as the minutes list them. Groups are those of the source.",
      table,
    },
  ];
}

function present(attended: readonly Attended[], group: string, day: string): Measured {
  const found = attended.find((one) => one.group === group && one.on === day);
  return found ? figure(found.present) : { kind: "no-data" };
}

/** "Health and wellbeing board of Lewisham". */
export function boardKicker(board: Board): string {
  return board.area ? `${boardKindLabel(board.kind)}, ${board.area.name}` : boardKindLabel(board.kind);
}
