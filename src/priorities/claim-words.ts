import { formatNumber, listInWords } from "../kernel/index.ts";
import type { Definition } from "./claim.ts";
import type { TriedSeries } from "./evidence.ts";
import { verdictOfClaim, verdictWords, type VerdictKind } from "./verdict.ts";
import { windowInWords } from "./window.ts";

/** How many decimals the levels of a definition are shown with: enough for the change that is claimed, no more. */
export function decimalsOf({ definition, verdict }: TriedSeries): number {
  const highest = Math.max(0, ...Object.values(verdict.levels).map((level: number) => Math.abs(level)));
  if (highest >= 1000) return 0;
  const change = definition.claimed?.change;
  return change !== undefined && change < 5 ? 2 : 1;
}

/** "25.8 per cent". */
export function levelInWords(level: number, one: TriedSeries): string {
  return `${formatNumber(level, decimalsOf(one))} ${one.definition.unit}`;
}

/** "32.9 per cent in August 2010 to March 2011, 25.8 per cent in 2013-14 and 35.2 per cent in 2017-18". */
export function levelsInWords(one: TriedSeries): string {
  const { levels } = one.verdict;
  const { windows } = one.definition;
  return listInWords(
    (["before", "after", "later"] as const).flatMap((name) => {
      const [level, window] = [levels[name], windows[name]];
      return level === undefined || !window
        ? []
        : [`${levelInWords(level, one)} in ${windowInWords(window)}`];
    }),
  );
}

/** Why the verdict is what it is, after the levels that it rests on. */
export function reasonInWords(one: TriedSeries): string {
  const levels = levelsInWords(one);
  return `${levels === "" ? "" : `It was ${levels}. `}${whyInWords(one)}`;
}

/** Why the verdict is what it is, for a line that shows the levels already. */
export function whyInWords(one: TriedSeries): string {
  const { verdict, definition } = one;
  const { why, change, held } = verdict;
  const moved = change === undefined ? "" : formatNumber(Math.abs(change), decimalsOf(one));
  const size = definition.claimed && formatNumber(definition.claimed.change, definition.decimals);
  switch (why) {
    case "nothing-held":
      return "No figure of these months is held here.";
    case "no-windows":
      return `Nothing is named that it could have changed from.`;
    case "partly-held":
      return `Of ${held.named} months named, ${held.months} are held.`;
    case "reached":
      return `That is a change of ${moved}, where ${size} was claimed. ${chanceInWords(one)}`;
    case "fell-short":
      return `That is a change of ${moved}, where ${size} was claimed. ${chanceInWords(one)}`;
    case "other-way":
      return `It did not go the way that was claimed.`;
    case "surely-other-way":
      return `It went the other way, by more than it varies from month to month.`;
    case "lost-later":
      return `The change came as claimed, and half of it or more was lost later.`;
    case "as-much-before":
      return `It had moved as much in ${windowInWords(definition.windows.earlier!)} to ${windowInWords(definition.windows.before!)}: ${levelInWords(verdict.levels.earlier!, one)} before that.`;
    case "beyond-chance":
      return `That is more than it varies from month to month.`;
    case "within-chance":
      return `Ordinary variation from month to month could make as much.`;
    case "chance-not-known":
      return `Whether that is more than ordinary variation cannot be told: ${lowered(verdict.noLimits ?? "")}`;
  }
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function chanceInWords({ verdict }: TriedSeries): string {
  const { limits } = verdict;
  if (!limits) return `Of chance nothing can be said: ${lowered(verdict.noLimits ?? "")}`;
  return limits.lower > 0 || limits.upper < 0
    ? "That is more than it varies from month to month."
    : "Ordinary variation from month to month could make as much.";
}

/** The verdict on a claim, from its definitions. */
export function verdictFrom(tried: readonly TriedSeries[]): VerdictKind {
  return verdictOfClaim(
    tried.filter(({ definition }) => definition.role === "as-claimed").map(({ verdict }) => verdict.kind),
  );
}

/** Why the claim's verdict is what it is, as sentences: the reading as claimed, or why the readings do not settle it. */
export function answerInWords(tried: readonly TriedSeries[]): string {
  const claimed = tried.filter(({ definition }) => definition.role === "as-claimed");
  const [first] = claimed;
  if (!first) return "No figure that measures it is held here.";
  const kinds = new Set(claimed.map(({ verdict }) => verdict.kind));
  if (kinds.size > 1)
    return `The readings as claimed differ: ${listInWords(claimed.map((one) => `${lowered(one.definition.label)}, ${verdictWords[one.verdict.kind].toLowerCase()}`))}.`;
  return `${first.definition.label}: ${lowered(reasonInWords(first))}`;
}

/** What stands beside the claim: "Councils’ delayed days a day fell from 1,244 to 1,000. ...". */
export function besideInWords(tried: readonly TriedSeries[]): string {
  const moved = tried.flatMap((one) => {
    const { before, after } = one.verdict.levels;
    if (one.definition.role !== "beside" || before === undefined || after === undefined) return [];
    const number = (level: number): string => formatNumber(level, decimalsOf(one));
    const verb = after < before ? "fell" : after > before ? "rose" : "stayed";
    return [`${one.definition.label} ${verb} from ${number(before)} to ${number(after)}`];
  });
  return moved.length === 0 ? "" : `${moved.join(". ")}.`;
}

/** The one thing that no verdict says. */
export const notTheCause = "The figures cannot show the cause.";

/** "33 to 26", "1.2", or nothing. */
export function sizeInWords({ claimed, decimals }: Definition): string | undefined {
  if (!claimed) return undefined;
  const { from, to, change } = claimed;
  return from === undefined || to === undefined
    ? `By ${formatNumber(change, decimals)}`
    : `${formatNumber(from, decimals)} to ${formatNumber(to, decimals)}`;
}
