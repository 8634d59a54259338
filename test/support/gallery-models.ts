import { civilDate } from "@concordat/calendar";
import type { FormModel, PageModel, PanelModel, Section, TableModel } from "../../src/kernel/index.ts";
import * as pictures from "./gallery-pictures.ts";

/** Words that must stay words. */
export const hostile = `<b>"B" & 'Sons'</b>`;

/** A long table with every kind of cell. */
export const boards: TableModel = {
  caption: "Integrated care boards",
  columns: [
    { key: "name", label: "Name", kind: "link", filter: "words", sortable: true },
    { key: "kind", label: "Kind", kind: "text", filter: "choice", sortable: true },
    { key: "people", label: "People", kind: "measured", sortable: true },
    { key: "share", label: "Spent on prevention", kind: "measured", unit: "%", decimals: 1, sortable: true },
    { key: "begins", label: "Began", kind: "date", sortable: true },
    { key: "source", label: "Source", kind: "text" },
    { key: "code", label: "Code", kind: "text", machineOnly: true },
  ],
  rows: Array.from({ length: 153 }, (_, index) => ({
    name: {
      text: index === 3 ? hostile : `NHS Board ${index + 1}`,
      href: `/organisations/board-${index + 1}`,
      ...(index === 1 && { tag: "ended" }),
    },
    kind: index % 3 === 0 ? "Council" : "Integrated care board",
    people:
      index === 2
        ? { kind: "no-data" as const }
        : { kind: "value" as const, value: 1_200_345 - index * 7001 },
    share:
      index === 1
        ? { kind: "suppressed" as const }
        : index === 4
          ? { kind: "zero" as const }
          : { kind: "value" as const, value: 3.1 + index / 17 },
    begins: index === 5 ? undefined : "2022-07-01",
    source: "NHS ODS trust file (July 2025)",
    code: `Q${index}`,
  })),
  sortedBy: { key: "name", descending: false },
  empty: "We hold no boards.",
};

const sources = [
  {
    text: "NHS Organisation Data Service",
    href: "https://example.org/ods",
    seen: civilDate("2026-11-21"),
    basis: "registry" as const,
    licence: "Open Government Licence",
  },
  { text: "General knowledge", basis: "general-knowledge" as const },
];

/** A page with everything. */
export const page: PageModel = {
  title: "NHS West and North London Integrated Care Board",
  kicker: "Integrated care board",
  answer: [
    "It plans health services for ",
    { strong: "4.6 million people" },
    " in 13 boroughs, and replaced ",
    { text: "two boards", href: "/organisations/north-west-london" },
    " on 1 April 2026.",
  ],
  picture: pictures.sampleMap(),
  table: boards,
  trail: [
    { text: "Organisations", href: "/organisations" },
    { text: "London", href: "/areas/london" },
  ],
  check: "/record/entries/1",
  sources,
  subjects: [],
  json: {},
};

/** A section of every kind. */
export const sections: readonly Section[] = [
  {
    kind: "facts",
    heading: "Facts",
    facts: [
      { label: "ODS code", value: "QRV" },
      { label: "Began", value: "1 April 2026" },
      {
        label: "Replaced",
        value: [
          { text: "NHS North Central London ICB", href: "/organisations/ncl" },
          " and ",
          { text: "NHS North West London ICB", href: "/organisations/nwl" },
        ],
      },
    ],
  },
  {
    kind: "picture",
    heading: "Did it work, as was claimed?",
    intro: "The years of the claim are shaded.",
    picture: pictures.sampleLines(),
  },
  { kind: "picture", heading: "Three trusts", picture: pictures.sampleGaps() },
  { kind: "picture", heading: "Delayed days", picture: pictures.sampleBars() },
  { kind: "picture", heading: "Who caused the delay", picture: pictures.sampleStack() },
  { kind: "picture", heading: "Every voice", picture: pictures.sampleManySeats() },
  { kind: "picture", heading: "London before April 2026", picture: pictures.sampleMap(true) },
  {
    kind: "words",
    heading: "In words",
    paragraphs: [
      "A section of words, set in one comfortable column, with nothing beside it.",
      ["It may hold ", { strong: "strong words" }, " and ", { text: "links", href: "/areas" }, "."],
    ],
  },
  {
    kind: "list",
    heading: "Items",
    items: ["The first item", ["The second, with ", { text: "a link", href: "/boards" }]],
  },
  {
    kind: "code",
    heading: "The policy itself",
    code: 'permit (principal, action == Action::"place.end-organisation", resource)\nwhen { principal.keeps.contains(resource.organisation) };',
  },
];

function panel(heading: string, answer: PanelModel["answer"], picture: PanelModel["picture"]): PanelModel {
  return {
    heading,
    answer,
    ...(picture && { picture }),
    sources: [{ text: "Registry, 36 boards and 153 councils" }],
    href: "/areas/london",
    howWorkedOut: "/law",
    check: "/record/1",
    subjects: [],
  };
}

/** Answers to five of the six questions. */
export const panels: readonly PanelModel[] = [
  panel(
    "Who runs health here?",
    ["London has ", { strong: "four" }, " integrated care boards today; it had five until 31 March 2026."],
    pictures.sampleMap(),
  ),
  panel(
    "Who sits at the table?",
    [
      "South West London’s board has ",
      { strong: "22" },
      " voting seats; ",
      { strong: "1" },
      " is known to be local government’s, and the source does not say for 6.",
    ],
    pictures.sampleSeats(),
  ),
  panel(
    "When may we lawfully decide?",
    [
      "Moving stroke beds on ",
      { strong: "21 April 2026" },
      " is not barred by law if scrutiny has answered, but falls in the pre-election period.",
    ],
    pictures.sampleTimeline(),
  ),
  panel(
    "Who pays if the pool overspends?",
    [
      "If equipment overspends by ",
      { strong: "£2.0m" },
      ", £1.34m comes from the pool and the council and NHS bear ",
      { strong: "£0.33m" },
      " each.",
    ],
    pictures.sampleWaterfall(),
  ),
  panel(
    "Is a hospital an outlier, and is the gap closing?",
    [
      "Of 120 acute trusts in 2025, a chart that ignores the spread between trusts would accuse ",
      { strong: "many" },
      "; the fair one accuses ",
      { strong: "few" },
      ".",
    ],
    pictures.sampleFunnel(),
  ),
];

/** A form with every kind of field. */
export const form: FormModel = {
  title: "End an organisation",
  intro: [
    "Ending a body asks every part of the site what becomes of its things. ",
    { text: "How this works", href: "/law" },
  ],
  submit: "End this organisation",
  trail: [
    { text: "Organisations", href: "/organisations" },
    { text: "Aldermere Council", href: "/organisations/aldermere" },
  ],
  illustrative: true,
  fields: [
    { name: "name", label: "Name", widget: { kind: "text" }, hint: "As in its constitution" },
    { name: "code", label: "Code", widget: { kind: "text", width: 10 } },
    { name: "secret", label: "Password", widget: { kind: "text", secret: true, width: 20 } },
    { name: "reason", label: "Why", widget: { kind: "textarea", rows: 4 } },
    { name: "endsOn", label: "Last day", widget: { kind: "date" } },
    {
      name: "kind",
      label: "Kind of ending",
      widget: {
        kind: "radios",
        options: [
          { value: "merger", text: "Merger", hint: "Two or more become one" },
          { value: "closure", text: "Closure" },
        ],
      },
    },
    {
      name: "places",
      label: "Places",
      widget: {
        kind: "checkboxes",
        options: [
          { value: "a", text: "Aldermere" },
          { value: "b", text: "Brook" },
        ],
      },
    },
    {
      name: "successor",
      label: "Successor",
      widget: {
        kind: "select",
        options: [
          { value: "x", text: "NHS X" },
          { value: "y", text: "NHS Y" },
        ],
      },
    },
    { name: "public", label: "Is it public?", widget: { kind: "yes-no" } },
    {
      name: "spend",
      label: "Spending in its last year",
      widget: { kind: "measured", unit: "£" },
      hint: "No data and zero are different answers",
    },
    { name: "file", label: "The order", widget: { kind: "file", accept: [".pdf"] } },
    { name: "version", widget: { kind: "hidden" } },
  ],
  values: { name: "Aldermere Council", version: "3", endsOn: "2026-03-31" },
};

/** Problems beside fields, inside one, and about the whole. */
export const problems = [
  {
    code: "a",
    field: "endsOn",
    message: "31/2/2026 is not a day of the calendar. Give the last day as day, month and year.",
  },
  { code: "b", field: "name", message: "Enter the name" },
  {
    code: "c",
    message: "Aldermere Council has two funds that nobody takes over. Name a successor for each first.",
  },
  { code: "d", field: "spend.value", message: "“lots” is not a number" },
];

/** Two capacities of one person. */
export const capacities = [
  { key: "1", capacity: { kind: "office", title: "Democratic services officer, Aldermere Council" } },
  { key: "2", capacity: { kind: "seat", title: "Member, Aldermere Health and Wellbeing Board" } },
];
