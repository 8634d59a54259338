export type { Area, AreaId, AreaKind } from "./area.ts";
export { isCouncil, type Organisation, type OrganisationId } from "./organisation.ts";
export { findArea, getArea, listAreas, listAreasById, listParts, listPartsOfEach } from "./store-areas.ts";
export { boardIdOf, organisationIdOf } from "./store-datasets.ts";
export { keepersOfArea, listOrganisationChoices, resolveCodes, type CodeMeaning } from "./store-front.ts";
export {
  findOrganisation,
  listOrganisations,
  listOrganisationsById,
  listSuccessions,
} from "./store-organisations.ts";
export { areaRef, boardRef, organisationRef } from "./refs.ts";
export type { Poll } from "./poll.ts";
export { pollsOf, type PollsHeld } from "./store-polls.ts";
export {
  attendances,
  boardKindKeys,
  boardKindLabel,
  isMembersSeat,
  voiceLabel,
  type Board,
  type BoardId,
  type BoardKind,
  type Seat,
  type Tristate,
} from "./board.ts";
export type { BoardRule } from "./board-rule.ts";
export {
  evaluateQuorum,
  parseQuorum,
  quorumInWords,
  type QuorumCount,
  type QuorumVerdict,
} from "./board-quorum.ts";
export { resourceOfBoard, resourceOfOrganisation } from "./commands/resources.ts";
export { isInBeing } from "./in-being.ts";
export type { LawfulDecider, MayDecide } from "./lawful-decider.ts";
export type { Member } from "./member.ts";
export { membershipDays } from "./membership.ts";
export { formatPounds, parsePounds, plainPounds, type LimitPence } from "./power-limit.ts";
export { pounds } from "./power-schema.ts";
export { listDeciders } from "./store-deciders.ts";
export { findBoard, listBoards, listBoardsById, listSeats } from "./store-boards.ts";
export { listRules } from "./store-boards-rules.ts";
export { staleVersion } from "./store-changes.ts";
export { findLatestOrganisation } from "./store-organisations.ts";
export { listMembers } from "./store-seats.ts";
export { linkedSection } from "./web/linked.ts";
export { asSentence } from "./words.ts";
