import { listInWords, type EntryDraft, type SubjectRef } from "../kernel/index.ts";
import { organisationOf, signInSubject, type Office } from "./account.ts";

/** Entries speak of offices and organisations; there is no way to hand them an account. */
type PublicOffice = Pick<Office, "title" | "organisationId" | "organisationName" | "role">;

/** Somebody was given an office. */
export function officeFilled(office: PublicOffice): EntryDraft {
  return {
    kind: "identity.office-filled",
    summary: `An office of ${office.organisationName} was filled: ${office.title}`,
    subjects: [organisationOf(office)],
    body: officeBody(office),
  };
}

/** An office came to its end. */
export function officeVacated(office: PublicOffice): EntryDraft {
  return {
    kind: "identity.office-vacated",
    summary: `An office of ${office.organisationName} was vacated: ${office.title}`,
    subjects: [organisationOf(office)],
    body: officeBody(office),
  };
}

/** An account was opened, with its first office if it has one. */
export function accountOpened(opened: {
  readonly office: PublicOffice | undefined;
  readonly administrator: boolean;
}): EntryDraft {
  const { office, administrator } = opened;
  const whose = administrator ? "an administrator" : "a person";
  return {
    kind: "identity.account-opened",
    summary:
      office === undefined
        ? `An account was opened for ${whose} of this site`
        : `An account was opened and an office of ${office.organisationName} was filled: ${office.title}`,
    subjects: office === undefined ? [signInSubject] : [organisationOf(office)],
    body: { administrator, ...(office !== undefined && { office: officeBody(office) }) },
  };
}

/** An account was closed, and with it the offices it held. */
export function accountClosed(offices: readonly PublicOffice[]): EntryDraft {
  const vacated = offices.map((office) => `${office.title}, ${office.organisationName}`);
  return {
    kind: "identity.account-closed",
    summary:
      vacated.length === 0
        ? "An account of this site was closed"
        : `An account was closed and its ${vacated.length === 1 ? "office" : "offices"} vacated: ${listInWords(vacated)}`,
    subjects: offices.length === 0 ? [signInSubject] : organisationsOf(offices),
    body: { offices: offices.map(officeBody) },
  };
}

/** A password was chosen; not by whom. */
export function passwordChosen(): EntryDraft {
  return signInEntry("identity.password-chosen", "A password was chosen for signing in to this site");
}

/** An access token was made; not what for. */
export function tokenMade(): EntryDraft {
  return signInEntry("identity.token-made", "An access token for another program was made");
}

/** An access token was ended. */
export function tokenEnded(): EntryDraft {
  return signInEntry("identity.token-ended", "An access token of another program was ended");
}

function signInEntry(kind: string, summary: string): EntryDraft {
  return { kind, summary, subjects: [signInSubject], body: {} };
}

function organisationsOf(offices: readonly PublicOffice[]): readonly SubjectRef[] {
  const byId = new Map(offices.map((office) => [office.organisationId, organisationOf(office)]));
  return [...byId.values()];
}

function officeBody(office: PublicOffice): {
  readonly title: string;
  readonly role: string;
  readonly organisation: { readonly id: string; readonly name: string };
} {
  return {
    title: office.title,
    role: office.role,
    organisation: { id: office.organisationId, name: office.organisationName },
  };
}
