import {
  NotFound,
  anyOfKind,
  organisationAudience,
  type Acting,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
  type PolicyResource,
} from "../../kernel/index.ts";
import { boardRef, findBoard, resourceOfBoard, type Board, type BoardId } from "../../place/index.ts";
import { petitionHref, petitionRef, petitionTitle, type Petition } from "../petition.ts";
import { findPetition } from "../store-petitions.ts";
import { lockThing } from "../store-lock.ts";
import { doneOn, formOn, textIn, type Input, type Said } from "./act.ts";

/** The board that a petition is put to, for the policies; undefined where nobody keeps it here. */
export async function petitionBoardResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const board = await findBoard(db, textIn(input, "board"));
  const resource = board && resourceOfBoard(board);
  return resource?.keptHere ? resource : undefined;
}

/** What the policies are told of a petition: those who keep the board's organisation keep it. */
export function resourceOfPetition(petition: Petition): PolicyResource {
  return {
    ref: petitionRef(petition),
    keepers: petition.board.organisationId ? [petition.board.organisationId] : [],
    keptHere: true,
    illustrative: petition.basis === "illustrative",
  };
}

export async function petitionResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const petition = await findPetition(db, textIn(input, "petition"));
  return petition && resourceOfPetition(petition);
}

/** The petition that an act changes, held still until the act is over. */
export async function petitionToChange({ tx }: Acting, slug: string): Promise<Petition> {
  await lockThing(tx, "petition", slug);
  const petition = await findPetition(tx, slug);
  if (petition) return petition;
  throw new NotFound("scrutiny.no-such-petition", { message: `There is no petition “${slug}” here.` });
}

/** The audience of words that nobody at the board has read yet. */
export function boardAudience(board: Board): string {
  return board.organisation ? organisationAudience(board.organisation.id) : board.audience;
}

/** A form about one petition. */
export async function petitionForm(
  { db, params }: FormAsking,
  make: (petition: Petition) => Omit<FormModel, "illustrative" | "trail">,
): Promise<FormModel | undefined> {
  const petition = await findPetition(db, params["petition"] ?? "");
  return (
    petition &&
    formOn(
      petition,
      [
        { text: "Petitions", href: "/petitions" },
        { text: petitionTitle(petition), href: petitionHref(petition.slug) },
      ],
      make(petition),
    )
  );
}

/** What an act on a petition came to. */
export function petitionDone(
  petition: Pick<Petition, "id" | "slug" | "audience"> & { readonly board: { readonly id: string } },
  said: Said,
): Done {
  return doneOn(
    {
      subject: petitionRef(petition),
      href: petitionHref(petition.slug),
      audience: petition.audience,
      named: { petition: petition.slug },
      about: [boardRef({ id: petition.board.id as BoardId })],
      changed: [anyOfKind("scrutiny", "petition")],
    },
    said,
  );
}
