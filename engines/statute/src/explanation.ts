import {
  civilDateOfDayNumber,
  explain,
  formatCivilDate,
  formatVagueDate,
  vagueDateOf,
} from "@concordat/calendar";
import type { CivilDate, Explanation } from "@concordat/calendar";
import { askCalendar } from "./day-count.ts";
import { holderOn, provisionText } from "./duty.ts";
import type { Duty } from "./duty.ts";
import { countOf } from "./evaluate.ts";
import type { FactValue } from "./fact.ts";
import { actOf } from "./schedule.ts";
import type { Scene } from "./schedule.ts";
import type { Proposal } from "./proposal.ts";
import { factsKnown } from "./sheet.ts";
import type { Statute } from "./statute.ts";
import { judge, ownDay, reasonOf } from "./verdict.ts";
import type { Verdict } from "./verdict.ts";

/** One fact behind an answer: what is known, and what that rests on. */
export type FactLine = {
  readonly key: string;
  readonly question: string;
  /** The value in words, or “not known”. */
  readonly value: string;
  readonly restsOn?: string | undefined;
  /** False for a fact that was not seen in its document. */
  readonly sure: boolean;
};

/** A line of a pathway opened: facts, rule text, counted days, source. */
export type DutyExplanation = {
  readonly duty: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly because: string;
  readonly holder: string;
  readonly appliesTo: string;
  readonly rule: string;
  readonly exceptions: readonly { readonly text: string; readonly grantedBy?: string | undefined }[];
  readonly datedValues: Duty["datedValues"];
  readonly facts: readonly FactLine[];
  /** The counted days of the last lawful day, where there is a count. */
  readonly counting?: Explanation | undefined;
  readonly provision: string;
  readonly force: Duty["force"];
  readonly mark: Duty["mark"];
  /** The day whose law was applied. */
  readonly lawOn?: CivilDate | undefined;
  readonly inForce: string;
  readonly read: CivilDate;
  readonly seenAt: readonly string[];
  readonly notes?: string | undefined;
  readonly changes: Duty["changes"];
};

/**
 * Opens one duty of a proposal: the facts it rests on and what they rest on, its text, the days counted, its source.
 *
 * @param day    the day of the decision to plan with, where the proposal gives none
 * @returns nothing when there is no such duty
 * @example explainDuty(statute, proposalOf({}), "foi.20").rule // "Promptly, and not later than the 20th working day after the day on which the request was received."
 */
export function explainDuty(
  statute: Statute,
  proposal: Proposal,
  id: string,
  day?: number,
): DutyExplanation | undefined {
  const ready = statute.duties[statute.dutyNumbers.get(id) ?? -1];
  if (ready === undefined) return undefined;
  const { duty } = ready;
  const known = factsKnown(statute, proposal, day);
  const on = known.decision?.day ?? day;
  const judgement = judge(statute, known.planned, on);
  const own = ownDay(ready, known.planned)?.first ?? on;
  const lawOn = own === undefined ? undefined : civilDateOfDayNumber(own);
  const stated = new Map(proposal.facts.map((fact) => [fact.key, fact]));
  const derived = new Map(known.derived.map((fact) => [fact.key, fact]));
  return {
    duty: id,
    title: duty.title,
    verdict: judgement.verdicts[ready.number] as Verdict,
    because: reasonOf(statute, ready, judgement),
    holder: holderOn(duty, lawOn),
    appliesTo: duty.trigger.text,
    rule: duty.timing.text,
    exceptions: duty.exceptions.map(({ text, grantedBy }) => ({ text, grantedBy })),
    datedValues: duty.datedValues,
    facts: ready.uses.map((place): FactLine => {
      const fact = statute.facts[place];
      const key = fact?.key ?? "";
      const value = known.planned[place];
      const because = derived.get(key)?.because;
      const restsOn = stated.get(key)?.restsOn ?? because;
      return {
        key,
        question: fact?.question ?? "",
        value: valueText(value),
        restsOn,
        sure: value?.sure ?? true,
      };
    }),
    counting: countingOf(ready.number, {
      statute,
      judgement,
      events: proposal.events,
      day: on,
      today: undefined,
      isPast: false,
    }),
    provision: provisionText(duty),
    force: duty.force,
    mark: duty.mark,
    lawOn,
    inForce: `in force from ${formatCivilDate(duty.from)}${duty.to === undefined ? "" : ` to ${formatCivilDate(duty.to)}`}`,
    read: duty.read,
    seenAt: duty.seenAt,
    notes: duty.notes,
    changes: duty.changes,
  };
}

function countingOf(number: number, scene: Scene): Explanation | undefined {
  const ready = scene.statute.duties[number];
  const timed = ready?.duty.timing.timed;
  if (ready === undefined || timed === undefined || timed.relation === "after") return undefined;
  const { moment } = actOf(ready, scene);
  const own =
    timed.quantityFrom === undefined
      ? undefined
      : scene.judgement.sheet[scene.statute.factNumbers.get(timed.quantityFrom) ?? -1]?.number;
  const count = countOf(timed, own ?? timed.quantity);
  if (count === undefined || moment?.first === undefined) return undefined;
  const question = timed.relation === "within" || timed.relation === "length" ? "deadline" : "latest";
  const asked = askCalendar(question, count, moment.first, scene.statute.holidays);
  return asked?.ok === true ? explain(asked.value, scene.statute.holidays) : undefined;
}

/** A known fact in words. */
export function valueText(value: FactValue | undefined): string {
  if (value === undefined) return "not known";
  if (value.never === true) return "never";
  if (value.first !== undefined && value.last !== undefined) {
    const [earliest, latest] = [civilDateOfDayNumber(value.first), civilDateOfDayNumber(value.last)];
    if (earliest === latest) return formatVagueDate(vagueDateOf(earliest));
    const precision = earliest.slice(0, 7) === latest.slice(0, 7) ? "month" : "year";
    return formatVagueDate({ precision, earliest, latest });
  }
  return value.text ?? value.codes?.join(", ") ?? String(value.number);
}
