import type { CivilDate, CountingRule } from "@concordat/calendar";
import type { Condition, Timed } from "./condition.ts";

export const natures = ["duty", "bar", "power", "definition", "information"] as const;
/** What a rule is. Only a duty or a bar can block. */
export type Nature = (typeof natures)[number];

export const blockingForces = ["statute", "regulations", "common-law", "direction"] as const;
export const advisingForces = [
  "statutory-guidance",
  "national-policy",
  "convention",
  "custom",
  "local-rule",
] as const;
/** How strong a rule is: the first four block, the others advise. */
export type Force = (typeof blockingForces)[number] | (typeof advisingForces)[number];

export const marks = ["confirmed", "to-be-checked"] as const;
/** Whether the rule was seen in a public copy of its source. */
export type LawMark = (typeof marks)[number];

export const bearings = [
  "decision",
  "meeting",
  "agreement",
  "consultation",
  "action",
  "publicity",
  "nothing",
] as const;
/** What waits for the step: the decision, the meeting that takes it, signing, launching, acting on it, publicity, or nothing. */
export type Bearing = (typeof bearings)[number];

/** Who owes the duty, between two days (both inclusive). */
export type Holder = {
  readonly who: string;
  readonly from?: CivilDate | undefined;
  readonly to?: CivilDate | undefined;
};

/** A way out of the duty, with who grants it and the facts that show it where there are such facts. */
export type Exception = {
  readonly text: string;
  readonly grantedBy?: string | undefined;
  readonly when?: Condition | undefined;
};

/** A value of a rule with its own days and source, for instance a year's due date. */
export type DatedValue = {
  readonly name: string;
  readonly value: string;
  readonly from?: CivilDate | undefined;
  readonly to?: CivilDate | undefined;
  readonly source: string;
  readonly mark: LawMark;
};

/** The time before a poll in which a rule asks for restraint. */
export type PollWindow = {
  readonly poll: string;
  /** The fact that dates the start; without it the start is counted, or announced. */
  readonly notice?: string | undefined;
  readonly rule: CountingRule;
  readonly quantity: number;
  /** Other quantities by kind of poll. */
  readonly quantities: Readonly<Record<string, number>>;
  readonly daysAfter: number;
};

/** When a duty is to be done. `timed` is what can be counted; the text is the rule's own. */
export type Timing = {
  readonly text: string;
  readonly act?: string | undefined;
  readonly timed?: Timed | undefined;
  readonly window?: PollWindow | undefined;
  /** How long the thing is kept open afterwards. */
  readonly keep?: Timed | undefined;
  /** The decision waits until the period is over or the act is done. */
  readonly holdsDecision: boolean;
};

/** One requirement of the law, as a governance lawyer wrote it. Days are inclusive: `from` the first, `to` the last in force. */
export type Duty = {
  readonly id: string;
  /** The folder it lies in. */
  readonly area: string;
  /** The file it was read from. */
  readonly file: string;
  readonly title: string;
  readonly nature: Nature;
  readonly force: Force;
  readonly effect: "blocks" | "warns";
  readonly bearsOn: Bearing;
  readonly owedBy: readonly Holder[];
  readonly trigger: {
    readonly text: string;
    readonly when?: Condition | undefined;
    readonly outsideFacts?: string | undefined;
  };
  readonly timing: Timing;
  readonly datedValues: readonly DatedValue[];
  readonly publish: readonly string[];
  readonly exceptions: readonly Exception[];
  readonly dependsOn: readonly string[];
  /** The event that proves it was done. */
  readonly proof?: { readonly event: string; readonly by: string } | undefined;
  readonly held?: Condition | undefined;
  readonly failed?: Condition | undefined;
  readonly neverHeld?: string | undefined;
  readonly neverFailed?: string | undefined;
  /** Facts nobody records when all is well, with the value taken unless a record says otherwise. */
  readonly presumes: Readonly<Record<string, string>>;
  /** The facts that give the step its own date, in order; the law of that date applies. */
  readonly datedBy: readonly string[];
  readonly provision: { readonly instrument: string; readonly at: string };
  readonly from: CivilDate;
  readonly to?: CivilDate | undefined;
  readonly mark: LawMark;
  /** The day its source was read. */
  readonly read: CivilDate;
  readonly seenAt: readonly string[];
  readonly notes?: string | undefined;
  readonly changes: readonly {
    readonly field: string;
    readonly was?: string | undefined;
    readonly why: string;
  }[];
};

/**
 * Whether a duty can stop something: only a duty or a bar of blocking force, whatever else is written.
 *
 * @example canBlock({ nature: "power", force: "statute" }) // false
 * @example canBlock({ nature: "duty", force: "custom" }) // false
 * @example canBlock({ nature: "bar", force: "common-law" }) // true
 */
export function canBlock(duty: Pick<Duty, "nature" | "force">): boolean {
  return (
    (duty.nature === "duty" || duty.nature === "bar") && blockingForces.some((force) => force === duty.force)
  );
}

/**
 * A provision in one line.
 *
 * @example provisionText(law.duties.get("foi.20")) // "Freedom of Information Act 2000, s10(1),(6)"
 */
export function provisionText(duty: Pick<Duty, "provision">): string {
  const { instrument, at } = duty.provision;
  return at === "as a whole" ? instrument : `${instrument}, ${at}`;
}

/**
 * Who owes a duty on a day.
 *
 * @param day  absent: the latest holder that is listed
 * @example holderOn(law.duties.get("nhs.242"), "2012-07-04") // "Strategic health authority, primary care trust, NHS trust, foundation trust"
 */
export function holderOn(duty: Pick<Duty, "owedBy">, day: CivilDate | undefined): string {
  const on = duty.owedBy.find(
    ({ from, to }) =>
      day === undefined || ((from === undefined || from <= day) && (to === undefined || day <= to)),
  );
  return (on ?? duty.owedBy.at(-1))?.who ?? "not stated";
}
