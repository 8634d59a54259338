import type { Force, LawMark, Nature } from "./duty.ts";
import type { Bench, Sheet } from "./evaluate.ts";
import type { FactValue } from "./fact.ts";
import type { ReadyDuty, Statute } from "./statute.ts";
import { cannotTell, no, yes } from "./truth.ts";
import type { Truth } from "./truth.ts";

/** What the facts say of one duty. */
export type Verdict = "held" | "failed" | "cannot-tell" | "not-engaged";

/** The answer for one duty, with the reason in a sentence. */
export type DutyAnswer = {
  readonly id: string;
  readonly verdict: Verdict;
  readonly because: string;
  readonly title: string;
  readonly nature: Nature;
  readonly force: Force;
  readonly mark: LawMark;
  readonly provision: string;
};

/** Everything one set of facts says of the whole law; numbers are those of the duties. */
export type Judgement = {
  readonly sheet: Sheet;
  /** Whether each duty was in force on its own day. */
  readonly inForce: readonly Truth[];
  /** Whether each duty applies: in force and its trigger met. */
  readonly engaged: readonly Truth[];
  readonly verdicts: readonly Verdict[];
  /** The facts showed a failure, but the rule itself is to be checked. */
  readonly heldBack: ReadonlySet<number>;
};

/**
 * Judges every duty by what is known.
 *
 * `failed` needs a confirmed rule, facts that were seen, and a day in force; whatever is missing makes *cannot tell*.
 *
 * @param sheet  the known facts, see `sheetOf`
 * @param lawOn  the day whose law applies to steps without a day of their own; absent: then nothing dates them
 */
export function judge(statute: Statute, sheet: Sheet, lawOn: number | undefined): Judgement {
  const court: Court = {
    statute,
    sheet,
    sure: sureOf(sheet),
    lawOn,
    inForce: statute.blank.truths.slice(),
    engaged: statute.blank.truths.slice(),
    verdicts: statute.blank.nothing.slice(),
    heldBack: new Set<number>(),
    verdictOf: (number) => askOtherDuty(number, court),
  };
  for (const ready of statute.duties) decide(ready, court);
  return court as Court & { readonly verdicts: readonly Verdict[] };
}

/** A judgement in the making; it is also the bench that conditions ask about other duties. */
type Court = {
  readonly statute: Statute;
  readonly sheet: Sheet;
  readonly sure: Sheet;
  readonly lawOn: number | undefined;
  readonly inForce: Truth[];
  readonly engaged: Truth[];
  readonly verdicts: (Verdict | undefined)[];
  readonly heldBack: Set<number>;
  readonly verdictOf: Bench["verdictOf"];
};

function askOtherDuty(number: number, court: Court): "held" | "failed" | "open" {
  const verdict = decide(court.statute.duties[number] as ReadyDuty, court);
  return verdict === "held" || verdict === "failed" ? verdict : "open";
}

function sureOf(sheet: Sheet): Sheet {
  for (const value of sheet) {
    if (value?.sure === false) return sheet.map((entry) => (entry?.sure === false ? undefined : entry));
  }
  return sheet;
}

function decide(ready: ReadyDuty, court: Court): Verdict {
  const kept = court.verdicts[ready.number];
  if (kept !== undefined) return kept;
  const verdict = decideAfresh(ready, court);
  court.verdicts[ready.number] = verdict;
  return verdict;
}

function decideAfresh(ready: ReadyDuty, court: Court): Verdict {
  const { number, duty } = ready;
  const { sheet, sure } = court;
  const force = isInForce(ready, sheet, court.lawOn);
  court.inForce[number] = force;
  if (force === no || ready.when === undefined) return "not-engaged";
  const trigger = ready.when(sheet, court);
  const engaged = force < trigger ? force : trigger;
  court.engaged[number] = engaged;
  if (trigger === no || duty.nature === "definition") return "not-engaged";
  if (engaged === cannotTell) return "cannot-tell";
  if (ready.failed !== undefined && ready.failed(filled(ready, sure), court) === yes) {
    if (duty.mark === "confirmed") return "failed";
    court.heldBack.add(number);
    return "cannot-tell";
  }
  return ready.held !== undefined && ready.held(filled(ready, sheet), court) === yes ? "held" : "cannot-tell";
}

function filled(ready: ReadyDuty, sheet: Sheet): Sheet {
  if (ready.presumes.length === 0) return sheet;
  const copy = [...sheet];
  for (const [place, value] of ready.presumes) copy[place] ??= value;
  return copy;
}

/** The day that says which law applies to a step: the first of its dates that is known. */
export function ownDay(ready: ReadyDuty, sheet: Sheet): FactValue | undefined {
  for (const place of ready.datedBy) {
    const value = sheet[place];
    if (value?.first !== undefined) return value;
  }
  return undefined;
}

function isInForce(ready: ReadyDuty, sheet: Sheet, lawOn: number | undefined): Truth {
  const own = ownDay(ready, sheet);
  const first = own?.first ?? lawOn;
  const last = own?.last ?? lawOn;
  if (first === undefined || last === undefined) return cannotTell;
  if (last < ready.from || first > ready.to) return no;
  return first >= ready.from && last <= ready.to ? yes : cannotTell;
}

/** The answer for each duty, with its reason. */
export function dutyAnswers(statute: Statute, judgement: Judgement): readonly DutyAnswer[] {
  return statute.duties.map((ready) => {
    const { duty } = ready;
    return {
      id: duty.id,
      verdict: judgement.verdicts[ready.number] as Verdict,
      because: reasonOf(statute, ready, judgement),
      title: duty.title,
      nature: duty.nature,
      force: duty.force,
      mark: duty.mark,
      provision: ready.words.provision,
    };
  });
}

/** Why a duty was answered as it was, in one sentence. */
export function reasonOf(statute: Statute, ready: ReadyDuty, judgement: Judgement): string {
  const { duty, number } = ready;
  const verdict = judgement.verdicts[number];
  const force = judgement.inForce[number];
  if (force === no) return notInForce(ready, judgement.sheet, statute);
  if (duty.trigger.outsideFacts !== undefined) return `${duty.trigger.outsideFacts}.`;
  if (duty.nature === "definition") return "This says what words mean; there is nothing to hold or fail.";
  if (verdict === "not-engaged") return ready.words.notOpened;
  if (verdict === "held") return "The facts recorded show that it was held.";
  if (verdict === "failed") return "The facts recorded show that it was not held.";
  if (judgement.heldBack.has(number)) {
    return "The facts point to a failure, but the rule itself is still to be checked, so nothing is said.";
  }
  if (force === cannotTell) return "The day that says which law applies is not known, or not exactly enough.";
  const missing = missingFacts(statute, ready, judgement.sheet);
  if (judgement.engaged[number] === cannotTell) return `Whether it applies is open. ${missing}`;
  return missing === ""
    ? (duty.neverFailed ?? duty.neverHeld ?? "The facts recorded leave it open.")
    : missing;
}

function notInForce(ready: ReadyDuty, sheet: Sheet, statute: Statute): string {
  const own = ownDay(ready, sheet);
  const on = own?.first === undefined ? "" : ` on ${statute.dayOf(own.first)}`;
  return `Not in force${on}${ready.words.inForce}`;
}

const namesMax = 3;

function missingFacts(statute: Statute, ready: ReadyDuty, sheet: Sheet): string {
  let names = "";
  let missing = 0;
  for (const place of ready.uses) {
    if (sheet[place] !== undefined) continue;
    missing += 1;
    if (missing <= namesMax) names += ` ${statute.facts[place]?.question ?? ""}`;
  }
  if (missing === 0) return "";
  return missing > namesMax ? `Not known:${names} And ${missing - namesMax} more.` : `Not known:${names}`;
}
