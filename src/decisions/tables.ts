type Provenanced = { source: string; seen: string; basis: string; dataset: string | null; audience: string };

/** Rows of the schema `decisions`. Days are civil dates as text, vague ones a day, month or year; absent is null, as in SQL. */
export type DecisionTables = {
  "decisions.proposal": Provenanced & {
    id: string;
    slug: string;
    title: string;
    what: string | null;
    kind: string | null;
    area_id: string;
    area_words: string | null;
    proposer_id: string | null;
    decider_id: string | null;
    decider_board_id: string | null;
    decider_post: string | null;
    decider_words: string | null;
    decider_right: string | null;
    decider_source: string | null;
    decider_missing: string | null;
    function_slug: string | null;
    amount_pence: bigint | null;
    higher_why: string | null;
    stage: string | null;
    options_fixed_on: string | null;
    decision_due_on: string | null;
    inequality: string | null;
    money: string | null;
    priorities: string | null;
    experience: string | null;
    note: string | null;
    kept_here: boolean;
    version: number;
  };
  "decisions.option": Provenanced & {
    proposal_id: string;
    position: number;
    words: string;
    as_things_are: boolean;
  };
  "decisions.event": Provenanced & {
    proposal_id: string;
    position: number;
    on_day: string;
    kind: string;
    what: string;
    state: string;
  };
  "decisions.partner": Provenanced & {
    proposal_id: string;
    key: string;
    position: number;
    organisation_id: string | null;
    board_id: string | null;
    name: string;
    told_on: string | null;
    told_how: string | null;
  };
  "decisions.answer": Provenanced & {
    id: string;
    proposal_id: string;
    fact: string;
    answer: string;
    rests_on: string;
    href: string | null;
    sha256: string | null;
    file_name: string | null;
    sure: boolean;
    given_on: string;
    replaced_by: string | null;
  };
  "decisions.plan": Provenanced & {
    id: string;
    slug: string;
    title: string | null;
    what: string | null;
    organisation_id: string;
    asked_on: string | null;
    document: string;
    document_href: string | null;
    answered_on: string | null;
    answer: string | null;
    proposal_id: string | null;
    registered_on: string;
    taken_down_on: string | null;
    ground: string | null;
    version: number;
  };
};
