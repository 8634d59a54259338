import {
  Invalid,
  defineCommand,
  NotFound,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormModel,
  type Reaction,
} from "../kernel/index.ts";
import {
  accountResource,
  organisationOf,
  signInResource,
  signInSubject,
  type Account,
  type OrganisationChoice,
} from "./account.ts";
import { accountOpened, officeFilled, officeVacated } from "./entries.ts";
import { operatorLink, welcomeLetter } from "./letters.ts";
import type { IdentityPorts } from "./ports.ts";
import {
  addAccountSchema,
  endOfficeSchema,
  giveOfficeSchema,
  type AddAccount,
  type EndOffice,
  type GiveOffice,
} from "./schema.ts";
import { createAccount, findAccount, findAccountByEmail, getAccount } from "./store-account.ts";
import { createSignInLink } from "./store-link.ts";
import { endOffice, findOffice, giveOffice } from "./store-office.ts";

/** How long the link in the letter to a new account works; until then its reader may be on leave. */
const welcomeLinkSeconds = 3 * 24 * 3600;
const people = [{ text: "People", href: "/people" }];
const roles = [
  { value: "keeper", text: "Edit", hint: "Change what is kept on this site for the organisation" },
  { value: "member", text: "Read only", hint: "Read what the organisation has not made public" },
];

/** What administrators do with accounts and offices. */
export function accountCommands(ports: IdentityPorts): readonly Command[] {
  return [addAccount(ports), giveOfficeCommand(ports), endOfficeCommand(ports)];
}

/**
 * A new account's holder is sent a sign-in link; made-up people have no letter box.
 *
 * Without a mail server no link is made: nobody would get it, and it would replace one the operator made.
 */
export function welcome(ports: IdentityPorts): Reaction {
  return {
    name: "identity.welcome",
    to: "identity.add-account",
    when: "afterwards",
    react: async (after, act) => {
      if (ports.sendsMail === false) return;
      const account = await findAccountByEmail(after.db, String(act.input["email"]));
      if (account === undefined || account.illustrative) return;
      const asked = { accountId: account.id, purpose: "sign-in", seconds: welcomeLinkSeconds } as const;
      const link = await createSignInLink(after.db, asked, after.clock.now());
      await after.mail.send(welcomeLetter(account, link, after.origin));
    },
  };
}

function addAccount(ports: IdentityPorts): Command {
  return defineCommand<AddAccount>({
    name: "identity.add-account",
    title: "Add an account",
    about:
      "Opens an account and, where this site sends email, sends its holder a sign-in link; can give the first office at once.",
    schema: addAccountSchema,
    path: "/people/add",
    resource: async () => signInResource,
    form: async ({ db }) => ({
      title: "Add an account",
      intro: `${ports.sendsMail === false ? `This site sends no email. ${operatorLink}` : "The person gets a sign-in link by email."} The record names the office, never the person.`,
      submit: "Add account",
      trail: people,
      values: { administrator: "false", role: "keeper" },
      fields: [
        { name: "email", widget: { kind: "text", autocomplete: "off" } },
        { name: "displayName", widget: { kind: "text", autocomplete: "off" } },
        { name: "administrator", widget: { kind: "yes-no" } },
        {
          name: "organisation",
          widget: { kind: "select", options: await organisationOptions(ports, db, true) },
        },
        { name: "title", widget: { kind: "text" } },
        { name: "role", widget: { kind: "radios", options: roles } },
      ],
    }),
    run: async (acting, input) => await runAddAccount(ports, acting, input),
  });
}

async function runAddAccount(ports: IdentityPorts, acting: Acting, input: AddAccount): Promise<Done> {
  const { tx, clock, today } = acting;
  const organisation = input.organisation ? await chosen(ports, tx, input.organisation) : undefined;
  const title = input.title ?? "";
  refusePersonalTitle(title, input);
  const { administrator } = input;
  const illustrative = organisation?.illustrative ?? false;
  if (administrator && illustrative) {
    throw invalid(
      "identity.illustrative-administrator",
      "administrator",
      "Somebody made up cannot look after accounts. Choose no.",
    );
  }
  const account = await createAccount(
    tx,
    { email: input.email, displayName: input.displayName, administrator, illustrative },
    clock.now(),
  );
  const office =
    organisation &&
    (await giveOffice(tx, { account, organisation, title, role: input.role, beginsOn: today }, clock.now()));
  const sent =
    ports.sendsMail === false
      ? `This site sends no email. ${operatorLink}`
      : "A sign-in link is on its way to its email address.";
  return {
    message: illustrative
      ? "The Illustrative account was added. Make a sign-in link for it on its page."
      : `The account was added. ${sent}`,
    href: `/people/${account.id}`,
    subject: office ? organisationOf(office) : signInSubject,
    entry: accountOpened({ office, administrator }),
    json: { account: account.id },
  };
}

function giveOfficeCommand(ports: IdentityPorts): Command {
  return defineCommand<GiveOffice>({
    name: "identity.give-office",
    title: "Give an office",
    about: "Gives an account an office in an organisation, from today.",
    schema: giveOfficeSchema,
    path: "/people/:account/give-office",
    resource: async (_db, input) => await resourceOf(ports, input["account"]),
    form: async ({ db, params }) => {
      const account = await findAccount(ports.accounts, params["account"] ?? "");
      return account && (await giveOfficeForm(ports, db, account));
    },
    run: async (acting, input) => {
      const account = await getAccount(acting.tx, input.account);
      const organisation = await chosen(ports, acting.tx, input.organisation);
      refusePersonalTitle(input.title, account);
      const asked = { account, organisation, title: input.title, role: input.role, beginsOn: acting.today };
      const office = await giveOffice(acting.tx, asked, acting.clock.now());
      return {
        message: `The office was given: ${office.title}, ${office.organisationName}.`,
        href: `/people/${account.id}`,
        subject: organisationOf(office),
        entry: officeFilled(office),
        json: { office: office.id },
      };
    },
  });
}

async function giveOfficeForm(ports: IdentityPorts, db: Db, account: Account): Promise<FormModel> {
  const options = await organisationOptions(ports, db, false, account.illustrative);
  return {
    title: "Give an office",
    intro: `To ${account.displayName}, from today. The record names the office, never the person.`,
    submit: "Give office",
    trail: [...people, { text: account.displayName, href: `/people/${account.id}` }],
    illustrative: account.illustrative,
    values: { role: "keeper" },
    fields: [
      { name: "organisation", widget: { kind: "select", options } },
      { name: "title", widget: { kind: "text" } },
      { name: "role", widget: { kind: "radios", options: roles } },
    ],
  };
}

function endOfficeCommand(ports: IdentityPorts): Command {
  return defineCommand<EndOffice>({
    name: "identity.end-office",
    title: "End an office",
    about: "Ends an office from today: whoever held it can no longer act in it.",
    schema: endOfficeSchema,
    path: "/people/offices/:office/end",
    resource: async (_db, input) => {
      const office = await findOffice(ports.accounts, String(input["office"]));
      return office && (await resourceOf(ports, office.accountId));
    },
    form: async ({ params }) => {
      const office = await findOffice(ports.accounts, params["office"] ?? "");
      return (
        office && {
          title: "End an office",
          intro: `${office.title}, ${office.organisationName}. From today nobody acts in it through this account.`,
          submit: "End office",
          trail: people,
          fields: [],
        }
      );
    },
    run: async (acting, input) => {
      const office = await findOffice(acting.tx, input.office);
      if (office === undefined)
        throw new NotFound("identity.no-office", { message: "There is no such office." });
      await endOffice(acting.tx, office, acting.today);
      return {
        message: `The office has ended: ${office.title}, ${office.organisationName}.`,
        href: `/people/${office.accountId}`,
        subject: organisationOf(office),
        entry: officeVacated(office),
      };
    },
  });
}

async function resourceOf(
  ports: IdentityPorts,
  accountId: unknown,
): Promise<ReturnType<typeof accountResource> | undefined> {
  const account = await findAccount(ports.accounts, String(accountId));
  return account && accountResource(account);
}

async function organisationOptions(
  ports: IdentityPorts,
  db: Db,
  mayBeNone: boolean,
  onlyIllustrative = false,
): Promise<readonly { readonly value: string; readonly text: string }[]> {
  const organisations = await ports.organisations(db);
  const none = mayBeNone ? [{ value: "", text: "None yet" }] : [];
  return [
    ...none,
    ...organisations
      .filter((organisation) => organisation.illustrative || !onlyIllustrative)
      .map(({ id, name, illustrative }) => ({
        value: id,
        text: illustrative ? `${name} (Illustrative)` : name,
      })),
  ];
}

async function chosen(ports: IdentityPorts, db: Db, id: string): Promise<OrganisationChoice> {
  const found = (await ports.organisations(db)).find((organisation) => organisation.id === id);
  if (found) return found;
  throw invalid(
    "identity.no-organisation",
    "organisation",
    "There is no such organisation. Choose one from the list.",
  );
}

/** The title goes into the public record, so it must not say who holds the office. */
function refusePersonalTitle(
  title: string,
  person: { readonly email: string; readonly displayName: string },
): void {
  const plain = title.toLowerCase();
  const personal = [person.displayName.trim().toLowerCase(), person.email.trim().toLowerCase()];
  if (!personal.some((text) => text !== "" && plain.includes(text))) return;
  throw invalid(
    "identity.personal-title",
    "title",
    `The title “${title}” names the person, and it would be published for good. Name the office alone.`,
  );
}

function invalid(code: string, field: string, message: string): Invalid {
  return new Invalid([{ code, field, message }]);
}
