import {
  filledCells,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type Db,
  type ShippedRow,
  type SyncCount,
} from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { actFromLines, penceOf } from "./act-lines.ts";
import { betterCareDatasets } from "./store-better-care-datasets.ts";
import { recordActs } from "./store-books.ts";
import {
  audience,
  idOf,
  or,
  penceText,
  provenance,
  tableDataset,
  type Table,
} from "./store-shipped-table.ts";

const order = 400;

const agreements: Table = {
  table: "pounds.agreement",
  key: ["id"],
  columns: {
    id: "uuid",
    slug: "text",
    name: "text",
    area_id: "uuid",
    form: "text",
    powers: "text",
    begins_on: "date",
    ends_on: "date",
    approved_on: "date",
    approved_by: "text",
    story: "text",
    ...provenance,
    audience: "text",
  },
  rowOf: (row) => ({
    ...filledCells(row, [
      "slug",
      "name",
      "form",
      "powers",
      "begins_on",
      "ends_on",
      "approved_on",
      "approved_by",
      "story",
      "source",
      "seen",
      "basis",
    ]),
    id: idOf("agreement", row["slug"]!),
    area_id: uuidOfName(`place:area:${row["area"]!}`),
    audience,
  }),
};

const parties: Table = {
  table: "pounds.party",
  key: ["agreement_id", "key"],
  columns: {
    agreement_id: "uuid",
    key: "text",
    place: "integer",
    organisation_id: "uuid",
    name: "text",
    sector: "text",
    host: "boolean",
    signed_on: "date",
    audience: "text",
  },
  rowOf: (row) => ({
    ...filledCells(row, ["key", "place", "name", "sector", "signed_on"]),
    agreement_id: idOf("agreement", row["agreement"]!),
    organisation_id: row["organisation"] ? organisationIdOf(row["organisation"]) : undefined,
    host: row["host"] === "yes",
    audience,
  }),
};

const funds: Table = {
  table: "pounds.fund",
  key: ["id"],
  columns: {
    id: "uuid",
    slug: "text",
    agreement_id: "uuid",
    name: "text",
    year: "text",
    begins_on: "date",
    ends_on: "date",
    total_pence: "bigint",
    total_mark: "text",
    reported_pence: "bigint",
    rounding: "text",
    risk_share: "text",
    inequality: "text",
    source_url: "text",
    ...provenance,
    audience: "text",
  },
  rowOf: (row) => ({
    ...filledCells(row, [
      "slug",
      "name",
      "year",
      "begins_on",
      "ends_on",
      "total_mark",
      "rounding",
      "risk_share",
      "inequality",
      "source",
      "seen",
      "basis",
    ]),
    id: idOf("fund", row["slug"]!),
    agreement_id: idOf("agreement", row["agreement"]!),
    total_pence: penceText(row["total"]),
    reported_pence: penceText(row["reported"]),
    // What is made up has words in place of an address.
    source_url: row["source"]?.startsWith("https://") ? row["source"] : undefined,
    audience,
  }),
};

const funding: Table = {
  table: "pounds.funding",
  key: ["fund_id", "place"],
  columns: {
    fund_id: "uuid",
    place: "integer",
    party: "text",
    source_of_funding: "text",
    label: "text",
    amount_pence: "bigint",
    mark: "text",
    note: "text",
    charges: "text",
    months_pence: "bigint[]",
    audience: "text",
  },
  rowOf: (row) => ({
    ...filledCells(row, ["place", "party", "source_of_funding", "label", "mark", "note", "charges"]),
    fund_id: idOf("fund", row["fund"]!),
    amount_pence: penceText(row["amount"]),
    months_pence: or(row["months"])
      ?.split(";")
      .map((part) => String(penceOf(part))),
    audience,
  }),
};

const versions: Table = {
  table: "pounds.version",
  key: ["agreement_id", "number"],
  columns: {
    agreement_id: "uuid",
    number: "integer",
    from_on: "date",
    risk_share: "text",
    why: "text",
    illustrative: "boolean",
    source: "text",
    seen: "date",
    audience: "text",
  },
  rowOf: (row, facts) => ({
    ...filledCells(row, ["number", "from_on", "risk_share", "why"]),
    agreement_id: idOf("agreement", row["agreement"]!),
    illustrative: facts.basis === "illustrative",
    source: or(row["source"]) ?? facts.source,
    seen: or(row["seen"]) ?? facts.seen,
    audience,
  }),
};

const terms: Table = {
  table: "pounds.term",
  key: ["agreement_id", "requirement"],
  columns: { agreement_id: "uuid", requirement: "text", words: "text", audience: "text" },
  rowOf: (row) => ({
    ...filledCells(row, ["requirement", "words"]),
    agreement_id: idOf("agreement", row["agreement"]!),
    audience,
  }),
};

const schemes: Table = {
  table: "pounds.scheme",
  key: ["fund_id", "key"],
  columns: {
    fund_id: "uuid",
    key: "text",
    place: "integer",
    name: "text",
    lead: "text",
    budget_pence: "bigint",
    body: "text",
    vat: "text",
    prevention: "text",
    profile: "text",
    about: "text",
    basis: "text",
    audience: "text",
  },
  rowOf: (row, facts) => ({
    ...filledCells(row, ["key", "place", "name", "lead", "body", "vat", "prevention", "about"]),
    fund_id: idOf("fund", row["fund"]!),
    budget_pence: penceText(row["budget"]),
    profile: or(row["profile"]) ?? "even",
    basis: facts.basis,
    audience,
  }),
};

const printedFigures: Table = {
  table: "pounds.printed_figure",
  key: ["fund_id", "place"],
  columns: {
    fund_id: "uuid",
    place: "integer",
    label: "text",
    printed_pence: "bigint",
    parts_words: "text",
    parts_pence: "bigint[]",
    note: "text",
    source: "text",
    seen: "date",
    audience: "text",
  },
  rowOf: (row, facts) => ({
    ...filledCells(row, ["place", "label", "parts_words", "note"]),
    fund_id: idOf("fund", row["fund"]!),
    printed_pence: penceText(row["printed"]),
    parts_pence: `{${row["parts"]!.split(" ").map(penceText).join(",")}}`,
    source: facts.source,
    seen: facts.seen,
    audience,
  }),
};

const betterCareItems: Table = {
  table: "pounds.bcf_item",
  key: ["document", "kind", "parent", "key", "first_year"],
  columns: {
    place: "integer",
    document: "text",
    kind: "text",
    key: "text",
    parent: "text",
    words: "text",
    detail: "text",
    first_year: "text",
    last_year: "text",
    mark: "text",
    source: "text",
    audience: "text",
  },
  rowOf: (row) => ({
    ...filledCells(row, [
      "place",
      "document",
      "kind",
      "key",
      "words",
      "detail",
      "first_year",
      "last_year",
      "mark",
      "source",
    ]),
    parent: row["parent"] ?? "",
    audience,
  }),
};

/** The shipped files of this module, in the order in which they name each other. */
export const poundsDatasets: readonly Dataset[] = [
  ...(
    [
      ["pounds-agreements", agreements],
      ["pounds-parties", parties],
      ["pounds-funds", funds],
      ["pounds-funding", funding],
      ["pounds-risk-shares", versions],
      ["pounds-better-care-items", betterCareItems],
      ["pounds-printed-figures", printedFigures],
      ["illustrative-pounds-agreements", agreements],
      ["illustrative-pounds-parties", parties],
      ["illustrative-pounds-funds", funds],
      ["illustrative-pounds-funding", funding],
      ["illustrative-pounds-risk-shares", versions],
      ["illustrative-pounds-terms", terms],
      ["illustrative-pounds-schemes", schemes],
    ] as const
  ).map(([key, table], place) => tableDataset(key, table, order + place)),
  ...betterCareDatasets,
  { key: "illustrative-pounds-acts", order: order + 40, load: loadActs },
];

/** Records the acts of a made-up year. An act recorded before stays as it is; one that was changed in the file stops the load. */
async function loadActs(tx: Db, rows: readonly ShippedRow[], facts: DatasetFacts): Promise<SyncCount> {
  let added = 0;
  for (const fund of new Set(rows.map((row) => row["fund"]!))) {
    const own = rows.filter((row) => row["fund"] === fund);
    const recordings = [...new Set(own.map((row) => row["act"]!))].map((id) => {
      const lines = own.filter((row) => row["act"] === id);
      return { act: actFromLines(lines), at: lines[0]!["recorded_at"]!, by: lines[0]!["recorded_by"]! };
    });
    const books = { id: idOf("fund", fund), slug: fund, audience };
    const { entries, repeats } = await recordActs(tx, books, {
      recordings,
      illustrative: facts.basis === "illustrative",
      dataset: facts.key,
    });
    added += entries.length - repeats;
  }
  return { added, changed: 0, removed: 0 };
}
