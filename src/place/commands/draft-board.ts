import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  anyOfKind,
  assert,
  defineCommand,
  millisOf,
  organisationAudience,
  type Acting,
  type Command,
  type Done,
  type FormAsking,
  type FormModel,
  type Json,
  type Problem,
} from "../../kernel/index.ts";
import type { Area } from "../area.ts";
import { boardKindLabel } from "../board.ts";
import type { Organisation } from "../organisation.ts";
import { boardRef, organisationRef } from "../refs.ts";
import { draftBoardSchema, type DraftBoard } from "../schema.ts";
import { newSlug } from "../slug.ts";
import { findArea } from "../store-areas.ts";
import { addBoardDraft } from "../store-change-boards.ts";
import { findLatestOrganisation, getLatestOrganisation } from "../store-organisations.ts";
import { trailOf } from "./edit-organisation.ts";
import { enteredNow } from "./entered.ts";
import { boardKindChoices } from "./form-fields.ts";
import { areaUnknown } from "./register-problems.ts";
import { organisationResource } from "./resources.ts";

/** The name of the command; its own module reacts to it. */
export const draftBoardName = "place.draft-board";

/** Sets up a board that only its own organisation sees; the record seals what it is. */
export const draftBoardCommand: Command = defineCommand<DraftBoard>({
  name: draftBoardName,
  title: "Set up a board",
  about:
    "Sets up a board that only its own organisation sees until it is published. The record says that a board is being set up and seals which.",
  schema: draftBoardSchema,
  path: "/organisations/:slug/boards/add",
  resource: organisationResource,
  form: draftForm,
  run: runDraft,
});

async function draftForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const organisation = await findLatestOrganisation(db, params["slug"] ?? "");
  return (
    organisation && {
      title: `Set up a board of ${organisation.name}`,
      intro:
        "Until it is published only people of this organisation see it. The record tells everybody that a board is being set up. It says why it is not public, and when somebody looks again. What it is stays sealed and can be proved later.",
      submit: "Set it up",
      illustrative: organisation.basis === "illustrative",
      trail: trailOf(organisation),
      fields: [
        { name: "name", widget: { kind: "text" } },
        { name: "kind", widget: { kind: "select", options: boardKindChoices } },
        { name: "purpose", widget: { kind: "textarea", rows: 3 } },
        { name: "area", widget: { kind: "text" } },
        { name: "begins", widget: { kind: "date" } },
        { name: "ground", widget: { kind: "textarea", rows: 3 } },
        { name: "reviewOn", widget: { kind: "date" } },
      ],
      values: { area: organisation.area?.slug ?? "" },
    }
  );
}

async function runDraft(acting: Acting, input: DraftBoard): Promise<Done> {
  const { tx } = acting;
  const organisation = await getLatestOrganisation(tx, input.slug);
  refuseEnded(organisation, acting);
  const area = input.area === undefined ? undefined : await findArea(tx, input.area);
  const slug = newSlug(undefined, input.name);
  const problems = [
    ...areaProblems(input, organisation, area),
    ...dayProblems(acting, input),
    ...(slug === "" ? [namelessProblem(input)] : []),
  ];
  if (problems.length > 0) throw new Invalid(problems);
  const from = enteredNow(acting, { illustrative: organisation.basis === "illustrative" });
  const areaId = area?.id ?? (input.area === undefined ? organisation.area?.id : undefined);
  const board = await addBoardDraft(
    tx,
    {
      slug,
      kind: input.kind,
      name: input.name,
      organisation: organisation.id,
      from,
      ...(areaId && { areaId }),
      ...(input.purpose && { purpose: input.purpose }),
      ...(input.begins && { beginsOn: input.begins }),
    },
    millisOf(acting.clock.now()),
  );
  assert(board !== undefined, "fifty boards do not share a name");
  return {
    message: `${input.name} is being set up. Only people of ${organisation.name} see it until you publish it.`,
    href: `/boards/${board.slug}`,
    subject: boardRef(board),
    entry: {
      kind: "place.board-drafted",
      summary: `${organisation.name} is setting up a board. What it is stays sealed, and somebody looks again on ${formatCivilDate(input.reviewOn)}.`,
      subjects: [organisationRef(organisation), boardRef(board)],
      body: { organisation: organisation.slug },
      sealed: {
        category: "board being set up",
        ground: input.ground,
        reviewOn: input.reviewOn,
        content: sealedContent(input, board.slug),
      },
    },
    changed: [anyOfKind("place", "board")],
    json: { slug: board.slug, audience: organisationAudience(organisation.id) },
  };
}

function sealedContent(input: DraftBoard, slug: string): Json {
  return {
    board: slug,
    name: input.name,
    kind: boardKindLabel(input.kind),
    purpose: input.purpose ?? null,
    area: input.area ?? null,
    begins: input.begins ?? null,
  };
}

function refuseEnded(organisation: Organisation, { today }: Acting): void {
  if (organisation.endsOn === undefined || organisation.endsOn > today) return;
  throw new Conflict("place.organisation-ended", {
    message: `${organisation.name} ended on ${formatCivilDate(organisation.endsOn)}: it sets up no more boards. See on its page what followed it.`,
  });
}

function areaProblems(
  input: DraftBoard,
  organisation: Organisation,
  area: Area | undefined,
): readonly Problem[] {
  if (input.area === undefined) return [];
  if (!area) return [areaUnknown("area", input.area)];
  if ((area.basis === "illustrative") === (organisation.basis === "illustrative")) return [];
  return [
    {
      code: "place.area-made-up",
      field: "area",
      message: `Of ${area.name} and ${organisation.name} one is made up and one is real: the board cannot be for this area.`,
    },
  ];
}

function dayProblems({ today }: Acting, input: DraftBoard): readonly Problem[] {
  if (input.reviewOn > today) return [];
  return [
    {
      code: "place.review-day-past",
      field: "reviewOn",
      message: `${formatCivilDate(input.reviewOn)} is not after today, ${formatCivilDate(today)}. Give a later day.`,
    },
  ];
}

function namelessProblem(input: DraftBoard): Problem {
  return {
    code: "place.slug-empty",
    field: "name",
    message: `“${input.name}” has no letter or figure from which an address could be made.`,
  };
}
