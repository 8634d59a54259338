import { addDays, formatCivilDate, type CivilDate } from "@concordat/calendar";
import { type Basis, type Provenance, type SourceLine } from "../kernel/index.ts";

/** "from 1 July 2022 until 31 March 2026": half-open days in the words people use, last day included. */
export function periodInWords(
  period: { readonly beginsOn?: CivilDate; readonly endsOn?: CivilDate },
  dayBefore: (date: CivilDate) => CivilDate,
): string {
  const from = period.beginsOn ? `from ${formatCivilDate(period.beginsOn)}` : "";
  const until = period.endsOn ? `until ${formatCivilDate(dayBefore(period.endsOn))}` : "";
  return [from, until].filter(Boolean).join(" ");
}

/** "from 1 July 2022 until 31 March 2026"; "no dates known" where neither is. */
export function daysInWords(period: { readonly beginsOn?: CivilDate; readonly endsOn?: CivilDate }): string {
  return periodInWords(period, (date) => addDays(date, -1)) || "no dates known";
}

/** What somebody typed as a sentence: with a full stop where it has no end of its own. */
export function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** A label inside a sentence: "primary care network", but "NHS trust" and "GP federation" as they are. */
export function inSentence(label: string): string {
  return /^[A-Z]{2}/.test(label) ? label : label.charAt(0).toLowerCase() + label.slice(1);
}

/** A share as a percentage, "98.8%"; whole where it is whole. */
export function shareInWords(share: number): string {
  const percent = Math.round(share * 1000) / 10;
  return `${percent}%`;
}

/** Distinct sources of a list of facts, each once, the most used first. */
export function sourcesOf(facts: readonly Provenance[]): readonly SourceLine[] {
  const counts = new Map<string, { readonly fact: Provenance; count: number }>();
  for (const fact of facts) {
    const key = `${fact.source} ${fact.basis}`;
    const held = counts.get(key) ?? { fact, count: 0 };
    held.count += 1;
    counts.set(key, held);
  }
  const ordered = [...counts.values()].toSorted((a, b) => b.count - a.count);
  return ordered.slice(0, 8).map(({ fact }) => sourceLine(fact));
}

/** Lines of sources, each text once: of several, the first. */
export function distinctSources(lines: readonly SourceLine[]): readonly SourceLine[] {
  return [...new Map(lines.toReversed().map((line) => [line.text, line])).values()].toReversed();
}

/** One line of sources. */
export function sourceLine(fact: Provenance): SourceLine {
  const href = /^https?:\/\/\S+$/.test(fact.source) ? fact.source : undefined;
  return {
    text: fact.source,
    source: fact.source,
    seen: fact.seen,
    basis: fact.basis,
    ...(href && { href }),
  };
}

/** A mark beside a fact that is not confirmed or is made up. */
export function basisTag(basis: Basis): string | undefined {
  if (basis === "illustrative") return "Illustrative";
  if (basis === "general-knowledge") return "Unconfirmed";
  return undefined;
}

/** What is asked of a network or trust of which the sources leave open where it lies. */
export const askedWords = { system: "system", place: "council area" } as const;
