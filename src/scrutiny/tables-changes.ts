/** Rows of the tables of call-in, of councils' answers and of requests to the minister. Dates are civil dates as text. */
export type ChangeTables = {
  "scrutiny.call_in": {
    id: string;
    resolution_id: string;
    proposal_ids: readonly string[];
    board_id: string;
    reasons: string;
    by_whom: string;
    called_on: string;
    until_on: string;
    outcome: string | null;
    outcome_words: string | null;
    heard_on: string | null;
    audience: string;
  };
  "scrutiny.council_answer": {
    id: string;
    proposal_id: string;
    council_id: string;
    answer: string;
    why: string;
    answered_on: string;
    replaced_on: string | null;
    audience: string;
  };
  "scrutiny.joint_appointment": {
    id: string;
    proposal_id: string;
    council_id: string;
    board_id: string;
    sort: string;
    members: number;
    decided: string;
    appointed_on: string;
    ended_on: string | null;
    ended_why: string | null;
    audience: string;
  };
  "scrutiny.minister_request": {
    id: string;
    slug: string;
    proposal_id: string;
    council_id: string;
    kind: string;
    concern: string;
    talks: string;
    sent_on: string;
    answered_on: string | null;
    answer: string | null;
    audience: string;
  };
};
