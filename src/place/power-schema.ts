import { z } from "zod";
import { parseCivilDate, type CivilDate } from "@concordat/calendar";
import { isUuid } from "../kernel/index.ts";
import { parsePounds, type LimitPence } from "./power-limit.ts";
import { slugFromText } from "./slug.ts";

/** One line of text: breaks and runs of spaces become one space, characters that cannot be seen are refused. */
function line(missing: string, max: number): z.ZodString {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, "Take out the characters that cannot be seen.");
}

function day(missing: string): z.ZodType<CivilDate> {
  return z.string({ error: missing }).transform((text, context): CivilDate => {
    const parsed = parseCivilDate(text.trim());
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: "custom", message: parsed.problem });
    return z.NEVER;
  });
}

function slugIn(folder: "areas" | "organisations" | "boards", missing: string): z.ZodType<string> {
  return z.string({ error: missing }).transform((text, context): string => {
    const slug = slugFromText(text, folder);
    if (slug !== undefined) return slug;
    const message =
      text.trim() === "" ? missing : `“${text.trim()}” is not an address of /${folder}. Write its last part.`;
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  });
}

const functionSlug = z
  .string({ error: "Choose a function." })
  .trim()
  .min(1, "Choose a function.")
  .max(100, "A function's address has at most 100 characters.")
  .overwrite((text) => text.replace(/^.*\/powers\//, ""));

/** Pounds as text; a number would already have lost what was written. */
export const pounds: z.ZodType<LimitPence> = z
  .union([z.string(), z.number().transform(String)], { error: "Write an amount of pounds." })
  .transform((text, context): LimitPence => {
    const parsed = parsePounds(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: "custom", message: parsed.problems.map((one) => one.message).join(" ") });
    return z.NEVER;
  });

const yesNo = z
  .union([z.boolean(), z.enum(["true", "false", "yes", "no"])], { error: "Write yes or no." })
  .transform((answer) => answer === true || answer === "true" || answer === "yes");

const post = line("Name the post.", 150);
const conditions = line("Write the conditions.", 1000);
const legalBasis = line("Name the provision under which it is delegated.", 300);
const version = z.coerce
  .number({ error: "Open the form again: it does not say which version you saw." })
  .int()
  .min(1)
  .optional()
  .meta({
    title: "Version",
    description: "The version that was seen; a later one is never overwritten unseen.",
  });

/** What a line says, as text; the same for form, API, command line and rows of a file. */
const lineFields = {
  function: functionSlug.meta({
    title: "Function",
    description: "The last part of its address under /powers, for example primary-medical.",
  }),
  fromBoard: slugIn("boards", "Name the board.").optional().meta({
    title: "Board that delegates",
    description: "The last part of its address. Left out: the body itself, or its post below.",
  }),
  fromPost: post.optional().meta({ title: "Post that delegates", description: "A role, never a name." }),
  to: slugIn("organisations", "Name the body.").optional().meta({
    title: "Body that receives it",
    description:
      "The last part of its address. Left out: the body that delegates, for its own board or post.",
  }),
  toBoard: slugIn("boards", "Name the board.").optional().meta({
    title: "Board that receives it",
    description: "A committee of the body, or a joint committee. The last part of its address.",
  }),
  toPost: post.optional().meta({
    title: "Post that receives it",
    description: "A role such as “Place director”, never a name.",
  }),
  area: slugIn("areas", "Name the area.").optional().meta({
    title: "Area for which it is delegated",
    description: "Left out: the whole area of whoever delegates.",
  }),
  limit: pounds.optional().meta({
    title: "Limit in pounds",
    description: "The most that may be decided at once. Left out: the scheme states no limit.",
  }),
  conditions: conditions.optional().meta({ title: "Conditions", description: "In the words of the scheme." }),
  legalBasis: legalBasis.meta({
    title: "Legal basis",
    description: "The provision under which it is delegated, for example NHS Act 2006 s65Z5.",
  }),
  passesOn: yesNo.default(false).meta({
    title: "May it be delegated further?",
    description: "A body always acts through its own committees and officers; this is about anything beyond.",
  }),
  begins: day("Give the first day.").meta({ title: "First day" }),
  ends: day("Give a date.").optional().meta({
    title: "First day on which it no longer holds",
    description: "Left out: until it is ended.",
  }),
  source: line("Say where this is known from.", 500).optional().meta({
    title: "Where this is known from",
    description: "The scheme with its date. Left out: the office in which you act.",
  }),
  seen: day("Give the day you looked.")
    .optional()
    .meta({ title: "The day it was seen there", description: "Left out: today." }),
};

/** Everything that can be wrong with the line by itself. */
function refineLine<Shape extends z.ZodType<LineInput>>(schema: Shape): Shape {
  return schema
    .refine((input) => input.ends === undefined || input.begins < input.ends, {
      path: ["ends"],
      error: "Give a day after the first day.",
    })
    .refine((input) => input.to !== undefined || input.toBoard !== undefined || input.toPost !== undefined, {
      path: ["to"],
      error: "Say who receives it: a body, a board or a post.",
    })
    .refine((input) => input.fromBoard === undefined || input.fromPost === undefined, {
      path: ["fromPost"],
      error: "A board or a post delegates, not both. Leave one out.",
    })
    .refine((input) => input.toBoard === undefined || input.toPost === undefined, {
      path: ["toPost"],
      error: "A board or a post receives it, not both. Leave one out.",
    });
}

/** A line as somebody wrote it, with addresses in place of ids. */
export interface LineInput {
  readonly slug: string;
  readonly function: string;
  readonly fromBoard?: string | undefined;
  readonly fromPost?: string | undefined;
  readonly to?: string | undefined;
  readonly toBoard?: string | undefined;
  readonly toPost?: string | undefined;
  readonly area?: string | undefined;
  readonly limit?: LimitPence | undefined;
  readonly conditions?: string | undefined;
  readonly legalBasis: string;
  readonly passesOn: boolean;
  readonly begins: CivilDate;
  readonly ends?: CivilDate | undefined;
  readonly source?: string | undefined;
  readonly seen?: CivilDate | undefined;
}

/** Entering one line of a scheme of delegation. */
export const enterDelegationSchema = refineLine(
  z.object({
    slug: slugIn("organisations", "Name the body that delegates.").meta({ title: "Body that delegates" }),
    ...lineFields,
  }),
);

const delegation = z
  .string({ error: "Name the delegation." })
  .trim()
  .refine(isUuid, "Name the delegation by its id, as in its address.")
  .meta({ title: "Delegation" });
const reason = line("Say why.", 500).meta({
  title: "Why",
  description:
    "One sentence for everybody to read: the resolution or order. Name offices and bodies, not people.",
});

/** Ending a line. */
export const endDelegationSchema = z.object({
  delegation,
  version,
  endsOn: day("Give the first day on which it no longer holds.").meta({
    title: "First day on which it no longer holds",
  }),
  reason,
});
export type EndDelegation = z.output<typeof endDelegationSchema>;

/** A successor takes over a line that lapsed with the body that made it. */
export const transferDelegationSchema = z.object({
  delegation,
  successor: slugIn("organisations", "Name the body that takes it over.").meta({
    title: "Body that takes it over",
    description: "A successor of the body that made it; the last part of its address.",
  }),
  from: day("Give the first day.").optional().meta({
    title: "From which day",
    description: "Left out: the day on which it lapsed.",
  }),
  reason,
});
export type TransferDelegation = z.output<typeof transferDelegationSchema>;

/** One row of an imported scheme, as text cells. */
export const delegationRow = z
  .object({
    from: lineFields.to.unwrap(),
    function: lineFields.function,
    from_board: lineFields.fromBoard,
    from_post: lineFields.fromPost,
    to: lineFields.to,
    to_board: lineFields.toBoard,
    to_post: lineFields.toPost,
    area: lineFields.area,
    limit_pounds: lineFields.limit,
    conditions: lineFields.conditions,
    legal_basis: lineFields.legalBasis,
    passes_on: z.enum(["yes", "no"], { error: "Write yes or no." }).optional(),
    begins_on: lineFields.begins,
    ends_on: lineFields.ends,
    source: lineFields.source,
    seen: lineFields.seen,
  })
  .refine((row) => row.ends_on === undefined || row.begins_on < row.ends_on, {
    path: ["ends_on"],
    error: "It ends before it begins. Give a day after the first day.",
  })
  .refine((row) => Boolean(row.to ?? row.to_board ?? row.to_post), {
    path: ["to"],
    error: "The row does not say who receives it: a body, a board or a post.",
  })
  .refine((row) => !(row.from_board && row.from_post), {
    path: ["from_post"],
    error: "A board or a post delegates, not both.",
  })
  .refine((row) => !(row.to_board && row.to_post), {
    path: ["to_post"],
    error: "A board or a post receives it, not both.",
  });
export type DelegationRow = z.output<typeof delegationRow>;

/** The row in the words of the command. */
export function lineOfRow(row: DelegationRow): LineInput {
  return {
    slug: row.from,
    function: row.function,
    fromBoard: row.from_board,
    fromPost: row.from_post,
    to: row.to,
    toBoard: row.to_board,
    toPost: row.to_post,
    area: row.area,
    limit: row.limit_pounds,
    conditions: row.conditions,
    legalBasis: row.legal_basis,
    passesOn: row.passes_on === "yes",
    begins: row.begins_on,
    ends: row.ends_on,
    source: row.source,
    seen: row.seen,
  };
}
