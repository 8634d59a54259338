import { plainText, spansOf, type PageModel, type Sentence } from "../../src/kernel/index.ts";

/**
 * The Flesch-Kincaid grade of a text: about how many years of school a reader needs.
 *
 * Sentences end at full stops, question and exclamation marks. Numbers count as one word of one syllable: a reader takes them
 * in at a glance. Not for texts of fewer than five words, and no measure of whether a text is true or kind.
 *
 * @source Kincaid JP et al (1975), Naval Technical Training Command Research Branch Report 8-75
 */
export function readingGrade(text: string): number {
  const sentences = text.split(/[.!?]+(?:\s|$)/u).filter((one) => /[\p{L}\d]/u.test(one));
  const words = text.match(/[\p{L}\d][\p{L}\d'’.,%£-]*/gu) ?? [];
  if (words.length === 0 || sentences.length === 0) return 0;
  const syllables = words.reduce((total, word) => total + syllablesIn(word), 0);
  return 0.39 * (words.length / sentences.length) + 11.8 * (syllables / words.length) - 15.59;
}

/** Syllables of an English word, by its groups of vowels: near enough for a mean over a text. */
export function syllablesIn(word: string): number {
  const letters = word.toLowerCase().replace(/[^a-z]/gu, "");
  if (letters.length === 0 || /\d/u.test(word)) return 1;
  if (letters.length <= 3) return 1;
  const stem = letters
    .replace(/([^aeiouy])e(?=(?:ly|ment|ments|ful|less|ness)$)/u, "$1")
    .replace(/(?:[^aeiouylcsxzgh]es|[^aeioutd]ed|[^laeiouy]e)$/u, (end) => end.charAt(0));
  const groups = stem.replace(/^y/u, "").match(/[aeiouy]+/gu) ?? [];
  return Math.max(1, groups.length);
}

/** What is left out: names of bodies and things, passages that are quoted, links, dates, and what stands in brackets. */
export function withoutNames(sentence: Sentence, names: readonly string[] = []): string {
  const spoken = spansOf(sentence)
    .map((span) => (typeof span === "object" && "text" in span ? "it" : plainText([span])))
    .join("");
  const longest = names.toSorted((a, b) => b.length - a.length);
  return longest
    .reduce((text, name) => text.replaceAll(name, "it"), spoken)
    .replace(/“[^”]*”/gu, "it")
    .replace(/\([^)]*\)/gu, "")
    .replace(
      /\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}/gu,
      "2026",
    )
    .replace(/https?:\/\/\S+|[^\s@]+@[^\s@]+\.[a-z]+/gu, "it");
}

/** The public words of a page that must be plain: its answer and what leads into each section, each with its grade. */
export function gradesOf(
  page: Pick<PageModel, "answer" | "sections">,
  names: readonly string[] = [],
): readonly { readonly text: string; readonly grade: number }[] {
  const leads = (page.sections ?? []).flatMap((section) =>
    "intro" in section && section.intro !== undefined ? [section.intro] : [],
  );
  return [page.answer, ...leads]
    .map((sentence) => withoutNames(sentence, names))
    .filter((text) => text.trim().split(/\s+/u).length >= 5)
    .map((text) => ({ text, grade: readingGrade(text) }));
}

/** The grade that public words stay under. */
export const gradeMost = 7;

/** What stands in a page of the site that must be plain: its answer, the leads of its sections, the answers of its panels. */
const leads =
  /<p class="(?:opening__answer|section__intro|panel__answer|question__answer)">([\s\S]*?)<\/p>/gu;

/** A run of words that begin with capitals, with what joins them: a name, wherever it stands. */
const nameRun =
  /(?:the )?\p{Lu}[\p{L}\d’'&-]*(?:,? (?:(?:of|and|the|for|in|on|at|with|to|upon|under) ){0,3}(?:\p{Lu}|\d{4}\b)[\p{L}\d’'&-]*)+/gu;

/**
 * The public words of a page as it was sent, with the grade of each: what `gradesOf` reads of a model, and the panels' answers.
 *
 * Links, names and quotations count as "it", the page's own title too. Not for words in tables, facts or forms.
 */
export function gradesOfHtml(html: string): readonly { readonly text: string; readonly grade: number }[] {
  const title = textOf(/<h1[^>]*>([\s\S]*?)<\/h1>/u.exec(html)?.[1] ?? "");
  return [...html.matchAll(leads)]
    .map(([, inner = ""]) => textOf(inner.replace(/<a [^>]*>[\s\S]*?<\/a>/gu, "it")))
    .map((text) => withoutNames(text, title === "" ? [] : [title]).replace(nameRun, "it"))
    .filter((text) => text.trim().split(/\s+/u).length >= 5)
    .map((text) => ({ text, grade: readingGrade(text) }));
}

function textOf(html: string): string {
  const signs: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
  return html
    .replace(/<[^>]*>/gu, "")
    .replace(/&(amp|lt|gt|quot|#39);/gu, (whole, name: string) => signs[name] ?? whole)
    .replace(/\s+/gu, " ")
    .trim();
}
