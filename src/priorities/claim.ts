import type { CivilDate } from "@concordat/calendar";
import type { Basis, SubjectRef } from "../kernel/index.ts";
import type { Direction, Verdict, Windows } from "./verdict.ts";

/** What sort of thing is claimed. An activity is something done; whether anybody is better off is another question. */
export const claimKinds = {
  "change-in-figures": "A change in figures",
  activity: "An activity, not a result",
  "saves-money": "Money saved",
} as const;
export type ClaimKind = keyof typeof claimKinds;

/** Whether money that was saved could be taken out and spent elsewhere. */
export const cashableWords = {
  yes: "cashable",
  no: "not cashable",
  "not-said": "whether it is cashable is not said",
} as const;
export type Cashable = keyof typeof cashableWords;

/** What somebody said was achieved, in our words. */
export interface Claim {
  readonly slug: string;
  readonly title: string;
  /** Who said it, as a role or body: "A journal's author". */
  readonly who: string;
  readonly said: string;
  readonly kind: ClaimKind;
  readonly whatChanged: string;
  readonly where: string;
  readonly areaId?: string;
  readonly since: string;
  readonly byHowMuch: string;
  readonly cause: string;
  readonly cashable?: Cashable;
  readonly savedFor?: string;
  readonly savedWhen?: string;
  /** What can and cannot be told, whatever the figures say. */
  readonly limits: string;
  readonly source: string;
  readonly sourceUrl?: string;
  readonly seen: CivilDate;
  readonly basis: Basis;
  /** The body that entered it here, and when; left out of shipped claims. */
  readonly entered?: { readonly by: string; readonly on: CivilDate };
  /** Withdrawn by whoever entered it; it stays to be read. */
  readonly withdrawn?: { readonly on: CivilDate; readonly why: string };
}

/** How a definition stands to its claim. */
export const roles = {
  "as-claimed": "As claimed",
  tried: "Another reading",
  beside: "Beside the claim",
} as const;
export type Role = keyof typeof roles;

/** One way to read a claim as figures. */
export interface Definition {
  readonly claim: string;
  readonly place: number;
  readonly role: Role;
  readonly label: string;
  /** What is counted; several are added up. */
  readonly indicators: readonly string[];
  /** For a share: the indicators whose counts make the whole; empty where the first indicator's own denominator does. */
  readonly wholes: readonly string[];
  /** `area:walsall`, `organisation:walsall-healthcare-nhs-trust`, or `everybody`; several are added up, with their denominators. */
  readonly subjects: readonly string[];
  /** What the level is measured against, in the same months: subjects, or `everybody`. */
  readonly against: readonly string[];
  readonly vintage: string;
  readonly direction?: Direction;
  readonly windows: Windows;
  readonly claimed?: { readonly from?: number; readonly to?: number; readonly change: number };
  /** Of the claim's figures. */
  readonly decimals: number;
  /** Levels are multiplied by this to be read: 100 for per cent. */
  readonly scale: number;
  readonly unit: string;
  readonly note?: string;
  /** When a body tried it here; left out of shipped ones. */
  readonly triedOn?: CivilDate;
}

/** A definition with what its figures say. */
export interface Tried {
  readonly definition: Definition;
  readonly verdict: Verdict;
}

/** A claim as other modules refer to it. */
export function claimRef(slug: string): SubjectRef {
  return { module: "priorities", kind: "claim", id: slug };
}

/** The address of a claim. */
export function claimHref(slug: string): string {
  return `/claims/${slug}`;
}
