import type { CivilDate } from "@concordat/calendar";
import type { Brand, Provenance, SubjectRef } from "../kernel/index.ts";

export type FunctionId = Brand<string, "FunctionId">;

/** Kinds of body by which the law names a holder, with their words. */
export const holderKinds = {
  icb: ["Integrated care board", "Integrated care boards"],
  ccg: ["Clinical commissioning group", "Clinical commissioning groups"],
  pct: ["Primary care trust", "Primary care trusts"],
  "nhs-england": ["NHS England", "NHS England"],
  "secretary-of-state": ["The Secretary of State", "The Secretary of State"],
  "upper-tier-council": ["Upper-tier council", "Upper-tier councils"],
  "district-council": [
    "District council, or the council where there is one tier",
    "District councils, or the council where there is one tier",
  ],
  "nhs-trust": ["NHS trust", "NHS trusts"],
  "foundation-trust": ["NHS foundation trust", "NHS foundation trusts"],
  hwb: ["Health and wellbeing board", "Health and wellbeing boards"],
  icp: ["Integrated care partnership", "Integrated care partnerships"],
  "strategic-authority": ["Strategic authority", "Strategic authorities"],
  "care-quality-commission": ["Care Quality Commission", "Care Quality Commission"],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
export type HolderKind = keyof typeof holderKinds;

/** Whether a word is a kind of holder. */
export function isHolderKind(word: string): word is HolderKind {
  return Object.hasOwn(holderKinds, word);
}

/** "Integrated care board". */
export function holderLabel(kind: HolderKind): string {
  return holderKinds[kind][0];
}

/** Who decides how it is done: a standard for all, each place, or both. */
export const choices = {
  "national-standard": "National standard",
  "local-choice": "Local choice",
  mixed: "National and local",
} as const;
export type FunctionChoice = keyof typeof choices;

/** How sure the law held here is: seen in a public copy, or from memory. */
export type Mark = "confirmed" | "to-be-checked";

/** "Confirmed" or "To be checked". */
export function markLabel(mark: Mark): string {
  return mark === "confirmed" ? "Confirmed" : "To be checked";
}

/** One kind of body that holds a function on some days, beside the holder, or by national delegation. */
export interface FunctionHolder {
  readonly role: "holder" | "beside" | "delegate";
  /** Absent: the source names the holder in words that are no one kind of body. */
  readonly kind?: HolderKind;
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
  /** `some`: the source does not say which bodies of the kind. */
  readonly certainty: "all" | "some";
  /** How much of the function; absent: all of it. */
  readonly extent?: string;
  /** Slugs of the NHS regions for which it is so; empty: everywhere. */
  readonly regions: readonly string[];
  readonly words?: string;
  readonly mark: Mark;
}

/** Something that the law has a public body do or decide, with its holders by date. */
export interface PublicFunction extends Provenance {
  readonly id: FunctionId;
  readonly slug: string;
  readonly name: string;
  readonly sector: string;
  readonly provision: string;
  /** Who within the body decides where nothing else is arranged, in the words of the source. */
  readonly decidedBy: string;
  readonly mayBeDelegatedTo: string;
  readonly jointRoute: string;
  readonly choice: FunctionChoice;
  readonly keyDecision: boolean;
  readonly notes?: string;
  readonly mark: Mark;
  readonly holders: readonly FunctionHolder[];
}

const sectors: Readonly<Record<string, string>> = {
  nhs: "NHS services",
  "public-health": "Public health",
  care: "Adult social care",
  children: "Children",
  joint: "Joint work of the NHS and councils",
  scrutiny: "Scrutiny",
  finance: "Finance",
  governance: "Governance",
  direction: "Directions from above",
  education: "Education",
  environment: "Environment",
  housing: "Housing",
  involvement: "Involving the public",
  leisure: "Leisure",
  planning: "Planning",
  quality: "Quality",
  region: "Strategic authorities",
  resilience: "Emergencies",
};

/** What a field of public business is called. */
export function sectorLabel(sector: string): string {
  return sectors[sector] ?? sector;
}

export function functionRef(one: Pick<PublicFunction, "id">): SubjectRef {
  return { module: "place", kind: "function", id: one.id };
}
