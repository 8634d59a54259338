import { z } from "zod";
import {
  countOf,
  definePage,
  subjectText,
  type Ask,
  type Asking,
  type PageModel,
  type Picture,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { drawBars, voiceColour } from "../../web/index.ts";
import { balanceOf, type Balance } from "../balance.ts";
import { voiceLabel, voices, type Board, type Voice } from "../board.ts";
import { membershipCovers } from "../membership.ts";
import { boardRef } from "../refs.ts";
import { findBoard, listSeats } from "../store-boards.ts";
import { listRules } from "../store-boards-rules.ts";
import {
  answerVoting,
  blocLetters,
  councilTogether,
  inHundred,
  type BlocLetter,
  type VotingAnswer,
  type VotingQuestion,
} from "../voting-question.ts";
import { distinctSources, sourceLine, sourcesOf } from "../words.ts";
import { boardKicker } from "./balance-panel.ts";
import { onDate, slugParams, withAt } from "./shared.ts";

const voiceKeys = Object.keys(voices) as readonly Voice[];
const blocField = z.enum(["", ...blocLetters], { error: "a bloc is A, B or C, or left empty" }).optional();

const query = z.object({
  quota: z
    .string()
    .max(10)
    .optional()
    .meta({ description: "Votes that carry a motion; more than half of the votes unless given." }),
  "not-known": z
    .enum(["count", "leave-out"], { error: "not-known takes count or leave-out" })
    .optional()
    .meta({ description: "Whether seats are counted of which it is not known that they vote." }),
  ...(Object.fromEntries(voiceKeys.map((voice) => [`bloc-${voice}`, blocField])) as Record<
    `bloc-${Voice}`,
    typeof blocField
  >),
});
type Query = z.output<typeof query>;

export const votingPowerPage = definePage({
  name: "place.voting-power",
  path: "/boards/:slug/voting-power",
  about:
    "How often each voice on a board would decide a vote, under assumptions that the reader chooses: exact Banzhaf voting power.",
  params: slugParams,
  query,
  json: z.object({
    board: z.string(),
    votes: z.number().nullable(),
    quota: z.number().nullable(),
    rows: z.array(
      z.object({
        label: z.string(),
        voice: z.string().nullable(),
        bloc: z.boolean(),
        votes: z.number(),
        count: z.number(),
        decides: z.number(),
        share: z.number(),
      }),
    ),
    decidesBy: z.string().nullable(),
  }),
  formats: ["csv"],
  async load(asking, { params, query: asked }): Promise<PageModel | undefined> {
    const board = await findBoard(asking.db, params.slug);
    if (!board) return undefined;
    const covered = !asking.atGiven || membershipCovers(board, asking.at);
    const seats = covered ? await listSeats(asking.db, board.id, asking.at) : [];
    const balance = balanceOf(seats);
    const question = questionOf(asked, balance);
    const result: ReturnType<typeof answerVoting> =
      board.completeness === "partial"
        ? { problem: { code: "place.list-partial", message: partialList } }
        : answerVoting(balance, question);
    const answer = "answer" in result ? result.answer : undefined;
    const problem = "problem" in result ? result.problem : undefined;
    const manner = await decidesBy(asking, board);
    const ref = boardRef(board);
    return {
      title: `Voting power: ${board.name}`,
      kicker: boardKicker(board),
      illustrative: board.basis === "illustrative",
      answer: answer ? answerWords(answer, { manner, asking }) : (problem?.message ?? ""),
      ...(answer && { picture: powerPicture(answer) }),
      table: powerTable(answer),
      sections: [
        { kind: "ask", heading: "Choose who votes together", ask: askOf(board, balance, asked, problem) },
        assumptions(balance, question),
      ],
      trail: [
        { text: "Boards", href: withAt("/boards", asking) },
        { text: board.name, href: withAt(`/boards/${board.slug}`, asking) },
      ],
      sources: distinctSources([sourceLine(board), ...sourcesOf(seats)]),
      subjects: [ref],
      check: `/record/of/${subjectText(ref)}`,
      json: {
        board: board.slug,
        votes: answer?.votes ?? null,
        quota: answer?.quota ?? null,
        rows: (answer?.rows ?? []).map((row) => ({
          label: row.label,
          voice: row.voice ?? null,
          bloc: row.isBloc,
          votes: row.votes,
          count: row.count,
          decides: row.decides,
          share: row.share,
        })),
        decidesBy: manner ?? null,
      },
    };
  },
});

/** A vote counts every seat, and such a list does not. */
const partialList =
  "The source lists only some of this board's seats, so how often anybody would decide cannot be told.";

/** What the address asks; the council's seats vote together until the reader chooses otherwise. */
function questionOf(asked: Query, balance: Balance): VotingQuestion {
  const chosen = voiceKeys.flatMap((voice): readonly [Voice, BlocLetter][] => {
    const letter = asked[`bloc-${voice}`];
    return letter ? [[voice, letter]] : [];
  });
  const untouched = voiceKeys.every((voice) => asked[`bloc-${voice}`] === undefined);
  const hasCouncil = balance.voices.some((one) => one.voice in councilTogether);
  return {
    blocs: untouched && hasCouncil ? councilTogether : Object.fromEntries(chosen),
    ...(asked.quota !== undefined && asked.quota.trim() !== "" && { quota: Number(asked.quota) }),
    countNotKnown: asked["not-known"] === "count",
  };
}

async function decidesBy(asking: Asking, board: Board): Promise<string | undefined> {
  const rules = await listRules(asking.db, board.id);
  return rules.find(
    (rule) =>
      rule.kind === "decides-by" &&
      (rule.beginsOn === undefined || rule.beginsOn <= asking.at) &&
      (rule.endsOn === undefined || rule.endsOn > asking.at),
  )?.rule;
}

function answerWords(
  answer: VotingAnswer,
  { manner, asking }: { readonly manner: string | undefined; readonly asking: Asking },
): Sentence {
  const consensus = manner?.startsWith("consensus")
    ? "This board decides by consensus, and seldom votes. "
    : "";
  const [first] = answer.rows.toSorted(
    (a, b) => Number(b.isBloc) - Number(a.isBloc) || b.decides - a.decides || b.votes - a.votes,
  );
  if (!first) return "";
  const who = first.isBloc
    ? `${lower(first.label)} of ${first.votes}`
    : `one seat that speaks for ${first.label}`;
  return [
    `${consensus}Suppose the others voted by tosses of a coin. Then ${who} would decide `,
    { strong: inHundred(first.decides) },
    `${onDate(asking)}. It takes ${answer.quota} of ${countOf(answer.votes, "vote")} to carry a motion.`,
  ];
}

function lower(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1);
}

function powerPicture(answer: VotingAnswer): Picture {
  return drawBars(
    {
      item: "Votes",
      measure: "Decides, votes in 100",
      bars: answer.rows.map((row) => ({
        label: rowLabel(row),
        figure: { kind: "value", value: row.decides * 100 },
        ...(row.voice && { tint: voiceColour(row.voice) }),
        named: row.isBloc,
      })),
    },
    {
      summary: `How often one bloc or seat decides: ${answer.rows.map((row) => `${rowLabel(row)} ${inHundred(row.decides)}`).join("; ")}.`,
      caption: "How often each decides, of 100 votes",
      decimals: 1,
    },
  );
}

function rowLabel(row: VotingAnswer["rows"][number]): string {
  if (row.isBloc) return `${row.label} (${row.votes})`;
  return row.count === 1 ? row.label : `${row.label}, each of ${row.count}`;
}

function powerTable(answer: VotingAnswer | undefined): TableModel {
  return {
    caption: "Voting power",
    columns: [
      { key: "label", label: "Who", kind: "text" },
      { key: "votes", label: "Votes of each", kind: "number" },
      { key: "count", label: "How many such", kind: "number" },
      { key: "decides", label: "Each decides, votes in 100", kind: "number", decimals: 1 },
      { key: "share", label: "All of them, share of deciding votes (%)", kind: "number", decimals: 1 },
    ],
    rows: (answer?.rows ?? []).map((row) => ({
      label: row.label,
      votes: row.votes,
      count: row.count,
      decides: row.decides * 100,
      share: row.share * 100,
    })),
    empty: "No seat of this board is known to vote.",
  };
}

function askOf(
  board: Board,
  balance: Balance,
  asked: Query,
  problem: { readonly field?: string; readonly message: string } | undefined,
): Ask {
  const question = questionOf(asked, balance);
  const options = [
    { value: "", text: "Each for itself" },
    ...blocLetters.map((letter) => ({ value: letter, text: `In bloc ${letter}` })),
  ];
  return {
    path: `/boards/${board.slug}/voting-power`,
    button: "Work it out",
    fields: [
      ...balance.voices.map((share) => ({
        name: `bloc-${share.voice}`,
        label: `${voiceLabel(share.voice)} (${share.seats})`,
        kind: "choice" as const,
        value: question.blocs[share.voice] ?? "",
        options,
      })),
      {
        name: "quota",
        label: "Votes that carry a motion",
        hint: "More than half, unless you say otherwise",
        kind: "number",
        value: asked.quota ?? "",
        ...(problem?.field === "quota" && { problem: problem.message }),
      },
      {
        name: "not-known",
        label: "Seats whose vote is not known",
        kind: "choice",
        value: asked["not-known"] ?? "leave-out",
        options: [
          { value: "leave-out", text: "Leave them out" },
          { value: "count", text: "Count them as voting" },
        ],
      },
    ],
  };
}

function assumptions(balance: Balance, question: VotingQuestion): Section {
  const left = [
    question.countNotKnown || balance.votingNotKnown === 0
      ? undefined
      : `${countOf(balance.votingNotKnown, "seat")} of which nobody says whether it votes`,
    balance.withoutNumber === 0
      ? undefined
      : `${countOf(balance.withoutNumber, "kind of seat", "kinds of seat")} named without a number`,
    balance.besides === 0
      ? undefined
      : countOf(balance.besides, "observer or substitute", "observers and substitutes"),
  ].filter((one) => one !== undefined);
  return {
    kind: "words",
    heading: "What this assumes",
    paragraphs: [
      "Everybody is present and votes yes or no. The seats of a bloc always vote alike. All others, seat by seat, are as likely to say yes as no. A bloc decides when the motion passes with its votes and fails without them. All ways in which the others can vote are counted, none is sampled.",
      "This says what the rules allow, not what members do: it knows nothing of who agrees with whom, of a chair’s casting vote, or of how a board comes to agree before it votes.",
      ...(left.length > 0 ? [`Left out: ${left.join("; ")}.`] : []),
      "The measure is that of Penrose (1946) and Banzhaf (1965).",
    ],
  };
}
