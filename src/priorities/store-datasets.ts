import {
  filledCells,
  syncShipped,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type Db,
  type ShippedRow,
  type SyncCount,
} from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { priorityIdOf, straightLine } from "./priority.ts";
import { windowFrom } from "./window.ts";

const order = 300;
const text = "text";

/** The shipped files of this module, in the order in which they name each other. */
export const prioritiesDatasets: readonly Dataset[] = [
  { key: "claims", order, load: loadClaims },
  { key: "claim-definitions", order: order + 1, load: loadDefinitions },
  { key: "practice", order: order + 2, load: loadPractice },
  { key: "outcomes", order: order + 3, load: loadOutcomes },
  { key: "illustrative-priorities", order: order + 4, load: loadPriorities },
  { key: "illustrative-priority-versions", order: order + 5, load: loadVersions },
  { key: "illustrative-priority-figures", order: order + 6, load: loadFigures },
];

const sourced = ["source", "seen", "basis"];
const audience = "public";

function texts(names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name === "seen" ? "date" : text]));
}

async function loadPractice(tx: Db, rows: readonly ShippedRow[], facts: DatasetFacts): Promise<SyncCount> {
  const names = [
    "slug",
    "name",
    "where_words",
    "what",
    "since",
    "ended",
    "partners",
    "results",
    "caution",
    "cost",
    "contact",
    "copied",
    "claims",
    "source_url",
    ...sourced,
  ];
  return await syncShipped(
    tx,
    {
      table: "priorities.practice",
      key: ["slug"],
      dataset: facts.key,
      columns: { ...texts(names), area_id: "uuid" },
    },
    rows.map((row) => ({ ...filledCells(row, names), area_id: areaIdOf(row["area"]) })),
  );
}

async function loadOutcomes(tx: Db, rows: readonly ShippedRow[], facts: DatasetFacts): Promise<SyncCount> {
  const names = [
    "slug",
    "title",
    "why_both",
    "indicator",
    "indicator_words",
    "unit",
    "direction",
    "experience",
    "cut",
    "shows",
    "shows_words",
    "source_url",
    ...sourced,
  ];
  return await syncShipped(
    tx,
    {
      table: "priorities.outcome",
      key: ["slug"],
      dataset: facts.key,
      columns: { ...texts(names), place: "integer" },
    },
    rows.map((row) => filledCells(row, [...names, "place"])),
  );
}

async function loadPriorities(tx: Db, rows: readonly ShippedRow[], facts: DatasetFacts): Promise<SyncCount> {
  const names = [
    "slug",
    "outcome",
    "title",
    "purpose",
    "why_together",
    "indicator",
    "indicator_words",
    "unit",
    "direction",
    "experience",
    "cut",
    "nhs_office",
    "council_office",
  ];
  return await syncShipped(
    tx,
    {
      table: "priorities.priority",
      key: ["id"],
      dataset: facts.key,
      columns: {
        ...texts([...names, ...sourced, "audience"]),
        id: "uuid",
        area_id: "uuid",
        nhs_body: "uuid",
        council_body: "uuid",
        starts_on: "date",
      },
    },
    rows.map((row) => ({
      ...filledCells(row, [...names, "starts_on"]),
      id: priorityIdOf(row["slug"]!),
      area_id: areaIdOf(row["area"]),
      nhs_body: organisationIdOf(row["nhs_body"]!),
      council_body: organisationIdOf(row["council_body"]!),
      source: facts.source,
      seen: facts.seen,
      basis: facts.basis,
      audience,
    })),
  );
}

async function loadVersions(tx: Db, rows: readonly ShippedRow[], facts: DatasetFacts): Promise<SyncCount> {
  const days = ["from_on", "frozen_on"];
  const numbers = ["baseline", "target"];
  return await syncShipped(
    tx,
    {
      table: "priorities.version",
      key: ["priority_id", "number"],
      dataset: facts.key,
      columns: {
        ...texts(["baseline_words", "why", "audience"]),
        ...Object.fromEntries(days.map((name) => [name, "date"])),
        ...Object.fromEntries(numbers.map((name) => [name, "numeric"])),
        priority_id: "uuid",
        number: "integer",
        trajectory: "numeric[]",
      },
    },
    rows.map((row) => ({
      ...filledCells(row, [...days, ...numbers, "number", "baseline_words", "why"]),
      priority_id: priorityIdOf(row["priority"]!),
      trajectory: straightLine(Number(row["baseline"]), Number(row["target"])),
      audience,
    })),
  );
}

async function loadFigures(tx: Db, rows: readonly ShippedRow[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncShipped(
    tx,
    {
      table: "priorities.figure",
      key: ["priority_id", "month"],
      dataset: facts.key,
      columns: { priority_id: "uuid", month: "date", value: "numeric", audience: "text" },
    },
    rows.map((row) => ({
      ...filledCells(row, ["month", "value"]),
      priority_id: priorityIdOf(row["priority"]!),
      audience,
    })),
  );
}

function areaIdOf(slug: string | undefined): string | undefined {
  return slug ? uuidOfName(`place:area:${slug}`) : undefined;
}

async function loadClaims(tx: Db, rows: readonly ShippedRow[], facts: DatasetFacts): Promise<SyncCount> {
  const names = [
    "slug",
    "title",
    "who",
    "said",
    "kind",
    "what_changed",
    "where_words",
    "since",
    "by_how_much",
    "cause",
    "cashable",
    "saved_for",
    "saved_when",
    "limits",
    "source",
    "source_url",
    "seen",
    "basis",
  ];
  return await syncShipped(
    tx,
    {
      table: "priorities.claim",
      key: ["slug"],
      dataset: facts.key,
      columns: {
        ...Object.fromEntries(names.map((name) => [name, text])),
        seen: "date",
        area_id: "uuid",
      },
    },
    rows.map((row) => ({
      ...filledCells(row, names),
      area_id: areaIdOf(row["area"]),
    })),
  );
}

async function loadDefinitions(tx: Db, rows: readonly ShippedRow[], facts: DatasetFacts): Promise<SyncCount> {
  const words = [
    "claim",
    "role",
    "label",
    "indicators",
    "wholes",
    "subjects",
    "against",
    "vintage",
    "direction",
    "earlier",
    "before",
    "after",
    "later",
    "unit",
    "note",
  ];
  const numbers = ["claimed_from", "claimed_to", "claimed_change", "scale"];
  for (const row of rows)
    for (const name of ["earlier", "before", "after", "later"]) if (row[name]) windowFrom(row[name]);
  return await syncShipped(
    tx,
    {
      table: "priorities.claim_definition",
      key: ["claim", "place"],
      dataset: facts.key,
      columns: {
        ...Object.fromEntries(words.map((name) => [name, text])),
        ...Object.fromEntries(numbers.map((name) => [name, "numeric"])),
        place: "integer",
        decimals: "integer",
      },
    },
    rows.map((row) => filledCells(row, [...words, ...numbers, "place", "decimals"])),
  );
}
