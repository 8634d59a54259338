import { formatCivilDate } from "@concordat/calendar";
import {
  capital,
  countOf,
  type Section,
  type Sentence,
  type Span,
  type TableModel,
} from "../../kernel/index.ts";
import {
  clearanceKinds,
  clearanceStates,
  itemKinds,
  itemNumber,
  itemSorts,
  paperPurposes,
  type Item,
  type Paper,
} from "../item.ts";
import { sortOf } from "../agenda-time.ts";
import type { Meeting } from "../meeting.ts";
import { publicationKinds, timingInWords, type Publication, type Timing } from "../publication.ts";

/** The agenda as a table: number, item, kind, sort, papers, what was decided. */
export function agendaTable(meeting: Meeting, items: readonly Item[], papers: readonly Paper[]): TableModel {
  const decided = items.some((item) => item.decisionWords !== undefined);
  const numbered = items.some((item) => item.paperNumber !== undefined);
  return {
    caption: "Agenda",
    columns: [
      { key: "number", label: "Item", kind: "text" },
      { key: "title", label: "What", kind: "link" },
      { key: "kind", label: "Kind", kind: "text" },
      { key: "sort", label: "Sort of time", kind: "text" },
      ...(numbered ? [{ key: "paperNumber", label: "Paper", kind: "text" } as const] : []),
      { key: "papers", label: "Papers here", kind: "number" },
      ...(decided ? [{ key: "decided", label: "Decided, as the source says", kind: "text" } as const] : []),
    ],
    rows: items.map((item) => {
      const tag = tagOf(item);
      return {
        number: item.kind === "heading" ? "" : itemNumber(item),
        title: {
          text: item.title,
          href: `/meetings/${meeting.slug}/items/${item.position}`,
          ...(tag && { tag }),
        },
        kind: itemKinds[item.kind],
        sort: item.kind === "heading" ? "" : itemSorts[sortOf(item)],
        paperNumber: item.paperNumber,
        papers: papers.filter((paper) => paper.itemId === item.id && paper.replacedBy === undefined).length,
        decided: item.decisionWords,
      };
    }),
    rowsPerPage: 60,
    empty: meeting.keptHere
      ? "The agenda has not been published yet."
      : "Nothing of its agenda is held here. The source named below may show it.",
  };
}

function tagOf(item: Item): string | undefined {
  if (item.private) return "Private";
  if (item.restrictedThere) return "Restricted at the source";
  if (item.publishedOn === undefined && item.audience !== "public") return "Draft";
  return item.lateReason === undefined ? undefined : "Late, with reason";
}

/** What was published when, with clear days; of known sources without a verdict. */
export function publicationSection(
  meeting: Meeting,
  publications: readonly Publication[],
  timing: (publication: Publication) => Timing | undefined,
): readonly Section[] {
  if (publications.length === 0) return [];
  const items = publications.map((one): Sentence => {
    const what = `${publicationKinds[one.kind]}${one.number > 1 ? ` ${one.number}` : ""}, ${formatCivilDate(one.on)}`;
    if (one.dayBasis !== undefined && !one.dayBasis.startsWith("stated"))
      return `${what}. The day is not observed but worked out by the source's own rule: ${one.dayBasis}.`;
    const judged = timing(one);
    const counted = judged ? ` ${timingInWords(judged, meeting.keptHere)}` : "";
    return [{ strong: `${what}.` }, counted];
  });
  return [{ kind: "list", heading: "Publication", items }];
}

/** The papers of an item or a meeting: the versions that stand, then older ones. */
export function paperSection(papers: readonly Paper[], heading = "Papers"): readonly Section[] {
  if (papers.length === 0) return [];
  const current = papers.filter((paper) => paper.replacedBy === undefined);
  const older = papers.filter((paper) => paper.replacedBy !== undefined);
  const sections: Section[] = [
    { kind: "list", heading, items: current.map((paper) => paperLine(paper)) },
    ...current.flatMap((paper): readonly Section[] =>
      paper.summary
        ? [
            {
              kind: "words",
              heading: `In plain words: ${paper.title}`,
              paragraphs: paper.summary.split(/\n{2,}/),
            },
          ]
        : [],
    ),
  ];
  if (older.length > 0)
    sections.push({
      kind: "list",
      heading: "Older versions",
      items: older.map((paper) => paperLine(paper)),
    });
  return sections;
}

function paperLine(paper: Paper): Sentence {
  const size = paper.size === undefined ? "" : `, ${Math.max(1, Math.round(paper.size / 1000))} kB`;
  const link: Span = paper.sha256
    ? { text: paper.title, href: `/files/${paper.sha256}` }
    : { text: paper.title, href: paper.href ?? "" };
  const version = paper.version > 1 ? `, version ${paper.version}` : "";
  const published = paper.publishedOn
    ? `, public since ${formatCivilDate(paper.publishedOn)}`
    : ", not public yet";
  const known = paper.basis === "registry" || paper.basis === "published";
  return [
    link,
    `, ${paperPurposes[paper.purpose].toLowerCase()}${version}${size}${paper.href && known ? ", held by the source" : published}${paper.summary || paper.href ? "" : "; no summary in plain words yet"}.`,
  ];
}

/** Clearances of an item. */
export function clearanceSection(item: Item): readonly Section[] {
  if (item.clearances.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Clearances",
      items: item.clearances.map(
        (one) =>
          `${clearanceKinds[one.kind]}: ${clearanceStates[one.state]} by ${one.office} on ${formatCivilDate(one.on)}${one.words ? `. ${one.words}` : ""}`,
      ),
    },
  ];
}

/** What everybody may know of private items. */
export function privateSection(items: readonly Item[]): readonly Section[] {
  const closed = items.filter((item) => item.private);
  if (closed.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Private items",
      intro: `${capital(countOf(closed.length, "item is", "items are"))} taken in private. The record holds a commitment to what is not shown, so that it can be opened and proved later.`,
      items: closed.map((item): Sentence => [
        `Item ${itemNumber(item)}, ${item.title}. ${item.exemption}. Public interest: ${item.publicInterest}`,
        ...(item.sealedEntry ? [" ", { text: "Check the seal", href: `/record/${item.sealedEntry}` }] : []),
      ]),
    },
  ];
}

/** Whether this reader sees the draft of an agenda. */
export function seesDraft(items: readonly Item[]): boolean {
  return items.some((item) => item.audience !== "public" && item.publishedOn === undefined);
}
