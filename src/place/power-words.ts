import { formatCivilDate } from "@concordat/calendar";
import {
  capital,
  countInWords,
  countOf,
  listInWords,
  type Provenance,
  type Sentence,
  type SourceLine,
  type Span,
} from "../kernel/index.ts";
import { ownHospitals } from "./power-bearers.ts";
import { formatPounds, plainPounds } from "./power-limit.ts";
import type { ChainLink, Decider, PowerAnswer, PowerQuestion } from "./power.ts";
import { shareInWords, sourcesOf } from "./words.ts";

/** The day of the law that is shipped; said with every answer. */
const lawKnownOn = "Law as known on 21 November 2026. Concordat informs; it is not legal advice.";

/** Where functions are known from, with the day of the law. */
export function lawSources(facts: readonly Provenance[]): readonly SourceLine[] {
  return sourcesOf(facts).map((one) => ({
    ...one,
    text: "Law as known on 21 November 2026, not legal advice",
  }));
}

/** The answer in one paragraph: who may, most local first; what is not known here. */
export function powerSentence(question: PowerQuestion, answer: PowerAnswer, withAt = ""): Sentence {
  const about = `“${question.function.name}” for ${question.area.name}${amountInWords(question)} on ${formatCivilDate(question.at)}`;
  if (answer.deciders.length === 0)
    return [`Who may decide ${about} cannot be told here.`, ...missingSpans(answer)];
  const first = answer.deciders.slice(0, namedMost);
  const more = answer.deciders.length - first.length;
  return [
    ...first.flatMap((one, index): readonly Span[] => [
      index === 0 ? "" : index === first.length - 1 && more === 0 ? " and " : ", ",
      nameSpan(one, answer, withAt),
      one.limit === undefined ? "" : ` (up to ${formatPounds(one.limit)})`,
    ]),
    more > 0 ? ` and ${more} more` : "",
    ` may decide ${about}${ranksDiffer(answer) ? ", the most local first" : ""}.`,
    partsSentence(answer),
    localSentence(answer),
    answer.deciders.some((one) => one.mark === "to-be-checked")
      ? " This rests on law that is still to be checked."
      : "",
    ...missingSpans(answer),
  ].filter((span) => span !== "");
}

const namedMost = 6;

function ranksDiffer({ deciders }: PowerAnswer): boolean {
  return new Set(deciders.map((one) => one.rank)).size > 1;
}

function partsSentence({ deciders }: PowerAnswer): string {
  return deciders.length > 1 && deciders.every(({ part }) => part !== undefined)
    ? " Each decides for its own part only."
    : "";
}

function amountInWords({ amount }: PowerQuestion): string {
  return amount === undefined ? "" : `, ${formatPounds(amount)},`;
}

/** A name with the part it decides for; where each decides for its own hospitals, a sentence says so once for all. */
function nameSpan(one: Decider, answer: PowerAnswer, withAt: string): Span {
  const saidOnce = one.part?.name === ownHospitals && partsSentence(answer) !== "";
  const name = one.part === undefined || saidOnce ? one.name : `${one.name} (${partInWords(one.part)})`;
  return one.href === undefined ? name : { text: name, href: `${one.href}${withAt}` };
}

/** "the part in East, 60%". */
export function partInWords(part: NonNullable<Decider["part"]>): string {
  return part.share === undefined ? part.name : `${part.name}, ${shareInWords(part.share)}`;
}

/** What is known of local schemes, as a sentence. */
export function localSentence(answer: PowerAnswer): string {
  if (!answer.delegable && answer.localLines === 0)
    return " The law as held here names nobody to whom it may be delegated.";
  if (answer.localLines === 0) return " Any local delegation: not known here.";
  const parts =
    answer.narrowerLines === 0
      ? ""
      : `, ${countInWords(answer.narrowerLines)} of them for parts of this area only`;
  const lines = capital(countOf(answer.localLines, "line"));
  return ` ${lines} of local schemes ${answer.localLines === 1 ? "is" : "are"} held here${parts}; any other local delegation: not known here.`;
}

function missingSpans(answer: PowerAnswer): readonly Span[] {
  return answer.missing.length === 0 ? [] : [` Not held here: ${answer.missing.join("; ")}.`];
}

/** By what right: the provision, or the chain from the holder down. */
export function rightInWords(one: Decider): string {
  const law = one.provision ?? `in the words held here “${one.words ?? ""}”`;
  if (one.chain.length === 0) return `By law: ${law}`;
  const [first] = one.chain;
  return [`${first!.from} by law: ${law}`, ...one.chain.map(linkInWords)].join("; ");
}

/** "to Mere Committee under NHS Act 2006 s65Z5, up to £500,000, since 1 July 2022". */
export function linkInWords(link: ChainLink): string {
  return [
    `to ${link.to} under ${link.legalBasis}`,
    ...(link.extent === undefined ? [] : [link.extent]),
    ...(link.limit === undefined ? [] : [`up to ${formatPounds(link.limit)}`]),
    ...(link.beginsOn === undefined ? [] : [`since ${formatCivilDate(link.beginsOn)}`]),
  ].join(", ");
}

/** The answer for machines; what is not known is null or named, never left to be guessed. */
export function powerJson(question: PowerQuestion, answer: PowerAnswer): Readonly<Record<string, unknown>> {
  const confirmed = answer.deciders.filter((one) => one.mark === "confirmed");
  return {
    question: {
      function: question.function.slug,
      area: question.area.slug,
      at: question.at,
      amountPounds: question.amount === undefined ? null : plainPounds(question.amount),
    },
    verdict: answer.verdict,
    deciders: answer.deciders.map(deciderJson),
    reserved: answer.reserved,
    missing: answer.missing,
    localDelegations: {
      heldHere: answer.localLines,
      forPartsOnly: answer.narrowerLines,
      others: "not known here",
    },
    withoutUncheckedLaw: {
      verdict: confirmed.length === 0 ? "cannot-tell" : answer.verdict,
      deciders: confirmed.map((one) => one.name),
    },
    choice: question.function.choice,
    note: lawKnownOn,
  };
}

function deciderJson(one: Decider): Readonly<Record<string, unknown>> {
  return {
    name: one.name,
    href: one.href ?? null,
    part: one.part?.name ?? null,
    share: one.part?.share ?? null,
    provision: one.provision ?? null,
    words: one.words ?? null,
    mark: one.mark,
    limitPounds: one.limit === undefined ? null : plainPounds(one.limit),
    conditions: one.conditions,
    extents: one.extents,
    chain: one.chain.map((link) => ({
      from: link.from,
      to: link.to,
      legalBasis: link.legalBasis,
      beginsOn: link.beginsOn ?? null,
      endsOn: link.endsOn ?? null,
      limitPounds: link.limit === undefined ? null : plainPounds(link.limit),
      conditions: link.conditions ?? null,
      extent: link.extent ?? null,
      delegation: link.delegation ?? null,
    })),
  };
}

/** "NHS West ICB, Mere Council and 3 more". */
export function decidersInWords(answer: PowerAnswer): string {
  const names = answer.deciders.map((one) =>
    one.extents.length === 0 ? one.name : `${one.name} (${one.extents.join(", ")})`,
  );
  if (names.length <= 3) return listInWords(names);
  return `${names.slice(0, 2).join(", ")} and ${names.length - 2} more`;
}
