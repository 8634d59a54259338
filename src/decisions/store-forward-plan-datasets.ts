import { uuidOfName, type Dataset } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { boardOr, or, shippedFiles, type ShippedTable } from "./store-shipped.ts";

const planned: ShippedTable = {
  table: "decisions.planned",
  key: ["id"],
  columns: {
    id: "uuid",
    slug: "text",
    title: "text",
    words: "text",
    organisation_id: "uuid",
    board_id: "uuid",
    decider: "text",
    due_from: "date",
    due_until: "date",
    key_decision: "boolean",
    documents: "text",
    contact: "text",
    given_on: "date",
  },
  rowOf: (row) => ({
    id: uuidOfName(`decisions:planned:${row["slug"] ?? ""}`),
    slug: row["slug"],
    title: row["title"],
    words: row["words"],
    organisation_id: organisationIdOf(row["organisation"] ?? ""),
    board_id: boardOr(row["board"]),
    decider: row["decider"],
    due_from: row["due_from"],
    due_until: row["due_until"],
    key_decision: row["key_decision"] === "yes",
    documents: or(row["documents"]),
    contact: or(row["contact"]),
    given_on: row["given_on"],
  }),
};

/** The shipped forward plan: that of the made-up place. */
export const forwardPlanDatasets: readonly Dataset[] = shippedFiles(368, [
  ["illustrative-forward-plan", planned],
]);
