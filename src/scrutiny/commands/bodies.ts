import type { CivilDate } from "@concordat/calendar";
import { Invalid, type Db, type PolicyResource, type Provenance } from "../../kernel/index.ts";
import {
  findLatestOrganisation,
  listOrganisationChoices,
  listOrganisationsById,
  resourceOfOrganisation,
  type Organisation,
} from "../../place/index.ts";
import { isOfOneWorld } from "../committee.ts";
import { textIn, type Input } from "./act.ts";

/** Bodies in being, in the order in which a form offers them. */
async function listBodies(db: Db, today: CivilDate): Promise<readonly Organisation[]> {
  const choices = await listOrganisationChoices(db, today);
  const held = await listOrganisationsById(
    db,
    choices.map(({ id }) => id),
  );
  const byId = new Map(held.map((one) => [String(one.id), one]));
  return choices.flatMap(({ id }) => byId.get(id) ?? []);
}

/** Bodies in being whose business is kept here, real and made up. */
export async function listBodiesKeptHere(db: Db, today: CivilDate): Promise<readonly Organisation[]> {
  return (await listBodies(db, today)).filter(({ keptHere }) => keptHere);
}

/** The body at an address, where its business is kept here. */
export async function findBodyKeptHere(db: Db, slug: string): Promise<Organisation | undefined> {
  const body = await findLatestOrganisation(db, slug);
  return body?.keptHere ? body : undefined;
}

/** The body that an input names, for the policies; undefined where it is not kept here. */
export async function keptBodyResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const body = await findBodyKeptHere(db, textIn(input, "body"));
  return body && resourceOfOrganisation(body);
}

/** Bodies as choices of a form, each by its address. */
export function bodyChoices(
  bodies: readonly Pick<Organisation, "slug" | "name">[],
): readonly { readonly value: string; readonly text: string }[] {
  return bodies.map(({ slug, name }) => ({ value: slug, text: name }));
}

/** Bodies that a committee may ask: real ones of a real committee, made-up ones of a made-up one. */
export async function bodyOptions(
  db: Db,
  committee: Pick<Provenance, "basis">,
  today: CivilDate,
): Promise<readonly { readonly value: string; readonly text: string }[]> {
  return bodyChoices((await listBodies(db, today)).filter((body) => isOfOneWorld(committee, body)));
}

/** The body that an input names, fit to be asked by this committee. */
export async function getBody(
  db: Db,
  slug: string,
  committee: Pick<Provenance, "basis">,
): Promise<Organisation> {
  const body = await findLatestOrganisation(db, slug.replace(/^.*\/organisations\//u, ""));
  const message = body
    ? `${body.name} is ${body.basis === "illustrative" ? "made up" : "a real body"}. Made-up committees ask made-up bodies only, and real ones real bodies.`
    : `There is no body “${slug}” here. Choose one from the list.`;
  if (!body || !isOfOneWorld(committee, body))
    throw new Invalid([{ code: "scrutiny.body", field: "body", message }]);
  return body;
}
