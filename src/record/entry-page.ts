import { formatCivilDate } from "@concordat/calendar";
import {
  parseSubject,
  subjectText,
  type Json,
  type PageModel,
  type PolicyResource,
  type Section,
  type Sentence,
} from "../kernel/index.ts";
import { entryHref, entryRef, kindInWords, momentInWords, summaryWithin } from "./entry.ts";
import type { Entry } from "./entry.ts";
import { entryJson } from "./entry-json.ts";
import { subjectLine } from "./ports.ts";
import type { Surroundings } from "./ports.ts";
import { entryProof, linkProof, openingProof } from "./proof.ts";

/** What the page of an entry is drawn from. */
export interface EntryStory {
  readonly entry: Entry;
  readonly surroundings: Surroundings;
  /** The entry that this one corrects or opens, where the reader may see it. */
  readonly earlier?: Entry;
  readonly correctedBy: readonly Entry[];
  readonly openedBy?: Entry;
  readonly resource: PolicyResource;
  /** Commands by what they do to this entry. */
  readonly commands: { readonly open: string; readonly correct: string };
}

/** The page of one entry: what was done, by which office, about what, and how to check that nothing of it was changed. */
export function entryPage(story: EntryStory): PageModel {
  const { entry, surroundings, correctedBy, openedBy } = story;
  const isIllustrative = surroundings.isIllustrative(entry);
  return {
    title:
      entry.chain === undefined
        ? "An entry of the record"
        : `Entry ${inFigures(entry.chain.position)} of the record`,
    kicker: kindInWords(entry.kind),
    ...(isIllustrative ? { illustrative: true } : {}),
    answer: answerOf(story),
    sections: [
      ...sequelSection(story),
      { kind: "facts", heading: "The act", facts: factsOf(story) },
      ...bodySection(entry),
      ...sealedSection(story),
      ...proofSections(story),
    ],
    actions: actionsOf(story),
    sources: [{ text: "Written by Concordat in the same step as the act", basis: "kept-here" }],
    check: entryHref(entry.id),
    subjects: [entryRef(entry.id), ...entry.subjects.map(parseSubject)],
    panels: { on: "entry", subject: entryRef(entry.id) },
    json: {
      ...entryJson(entry),
      correctedBy: correctedBy.map((later) => later.id),
      ...(openedBy === undefined ? {} : { openedBy: openedBy.id }),
    },
    trail: [{ text: "The record", href: "/record" }],
  };
}

function answerOf({ entry, correctedBy }: EntryStory): Sentence {
  const recorded = `${summaryWithin(entry)}. Recorded on ${momentInWords(entry.writtenAt)} by: ${entry.capacity.title}.`;
  const last = correctedBy.at(-1);
  return last === undefined
    ? recorded
    : [recorded, " ", { strong: "Corrected since: " }, linkWithin(last), "."];
}

function linkWithin(entry: Entry): { readonly text: string; readonly href: string } {
  return { ...linkTo(entry), text: summaryWithin(entry) };
}

function linkTo(entry: Entry): { readonly text: string; readonly href: string } {
  return { text: entry.summary, href: entryHref(entry.id) };
}

function sequelSection({ entry, earlier, correctedBy, openedBy }: EntryStory): readonly Section[] {
  const items: Sentence[] = [];
  if (earlier !== undefined)
    items.push([entry.opens === earlier.id ? "It opens: " : "It corrects: ", linkTo(earlier)]);
  for (const later of correctedBy)
    items.push([`Corrected on ${momentInWords(later.writtenAt)}: `, linkTo(later)]);
  if (openedBy !== undefined)
    items.push([`Opened on ${momentInWords(openedBy.writtenAt)}: `, linkTo(openedBy)]);
  if (items.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "Before and after",
      intro: "An entry is never changed; what came later stands beside it.",
      items,
    },
  ];
}

function factsOf({
  entry,
  surroundings,
}: EntryStory): { readonly label: string; readonly value: Sentence }[] {
  const { organisation } = entry.capacity;
  return [
    { label: "Kind", value: [{ text: kindInWords(entry.kind), href: `/record?kind=${entry.kind}` }] },
    { label: "When", value: `${momentInWords(entry.writtenAt)} (${entry.writtenAt})` },
    { label: "In what capacity", value: entry.capacity.title },
    ...(organisation === undefined
      ? []
      : [{ label: "On behalf of", value: subjectLine(surroundings, subjectText(organisation)) }]),
    ...entry.subjects.map((subject) => ({ label: "About", value: subjectLine(surroundings, subject) })),
    { label: "Who may see it", value: audienceInWords(entry, surroundings) },
  ];
}

function audienceInWords({ audience }: Entry, surroundings: Surroundings): Sentence {
  if (audience === "public") return "Everybody";
  const organisation = surroundings.find(
    subjectText({ module: "place", kind: "organisation", id: audience.slice("organisation:".length) }),
  );
  return `Those who hold an office or seat in ${organisation?.title ?? "one organisation"}`;
}

function bodySection(entry: Entry): readonly Section[] {
  const facts = factsOfBody(entry.body);
  return facts.length === 0 ? [] : [{ kind: "facts", heading: "What was recorded", facts }];
}

/** A body in plain words: one fact for each key of an object, anything deeper as JSON. */
function factsOfBody(body: Json): { readonly label: string; readonly value: string }[] {
  if (body === null) return [];
  if (typeof body !== "object" || Array.isArray(body))
    return [{ label: "Content", value: valueInWords(body) }];
  return Object.entries(body).map(([key, value]) => ({
    label: keyInWords(key),
    value: valueInWords(value),
  }));
}

/** `endedOn` as "Ended on". */
function keyInWords(key: string): string {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[-_]/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueInWords(value: Json): string {
  if (value === null) return "Nothing";
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}

function sealedSection({ entry, openedBy }: EntryStory): readonly Section[] {
  const { sealed } = entry;
  if (sealed === undefined) return [];
  const state: Sentence =
    openedBy === undefined
      ? `Sealed; to be looked at again on ${formatCivilDate(sealed.reviewOn)}`
      : [`Opened on ${momentInWords(openedBy.writtenAt)}: `, linkTo(openedBy)];
  return [
    {
      kind: "facts",
      heading: "What is sealed",
      intro:
        "Part of this act is not public yet. The commitment fixes it: when it is opened, everybody can check that it is " +
        "what was written down then.",
      facts: [
        { label: "What it is", value: sealed.category },
        { label: "Why it is not public", value: sealed.ground },
        { label: "Review date", value: formatCivilDate(sealed.reviewOn) },
        { label: "State", value: state },
        { label: "Commitment (SHA-256)", value: sealed.commitment },
      ],
    },
  ];
}

function proofSections({ entry, earlier }: EntryStory): readonly Section[] {
  const { chain } = entry;
  const sections: Section[] = [
    {
      kind: "code",
      heading: "The text that is hashed",
      intro: "The whole entry as canonical JSON (RFC 8785), in UTF-8, without a line break at the end.",
      code: entry.canonical,
    },
    {
      kind: "code",
      heading: "Check the entry",
      intro: `In a terminal, this line prints the hash of the entry: ${entry.sha256}`,
      code: entryProof(entry.canonical),
    },
  ];
  if (chain === undefined) {
    sections.push({
      kind: "words",
      heading: "Its place in the chain",
      paragraphs: ["It gets its place within two seconds."],
    });
  } else {
    const parts = {
      position: chain.position,
      previousSha256: chain.previousSha256,
      entrySha256: entry.sha256,
    };
    sections.push({
      kind: "code",
      heading: "Check its place in the chain",
      intro:
        `Position ${inFigures(chain.position)}. The hash of the position before is ${chain.previousSha256}. ` +
        `This line prints the hash of this position: ${chain.sha256}`,
      code: linkProof(parts),
    });
  }
  const opening = openingProof(entry);
  if (opening !== undefined && earlier?.sealed !== undefined) {
    sections.push({
      kind: "code",
      heading: "Check what was opened",
      intro: `This line prints the commitment made on ${momentInWords(earlier.writtenAt)}: ${earlier.sealed.commitment}`,
      code: opening,
    });
  }
  return sections;
}

function actionsOf({ entry, openedBy, resource, commands }: EntryStory): NonNullable<PageModel["actions"]> {
  const correct = {
    text: "Correct this entry",
    href: `${entryHref(entry.id)}/correct`,
    command: commands.correct,
    resource,
  };
  if (entry.sealed === undefined || openedBy !== undefined) return [correct];
  return [
    { text: "Open what is sealed", href: `${entryHref(entry.id)}/open`, command: commands.open, resource },
    correct,
  ];
}

function inFigures(count: number): string {
  return new Intl.NumberFormat("en-GB").format(count);
}
