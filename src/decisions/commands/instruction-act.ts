import {
  NotFound,
  anyOfKind,
  type Acting,
  type Command,
  type Db,
  type Done,
  type Json,
  type PolicyResource,
  type SubjectRef,
} from "../../kernel/index.ts";
import {
  areaRef,
  keepersOfArea,
  organisationRef,
  type AreaId,
  type OrganisationId,
} from "../../place/index.ts";
import { instructionHref, instructionRef, type Instruction } from "../instruction.ts";
import { findInstruction, lockInstruction } from "../store-instructions.ts";
import { formOn, resourceAt, type FormOn } from "./act.ts";

type Who = (db: Db, instruction: Instruction) => Promise<readonly string[]>;

/** Who keeps an instruction: the body that entered it, and the one that gave it. */
export const keepersOfInstruction: Who = async (_db, { keeperId, giverBody }) => [
  ...(keeperId ? [keeperId] : []),
  ...(giverBody ? [giverBody.id] : []),
];

/** Who may challenge it: every body that it is addressed to or touches, and those of the areas it names. */
export const challengersOf: Who = async (db, { concerned }) => {
  const found: string[] = [];
  for (const one of concerned)
    found.push(...(one.kind === "area" ? await keepersOfArea(db, one.id) : [one.id]));
  return [...new Set(found)];
};

/** What the policies are told of an instruction, with those who may do an act on it. */
export async function resourceOfInstruction(
  db: Db,
  instruction: Instruction,
  who: Who,
): Promise<PolicyResource> {
  return {
    ref: instructionRef(instruction),
    keepers: await who(db, instruction),
    keptHere: instruction.basis === "kept-here" || instruction.basis === "illustrative",
    illustrative: instruction.basis === "illustrative",
  };
}

/** The resource of a command on the instruction at `slug`. */
export function instructionResource(who: Who): Command["resource"] {
  return resourceAt(
    findInstruction,
    async (instruction, db) => await resourceOfInstruction(db, instruction, who),
  );
}

/** The instruction that an act is about, held still until the act is over. */
export async function instructionToChange(acting: Acting, slug: string): Promise<Instruction> {
  await lockInstruction(acting.tx, slug);
  const instruction = await findInstruction(acting.tx, slug);
  if (instruction) return instruction;
  throw new NotFound("decisions.no-such-instruction", { message: `There is no instruction “${slug}” here.` });
}

/** The form of an act on an instruction. */
export const onInstruction: FormOn<Instruction> = formOn(findInstruction, ({ title, slug }) => [
  { text: "Instructions from above", href: "/instructions" },
  { text: title, href: instructionHref(slug) },
]);

/** Everybody an instruction is about, for its entries in the record. */
export function subjectsOf({
  concerned,
  giverBody,
}: Pick<Instruction, "concerned" | "giverBody">): readonly SubjectRef[] {
  return [
    ...concerned.map(({ kind, id }) =>
      kind === "area" ? areaRef({ id: id as AreaId }) : organisationRef({ id: id as OrganisationId }),
    ),
    ...(giverBody ? [organisationRef({ id: giverBody.id as OrganisationId })] : []),
  ];
}

/** The end of every act on an instruction. */
export function instructionDone(
  instruction: Pick<Instruction, "id" | "slug" | "concerned" | "giverBody" | "audience">,
  act: {
    readonly kind: string;
    readonly summary: string;
    readonly message: string;
    readonly body: Readonly<Record<string, Json>>;
    readonly subjects?: readonly SubjectRef[];
    readonly json?: Readonly<Record<string, unknown>>;
  },
): Done {
  const ref = instructionRef(instruction);
  return {
    message: act.message,
    href: instructionHref(instruction.slug),
    subject: ref,
    entry: {
      kind: `decisions.${act.kind}`,
      summary: act.summary,
      subjects: [ref, ...subjectsOf(instruction), ...(act.subjects ?? [])],
      body: { instruction: instruction.slug, ...act.body },
      audience: instruction.audience,
    },
    changed: [anyOfKind("decisions", "instruction")],
    json: { instruction: instruction.slug, ...act.json },
  };
}
