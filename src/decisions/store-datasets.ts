import {
  slugOf,
  syncRows,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type Db,
  type Json,
  type SyncCount,
  type SyncPlan,
} from "../kernel/index.ts";
import { sql } from "kysely";
import { boardIdOf, organisationIdOf } from "../place/index.ts";

type Given = Readonly<Record<string, string>>;
type Loaded = Readonly<Record<string, Json | undefined>>;

/** What somebody changed on this site is no longer the file's to change: such a row belongs to no dataset. */
const takenOver = sql<boolean>`held.dataset is null`;
const provenance = { source: "text", seen: "date", basis: "text" } as const;

/** The id of a shipped proposal; the same in every installation. */
export function proposalIdOf(slug: string): string {
  return uuidOfName(`decisions:proposal:${slug}`);
}

/** How the rows of a shipped file become rows of one table. */
interface Table extends Pick<SyncPlan, "table" | "key" | "columns"> {
  rowOf(row: Given, position: number): Loaded;
}

const or = (text: string | undefined): string | undefined => text || undefined;
const organisation = (slug: string | undefined): string | undefined =>
  slug ? organisationIdOf(slug) : undefined;
const board = (slug: string | undefined): string | undefined => (slug ? boardIdOf(slug) : undefined);

const texts = [
  "what",
  "kind",
  "area_words",
  "function_slug",
  "higher_why",
  "stage",
  "options_fixed_on",
  "inequality",
  "money",
  "priorities",
  "experience",
  "note",
] as const;

const proposals: Table = {
  table: "decisions.proposal",
  key: ["id"],
  columns: {
    id: "uuid",
    slug: "text",
    title: "text",
    area_id: "uuid",
    proposer_id: "uuid",
    decider_id: "uuid",
    decider_board_id: "uuid",
    decision_due_on: "date",
    kept_here: "boolean",
    ...Object.fromEntries(texts.map((name) => [name, "text"])),
    ...provenance,
  },
  rowOf: (row) => ({
    ...Object.fromEntries(texts.map((name) => [name, or(row[name])])),
    id: proposalIdOf(row["slug"]!),
    slug: row["slug"],
    title: row["name"],
    area_id: uuidOfName(`place:area:${row["area"]!}`),
    area_words: or(row["area_name"]),
    proposer_id: organisation(row["proposer"]),
    decider_id: organisation(row["decider"]),
    decider_board_id: board(row["decider_board"]),
    decision_due_on: or(row["decision_due_on"]),
    // Made-up proposals are kept here; real ones are known from their sources.
    kept_here: row["basis"] === "illustrative",
  }),
};

const options: Table = {
  table: "decisions.option",
  key: ["proposal_id", "position"],
  columns: {
    proposal_id: "uuid",
    position: "integer",
    words: "text",
    as_things_are: "boolean",
    ...provenance,
  },
  rowOf: (row) => ({
    proposal_id: proposalIdOf(row["programme"]!),
    position: Number(row["position"]),
    words: row["option"],
    as_things_are: row["as_things_are"] === "yes",
  }),
};

const events: Table = {
  table: "decisions.event",
  key: ["proposal_id", "position"],
  columns: {
    proposal_id: "uuid",
    position: "integer",
    on_day: "text",
    kind: "text",
    what: "text",
    state: "text",
    ...provenance,
  },
  rowOf: (row) => ({
    proposal_id: proposalIdOf(row["programme"]!),
    position: Number(row["position"]),
    on_day: row["on"],
    kind: row["kind"],
    what: row["what"],
    state: row["state"],
  }),
};

const partners: Table = {
  table: "decisions.partner",
  key: ["proposal_id", "key"],
  columns: {
    proposal_id: "uuid",
    key: "text",
    position: "integer",
    organisation_id: "uuid",
    board_id: "uuid",
    name: "text",
    told_on: "text",
    told_how: "text",
    ...provenance,
  },
  rowOf: (row, position) => ({
    proposal_id: proposalIdOf(row["programme"]!),
    key: slugOf(row["body"]!),
    position,
    organisation_id: organisation(row["organisation"]),
    board_id: board(row["board"]),
    name: row["body"],
    told_on: or(row["told_on"]),
    told_how: or(row["told_how"]),
  }),
};

const answers: Table = {
  table: "decisions.answer",
  key: ["id"],
  columns: {
    id: "uuid",
    proposal_id: "uuid",
    fact: "text",
    answer: "text",
    rests_on: "text",
    href: "text",
    sure: "boolean",
    given_on: "date",
    ...provenance,
  },
  rowOf: (row) => ({
    id: uuidOfName(`decisions:answer:${row["programme"]!} ${row["fact"]!}`),
    proposal_id: proposalIdOf(row["programme"]!),
    fact: row["fact"],
    answer: row["answer"],
    rests_on: row["rests_on"],
    href: row["source"]?.startsWith("http") ? row["source"] : undefined,
    sure: row["sure"] === "yes",
    given_on: row["seen"],
  }),
};

const plans: Table = {
  table: "decisions.plan",
  key: ["id"],
  columns: {
    id: "uuid",
    slug: "text",
    title: "text",
    what: "text",
    organisation_id: "uuid",
    asked_on: "date",
    document: "text",
    answered_on: "date",
    answer: "text",
    registered_on: "date",
    ...provenance,
  },
  rowOf: (row) => ({
    id: uuidOfName(`decisions:plan:${row["slug"]!}`),
    slug: row["slug"],
    title: row["title"],
    what: row["what"],
    organisation_id: organisationIdOf(row["organisation"]!),
    asked_on: or(row["asked_on"]),
    document: row["document"],
    answered_on: or(row["answered_on"]),
    answer: or(row["answer"]),
    registered_on: row["registered_on"],
  }),
};

const order = 350;

/** The shipped files of proposals: six real programmes known from sources, and those of the made-up place. */
export const proposalDatasets: readonly Dataset[] = (
  [
    ["programmes", proposals],
    ["illustrative-decisions-proposals", proposals],
    ["programme-options", options],
    ["illustrative-decisions-options", options],
    ["programme-events", events],
    ["illustrative-decisions-events", events],
    ["programme-bodies", partners],
    ["illustrative-decisions-partners", partners],
    ["programme-facts", answers],
    ["illustrative-decisions-answers", answers],
    ["illustrative-decisions-plans", plans],
  ] as const
).map(([key, table], place): Dataset => ({
  key,
  order: order + place,
  load: async (tx, rows, facts) => await load(tx, table, { key, rows, facts }),
}));

async function load(
  tx: Db,
  { rowOf, table, key: keyColumns, columns }: Table,
  file: { readonly key: string; readonly rows: readonly Given[]; readonly facts: DatasetFacts },
): Promise<SyncCount> {
  const { facts } = file;
  return await syncRows(
    tx,
    { table, key: keyColumns, columns, dataset: file.key, unless: takenOver },
    file.rows.map((row, position) => ({
      ...rowOf(row, position),
      source: row["source"] || facts.source,
      seen: row["seen"] || facts.seen,
      basis: row["basis"] || facts.basis,
    })),
  );
}
