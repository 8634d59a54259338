import { filledCells } from "../kernel/index.ts";
import { audience, idOf, penceText, tableDataset, type Table } from "./store-shipped-table.ts";

const order = 420;

const documents: Table = {
  table: "pounds.bcf_document",
  key: ["fund_id", "document"],
  columns: {
    fund_id: "uuid",
    document: "text",
    version: "integer",
    audience: "text",
  },
  rowOf: (row) => ({
    ...filledCells(row, ["document", "version"]),
    fund_id: idOf("fund", row["fund"]!),
    audience,
  }),
};

const income: Table = {
  table: "pounds.bcf_income",
  key: ["fund_id", "document", "source_of_funding", "party", "label"],
  columns: {
    fund_id: "uuid",
    document: "text",
    source_of_funding: "text",
    party: "text",
    label: "text",
    amount_pence: "bigint",
    published_pence: "bigint",
    published_where: "text",
    social_care_pence: "bigint",
    spent_pence: "bigint",
    audience: "text",
  },
  rowOf: (row) => ({
    ...filledCells(row, ["document", "source_of_funding", "party", "published_where"]),
    fund_id: idOf("fund", row["fund"]!),
    amount_pence: penceText(row["amount"]),
    published_pence: penceText(row["published"]),
    social_care_pence: penceText(row["social_care"]),
    spent_pence: penceText(row["spent"]),
    label: "",
    audience,
  }),
};

const lines: Table = {
  table: "pounds.bcf_line",
  key: ["fund_id", "document", "scheme", "source_of_funding"],
  columns: {
    fund_id: "uuid",
    document: "text",
    scheme: "text",
    source_of_funding: "text",
    name: "text",
    about: "text",
    activity: "text",
    objective: "text",
    area: "text",
    provider: "text",
    amount_pence: "bigint",
    audience: "text",
  },
  rowOf: (row) => ({
    ...filledCells(row, [
      "document",
      "scheme",
      "source_of_funding",
      "name",
      "about",
      "activity",
      "objective",
      "area",
      "provider",
    ]),
    fund_id: idOf("fund", row["fund"]!),
    amount_pence: penceText(row["amount"]),
    audience,
  }),
};

const answers: Table = {
  table: "pounds.bcf_answer",
  key: ["fund_id", "document", "condition"],
  columns: {
    fund_id: "uuid",
    document: "text",
    condition: "text",
    met: "boolean",
    words: "text",
    audience: "text",
  },
  rowOf: (row) => ({
    ...filledCells(row, ["document", "condition", "words"]),
    fund_id: idOf("fund", row["fund"]!),
    met: row["met"] === "yes",
    audience,
  }),
};

const measures: Table = {
  table: "pounds.bcf_measure",
  key: ["fund_id", "document", "measure"],
  columns: {
    fund_id: "uuid",
    document: "text",
    measure: "text",
    planned: "numeric",
    actual: "numeric",
    progress: "text",
    words: "text",
    audience: "text",
  },
  rowOf: (row) => ({
    ...filledCells(row, ["document", "measure", "planned", "actual", "progress", "words"]),
    fund_id: idOf("fund", row["fund"]!),
    audience,
  }),
};

const signatures: Table = {
  table: "pounds.bcf_signature",
  key: ["fund_id", "document", "role", "party", "version"],
  columns: {
    fund_id: "uuid",
    document: "text",
    role: "text",
    party: "text",
    version: "integer",
    signed_on: "date",
    office: "text",
    audience: "text",
  },
  rowOf: (row) => ({
    ...filledCells(row, ["document", "role", "party", "version", "signed_on", "office"]),
    fund_id: idOf("fund", row["fund"]!),
    audience,
  }),
};

const jointLines: Table = {
  table: "pounds.joint_line",
  key: ["fund_id", "key"],
  columns: {
    fund_id: "uuid",
    key: "text",
    name: "text",
    how: "text",
    amount_pence: "bigint",
    reason: "text",
    review_on: "date",
    audience: "text",
  },
  rowOf: (row) => ({
    ...filledCells(row, ["key", "name", "how", "reason", "review_on"]),
    fund_id: idOf("fund", row["fund"]!),
    amount_pence: penceText(row["amount"]),
    audience,
  }),
};

const placeSpend: Table = {
  table: "pounds.place_spend",
  key: ["fund_id"],
  columns: {
    fund_id: "uuid",
    amount_pence: "bigint",
    counts: "text",
    source: "text",
    seen: "date",
    audience: "text",
  },
  rowOf: (row, facts) => ({
    ...filledCells(row, ["counts", "source"]),
    fund_id: idOf("fund", row["fund"]!),
    amount_pence: penceText(row["amount"]),
    seen: facts.seen,
    audience,
  }),
};

/** A made-up Better Care Fund plan and return with their joint budget lines, so that their pages show something from the start. */
export const betterCareDatasets = (
  [
    ["illustrative-pounds-better-care-documents", documents],
    ["illustrative-pounds-better-care-income", income],
    ["illustrative-pounds-better-care-lines", lines],
    ["illustrative-pounds-better-care-answers", answers],
    ["illustrative-pounds-better-care-measures", measures],
    ["illustrative-pounds-better-care-signatures", signatures],
    ["illustrative-pounds-joint-lines", jointLines],
    ["illustrative-pounds-place-spend", placeSpend],
  ] as const
).map(([key, table], place) => tableDataset(key, table, order + place));
