import type { SubjectDescription, SubjectKind } from "../kernel/index.ts";
import { areaKindLabel, type Area } from "./area.ts";
import { boardKindLabel, type Board } from "./board.ts";
import { organisationKindLabel, type Organisation } from "./organisation.ts";
import { listAreaIds, listAreasById } from "./store-areas.ts";
import { listBoardIds, listBoardsById } from "./store-boards.ts";
import { listOrganisationIds, listOrganisationsById } from "./store-organisations.ts";
import { describePost } from "./post-ref.ts";
import { listPostIds, listPostsById } from "./store-posts.ts";
import { listWords } from "./store-words.ts";

/** The public things of this module, as search, links and feeds show them. */
export const placeSubjects: readonly SubjectKind[] = [
  {
    kind: "area",
    label: "Area",
    plural: "Areas",
    describe: async (db, ids) => {
      const words = await listWords(db, "area", ids);
      return (await listAreasById(db, ids)).map((area) => describeArea(area, words.get(area.id)));
    },
    listIds: listAreaIds,
  },
  {
    kind: "organisation",
    label: "Organisation",
    plural: "Organisations",
    describe: async (db, ids) => {
      const words = await listWords(db, "organisation", ids);
      return (await listOrganisationsById(db, ids)).map((one) =>
        describeOrganisation(one, words.get(one.id)),
      );
    },
    listIds: listOrganisationIds,
  },
  {
    kind: "board",
    label: "Board",
    plural: "Boards",
    describe: async (db, ids) => (await listBoardsById(db, ids)).map(describeBoard),
    listIds: listBoardIds,
  },
  {
    kind: "post",
    label: "Post",
    plural: "Posts",
    describe: async (db, ids) => (await listPostsById(db, ids)).map(describePost),
    listIds: listPostIds,
  },
];

function describeArea(area: Area, words: string | undefined): SubjectDescription {
  return {
    ref: { module: "place", kind: "area", id: area.id },
    title: area.name,
    kindLabel: areaKindLabel(area.kind),
    summary: area.endsOn ? "No longer in being." : "",
    href: `/areas/${area.slug}`,
    audience: area.audience,
    illustrative: area.basis === "illustrative",
    ...(words && { words }),
  };
}

function describeOrganisation(one: Organisation, words: string | undefined): SubjectDescription {
  return {
    ref: { module: "place", kind: "organisation", id: one.id },
    title: one.name,
    kindLabel: organisationKindLabel(one.kind, one.foundation),
    summary: [one.area ? `For ${one.area.name}.` : "", one.endsOn ? "No longer in being." : ""]
      .filter(Boolean)
      .join(" "),
    href: `/organisations/${one.slug}`,
    audience: one.audience,
    illustrative: one.basis === "illustrative",
    words: [one.officialName, words].filter(Boolean).join(" "),
  };
}

function describeBoard(board: Board): SubjectDescription {
  return {
    ref: { module: "place", kind: "board", id: board.id },
    title: board.name,
    kindLabel: boardKindLabel(board.kind),
    summary: board.area ? `For ${board.area.name}.` : "",
    href: `/boards/${board.slug}`,
    audience: board.audience,
    illustrative: board.basis === "illustrative",
  };
}
