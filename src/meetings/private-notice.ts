import { capital } from "../kernel/index.ts";
import {
  civilDate,
  clearDaysBetween,
  formatCivilDate,
  latest,
  type CivilDate,
  type HolidayTable,
} from "@concordat/calendar";
import type { Meeting } from "./meeting.ts";

/** Steps towards a private part of an executive's meeting. */
export const privateSteps = {
  first: "First notice of a private part",
  second: "Second notice of a private part",
  agreement: "Agreement that the private part is urgent",
} as const;
export type PrivateStep = keyof typeof privateSteps;

/** Who can agree, in this order: where there is no chair of scrutiny, or they cannot act, the next. */
export const urgencyAgreers = {
  scrutiny: "chair of the overview and scrutiny committee",
  council: "chair of the council",
  "vice-chair": "vice-chair of the council",
} as const;

/** What was published of one step. */
export interface PrivateNotice {
  readonly step: PrivateStep;
  readonly on: CivilDate;
  readonly reasons: string;
  readonly representations?: string;
  readonly response?: string;
  readonly agreedBy?: string;
}

const rules = {
  first: { rule: "clear-days-calendar", required: 28, provision: "SI 2012/2089 reg 5(2)" },
  second: { rule: "clear-days-working", required: 5, provision: "SI 2012/2089 reg 5(4)" },
} as const;

/** How one of the two notices stands on a day. */
export interface NoticeJudged {
  readonly step: "first" | "second";
  readonly required: number;
  readonly provision: string;
  readonly givenOn?: CivilDate;
  /** Clear days achieved; absent: not given, or they cannot be counted. */
  readonly clearDays?: number;
  /** The last day on which it is in time. */
  readonly dueOn?: CivilDate;
  readonly verdict: "in-time" | "late" | "due" | "missed" | "cannot-tell";
}

/** Whether an executive may take a part of a meeting in private, and why. */
export interface PrivatePart {
  readonly steps: readonly NoticeJudged[];
  readonly agreement?: PrivateNotice;
  readonly verdict: "allowed" | "by-agreement" | "waiting" | "missed" | "cannot-tell";
  readonly words: string;
}

const from = civilDate("2012-09-10");

/** Whether the regulation asks for notices at all: meetings of a council's executive since 10 September 2012. */
export function needsPrivateNotice(meeting: Pick<Meeting, "board" | "on">): boolean {
  return meeting.board.kind === "cabinet" && meeting.on >= from;
}

/**
 * Judges the notices of a private part: 28 clear days, then 5 clear working days, or an agreement that it is urgent.
 *
 * The days are counted to the meeting's day as it stands now, so that moving a meeting moves them too.
 *
 * @source SI 2012/2089 reg 5, text read on 21 November 2026
 */
export function judgePrivatePart(of: {
  readonly meetingOn: CivilDate;
  readonly today: CivilDate;
  readonly notices: readonly PrivateNotice[];
  readonly holidays: HolidayTable;
}): PrivatePart {
  const steps = [judgeStep("first", of), judgeStep("second", of)];
  const agreement = of.notices.find((one) => one.step === "agreement");
  const has = (...verdicts: readonly NoticeJudged["verdict"][]): boolean =>
    steps.some((one) => verdicts.includes(one.verdict));
  if (has("late", "missed") && agreement)
    return { steps, agreement, verdict: "by-agreement", words: agreedWords(steps, agreement) };
  if (has("late", "missed")) return { steps, verdict: "missed", words: missedWords(steps) };
  const rest = agreement ? { steps, agreement } : { steps };
  if (has("cannot-tell"))
    return {
      ...rest,
      verdict: "cannot-tell",
      words: "The days cannot be counted, as the holidays of that year are not held here.",
    };
  if (has("due")) return { ...rest, verdict: "waiting", words: waitingWords(steps) };
  const given = steps.map(
    (one) => `${stepName(one)} with ${daysOf(one.clearDays ?? 0)} (${one.required} required)`,
  );
  return {
    ...rest,
    verdict: "allowed",
    words: `Notice that part of this meeting is private was given in time: ${given.join(", ")}. SI 2012/2089 reg 5.`,
  };
}

function judgeStep(step: "first" | "second", of: Parameters<typeof judgePrivatePart>[0]): NoticeJudged {
  const { rule, required, provision } = rules[step];
  const given = of.notices.find((one) => one.step === step);
  const facts = { step, required, provision } as const;
  if (given) {
    const counted = clearDaysBetween({ rule, notice: given.on, event: of.meetingOn, holidays: of.holidays });
    if (!counted.ok) return { ...facts, givenOn: given.on, verdict: "cannot-tell" };
    const verdict = counted.value >= required ? "in-time" : "late";
    return { ...facts, givenOn: given.on, clearDays: counted.value, verdict };
  }
  const due = latest({ rule, quantity: required, before: of.meetingOn, holidays: of.holidays });
  if (!due.ok) return { ...facts, verdict: "cannot-tell" };
  return { ...facts, dueOn: due.value.date, verdict: of.today <= due.value.date ? "due" : "missed" };
}

function daysOf(count: number): string {
  return `${count} clear ${count === 1 ? "day" : "days"}`;
}

function stepName({ step }: NoticeJudged): string {
  return step === "first" ? "the first" : "the second";
}

function shortWords(steps: readonly NoticeJudged[]): string {
  return steps
    .flatMap((one) =>
      one.verdict === "late"
        ? [
            `${stepName(one)} notice was given with ${daysOf(one.clearDays ?? 0)}; ${one.required} are required (${one.provision})`,
          ]
        : one.verdict === "missed"
          ? [
              `${stepName(one)} notice was not given here by ${one.dueOn ? formatCivilDate(one.dueOn) : "its last day"}; ${one.required} clear days are required (${one.provision})`,
            ]
          : [],
    )
    .join(", and ");
}

function missedWords(steps: readonly NoticeJudged[]): string {
  return `${capital(shortWords(steps))}. Nothing is decided in private unless the ${urgencyAgreers.scrutiny}, else the ${urgencyAgreers.council}, else the ${urgencyAgreers["vice-chair"]} agrees that it is urgent and cannot reasonably wait (SI 2012/2089 reg 5(6)). Enter that agreement, open the item, or take it at a later meeting.`;
}

function agreedWords(steps: readonly NoticeJudged[], { agreedBy, on }: PrivateNotice): string {
  return `${capital(shortWords(steps))}. The ${agreedBy} agreed, as published on ${formatCivilDate(on)}, that it is urgent and cannot reasonably wait (SI 2012/2089 reg 5(6)).`;
}

function waitingWords(steps: readonly NoticeJudged[]): string {
  const waiting = steps.flatMap((one) =>
    one.verdict === "due" && one.dueOn
      ? [
          `${stepName(one)} notice by ${formatCivilDate(one.dueOn)} (${one.required} clear days, ${one.provision})`,
        ]
      : [],
  );
  return `To take a part of this meeting in private the executive still has to give ${waiting.join(" and ")}.`;
}
