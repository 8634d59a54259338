import { formatNumber } from "./measured.ts";

/** A run of text in an answer: plain, strong, or a link. Never markup: the shell escapes every part. */
export type Span = string | { readonly strong: string } | { readonly text: string; readonly href: string };

/** A sentence or short paragraph made of spans, so that the same words serve page, feed and JSON. */
export type Sentence = string | readonly Span[];

/** The words alone. */
export function plainText(sentence: Sentence): string {
  return spansOf(sentence)
    .map((span) => (typeof span === "string" ? span : "strong" in span ? span.strong : span.text))
    .join("");
}

/** A sentence as its spans. */
export function spansOf(sentence: Sentence): readonly Span[] {
  return typeof sentence === "string" ? [sentence] : sentence;
}

/** "one, two and three". */
export function listInWords(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? "";
  return `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]!}`;
}

const small = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"];

/** A whole number for running text: words below ten, figures from 10. */
export function countInWords(count: number): string {
  return small[count] ?? formatNumber(count);
}

/** "two plans" as "Two plans", for the beginning of a sentence or a cell. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** "one board", "12 boards". The plural is given where it is not the singular with an s. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${countInWords(count)} ${count === 1 ? singular : plural}`;
}
