import { sql } from "kysely";
import { syncRows, uuidOfName, type Dataset } from "../kernel/index.ts";
import { boardIdOf, organisationIdOf } from "../place/index.ts";

const columns = {
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
  source: "text",
  seen: "date",
  basis: "text",
} as const;

/** The shipped forward plan: that of the made-up place. */
export const forwardPlanDatasets: readonly Dataset[] = [
  {
    key: "illustrative-forward-plan",
    order: 368,
    load: async (tx, rows, facts) =>
      await syncRows(
        tx,
        {
          table: "decisions.planned",
          key: ["id"],
          columns,
          dataset: facts.key,
          unless: sql<boolean>`held.dataset is null`,
        },
        rows.map((row) => ({
          id: uuidOfName(`decisions:planned:${row["slug"] ?? ""}`),
          slug: row["slug"],
          title: row["title"],
          words: row["words"],
          organisation_id: organisationIdOf(row["organisation"] ?? ""),
          board_id: row["board"] ? boardIdOf(row["board"]) : undefined,
          decider: row["decider"],
          due_from: row["due_from"],
          due_until: row["due_until"],
          key_decision: row["key_decision"] === "yes",
          documents: row["documents"] || undefined,
          contact: row["contact"] || undefined,
          given_on: row["given_on"],
          source: row["source"] || facts.source,
          seen: row["seen"] || facts.seen,
          basis: row["basis"] || facts.basis,
        })),
      ),
  },
];
