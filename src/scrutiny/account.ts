import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { countOf, type Basis, type Provenance, type SubjectRef } from "../kernel/index.ts";

/** The sides of an event. */
export const sectors = {
  nhs: "The NHS",
  councils: "Councils",
  others: "Others",
} as const;
export type Sector = keyof typeof sectors;
export const sectorKeys = Object.keys(sectors) as readonly Sector[];

const nhsKinds: readonly string[] = ["icb", "trust", "network", "gp-federation", "ccg", "pct"];
const councilKinds: readonly string[] = ["council", "district-council", "strategic-authority"];

/** On which side an organisation stands, by its kind. */
export function sectorOf(kind: string): Sector {
  if (nhsKinds.includes(kind)) return "nhs";
  return councilKinds.includes(kind) ? "councils" : "others";
}

/** How far a partner agrees with a statement. */
export const ratings = {
  "1": "1: not at all",
  "2": "2",
  "3": "3: partly",
  "4": "4",
  "5": "5: fully",
  none: "Cannot say",
} as const;

/** A partner that is asked for its account. */
export interface Partner {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly sector: Sector;
  readonly sealedOn?: CivilDate;
  readonly entryId?: string;
}

/** One partner's answer to one statement; without a rating it cannot say. */
export interface Rating {
  readonly partnerId: string;
  readonly number: number;
  readonly rating?: number;
  readonly words?: string;
}

/** A partner's own telling of the event. */
export interface Telling {
  readonly partnerId: string;
  readonly office: string;
  readonly words: string;
}

/** What the partners mean to do; agreed once each that handed in has said so. */
export interface Agreement {
  readonly number: number;
  readonly words: string;
  readonly ownerId: string;
  readonly dueOn: CivilDate;
  readonly proposedOn: CivilDate;
  readonly assents: readonly { readonly partnerId: string; readonly on: CivilDate }[];
}

/** What a leader said in public, by role. */
export interface Stance extends Provenance {
  readonly sector: Sector;
  readonly role: string;
  readonly party?: string;
  readonly said: string;
  readonly saidOn: string;
  readonly sourceUrl?: string;
}

/** An event that more than one side tells, with as much of it as this viewer may read. */
export interface AccountEvent extends Provenance {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly happened: string;
  readonly whenWords: string;
  readonly fromOn: CivilDate;
  readonly convenerId?: string;
  readonly startedOn?: CivilDate;
  readonly closesOn?: CivilDate;
  readonly openedOn?: CivilDate;
  readonly sourceUrl?: string;
  readonly basis: Basis;
  readonly audience: string;
  readonly statements: readonly { readonly number: number; readonly words: string }[];
  readonly partners: readonly Partner[];
  readonly tellings: readonly Telling[];
  readonly ratings: readonly Rating[];
  readonly agreements: readonly Agreement[];
  readonly stances: readonly Stance[];
}

export function accountRef(event: Pick<AccountEvent, "id">): SubjectRef {
  return { module: "scrutiny", kind: "account", id: event.id };
}

export function accountHref(slug: string): string {
  return `/accounts/${slug}`;
}

/** An event as it stood on a day: what was handed in, opened, proposed or agreed later is not in it. */
export function eventOn(event: AccountEvent, on: CivilDate): AccountEvent {
  const { openedOn, partners, agreements, ...rest } = event;
  const isOpen = openedOn !== undefined && openedOn <= on;
  // What is opened on a later day was sealed on this one, for everybody who reads it now.
  const sealedThen = openedOn !== undefined && !isOpen;
  return {
    ...rest,
    ...(isOpen && { openedOn }),
    ...(sealedThen && { tellings: [], ratings: [] }),
    partners: partners.map(({ sealedOn, entryId, ...partner }) => ({
      ...partner,
      ...(sealedOn !== undefined &&
        sealedOn <= on && { sealedOn, ...(entryId !== undefined && { entryId }) }),
    })),
    agreements: agreements
      .filter(({ proposedOn }) => proposedOn <= on)
      .map((one) => ({ ...one, assents: one.assents.filter((assent) => assent.on <= on) })),
  };
}

/**
 * An event as somebody may read it who belongs to these organisations: while it is sealed, whoever belongs to two of its
 * partners reads the account of neither, since nobody is to hold both before all are opened.
 */
export function eventReadBy(event: AccountEvent, organisationIds: readonly string[]): AccountEvent {
  return isOfTwoPartners(event, organisationIds) ? { ...event, tellings: [], ratings: [] } : event;
}

/** Whether somebody belongs to two partners of an event that is not open yet. */
export function isOfTwoPartners(
  event: Pick<AccountEvent, "openedOn" | "partners">,
  organisationIds: readonly string[],
): boolean {
  return (
    event.openedOn === undefined && event.partners.filter(({ id }) => organisationIds.includes(id)).length > 1
  );
}

/** The partners that have handed in. */
export function sealedPartners(event: Pick<AccountEvent, "partners">): readonly Partner[] {
  return event.partners.filter(({ sealedOn }) => sealedOn !== undefined);
}

/**
 * Why the accounts of an event cannot be opened now; undefined when they can.
 *
 * All together: when every partner has handed in, or after the last day with at least two of them.
 */
export function reasonNotToOpen(
  event: Pick<AccountEvent, "partners" | "openedOn" | "closesOn">,
  today: CivilDate,
): string | undefined {
  const { partners, openedOn, closesOn } = event;
  if (closesOn === undefined)
    return "What is held of this event is what its sources say: there is nothing sealed.";
  if (openedOn !== undefined) return `The accounts were opened on ${formatCivilDate(openedOn)}.`;
  const sealed = sealedPartners(event).length;
  if (sealed === partners.length) return undefined;
  if (today <= closesOn)
    return `${countOf(partners.length - sealed, "partner")} ${partners.length - sealed === 1 ? "has" : "have"} not handed in. The accounts are opened together when all have, or after ${formatCivilDate(closesOn)}.`;
  return sealed >= 2
    ? undefined
    : "Fewer than two partners have handed in, so there is nothing to set side by side.";
}

/** Whether everybody who handed in has said yes. */
export function isAgreed(event: Pick<AccountEvent, "partners">, agreement: Agreement): boolean {
  return sealedPartners(event).every((partner) =>
    agreement.assents.some(({ partnerId }) => partnerId === partner.id),
  );
}
