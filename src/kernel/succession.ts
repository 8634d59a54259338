import type { SubjectRef } from "./subject.ts";

/** What becomes of one thing when the body it belongs to ends. */
export interface SuccessionOutcome {
  readonly subject: SubjectRef;
  readonly title: string;
  /** `must-be-asked` is unsettled: it is listed until somebody settles it. */
  readonly outcome: "passes-on" | "ends" | "must-be-asked";
  readonly to?: SubjectRef;
  readonly why: string;
}
