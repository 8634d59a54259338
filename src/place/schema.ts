import { z } from "zod";
import { isCivilDate, parseCivilDate, type CivilDate } from "@concordat/calendar";
import { isSlug } from "../kernel/index.ts";
import { areaKinds } from "./area.ts";
import { boardKindKeys } from "./board.ts";
import { codeSchemes } from "./codes.ts";
import { documentPurposeKeys } from "./document.ts";
import { organisationKindKeys } from "./organisation.ts";
import { parseShare } from "./share.ts";
import { slugFromText } from "./slug.ts";
import { endings, parseSuccessors, type Ending, type NamedSuccessor } from "./successor.ts";

/** One line of text: breaks and runs of spaces become one space, characters that cannot be seen are refused. */
export function line(missing: string, max: number): z.ZodString {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .min(1, missing)
    .max(max, `Use at most ${max} characters.`)
    .regex(/^[^\p{Cc}]*$/u, "Take out the characters that cannot be seen.");
}

export function day(missing: string): z.ZodType<CivilDate> {
  return z
    .string({ error: missing })
    .trim()
    .superRefine((text, context) => {
      const parsed = parseCivilDate(text);
      if (!parsed.ok) context.addIssue({ code: "custom", message: parsed.problem });
    })
    .transform((text) => text as CivilDate)
    .refine((text) => isCivilDate(text));
}

export function slugIn(folder: "areas" | "organisations" | "boards", missing: string): z.ZodType<string> {
  return z.string({ error: missing }).transform((text, context) => {
    const slug = slugFromText(text, folder);
    if (slug !== undefined) return slug;
    context.addIssue({
      code: "custom",
      message:
        text.trim() === ""
          ? missing
          : `“${text.trim()}” is not an address of /${folder}. Write its last part, for example ${examples[folder]}.`,
    });
    return z.NEVER;
  });
}

const examples = {
  areas: "lewisham",
  organisations: "lewisham-council",
  boards: "lewisham-health-and-wellbeing-board",
} as const;

const slug = z
  .string()
  .trim()
  .refine(isSlug, "Use small letters, figures and single hyphens, at most 100 characters.")
  .optional()
  .meta({
    title: "Last part of its address",
    description: "Left out: made from the name. It never changes afterwards.",
  });

const share = z
  .union([z.string(), z.number().transform(String)], { error: "Write a percentage such as 60%." })
  .transform((text, context) => {
    const parsed = parseShare(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({
      code: "custom",
      message: parsed.problems.map((problem) => problem.message).join(" "),
    });
    return z.NEVER;
  });

export const yesNo = z
  .union([z.boolean(), z.enum(["true", "false", "yes", "no"])], { error: "Choose yes or no." })
  .transform((answer) => answer === true || answer === "true" || answer === "yes");

export const version = z.coerce
  .number({ error: "Say which version you saw: the form and the page's JSON give it." })
  .int()
  .min(1)
  .meta({
    title: "Version",
    description: "The version that was edited; a later one is never overwritten unseen.",
  });

export const source = line("Say where this is known from.", 500).meta({
  title: "Where this is known from",
  description: "An address on the web, or the title and date of a document.",
});

export const seen = day("Give the day you looked.")
  .optional()
  .meta({ title: "The day it was seen there", description: "Left out: today." });

export const name = line("Give a name.", 200).meta({ title: "Name" });
const area = slugIn("areas", "Name an area.");
const begins = day("Give a date.").optional().meta({
  title: "First day it was in being",
  description: "Left out: not known; it is then listed from 2018 on.",
});

/** Adding an area. */
export const addAreaSchema = z.object({
  name,
  kind: z
    .enum(areaKinds, { error: `Choose a kind of area: ${areaKinds.join(", ")}.` })
    .meta({ title: "Kind" }),
  slug,
  begins,
  liesIn: area.optional().meta({
    title: "Area that it lies in",
    description: "The last part of that area's address, for example south-east-london.",
  }),
  share: share.optional().meta({
    title: "How much of it lies there",
    description: "A percentage; left out where it is not known.",
  }),
  source,
  seen,
});
export type AddArea = z.output<typeof addAreaSchema>;

/** Saying that an area lies in another. */
export const putAreaInSchema = z.object({
  slug: slugIn("areas", "Name the area that lies in the other.").meta({ title: "Area" }),
  whole: slugIn("areas", "Name the area that it lies in.").meta({
    title: "Area that it lies in",
    description: "The last part of that area's address, for example south-east-london.",
  }),
  share: share.optional().meta({
    title: "How much of it lies there",
    description: "A percentage; left out where it is not known.",
  }),
  from: day("Give a date.")
    .optional()
    .meta({ title: "From which day", description: "Left out: for as long as both are known." }),
  source,
  seen,
});
export type PutAreaIn = z.output<typeof putAreaInSchema>;

/** Adding an organisation. */
export const addOrganisationSchema = z
  .object({
    name,
    officialName: line("Give the official name.", 300)
      .optional()
      .meta({ title: "Official name", description: "Where it differs from the name people use." }),
    kind: z
      .enum(organisationKindKeys, {
        error: `Choose a kind of organisation: ${organisationKindKeys.join(", ")}.`,
      })
      .meta({ title: "Kind" }),
    area: area.optional().meta({
      title: "Area that it is for",
      description: "The last part of that area's address, for example lewisham.",
    }),
    begins,
    slug,
    scheme: z
      .enum(codeSchemes, { error: `Choose whose code it is: ${codeSchemes.join(", ")}.` })
      .optional()
      .meta({ title: "Whose code" }),
    code: z
      .string()
      .trim()
      .max(20, "A code has at most 20 characters.")
      .optional()
      .meta({ title: "Code", description: "The code by which others know it." }),
    keptHere: yesNo.default(false).meta({
      title: "Is its business kept on this site?",
      description: "Only such a body can be late or silent here; of others a page says what is known.",
    }),
    source,
    seen,
  })
  .refine((input) => !input.code || input.scheme !== undefined, {
    path: ["scheme"],
    error: "Choose whose code it is.",
  })
  .refine((input) => input.scheme === undefined || Boolean(input.code), {
    path: ["code"],
    error: "Write the code, or leave out whose it is.",
  });
export type AddOrganisation = z.output<typeof addOrganisationSchema>;

/** Correcting or renaming an organisation. */
export const editOrganisationSchema = z.object({
  slug: slugIn("organisations", "Name the organisation."),
  version,
  name,
  from: day("Give a date.").optional().meta({
    title: "If it has taken a new name: from which day",
    description:
      "The former name is kept for the days before. Left out: the name held here was wrong and is put right.",
  }),
  officialName: line("Give the official name.", 300).optional().meta({
    title: "Official name",
    description: "Where it differs from the name people use. Left out: none is held.",
  }),
  area: area.optional().meta({
    title: "Area that it is for",
    description: "The last part of that area's address, for example lewisham. Left out: for none.",
  }),
  source: source
    .optional()
    .meta({ title: "Where this is known from", description: "Left out: the office in which you act." }),
});
export type EditOrganisation = z.output<typeof editOrganisationSchema>;

const endingKeys = Object.keys(endings) as readonly Ending[];

const successors = z
  .union(
    [z.string(), z.array(z.union([z.string(), z.object({ slug: z.string(), share: share.optional() })]))],
    {
      error: "Name the organisations that follow, one a line.",
    },
  )
  .transform((given, context): readonly NamedSuccessor[] => {
    if (typeof given !== "string" && given.every((one) => typeof one === "object")) {
      return given.map((one) => ({ slug: one.slug, ...(one.share !== undefined && { share: one.share }) }));
    }
    const text =
      typeof given === "string"
        ? given
        : given
            .map((one) => (typeof one === "string" ? one : [one.slug, one.share].filter(Boolean).join(" ")))
            .join("\n");
    const { successors: named, problems } = parseSuccessors(text);
    for (const message of problems) context.addIssue({ code: "custom", message });
    return named;
  });

/** Saying when an organisation ends and what follows it. */
export const endOrganisationSchema = z.object({
  slug: slugIn("organisations", "Name the organisation."),
  version,
  endsOn: day("Give the first day on which it is no longer in being.").meta({
    title: "First day on which it is no longer in being",
    description: "A body whose last day is 31 March 2026 ends on 1 April 2026.",
  }),
  how: z
    .enum(endingKeys, { error: `Choose how it goes on: ${endingKeys.join(", ")}.` })
    .meta({ title: "How it goes on" }),
  successors: successors.default([]).meta({
    title: "Organisations that follow",
    description:
      "One a line: the last part of its address, and the share that passes to it where that is known. For example: aldermere-council 60%",
  }),
  reason: line("Say why it ends.", 500).meta({
    title: "Why it ends",
    description:
      "One sentence for everybody to read: the order, agreement or decision. Name offices and bodies, not people.",
  }),
});
export type EndOrganisation = z.output<typeof endOrganisationSchema>;

/** Setting up a board that only its own organisation sees. */
export const draftBoardSchema = z.object({
  slug: slugIn("organisations", "Name the organisation."),
  name,
  kind: z
    .enum(boardKindKeys, { error: `Choose a kind of board: ${boardKindKeys.join(", ")}.` })
    .meta({ title: "Kind" }),
  purpose: line("Say what it is for.", 1000).optional().meta({ title: "What it is for" }),
  area: area
    .optional()
    .meta({ title: "Area that it is for", description: "Left out: the organisation's own." }),
  begins: day("Give a date.")
    .optional()
    .meta({ title: "First day it is in being", description: "Left out: not settled." }),
  ground: line("Say why it cannot be public yet.", 500).meta({
    title: "Why it cannot be public yet",
    description: "One sentence for everybody to read. It must not give away what is being set up.",
  }),
  reviewOn: day("Give the day on which somebody looks again.").meta({
    title: "When somebody looks again whether it can be public",
    description: "The record shows this day to everybody.",
  }),
});
export type DraftBoard = z.output<typeof draftBoardSchema>;

/** Publishing a board. */
export const publishBoardSchema = z.object({
  slug: slugIn("boards", "Name the board."),
  version,
  reason: line("Say why it can be public now.", 500).meta({
    title: "Why it can be public now",
    description: "One sentence for everybody to read. Name offices and bodies, not people.",
  }),
});
export type PublishBoard = z.output<typeof publishBoardSchema>;

const fileName = line("Give the file a name.", 200);
export const file = z.union(
  [
    z.object({ name: fileName, bytes: z.instanceof(Uint8Array) }),
    z
      .object({ name: fileName, base64: z.base64() })
      .transform(({ name: called, base64 }) => ({ name: called, bytes: octetsOf(base64) })),
  ],
  { error: "Choose a file." },
);

function octetsOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** Keeping a document of a board. */
export const keepDocumentSchema = z.object({
  slug: slugIn("boards", "Name the board."),
  purpose: z
    .enum(documentPurposeKeys, { error: `Choose what it is: ${documentPurposeKeys.join(", ")}.` })
    .meta({ title: "What it is" }),
  file: file.meta({
    title: "File",
    description: "PDF, Word, Excel, CSV, web page or picture. For machines: name and base64.",
  }),
});
export type KeepDocument = z.output<typeof keepDocumentSchema>;
