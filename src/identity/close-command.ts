import {
  Invalid,
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type Viewer,
} from "../kernel/index.ts";
import { accountResource, isHeld, signInSubject, type Account } from "./account.ts";
import { accountClosed } from "./entries.ts";
import type { IdentityPorts } from "./ports.ts";
import { closeAccountSchema, type CloseAccount } from "./schema.ts";
import { closeAccount, findAccount, findPasswordHash, getAccount } from "./store-account.ts";
import { verifyCurrent } from "./store-attempt.ts";
import { listOffices } from "./store-office.ts";

/**
 * Closing an account: an administrator's act, and everybody's with their own.
 *
 * One act and not two, so that whatever other modules forget when an account is closed they forget in both cases.
 */
export function closeCommand(ports: IdentityPorts): Command {
  return defineCommand<CloseAccount>({
    name: "identity.close-account",
    title: "Close an account",
    about: "Closes an account for good, one's own too: its offices, sessions, links and tokens end at once.",
    schema: closeAccountSchema,
    secrets: ["current"],
    path: "/people/:account/close",
    resource: async (_db, input) => {
      const account = await findAccount(ports.accounts, String(input["account"]));
      return account && accountResource(account);
    },
    form: async ({ params, viewer }) => {
      const account = await findAccount(ports.accounts, params["account"] ?? "");
      if (account === undefined) return undefined;
      return isOwn(account, viewer) ? ownForm(account) : othersForm(account);
    },
    run: async (acting, input) => await runClose(ports, acting, input),
  });
}

const othersForm = (account: Account) => ({
  title: "Close an account",
  intro: `${account.displayName} is signed out everywhere at once and every office of the account ends. This cannot be undone.`,
  submit: "Close account",
  illustrative: account.illustrative,
  trail: [
    { text: "People", href: "/people" },
    { text: account.displayName, href: `/people/${account.id}` },
  ],
  fields: [],
});

const ownForm = (account: Account) => ({
  title: "Close your account",
  intro:
    "You are signed out everywhere and your offices end. What you asked or registered stays, without you. Your signature leaves the count of a petition that is still open; in that of one that has closed it stays, without you. If you never held an office here nor looked after accounts, your name, address and password are deleted. Otherwise administrators can still see who held those offices. This cannot be undone.",
  submit: "Close my account",
  trail: [{ text: "Your account", href: "/account" }],
  fields: account.hasPassword
    ? [
        {
          name: "current",
          label: "Your password",
          hint: "Whoever else sits at this screen does not know it.",
          widget: { kind: "text", secret: true, autocomplete: "current-password" },
        } as const,
      ]
    : [],
});

async function runClose(ports: IdentityPorts, acting: Acting, input: CloseAccount): Promise<Done> {
  const { tx, today, actor } = acting;
  const account = await getAccount(tx, input.account);
  const own = isOwn(account, actor.viewer);
  if (own) await checkPassword(ports, acting, input);
  const offices = await listOffices(tx, [account.id]);
  const kept = await closeAccount(tx, account, today);
  const entry = accountClosed(offices.filter((office) => isHeld(office, today)));
  const message = kept
    ? "The account is closed. Its offices, sessions, links and tokens have ended."
    : "The account is closed, and its name, address and password are deleted.";
  const href = own ? "/sign-in/closed" : kept ? `/people/${account.id}` : "/people";
  return { message, href, subject: entry.subjects[0] ?? signInSubject, entry };
}

/** Whoever sits at an open session may not be the person: closing cannot be undone. */
async function checkPassword(ports: IdentityPorts, acting: Acting, input: CloseAccount): Promise<void> {
  const passwordHash = await findPasswordHash(acting.tx, input.account);
  if (passwordHash === undefined) return;
  // Through the handle outside the transaction: a wrong one rolls back, and must still count.
  const tried = { accountId: input.account, passwordHash, password: input.current ?? "" };
  if (await verifyCurrent(ports.accounts, tried, acting.clock.now())) return;
  const message = "That is not your password, so nothing was closed. Enter the password you sign in with.";
  throw new Invalid([{ code: "identity.wrong-password", field: "current", message }]);
}

function isOwn(account: Account, viewer: Viewer): boolean {
  return viewer.kind === "person" && viewer.accountId === account.id;
}
