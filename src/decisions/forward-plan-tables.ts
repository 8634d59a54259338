type Provenanced = { source: string; seen: string; basis: string; dataset: string | null; audience: string };

/** Rows of the forward plan in the schema `decisions`. Days are civil dates as text; absent is null, as in SQL. */
export type ForwardPlanTables = {
  "decisions.key_setting": Provenanced & { organisation_id: string; from_on: string; words: string };
  "decisions.planned": Provenanced & {
    id: string;
    slug: string;
    organisation_id: string;
    board_id: string | null;
    title: string;
    words: string;
    decider: string;
    due_from: string;
    due_until: string;
    key_decision: boolean;
    documents: string | null;
    contact: string | null;
    given_on: string;
    shorter: string | null;
    shorter_on: string | null;
    shorter_words: string | null;
    settled: string | null;
    settled_on: string | null;
    settled_words: string | null;
    version: number;
  };
};
