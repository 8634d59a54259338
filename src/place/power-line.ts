import { checked, failed, type Checked, type Problem } from "../kernel/index.ts";
import type { ProposedDelegation } from "./power-delegation-check.ts";
import type { LineInput } from "./power-schema.ts";
import type { Party, PowerBoard, PowerBody } from "./power-party.ts";
import type { PowerWorld } from "./power-world.ts";

/** What the addresses of a line stand for; every address that is none here, with its field. */
export function resolveLine(world: PowerWorld, input: LineInput): Checked<ProposedDelegation> {
  const problems: Problem[] = [];
  const asked = world.functions.get(input.function);
  if (!asked)
    problems.push(unknown("function", `There is no function “${input.function}” here; /powers lists them.`));
  const area = input.area === undefined ? undefined : world.areasBySlug.get(input.area);
  if (input.area !== undefined && !area)
    problems.push(
      unknown("area", `There is no area “${input.area}” here. Add it first, or correct its address.`),
    );
  const maker = bodyAt(world, input.slug, { field: "slug", problems });
  const from = maker && makerParty(world, input, { maker, problems });
  const to = maker && receiverParty(world, input, { maker, problems });
  const [first, ...others] = problems;
  if (first) return failed(first, ...others);
  if (!asked || !from || !to) return failed(unknown("function", "The line names nothing that is here."));
  const { limit, conditions, legalBasis, passesOn, begins, ends } = input;
  return checked({
    function: asked,
    from,
    to,
    legalBasis,
    passesOn,
    beginsOn: begins,
    ...(area && { areaId: area.id }),
    ...(limit !== undefined && { limit }),
    ...(conditions !== undefined && { conditions }),
    ...(ends !== undefined && { endsOn: ends }),
  });
}

interface Finding {
  readonly maker: PowerBody;
  readonly problems: Problem[];
}

function unknown(field: string, message: string): Problem {
  return { code: "place.delegation-unknown", field, message };
}

function bodyAt(
  world: PowerWorld,
  slug: string,
  { field, problems }: { readonly field: string; readonly problems: Problem[] },
): PowerBody | undefined {
  const body = world.bodiesBySlug.get(slug);
  if (!body)
    problems.push(
      unknown(field, `There is no organisation “${slug}” here. Add it first, or correct its address.`),
    );
  return body;
}

function boardAt(
  world: PowerWorld,
  slug: string,
  { field, problems }: { readonly field: string; readonly problems: Problem[] },
): PowerBoard | undefined {
  const board = [...world.boards.values()].find((one) => one.slug === slug);
  if (!board)
    problems.push(
      unknown(
        field,
        `There is no public board “${slug}” here. Add or publish it first, or correct its address.`,
      ),
    );
  return board;
}

function makerParty(world: PowerWorld, input: LineInput, { maker, problems }: Finding): Party {
  const post = input.fromPost === undefined ? {} : { post: input.fromPost };
  if (input.fromBoard === undefined) return { organisationId: maker.id, ...post };
  const board = boardAt(world, input.fromBoard, { field: "fromBoard", problems });
  if (board && board.organisationId !== maker.id) problems.push(notIts("fromBoard", board, maker));
  return { organisationId: maker.id, ...(board && { boardId: board.id }) };
}

function receiverParty(world: PowerWorld, input: LineInput, { maker, problems }: Finding): Party {
  const named = input.to === undefined ? undefined : bodyAt(world, input.to, { field: "to", problems });
  if (input.toBoard !== undefined) {
    const board = boardAt(world, input.toBoard, { field: "toBoard", problems });
    if (board && named && board.organisationId !== named.id) problems.push(notIts("toBoard", board, named));
    return {
      ...(board?.organisationId && { organisationId: board.organisationId }),
      ...(board && { boardId: board.id }),
    };
  }
  const body = named ?? (input.to === undefined ? maker : undefined);
  return {
    ...(body && { organisationId: body.id }),
    ...(input.toPost !== undefined && { post: input.toPost }),
  };
}

function notIts(field: string, board: PowerBoard, body: PowerBody): Problem {
  return unknown(
    field,
    `${board.name} is not a board of ${body.name}. Name one of its boards, or another body.`,
  );
}
