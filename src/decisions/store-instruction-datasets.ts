import { sql } from "kysely";
import {
  syncRows,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type Db,
  type SyncCount,
  type SyncPlan,
} from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";

type Given = Readonly<Record<string, string>>;

const provenance = { source: "text", seen: "date", basis: "text" } as const;
const idOf = (slug: string | undefined): string => uuidOfName(`decisions:instruction:${slug ?? ""}`);
const or = (text: string | undefined): string | undefined => text || undefined;

interface Table extends Pick<SyncPlan, "table" | "key" | "columns"> {
  rowOf(row: Given): Readonly<Record<string, string | number | undefined>>;
}

const instructions: Table = {
  table: "decisions.instruction",
  key: ["id"],
  columns: {
    id: "uuid",
    slug: "text",
    title: "text",
    kind: "text",
    words: "text",
    power_sort: "text",
    power: "text",
    giver: "text",
    given_on: "date",
    from_on: "date",
    until_on: "date",
    href: "text",
    keeper_id: "uuid",
    ...provenance,
  },
  rowOf: (row) => ({
    id: idOf(row["slug"]),
    slug: row["slug"],
    title: row["title"],
    kind: row["kind"],
    words: row["words"],
    power_sort: row["power_sort"],
    power: or(row["power"]),
    giver: row["giver"],
    given_on: row["given_on"],
    from_on: row["from_on"],
    until_on: or(row["until_on"]),
    href: or(row["href"]),
    keeper_id: row["keeper"] ? organisationIdOf(row["keeper"]) : undefined,
  }),
};

const bodies: Table = {
  table: "decisions.instruction_body",
  key: ["instruction_id", "position"],
  columns: {
    instruction_id: "uuid",
    position: "integer",
    part: "text",
    organisation_id: "uuid",
    area_id: "uuid",
    ...provenance,
  },
  rowOf: (row) => ({
    instruction_id: idOf(row["instruction"]),
    position: Number(row["position"]),
    part: row["part"],
    organisation_id: row["organisation"] ? organisationIdOf(row["organisation"]) : undefined,
    area_id: row["area"] ? uuidOfName(`place:area:${row["area"]}`) : undefined,
  }),
};

const events: Table = {
  table: "decisions.instruction_event",
  key: ["instruction_id", "number"],
  columns: {
    instruction_id: "uuid",
    number: "integer",
    kind: "text",
    on_date: "date",
    by_words: "text",
    words: "text",
    answers: "integer",
    until_on: "date",
    ...provenance,
  },
  rowOf: (row) => ({
    instruction_id: idOf(row["instruction"]),
    number: Number(row["number"]),
    kind: row["kind"],
    on_date: row["on"],
    by_words: row["by"],
    words: row["words"],
    answers: row["answers"] ? Number(row["answers"]) : undefined,
    until_on: or(row["until_on"]),
  }),
};

/** The shipped instructions: those of the made-up place. */
export const instructionDatasets: readonly Dataset[] = (
  [
    ["illustrative-instructions", instructions],
    ["illustrative-instruction-bodies", bodies],
    ["illustrative-instruction-events", events],
  ] as const
).map(([key, table], place): Dataset => ({
  key,
  order: 365 + place,
  load: async (tx, rows, facts) => await load(tx, table, { key, rows, facts }),
}));

async function load(
  tx: Db,
  { rowOf, ...plan }: Table,
  file: { readonly key: string; readonly rows: readonly Given[]; readonly facts: DatasetFacts },
): Promise<SyncCount> {
  const { facts } = file;
  return await syncRows(
    tx,
    { ...plan, dataset: file.key, unless: sql<boolean>`held.dataset is null` },
    file.rows.map((row) => ({
      ...rowOf(row),
      source: row["source"] || facts.source,
      seen: row["seen"] || facts.seen,
      basis: row["basis"] || facts.basis,
    })),
  );
}
