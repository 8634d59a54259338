import {
  Conflict,
  NotFound,
  anyOfKind,
  type Acting,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
  type PolicyResource,
} from "../../kernel/index.ts";
import { formatCivilDate } from "@concordat/calendar";
import { accountHref, accountRef, type AccountEvent, type Partner } from "../account.ts";
import { findAccount, listAccountsOfOthers } from "../store-accounts.ts";
import { lockThing } from "../store-lock.ts";
import { bodyRef, doneOn, formOn, textIn, type Input, type Said } from "./act.ts";

/** What the policies are told of an event: every partner that is asked keeps it. */
export function resourceOfAccount(event: AccountEvent): PolicyResource {
  return resourceKeptBy(
    event,
    event.partners.map(({ id }) => id),
  );
}

/** What the policies are told of one partner's part in it: that partner alone keeps it. */
export function resourceOfPartner(event: AccountEvent, partner: Pick<Partner, "id">): PolicyResource {
  return resourceKeptBy(event, [partner.id]);
}

function resourceKeptBy(event: AccountEvent, keepers: readonly string[]): PolicyResource {
  return {
    ref: accountRef(event),
    keepers,
    keptHere: event.convenerId !== undefined,
    illustrative: event.basis === "illustrative",
  };
}

export async function accountResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const event = await findAccount(db, textIn(input, "event"));
  return event && resourceOfAccount(event);
}

export async function partnerResource(db: Db, input: Input): Promise<PolicyResource | undefined> {
  const event = await findAccount(db, textIn(input, "event"));
  const partner = event?.partners.find(({ slug }) => slug === textIn(input, "body"));
  if (!event || !partner) return undefined;
  return {
    ...resourceOfPartner(event, partner),
    barred: await listAccountsOfOthers(db, event, partner),
  };
}

/** The event that an act changes, held still until the act is over. */
export async function accountToChange({ tx }: Acting, slug: string): Promise<AccountEvent> {
  await lockThing(tx, "event", slug);
  const event = await findAccount(tx, slug);
  if (event) return event;
  throw new NotFound("scrutiny.no-such-account", { message: `There is no event “${slug}” here.` });
}

/** A partner of an event by its address; refuses others. */
export function getPartner(event: AccountEvent, slug: string): Partner {
  const partner = event.partners.find((one) => one.slug === slug);
  if (partner) return partner;
  throw new NotFound("scrutiny.no-such-partner", {
    message: `“${slug}” is not among the partners that were asked about “${event.title}”.`,
  });
}

/** Refuses what comes after reading each other while the accounts are sealed. */
export function refuseSealed(event: AccountEvent): void {
  if (event.openedOn !== undefined) return;
  throw new Conflict("scrutiny.accounts-sealed", {
    message: `The accounts of “${event.title}” are sealed. Open them together first.`,
  });
}

/** A form about an event and one of its partners. */
export async function accountForm(
  { db, params }: FormAsking,
  make: (event: AccountEvent, partner: Partner | undefined) => Omit<FormModel, "illustrative" | "trail">,
): Promise<FormModel | undefined> {
  const event = await findAccount(db, params["event"] ?? "");
  const { body } = params;
  const partner = event?.partners.find(({ slug }) => slug === body);
  if (!event || (body !== undefined && !partner)) return undefined;
  const trail = [
    { text: "Accounts", href: "/accounts" },
    { text: event.title, href: accountHref(event.slug) },
  ];
  return formOn(event, trail, make(event, partner));
}

/** What an act on an event came to. */
export function accountDone(
  event: Pick<AccountEvent, "id" | "slug" | "audience">,
  { bodies, ...said }: Said & { readonly bodies: readonly string[] },
): Done {
  return doneOn(
    {
      subject: accountRef(event),
      href: accountHref(event.slug),
      audience: event.audience,
      named: { event: event.slug },
      about: bodies.map(bodyRef),
      changed: [anyOfKind("scrutiny", "account")],
    },
    said,
  );
}

/** "30 November 2026", or that there is none. */
export function closingInWords({ closesOn }: Pick<AccountEvent, "closesOn">): string {
  return closesOn === undefined ? "no day" : formatCivilDate(closesOn);
}
