import { z } from "zod";
import { checkJson } from "@concordat/statute";
import { checkShape as wholeShape } from "../api-schema.ts";
import type { Checked } from "../checked.ts";

/** A check as machines get it; absent parts mean that it could not be made, and `problems` says why. */
export const checkShape = wholeShape.partial().extend({
  problems: z.array(z.object({ code: z.string(), field: z.string(), message: z.string() })),
});

/** A check for machines. */
export function jsonOf(checked: Checked | undefined): z.output<typeof checkShape> {
  const problems = (checked?.problems ?? []).map(({ code, field, message }) => ({ code, field, message }));
  if (checked?.result === undefined) return { problems };
  const { check, questions } = checked.result;
  const made = checkJson(check, questions);
  return {
    ...made,
    confirmedOnly: { ...made.confirmedOnly },
    duties: made.duties.map((duty) => ({ ...duty })),
    steps: made.steps.map((step) => ({ ...step })),
    criticalPath: [...made.criticalPath],
    questions: made.questions.map(({ duties, ...rest }) => ({ ...rest, duties: [...duties] })),
    cautions: [...made.cautions, ...checked.setting.notes],
    problems,
  };
}
