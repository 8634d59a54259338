import { z } from "zod";
import {
  anyOfKind,
  capital,
  countInWords,
  countOf,
  definePage,
  type Asking,
  type Measured,
  type PageModel,
  type Picture,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import { drawStack, voiceColour } from "../../web/index.ts";
import { absences, absencesOf, balanceOf, type Balance } from "../balance.ts";
import { completenessLabel, voiceLabel, voices, type Board, type Seat, type Voice } from "../board.ts";
import { membershipCovers } from "../membership.ts";
import { findBoard, listBoards, listSeats } from "../store-boards.ts";
import { distinctSources, sourceLine } from "../words.ts";
import { linkCell, onDate, withAt } from "./shared.ts";

const places = ["first", "second", "third"] as const;
const slug = z.string().max(150).optional();

/** Up to three boards side by side. */
export const compareBoardsPage = definePage({
  name: "place.compare-boards",
  path: "/boards/compare",
  about: "Up to three boards side by side: seats and votes by what they speak for, and who is not there.",
  query: z.object({ first: slug, second: slug, third: slug }),
  json: z.object({
    items: z.array(
      z.object({
        board: z.string(),
        name: z.string(),
        seats: z.number(),
        voting: z.number(),
        voices: z.array(
          z.object({
            voice: z.string(),
            seats: z.number(),
            voting: z.number(),
            votingNotKnown: z.number(),
          }),
        ),
      }),
    ),
  }),
  formats: ["csv"],
  async load(asking, { query }): Promise<PageModel> {
    const all = await listBoards(asking.db, { at: asking.at, illustrative: true });
    const asked = places.flatMap((place) => query[place] || []);
    const shown = await sideBySide(asking, [...new Set(asked)]);
    const missing = asked.filter((one) => !shown.some(({ board }) => board.slug === one));
    return {
      title: "Boards side by side",
      answer: answerOf(shown, missing, asking),
      ...(shown.some(({ balance }) => balance.seats > 0) && { picture: picture(shown) }),
      table: compareTable(shown, asking),
      sections: [
        {
          kind: "ask",
          heading: "Choose boards",
          ask: {
            path: "/boards/compare",
            button: "Put side by side",
            fields: places.map((place, index) => ({
              name: place,
              label: `${["First", "Second", "Third"][index] ?? ""} board`,
              kind: "choice" as const,
              value: query[place] ?? "",
              options: [
                { value: "", text: "None" },
                ...all.map((board) => ({ value: board.slug, text: board.name })),
              ],
            })),
          },
        },
        ...absenceSection(shown),
      ],
      trail: [{ text: "Boards", href: withAt("/boards", asking) }],
      sources: distinctSources(shown.map(({ board }) => sourceLine(board))),
      subjects: [anyOfKind("place", "board")],
      check: "/record",
      json: {
        items: shown.map(({ board, balance }) => ({
          board: board.slug,
          name: board.name,
          seats: balance.seats,
          voting: balance.voting,
          voices: balance.voices,
        })),
      },
    };
  },
});

interface Side {
  readonly board: Board;
  readonly seats: readonly Seat[];
  readonly balance: Balance;
}

async function sideBySide(asking: Asking, slugs: readonly string[]): Promise<readonly Side[]> {
  const sides: Side[] = [];
  for (const one of slugs) {
    const board = await findBoard(asking.db, one);
    if (!board) continue;
    const covered = !asking.atGiven || membershipCovers(board, asking.at);
    const seats = covered ? await listSeats(asking.db, board.id, asking.at) : [];
    sides.push({ board, seats, balance: balanceOf(seats) });
  }
  return sides;
}

function answerOf(shown: readonly Side[], missing: readonly string[], asking: Asking): PageModel["answer"] {
  const none = missing.map((one) => `There is no board “${one}” here, or it is not public. `).join("");
  if (shown.length === 0) return `${none}Choose two or three boards to see them side by side.`;
  const words = shown.map(({ board, balance }) => {
    const council = seatsOf(balance, ["council-elected", "council-officer"]);
    if (balance.seats === 0) return `who sits on ${board.name} is not held here`;
    const own = council === 0 ? "none" : countInWords(council);
    return board.completeness === "partial"
      ? `of ${board.name} only some seats are listed: ${countOf(balance.seats, "seat")}, ${own} of the council`
      : `${board.name} has ${countOf(balance.seats, "seat")}, ${own} of the council`;
  });
  return `${none}${words.map((one) => `${capital(one)}${onDate(asking)}.`).join(" ")}`;
}

function seatsOf(balance: Balance, wanted: readonly Voice[]): number {
  return balance.voices
    .filter(({ voice }) => wanted.includes(voice))
    .reduce((sum, { seats }) => sum + seats, 0);
}

function voicesOf(shown: readonly Side[]): readonly Voice[] {
  const found = new Set(shown.flatMap(({ balance }) => balance.voices.map(({ voice }) => voice)));
  return (Object.keys(voices) as readonly Voice[]).filter((voice) => found.has(voice));
}

function picture(shown: readonly Side[]): Picture {
  const found = voicesOf(shown);
  const held = shown.filter(({ balance }) => balance.seats > 0);
  return drawStack(
    {
      item: "Board",
      parts: found.map((voice) => ({ key: voice, label: voiceLabel(voice), tint: voiceColour(voice) })),
      rows: held.map(({ board, balance }) => ({
        label: board.completeness === "partial" ? `${board.name} (only some seats listed)` : board.name,
        figures: found.map((voice) => figure(seatsOf(balance, [voice]))),
      })),
    },
    {
      summary: held
        .map(
          ({ board, balance }) =>
            `${board.name}: ${countOf(balance.seats, "seat")}${board.completeness === "partial" ? " listed, which are not all" : ""}.`,
        )
        .join(" "),
      caption: "Share of the seats by what they speak for",
      whole: true,
    },
  );
}

function figure(count: number): Measured {
  return count === 0 ? { kind: "zero" } : { kind: "value", value: count };
}

function compareTable(shown: readonly Side[], asking: Asking): TableModel {
  const found = voicesOf(shown);
  return {
    caption: "Seats by voice",
    columns: [
      { key: "board", label: "Board", kind: "link" },
      { key: "seats", label: "Seats", kind: "measured" },
      { key: "voting", label: "Known to vote", kind: "measured" },
      ...found.map((voice) => ({ key: voice, label: voiceLabel(voice), kind: "measured" as const })),
      { key: "held", label: "What is held", kind: "text" },
    ],
    rows: shown.map(({ board, balance }) => ({
      board: linkCell({
        text: board.name,
        href: withAt(`/boards/${board.slug}`, asking),
        basis: board.basis,
      }),
      seats: balance.seats === 0 ? { kind: "no-data" } : figure(balance.seats),
      voting: balance.seats === 0 ? { kind: "no-data" } : figure(balance.voting),
      ...Object.fromEntries(
        found.map((voice) => [
          voice,
          balance.seats === 0 ? { kind: "no-data" as const } : figure(seatsOf(balance, [voice])),
        ]),
      ),
      held: completenessLabel(board.completeness),
    })),
    empty: "No board is chosen yet.",
  };
}

function absenceSection(shown: readonly Side[]): readonly Section[] {
  const held = shown.filter(({ seats }) => seats.length > 0);
  if (held.length === 0) return [];
  const words = { yes: "Yes", no: "No", "cannot-tell": "Cannot tell" } as const;
  const answers = held.map(({ board, seats }) => ({
    board,
    answers: absencesOf(seats, board.completeness),
  }));
  const table: TableModel = {
    name: "absences",
    caption: "Who is not there?",
    columns: [
      { key: "what", label: "What it may be without", kind: "text" },
      ...answers.map(({ board }) => ({ key: board.slug, label: board.name, kind: "text" as const })),
    ],
    rows: Object.entries(absences).map(([absence, { words: what }]) => ({
      what,
      ...Object.fromEntries(
        answers.map(({ board, answers: own }) => [
          board.slug,
          words[own.find((one) => one.absence === absence)?.answer ?? "cannot-tell"],
        ]),
      ),
    })),
    empty: "",
  };
  return [{ kind: "table", heading: "Who is not there?", table }];
}
