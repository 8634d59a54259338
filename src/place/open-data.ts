import type { OpenDataTable } from "../kernel/index.ts";
import { areaRows, identifierRows, organisationRows, successionRows } from "./store-open-data.ts";

type OpenColumn = OpenDataTable["columns"][number];

const licence =
  "Contains public sector information licensed under the Open Government Licence v3.0; the source of each row is in the row.";

function text(key: string, label: string, about: string): OpenColumn {
  return { key, label, kind: "text", about };
}

function date(key: string, label: string, about: string): OpenColumn {
  return { key, label, kind: "date", about };
}

const days: readonly OpenColumn[] = [
  date("beginsOn", "Since", "First day in being; empty where that is not known."),
  date("endsOn", "Ended", "First day no longer in being; empty where it has no end."),
];

const sources: readonly OpenColumn[] = [
  text("source", "Source", "Where the row is known from."),
  date("seen", "Seen", "The day it was seen there."),
  text(
    "basis",
    "Basis",
    "published, registry, compiled, general-knowledge (to be checked), illustrative (made up) or kept-here.",
  ),
];

/** The tables of this module that anyone may download whole, as things stood on the day asked about. */
export const placeOpenData: readonly OpenDataTable[] = [
  {
    name: "place.areas",
    title: "Areas",
    about: "Every area in being on the day asked about, made-up ones marked by their basis.",
    licence,
    columns: [
      text("slug", "Slug", "Last part of its address; never changes."),
      text("kind", "Kind", "Kind of area."),
      text("name", "Name", "Its name."),
      ...days,
      ...sources,
    ],
    rows: async ({ db, at }) => await areaRows(db, at),
  },
  {
    name: "place.organisations",
    title: "Organisations",
    about:
      "Every organisation in being on the day asked about, under the name it had then, made-up ones marked by their basis.",
    licence,
    columns: [
      text("slug", "Slug", "Last part of its address; never changes."),
      text("kind", "Kind", "Kind of organisation."),
      text("name", "Name", "Its name on that day."),
      text("officialName", "Official name", "Its official name where it differs and is held."),
      text("area", "Area", "Slug of the area that it is for."),
      text(
        "keptHere",
        "Kept here",
        "yes where its business is kept on this site; of others absence means nothing.",
      ),
      ...days,
      ...sources,
    ],
    rows: async ({ db, at }) => await organisationRows(db, at),
  },
  {
    name: "place.successions",
    title: "Successions of organisations",
    about: "Which organisation became which, up to and on the day asked about.",
    licence,
    columns: [
      text("from", "From", "Slug of the earlier organisation."),
      text("to", "To", "Slug of the later organisation."),
      date("on", "On", "First day of the later state."),
      text("kind", "How", "merger, split, enlargement, rename or takeover."),
      {
        key: "share",
        label: "Share",
        kind: "number",
        about:
          "How much of the first passed to the second, as a fraction of 1; empty where that is not known.",
      },
      ...sources,
    ],
    rows: async ({ db, at }) => await successionRows(db, at),
  },
  {
    name: "place.identifiers",
    title: "Codes of areas and organisations",
    about: "Every code that stood for something on the day asked about.",
    licence,
    columns: [
      text("subjectKind", "What", "area or organisation."),
      text("slug", "Slug", "Slug of what the code stands for."),
      text("scheme", "Scheme", "ods, gss, ons-2022, ons-2024, ons-2026, register or pcn."),
      text("code", "Code", "The code."),
      ...days,
      ...sources,
    ],
    rows: async ({ db, at }) => await identifierRows(db, at),
  },
];
