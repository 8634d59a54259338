import type { Entry } from "./entry.ts";

/** An entry for machines; the shape is `entryJsonSchema`. */
export function entryJson(entry: Entry): Readonly<Record<string, unknown>> {
  const { chain } = entry;
  return {
    id: entry.id,
    writtenAt: entry.writtenAt,
    kind: entry.kind,
    summary: entry.summary,
    capacity: entry.capacity,
    subjects: entry.subjects,
    body: entry.body,
    ...(entry.sealed === undefined ? {} : { sealed: entry.sealed }),
    ...(entry.corrects === undefined ? {} : { corrects: entry.corrects }),
    ...(entry.opens === undefined ? {} : { opens: entry.opens }),
    audience: entry.audience,
    canonical: entry.canonical,
    sha256: entry.sha256,
    ...(chain === undefined ? {} : { chain }),
  };
}
