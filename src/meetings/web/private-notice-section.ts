import { formatCivilDate } from "@concordat/calendar";
import { z } from "zod";
import type { Section, Sentence } from "../../kernel/index.ts";
import { privateSteps, type PrivateNotice, type PrivatePart } from "../private-notice.ts";

/** The notices of a private part, for machines. */
export const privatePartShape = z
  .object({
    verdict: z.string(),
    words: z.string(),
    steps: z.array(
      z.object({
        step: z.string(),
        required: z.number(),
        provision: z.string(),
        givenOn: z.iso.date().nullable(),
        clearDays: z.number().nullable(),
        dueOn: z.iso.date().nullable(),
        verdict: z.string(),
      }),
    ),
  })
  .nullable();

/** The same of what is held. */
export function privatePartJson(part: PrivatePart | undefined): z.output<typeof privatePartShape> {
  if (!part) return null;
  return {
    verdict: part.verdict,
    words: part.words,
    steps: part.steps.map((one) => ({
      step: one.step,
      required: one.required,
      provision: one.provision,
      givenOn: one.givenOn ?? null,
      clearDays: one.clearDays ?? null,
      dueOn: one.dueOn ?? null,
      verdict: one.verdict,
    })),
  };
}

/** What was published of a private part, and what is missing; nothing where no item is private and no notice was given. */
export function privatePartSection(
  part: PrivatePart | undefined,
  notices: readonly PrivateNotice[],
  hasPrivateItem: boolean,
): readonly Section[] {
  if (!part || (!hasPrivateItem && notices.length === 0)) return [];
  return [
    {
      kind: "list",
      heading: "Notice of a private part",
      intro: part.words,
      items: notices.map((one): Sentence => [
        { strong: `${privateSteps[one.step]}, ${formatCivilDate(one.on)}.` },
        ` ${one.agreedBy ? `Agreed by the ${one.agreedBy}. ` : ""}Reasons: ${one.reasons}${
          one.representations ? ` What others said: ${one.representations} Answer: ${one.response ?? ""}` : ""
        }`,
      ]),
    },
  ];
}
