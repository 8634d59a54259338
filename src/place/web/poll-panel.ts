import {
  capital,
  countOf,
  subjectText,
  type Asking,
  type Panel,
  type PanelModel,
  type Section,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { controlInWords, seatsDifference, sumOfSeats, type PartyName } from "../control.ts";
import { pollCycles, pollDateInWords, pollKinds, pollState, type Poll } from "../poll.ts";
import { organisationRef } from "../refs.ts";
import { listControls, readPartyNames } from "../store-polls-control.ts";
import { listPolls } from "../store-polls.ts";
import { distinctSources, sourcesOf } from "../words.ts";
import { organisationOfPanel } from "./page-reads.ts";
import { onDate } from "./shared.ts";

/** Polls of a council on its page, as exactly as they are known, and who controlled it after each. */
export const pollPanel: Panel = {
  name: "place.polls",
  on: "organisation",
  order: 40,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const council = subject && (await organisationOfPanel(asking, subject.id));
    if (!council || (council.kind !== "council" && council.kind !== "district-council")) return undefined;
    const polls = await listPolls(asking.db, council.id);
    const controls = await listControls(asking.db, { council: council.id });
    if (polls.length === 0 && council.kind === "district-council") return undefined;
    return {
      heading: "Polls",
      answer: pollAnswer(council.name, polls, asking),
      table: pollTable(polls, asking),
      sections: [
        ...controlSections(controls, await readPartyNames(asking.db)),
        ...enterSection(asking, council),
      ],
      sources: distinctSources([...sourcesOf(polls), ...sourcesOf(controls)]),
      check: `/record/of/${subjectText(organisationRef(council))}`,
      subjects: [organisationRef(council)],
      json: {
        polls: polls.map((poll) => ({
          kind: poll.kind,
          on: poll.on ?? null,
          year: poll.year ?? null,
          precision: poll.precision,
          cycle: poll.cycle ?? null,
          division: poll.division ?? null,
          state: pollState(poll, asking.at),
          rule: poll.rule ?? null,
          source: poll.source,
          seen: poll.seen,
          basis: poll.basis,
        })),
      },
    };
  },
};

/** "The next poll held here is expected on 2 May 2030; the last was in 2026, and its day is not known here." */
export function pollAnswer(name: string, polls: readonly Poll[], asking: Asking): Sentence {
  if (polls.length === 0)
    return `We hold no poll of ${name}: that is not to say that there was or will be none.`;
  const last = polls.findLast((poll) => pollState(poll, asking.at) === "past");
  const next = polls.find((poll) => pollState(poll, asking.at) === "expected");
  const unsure = polls.filter((poll) => pollState(poll, asking.at) === "not-known").length;
  return [
    last
      ? `The last poll of ${name} held here${onDate(asking)} was `
      : `No past poll of ${name} is held here${onDate(asking)}`,
    ...(last ? [{ strong: inOrOn(last) }] : []),
    "; ",
    next ? "the next is expected " : "no poll to come is held here",
    ...(next ? [{ strong: inOrOn(next) }] : []),
    unsure > 0
      ? `; of ${countOf(unsure, "poll")} it is not known whether it was before or after that day.`
      : ".",
  ];
}

function inOrOn(poll: Poll): string {
  if (poll.on !== undefined) return `on ${pollDateInWords(poll)}`;
  return poll.year === undefined ? "on a day not known" : `in ${pollDateInWords(poll)}`;
}

const stateWords = { past: "past", expected: "expected", "not-known": "not known" } as const;

function pollTable(polls: readonly Poll[], asking: Asking): TableModel {
  return {
    name: "polls",
    caption: "Polls, as exactly as their sources date them",
    columns: [
      { key: "when", label: "When", kind: "text" },
      { key: "kind", label: "Kind", kind: "text", sortable: true },
      { key: "cycle", label: "What is elected", kind: "text" },
      { key: "state", label: `State${onDate(asking)}`, kind: "text" },
      { key: "known", label: "How it is known", kind: "text" },
    ],
    rows: polls.map((poll) => ({
      when: pollDateInWords(poll),
      kind: pollKinds[poll.kind],
      cycle: capital(poll.division ?? (poll.cycle ? pollCycles[poll.cycle] : "not known")),
      state: capital(stateWords[pollState(poll, asking.at)]),
      known: `${poll.rule === undefined ? poll.source : capital(poll.rule)}${poll.basis === "general-knowledge" ? " (unconfirmed)" : ""}`,
    })),
    rowsPerPage: 15,
    empty:
      "None is held. An administrator can enter a by-election; ordinary polls come from the shipped file.",
  };
}

function controlSections(
  controls: Awaited<ReturnType<typeof listControls>>,
  nameOf: PartyName,
): readonly Section[] {
  if (controls.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Control after each poll",
      intro: "Seats are those that the source prints beside the sum of its parties; neither mends the other.",
      table: {
        name: "control",
        caption: "Control and seats by party",
        columns: [
          { key: "year", label: "Poll of", kind: "text" },
          { key: "control", label: "Control", kind: "text" },
          { key: "parties", label: "Seats by party", kind: "text" },
          { key: "printed", label: "Seats printed", kind: "measured" },
          { key: "computed", label: "Seats added up", kind: "measured" },
          { key: "difference", label: "Difference", kind: "measured" },
          { key: "note", label: "Note", kind: "text" },
        ],
        rows: controls.map((one) => ({
          year: String(one.year),
          control: controlInWords(one, nameOf),
          parties:
            one.parties.length === 0
              ? one.status === "not-applicable"
                ? "Does not apply"
                : "Not held"
              : one.parties.map(({ party, seats }) => `${nameOf(party)} ${seats}`).join(", "),
          printed: measured(one.seatsPrinted, one.status),
          computed: measured(sumOfSeats(one), one.status),
          difference: measured(seatsDifference(one), one.status),
          note: one.note,
        })),
        empty: "",
      },
    },
  ];
}

function measured(
  count: number | undefined,
  status: "value" | "no-data" | "not-applicable",
):
  | { readonly kind: "value"; readonly value: number }
  | { readonly kind: "zero" | "no-data" | "not-applicable" } {
  if (count !== undefined) return count === 0 ? { kind: "zero" } : { kind: "value", value: count };
  return { kind: status === "not-applicable" ? "not-applicable" : "no-data" };
}

/** For administrators: the way to the form. Visitors' pages, which are kept, never have it. */
function enterSection(
  { viewer }: Asking,
  council: { readonly id: string; readonly slug: string },
): readonly Section[] {
  if (viewer.kind !== "person") return [];
  const keeps = viewer.standings.some((one) => one.role === "keeper" && one.organisationId === council.id);
  if (!viewer.administrator && !keeps) return [];
  const link = { text: "Enter a by-election", href: `/organisations/${council.slug}/polls/add` };
  return [
    {
      kind: "words",
      paragraphs: [[link, " with its division, its date as far as it is known, and its source."]],
    },
  ];
}
