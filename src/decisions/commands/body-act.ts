import type { CivilDate } from "@concordat/calendar";
import {
  NotFound,
  type Command,
  type Db,
  type FormAsking,
  type FormModel,
  type PolicyResource,
} from "../../kernel/index.ts";
import {
  findLatestOrganisation,
  listBoards,
  resourceOfOrganisation,
  type Organisation,
} from "../../place/index.ts";
import { slugIn } from "./proposal-act.ts";

/** What the policies are told of the body at `slug`. */
export async function bodyResource(
  db: Db,
  input: Readonly<Record<string, unknown>>,
): Promise<PolicyResource | undefined> {
  const body = await findLatestOrganisation(db, slugIn(input));
  return body && resourceOfOrganisation(body);
}

/** The body at an address; refuses when there is none. */
export async function getBody(db: Db, slug: string): Promise<Organisation> {
  const body = await findLatestOrganisation(db, slug);
  if (body) return body;
  throw new NotFound("decisions.no-such-body", { message: `There is no body “${slug}” here.` });
}

type FormOf = Omit<FormModel, "illustrative" | "trail">;

/** The form of an act for a body, with the way back to it. */
export function onBody(
  form: (body: Organisation, asking: FormAsking) => FormOf | Promise<FormOf>,
): NonNullable<Command["form"]> {
  return async (asking) => {
    const body = await findLatestOrganisation(asking.db, asking.params["slug"] ?? "");
    return (
      body && {
        ...(await form(body, asking)),
        illustrative: body.basis === "illustrative",
        trail: [{ text: body.name, href: `/organisations/${body.slug}` }],
      }
    );
  };
}

/** The boards of a body in being on a day, as choices of a form. */
export async function boardChoices(
  db: Db,
  { id }: Pick<Organisation, "id">,
  at: CivilDate,
): Promise<readonly { readonly value: string; readonly text: string }[]> {
  const boards = await listBoards(db, { organisationId: id, at, illustrative: true });
  return boards.map(({ slug, name }) => ({ value: slug, text: name }));
}
