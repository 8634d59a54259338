import { z } from "zod";
import { urgencyAgreers } from "./private-notice.ts";
import { lines, oneOf, reason, slug } from "./schema.ts";

const reasons = lines("Give the reasons.", 4000).meta({
  title: "Why a part is to be held in private",
  description: "The statement of reasons that the law asks for. Everybody reads it at once.",
});

/** A notice that a part of an executive's meeting is to be private. */
export const givePrivateNoticeSchema = z
  .object({
    slug,
    step: z
      .enum(["first", "second"], { error: "Choose which notice it is: first or second." })
      .meta({ title: "Which notice" }),
    reasons,
    representations: lines("Say what was said against it, or “none”.", 4000).optional().meta({
      title: "What others said about a private meeting",
      description: "Only with the second notice. Write “none” where nobody wrote.",
    }),
    response: lines("Give the executive's answer.", 4000).optional().meta({
      title: "What the executive answers",
      description: "Only with the second notice.",
    }),
  })
  .superRefine((given, context) => {
    for (const field of ["representations", "response"] as const) {
      const has = given[field] !== undefined;
      if (has === (given.step === "second")) continue;
      context.addIssue({
        code: "custom",
        path: [field],
        message: has
          ? "This belongs to the second notice. Leave it out of the first."
          : "The second notice says what others said and what is answered (SI 2012/2089 reg 5(5)). Write “none” where nobody wrote.",
      });
    }
  });
export type GivePrivateNotice = z.output<typeof givePrivateNoticeSchema>;

/** Where notice was short: the agreement that the private part is urgent. */
export const notePrivateAgreementSchema = z.object({
  slug,
  agreedBy: oneOf(urgencyAgreers, "who agreed").meta({
    title: "Who agreed",
    description:
      "The chair of overview and scrutiny; where there is none, or they cannot act, the chair of the council; else the vice-chair.",
  }),
  reasons: lines("Say why it is urgent.", 4000).meta({
    title: "Why it is urgent and cannot reasonably wait",
    description: "Everybody reads it at once (SI 2012/2089 reg 5(7)).",
  }),
});
export type NotePrivateAgreement = z.output<typeof notePrivateAgreementSchema>;

/** Opening a private decision that was taken without a meeting. */
export const openDecisionSchema = z.object({
  slug: z.string().max(150).meta({ title: "Decision" }),
  reason,
});
export type OpenDecision = z.output<typeof openDecisionSchema>;
