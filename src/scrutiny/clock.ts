import { addMonths, deadline, formatCivilDate, type CivilDate, type HolidayTable } from "@concordat/calendar";
import { provisionText, type Duty } from "@concordat/statute";
import { countOf } from "../kernel/index.ts";
import type { Organisation } from "../place/index.ts";
import type { CheckMonths, Recommendation } from "./review.ts";

/** The law of replies, ready to count with. */
export interface ReplyLaw {
  readonly duties: ReadonlyMap<string, Duty>;
  readonly holidays: HolidayTable;
}

/** When a reply is due, and by what law. */
export interface ReplyClock {
  readonly due: CivilDate;
  readonly provision: string;
  /** Whether the provision was seen in a public copy; one to be checked never makes a verdict. */
  readonly confirmed: boolean;
  /** "28 days from the day it was asked for". */
  readonly period: string;
}

/** Kinds of body under health scrutiny; NHS England is one of several national bodies, so it goes by its address. */
const healthBodies: readonly string[] = ["icb", "trust", "ccg"];
const councils: readonly string[] = ["council", "district-council"];

/**
 * The duty to reply that binds a kind of body: health bodies answer in 28 days from the request (SI 2013/218 reg 22), councils
 * in two months (LGA 2000 s9FE).
 *
 * @returns undefined where no period is held for such a body, which is not the same as "none required"
 */
function replyDutyOf(body: Pick<Organisation, "kind" | "slug">): string | undefined {
  if (councils.includes(body.kind)) return "os.response.2m";
  if (healthBodies.includes(body.kind) || body.slug === "nhs-england") return "hs.response28";
  return undefined;
}

/** The duty by which information or attendance is asked of a body; undefined where none is held. */
export function requestDutyOf(
  body: Pick<Organisation, "kind" | "slug">,
  kind: "information" | "attendance",
): string | undefined {
  if (!healthBodies.includes(body.kind) && body.slug !== "nhs-england") return undefined;
  return kind === "information" ? "hs.info" : "hs.attend";
}

/** A duty where it is in force on a day. */
export function dutyOn(law: ReplyLaw, id: string | undefined, on: CivilDate): Duty | undefined {
  const duty = id === undefined ? undefined : law.duties.get(id);
  if (!duty || duty.from > on || (duty.to !== undefined && duty.to < on)) return undefined;
  return duty;
}

/**
 * When the reply to a recommendation is due (README invariants 1 and 2).
 *
 * Counted from the request for a reply or, where the duty says so, from the report where that is later. Nothing pauses it.
 *
 * @returns undefined where no reply was asked for, no period is held for the body on that day, or the days cannot be counted
 */
export function replyClock(
  law: ReplyLaw,
  body: Pick<Organisation, "kind" | "slug">,
  { madeOn, askedOn }: Pick<Recommendation, "madeOn" | "askedOn">,
): ReplyClock | undefined {
  if (askedOn === undefined) return undefined;
  const duty = dutyOn(law, replyDutyOf(body), askedOn);
  const timed = duty?.timing.timed;
  if (!duty || !timed?.rule || timed.quantity === undefined) return undefined;
  const later = typeof timed.moment === "object" && "later-of" in timed.moment;
  const from = later && madeOn > askedOn ? madeOn : askedOn;
  const counted = deadline({
    rule: timed.rule,
    quantity: timed.quantity,
    from,
    holidays: law.holidays,
    ...(timed.unit && { unit: timed.unit }),
  });
  if (!counted.ok) return undefined;
  return {
    due: counted.value.date,
    provision: provisionText(duty),
    confirmed: duty.mark === "confirmed",
    period:
      timed.unit === "month"
        ? `${countOf(timed.quantity, "month")} beginning with the day`
        : `${countOf(timed.quantity, "day")} from the day`,
  };
}

/** How the clock of one recommendation stands. */
export type Standing =
  | { readonly kind: "replied"; readonly on: CivilDate; readonly due?: CivilDate; readonly inTime?: boolean }
  | { readonly kind: "not-asked" | "no-period" }
  | { readonly kind: "running" | "past"; readonly due: CivilDate };

/** Where a reply stands on a day. A reply on the day it is due is in time. */
export function standingOf(
  one: Pick<Recommendation, "askedOn" | "replied">,
  clock: ReplyClock | undefined,
  on: CivilDate,
): Standing {
  if (one.replied)
    return {
      kind: "replied",
      on: one.replied.on,
      ...(clock && { due: clock.due, inTime: one.replied.on <= clock.due }),
    };
  if (one.askedOn === undefined) return { kind: "not-asked" };
  if (!clock) return { kind: "no-period" };
  return { kind: clock.due < on ? "past" : "running", due: clock.due };
}

/** A standing in words; of a body not kept here an absent reply says nothing (README invariant 4). */
export function standingInWords(standing: Standing, body: Pick<Organisation, "keptHere">): string {
  switch (standing.kind) {
    case "replied": {
      const on = `Replied on ${formatCivilDate(standing.on)}`;
      if (standing.due === undefined) return on;
      return `${on}; due by ${formatCivilDate(standing.due)}`;
    }
    case "not-asked":
      return "No reply was asked for yet, so no time runs";
    case "no-period":
      return "A reply was asked for; no period that binds this body is held here";
    case "running":
      return `Due by ${formatCivilDate(standing.due)}`;
    case "past":
      return body.keptHere
        ? `Was due by ${formatCivilDate(standing.due)}; no reply is recorded here`
        : `Was due by ${formatCivilDate(standing.due)}; no reply is recorded here, and one may have gone elsewhere`;
  }
}

/** The day from which a check is due: so many months after a reply that accepted something. */
export function checkDueOn(one: Pick<Recommendation, "replied">, months: CheckMonths): CivilDate | undefined {
  if (!one.replied || one.replied.stance === "not-accepted") return undefined;
  return addMonths(one.replied.on, months);
}
