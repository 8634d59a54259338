import { z } from "zod";
import { day, line } from "./schema.ts";
import { readBodies, readSuccessor, type PlannedSuccessor } from "./merge-plan.ts";
import { parseShare } from "./share.ts";
import { slugFromText } from "./slug.ts";

const bodies = z
  .union([z.string(), z.array(z.string())], { error: "Name the bodies that end." })
  .transform((given, context): readonly string[] => {
    const { slugs, problems } = readBodies(typeof given === "string" ? given : given.join("\n"));
    for (const message of problems) context.addIssue({ code: "custom", message });
    return slugs;
  });

const successor = z
  .string({ error: "Name the body that follows." })
  .trim()
  .min(1, "Name the body that follows.")
  .max(200, "Use at most 200 characters.");

const area = z
  .string()
  .transform((text, context) => {
    const slug = slugFromText(text, "areas");
    if (slug !== undefined) return slug;
    context.addIssue({
      code: "custom",
      message: `“${text.trim()}” is not an address of /areas. Write its last part, for example lewisham.`,
    });
    return z.NEVER;
  })
  .optional()
  .meta({
    title: "Area of a new body",
    description:
      "The last part of its address. Left out: that of the body that ends, where all have the same.",
  });

const on = day("Give the first day on which the former bodies are no longer in being.").meta({
  title: "First day on which the former bodies are no longer in being",
  description: "Bodies whose last day is 31 March 2027 end on 1 April 2027.",
});
const reason = line("Say why.", 500).meta({
  title: "Why",
  description:
    "One sentence for everybody to read: the order, agreement or decision. Name offices and bodies, not people.",
});

/** Bodies become one: a new one, or one that is there already. */
export const mergeSchema = z.object({
  bodies: bodies
    .refine((slugs) => slugs.length > 0, "Name the bodies that end.")
    .meta({
      title: "Bodies that end",
      description: "The last part of each one's address, parted by commas.",
    }),
  on,
  into: successor.transform(readSuccessor).meta({
    title: "Body that follows",
    description: "The last part of the address of one that is there already, or the name of a new one.",
  }),
  area,
  reason,
});
export type Merge = z.output<typeof mergeSchema>;

const parts = z
  .union([z.string(), z.array(z.object({ body: successor, share: z.string().optional() }))], {
    error: "Name the bodies that follow.",
  })
  .transform((given, context): readonly PlannedSuccessor[] => {
    const lines =
      typeof given === "string"
        ? given
            .split("\n")
            .map((text) => text.trim())
            .filter(Boolean)
            .map((text) => {
              const [, body = text, share] = /^(.*?)\s*=\s*(.*)$/.exec(text) ?? [];
              return { body, share };
            })
        : given;
    return lines.map(({ body, share }) => {
      if (share === undefined || share.trim() === "") return readSuccessor(body);
      const parsed = parseShare(share);
      if (parsed.ok) return { ...readSuccessor(body), share: parsed.value };
      context.addIssue({ code: "custom", message: parsed.problems.map((one) => one.message).join(" ") });
      return readSuccessor(body);
    });
  })
  .refine((following) => following.length > 1, "A split has two or more bodies that follow. Name them all.");

/** One body becomes several: new ones, or ones that are there already. */
export const splitSchema = z.object({
  body: z
    .string({ error: "Name the body that ends." })
    .transform((text, context) => {
      const slug = slugFromText(text, "organisations");
      if (slug !== undefined) return slug;
      context.addIssue({
        code: "custom",
        message: `“${text.trim()}” is not an organisation's address. Write the last part of it, for example nhs-essex-icb.`,
      });
      return z.NEVER;
    })
    .meta({ title: "Body that ends", description: "The last part of its address." }),
  on,
  into: parts.meta({
    title: "Bodies that follow",
    description:
      "One a line: the last part of an address, or the name of a new body; then = and the share where it is known. For example: NHS North ICB = 60%",
  }),
  area,
  reason,
});
export type Split = z.output<typeof splitSchema>;

/** Settling a thing that a body left behind. */
export const settleSchema = z.object({
  slug: z.string(),
  thing: z.uuid("Name the thing."),
  as: z.enum(["passes-on", "ends"], { error: "Say whether it passes on or ends." }).meta({
    title: "What becomes of it",
  }),
  to: z
    .string()
    .transform((text) => slugFromText(text, "organisations") ?? text.trim())
    .optional()
    .meta({
      title: "Body that it passes to",
      description: "The last part of its address. Needed where it passes on.",
    }),
  reason,
});
export type Settle = z.output<typeof settleSchema>;
