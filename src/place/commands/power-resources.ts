import type { Db, PolicyResource } from "../../kernel/index.ts";
import type { Organisation } from "../organisation.ts";
import { delegationRef, type Delegation } from "../power-delegation.ts";
import { slugFromText } from "../slug.ts";
import { findDelegation } from "../store-powers.ts";
import { listSuccessorsOn } from "../store-ending.ts";
import { listOrganisationsById } from "../store-organisations.ts";

/** What the policies are told of a line: those who keep the body that made it keep it. */
export function resourceOfDelegation(line: Delegation, maker: Organisation | undefined): PolicyResource {
  return {
    ref: delegationRef(line),
    keepers: line.from.organisationId === undefined ? [] : [line.from.organisationId],
    keptHere: maker?.keptHere ?? false,
    illustrative: line.basis === "illustrative",
  };
}

/** What the policies are told of the line at `delegation`. */
export async function delegationResource(
  db: Db,
  input: Readonly<Record<string, unknown>>,
): Promise<PolicyResource | undefined> {
  const line = await findDelegation(db, textIn(input, "delegation"));
  if (!line) return undefined;
  const [maker] = await listOrganisationsById(db, [line.from.organisationId ?? ""]);
  return resourceOfDelegation(line, maker);
}

/**
 * What the policies are told of a line that somebody wants to take over: those who keep the successor named may, or before
 * one is named those who keep any successor of the body that made it.
 */
export async function successorResource(
  db: Db,
  input: Readonly<Record<string, unknown>>,
): Promise<PolicyResource | undefined> {
  const line = await findDelegation(db, textIn(input, "delegation"));
  if (!line) return undefined;
  const maker = line.from.organisationId ?? "";
  const ids =
    line.endsOn === undefined ? [] : (await listSuccessorsOn(db, maker, line.endsOn)).map((one) => one.id);
  const slug = slugFromText(textIn(input, "successor"), "organisations");
  const possible = await listOrganisationsById(db, ids.length === 0 ? [maker] : ids);
  const named = possible.filter((one) => slug === undefined || one.slug === slug);
  return {
    ref: delegationRef(line),
    keepers: named.map((one) => one.id),
    keptHere: (named.length > 0 ? named : possible).some((one) => one.keptHere),
    illustrative: line.basis === "illustrative",
  };
}

function textIn(input: Readonly<Record<string, unknown>>, name: string): string {
  const value = input[name];
  return typeof value === "string" ? value.trim() : "";
}
