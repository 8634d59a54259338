export type { Area, AreaId, AreaKind } from "./area.ts";
export type { Organisation, OrganisationId } from "./organisation.ts";
export { findArea, getArea, listAreas, listAreasById } from "./store-areas.ts";
export { boardIdOf, organisationIdOf } from "./store-datasets.ts";
export { keepersOfArea, listOrganisationChoices, resolveCodes, type CodeMeaning } from "./store-front.ts";
export { findOrganisation, listOrganisationsById } from "./store-organisations.ts";
export { areaRef, boardRef, organisationRef } from "./refs.ts";
