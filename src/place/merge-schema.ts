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

const followerShape = z.object({
  body: successor,
  share: z.string().optional(),
  area: z.string().optional(),
});

/** "NHS North ICB = 60%; north-system": the body, its share where it is known, the area that a new one is for. */
function followerOf(text: string): z.output<typeof followerShape> {
  const [named = "", area] = text.split(";").map((part) => part.trim());
  const [, body = named, share] = /^(.*?)\s*=\s*(.*)$/.exec(named) ?? [];
  return { body, ...(share && { share }), ...(area && { area }) };
}

const parts = z
  .union([z.string(), z.array(followerShape)], {
    error: "Name the bodies that follow.",
  })
  .transform((given, context): readonly PlannedSuccessor[] => {
    const lines =
      typeof given === "string"
        ? given
            .split("\n")
            .map((text) => text.trim())
            .filter(Boolean)
            .map(followerOf)
        : given;
    return lines.map(({ body, share, area: given }) => {
      const wrong = (message: string): void => context.addIssue({ code: "custom", message });
      const slug = given?.trim() ? slugFromText(given, "areas") : undefined;
      if (given?.trim() && slug === undefined)
        wrong(`“${given.trim()}” is not an address of /areas. Write its last part, for example lewisham.`);
      const follower = { ...readSuccessor(body), ...(slug !== undefined && { area: slug }) };
      if (share === undefined || share.trim() === "") return follower;
      const parsed = parseShare(share);
      if (parsed.ok) return { ...follower, share: parsed.value };
      wrong(parsed.problems.map((one) => one.message).join(" "));
      return follower;
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
      "One a line: the last part of an address, or the name of a new body; then = and the share where it is known; then ; and the area of a new body. For example: NHS North ICB = 60%; north-system",
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

/** Settling in which of several areas a thing lies. */
export const settlePlaceSchema = z.object({
  kind: z.enum(["area", "organisation"], { error: "Say whether it is an area or an organisation." }),
  slug: z.string({ error: "Name the thing by the last part of its address." }),
  into: z
    .string({ error: "Choose one of the areas." })
    .transform((text) => slugFromText(text, "areas") ?? text.trim())
    .meta({ title: "It lies in" }),
  reason: reason.meta({
    title: "How is that known?",
    description:
      "One sentence for everybody to read: the order, list or letter, with its date. Name offices and bodies, not people.",
  }),
});
export type SettlePlace = z.output<typeof settlePlaceSchema>;
