import type { ColumnType, Generated } from "kysely";
import type { BcfTables } from "./bcf-tables.ts";
import type { PooledTables } from "./pooled-tables.ts";

type Provenanced = { source: string; seen: string; basis: string; dataset: string | null; audience: string };

/** Rows of the schema `pounds`. Dates are civil dates as text, pence are bigints; absent is null, as in SQL. */
export type PoundsTables = BcfTables &
  PooledTables & {
    "pounds.agreement": Provenanced & {
      id: string;
      slug: string;
      name: string;
      area_id: string;
      form: string;
      powers: string | null;
      begins_on: string | null;
      ends_on: string | null;
      approved_on: string | null;
      approved_by: string | null;
      kept_here: Generated<boolean>;
      story: string | null;
    };
    "pounds.party": {
      agreement_id: string;
      key: string;
      place: number;
      organisation_id: string | null;
      name: string;
      sector: string;
      host: Generated<boolean>;
      signed_on: string | null;
      dataset: string | null;
      audience: string;
    };
    "pounds.version": {
      agreement_id: string;
      number: number;
      from_on: string;
      risk_share: string;
      why: string;
      illustrative: boolean;
      source: string;
      seen: string;
      dataset: string | null;
      audience: string;
    };
    "pounds.term": {
      agreement_id: string;
      requirement: string;
      words: string;
      dataset: string | null;
      audience: string;
    };
    "pounds.fund": Provenanced & {
      id: string;
      slug: string;
      agreement_id: string;
      name: string;
      year: string;
      begins_on: string | null;
      ends_on: string | null;
      total_pence: bigint | null;
      total_mark: string;
      reported_pence: bigint | null;
      rounding: string | null;
      risk_share: string | null;
      inequality: string | null;
      source_url: string | null;
    };
    "pounds.funding": {
      fund_id: string;
      place: number;
      party: string;
      source_of_funding: string;
      label: string;
      amount_pence: bigint | null;
      mark: string;
      note: string | null;
      charges: string | null;
      months_pence: readonly bigint[] | null;
      dataset: string | null;
      audience: string;
    };
    "pounds.scheme": {
      fund_id: string;
      key: string;
      place: number;
      name: string;
      lead: string;
      source_of_funding: string | null;
      budget_pence: bigint;
      body: string | null;
      body_name: string | null;
      vat: string | null;
      prevention: string | null;
      profile: Generated<string>;
      judged_pence: bigint | null;
      judged_why: string | null;
      about: string | null;
      specification: string | null;
      basis: string;
      dataset: string | null;
      audience: string;
    };
    "pounds.entry": {
      fund_id: string;
      sequence: number;
      act_id: string;
      kind: string;
      on_date: string | null;
      target: string | null;
      ends: ColumnType<string | null, never, never>;
      act: ColumnType<Readonly<Record<string, unknown>>, string, never>;
      fingerprint: string;
      recorded_at: string;
      recorded_by: string;
      illustrative: boolean;
      dataset: string | null;
      audience: string;
    };
    "pounds.account": {
      id: string;
      kind: string;
      fund: string;
      year: string | null;
      partner: string | null;
      scheme: string | null;
      source: string | null;
      body: string | null;
      vat: string | null;
      audience: string;
    };
    "pounds.movement": {
      fund_id: string;
      sequence: number;
      place: number;
      account: string;
      layer: string;
      on_date: string;
      amount_pence: bigint;
      audience: string;
    };
    "pounds.prepared": {
      id: string;
      fund_id: string;
      act: ColumnType<Readonly<Record<string, unknown>>, string, never>;
      words: string;
      prepared_by: string;
      capacity: string;
      prepared_at: string;
      reverses_on: string | null;
      audience: string;
    };
    "pounds.proposal": {
      id: string;
      fund_id: string;
      kind: string;
      on_date: string;
      body: ColumnType<unknown, string, never>;
      words: string;
      party: string;
      capacity: string;
      proposed_at: string;
      needs: string;
      state: string;
      decided_on: string | null;
      resolution: string | null;
      prepared_by: string | null;
      audience: string;
    };
    "pounds.consent": {
      proposal_id: string;
      party: string;
      agrees: boolean;
      reason: string | null;
      on_date: string;
      capacity: string;
      audience: string;
    };
    "pounds.plan": {
      fund_id: string;
      party: string;
      result_pence: bigint;
      source: string;
      seen: string;
      capacity: string;
      audience: string;
    };
    "pounds.balance": {
      fund_id: string;
      party: string;
      on_date: string;
      owes_pence: bigint;
      note: string | null;
      capacity: string;
      stated_on: string;
      audience: string;
    };
  };
