import type { ColumnType, GeneratedAlways } from "kysely";

type EntryTable = {
  id: string;
  written_at: string;
  kind: string;
  summary: string;
  /** Canonical JSON. */
  capacity: string;
  subjects: string[];
  /** Canonical JSON. */
  body: string;
  sealed_category: string | null;
  sealed_ground: string | null;
  sealed_review_on: string | null;
  commitment: string | null;
  corrects: string | null;
  opens: GeneratedAlways<string | null>;
  audience: string;
  canonical: string;
  sha256: string;
};

type EntrySubjectTable = { entry_id: string; subject: string; audience: string };

type ChainTable = {
  position: ColumnType<bigint, bigint | number, never>;
  previous_sha256: string;
  entry_id: string;
  entry_sha256: string;
  sha256: string;
};

type WaitingTable = { entry_id: string; written_at: string; audience: string };

type SealedTable = { entry_id: string; salt: string; content: string };

/** The tables of the record, for `db.withTables<RecordTables>()`. */
export type RecordTables = {
  "record.entry": EntryTable;
  "record.entry_subject": EntrySubjectTable;
  "record.chain": ChainTable;
  "record.waiting": WaitingTable;
  "record.sealed": SealedTable;
};
