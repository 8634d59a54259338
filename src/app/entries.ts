import { parseSubject, type Db } from "../kernel/index.ts";
import { entryHref, listEntries } from "../record/index.ts";
import type { ShellPorts } from "../web/server.ts";

/** Entries about any of these subjects, newest first, as feeds show them. */
export async function entriesAbout(
  db: Db,
  subjects: readonly string[],
  limit: number,
): ReturnType<ShellPorts["entriesAbout"]> {
  if (subjects.length === 0) return [];
  const entries = await listEntries(db, { about: subjects.map(parseSubject), limit });
  return entries.map((entry) => ({
    at: entry.writtenAt,
    title: entry.summary,
    summary: `Recorded by: ${entry.capacity.title}.`,
    href: entryHref(entry.id),
  }));
}
