import type { Generated } from "kysely";

/** Rows of the tables that import runs use. */
export type ImportTables = {
  "platform.blob": { sha256: string; media_type: string; size: bigint; bytes: Uint8Array };
  "platform.import_run": {
    id: string;
    kind: string;
    file_name: string;
    file_sha256: string;
    sheet: string | null;
    member: string | null;
    dry_run: boolean;
    source: string;
    seen: string;
    started_by: unknown;
    started_at: string;
    status: "waiting" | "running" | "done" | "failed";
    attempts: Generated<number>;
    progressed_at: string;
    ended_at: string | null;
    rows_total: number | null;
    rows_accepted: Generated<number>;
    rows_refused: Generated<number>;
    next_line: Generated<number>;
    notes: Generated<unknown>;
    failure: string | null;
  };
  "platform.refused_row": {
    run_id: string;
    line: number;
    place: number;
    field: string;
    code: string;
    reason: string;
    given: string;
  };
};
