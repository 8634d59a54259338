import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import {
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
import {
  cell,
  idFrom,
  loading,
  loadRows,
  optional,
  optionalId,
  sumOf,
  worked,
  type Given,
  type Loading,
} from "./store-shipped-rows.ts";

/** The id of a shipped function; the same in every installation. */
function functionIdOf(slug: string): string {
  return uuidOfName(`place:function:${slug}`);
}

const functionRows: Loading = {
  table: "place.function",
  key: ["id"],
  columns: {
    id: idFrom(functionIdOf, "slug"),
    slug: cell(),
    name: cell(),
    sector: cell(),
    provision: cell(),
    decided_by: cell(),
    may_be_delegated_to: cell(),
    joint_route: cell(),
    choice: cell(),
    key_decision: worked("boolean", (row) => row["key_decision"] === "yes"),
    notes: optional(),
    mark: cell(),
  },
};

const holderRows: Loading = {
  table: "place.function_holder",
  columns: {
    function_id: idFrom(functionIdOf, "function"),
    role: cell(),
    holder_kind: optional(),
    begins_on: optional("date"),
    ends_on: optional("date"),
    certainty: cell(),
    extent: optional(),
    regions: optional(),
    words: optional(),
    mark: cell(),
  },
};

async function loadFunctions(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return sumOf(
    await loadRows(tx, functionRows, { rows, facts }),
    await loadRows(tx, holderRows, { rows: rows.flatMap(holdersOf), facts }),
  );
}

/** Lines of made-up schemes; one that somebody changed here is no longer the file's. */
const delegationRows: Loading = {
  table: "place.delegation",
  key: ["id"],
  isDated: true,
  isEdited: true,
  columns: {
    id: worked("uuid", (row) => uuidOfName(`place:delegation:${row["slug"] ?? ""}`)),
    function_id: idFrom(functionIdOf, "function"),
    from_organisation_id: idFrom(organisationIdOf, "from"),
    from_board_id: optionalId(boardIdOf, "from_board"),
    from_post: optional(),
    to_organisation_id: optionalId(organisationIdOf, "to"),
    to_board_id: optionalId(boardIdOf, "to_board"),
    to_post: optional(),
    area_id: optionalId(areaIdOf, "area"),
    limit_pence: worked("bigint", (row) => (row["limit_pounds"] ? penceOf(row["limit_pounds"]) : undefined)),
    conditions: optional(),
    legal_basis: cell(),
    passes_on: worked("boolean", (row) => row["passes_on"] === "yes"),
  },
};

function penceOf(text: string): string {
  const parsed = parsePounds(text);
  if (!parsed.ok) throw new RangeError(parsed.problems.map((one) => one.message).join(" "));
  return parsed.value.toString();
}

/** The holder of now and those before it. Of an earlier one the words say all that is known, so they are its mark's too. */
function holdersOf(row: Given): readonly Given[] {
  const kind = row["holder_kind"] ?? "";
  if (!isHolderKind(kind)) throw new RangeError(`“${kind}” is no kind of holder.`);
  const common = { ...row, function: row["slug"] ?? "", role: "holder", certainty: "all" };
  const begins = row["begins_on"] as CivilDate | "" | undefined;
  const earlier = readPredecessors(row["predecessors"] ?? "", { kind, ...(begins && { beginsOn: begins }) });
  return [
    common,
    ...earlier.map((one) => ({
      ...common,
      holder_kind: one.kind ?? "",
      begins_on: one.beginsOn ?? "",
      ends_on: one.endsOn ?? "",
      words: one.words ?? "",
    })),
  ];
}

/** The functions with their holders, and what their notes say of further bodies. */
export const functionDatasets: readonly Dataset[] = [
  { key: "functions", order: 19, dependsOn: "predecessors, first reading", load: loadFunctions },
  { key: "function-bodies", order: 20, load: loading(holderRows) },
  { key: "illustrative-delegations", order: 21, load: loading(delegationRows) },
];

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
  holders: readonly HolderRow[] | null;
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
    select held.*, of_function.holders from place.function held
    left join (select holder.function_id, jsonb_agg(jsonb_build_object('role', holder.role, 'holder_kind', holder.holder_kind,
        'begins_on', holder.begins_on, 'ends_on', holder.ends_on, 'certainty', holder.certainty, 'extent', holder.extent,
        'regions', holder.regions, 'words', holder.words, 'mark', holder.mark)
        order by array_position(array['holder', 'beside', 'delegate'], holder.role), holder.begins_on desc nulls last,
          holder.ends_on desc nulls last, holder.holder_kind) as holders
      from place.function_holder holder group by holder.function_id) of_function on of_function.function_id = held.id
    order by held.name collate kernel.natural_order`.execute(db);
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
    holders: (row.holders ?? []).map(holderFromRow),
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
