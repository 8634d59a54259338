import type { SubjectRef } from "../kernel/index.ts";
import type { Area } from "./area.ts";
import type { Board } from "./board.ts";
import type { Organisation } from "./organisation.ts";

export function areaRef(area: Pick<Area, "id">): SubjectRef {
  return { module: "place", kind: "area", id: area.id };
}

export function organisationRef(organisation: Pick<Organisation, "id">): SubjectRef {
  return { module: "place", kind: "organisation", id: organisation.id };
}

export function boardRef(board: Pick<Board, "id">): SubjectRef {
  return { module: "place", kind: "board", id: board.id };
}
