import { uuidOfName, type Dataset } from "../kernel/index.ts";
import { bodyOr, or, shippedFiles, type ShippedTable } from "./store-shipped.ts";

const idOf = (slug: string | undefined): string => uuidOfName(`decisions:instruction:${slug ?? ""}`);

const instructions: ShippedTable = {
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
    keeper_id: bodyOr(row["keeper"]),
  }),
};

const bodies: ShippedTable = {
  table: "decisions.instruction_body",
  key: ["instruction_id", "position"],
  columns: {
    instruction_id: "uuid",
    position: "integer",
    part: "text",
    organisation_id: "uuid",
    area_id: "uuid",
  },
  rowOf: (row) => ({
    instruction_id: idOf(row["instruction"]),
    position: Number(row["position"]),
    part: row["part"],
    organisation_id: bodyOr(row["organisation"]),
    area_id: row["area"] ? uuidOfName(`place:area:${row["area"]}`) : undefined,
  }),
};

const events: ShippedTable = {
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
export const instructionDatasets: readonly Dataset[] = shippedFiles(365, [
  ["illustrative-instructions", instructions],
  ["illustrative-instruction-bodies", bodies],
  ["illustrative-instruction-events", events],
]);
