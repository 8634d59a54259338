import { slugOf, uuidOfName, type Dataset } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { boardOr, bodyOr, or, shippedFiles, type ShippedTable } from "./store-shipped.ts";

/** The id of a shipped proposal; the same in every installation. */
export function proposalIdOf(slug: string): string {
  return uuidOfName(`decisions:proposal:${slug}`);
}

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

const proposals: ShippedTable = {
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
  },
  rowOf: (row) => ({
    ...Object.fromEntries(texts.map((name) => [name, or(row[name])])),
    id: proposalIdOf(row["slug"]!),
    slug: row["slug"],
    title: row["name"],
    area_id: uuidOfName(`place:area:${row["area"]!}`),
    area_words: or(row["area_name"]),
    proposer_id: bodyOr(row["proposer"]),
    decider_id: bodyOr(row["decider"]),
    decider_board_id: boardOr(row["decider_board"]),
    decision_due_on: or(row["decision_due_on"]),
    // Made-up proposals are kept here; real ones are known from their sources.
    kept_here: row["basis"] === "illustrative",
  }),
};

const options: ShippedTable = {
  table: "decisions.option",
  key: ["proposal_id", "position"],
  columns: {
    proposal_id: "uuid",
    position: "integer",
    words: "text",
    as_things_are: "boolean",
  },
  rowOf: (row) => ({
    proposal_id: proposalIdOf(row["programme"]!),
    position: Number(row["position"]),
    words: row["option"],
    as_things_are: row["as_things_are"] === "yes",
  }),
};

const events: ShippedTable = {
  table: "decisions.event",
  key: ["proposal_id", "position"],
  columns: {
    proposal_id: "uuid",
    position: "integer",
    on_day: "text",
    kind: "text",
    what: "text",
    state: "text",
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

const partners: ShippedTable = {
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
  },
  rowOf: (row, position) => ({
    proposal_id: proposalIdOf(row["programme"]!),
    key: slugOf(row["body"]!),
    position,
    organisation_id: bodyOr(row["organisation"]),
    board_id: boardOr(row["board"]),
    name: row["body"],
    told_on: or(row["told_on"]),
    told_how: or(row["told_how"]),
  }),
};

const answers: ShippedTable = {
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

const plans: ShippedTable = {
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

/** The shipped files of proposals: six real programmes known from sources, and those of the made-up place. */
export const proposalDatasets: readonly Dataset[] = shippedFiles(350, [
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
]);
