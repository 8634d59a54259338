import { pence } from "../money/pence.ts";
import type { Pence } from "../money/pence.ts";
import { all, bad, good, problem } from "../problem.ts";
import type { Checked } from "../problem.ts";
import type { Agreement } from "./agreement.ts";
import { parseAgreement } from "./agreement-file.ts";
import { agreementWords } from "./agreement-words.ts";
import type { Amounts, DisputedLine } from "./amounts.ts";
import { readAmounts } from "./amounts-file.ts";
import { evaluate } from "./evaluation.ts";
import type { PlaceKind, PlaceResult, ShareResult } from "./result.ts";

/** The lowest and the highest that the figures held allow; equal where nothing is disputed or it makes no difference. */
export interface Range {
  readonly low: Pence;
  readonly high: Pence;
}

/** One choice of whose figure holds for each disputed line, worked out. */
export interface View {
  /** By line: the partner whose figure it is. */
  readonly according: readonly { readonly line: string; readonly partner: string }[];
  readonly result: ShareResult;
}

/** What a risk share comes to for one partner, over all views. */
export interface PartnerRange {
  readonly id: string;
  readonly name: string;
  readonly pays: Range;
  readonly getsBack: Range;
  readonly net: Range;
}

/** What went to or came from one place besides the partners, over all views. */
export interface PlaceRange {
  readonly kind: PlaceKind;
  readonly id: string;
  readonly name: string;
  readonly from: Range;
  readonly to: Range;
}

/** A risk share with its words and its working. Ranges until every disputed line is settled. */
export interface ShareReport {
  readonly agreement: Agreement;
  readonly words: readonly string[];
  readonly disputed: readonly DisputedLine[];
  readonly variance: Range;
  readonly partners: readonly PartnerRange[];
  readonly places: readonly PlaceRange[];
  /** One where nothing is disputed; otherwise one for each choice of figures. */
  readonly views: readonly View[];
}

const viewsMax = 1024;

/** A file's name and text. */
export interface SourceText {
  readonly name: string;
  readonly text: string;
}

/**
 * The risk share of an agreement file on an amounts file: the whole of `concordat pounds share`, without the files.
 *
 * @example shareOfFiles({ name: "a.yaml", text: "" }, { name: "b.csv", text: "" }).ok // false
 */
export function shareOfFiles(agreementFile: SourceText, amountsFile: SourceText): Checked<ShareReport> {
  const agreement = parseAgreement(agreementFile.text, agreementFile.name);
  if (!agreement.ok) return agreement;
  const amounts = readAmounts(amountsFile.text, amountsFile.name, agreement.value);
  return amounts.ok ? shareReport(agreement.value, amounts.value) : amounts;
}

/**
 * Works out a risk share for every choice of whose figures hold, and gives what each partner pays as a range over them.
 *
 * The range is over the figures that partners have given, in every combination; a settlement outside them may lie outside.
 *
 * @example shareReport(agreement, amounts).ok // true
 */
export function shareReport(agreement: Agreement, amounts: Amounts): Checked<ShareReport> {
  const { disputed } = amounts;
  const count = disputed.reduce((product, { figures }) => product * figures.length, 1);
  if (count > viewsMax) {
    const message = `${disputed.length} lines are disputed, which makes ${count} combinations of figures. Settle some first: at most ${viewsMax} are worked out.`;
    return bad(problem("disputes-many", message));
  }
  const views = all(
    choices(disputed).map((according) => {
      const result = evaluate(agreement, withFigures(amounts, according));
      return result.ok ? good({ according, result: result.value }) : result;
    }),
  );
  if (!views.ok) return bad(...new Map(views.problems.map((one) => [one.message, one])).values());
  const results = views.value.map(({ result }) => result);
  return good({
    agreement,
    words: agreementWords(agreement),
    disputed,
    variance: rangeOf(results.map(({ variance }) => variance)),
    partners: agreement.partners.map(({ id, name }) => partnerRange(id, name, results)),
    places: placeRanges(results),
    views: views.value,
  });
}

/** Every choice of one partner's figure for each disputed line; one empty choice where nothing is disputed. */
function choices(disputed: readonly DisputedLine[]): readonly View["according"][] {
  return disputed.reduce<readonly View["according"][]>(
    (before, { line, figures }) =>
      before.flatMap((choice) => figures.map(({ partner }) => [...choice, { line, partner }])),
    [[]],
  );
}

function withFigures(amounts: Amounts, according: View["according"]): Amounts {
  if (according.length === 0) return amounts;
  const lines = amounts.lines.map((line) => {
    const choice = according.find((one) => one.line === line.id);
    const figures = amounts.disputed.find((one) => one.line === line.id)?.figures ?? [];
    const actual = figures.find(({ partner }) => partner === choice?.partner)?.amount;
    return actual === undefined ? line : { ...line, actual };
  });
  return { ...amounts, lines };
}

function partnerRange(id: string, name: string, results: readonly ShareResult[]): PartnerRange {
  const own = results.flatMap(({ partners }) => partners.filter((partner) => partner.id === id));
  return {
    id,
    name,
    pays: rangeOf(own.map(({ pays }) => pays)),
    getsBack: rangeOf(own.map(({ getsBack }) => getsBack)),
    net: rangeOf(own.map(({ net }) => net)),
  };
}

/** A place that a view leaves out had nothing in that view. */
function placeRanges(results: readonly ShareResult[]): readonly PlaceRange[] {
  const key = ({ kind, id }: PlaceResult): string => `${kind} ${id}`;
  const known = new Map(results.flatMap(({ places }) => places.map((place) => [key(place), place] as const)));
  return [...known].map(([name, place]) => {
    const each = results.map(({ places }) => places.find((one) => key(one) === name));
    return {
      kind: place.kind,
      id: place.id,
      name: place.name,
      from: rangeOf(each.map((one) => one?.from ?? pence(0n))),
      to: rangeOf(each.map((one) => one?.to ?? pence(0n))),
    };
  });
}

function rangeOf(amounts: readonly Pence[]): Range {
  const low = amounts.reduce((least, amount) => (amount < least ? amount : least));
  const high = amounts.reduce((most, amount) => (amount > most ? amount : most));
  return { low: pence(low), high: pence(high) };
}

/** What may stand in JSON: whole pence are text, since a JSON number may lose digits. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

export type JsonObject = { readonly [name: string]: Json };

/**
 * A report as JSON: the words, what each partner pays, and every step; all amounts in pence, as text.
 *
 * @example shareJson(report).variance // { low: "-1000", high: "-1000" }
 */
export function shareJson({
  agreement,
  words,
  variance,
  partners,
  places,
  disputed,
  views,
}: ShareReport): JsonObject {
  const { name, year, source, illustrative } = agreement;
  return jsonObject({
    agreement: { name, year, source, illustrative },
    words,
    variance,
    partners,
    places,
    disputed,
    views,
  });
}

function jsonOf(value: unknown): Json {
  if (typeof value === "bigint") return String(value);
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(jsonOf);
  if (typeof value !== "object" || value === null) return null;
  return jsonObject(value);
}

function jsonObject(value: object): JsonObject {
  const kept = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(kept.map(([name, item]) => [name, jsonOf(item)]));
}
