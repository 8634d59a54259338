import { pence, type Pence, type VatRegime } from "@concordat/ledger";
import type { CivilDate } from "@concordat/calendar";
import type { Provenance, SubjectRef } from "../kernel/index.ts";

/** How the money of two sides is brought together. */
export const forms = {
  pooled: "Pooled fund",
  aligned: "Aligned: each keeps its own money and works to joint outcomes",
  "lead-commissioning": "Lead commissioning",
  "integrated-provision": "Integrated provision",
  "grant-transfer": "Grant or transfer of money",
  "not-known": "Not known here",
} as const;
export type Form = keyof typeof forms;

/** An agreement between NHS bodies and councils. Where it is not kept here, only what a source says is known of it. */
export interface Agreement extends Provenance {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly areaId: string;
  readonly form: Form;
  readonly powers?: string;
  readonly beginsOn?: CivilDate;
  /** The first day on which it no longer runs. */
  readonly endsOn?: CivilDate;
  readonly approvedOn?: CivilDate;
  readonly approvedBy?: string;
  readonly keptHere: boolean;
  readonly story?: string;
  readonly audience: string;
}

export type Sector = "council" | "nhs" | "other";

/** One side of an agreement, under the key by which the books name it. */
export interface Party {
  readonly agreementId: string;
  readonly key: string;
  readonly organisationId?: string;
  readonly name: string;
  readonly sector: Sector;
  readonly host: boolean;
  readonly signedOn?: CivilDate;
}

/** A risk share as it stood from a day. */
export interface Version {
  readonly agreementId: string;
  readonly number: number;
  readonly fromOn: CivilDate;
  readonly riskShare: string;
  readonly why: string;
  readonly illustrative: boolean;
  readonly source: string;
  readonly seen: CivilDate;
}

/** Whether a figure was printed by its source, worked out from printed ones, agreed on this site, or made up. */
export type Mark = "printed" | "derived" | "not-known" | "agreed-here" | "illustrative";

/** A year of an agreement's pooled money. */
export interface Fund extends Provenance {
  readonly id: string;
  readonly slug: string;
  readonly agreementId: string;
  readonly name: string;
  readonly year: string;
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
  readonly total?: Pence;
  readonly totalMark: "printed" | "derived" | "not-known" | "kept-here";
  readonly reported?: Pence;
  readonly rounding?: string;
  /** The risk share in the source's words, where its rules are not held as a tree. */
  readonly riskShare?: string;
  readonly inequality?: string;
  readonly sourceUrl?: string;
  readonly audience: string;
}

/** What a party puts in from one source of funding. */
export interface Funding {
  readonly place: number;
  readonly party: string;
  readonly sourceOfFunding: string;
  readonly label: string;
  readonly amount?: Pence;
  readonly mark: Mark;
  readonly note?: string;
  /** Whether what users pay is still in it or was taken off; absent: not known here. */
  readonly charges?: Charges;
  /** What falls due in each month of the year, M1 first; adds up to the amount. Absent: no plan by month is entered. */
  readonly months?: readonly Pence[];
}

/** Whether what users pay in charges is still in a contribution, or was taken off it. */
export const chargesWords = {
  gross: "Gross: before charges to users are taken off",
  net: "Net: after charges to users are taken off",
} as const;
export type Charges = keyof typeof chargesWords;

/** Tiers of prevention, from the conditions of life to limiting harm; `none` is care that answers need. */
export const preventionTiers = {
  foundational: "Foundational: the conditions of life",
  primary: "Primary: before a need arises",
  secondary: "Secondary: early in a need",
  tertiary: "Tertiary: limits the harm of a need",
  none: "Care that answers a need",
} as const;
export type PreventionTier = keyof typeof preventionTiers;

/** One scheme of a fund with its budget for the year. */
export interface Scheme {
  readonly key: string;
  readonly name: string;
  /** The party that commissions it. */
  readonly lead: string;
  readonly sourceOfFunding?: string;
  readonly budget: Pence;
  /** Who delivers it, as the books name them: a party's key, or one made from the name of another body. */
  readonly body?: string;
  /** What a body that is no party is called, as it was entered; absent where only its key is held. */
  readonly bodyName?: string;
  readonly vat?: VatRegime;
  readonly prevention?: PreventionTier;
  /** `even`, or twelve weights parted by commas. */
  readonly profile: string;
  /** The manager's own forecast of the year, with its reason. */
  readonly judged?: { readonly amount: Pence; readonly why: string };
  readonly about?: string;
  /** What the deliverer is asked for: how much, for whom, to what standard. */
  readonly specification?: string;
  readonly illustrative: boolean;
}

/** Who may recover the VAT on what a scheme buys. */
export const vatWords: Readonly<Record<VatRegime, string>> = {
  "council-section-33": "A council: recovers VAT under section 33",
  "nhs-contracted-out": "An NHS body: recovers VAT on listed contracted-out services",
  "no-recovery": "Nobody recovers the VAT",
};

/** Everything held of one fund besides its books. */
export interface FundFile {
  readonly fund: Fund;
  readonly agreement: Agreement;
  readonly parties: readonly Party[];
  readonly versions: readonly Version[];
  readonly terms: ReadonlyMap<string, string>;
  readonly funding: readonly Funding[];
  readonly schemes: readonly Scheme[];
}

export function fundRef(id: string): SubjectRef {
  return { module: "pounds", kind: "fund", id };
}

export function agreementRef(id: string): SubjectRef {
  return { module: "pounds", kind: "agreement", id };
}

/** A plan or return, as files name it. */
export function bcfRef(fundId: string, document: string): SubjectRef {
  return { module: "pounds", kind: "better-care", id: `${fundId}-${document}` };
}

export function fundHref(slug: string): string {
  return `/money/${slug}`;
}

/** What a party is called: its key where the agreement no longer lists it. */
export function partyName(parties: readonly Party[], key: string): string {
  return parties.find((one) => one.key === key)?.name ?? key;
}

/** Who delivers a scheme: a party under its own name, another body as it was entered; undefined where neither is known. */
export function delivererName(
  parties: readonly Party[],
  { body, bodyName }: Pick<Scheme, "body" | "bodyName">,
): string | undefined {
  return parties.find(({ key }) => key === body)?.name ?? bodyName;
}

/**
 * What there is in a fund: as its source says, or of one agreed here what its parties put in. Undefined where neither is known:
 * the parts that a source prints of a total that it does not print may not be all of it.
 */
export function totalOf({ fund, funding }: Pick<FundFile, "fund" | "funding">): Pence | undefined {
  if (fund.total !== undefined || fund.totalMark !== "kept-here") return fund.total;
  return funding.some(({ amount }) => amount === undefined)
    ? undefined
    : pence(funding.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n));
}

/** What the parties put in as far as it is known: by sector, with whether anything of it is missing. */
export function sectorTotal(
  file: Pick<FundFile, "parties" | "funding">,
  sector: Sector,
): { readonly amount: bigint; readonly marks: readonly Mark[] } | undefined {
  const keys = file.parties.filter((one) => one.sector === sector).map(({ key }) => key);
  const lines = file.funding.filter((one) => keys.includes(one.party));
  const known = lines.filter((one) => one.amount !== undefined);
  if (known.length === 0) return undefined;
  return {
    amount: known.reduce((sum, one) => sum + (one.amount ?? 0n), 0n),
    marks: [...new Set(lines.map(({ mark }) => mark))],
  };
}

/** The version of the risk share in force on a day; before the first day of any, the first. */
export function versionOn(versions: readonly Version[], on: CivilDate): Version | undefined {
  const inOrder = versions.toSorted((a, b) =>
    a.fromOn === b.fromOn ? a.number - b.number : a.fromOn < b.fromOn ? -1 : 1,
  );
  return inOrder.findLast((one) => one.fromOn <= on) ?? inOrder[0];
}

/** The first day on which every party had signed, else the day it was approved; absent while neither is known. */
export function boundFrom(agreement: Agreement, parties: readonly Party[]): CivilDate | undefined {
  const signed = parties.map(({ signedOn }) => signedOn);
  if (parties.length > 0 && signed.every((day) => day !== undefined)) return signed.toSorted().at(-1);
  return agreement.approvedOn;
}
