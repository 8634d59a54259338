import { z } from "zod";
import { addDays, civilDateOf, formatCivilDate, yearOf, type CivilDate } from "@concordat/calendar";
import {
  countInWords,
  countOf,
  type Asking,
  type Measured,
  type Picture,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import { drawLines } from "../../web/index.ts";
import type { Board, Seat } from "../board.ts";
import { evaluateQuorum, parseQuorum, type QuorumCount } from "../board-quorum.ts";
import { boardRuleKindLabel, ruleDays, ruleInWords, type BoardRule } from "../board-rule.ts";
import { balanceOfGroups, type GroupSeats } from "../board-political.ts";
import { isInBeing } from "../in-being.ts";
import { yearsOfBoard, type Member } from "../member.ts";
import { listBoards, listSeats } from "../store-boards.ts";
import { listRules } from "../store-boards-rules.ts";
import { listAllSeats, listMembers } from "../store-seats.ts";
import { basisTag } from "../words.ts";

export const ruleShape = z.object({
  kind: z.string(),
  rule: z.string(),
  words: z.string(),
  beginsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
});

export const memberShape = z.object({
  id: z.string(),
  seat: z.string(),
  office: z.string(),
  asSubstitute: z.boolean(),
  beginsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
});

/** What stands on a board's page besides its seats: rules and members of the day, and its years. */
export interface BoardLife {
  readonly rules: readonly BoardRule[];
  readonly members: readonly Member[];
  readonly sections: readonly Section[];
}

/** Reads rules and members for the day asked about and draws their sections. */
export async function lifeOfBoard(asking: Asking, board: Board, seats: readonly Seat[]): Promise<BoardLife> {
  const allRules = await listRules(asking.db, board.id);
  const rules = allRules.filter((rule) => isInBeing(rule, asking.at));
  const allMembers = await listMembers(asking.db, board.id);
  const members = allMembers.filter((member) => isInBeing(member, asking.at));
  const kept = board.completeness === "kept-here";
  return {
    rules,
    members,
    sections: [
      ...ruleSections(rules, allRules.length - rules.length, seats),
      ...memberSections(members, seats),
      ...(await balanceSections(asking, board, { seats, rules })),
      ...(kept && allMembers.length > 0
        ? yearSections(asking, await listAllSeats(asking.db, board.id), allMembers)
        : []),
    ],
  };
}

export function ruleJson(rule: BoardRule, seats: readonly Seat[]): z.output<typeof ruleShape> {
  return {
    kind: rule.kind,
    rule: rule.rule,
    words: ruleInWords(rule, countsOf(seats)),
    beginsOn: rule.beginsOn ?? null,
    endsOn: rule.endsOn ?? null,
  };
}

export function memberJson(member: Member): z.output<typeof memberShape> {
  return {
    id: member.id,
    seat: member.seat,
    office: member.office,
    asSubstitute: member.asSubstitute,
    beginsOn: member.beginsOn ?? null,
    endsOn: member.endsOn ?? null,
  };
}

/** Seats as a quorum counts them. */
function countsOf(seats: readonly Seat[]): readonly QuorumCount[] {
  return seats.map(({ voice, role, voting, attendsAs, seats: count }) => ({
    voice,
    role,
    voting,
    attendsAs,
    ...(count !== undefined && { count }),
  }));
}

function ruleSections(rules: readonly BoardRule[], past: number, seats: readonly Seat[]): readonly Section[] {
  if (rules.length === 0 && past === 0) return [];
  const counts = countsOf(seats);
  return [
    {
      kind: "facts",
      heading: "Rules",
      ...(past > 0 && {
        intro: `${countOf(past, "rule")} of other days ${past === 1 ? "is" : "are"} not shown.`,
      }),
      facts: rules.map((rule) => ({
        label: boardRuleKindLabel(rule.kind),
        value: [
          [
            ruleInWords(rule, counts),
            rule.kind === "quorum" ? quorumNow(rule, seats) : "",
            ruleDays(rule) && `It holds ${ruleDays(rule)}.`,
            basisTag(rule.basis) && `(${basisTag(rule.basis)})`,
          ]
            .filter(Boolean)
            .join(" "),
        ],
      })),
    },
  ];
}

/** Whether those who can come make a quorum, with every seat that is known to be vacant left empty. */
function quorumNow(rule: BoardRule, seats: readonly Seat[]): string {
  const quorum = parseQuorum(rule.rule);
  if (!quorum.ok || seats.length === 0) return "";
  const counts = countsOf(seats);
  const vacant = seats.reduce((sum, seat) => sum + (seat.vacant ?? 0), 0);
  const filled = countsOf(
    seats.map((seat) =>
      seat.seats === undefined ? seat : { ...seat, seats: Math.max(0, seat.seats - (seat.vacant ?? 0)) },
    ),
  );
  const verdict = evaluateQuorum(quorum.value, filled, counts);
  const empty = vacant === 0 ? "With every seat taken" : `With ${countOf(vacant, "vacant seat")} left empty`;
  if (verdict === "met") return `${empty} and everybody there, it can be met.`;
  if (verdict === "not-met") return `${empty}, it cannot be met even with everybody there.`;
  return `${empty}, whether it can be met cannot be told: some numbers are not known.`;
}

function memberSections(members: readonly Member[], seats: readonly Seat[]): readonly Section[] {
  if (members.length === 0) return [];
  const roles = new Map(seats.map((seat) => [seat.number, seat.role]));
  const table: TableModel = {
    name: "members",
    caption: "Offices that hold the seats",
    columns: [
      { key: "seat", label: "Seat", kind: "text" },
      { key: "office", label: "Held by", kind: "text", filter: "words" },
      { key: "how", label: "How", kind: "text" },
      { key: "since", label: "Since", kind: "date", sortable: true },
    ],
    rows: members.map((member) => ({
      seat: roles.get(member.seat) ?? member.seat,
      office: member.office,
      how: member.asSubstitute ? "sits in for the holder" : "member",
      since: member.beginsOn,
    })),
    rowsPerPage: 40,
    empty: "No member is entered.",
  };
  return [{ kind: "table", heading: "Members", intro: "Offices, not people.", table }];
}

/** Political balance beside the full council, where both lists say which group has each seat. */
async function balanceSections(
  asking: Asking,
  board: Board,
  { seats, rules }: { readonly seats: readonly Seat[]; readonly rules: readonly BoardRule[] },
): Promise<readonly Section[]> {
  if (board.kind === "health-and-wellbeing-board" && seats.some((seat) => seat.politicalGroup))
    return [
      {
        kind: "words",
        heading: "Political balance",
        paragraphs: [
          "A health and wellbeing board need not follow the balance of political groups: SI 2013/218 reg. 7 (to be checked).",
        ],
      },
    ];
  if (board.kind !== "scrutiny-committee" || !board.organisation) return [];
  if (rules.some((rule) => rule.kind === "political-balance" && rule.rule !== "applies")) return [];
  const own = groupsOf(seats);
  const councils = await listBoards(asking.db, {
    kind: "council",
    organisationId: board.organisation.id,
    at: asking.at,
    illustrative: true,
  });
  const council = councils[0] ? groupsOf(await listSeats(asking.db, councils[0].id, asking.at)) : undefined;
  if (!own || !council || own.some((one) => !council.some((group) => group.group === one.group))) return [];
  const balance = balanceOfGroups(council, own);
  return [
    {
      kind: "table",
      heading: "Political balance",
      intro: `${balance.proportionate ? "Every group's seats here are its exact share of the council, rounded" : "Some group has more or fewer seats here than its exact share of the council, rounded; all committees together may still be in balance"}. Local Government and Housing Act 1989 s.15 (to be checked).`,
      table: {
        name: "groups",
        caption: "Seats of political groups",
        columns: [
          { key: "group", label: "Group", kind: "text" },
          { key: "onCouncil", label: "On the council", kind: "number" },
          { key: "exact", label: "Exact share here", kind: "number", decimals: 2 },
          { key: "onBody", label: "Seats here", kind: "number" },
        ],
        rows: balance.shares.map(({ group, onCouncil, exact, onBody }) => ({
          group,
          onCouncil,
          exact,
          onBody,
        })),
        empty: "No group is known.",
      },
    },
  ];
}

/** Elected seats by group; undefined where one of them names none, so that nothing is counted over a gap. */
function groupsOf(seats: readonly Seat[]): readonly GroupSeats[] | undefined {
  const elected = seats.filter((seat) => seat.voice === "council-elected" && seat.attendsAs === "member");
  if (elected.length === 0) return undefined;
  const counts = new Map<string, number>();
  for (const { politicalGroup, seats: count } of elected) {
    if (!politicalGroup || count === undefined) return undefined;
    counts.set(politicalGroup, (counts.get(politicalGroup) ?? 0) + count);
  }
  return [...counts].map(([group, count]) => ({ group, seats: count }));
}

const yearsShownMax = 8;

function yearSections(
  asking: Asking,
  seats: readonly Seat[],
  members: readonly Member[],
): readonly Section[] {
  const known = members.flatMap((member) => member.beginsOn ?? []).toSorted();
  const first = known[0];
  const last = yearOf(asking.at);
  if (first === undefined || yearOf(first) > last) return [];
  const from = Math.max(yearOf(first), last - yearsShownMax + 1);
  const years: CivilDate[] = [];
  for (let year = from; year <= last; year += 1) years.push(civilDateOf(year, 1, 1));
  const rows = yearsOfBoard({ seats, members }, years, addDays(asking.at, 1));
  const heading = "Vacancies and turnover";
  const intro = `Seats with a known number on the first day of each year, and members who came and went up to ${formatCivilDate(asking.at)}. Kept here, so a seat without a member is a vacancy from the day the first member is entered.`;
  const table = yearTable(rows, first);
  // One year is no line.
  return rows.length < 2
    ? [{ kind: "table", heading, intro, table }]
    : [{ kind: "picture", heading, intro, picture: yearPicture(rows, first, table) }];
}

type Years = ReturnType<typeof yearsOfBoard>;

/** Before the first member is entered, a seat without one says nothing. */
function vacantIn(year: Years[number], first: CivilDate): Measured {
  return year.from < first ? { kind: "no-data" } : { kind: "value", value: year.vacant };
}

function yearTable(rows: Years, first: CivilDate): TableModel {
  return {
    name: "years",
    caption: "Vacancies and turnover by year",
    columns: [
      { key: "year", label: "Year", kind: "text" },
      { key: "seats", label: "Seats", kind: "number" },
      { key: "vacant", label: "Vacant on 1 January", kind: "measured" },
      { key: "joined", label: "Joined", kind: "number" },
      { key: "left", label: "Left", kind: "number" },
    ],
    rows: rows.map((row) => ({
      year: String(yearOf(row.from)),
      seats: row.seats,
      vacant: vacantIn(row, first),
      joined: row.joined,
      left: row.left,
    })),
    rowsPerPage: yearsShownMax,
    empty: "Nothing is known.",
  };
}

function yearPicture(rows: Years, first: CivilDate, table: TableModel): Picture {
  const figure = (value: number): Measured => ({ kind: "value", value });
  const last = rows.at(-1)!;
  return drawLines(
    {
      step: "Year",
      steps: rows.map((row) => String(yearOf(row.from))),
      series: [
        {
          key: "vacant",
          label: "Vacant on 1 January",
          figures: rows.map((row) => vacantIn(row, first)),
        },
        { key: "joined", label: "Joined", figures: rows.map((row) => figure(row.joined)) },
        { key: "left", label: "Left", figures: rows.map((row) => figure(row.left)) },
      ],
    },
    {
      summary: `In ${yearOf(last.from)} so far ${countOf(last.joined, "member")} joined and ${countInWords(last.left)} left; on 1 January ${countOf(last.vacant, "seat was", "seats were")} vacant.`,
      caption: "Vacancies and turnover by year",
      zero: true,
      table,
    },
  );
}
