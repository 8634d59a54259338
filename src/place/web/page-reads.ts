import { listAreasById } from "../store-areas.ts";
import { listBoardsAround } from "../store-boards.ts";
import { findOrganisation, listOrganisations, listOrganisationsById } from "../store-organisations.ts";
import { oncePerPage } from "./once.ts";
import type { AreaId } from "../area.ts";

/** The area that a panel is about, by id. */
export const areaOfPanel = oncePerPage(async ({ db }, id) => (await listAreasById(db, [id]))[0]);

/** The organisation that a panel is about, by id, under its latest name. */
export const organisationOfPanel = oncePerPage(
  async ({ db }, id) => (await listOrganisationsById(db, [id]))[0],
);

/** The same under the name that it had on the day asked about. */
export const organisationOnDay = oncePerPage(async (asking, id) => {
  const latest = await organisationOfPanel(asking, id);
  return latest && (await findOrganisation(asking.db, latest.slug, asking.at));
});

/** Organisations of an area on the day asked about, the made-up ones too. */
export const organisationsOfArea = oncePerPage(
  async ({ db, at }, area) => await listOrganisations(db, { at, area: area as AreaId, illustrative: true }),
);

/** Boards of an area and of its organisations on the day asked about. */
export const boardsAroundArea = oncePerPage(
  async ({ db, at }, area) => await listBoardsAround(db, { area, at }),
);
