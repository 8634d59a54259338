import type { CivilDate } from "@concordat/calendar";
import { countOf, type Audience, type Brand, type Provenance } from "../kernel/index.ts";
import type { AreaId } from "./area.ts";
import { inSentence } from "./words.ts";

export type OrganisationId = Brand<string, "OrganisationId">;

/** Kinds of organisation with their names; the key is what addresses and files use. */
export const organisationKinds = {
  icb: ["Integrated care board", "Integrated care boards"],
  council: ["Council", "Councils"],
  "district-council": ["District council", "District councils"],
  trust: ["NHS trust", "NHS trusts"],
  network: ["Primary care network", "Primary care networks"],
  "gp-federation": ["GP federation", "GP federations"],
  ccg: ["Clinical commissioning group", "Clinical commissioning groups"],
  pct: ["Primary care trust", "Primary care trusts"],
  "strategic-authority": ["Strategic authority", "Strategic authorities"],
  "national-body": ["National body", "National bodies"],
  healthwatch: ["Healthwatch", "Healthwatch"],
  voluntary: ["Voluntary organisation", "Voluntary organisations"],
  other: ["Other organisation", "Other organisations"],
} as const satisfies Readonly<Record<string, readonly [string, string]>>;
export type OrganisationKind = keyof typeof organisationKinds;

export const organisationKindKeys = Object.keys(organisationKinds) as readonly OrganisationKind[];

/** A body with the days it was in being, whether its business is kept here, and where that is known from. */
export interface Organisation extends Provenance {
  readonly id: OrganisationId;
  readonly slug: string;
  readonly kind: OrganisationKind;
  /** Its name on the day asked about. */
  readonly name: string;
  readonly officialName?: string;
  readonly area?: { readonly id: AreaId; readonly slug: string; readonly name: string };
  readonly foundation?: boolean;
  readonly keptHere: boolean;
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
  /** The beginning, or where it is not known the earliest day that the lists held here speak for. */
  readonly heldFrom: CivilDate;
  readonly audience: Audience;
  readonly version: number;
}

/** "Integrated care board". */
export function organisationKindLabel(kind: OrganisationKind, foundation?: boolean): string {
  return kind === "trust" && foundation ? "NHS foundation trust" : organisationKinds[kind][0];
}

/** "Integrated care boards". */
export function organisationKindPlural(kind: OrganisationKind): string {
  return organisationKinds[kind][1];
}

/** What a kind is called where a list counts it, if its name alone would mislead: districts have councils too. */
const countedAs: Partial<Record<OrganisationKind, readonly [string, string]>> = {
  council: ["council responsible for social care", "councils responsible for social care"],
  healthwatch: ["local Healthwatch", "local Healthwatch"],
};

/** "36 integrated care boards", "one council responsible for social care". */
export function countOrganisations(kind: OrganisationKind, count: number): string {
  const [one, many] = countedAs[kind] ?? organisationKinds[kind];
  return countOf(count, inSentence(one), inSentence(many));
}

/** How one body became another. */
export interface Succession extends Provenance {
  readonly from: { readonly id: OrganisationId; readonly slug: string; readonly name: string };
  readonly to: { readonly id: OrganisationId; readonly slug: string; readonly name: string };
  readonly on: CivilDate;
  readonly kind: "merger" | "split" | "enlargement" | "rename" | "takeover";
  /** How much of the first passed to the second, as a fraction of 1; absent: not known. */
  readonly share?: number;
}

/** A code by which others know an area or organisation, with the days it was valid. */
export interface Identifier {
  readonly scheme: string;
  readonly code: string;
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
}

const schemes: Readonly<Record<string, string>> = {
  ods: "NHS organisation code (ODS)",
  gss: "ONS code (GSS)",
  "ons-2022": "ONS code, 2022 edition",
  "ons-2024": "ONS code, 2024 edition",
  "ons-2026": "ONS code, 2026 edition",
  register: "Register of local authorities",
  pcn: "Primary care network code",
};

/** What a scheme of codes is called. */
export function schemeLabel(scheme: string): string {
  return schemes[scheme] ?? scheme;
}

/** Whether a body is a council of either tier. */
export function isCouncil({ kind }: { readonly kind: string }): boolean {
  return kind === "council" || kind === "district-council";
}
