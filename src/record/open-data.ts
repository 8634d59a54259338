import type { Asking, OpenDataTable, Row } from "../kernel/index.ts";
import type { Entry } from "./entry.ts";
import { listEntries, listLinks } from "./store-entries.ts";
import type { ChainLink } from "./store-entries.ts";

const perBatch = 1000;
const licence = "Open Government Licence v3.0";

/** Every entry that is public, with the text that is hashed. */
const entriesTable: OpenDataTable = {
  name: "record",
  title: "The record",
  about:
    "Every recorded act that is public, with the text that is hashed. Its places are in the table record-chain.",
  licence,
  columns: [
    {
      key: "position",
      label: "Position",
      kind: "number",
      decimals: 0,
      about:
        "Place in the chain, from 1. Empty for the last two seconds; a number left out belongs to an entry that is not public.",
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
  ],
  rows: entryRows,
};

/** Every link, also of entries that are not public: enough to compute the chain again without this site. */
const chainTable: OpenDataTable = {
  name: "record-chain",
  title: "The chain of the record",
  about: "The hashes of every place in the chain, in order, those of entries that are not public included.",
  licence,
  columns: [
    { key: "position", label: "Position", kind: "number", decimals: 0, about: "From 1, without gaps." },
    {
      key: "previous",
      label: "Previous hash",
      kind: "text",
      about: "Hash of the position before; 64 zeros for the first.",
    },
    {
      key: "entry",
      label: "Entry hash",
      kind: "text",
      about: "Hash of the entry at this position, as in the table record.",
    },
    {
      key: "sha256",
      label: "Hash",
      kind: "text",
      about:
        "SHA-256 of four lines, each with a line break: the words concordat record chain 1, the position, the previous " +
        "hash, the entry hash.",
    },
  ],
  rows: linkRows,
};

/** What of the record can be downloaded whole. */
export const recordOpenData: readonly OpenDataTable[] = [entriesTable, chainTable];

/** Newest first: those not yet chained, which come on the first page only, and then by falling position. */
async function entryRows({ db }: Asking): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let batch = await listEntries(db, { limit: perBatch });
  while (batch.length > 0) {
    rows.push(...batch.map(rowFromEntry));
    const before = batch.at(-1)?.chain?.position ?? Number.MAX_SAFE_INTEGER;
    batch = await listEntries(db, { before, limit: perBatch });
  }
  return rows;
}

function rowFromEntry(entry: Entry): Row {
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
  };
}

async function linkRows({ db }: Asking): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let batch = await listLinks(db, { after: 0, limit: perBatch });
  while (batch.length > 0) {
    rows.push(...batch.map(rowFromLink));
    batch = await listLinks(db, { after: batch.at(-1)?.position ?? 0, limit: perBatch });
  }
  return rows;
}

function rowFromLink(link: ChainLink): Row {
  return {
    position: link.position,
    previous: link.previousSha256,
    entry: link.entrySha256,
    sha256: link.sha256,
  };
}
