import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  capital,
  definePage,
  type Page,
  type PageAction,
  type PageModel,
  type Section,
  type Sentence,
} from "../../kernel/index.ts";
import { recordOf, resourceOfMeeting } from "../commands/meeting-act.ts";
import { itemKinds, itemNumber, itemSorts, type Item } from "../item.ts";
import { isInSession, isOver, meetingRef, meetingTitle, type Meeting } from "../meeting.ts";
import { outcomeInWords, type Motion, type NamedVote } from "../motion.ts";
import { sortOf } from "../agenda-time.ts";
import { listMotions, listVotes } from "../store-business.ts";
import { listItems, listPapers } from "../store-items.ts";
import { findMeeting } from "../store-meetings.ts";
import { listResolutions } from "../store-resolutions.ts";
import { sourceLine } from "../words.ts";
import { clearanceSection, paperSection } from "./agenda-sections.ts";

/** One item of an agenda: what it asks, its papers, motions, votes and decisions. */
export const itemPage: Page = definePage({
  name: "meetings.item",
  path: "/meetings/:slug/items/:item",
  about:
    "One item of an agenda: what it asks, its papers and clearances, motions with named votes, what was decided.",
  params: z.object({ slug: z.string().max(150), item: z.string().regex(/^\d{1,3}$/) }),
  json: z.object({
    position: z.number(),
    number: z.string().nullable(),
    title: z.string(),
    kind: z.string(),
    sort: z.string(),
    private: z.boolean(),
    exemption: z.string().nullable(),
    publicInterest: z.string().nullable(),
    asks: z.string().nullable(),
    said: z.string().nullable(),
    lateReason: z.string().nullable(),
    motions: z.array(
      z.object({
        number: z.number(),
        words: z.string(),
        movedBy: z.string(),
        outcome: z.string(),
        for: z.number().nullable(),
        against: z.number().nullable(),
        abstained: z.number().nullable(),
        votes: z.array(z.object({ office: z.string(), vote: z.string() })),
      }),
    ),
    version: z.number().int().meta({ description: "The meeting's; send it with an act that changes this." }),
  }),
  async load(asking, { params }): Promise<PageModel | undefined> {
    const meeting = await findMeeting(asking.db, params.slug);
    const item =
      meeting && (await listItems(asking.db, meeting.id)).find((one) => String(one.position) === params.item);
    if (!meeting || !item) return undefined;
    const papers = (await listPapers(asking.db, meeting.id)).filter((one) => one.itemId === item.id);
    const motions = (await listMotions(asking.db, meeting.id)).filter((one) => one.itemId === item.id);
    const votes = await listVotes(asking.db, meeting.id);
    const resolutions = (
      await listResolutions(asking.db, { meetingId: meeting.id, illustrative: true })
    ).filter((one) => one.item === item.position);
    return {
      title: item.title,
      kicker: `${item.kind === "heading" ? "Heading" : `Item ${itemNumber(item)}`}, ${meetingTitle(meeting)}`,
      illustrative: meeting.basis === "illustrative",
      answer: answerOf(meeting, item, resolutions.length),
      sections: [
        ...wordsSection("What the board is asked", item.asks),
        ...privateFacts(item),
        ...paperSection(papers),
        ...clearanceSection(item),
        ...motionSections(motions, votes),
        ...(resolutions.length === 0
          ? []
          : [
              {
                kind: "list" as const,
                heading: "Decided",
                items: resolutions.map((one): Sentence => [
                  { text: one.words, href: `/resolutions/${one.slug}` },
                ]),
              },
            ]),
        ...wordsSection("What was said", item.said),
        factSection(item),
      ],
      trail: [
        { text: "Meetings", href: "/meetings" },
        { text: meetingTitle(meeting), href: `/meetings/${meeting.slug}` },
      ],
      actions: actionsOf(meeting, item, motions),
      sources: [sourceLine(item)],
      subjects: [meetingRef(meeting)],
      check: item.sealedEntry ? `/record/${item.sealedEntry}` : recordOf(meetingRef(meeting)),
      json: jsonOf(meeting, item, motions, votes),
    };
  },
});

function answerOf(meeting: Meeting, item: Item, resolutions: number): Sentence {
  if (item.private)
    return `This item is taken in private; its title is public and its content is not. ${item.exemption}.`;
  if (item.restrictedThere) return "The source names this item and shows nothing else of it.";
  if (item.decisionWords) return ["The source says of it: ", { strong: item.decisionWords }, "."];
  if (resolutions > 0)
    return resolutions === 1
      ? "One decision was taken on this item."
      : `${resolutions} decisions were taken on this item.`;
  if (!meeting.keptHere) return "The source names this item and does not say what was decided.";
  if (item.publishedOn === undefined) return "This item is a draft; only your organisation sees it.";
  return item.dealtWith
    ? "This item was dealt with; no decision was taken."
    : "Nothing has been decided on this item.";
}

function wordsSection(heading: string, text: string | undefined): readonly Section[] {
  return text ? [{ kind: "words", heading, paragraphs: text.split(/\n+/) }] : [];
}

function privateFacts(item: Item): readonly Section[] {
  if (!item.exemption || !item.publicInterest) return [];
  return [
    {
      kind: "facts",
      heading: item.private ? "Why it is private" : "Why it was private until it was opened",
      facts: [
        { label: "Ground", value: item.exemption },
        { label: "Public interest", value: item.publicInterest },
        ...(item.sealedEntry
          ? [
              {
                label: "Seal",
                value: [{ text: "The commitment in the record", href: `/record/${item.sealedEntry}` }],
              },
            ]
          : []),
      ],
    },
  ];
}

function motionSections(
  motions: readonly Motion[],
  votes: ReadonlyMap<string, readonly NamedVote[]>,
): readonly Section[] {
  return motions.flatMap((motion): readonly Section[] => {
    const named = votes.get(motion.id) ?? [];
    const amended = motions.find((one) => one.id === motion.amends);
    const seconded = motion.secondedBy ? `, seconded by ${motion.secondedBy}` : "";
    return [
      {
        kind: "words",
        heading: amended
          ? `Motion ${motion.number}: amends motion ${amended.number}`
          : `Motion ${motion.number}`,
        paragraphs: [
          motion.words,
          `Moved by ${motion.movedBy}${seconded}. ${capital(outcomeInWords(motion))}.`,
          ...(motion.dissent ? [`Dissent: ${motion.dissent}`] : []),
          ...(motion.quorum === "cannot-tell"
            ? ["Whether there was a quorum cannot be told from what is entered here."]
            : []),
        ],
      },
      ...(named.length === 0
        ? []
        : [
            {
              kind: "table" as const,
              table: {
                name: `votes${motion.number}`,
                caption: `Named votes on motion ${motion.number}`,
                columns: [
                  { key: "office", label: "Member", kind: "text" as const },
                  { key: "vote", label: "Vote", kind: "text" as const },
                ],
                rows: named.map((one) => ({ office: one.office, vote: one.vote })),
                rowsPerPage: 60,
                empty: "",
              },
            },
          ]),
    ];
  });
}

function factSection(item: Item): Section {
  return {
    kind: "facts",
    heading: "Facts",
    facts: [
      { label: "Kind", value: itemKinds[item.kind] },
      { label: "Sort of time", value: itemSorts[sortOf(item)] },
      ...(item.minutes ? [{ label: "Minutes planned", value: String(item.minutes) }] : []),
      ...(item.paperNumber ? [{ label: "Number of its paper", value: item.paperNumber }] : []),
      ...(item.lateReason
        ? [{ label: "The chair's reason for taking it late", value: item.lateReason }]
        : []),
      ...(item.publishedOn ? [{ label: "Public since", value: formatCivilDate(item.publishedOn) }] : []),
    ],
  };
}

function actionsOf(meeting: Meeting, item: Item, motions: readonly Motion[]): readonly PageAction[] {
  if (!meeting.keptHere) return [];
  const resource = resourceOfMeeting(meeting);
  const act = (text: string, path: string, command: string): PageAction => ({
    text,
    href: `/meetings/${meeting.slug}/items/${item.position}/${path}`,
    command: `meetings.${command}`,
    resource,
  });
  const before = !isOver(meeting);
  return [
    ...(before
      ? [act("Add a paper", "papers/add", "add-paper"), act("Note a clearance", "clear", "clear-item")]
      : []),
    ...(isInSession(meeting)
      ? [
          act("Put a motion", "motions/add", "move-motion"),
          ...motions
            .filter((one) => one.outcome === "open")
            .map((one) =>
              act(`Decide motion ${one.number}`, `motions/${one.number}/decide`, "decide-motion"),
            ),
          act("Note what was said", "note", "note-item"),
        ]
      : []),
    ...(before ? [act("Change this item", "edit", "edit-item")] : []),
    ...(before && !item.private && item.publishedOn === undefined
      ? [
          act("Take it in private", "private", "take-in-private"),
          act("Take it off the agenda", "remove", "remove-item"),
        ]
      : []),
    ...(item.private ? [act("Open this item", "open", "open-item")] : []),
  ];
}

function jsonOf(
  meeting: Meeting,
  item: Item,
  motions: readonly Motion[],
  votes: ReadonlyMap<string, readonly NamedVote[]>,
) {
  return {
    position: item.position,
    number: item.number ?? null,
    title: item.title,
    kind: item.kind,
    sort: sortOf(item),
    private: item.private,
    exemption: item.exemption ?? null,
    publicInterest: item.publicInterest ?? null,
    asks: item.asks ?? null,
    said: item.said ?? null,
    lateReason: item.lateReason ?? null,
    motions: motions.map((one) => ({
      number: one.number,
      words: one.words,
      movedBy: one.movedBy,
      outcome: one.outcome,
      for: one.votesFor ?? null,
      against: one.votesAgainst ?? null,
      abstained: one.abstained ?? null,
      votes: (votes.get(one.id) ?? []).map(({ office, vote }) => ({ office, vote })),
    })),
    version: meeting.version,
  };
}
