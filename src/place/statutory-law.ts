import { civilDate, type CivilDate } from "@concordat/calendar";

/** Whether the text of a rule was seen in a public copy, or is from general knowledge and still to be checked. */
export type LawMark = "seen" | "to-be-checked";

/** Law binds; national policy is what NHS England asks for and the law does not. */
export type LawForce = "law" | "national-policy";

/** Where a requirement is written. */
export interface Provision {
  /** "Health and Social Care Act 2012 s.194(2)". */
  readonly cite: string;
  readonly mark: LawMark;
  readonly force: LawForce;
  /** A public copy that was read. */
  readonly href?: string;
  /** The day it was read. */
  readonly seen?: CivilDate;
}

/** The day of the law as it is held in this module. */
export const lawAsAt = civilDate("2026-11-21");

/** The first day of the health and wellbeing boards, Healthwatch and the scrutiny regulations of 2013. */
export const boards2013 = civilDate("2013-04-01");
/** The first day of integrated care boards and partnerships; clinical commissioning groups end. */
export const boards2022 = civilDate("2022-07-01");
/** The first day of the executive arrangements as they are now, Part 1A of the Local Government Act 2000. */
export const executives2012 = civilDate("2012-05-04");
/** The first day of the Local Government Act 1972's councils. */
export const councils1974 = civilDate("1974-04-01");
/** The first day of the National Health Service Act 2006. */
export const trusts2007 = civilDate("2007-03-01");

const marks: Readonly<Record<LawMark, string>> = {
  seen: "seen in a public copy",
  "to-be-checked": "to be checked",
};

/** "seen in a public copy". */
export function lawMarkLabel(mark: LawMark): string {
  return marks[mark];
}

/** "Health and Social Care Act 2012 s.194(2) (seen in a public copy)". */
export function provisionInWords(provision: Provision): string {
  const policy = provision.force === "national-policy" ? "national policy, " : "";
  return `${provision.cite} (${policy}${lawMarkLabel(provision.mark)})`;
}

/** Something that holds from a day up to, not on, another. */
export interface InForce {
  readonly from: CivilDate;
  readonly until?: CivilDate;
}

/** Whether it was in force on a day. */
export function isInForce(rule: InForce, on: CivilDate): boolean {
  return rule.from <= on && (rule.until === undefined || on < rule.until);
}
