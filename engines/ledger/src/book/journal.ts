import { bad, good } from "../problem.ts";
import type { Checked, Problem } from "../problem.ts";
import type { Act, Closing, Entry, Stamp } from "./act.ts";
import { endsTarget, judge, targetOf } from "./judgement.ts";

/** The books as a list that only grows. Made by `emptyJournal` and `record`; the maps are for finding things in it. */
export interface Journal {
  readonly entries: readonly Entry[];
  readonly byId: ReadonlyMap<string, Entry>;
  /** By the id of what was ended: the entry that ended it. */
  readonly endings: ReadonlyMap<string, Entry>;
  /** The closings that were not reopened. */
  readonly closed: ReadonlyMap<string, Closing>;
}

/** An act with the time and person of its recording. */
export interface Recording {
  readonly act: Act;
  readonly stamp: Stamp;
}

/** The journal after recording, the entries that stand for the acts, and how many were there before. */
export interface Recorded {
  readonly journal: Journal;
  readonly entries: readonly Entry[];
  readonly repeats: number;
}

/**
 * Books in which nothing is written yet.
 *
 * @example emptyJournal.entries.length // 0
 */
export const emptyJournal: Journal = { entries: [], byId: new Map(), endings: new Map(), closed: new Map() };

const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * Records acts in their order: all of them, or none with every problem.
 *
 * For files, exports, tests and small books held in memory. A store keeps its own rows and calls `judge`.
 * An act that stands already changes nothing and its first entry is given. Times of recording never go back: an entry
 * from a clock that runs behind gets the time of the entry before it, so that what was known at a moment is a beginning
 * of the list.
 *
 * @throws RangeError when a time of recording is not a moment in UTC with milliseconds: texts of other forms do not sort
 * @example record(emptyJournal, []).ok // true
 */
export function record(journal: Journal, recordings: readonly Recording[]): Checked<Recorded> {
  const entries = [...journal.entries];
  const byId = new Map(journal.byId);
  const endings = new Map(journal.endings);
  const closed = new Map(journal.closed);
  const grown: Journal = { entries, byId, endings, closed };
  const answers: Entry[] = [];
  const problems: Problem[] = [];
  for (const { act, stamp } of recordings) {
    if (!moment.test(stamp.at))
      throw new RangeError(`“${stamp.at}” is no moment such as 2025-04-30T16:05:00.000Z.`);
    const judged = judge(act, factsOf(grown, act));
    if (!judged.ok) problems.push(...judged.problems);
    else if (judged.value.kind === "repeat") answers.push(judged.value.entry);
    else {
      const last = entries.at(-1)?.stamp.at ?? "";
      const at = stamp.at < last ? last : stamp.at;
      const { movements } = judged.value;
      const entry: Entry = { sequence: entries.length + 1, stamp: { ...stamp, at }, act, movements };
      entries.push(entry);
      byId.set(act.id, entry);
      if (endsTarget(act)) endings.set(String(targetOf(act)), entry);
      if (act.kind === "closing") closed.set(act.id, act);
      if (act.kind === "reopening") closed.delete(act.closing);
      answers.push(entry);
    }
  }
  if (problems.length > 0) return bad(...problems);
  const added = entries.length - journal.entries.length;
  return good({ journal: grown, entries: answers, repeats: answers.length - added });
}

function factsOf(journal: Journal, act: Act): Parameters<typeof judge>[1] {
  const aim = targetOf(act);
  const target = aim === undefined ? undefined : journal.byId.get(aim);
  const ending = aim === undefined ? undefined : journal.endings.get(aim);
  return { same: journal.byId.get(act.id), target, ending, closed: [...journal.closed.values()] };
}

/**
 * The periods of a fund that are closed, as known after an entry; now, where none is named.
 *
 * @param known  the last entry that counts
 * @example closedPeriods(emptyJournal, "better-care") // []
 */
export function closedPeriods(journal: Journal, fund: string, known?: number): readonly Closing[] {
  const counts = (entry: Entry): boolean => known === undefined || entry.sequence <= known;
  return journal.entries.flatMap((entry) => {
    if (entry.act.kind !== "closing" || entry.act.fund !== fund || !counts(entry)) return [];
    const reopened = journal.endings.get(entry.act.id);
    return reopened !== undefined && counts(reopened) ? [] : [entry.act];
  });
}

/**
 * The last entry recorded by a moment, for asking what was known then: 0 where there was none.
 *
 * @param at  a moment in UTC as text; a moment counts to its end
 * @example knownAt(emptyJournal, "2025-04-30T23:59:59.999Z") // 0
 */
export function knownAt(journal: Journal, at: string): number {
  let [low, high] = [0, journal.entries.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((journal.entries[middle] as Entry).stamp.at <= at) low = middle + 1;
    else high = middle;
  }
  return low;
}
