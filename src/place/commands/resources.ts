import { anyOfKind, type Db, type PolicyResource } from "../../kernel/index.ts";
import type { Board } from "../board.ts";
import type { Organisation } from "../organisation.ts";
import { areaRef, boardRef, organisationRef } from "../refs.ts";
import { slugFromText } from "../slug.ts";
import { findArea } from "../store-areas.ts";
import { findBoard } from "../store-boards.ts";
import { findLatestOrganisation } from "../store-organisations.ts";

type Input = Readonly<Record<string, unknown>>;

/** The register of areas as a whole: nobody keeps it but the administrators. */
export const areaRegister: PolicyResource = register("area");
/** The register of organisations as a whole. */
export const organisationRegister: PolicyResource = register("organisation");

function register(kind: "area" | "organisation"): PolicyResource {
  return { ref: anyOfKind("place", kind), keepers: [], keptHere: false, illustrative: false };
}

/** What the policies are told of the area at `slug`. */
export async function areaResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const area = await findArea(db, slugIn(input, "areas"));
  return (
    area && { ref: areaRef(area), keepers: [], keptHere: false, illustrative: area.basis === "illustrative" }
  );
}

/** What the policies are told of the organisation at `slug`. */
export async function organisationResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const organisation = await findLatestOrganisation(db, slugIn(input, "organisations"));
  return organisation && resourceOfOrganisation(organisation);
}

/** What the policies are told of an organisation. */
export function resourceOfOrganisation(organisation: Organisation): PolicyResource {
  return {
    ref: organisationRef(organisation),
    keepers: [organisation.id],
    keptHere: organisation.keptHere,
    illustrative: organisation.basis === "illustrative",
  };
}

/** What the policies are told of the board at `slug`, where the reader of `db` may see it. */
export async function boardResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const board = await findBoard(db, slugIn(input, "boards"));
  return board && resourceOfBoard(board);
}

/** What the policies are told of a board: those who keep its organisation keep it. */
export function resourceOfBoard(board: Board): PolicyResource {
  return {
    ref: boardRef(board),
    keepers: board.organisation ? [board.organisation.id] : [],
    keptHere: board.completeness === "kept-here",
    illustrative: board.basis === "illustrative",
  };
}

function slugIn(input: Input, folder: "areas" | "organisations" | "boards"): string {
  const { slug } = input;
  return (typeof slug === "string" && slugFromText(slug, folder)) || "";
}
