import type { Provenance, SourceLine } from "../kernel/index.ts";

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

/** Distinct sources of some facts, the most used first, eight at most. */
export function sourcesOf(facts: readonly Provenance[]): readonly SourceLine[] {
  const counts = new Map<string, { readonly fact: Provenance; count: number }>();
  for (const fact of facts) {
    const held = counts.get(fact.source) ?? { fact, count: 0 };
    held.count += 1;
    counts.set(fact.source, held);
  }
  return [...counts.values()]
    .toSorted((a, b) => b.count - a.count)
    .slice(0, 8)
    .map(({ fact }) => sourceLine(fact));
}
