import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import {
  syncRows,
  uuidOfName,
  type Basis,
  type Dataset,
  type DatasetFacts,
  type Db,
  type SyncCount,
} from "../kernel/index.ts";
import { parsePounds } from "./power-limit.ts";
import { areaIdOf, boardIdOf, organisationIdOf } from "./store-datasets.ts";
import { readPredecessors } from "./function-holders.ts";
import {
  isHolderKind,
  type FunctionChoice,
  type FunctionHolder,
  type FunctionId,
  type HolderKind,
  type Mark,
  type PublicFunction,
} from "./function.ts";
import { type Given, type Loaded, sourced, sources, sumOf } from "./store-shipped-rows.ts";

/** The functions with their holders, and what their notes say of further bodies. */
export const functionDatasets: readonly Dataset[] = [
  { key: "functions", order: 19, dependsOn: "predecessors, first reading", load: loadFunctions },
  { key: "function-bodies", order: 20, load: loadBodies },
  { key: "illustrative-delegations", order: 21, load: loadDelegations },
];

/** The id of a shipped function; the same in every installation. */
function functionIdOf(slug: string): string {
  return uuidOfName(`place:function:${slug}`);
}

const functionColumns = {
  id: "uuid",
  slug: "text",
  name: "text",
  sector: "text",
  provision: "text",
  decided_by: "text",
  may_be_delegated_to: "text",
  joint_route: "text",
  choice: "text",
  key_decision: "boolean",
  notes: "text",
  mark: "text",
  ...sourced,
} as const;
const holderColumns = {
  function_id: "uuid",
  role: "text",
  holder_kind: "text",
  begins_on: "date",
  ends_on: "date",
  certainty: "text",
  extent: "text",
  regions: "text",
  words: "text",
  mark: "text",
  ...sourced,
} as const;

async function loadFunctions(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const plan = { table: "place.function", key: ["id"], dataset: facts.key, columns: functionColumns };
  const functions = await syncRows(
    tx,
    plan,
    rows.map((row) => ({
      ...picked(row, ["slug", "name", "sector", "provision", "choice", "mark", "decided_by"]),
      ...picked(row, ["may_be_delegated_to", "joint_route"]),
      id: functionIdOf(row["slug"] ?? ""),
      key_decision: row["key_decision"] === "yes",
      notes: row["notes"] || undefined,
      ...sources(row, facts),
    })),
  );
  const holders = await syncHolders(
    tx,
    facts,
    rows.flatMap((row) => holderRows(row, facts)),
  );
  return sumOf(functions, holders);
}

async function loadBodies(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncHolders(
    tx,
    facts,
    rows.map((row) => ({
      ...picked(row, ["role", "holder_kind", "begins_on", "ends_on", "certainty"]),
      ...picked(row, ["extent", "regions", "words", "mark"]),
      function_id: functionIdOf(row["function"] ?? ""),
      ...sources(row, facts),
    })),
  );
}

const delegationColumns = {
  id: "uuid",
  function_id: "uuid",
  from_organisation_id: "uuid",
  from_board_id: "uuid",
  from_post: "text",
  to_organisation_id: "uuid",
  to_board_id: "uuid",
  to_post: "text",
  area_id: "uuid",
  limit_pence: "bigint",
  conditions: "text",
  legal_basis: "text",
  passes_on: "boolean",
  begins_on: "date",
  ends_on: "date",
  ...sourced,
} as const;

/** Lines of made-up schemes; one that somebody changed here is no longer the file's. */
async function loadDelegations(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const plan = { table: "place.delegation", key: ["id"], dataset: facts.key, columns: delegationColumns };
  return await syncRows(
    tx,
    { ...plan, unless: sql<boolean>`held.dataset is null` },
    rows.map((row) => ({
      ...picked(row, ["from_post", "to_post", "conditions", "legal_basis", "begins_on", "ends_on"]),
      id: uuidOfName(`place:delegation:${row["slug"] ?? ""}`),
      function_id: functionIdOf(row["function"] ?? ""),
      from_organisation_id: organisationIdOf(row["from"] ?? ""),
      from_board_id: row["from_board"] ? boardIdOf(row["from_board"]) : undefined,
      to_organisation_id: row["to"] ? organisationIdOf(row["to"]) : undefined,
      to_board_id: row["to_board"] ? boardIdOf(row["to_board"]) : undefined,
      area_id: row["area"] ? areaIdOf(row["area"]) : undefined,
      limit_pence: row["limit_pounds"] ? penceOf(row["limit_pounds"]) : undefined,
      passes_on: row["passes_on"] === "yes",
      ...sources(row, facts),
    })),
  );
}

function penceOf(text: string): string {
  const parsed = parsePounds(text);
  if (!parsed.ok) throw new RangeError(parsed.problems.map((one) => one.message).join(" "));
  return parsed.value.toString();
}

async function syncHolders(tx: Db, facts: DatasetFacts, rows: readonly Loaded[]): Promise<SyncCount> {
  const plan = { table: "place.function_holder", dataset: facts.key, columns: holderColumns };
  return await syncRows(tx, { ...plan, key: Object.keys(holderColumns), wholeRows: true }, rows);
}

/** The holder of now and those before it. Of an earlier one the words say all that is known, so they are its mark's too. */
function holderRows(row: Given, facts: DatasetFacts): readonly Loaded[] {
  const kind = row["holder_kind"] ?? "";
  if (!isHolderKind(kind)) throw new RangeError(`“${kind}” is no kind of holder.`);
  const common = {
    function_id: functionIdOf(row["slug"] ?? ""),
    role: "holder",
    certainty: "all",
    mark: row["mark"],
    ...sources(row, facts),
  };
  const begins = row["begins_on"] as CivilDate | "" | undefined;
  const now = { ...common, holder_kind: kind, ...picked(row, ["begins_on", "ends_on"]) };
  const earlier = readPredecessors(row["predecessors"] ?? "", { kind, ...(begins && { beginsOn: begins }) });
  return [
    now,
    ...earlier.map((one) => ({
      ...common,
      holder_kind: one.kind,
      begins_on: one.beginsOn,
      ends_on: one.endsOn,
      words: one.words,
    })),
  ];
}

function picked(row: Given, names: readonly string[]): Loaded {
  return Object.fromEntries(names.map((name) => [name, row[name] || undefined]));
}

type FunctionRow = {
  id: string;
  slug: string;
  name: string;
  sector: string;
  provision: string;
  decided_by: string;
  may_be_delegated_to: string;
  joint_route: string;
  choice: string;
  key_decision: boolean;
  notes: string | null;
  mark: string;
  source: string;
  seen: string;
  basis: string;
  holders: readonly HolderRow[];
};
type HolderRow = {
  role: FunctionHolder["role"];
  holder_kind: string | null;
  begins_on: string | null;
  ends_on: string | null;
  certainty: FunctionHolder["certainty"];
  extent: string | null;
  regions: string | null;
  words: string | null;
  mark: string;
};

/** Every function with its holders, by name; the present holder first. */
export async function listFunctions(db: Db): Promise<readonly PublicFunction[]> {
  const result = await sql<FunctionRow>`
    select held.*, (select jsonb_agg(jsonb_build_object('role', holder.role, 'holder_kind', holder.holder_kind,
        'begins_on', holder.begins_on, 'ends_on', holder.ends_on, 'certainty', holder.certainty, 'extent', holder.extent,
        'regions', holder.regions, 'words', holder.words, 'mark', holder.mark)
        order by array_position(array['holder', 'beside', 'delegate'], holder.role), holder.begins_on desc nulls last,
          holder.ends_on desc nulls last, holder.holder_kind)
      from place.function_holder holder where holder.function_id = held.id) as holders
    from place.function held order by held.name collate kernel.natural_order`.execute(db);
  return result.rows.map(functionFromRow);
}

/** The function at an address. */
export async function findFunction(db: Db, slug: string): Promise<PublicFunction | undefined> {
  return (await listFunctions(db)).find((one) => one.slug === slug);
}

function functionFromRow(row: FunctionRow): PublicFunction {
  return {
    id: row.id as FunctionId,
    slug: row.slug,
    name: row.name,
    sector: row.sector,
    provision: row.provision,
    decidedBy: row.decided_by,
    mayBeDelegatedTo: row.may_be_delegated_to,
    jointRoute: row.joint_route,
    choice: row.choice as FunctionChoice,
    keyDecision: row.key_decision,
    mark: row.mark as Mark,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    holders: row.holders.map(holderFromRow),
    ...(row.notes && { notes: row.notes }),
  };
}

function holderFromRow(row: HolderRow): FunctionHolder {
  return {
    role: row.role,
    certainty: row.certainty,
    regions: row.regions?.split("; ") ?? [],
    mark: row.mark as Mark,
    ...(row.holder_kind && { kind: row.holder_kind as HolderKind }),
    ...(row.begins_on && { beginsOn: row.begins_on as CivilDate }),
    ...(row.ends_on && { endsOn: row.ends_on as CivilDate }),
    ...(row.extent && { extent: row.extent }),
    ...(row.words && { words: row.words }),
  };
}
