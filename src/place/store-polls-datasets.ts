import { uuidOfName, type Dataset } from "../kernel/index.ts";
import { areaIdOf, organisationIdOf } from "./slug-id.ts";
import {
  cell,
  idFrom,
  idOfSubject,
  loading,
  need,
  optional,
  worked,
  yesNo,
  type Given,
  type Loading,
} from "./store-shipped-rows.ts";

const polls: Loading = {
  table: "place.poll",
  key: ["id"],
  columns: {
    id: worked("uuid", (row) =>
      uuidOfName(`place:poll:${need(row, "council")}:${row["year"] ?? ""}:${need(row, "kind")}`),
    ),
    council_id: idFrom(organisationIdOf, "council"),
    on_date: optional("date", "on"),
    year: optional("integer"),
    precision: cell(),
    kind: cell(),
    cycle: optional(),
    state: cell(),
    rule: optional(),
  },
};

const parties: Loading = { table: "place.party", key: ["code"], columns: { code: cell(), name: cell() } };

const control: Loading = {
  table: "place.council_control",
  key: ["council_id", "year"],
  columns: {
    council_id: idFrom(organisationIdOf, "council"),
    year: cell("integer"),
    control: optional(),
    status: cell(),
    seats_printed: optional("integer", "seats_total"),
    seats_computed: optional("integer", "seats_counted"),
    largest_party: optional(),
    elected_mayor: yesNo("directly_elected_mayor"),
    mayor_party: optional(),
    note: optional(),
  },
};

const seats: Loading = {
  table: "place.council_seats",
  key: ["council_id", "year", "party"],
  columns: {
    council_id: idFrom(organisationIdOf, "council"),
    year: cell("integer"),
    party: cell(),
    seats: cell("integer"),
  },
};

const clusters: Loading = {
  table: "place.cluster",
  key: ["organisation_id", "cluster"],
  columns: { organisation_id: idFrom(organisationIdOf, "organisation"), cluster: cell() },
};

const unsettled: Loading = {
  table: "place.unsettled_place",
  columns: {
    area_id: idOfSubject("area", areaIdOf),
    organisation_id: idOfSubject("organisation", organisationIdOf),
    on_date: optional("date", "on"),
    asked_kind: cell("text", "question"),
    candidate_id: idFrom(areaIdOf, "candidate"),
  },
};

const londonFacts: Loading = {
  table: "place.london_fact",
  key: ["fact"],
  columns: { fact: cell(), value: cell() },
};

/** One row for each area in which the thing may lie. */
function byCandidate(row: Given): readonly Given[] {
  return need(row, "candidates")
    .split(";")
    .map((candidate) => ({ ...row, candidate }));
}

/** Polls, parties and control of councils; clusters; places not settled; facts in short. */
export const pollDatasets: readonly Dataset[] = [
  { key: "polls", order: 20, load: loading(polls) },
  { key: "parties", order: 20, load: loading(parties) },
  { key: "borough-control", order: 21, load: loading(control) },
  { key: "borough-seats", order: 21, load: loading(seats) },
  { key: "clusters", order: 21, load: loading(clusters) },
  { key: "unsettled-places", order: 21, load: loading(unsettled, byCandidate) },
  { key: "london-facts", order: 21, load: loading(londonFacts) },
];
