import { civilDate } from "@concordat/calendar";
import type { Db, EntryDraft, Instant, Recorder, SubjectRef } from "../../../src/kernel/index.ts";
import { organisationIdOf } from "../../../src/place/index.ts";

/** The reference of a shipped organisation. */
export function shippedOrganisation(slug: string): SubjectRef {
  return { module: "place", kind: "organisation", id: organisationIdOf(slug) };
}

/** An entry of the record in a body's name; returns its id. */
export async function writeEntry(
  ports: { readonly db: Db; readonly recorder: Recorder; readonly at: Instant },
  entry: { readonly body: string } & Partial<EntryDraft>,
): Promise<string> {
  const organisation = shippedOrganisation(entry.body);
  const { body: _body, ...draft } = entry;
  const written = await ports.db.transaction().execute(
    async (tx) =>
      await ports.recorder.write(tx, {
        at: ports.at,
        capacity: { kind: "office", title: "Secretary", organisation },
        draft: {
          kind: "test.written",
          summary: "Something was written down.",
          subjects: [organisation],
          body: {},
          ...draft,
        },
      }),
  );
  return written.id;
}

/** What makes an entry a sealed one. */
export const sealing = {
  category: "board being set up",
  ground: "its members have not been asked yet",
  reviewOn: civilDate("2026-12-20"),
  content: { name: "Riverside" },
} as const;
