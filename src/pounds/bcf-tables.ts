/** Rows of the tables of plans and returns in the schema `pounds`; absent is null, as in SQL. */
export type BcfTables = {
  "pounds.bcf_item": {
    place: number;
    document: string;
    kind: string;
    key: string;
    parent: string;
    words: string;
    detail: string | null;
    first_year: string;
    last_year: string;
    mark: string;
    source: string | null;
    dataset: string | null;
    audience: string;
  };
  "pounds.bcf_document": {
    fund_id: string;
    document: string;
    version: number;
    dataset: string | null;
    audience: string;
  };
  "pounds.bcf_income": {
    fund_id: string;
    document: string;
    source_of_funding: string;
    party: string;
    label: string;
    amount_pence: bigint;
    published_pence: bigint | null;
    published_where: string | null;
    social_care_pence: bigint | null;
    out_of_hospital_pence: bigint | null;
    allocation_pence: bigint | null;
    spent_pence: bigint | null;
    dataset: string | null;
    audience: string;
  };
  "pounds.bcf_line": {
    fund_id: string;
    document: string;
    scheme: string;
    source_of_funding: string;
    name: string;
    about: string;
    activity: string;
    sub_type: string | null;
    other_words: string | null;
    objective: string | null;
    area: string;
    area_other: string | null;
    commissioner: string | null;
    nhs_percent: number | null;
    council_percent: number | null;
    provider: string | null;
    standing: string | null;
    outputs: bigint | null;
    unit: string | null;
    amount_pence: bigint;
    dataset: string | null;
    audience: string;
  };
  "pounds.bcf_answer": {
    fund_id: string;
    document: string;
    condition: string;
    met: boolean;
    words: string | null;
    dataset: string | null;
    audience: string;
  };
  "pounds.bcf_measure": {
    fund_id: string;
    document: string;
    measure: string;
    planned: string | null;
    actual: string | null;
    progress: string | null;
    words: string | null;
    dataset: string | null;
    audience: string;
  };
  "pounds.bcf_signature": {
    fund_id: string;
    document: string;
    role: string;
    party: string;
    version: number;
    signed_on: string;
    office: string;
    dataset: string | null;
    audience: string;
  };
};
