import type { Dataset, DatasetFacts, Db, SyncCount } from "../kernel/index.ts";
import { areaIdOf, boardIdOf, organisationIdOf } from "./slug-id.ts";
import { attendanceDataset } from "./store-attendance.ts";
import { pollDatasets } from "./store-polls-datasets.ts";
import { boardDatasets, loadRulesOfBoards, takenOverBoards } from "./store-boards-datasets.ts";
import {
  cell,
  idFrom,
  idOfSubject,
  loading,
  loadRows,
  need,
  optional,
  optionalId,
  some,
  sumOf,
  worked,
  yesNo,
  type Given,
  type Load,
  type Loading,
} from "./store-shipped-rows.ts";

export { areaIdOf, boardIdOf, organisationIdOf } from "./slug-id.ts";

const areas: Loading = {
  table: "place.area",
  key: ["id"],
  isDated: true,
  isEdited: true,
  columns: { id: idFrom(areaIdOf, "slug"), slug: cell(), kind: cell(), name: cell() },
};

const organisations: Loading = {
  table: "place.organisation",
  key: ["id"],
  isDated: true,
  isEdited: true,
  columns: {
    id: idFrom(organisationIdOf, "slug"),
    slug: cell(),
    kind: cell(),
    name: cell(),
    official_name: optional(),
    area_id: optionalId(areaIdOf, "area"),
    foundation: yesNo(),
    kept_here: worked("boolean", (row) => row["kept_here"] === "yes"),
  },
};

const parts: Loading = {
  table: "place.area_part",
  isDated: true,
  columns: {
    part_id: idFrom(areaIdOf, "part"),
    whole_id: idFrom(areaIdOf, "whole"),
    share: optional("numeric"),
  },
};

const names: Loading = {
  table: "place.organisation_name",
  isDated: true,
  columns: { organisation_id: idFrom(organisationIdOf, "organisation"), name: cell() },
};

const identifiers: Loading = {
  table: "place.identifier",
  isDated: true,
  columns: {
    area_id: idOfSubject("area", areaIdOf),
    organisation_id: idOfSubject("organisation", organisationIdOf),
    scheme: cell(),
    code: cell(),
  },
};

const successions: Loading = {
  table: "place.succession",
  key: ["from_id", "to_id", "on_date"],
  isEdited: true,
  columns: {
    from_id: idFrom(organisationIdOf, "from"),
    to_id: idFrom(organisationIdOf, "to"),
    on_date: cell("date", "on"),
    kind: cell(),
    share: optional("numeric"),
  },
};

const served: Loading = {
  table: "place.served_area",
  key: ["organisation_id", "area_id"],
  columns: {
    organisation_id: idFrom(organisationIdOf, "organisation"),
    area_id: idFrom(areaIdOf, "area"),
    share: cell("numeric"),
  },
};

const boards: Loading = {
  table: "place.board",
  key: ["id"],
  isDated: true,
  isEdited: true,
  columns: {
    id: idFrom(boardIdOf, "slug"),
    slug: cell(),
    kind: cell(),
    name: cell(),
    area_id: optionalId(areaIdOf, "area"),
    organisation_id: optionalId(organisationIdOf, "organisation"),
    membership_as_at: optional(),
    membership_on: worked("date", (row) => firstDay(some(row, "membership_on"))),
    completeness: worked("text", (row) =>
      row["kept_here"] === "yes" ? "kept-here" : need(row, "completeness"),
    ),
    completeness_note: optional(),
  },
};

const seats: Loading = {
  table: "place.seat",
  key: ["board_id", "number"],
  isDated: true,
  isEdited: true,
  columns: {
    board_id: idFrom(boardIdOf, "board"),
    number: worked("text", (row) => row["number"] ?? need(row, "slug")),
    role: cell(),
    organisation_id: optionalId(organisationIdOf, "organisation"),
    organisation_name: optional(),
    voice: cell(),
    voice_rule: optional(),
    seats: worked("integer", (row) => (row["seats"] === undefined ? "1" : some(row, "seats"))),
    voting: worked("text", (row) => some(row, "voting") ?? "not-known"),
    statutory: worked("text", (row) => some(row, "statutory") ?? "not-known"),
    note: optional(),
    attends_as: worked("text", (row) => some(row, "attends_as") ?? "member"),
    vacant: worked("integer", (row) =>
      row["state"] === undefined ? undefined : row["state"] === "vacant" ? "1" : "0",
    ),
    political_group: optional("text", "group"),
  },
};

/** Areas, organisations and boards of England, and the made-up ones. */
export const placeDatasets: readonly Dataset[] = [
  ...both("areas", 10, loading(areas)),
  ...both("organisations", 11, loading(organisations)),
  ...both("area-parts", 12, loading(parts)),
  { key: "organisation-names", order: 13, load: loading(names) },
  { key: "identifiers", order: 14, load: loading(identifiers) },
  { key: "successions", order: 15, load: loading(successions) },
  {
    key: "trust-areas",
    order: 16,
    load: loading(served, (row) => (row["organisation"] && row["area"] ? [row] : [])),
  },
  ...both("boards", 17, loadBoards),
  ...both("seats", 18, loadSeats),
  ...boardDatasets,
  ...pollDatasets,
  attendanceDataset,
];

function both(key: string, order: number, load: Load): readonly Dataset[] {
  return [key, `illustrative-${key}`].map((one) => ({ key: one, order, load }));
}

async function loadBoards(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return sumOf(await loadRows(tx, boards, { rows, facts }), await loadRulesOfBoards(tx, rows, facts));
}

/** Seats of boards that somebody here has taken over are no longer the file's. */
async function loadSeats(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const kept = await takenOverBoards(tx);
  const own = rows.filter((row) => !kept.has(boardIdOf(need(row, "board"))));
  return await loadRows(tx, seats, { rows: own, facts });
}

/** The first day of a year, a month or a day as sources write them: "2016", "2016-06", "2016-06-08". */
function firstDay(text: string | undefined): string | undefined {
  return text && `${text}-01-01`.slice(0, 10);
}
