import { type Asking, type OpenDataTable, type Row } from "../kernel/index.ts";
import type { Publication } from "./observation.ts";
import { listIndicators, listPublications } from "./store-indicators.ts";
import { listObservationsIn } from "./store-observations.ts";
import { namesOf, subjectOf } from "./web/shared.ts";

const licence = "Contains public sector information licensed under the Open Government Licence v3.0";

const indicatorTable: OpenDataTable = {
  name: "indicators",
  title: "Indicators",
  about:
    "Everything that is counted or measured here: its unit, what it is divided by, which way is better, and where it breaks.",
  licence,
  columns: [
    { key: "id", label: "Id", kind: "text", about: "Id, as in its address." },
    { key: "name", label: "Name", kind: "text", about: "What it is called." },
    { key: "about", label: "About", kind: "text", about: "What it counts." },
    {
      key: "unit",
      label: "Unit",
      kind: "text",
      about: "Unit of its figures, unless an observation has its own.",
    },
    { key: "direction", label: "Direction", kind: "text", about: "lower-better, higher-better or neither." },
    { key: "numerator", label: "Numerator", kind: "text", about: "What is divided." },
    { key: "denominator", label: "Denominator", kind: "text", about: "What it is divided by." },
    { key: "collection", label: "Collection", kind: "text", about: "The official collection it belongs to." },
    {
      key: "breaks",
      label: "Breaks",
      kind: "text",
      about: "Where figures must not be compared without care.",
    },
    {
      key: "mainFile",
      label: "File",
      kind: "text",
      about: "Key of the file it is chiefly taken from; empty: entered here.",
    },
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
    { key: "indicator", label: "Indicator", kind: "text", about: "Id of the indicator." },
    { key: "code", label: "Code", kind: "text", about: "Code as published." },
    {
      key: "subject",
      label: "Area or organisation",
      kind: "text",
      about: "Address here of what the code stands for; else its name.",
    },
    {
      key: "dimension",
      label: "Dimension",
      kind: "text",
      about: "Who is counted, such as sex=persons; empty: everybody.",
    },
    { key: "periodStart", label: "First day", kind: "date", about: "First day of the period." },
    { key: "periodEnd", label: "Last day", kind: "date", about: "Last day of the period, counted in." },
    {
      key: "figure",
      label: "Figure",
      kind: "measured",
      about: "The number, or the reason why there is none.",
    },
    {
      key: "status",
      label: "Status",
      kind: "text",
      about: "value, zero, no-data, suppressed or not-applicable.",
    },
    { key: "numerator", label: "Numerator", kind: "text", about: "As published; empty: none." },
    { key: "denominator", label: "Denominator", kind: "text", about: "As published; empty: none." },
    { key: "unit", label: "Unit", kind: "text", about: "Unit of the figure." },
    {
      key: "vintage",
      label: "Vintage",
      kind: "text",
      about: "Edition; figures of two editions are never one series.",
    },
    { key: "note", label: "Note", kind: "text", about: "What must be known about this figure." },
    { key: "basis", label: "Basis", kind: "text", about: "On what it rests." },
    { key: "source", label: "Source", kind: "text", about: "Where it was taken from." },
    {
      key: "seen",
      label: "Seen",
      kind: "date",
      about: "Day on which the source was read, or the figure entered.",
    },
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
