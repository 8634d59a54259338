import { addDays, parseCivilDate, type CivilDate } from "@concordat/calendar";
import { isHolderKind, type HolderKind } from "./function.ts";

/** An earlier holder as far as the words of a source say. */
export interface Predecessor {
  /** Absent: the words are no one kind of body. */
  readonly kind?: HolderKind;
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
  readonly words: string;
}

const day = String.raw`\d{4}-\d{2}-\d{2}`;
const forms = {
  between: new RegExp(`^(.+?),? (${day}) to (${day})(?: (\\(.*\\)))?$`),
  to: new RegExp(`^(.+?) to (${day})$`),
  from: new RegExp(`^(.+?) from (${day})$`),
  before: new RegExp(`^(.+?) before(?: (${day}))?$`),
};

/**
 * Reads what a source says of earlier holders, as rows with days; the latest first, as it is written.
 *
 * Dates in the words are first and last days; `before` alone means before the row after it. A holder that is no one kind of
 * body ("trust and council") and days that are not said stay in the words: nothing is filled in.
 *
 * @param text  one holder after another, parted by semicolons; may be empty
 * @param now  the present holder: its kind, which "same councils under earlier Acts" names, and its first day
 * @example readPredecessors("ccg 2013-04-01 to 2022-06-30; pct before", { kind: "icb", beginsOn })
 *   // ccg until 1 July 2022, pct until 1 April 2013
 */
export function readPredecessors(
  text: string,
  now: { readonly kind: HolderKind; readonly beginsOn?: CivilDate },
): readonly Predecessor[] {
  const rows: Predecessor[] = [];
  let nextBegins = now.beginsOn;
  for (const words of text
    .split(";")
    .map((part) => part.trim())
    .filter(Boolean)) {
    const row = readOne(words, { kind: now.kind, nextBegins });
    rows.push(row);
    nextBegins = row.beginsOn;
  }
  return rows;
}

interface Around {
  readonly kind: HolderKind;
  readonly nextBegins: CivilDate | undefined;
}

function readOne(words: string, around: Around): Predecessor {
  const { holder, beginsOn, endsOn } = daysOf(words, around);
  const kind = holder === undefined ? undefined : kindOf(holder, around.kind);
  return { words, ...(kind && { kind }), ...(beginsOn && { beginsOn }), ...(endsOn && { endsOn }) };
}

function daysOf(
  words: string,
  { nextBegins }: Around,
): {
  readonly holder?: string;
  readonly beginsOn?: CivilDate | undefined;
  readonly endsOn?: CivilDate | undefined;
} {
  const between = forms.between.exec(words);
  if (between) return { holder: between[1]!, beginsOn: date(between[2]!), endsOn: after(between[3]!) };
  const to = forms.to.exec(words);
  if (to) return { holder: to[1]!, endsOn: after(to[2]!) };
  const from = forms.from.exec(words);
  if (from) return { holder: from[1]!, beginsOn: date(from[2]!), endsOn: nextBegins };
  const before = forms.before.exec(words);
  if (before) return { holder: before[1]!, endsOn: before[2] === undefined ? nextBegins : date(before[2]) };
  return {};
}

/** A bare kind, with words in brackets or about its manner behind it. Anything else is left to the reader. */
function kindOf(holder: string, present: HolderKind): HolderKind | undefined {
  if (holder === "same councils under earlier Acts") return present;
  const bare = holder
    .replace(/ \(.*\)$/, "")
    .replace(/ (for ccgs|on referral by scrutiny)$/, "")
    .trim();
  return isHolderKind(bare) ? bare : undefined;
}

function date(text: string): CivilDate {
  const parsed = parseCivilDate(text);
  if (!parsed.ok) throw new RangeError(parsed.problem);
  return parsed.value;
}

function after(lastDay: string): CivilDate {
  return addDays(date(lastDay), 1);
}
