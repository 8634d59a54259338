import { z } from "zod";
import { isUuid } from "../kernel/index.ts";
import { isPosition } from "./entry.ts";

const entryId = z
  .string({ error: "Say which entry." })
  .refine(isUuid, "Say which entry, by the id that stands in its address.")
  .meta({ title: "Entry", description: "The id of an entry, as in its address." });

/** A text that will stand in the record as one line: breaks become spaces, other control characters are refused. */
function sentence(missing: string): z.ZodString {
  return z
    .string({ error: missing })
    .overwrite((text) => text.replace(/\s+/gu, " ").trim())
    .min(1, missing)
    .max(500, "Use at most 500 characters.")
    .regex(/^[^\p{Cc}]*$/u, "Take out the characters that cannot be seen.");
}

/** Opening a sealed entry. */
export const openSealedSchema = z.object({
  entry: entryId,
  reason: sentence("Say why it can be public now.").meta({
    title: "Why it can be public now",
    description: "One sentence for everybody to read. Name offices and bodies, not people.",
  }),
});

/** Correcting an entry. */
export const correctSchema = z.object({
  entry: entryId,
  correction: sentence("Say what is right.").meta({
    title: "What is right",
    description:
      "One sentence that states what the entry got wrong and what is right. Name offices and bodies, not people.",
  }),
});

const position = z
  .string()
  .refine((text) => text === "" || isPosition(text), "Give a position as a whole number from 1.")
  .transform((text) => (text === "" ? undefined : Number(text)))
  .optional();

/** Entries to a page when nobody asked for a number. */
export const entriesPerPage = 50;

/** Entries that a machine is given at once when it names no limit; the address of earlier ones comes with them. */
export const entriesWholeMax = 100_000;

/** What the lists of entries take. */
export const listQuerySchema = z.object({
  kind: z
    .string()
    .max(100)
    .optional()
    .meta({ description: "Only entries of this kind, such as place.organisation-ended." }),
  before: position.meta({ description: "Only entries before this position." }),
  after: position.meta({ description: "Only entries after this position." }),
  limit: z
    .string()
    .regex(/^(?:[1-9]\d{0,2}|1000)?$/, "Give a number from 1 to 1000.")
    .transform((text) => (text === "" ? entriesPerPage : Number(text)))
    .optional()
    .meta({
      description: "How many entries at most, up to 1000; machines get all of them when it is left out.",
    }),
});

export type ListQuery = z.output<typeof listQuerySchema>;

const chainJson = z.object({ position: z.number(), previousSha256: z.string(), sha256: z.string() });

/** An entry for machines. */
export const entryJsonSchema = z.object({
  id: z.string(),
  writtenAt: z.string(),
  kind: z.string(),
  summary: z.string(),
  capacity: z.unknown(),
  subjects: z.array(z.string()),
  body: z.unknown(),
  sealed: z
    .object({ category: z.string(), ground: z.string(), reviewOn: z.string(), commitment: z.string() })
    .optional(),
  corrects: z.string().optional(),
  opens: z.string().optional(),
  audience: z.string(),
  canonical: z.string().meta({ description: "The text whose SHA-256 is sha256." }),
  sha256: z.string(),
  chain: chainJson.optional().meta({ description: "Absent in the first two seconds." }),
});

/** The page of one entry for machines. */
export const entryPageJsonSchema = entryJsonSchema.extend({
  correctedBy: z.array(z.string()),
  openedBy: z.string().optional(),
});

/** A list of entries for machines. */
export const entryListJsonSchema = z.object({
  items: z.array(entryJsonSchema),
  head: z.object({ position: z.number(), sha256: z.string() }).optional(),
  waiting: z.number().optional(),
  count: z.number().optional(),
  earlier: z.string().optional().meta({ description: "Address of the entries before these." }),
  later: z.string().optional(),
});
