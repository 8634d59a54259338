import type { Generated } from "kysely";

/** Rows of the shell's own tables. */
export type PlatformTables = {
  "kernel.answered": {
    idempotency_key: string;
    actor: string;
    command: string;
    input_sha256: string;
    answer: string;
    answered_at: string;
  };
  "kernel.link": { from_subject: string; kind: string; to_subject: string; linked_on: string | null };
  "kernel.untold": { subject: string; act: string; since: Generated<string> };
  "kernel.setting": { key: string; value: string };
  "platform.document": {
    subject: string;
    title: string;
    kind_label: string;
    summary: string;
    href: string;
    words: string;
    illustrative: boolean;
    audience: string;
    plain_title: Generated<string>;
  };
  "platform.blob": { sha256: string; media_type: string; size: bigint; bytes: Uint8Array };
  "platform.file": {
    sha256: string;
    subject: string;
    name: string;
    purpose: string;
    audience: string;
    kept_at: string;
  };
  "platform.dataset": {
    key: string;
    sha256: string;
    loaded_at: string;
    rows: number;
    added: number;
    changed: number;
    removed: number;
  };
};
