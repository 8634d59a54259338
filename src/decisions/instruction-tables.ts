type Provenanced = { source: string; seen: string; basis: string; dataset: string | null; audience: string };

/** Rows of instructions in the schema `decisions`. Days are civil dates as text; absent is null, as in SQL. */
export type InstructionTables = {
  "decisions.instruction": Provenanced & {
    id: string;
    slug: string;
    title: string;
    kind: string;
    words: string;
    power_sort: string;
    power: string | null;
    giver: string;
    giver_id: string | null;
    given_on: string;
    from_on: string;
    until_on: string | null;
    href: string | null;
    keeper_id: string | null;
    version: number;
  };
  "decisions.instruction_body": Provenanced & {
    instruction_id: string;
    position: number;
    part: string;
    organisation_id: string | null;
    area_id: string | null;
  };
  "decisions.instruction_event": Provenanced & {
    instruction_id: string;
    number: number;
    kind: string;
    on_date: string;
    by_words: string;
    by_id: string | null;
    words: string;
    answers: number | null;
    until_on: string | null;
  };
};
