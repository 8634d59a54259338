/** Rows of the tables of joint budget lines and of printed figures; absent is null, as in SQL. */
export type PooledTables = {
  "pounds.joint_line": {
    fund_id: string;
    key: string;
    name: string;
    how: string;
    amount_pence: bigint | null;
    reason: string | null;
    review_on: string | null;
    dataset: string | null;
    audience: string;
  };
  "pounds.place_spend": {
    fund_id: string;
    amount_pence: bigint;
    counts: string;
    source: string;
    seen: string;
    dataset: string | null;
    audience: string;
  };
  "pounds.printed_figure": {
    fund_id: string;
    place: number;
    label: string;
    printed_pence: bigint;
    parts_words: string;
    parts_pence: readonly bigint[];
    note: string | null;
    source: string;
    seen: string;
    dataset: string | null;
    audience: string;
  };
};
