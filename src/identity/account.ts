import { civilDate, periodContains, type CivilDate } from "@concordat/calendar";
import {
  parseSubject,
  type Capacity,
  type OfficeRole,
  type Person,
  type PolicyResource,
  type Standing,
  type SubjectRef,
} from "../kernel/index.ts";

/** One person's access. Email and name are personal data: for sign-in and the person's own eyes, never for the record. */
export interface Account {
  readonly id: string;
  /** In lower case. */
  readonly email: string;
  readonly displayName: string;
  readonly administrator: boolean;
  readonly illustrative: boolean;
  readonly status: "active" | "closed";
  readonly hasPassword: boolean;
  /** Bound to an account at an identity provider. */
  readonly hasProvider: boolean;
  /** False for a sign-in made alone on a site that sends no letters: anybody may have typed the address. */
  readonly addressConfirmed: boolean;
}

/** A job or seat that an account holds for an organisation. */
export interface Office {
  readonly id: string;
  readonly accountId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly title: string;
  readonly role: OfficeRole;
  readonly seat?: SubjectRef;
  readonly beginsOn: CivilDate;
  /** The first day on which it is no longer held. */
  readonly endsOn?: CivilDate;
}

/** An organisation as the picker offers it. */
export interface OrganisationChoice {
  readonly id: string;
  readonly name: string;
  readonly illustrative: boolean;
}

/** The subject of everything that concerns sign-in and no organisation; says nothing about any person. */
export const signInSubject: SubjectRef = { module: "identity", kind: "sign-in", id: "this-site" };

/** What the policies are told where an act concerns sign-in as a whole. */
export const signInResource: PolicyResource = {
  ref: signInSubject,
  keepers: [],
  keptHere: true,
  illustrative: false,
};

/** The reference of an account; for policies only, never for the record. */
export function accountRef(accountId: string): SubjectRef {
  return { module: "identity", kind: "account", id: accountId };
}

/** What the policies are told about an account. */
export function accountResource(account: Pick<Account, "id" | "illustrative">): PolicyResource {
  return { ref: accountRef(account.id), keepers: [], keptHere: true, illustrative: account.illustrative };
}

/** The organisation an office belongs to, as a subject. */
export function organisationOf(office: Pick<Office, "organisationId">): SubjectRef {
  return { module: "place", kind: "organisation", id: office.organisationId };
}

/** Whether an office is held on a day. */
export function isHeld(office: Pick<Office, "beginsOn" | "endsOn">, on: CivilDate): boolean {
  return periodContains({ from: office.beginsOn, to: office.endsOn }, on);
}

/** The person behind an account, with the standings of a day. */
export function personOf(account: Account, offices: readonly Office[], on: CivilDate): Person {
  return {
    kind: "person",
    accountId: account.id,
    displayName: account.displayName,
    administrator: account.administrator,
    illustrative: account.illustrative,
    standings: offices.filter((office) => isHeld(office, on)).map(standingOf),
  };
}

/** An email address as it is kept and compared. */
export function normalEmail(text: string): string {
  return text.trim().toLowerCase();
}

/** Reads the seat of an office back from the database. */
export function seatFromText(text: string | null): { readonly seat?: SubjectRef } {
  return text === null ? {} : { seat: parseSubject(text) };
}

/** A date that came from the database. */
export function endFromText(text: string | null): { readonly endsOn?: CivilDate } {
  return text === null ? {} : { endsOn: civilDate(text) };
}

function standingOf(office: Office): Standing {
  const capacity: Capacity = {
    kind: office.seat === undefined ? "office" : "seat",
    title: `${office.title}, ${office.organisationName}`,
    organisation: organisationOf(office),
    ref: office.seat ?? { module: "identity", kind: "office", id: office.id },
  };
  return { capacity, organisationId: office.organisationId, role: office.role };
}
