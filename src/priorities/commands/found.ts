import { NotFound, type Db, type Done, type FormModel, type PolicyResource } from "../../kernel/index.ts";
import { areaRef, findArea, keepersOfArea } from "../../place/index.ts";
import { priorityHref, priorityRef, type PriorityFile } from "../priority.ts";
import { findPriority } from "../store-priorities.ts";

type Input = Readonly<Record<string, unknown>>;

const text = (input: Input, name: string): string => (typeof input[name] === "string" ? input[name] : "");

/** The area that a priority is adopted for, for the policies. */
export async function areaResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const area = await findArea(db, text(input, "area"));
  if (!area) return undefined;
  const keepers = await keepersOfArea(db, area.id);
  return {
    ref: areaRef(area),
    keepers,
    keptHere: keepers.length > 0,
    illustrative: area.basis === "illustrative",
  };
}

/** A priority, kept by the two bodies that own it. */
export async function priorityResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const file = await findPriority(db, text(input, "priority"));
  return file && resourceOfPriority(file);
}

/** What the policies are told of a priority. */
export function resourceOfPriority({ priority }: PriorityFile): PolicyResource {
  return {
    ref: priorityRef(priority),
    keepers: [priority.nhs.body, priority.council.body],
    keptHere: true,
    illustrative: priority.basis === "illustrative",
  };
}

/** The priority of an address, for a command that goes on with it. */
export async function getPriority(tx: Db, slug: string): Promise<PriorityFile> {
  const file = await findPriority(tx, slug);
  if (file) return file;
  throw new NotFound("priorities.no-such-priority", { message: `There is no priority “${slug}” here.` });
}

/** The parts that forms of one priority share. */
export function priorityForm(
  { priority }: PriorityFile,
  rest: Pick<FormModel, "title" | "submit" | "fields" | "intro" | "values">,
): FormModel {
  return {
    ...rest,
    illustrative: priority.basis === "illustrative",
    trail: [
      { text: "Priorities", href: "/priorities" },
      { text: priority.title, href: priorityHref(priority.slug) },
    ],
  };
}

/** What an act on a priority came to. */
export function priorityDone(
  { priority }: PriorityFile,
  said: {
    readonly message: string;
    readonly kind: string;
    readonly summary: string;
    readonly body: Done["entry"]["body"];
  },
): Done {
  return {
    message: said.message,
    href: priorityHref(priority.slug),
    subject: priorityRef(priority),
    entry: {
      kind: said.kind,
      summary: said.summary,
      subjects: [priorityRef(priority), { module: "place", kind: "area", id: priority.areaId }],
      body: said.body,
      audience: priority.audience,
    },
  };
}
