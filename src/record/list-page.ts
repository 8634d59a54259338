import { formatCivilDate } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  countOf,
  subjectText,
  type Column,
  type PageModel,
  type Row,
  type Section,
  type Sentence,
  type SubjectDescription,
  type SubjectRef,
  type TableModel,
} from "../kernel/index.ts";
import { entryHref, kindInWords, momentInWords, recordOfHref, summaryWithin } from "./entry.ts";
import type { Entry } from "./entry.ts";
import { entryJson } from "./entry-json.ts";
import type { Surroundings } from "./ports.ts";

const trail = [{ text: "The record", href: "/record" }];

/** The addresses of the neighbouring pages of a list, where there are any. */
export interface Neighbours {
  readonly earlier?: string;
  readonly later?: string;
}

/** What a list of entries is drawn from. */
export interface EntryList extends Neighbours {
  readonly entries: readonly Entry[];
  readonly surroundings: Surroundings;
}

/** The page of the whole record. */
export function recordPage(
  list: EntryList,
  facts: {
    readonly head: { readonly position: number; readonly sha256: string } | undefined;
    readonly waiting: number;
    readonly kinds: readonly string[];
    readonly kind: string | undefined;
    /** The day asked about, when the reader named one. */
    readonly until: CivilDate | undefined;
  },
): PageModel {
  const { head, waiting, kinds, kind, until } = facts;
  return {
    title: "The record",
    ...(kind === undefined ? {} : { kicker: `Only: ${kindInWords(kind)}` }),
    answer: recordAnswer(list.entries[0], facts),
    table: entryTable(
      list,
      kind === undefined ? "Entries, newest first" : `${kindInWords(kind)}, newest first`,
    ),
    sections: [
      ...neighbourSection(list),
      ...kindSection(kinds, { kind, until }),
      ...(head === undefined ? [] : [checkSection(head)]),
    ],
    sources: [{ text: "Written by Concordat in the same step as each act", basis: "kept-here" }],
    check: "/record",
    subjects: [anyOfKind("record", "entry")],
    json: {
      items: list.entries.map(entryJson),
      ...(head === undefined ? {} : { head }),
      waiting,
      ...neighboursOf(list),
    },
    ...(until === undefined && kind === undefined ? {} : { trail }),
  };
}

function recordAnswer(last: Entry | undefined, facts: Parameters<typeof recordPage>[1]): Sentence {
  const { head, waiting, kind, until } = facts;
  const span = until === undefined ? "" : ` on or before ${formatCivilDate(until)}`;
  if (last === undefined) {
    const what = kind === undefined ? "act" : "act of this kind";
    return `No ${what} that you may see was recorded${span}. Every public act on this site will leave a line here.`;
  }
  const theLast: Sentence = [`on ${momentInWords(last.writtenAt)}: `, linkWithin(last), "."];
  if (kind !== undefined || until !== undefined) {
    return [
      `The last act ${kind === undefined ? "recorded" : "of this kind recorded"}${span} was `,
      ...theLast,
    ];
  }
  const position = head?.position ?? 0;
  const acts = countOf(position + waiting, "act");
  return [
    `${sentenceCase(acts)} ${position + waiting === 1 ? "is" : "are"} recorded. The last was `,
    ...theLast,
    position === 0
      ? " The chain is about to begin"
      : ` The chain has no gap up to position ${inFigures(position)}`,
    waiting > 0 ? `, and ${countOf(waiting, "act")} will follow within two seconds.` : ".",
  ];
}

function linkWithin(entry: Entry): { readonly text: string; readonly href: string } {
  return { text: summaryWithin(entry), href: entryHref(entry.id) };
}

/** The page of everything recorded about one thing. */
export function recordOfPage(
  list: EntryList,
  facts: {
    readonly subject: SubjectRef;
    readonly description: SubjectDescription | undefined;
    readonly count: number;
    readonly until: CivilDate | undefined;
  },
): PageModel {
  const { subject, description, count, until } = facts;
  const last = list.entries[0];
  const name = description?.title ?? subjectText(subject);
  const span = until === undefined ? "" : ` on or before ${formatCivilDate(until)}`;
  const about: Sentence = description === undefined ? [name] : [{ text: name, href: description.href }];
  const answer: Sentence =
    last === undefined
      ? [
          "Nothing about ",
          ...about,
          ` has been recorded here${span}. Acts on this site that concern it will be listed here.`,
        ]
      : [
          `${sentenceCase(countOf(count, "act"))} about `,
          ...about,
          ` ${count === 1 ? "is" : "are"} recorded${span}. The last was on ${momentInWords(last.writtenAt)}: `,
          linkWithin(last),
          ".",
        ];
  return {
    title: `What was recorded about ${name}`,
    ...(description === undefined ? {} : { kicker: description.kindLabel }),
    ...(description?.illustrative === true ? { illustrative: true } : {}),
    answer,
    table: entryTable(list, "Entries, newest first"),
    sections: neighbourSection(list),
    sources: [{ text: "Written by Concordat in the same step as each act", basis: "kept-here" }],
    check: recordOfHref(subject),
    subjects: [subject],
    json: { items: list.entries.map(entryJson), count, ...neighboursOf(list) },
    trail,
  };
}

const columns: readonly Column[] = [
  { key: "position", label: "Position", kind: "number", decimals: 0 },
  { key: "when", label: "When", kind: "text" },
  { key: "what", label: "What was done", kind: "link" },
  { key: "kind", label: "Kind", kind: "link" },
  { key: "capacity", label: "In what capacity", kind: "text" },
  { key: "about", label: "About", kind: "text" },
  { key: "writtenAt", label: "Moment (UTC)", kind: "text", machineOnly: true },
  { key: "id", label: "Id", kind: "text", machineOnly: true },
  { key: "sha256", label: "SHA-256", kind: "text", machineOnly: true },
];

/** Entries as a table; what is made up is marked in its row. */
export function entryTable(list: EntryList, caption: string): TableModel {
  return {
    caption: `${caption}${positionsInWords(list.entries)}`,
    columns,
    rows: list.entries.map((entry) => entryRow(entry, list.surroundings)),
    rowsPerPage: Math.max(list.entries.length, 1),
    empty: "Nothing is recorded that matches. Every public act on this site leaves a line here.",
  };
}

/** Says which part of a long list this is, since the table itself knows only its own rows. */
function positionsInWords(entries: readonly Entry[]): string {
  const positions = entries.flatMap((entry) => entry.chain?.position ?? []);
  const first = positions[0];
  const last = positions.at(-1);
  if (first === undefined || last === undefined) return "";
  return first === last
    ? ` (position ${inFigures(first)})`
    : ` (positions ${inFigures(first)} to ${inFigures(last)})`;
}

function entryRow(entry: Entry, surroundings: Surroundings): Row {
  const tag = surroundings.isIllustrative(entry)
    ? "Illustrative"
    : entry.sealed === undefined
      ? undefined
      : "Sealed part";
  const titles = entry.subjects.flatMap((subject) => surroundings.find(subject)?.title ?? []);
  return {
    position: entry.chain?.position,
    when: momentInWords(entry.writtenAt),
    what: { text: entry.summary, href: entryHref(entry.id), ...(tag === undefined ? {} : { tag }) },
    kind: { text: kindInWords(entry.kind), href: `/record?kind=${entry.kind}` },
    capacity: entry.capacity.title,
    about: titles.join("; ") || undefined,
    writtenAt: entry.writtenAt,
    id: entry.id,
    sha256: entry.sha256,
  };
}

function neighboursOf({ earlier, later }: Neighbours): Neighbours {
  return { ...(earlier === undefined ? {} : { earlier }), ...(later === undefined ? {} : { later }) };
}

function neighbourSection({ earlier, later }: Neighbours): readonly Section[] {
  const items: Sentence[] = [];
  if (earlier !== undefined) items.push([{ text: "Earlier entries", href: earlier }]);
  if (later !== undefined) items.push([{ text: "Later entries", href: later }]);
  return items.length === 0 ? [] : [{ kind: "list", heading: "Further entries", items }];
}

function kindSection(
  kinds: readonly string[],
  asked: { readonly kind: string | undefined; readonly until: CivilDate | undefined },
): readonly Section[] {
  if (kinds.length < 2) return [];
  const choice = (kind: string | undefined): Sentence => {
    const text = kind === undefined ? "Every kind" : kindInWords(kind);
    if (kind === asked.kind) return [{ strong: text }];
    const parameters = [
      ...(kind === undefined ? [] : [`kind=${kind}`]),
      ...(asked.until === undefined ? [] : [`at=${asked.until}`]),
    ];
    return [{ text, href: ["/record", parameters.join("&")].filter((part) => part !== "").join("?") }];
  };
  return [{ kind: "list", heading: "Only entries of one kind", items: [undefined, ...kinds].map(choice) }];
}

function checkSection(head: { readonly position: number; readonly sha256: string }): Section {
  return {
    kind: "code",
    heading: "Check this yourself",
    intro: [
      "Each entry has a hash, and each place in the chain has a hash over its entry's and the one before it. Note the line " +
        "below: as long as this position shows this hash, nothing up to it was changed, added or taken away. The page of " +
        "each entry shows how to compute its hashes; ",
      { text: "the open data", href: "/open-data" },
      " has all of them. Whoever runs this site can check the whole with: concordat record check.",
    ],
    code: `${head.position} ${head.sha256}`,
  };
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function inFigures(count: number): string {
  return new Intl.NumberFormat("en-GB").format(count);
}
