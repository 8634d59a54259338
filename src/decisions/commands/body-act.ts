import type { CivilDate } from "@concordat/calendar";
import { NotFound, type Choice, type Command, type Db } from "../../kernel/index.ts";
import {
  findLatestOrganisation,
  listBoards,
  resourceOfOrganisation,
  type Organisation,
} from "../../place/index.ts";
import { formOn, resourceAt, type FormOn } from "./act.ts";

/** What the policies are told of the body at `slug`. */
export const bodyResource: Command["resource"] = resourceAt(findLatestOrganisation, resourceOfOrganisation);

/** The form of an act for a body, with the way back to it. */
export const onBody: FormOn<Organisation> = formOn(findLatestOrganisation, ({ name, slug }) => [
  { text: name, href: `/organisations/${slug}` },
]);

/** The body at an address; refuses when there is none. */
export async function getBody(db: Db, slug: string): Promise<Organisation> {
  const body = await findLatestOrganisation(db, slug);
  if (body) return body;
  throw new NotFound("decisions.no-such-body", { message: `There is no body “${slug}” here.` });
}

/** The boards of a body in being on a day, as choices of a form. */
export async function boardChoices(
  db: Db,
  { id }: Pick<Organisation, "id">,
  at: CivilDate,
): Promise<readonly Choice[]> {
  const boards = await listBoards(db, { organisationId: id, at, illustrative: true });
  return boards.map(({ slug, name }) => ({ value: slug, text: name }));
}
