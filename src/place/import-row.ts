import { z } from "zod";
import { formatCivilDate, parseCivilDate, type CivilDate } from "@concordat/calendar";
import { isSlug, slugOf } from "../kernel/index.ts";
import { parseGssCode, parseOdsCode } from "./codes.ts";
import { organisationKindKeys } from "./organisation.ts";
import { isReserved, slugFromText } from "./slug.ts";

const day = z.string().transform((text, context): CivilDate => {
  const parsed = parseCivilDate(text.trim());
  if (parsed.ok) return parsed.value;
  context.addIssue({ code: "custom", message: parsed.problem });
  return z.NEVER;
});

function code(parse: typeof parseOdsCode | typeof parseGssCode) {
  return z.string().transform((text, context): string => {
    const parsed = parse(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({
      code: "custom",
      message: parsed.problems.map((problem) => problem.message).join(" "),
    });
    return z.NEVER;
  });
}

function words(missing: string, max: number): z.ZodString {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .min(1, missing)
    .max(max, `At most ${max} characters are kept.`)
    .regex(/^[^\p{Cc}]*$/u, "It holds characters that cannot be seen. Take them out.");
}

/** One row of an imported list of organisations, as text cells. */
export const organisationRow = z
  .object({
    name: words("The name is missing.", 200),
    kind: z.enum(organisationKindKeys, { error: `The kind is one of ${organisationKindKeys.join(", ")}.` }),
    slug: z
      .string()
      .trim()
      .refine(isSlug, "A slug has small letters, figures and single hyphens, at most 100 characters.")
      .optional(),
    official_name: words("The official name is missing.", 300).optional(),
    area: z
      .string()
      .transform((text, context) => {
        const slug = slugFromText(text, "areas");
        if (slug !== undefined) return slug;
        context.addIssue({
          code: "custom",
          message: `“${text.trim()}” is not an area's address. Write its last part, for example lewisham.`,
        });
        return z.NEVER;
      })
      .optional(),
    begins_on: day.optional(),
    ends_on: day.optional(),
    ods_code: code(parseOdsCode).optional(),
    gss_code: code(parseGssCode).optional(),
    kept_here: z.enum(["yes", "no"], { error: "Write yes or no." }).optional(),
    source: words("The source is missing.", 500).optional(),
    seen: day.optional(),
  })
  .superRefine((row, context) => {
    if (!row.slug && slugOf(row.name) === "") {
      context.addIssue({
        code: "custom",
        path: ["slug"],
        message: `“${row.name}” has no letter or figure from which an address could be made. Give one.`,
      });
    }
    if (isReserved(row.slug ?? slugOf(row.name), "organisations")) {
      context.addIssue({
        code: "custom",
        path: ["slug"],
        message: `/organisations/${row.slug ?? slugOf(row.name)} is a page of this site. Give another slug.`,
      });
    }
    if (row.begins_on !== undefined && row.ends_on !== undefined && row.ends_on <= row.begins_on) {
      context.addIssue({
        code: "custom",
        path: ["ends_on"],
        message: `It ends on ${formatCivilDate(row.ends_on)}, which is not after its first day, ${formatCivilDate(row.begins_on)}.`,
      });
    }
  });
export type OrganisationRow = z.output<typeof organisationRow>;

/** The slug of a row: its own, else made from the name. */
export function slugOfRow(row: OrganisationRow): string {
  return row.slug ?? slugOf(row.name);
}

/** The codes of a row by scheme. */
export function codesOfRow(row: OrganisationRow): readonly {
  readonly scheme: "ods" | "gss";
  readonly code: string;
  readonly field: "ods_code" | "gss_code";
}[] {
  return [
    ...(row.ods_code ? [{ scheme: "ods", code: row.ods_code, field: "ods_code" } as const] : []),
    ...(row.gss_code ? [{ scheme: "gss", code: row.gss_code, field: "gss_code" } as const] : []),
  ];
}
