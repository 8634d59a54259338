import { z } from "zod";
import { optionalWords, words } from "./fields.ts";

const area = z.string({ error: "Say which area." }).max(100).meta({ title: "Area" });
const practice = z
  .string({ error: "Choose the practice." })
  .min(1, "Choose the practice.")
  .max(100)
  .meta({ title: "Practice" });

export const copyPracticeSchema = z.object({
  area,
  practice: practice.meta({ title: "Which practice was copied" }),
  since: words("Say since when.", "Since when", { max: 80 }),
  changed: words("Say what was done, and what differently.", "What was done here", {
    description: "What was taken over, and what was done differently",
  }),
});
export type CopyPractice = z.output<typeof copyPracticeSchema>;

export const reportCopySchema = z.object({
  area,
  practice,
  words: words("Say what came of it, good or bad.", "What came of it", { max: 500 }),
  claim: optionalWords("Claim", "A claim of this area that holds it against the figures; left empty: none"),
});
export type ReportCopy = z.output<typeof reportCopySchema>;
