import { syncRows, type Dataset, type DatasetFacts, type Db, type SyncCount } from "../kernel/index.ts";
import { areaIdOf, boardIdOf, organisationIdOf } from "./slug-id.ts";
import { attendanceDataset } from "./store-attendance.ts";
import { pollDatasets } from "./store-polls-datasets.ts";
import { boardDatasets, loadRulesOfBoards, takenOverBoards } from "./store-boards-datasets.ts";
import {
  type Given,
  type Loaded,
  sourced,
  dated,
  takenOver,
  sources,
  datedSources,
  need,
  some,
  sumOf,
} from "./store-shipped-rows.ts";

export { areaIdOf, boardIdOf, organisationIdOf } from "./slug-id.ts";

/** Areas of England, and the made-up one. */
export const placeDatasets: readonly Dataset[] = [
  ...both("areas", 10, loadAreas),
  ...both("organisations", 11, loadOrganisations),
  ...both("area-parts", 12, loadParts),
  dataset("organisation-names", 13, loadNames),
  dataset("identifiers", 14, loadIdentifiers),
  dataset("successions", 15, loadSuccessions),
  dataset("trust-areas", 16, loadServed),
  ...both("boards", 17, loadBoards),
  ...both("seats", 18, loadSeats),
  ...boardDatasets,
  ...pollDatasets,
  attendanceDataset,
];

type Load = (tx: Db, rows: readonly Given[], facts: DatasetFacts) => Promise<SyncCount>;

function dataset(key: string, order: number, load: Load): Dataset {
  return { key, order, load };
}

function both(key: string, order: number, load: Load): readonly Dataset[] {
  return [dataset(key, order, load), dataset(`illustrative-${key}`, order, load)];
}

async function loadAreas(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const plan = { table: "place.area", key: ["id"], dataset: facts.key, unless: takenOver };
  return await syncRows(
    tx,
    { ...plan, columns: { id: "uuid", slug: "text", kind: "text", name: "text", ...dated, ...sourced } },
    rows.map((row) => ({
      id: areaIdOf(need(row, "slug")),
      slug: need(row, "slug"),
      kind: need(row, "kind"),
      name: need(row, "name"),
      ...datedSources(row, facts),
    })),
  );
}

async function loadOrganisations(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    id: "uuid",
    slug: "text",
    kind: "text",
    name: "text",
    official_name: "text",
    area_id: "uuid",
    foundation: "boolean",
    kept_here: "boolean",
    ...dated,
    ...sourced,
  };
  return await syncRows(
    tx,
    { table: "place.organisation", key: ["id"], dataset: facts.key, unless: takenOver, columns },
    rows.map((row) => ({
      id: organisationIdOf(need(row, "slug")),
      slug: need(row, "slug"),
      kind: need(row, "kind"),
      name: need(row, "name"),
      official_name: some(row, "official_name"),
      area_id: idOf(row, "area", areaIdOf),
      foundation: yesNo(row, "foundation"),
      kept_here: row["kept_here"] === "yes",
      ...datedSources(row, facts),
    })),
  );
}

async function loadParts(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = { part_id: "uuid", whole_id: "uuid", share: "numeric", ...dated, ...sourced };
  return await replaceRows(
    tx,
    { table: "place.area_part", dataset: facts.key, columns },
    rows.map((row) => ({
      part_id: areaIdOf(need(row, "part")),
      whole_id: areaIdOf(need(row, "whole")),
      share: some(row, "share"),
      ...datedSources(row, facts),
    })),
  );
}

async function loadNames(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await replaceRows(
    tx,
    {
      table: "place.organisation_name",
      dataset: facts.key,
      columns: { organisation_id: "uuid", name: "text", ...dated, ...sourced },
    },
    rows.map((row) => ({
      organisation_id: organisationIdOf(need(row, "organisation")),
      name: need(row, "name"),
      ...datedSources(row, facts),
    })),
  );
}

async function loadIdentifiers(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    area_id: "uuid",
    organisation_id: "uuid",
    scheme: "text",
    code: "text",
    ...dated,
    ...sourced,
  };
  return await replaceRows(
    tx,
    { table: "place.identifier", dataset: facts.key, columns },
    rows.map((row) => ({
      area_id: row["subject_kind"] === "area" ? areaIdOf(need(row, "slug")) : undefined,
      organisation_id:
        row["subject_kind"] === "organisation" ? organisationIdOf(need(row, "slug")) : undefined,
      scheme: need(row, "scheme"),
      code: need(row, "code"),
      ...datedSources(row, facts),
    })),
  );
}

async function loadSuccessions(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    from_id: "uuid",
    to_id: "uuid",
    on_date: "date",
    kind: "text",
    share: "numeric",
    ...sourced,
  };
  return await syncRows(
    tx,
    {
      table: "place.succession",
      key: ["from_id", "to_id", "on_date"],
      dataset: facts.key,
      unless: takenOver,
      columns,
    },
    rows.map((row) => ({
      from_id: organisationIdOf(need(row, "from")),
      to_id: organisationIdOf(need(row, "to")),
      on_date: need(row, "on"),
      kind: need(row, "kind"),
      share: some(row, "share"),
      ...sources(row, facts),
    })),
  );
}

async function loadServed(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = { organisation_id: "uuid", area_id: "uuid", share: "numeric", ...sourced };
  return await syncRows(
    tx,
    { table: "place.served_area", key: ["organisation_id", "area_id"], dataset: facts.key, columns },
    rows
      .filter((row) => row["organisation"] && row["area"])
      .map((row) => ({
        organisation_id: organisationIdOf(need(row, "organisation")),
        area_id: areaIdOf(need(row, "area")),
        share: need(row, "share"),
        ...sources(row, facts),
      })),
  );
}

async function loadBoards(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    id: "uuid",
    slug: "text",
    kind: "text",
    name: "text",
    area_id: "uuid",
    organisation_id: "uuid",
    membership_as_at: "text",
    membership_on: "date",
    completeness: "text",
    completeness_note: "text",
    ...dated,
    ...sourced,
  };
  const boards = await syncRows(
    tx,
    { table: "place.board", key: ["id"], dataset: facts.key, unless: takenOver, columns },
    rows.map((row) => ({
      id: boardIdOf(need(row, "slug")),
      slug: need(row, "slug"),
      kind: need(row, "kind"),
      name: need(row, "name"),
      area_id: idOf(row, "area", areaIdOf),
      organisation_id: idOf(row, "organisation", organisationIdOf),
      membership_as_at: some(row, "membership_as_at"),
      membership_on: firstDay(some(row, "membership_on")),
      completeness: row["kept_here"] === "yes" ? "kept-here" : need(row, "completeness"),
      completeness_note: some(row, "completeness_note"),
      ...datedSources(row, facts),
    })),
  );
  const rules = await loadRulesOfBoards(tx, rows, facts);
  return sumOf(boards, rules);
}

async function loadSeats(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    board_id: "uuid",
    number: "text",
    role: "text",
    organisation_id: "uuid",
    organisation_name: "text",
    voice: "text",
    voice_rule: "text",
    seats: "integer",
    voting: "text",
    statutory: "text",
    note: "text",
    attends_as: "text",
    vacant: "integer",
    political_group: "text",
    ...dated,
    ...sourced,
  };
  const kept = await takenOverBoards(tx);
  return await syncRows(
    tx,
    { table: "place.seat", key: ["board_id", "number"], dataset: facts.key, unless: takenOver, columns },
    rows
      .filter((row) => !kept.has(boardIdOf(need(row, "board"))))
      .map((row) => ({
        board_id: boardIdOf(need(row, "board")),
        number: row["number"] ?? need(row, "slug"),
        role: need(row, "role"),
        organisation_id: idOf(row, "organisation", organisationIdOf),
        organisation_name: some(row, "organisation_name"),
        voice: need(row, "voice"),
        voice_rule: some(row, "voice_rule"),
        seats: row["seats"] === undefined ? "1" : some(row, "seats"),
        voting: some(row, "voting") ?? "not-known",
        statutory: some(row, "statutory") ?? "not-known",
        note: some(row, "note"),
        attends_as: some(row, "attends_as") ?? "member",
        vacant: row["state"] === undefined ? undefined : row["state"] === "vacant" ? "1" : "0",
        political_group: some(row, "group"),
        ...datedSources(row, facts),
      })),
  );
}

/** For tables without a key of their own: same rows, nothing changes; else the dataset's rows are put in anew. */
async function replaceRows(
  tx: Db,
  plan: { table: string; dataset: string; columns: Readonly<Record<string, string>> },
  rows: readonly Loaded[],
): Promise<SyncCount> {
  return await syncRows(tx, { ...plan, key: Object.keys(plan.columns), wholeRows: true }, rows);
}

/** The first day of a year, a month or a day as sources write them: "2016", "2016-06", "2016-06-08". */
function firstDay(text: string | undefined): string | undefined {
  return text && `${text}-01-01`.slice(0, 10);
}

function idOf(row: Given, name: string, of: (slug: string) => string): string | undefined {
  const slug = some(row, name);
  return slug === undefined ? undefined : of(slug);
}

function yesNo(row: Given, name: string): boolean | undefined {
  const word = some(row, name);
  return word === undefined ? undefined : word === "yes";
}
