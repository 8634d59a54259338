import { formatCivilDate } from "@concordat/calendar";
import { z } from "zod";
import {
  NotSignedIn,
  civilDateAt,
  countOf,
  definePage,
  type Asking,
  type Page,
  type PageAction,
  type PageModel,
  type Person,
  type Row,
  type TableModel,
} from "../kernel/index.ts";
import {
  accountResource,
  isHeld,
  signInResource,
  signInSubject,
  type Account,
  type Office,
} from "./account.ts";
import type { IdentityPorts } from "./ports.ts";
import { findAccount, listAccounts } from "./store-account.ts";
import { listOffices } from "./store-office.ts";
import { listTokens, type ApiToken } from "./store-token.ts";

const officeShape = z.object({
  id: z.string(),
  title: z.string(),
  organisation: z.object({ id: z.string(), name: z.string() }),
  role: z.enum(["keeper", "member"]),
  from: z.string(),
  to: z.string().optional(),
  heldToday: z.boolean(),
});
const accountShape = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  administrator: z.boolean(),
  illustrative: z.boolean(),
  status: z.enum(["active", "closed"]),
  addressConfirmed: z.boolean(),
  offices: z.array(officeShape),
});

/** The pages of this module; none is public, so none is cached. */
export function identityPages(ports: IdentityPorts): readonly Page[] {
  return [peoplePage(ports), personPage(ports), ownPage(ports)];
}

function peoplePage(ports: IdentityPorts): Page {
  return definePage({
    name: "identity.people",
    path: "/people",
    about: "Every account of this site with the offices it holds; for administrators.",
    json: z.object({ items: z.array(accountShape) }),
    action: "administer",
    cached: false,
    load: async (asking) => {
      const accounts = await listAccounts(ports.accounts);
      const offices = await listOffices(
        ports.accounts,
        accounts.map((account) => account.id),
      );
      const officesOf = (account: Account): readonly Office[] =>
        offices.filter((office) => office.accountId === account.id);
      const active = accounts.filter((account) => account.status === "active").length;
      return {
        title: "People",
        answer: `${sentence(countOf(active, "person", "people"))} can sign in here. Their names and addresses are shown to administrators only and never enter the record.`,
        table: peopleTable(accounts, officesOf, asking),
        actions: [
          {
            text: "Add an account",
            href: "/people/add",
            command: "identity.add-account",
            resource: signInResource,
          },
        ],
        subjects: [signInSubject],
        check: "/record",
        json: { items: accounts.map((account) => accountJson(account, officesOf(account), asking)) },
      };
    },
  });
}

function peopleTable(
  accounts: readonly Account[],
  officesOf: (account: Account) => readonly Office[],
  asking: Asking,
): TableModel {
  return {
    caption: "Accounts and the offices they hold today",
    columns: [
      { key: "name", label: "Name", kind: "link", filter: "words", sortable: true },
      { key: "email", label: "Email address", kind: "text", filter: "words" },
      { key: "offices", label: "Offices", kind: "text", filter: "words" },
      { key: "status", label: "Status", kind: "text", filter: "choice" },
    ],
    rows: accounts.map((account) => ({
      name: {
        text: account.displayName,
        href: `/people/${account.id}`,
        ...(account.illustrative && { tag: "Illustrative" }),
      },
      email: account.email,
      offices: officesOf(account)
        .filter((office) => isHeld(office, asking.today))
        .map((office) => `${office.title}, ${office.organisationName}`)
        .join("; "),
      status: statusOf(account),
    })),
    empty: "Nobody can sign in yet. Add an account.",
  };
}

function statusOf(account: Account): string {
  if (account.status === "closed") return "Closed";
  if (account.administrator) return "Administrator";
  return account.addressConfirmed ? "Active" : "Active, address not confirmed";
}

function personPage(ports: IdentityPorts): Page {
  return definePage<{ account: string }, Readonly<Record<string, unknown>>>({
    name: "identity.person",
    path: "/people/:account",
    about: "One account with its offices and what an administrator can do with it.",
    params: z.object({ account: z.string() }),
    json: accountShape,
    action: "administer",
    cached: false,
    load: async (asking, { params }) => {
      const account = await findAccount(ports.accounts, params.account);
      if (account === undefined) return undefined;
      const offices = await listOffices(ports.accounts, [account.id]);
      const held = offices.filter((office) => isHeld(office, asking.today));
      return {
        title: account.displayName,
        kicker: "Account",
        illustrative: account.illustrative,
        trail: [{ text: "People", href: "/people" }],
        answer:
          account.status === "closed"
            ? "This account is closed; nobody can sign in with it."
            : `Holds ${countOf(held.length, "office")} today and signs in by email (${account.email}).${account.addressConfirmed ? "" : " This account was made alone. Nobody knows if the address is theirs, so no office can be given. A sign-in link that reached them would show it."}`,
        table: officeTable(offices, asking),
        actions: account.status === "closed" ? [] : personActions(account, held),
        subjects: [signInSubject],
        check: "/record",
        json: accountJson(account, offices, asking),
      };
    },
  });
}

function personActions(account: Account, held: readonly Office[]): readonly PageAction[] {
  const resource = accountResource(account);
  const link = { text: "Make a one-time sign-in link", href: `/people/${account.id}/sign-in-link` };
  const give = {
    text: "Give an office",
    href: `/people/${account.id}/give-office`,
    command: "identity.give-office",
    resource,
  };
  return [
    ...(account.addressConfirmed ? [give] : []),
    ...held.map((office) => ({
      text: `End the office ${office.title}, ${office.organisationName}`,
      href: `/people/offices/${office.id}/end`,
      command: "identity.end-office",
      resource,
    })),
    ...(account.illustrative ? [link] : []),
    {
      text: "Close this account",
      href: `/people/${account.id}/close`,
      command: "identity.close-account",
      resource,
    },
  ];
}

function ownPage(ports: IdentityPorts): Page {
  return definePage({
    name: "identity.account",
    path: "/account",
    about: "One's own account: the offices one holds, password and access tokens.",
    json: accountShape.extend({
      hasPassword: z.boolean(),
      tokens: z.array(z.object({ id: z.string(), name: z.string(), endsOn: z.string(), shown: z.boolean() })),
    }),
    cached: false,
    load: async (asking) => await loadOwnPage(ports, asking, signedIn(asking)),
  });
}

async function loadOwnPage(
  ports: IdentityPorts,
  asking: Asking,
  viewer: Person,
): Promise<PageModel | undefined> {
  const account = await findAccount(ports.accounts, viewer.accountId);
  if (account === undefined) return undefined;
  const offices = await listOffices(ports.accounts, [account.id]);
  const tokens = await listTokens(ports.accounts, account.id);
  const held = offices.filter((office) => isHeld(office, asking.today));
  const password = account.hasPassword
    ? "You sign in with a password."
    : `You have no password yet. Choose one below; without one, ${linkSource(ports, account)} each time.`;
  return {
    title: "Your account",
    illustrative: account.illustrative,
    answer: `You are signed in as ${account.displayName} and hold ${countOf(held.length, "office")} today. ${account.hasProvider ? "You sign in through your organisation." : password}`,
    table: officeTable(offices, asking),
    sections: [{ kind: "table", heading: "Access tokens", table: tokenTable(tokens) }],
    actions: ownActions(account, tokens),
    subjects: [signInSubject],
    json: {
      ...accountJson(account, offices, asking),
      hasPassword: account.hasPassword,
      tokens: tokens.map(({ id, name, endsOn, shown }) => ({ id, name, endsOn, shown })),
    },
  };
}

/** How one comes by a sign-in link: by letter only where letters leave this site, and never to somebody made up. */
function linkSource(ports: IdentityPorts, account: Account): string {
  return ports.sendsMail === false || account.illustrative
    ? "ask an administrator of this site for a sign-in link"
    : "have the sign-in page send you a link";
}

function ownActions(account: Account, tokens: readonly ApiToken[]): readonly PageAction[] {
  const resource = accountResource(account);
  return [
    { text: "People who can sign in", href: "/people", command: "administer" },
    { text: "Import a list", href: "/imports", command: "administer" },
    {
      text: account.hasPassword ? "Change your password" : "Choose a password",
      href: `/account/${account.id}/password`,
      command: "identity.choose-password",
      resource,
    },
    {
      text: "Make an access token",
      href: `/account/${account.id}/tokens/add`,
      command: "identity.create-token",
      resource,
    },
    ...tokens.map((token) => ({
      text: `End the token “${token.name}”`,
      href: `/account/tokens/${token.id}/end`,
      command: "identity.end-token",
      resource,
    })),
    {
      text: "Close your account",
      href: `/people/${account.id}/close`,
      command: "identity.close-account",
      resource,
    },
  ];
}

function officeTable(offices: readonly Office[], asking: Asking): TableModel {
  return {
    caption: "Offices",
    columns: [
      { key: "title", label: "Office", kind: "text" },
      { key: "organisation", label: "Organisation", kind: "text" },
      { key: "role", label: "Allows", kind: "text" },
      { key: "from", label: "From", kind: "date", sortable: true },
      { key: "to", label: "Until", kind: "date" },
      { key: "today", label: "Held today", kind: "text", filter: "choice" },
    ],
    rows: offices.map((office): Row => ({
      title: office.title,
      organisation: office.organisationName,
      role:
        office.role === "keeper"
          ? "Edits what is kept here for the organisation"
          : "Reads what it has not made public",
      from: office.beginsOn,
      to: office.endsOn,
      today: isHeld(office, asking.today) ? "Yes" : "No",
    })),
    empty:
      "No office is held. Without one, everything public can be read, and questions, petitions and plans are open. An administrator gives offices.",
  };
}

function tokenTable(tokens: readonly ApiToken[]): TableModel {
  return {
    name: "tokens",
    caption: "Access tokens of other programs",
    columns: [
      { key: "name", label: "For", kind: "link" },
      { key: "made", label: "Made", kind: "date" },
      { key: "used", label: "Last used", kind: "text" },
      { key: "ends", label: "Works until", kind: "date" },
    ],
    rows: tokens.map((token): Row => ({
      name: token.shown
        ? token.name
        : { text: token.name, href: `/account/tokens/${token.id}`, tag: "Not shown yet" },
      made: civilDateAt(token.createdAt),
      used: token.lastUsedAt === undefined ? "Never" : formatCivilDate(civilDateAt(token.lastUsedAt)),
      ends: token.endsOn,
    })),
    empty: "No other program acts for you. A token lets one read and act here as you.",
  };
}

function accountJson(
  account: Account,
  offices: readonly Office[],
  asking: Asking,
): Readonly<Record<string, unknown>> {
  const { id, email, displayName, administrator, illustrative, status, addressConfirmed } = account;
  return {
    id,
    email,
    name: displayName,
    administrator,
    illustrative,
    status,
    addressConfirmed,
    offices: offices.map((office) => ({
      id: office.id,
      title: office.title,
      organisation: { id: office.organisationId, name: office.organisationName },
      role: office.role,
      from: office.beginsOn,
      ...(office.endsOn !== undefined && { to: office.endsOn }),
      heldToday: isHeld(office, asking.today),
    })),
  };
}

function signedIn(asking: Asking): Person {
  if (asking.viewer.kind === "person") return asking.viewer;
  throw new NotSignedIn("sign-in.needed", { message: "Sign in first: this page shows your own account." });
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
