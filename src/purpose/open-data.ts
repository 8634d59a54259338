import { type Asking, type OpenDataTable, type Row } from "../kernel/index.ts";
import type { Publication } from "./observation.ts";
import { listIndicators, listPublications } from "./store-indicators.ts";
import { listObservationsIn } from "./store-observations.ts";
import { namesOf, subjectOf } from "./web/shared.ts";

const licence = "Contains public sector information licensed under the Open Government Licence v3.0";

type OpenColumn = OpenDataTable["columns"][number];

function text(key: string, label: string, about: string): OpenColumn {
  return { key, label, kind: "text", about };
}

function date(key: string, label: string, about: string): OpenColumn {
  return { key, label, kind: "date", about };
}

const indicatorTable: OpenDataTable = {
  name: "indicators",
  title: "Indicators",
  about:
    "Everything that is counted or measured here: its unit, what it is divided by, which way is better, and where it breaks.",
  licence,
  columns: [
    text("id", "Id", "Id, as in its address."),
    text("name", "Name", "What it is called."),
    text("about", "About", "What it counts."),
    text("unit", "Unit", "Unit of its figures, unless an observation has its own."),
    text("direction", "Direction", "lower-better, higher-better or neither."),
    text("numerator", "Numerator", "What is divided."),
    text("denominator", "Denominator", "What it is divided by."),
    text("collection", "Collection", "The official collection it belongs to."),
    text("breaks", "Breaks", "Where figures must not be compared without care."),
    text("mainFile", "File", "Key of the file it is chiefly taken from; empty: entered here."),
  ],
  rows: async ({ db }) =>
    (await listIndicators(db)).map((one) => ({
      id: one.id,
      name: one.name,
      about: one.about,
      unit: one.unit,
      direction: one.direction,
      numerator: one.numerator,
      denominator: one.denominator,
      collection: one.collection,
      breaks: one.breaks,
      mainFile: one.mainFile,
    })),
};

const observationTable: OpenDataTable = {
  name: "observations",
  title: "Observations",
  about:
    "Every figure held here, with its source, its edition and, where there is no number, the reason why.",
  licence,
  columns: [
    text("indicator", "Indicator", "Id of the indicator."),
    text("code", "Code", "Code as published."),
    text("subject", "Area or organisation", "Address here of what the code stands for; else its name."),
    text("dimension", "Dimension", "Who is counted, such as sex=persons; empty: everybody."),
    date("periodStart", "First day", "First day of the period."),
    date("periodEnd", "Last day", "Last day of the period, counted in."),
    {
      key: "figure",
      label: "Figure",
      kind: "measured",
      about: "The number, or the reason why there is none.",
    },
    text("status", "Status", "value, zero, no-data, suppressed or not-applicable."),
    text("numerator", "Numerator", "As published; empty: none."),
    text("denominator", "Denominator", "As published; empty: none."),
    text("unit", "Unit", "Unit of the figure."),
    text("vintage", "Vintage", "Edition; figures of two editions are never one series."),
    text("note", "Note", "What must be known about this figure."),
    text("basis", "Basis", "On what it rests."),
    text("source", "Source", "Where it was taken from."),
    date("seen", "Seen", "Day on which the source was read, or the figure entered."),
  ],
  rows: allObservations,
};

/** Both tables that anyone may download whole. */
export const purposeOpenData: readonly OpenDataTable[] = [indicatorTable, observationTable];

async function allObservations({ db }: Asking): Promise<readonly Row[]> {
  const publications = await listPublications(db);
  const rows: Row[] = [];
  for (const { id } of await listIndicators(db)) {
    for (const row of await rowsOf(db, id, publications)) rows.push(row);
  }
  return rows;
}

async function rowsOf(
  db: Asking["db"],
  indicator: string,
  publications: ReadonlyMap<string, Publication>,
): Promise<readonly Row[]> {
  const observations = await listObservationsIn(db, { indicator });
  const names = await namesOf(db, observations);
  return observations.map((one) => {
    const subject = subjectOf(one, names);
    const publication = one.dataset === undefined ? undefined : publications.get(one.dataset);
    const keeper = one.enteredBy === undefined ? undefined : names.get(one.enteredBy);
    return {
      indicator: one.indicator,
      code: one.code,
      subject: subject.href ?? subject.name,
      dimension: one.dimension,
      periodStart: one.span.start,
      periodEnd: one.span.end,
      figure: one.figure,
      status: one.figure.kind,
      numerator: one.numerator === undefined ? undefined : String(one.numerator),
      denominator: one.denominator === undefined ? undefined : String(one.denominator),
      unit: one.unit,
      vintage: one.vintage,
      note: one.note,
      basis: one.basis,
      source: publication?.source ?? keeper?.name,
      seen: publication?.seen ?? one.enteredOn,
    };
  });
}
