import type { Asking } from "../kernel/page.ts";
import type { OpenDataTable } from "../kernel/manifest.ts";
import type { Row } from "../kernel/table.ts";
import type { Entry } from "./entry.ts";
import { listEntries } from "./store-entries.ts";

const perBatch = 1000;

/** Every entry with its proofs: enough to compute the whole chain again without this site. */
export const recordOpenData: OpenDataTable = {
  name: "record",
  title: "The record",
  about:
    "Every recorded act that is public, with the text that is hashed and its place in the chain. Positions that are " +
    "missing belong to entries that are not public.",
  licence: "Open Government Licence v3.0",
  columns: [
    {
      key: "position",
      label: "Position",
      kind: "number",
      about: "Place in the chain, from 1. Empty for the last two seconds.",
    },
    { key: "id", label: "Id", kind: "text", about: "Id of the entry, as in its address." },
    { key: "writtenAt", label: "Written at", kind: "text", about: "Moment in UTC, ISO 8601." },
    { key: "kind", label: "Kind", kind: "text", about: "Kind of act." },
    { key: "summary", label: "Summary", kind: "text", about: "What was done, in one sentence." },
    { key: "capacity", label: "Capacity", kind: "text", about: "Office or seat in which it was done." },
    {
      key: "subjects",
      label: "Subjects",
      kind: "text",
      about: "What it is about, as references parted by spaces.",
    },
    {
      key: "canonical",
      label: "Canonical text",
      kind: "text",
      about: "The whole entry as canonical JSON (RFC 8785).",
    },
    { key: "sha256", label: "Entry hash", kind: "text", about: "SHA-256 of the canonical text in UTF-8." },
    {
      key: "previous",
      label: "Previous hash",
      kind: "text",
      about: "Hash of the position before; 64 zeros before the first.",
    },
    {
      key: "link",
      label: "Link hash",
      kind: "text",
      about:
        "SHA-256 of four lines, each with a line break: the words concordat record chain 1, the position, the previous " +
        "hash, the entry hash.",
    },
  ],
  rows: allRows,
};

async function allRows({ db }: Asking): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let batch = await listEntries(db, { limit: perBatch });
  while (batch.length > 0) {
    rows.push(...batch.map(rowOf));
    // Entries not yet chained come on the first page only, before all others.
    const before = batch.at(-1)?.chain?.position;
    if (before === undefined && batch.length < perBatch) break;
    batch = await listEntries(db, { before: before ?? Number.MAX_SAFE_INTEGER, limit: perBatch });
  }
  return rows;
}

function rowOf(entry: Entry): Row {
  return {
    position: entry.chain?.position,
    id: entry.id,
    writtenAt: entry.writtenAt,
    kind: entry.kind,
    summary: entry.summary,
    capacity: entry.capacity.title,
    subjects: entry.subjects.join(" "),
    canonical: entry.canonical,
    sha256: entry.sha256,
    previous: entry.chain?.previousSha256,
    link: entry.chain?.sha256,
  };
}
