import type { CivilDate } from "@concordat/calendar";
import { isCivilDate } from "@concordat/calendar";
import { signList } from "@concordat/statistics";
import type { SubjectRef } from "../kernel/index.ts";
import type { Span } from "./period.ts";

/** At most this share of the signs of a list is expected to be false. */
export const falseShare = 0.05;

/** What makes a sign: of which indicator, for whom, in the period that ends on a day. */
export interface SignKey {
  readonly kind: "outlier" | "change";
  readonly indicator: string;
  readonly code: string;
  readonly end: CivilDate;
}

/** One question that was asked of the figures, with its answer: far out, or changed? */
export interface SignTest extends SignKey {
  readonly span: Span;
  readonly areaId?: string;
  readonly organisationId?: string;
  readonly unit: string;
  /** The figure of an outlier; the average of the last twelve months of a change. */
  readonly value: number;
  /** What it is held against: the centre of the funnel; the level before. */
  readonly against: number;
  readonly side: "high" | "low";
  /** Two-sided probability of so much when nothing is there. */
  readonly p: number;
  /** Of a change: by how much, with 95 per cent limits. */
  readonly shift?: { readonly estimate: number; readonly lower: number; readonly upper: number };
  readonly dataset?: string;
}

/** A test that stands out among all that were made. */
export interface Sign extends SignTest {
  /** The share of false signs at which this one would still be listed. */
  readonly adjusted: number;
}

/** The signs of a list, with what the list promises. */
export interface Signs {
  readonly signs: readonly Sign[];
  readonly tests: number;
  readonly outlierTests: number;
  readonly changeTests: number;
  readonly falseShare: number;
  readonly falseExpected: number;
}

/**
 * The signs among all tests made: Benjamini and Hochberg over the whole list, so that at most 5 in 100 signs are expected to be false.
 *
 * The promise is about the list as it stands. Picking some of it and asking again promises nothing.
 */
export function signsAmong(tests: readonly SignTest[]): Signs {
  const p = Float64Array.from(tests, (one) => one.p);
  const list = signList(p, falseShare);
  const { length } = tests;
  let adjusted = 1;
  const found = new Map<number, number>();
  for (let rank = list.signs.length; rank >= 1; rank -= 1) {
    const index = list.signs[rank - 1]!;
    adjusted = Math.min(adjusted, (list.tests / rank) * p[index]!);
    found.set(index, adjusted);
  }
  return {
    signs: list.signs.map((index) => ({ ...tests[index]!, adjusted: found.get(index) ?? 1 })),
    tests: length,
    outlierTests: tests.filter((one) => one.kind === "outlier").length,
    changeTests: tests.filter((one) => one.kind === "change").length,
    falseShare: list.falseShare,
    falseExpected: list.falseExpected,
  };
}

const between = "~";

/** `outlier~shmi.ratio~R1H~2025-12-31`: what a sign is called in addresses and links. */
export function signId({ kind, indicator, code, end }: SignKey): string {
  return [kind, indicator, code, end].join(between);
}

/** The key in an id, or undefined where it is none. */
export function parseSignId(text: string): SignKey | undefined {
  const [kind, indicator, code, end, ...more] = text.split(between);
  if ((kind !== "outlier" && kind !== "change") || !indicator || !code || !end || more.length > 0)
    return undefined;
  return isCivilDate(end) ? { kind, indicator, code, end } : undefined;
}

/** A sign as other modules refer to it: `on: "sign"` panels, links such as *about*. */
export function signRef(key: SignKey): SubjectRef {
  return { module: "purpose", kind: "sign", id: signId(key) };
}

export function signHref(key: SignKey): string {
  return `/signs/${signId(key)}`;
}
