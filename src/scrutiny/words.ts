import { countInWords } from "../kernel/index.ts";

/** "It happened" as "it happened". */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** "Anybody who lives here" as "Anybody who lives here."; what ends as a sentence does already stays. */
export function sentenceOf(text: string): string {
  return /[.!?]$/u.test(text) ? text : `${text}.`;
}

/** "none of them", "three of them". */
export function ofThem(count: number): string {
  return `${count === 0 ? "none" : countInWords(count)} of them`;
}
