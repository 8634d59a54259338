import {
  syncRows,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type Db,
  type SyncCount,
} from "../kernel/index.ts";
import { areaIdOf, organisationIdOf } from "./slug-id.ts";
import { type Given, sourced, sources, need, some } from "./store-shipped-rows.ts";

/** Polls, parties and control of councils; clusters; places not settled; facts in short. */
export const pollDatasets: readonly Dataset[] = [
  { key: "polls", order: 20, load: loadPolls },
  { key: "parties", order: 20, load: loadParties },
  { key: "borough-control", order: 21, load: loadControl },
  { key: "borough-seats", order: 21, load: loadSeats },
  { key: "clusters", order: 21, load: loadClusters },
  { key: "unsettled-places", order: 21, load: loadUnsettled },
  { key: "london-facts", order: 21, load: loadLondonFacts },
];

async function loadPolls(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    id: "uuid",
    council_id: "uuid",
    on_date: "date",
    year: "integer",
    precision: "text",
    kind: "text",
    cycle: "text",
    state: "text",
    rule: "text",
    ...sourced,
  };
  return await syncRows(
    tx,
    { table: "place.poll", key: ["id"], dataset: facts.key, columns },
    rows.map((row) => ({
      id: uuidOfName(`place:poll:${need(row, "council")}:${row["year"] ?? ""}:${need(row, "kind")}`),
      council_id: organisationIdOf(need(row, "council")),
      on_date: some(row, "on"),
      year: some(row, "year"),
      precision: need(row, "precision"),
      kind: need(row, "kind"),
      cycle: some(row, "cycle"),
      state: need(row, "state"),
      rule: some(row, "rule"),
      ...sources(row, facts),
    })),
  );
}

async function loadParties(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "place.party",
      key: ["code"],
      dataset: facts.key,
      columns: { code: "text", name: "text", ...sourced },
    },
    rows.map((row) => ({ code: need(row, "code"), name: need(row, "name"), ...sources(row, facts) })),
  );
}

async function loadControl(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    council_id: "uuid",
    year: "integer",
    control: "text",
    status: "text",
    seats_printed: "integer",
    seats_computed: "integer",
    largest_party: "text",
    elected_mayor: "boolean",
    mayor_party: "text",
    note: "text",
    ...sourced,
  };
  return await syncRows(
    tx,
    { table: "place.council_control", key: ["council_id", "year"], dataset: facts.key, columns },
    rows.map((row) => ({
      council_id: organisationIdOf(need(row, "council")),
      year: need(row, "year"),
      control: some(row, "control"),
      status: need(row, "status"),
      seats_printed: some(row, "seats_total"),
      seats_computed: some(row, "seats_counted"),
      largest_party: some(row, "largest_party"),
      elected_mayor: row["directly_elected_mayor"] ? row["directly_elected_mayor"] === "yes" : undefined,
      mayor_party: some(row, "mayor_party"),
      note: some(row, "note"),
      ...sources(row, facts),
    })),
  );
}

async function loadSeats(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = { council_id: "uuid", year: "integer", party: "text", seats: "integer", ...sourced };
  return await syncRows(
    tx,
    { table: "place.council_seats", key: ["council_id", "year", "party"], dataset: facts.key, columns },
    rows.map((row) => ({
      council_id: organisationIdOf(need(row, "council")),
      year: need(row, "year"),
      party: need(row, "party"),
      seats: need(row, "seats"),
      ...sources(row, facts),
    })),
  );
}

async function loadClusters(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = { organisation_id: "uuid", cluster: "text", ...sourced };
  return await syncRows(
    tx,
    { table: "place.cluster", key: ["organisation_id", "cluster"], dataset: facts.key, columns },
    rows.map((row) => ({
      organisation_id: organisationIdOf(need(row, "organisation")),
      cluster: need(row, "cluster"),
      ...sources(row, facts),
    })),
  );
}

async function loadUnsettled(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    area_id: "uuid",
    organisation_id: "uuid",
    on_date: "date",
    asked_kind: "text",
    candidate_id: "uuid",
    ...sourced,
  };
  return await syncRows(
    tx,
    {
      table: "place.unsettled_place",
      key: Object.keys(columns),
      wholeRows: true,
      dataset: facts.key,
      columns,
    },
    rows.flatMap((row) =>
      need(row, "candidates")
        .split(";")
        .map((candidate) => ({
          area_id: row["subject_kind"] === "area" ? areaIdOf(need(row, "slug")) : undefined,
          organisation_id:
            row["subject_kind"] === "organisation" ? organisationIdOf(need(row, "slug")) : undefined,
          on_date: some(row, "on"),
          asked_kind: need(row, "question"),
          candidate_id: areaIdOf(candidate),
          ...sources(row, facts),
        })),
    ),
  );
}

async function loadLondonFacts(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "place.london_fact",
      key: ["fact"],
      dataset: facts.key,
      columns: { fact: "text", value: "text", ...sourced },
    },
    rows.map((row) => ({ fact: need(row, "fact"), value: need(row, "value"), ...sources(row, facts) })),
  );
}
