import type { Db } from "../kernel/index.ts";
import { listOrganisationsById, organisationIdOf } from "../place/index.ts";
import { sectorOf, type Sector } from "./account.ts";
import type { Given } from "./store-shipped.ts";

/** On which side the organisation of each row stands, by what it is. */
export async function sectorsOf(tx: Db, rows: readonly Given[]): Promise<(row: Given) => Sector> {
  const idOf = (row: Given): string => organisationIdOf(row["organisation"]!);
  const held = await listOrganisationsById(tx, rows.map(idOf));
  const kinds = new Map(held.map(({ id, kind }) => [String(id), kind]));
  return (row) => sectorOf(kinds.get(idOf(row)) ?? "");
}
