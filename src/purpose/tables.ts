import type { Generated } from "kysely";

/** Rows of the schema `purpose`. Dates are civil dates as text, numbers decimals as text; absent is null, as in SQL. */
export type PurposeTables = {
  "purpose.publication": {
    key: string;
    title: string;
    publisher: string;
    source: string;
    seen: string;
    basis: string;
    licence: string;
  };
  "purpose.indicator": {
    id: string;
    name: string;
    about: string;
    unit: string;
    direction: string;
    numerator: string | null;
    denominator: string | null;
    collection: string;
    breaks: string | null;
    main_file: string | null;
    kept_here: Generated<boolean>;
    dataset: string;
  };
  "purpose.code_without_place": { code: string; name: string; why: string; dataset: string };
  "purpose.observation": {
    indicator_id: string;
    code: string;
    dimension: Generated<string>;
    period_start: string;
    period_end: string;
    vintage: string;
    status: string;
    value: string | null;
    numerator: string | null;
    denominator: string | null;
    lower: Generated<string | null>;
    upper: Generated<string | null>;
    unit: string | null;
    note: string | null;
    area_id: string | null;
    organisation_id: string | null;
    dataset: string | null;
    entered_by: string | null;
    entered_on: string | null;
    basis: string;
  };
  "purpose.cover": {
    indicator_id: string;
    observations: number;
    areas: number;
    organisations: number;
    first_day: string;
    last_day: string;
    stamp: Generated<string>;
  };
};
