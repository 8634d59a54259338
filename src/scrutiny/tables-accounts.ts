/** Rows of two-sided accounts. Dates are civil dates as text; absent is null, as in SQL. */
export type AccountTables = {
  "scrutiny.account_event": {
    id: string;
    slug: string;
    title: string;
    happened: string;
    when_words: string;
    from_on: string;
    convener_id: string | null;
    started_on: string | null;
    closes_on: string | null;
    opened_on: string | null;
    source: string;
    source_url: string | null;
    seen: string;
    basis: string;
    dataset: string | null;
    audience: string;
  };
  "scrutiny.account_statement": {
    event_id: string;
    number: number;
    words: string;
    dataset: string | null;
    audience: string;
  };
  "scrutiny.account_partner": {
    event_id: string;
    organisation_id: string;
    sector: string;
    sealed_on: string | null;
    entry_id: string | null;
    dataset: string | null;
    audience: string;
  };
  "scrutiny.account_telling": {
    event_id: string;
    organisation_id: string;
    office: string;
    words: string;
    dataset: string | null;
    audience: string;
  };
  "scrutiny.account_rating": {
    event_id: string;
    organisation_id: string;
    number: number;
    rating: number | null;
    words: string | null;
    dataset: string | null;
    audience: string;
  };
  "scrutiny.account_agreement": {
    event_id: string;
    number: number;
    words: string;
    owner_id: string;
    due_on: string;
    proposed_on: string;
    dataset: string | null;
    audience: string;
  };
  "scrutiny.account_assent": {
    event_id: string;
    number: number;
    organisation_id: string;
    on_date: string;
    dataset: string | null;
    audience: string;
  };
  "scrutiny.account_stance": {
    event_id: string;
    place: number;
    sector: string;
    role: string;
    party: string | null;
    said: string;
    said_on: string;
    source: string;
    source_url: string | null;
    seen: string;
    basis: string;
    dataset: string;
    audience: string;
  };
};
