import type { Db } from "../kernel/index.ts";
import { listOrganisationsById } from "../place/index.ts";
import type { Asked } from "./question.ts";

/** The bodies that rows name, under their latest names, in the order of these; whom this viewer may not see is not among them. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Asked>> {
  if (ids.length === 0) return new Map();
  const held = await listOrganisationsById(db, [...new Set(ids)]);
  return new Map(
    held
      .toSorted((one, other) => one.name.localeCompare(other.name, "en-GB", { numeric: true }))
      .map(({ id, slug, name }) => [id, { id, slug, name }]),
  );
}
