import {
  Conflict,
  Invalid,
  NotFound,
  defineCommand,
  type Acting,
  type Command,
  type Done,
} from "../kernel/index.ts";
import { accountResource, signInSubject } from "./account.ts";
import { passwordChosen, tokenEnded, tokenMade } from "./entries.ts";
import { passwordProblems } from "./password.ts";
import type { IdentityPorts } from "./ports.ts";
import {
  choosePasswordSchema,
  createTokenSchema,
  endTokenSchema,
  type ChoosePassword,
  type CreateToken,
  type EndToken,
} from "./schema.ts";
import { changePassword, findAccount, findPasswordHash, getAccount } from "./store-account.ts";
import { verifyCurrent } from "./store-attempt.ts";
import { endSessionsOf } from "./store-session.ts";
import { createToken, endToken, endTokensOf, findToken, tokenDaysMax } from "./store-token.ts";

const trail = [{ text: "Your account", href: "/account" }];

/** What people do with their own account. */
export function ownCommands(ports: IdentityPorts): readonly Command[] {
  return [choosePassword(ports), createTokenCommand(ports), endTokenCommand(ports)];
}

function choosePassword(ports: IdentityPorts): Command {
  return defineCommand<ChoosePassword>({
    name: "identity.choose-password",
    title: "Choose a password",
    about:
      "Sets one's own password; changing one that was set signs the account out everywhere and ends its access tokens.",
    schema: choosePasswordSchema,
    secrets: ["current", "password", "again"],
    path: "/account/:account/password",
    resource: async (_db, input) => await ownResource(ports, input["account"]),
    form: async ({ params }) => {
      const account = await findAccount(ports.accounts, params["account"] ?? "");
      const current = {
        name: "current",
        widget: { kind: "text", secret: true, autocomplete: "current-password" },
      } as const;
      const fresh = { kind: "text", secret: true, autocomplete: "new-password" } as const;
      return (
        account && {
          title: "Choose a password",
          submit: "Keep password",
          trail,
          ...(account.hasPassword && {
            intro:
              "You will be signed out everywhere and sign in with the new password. Your access tokens end: make new ones for the programs that need them.",
          }),
          fields: [
            ...(account.hasPassword ? [current] : []),
            { name: "password", widget: fresh },
            { name: "again", widget: fresh },
          ],
        }
      );
    },
    run: async (acting, input) => await runChoosePassword(ports, acting, input),
  });
}

async function runChoosePassword(ports: IdentityPorts, acting: Acting, input: ChoosePassword): Promise<Done> {
  const account = await getAccount(acting.tx, input.account);
  const kept = await findPasswordHash(acting.tx, account.id);
  const at = acting.clock.now();
  // Through the handle outside the transaction: a wrong one rolls back, and must still count.
  const tried = { accountId: account.id, passwordHash: kept, password: input.current ?? "" };
  const fits = kept === undefined || (await verifyCurrent(ports.accounts, tried, at));
  if (!fits) {
    const message =
      "That is not your current password. If you have forgotten it, sign out: the sign-in page says how to get in without it.";
    throw new Invalid([{ code: "identity.wrong-password", field: "current", message }]);
  }
  const about = [account.email, account.email.split("@")[0] ?? "", account.displayName];
  const problems = passwordProblems(input.password, about);
  if (problems.length > 0) throw new Invalid(problems);
  if (!(await changePassword(acting.tx, account.id, { from: kept, to: input.password }))) {
    throw new Conflict("identity.password-changed-meanwhile", {
      message:
        "Your password was changed or taken away a moment ago, so this one was not kept. Sign in again and choose one then.",
    });
  }
  // Whoever knew the old password may be signed in somewhere, or have made a token.
  if (kept !== undefined) {
    await endSessionsOf(acting.tx, account.id);
    await endTokensOf(acting.tx, account.id);
  }
  return {
    message:
      kept === undefined
        ? "Your password is set. Use it the next time you sign in."
        : "Your password is changed, you are signed out everywhere and your access tokens have ended. Sign in with the new one.",
    href: kept === undefined ? "/account" : "/sign-in",
    subject: signInSubject,
    entry: passwordChosen(),
  };
}

function createTokenCommand(ports: IdentityPorts): Command {
  return defineCommand<CreateToken>({
    name: "identity.create-token",
    title: "Make an access token",
    about: `Makes a token with which another program acts for you, for ${tokenDaysMax} days. It is shown once, on the next page.`,
    schema: createTokenSchema,
    path: "/account/:account/tokens/add",
    resource: async (_db, input) => await ownResource(ports, input["account"]),
    form: async () => ({
      title: "Make an access token",
      intro:
        "Whoever has the token can do here what you can do. Give it to one program, and end it when that program is gone.",
      submit: "Make token",
      trail,
      fields: [{ name: "name", widget: { kind: "text", autocomplete: "off" } }],
    }),
    run: async (acting, input) => {
      const now = { at: acting.clock.now(), today: acting.today };
      const token = await createToken(acting.tx, { accountId: input.account, name: input.name }, now);
      return {
        message: "The token is made. Look at it once, now: it is not kept in a form that can be read.",
        href: `/account/tokens/${token.id}`,
        subject: signInSubject,
        entry: tokenMade(),
        json: { token: token.id, showAt: `/account/tokens/${token.id}`, endsOn: token.endsOn },
      };
    },
  });
}

function endTokenCommand(ports: IdentityPorts): Command {
  return defineCommand<EndToken>({
    name: "identity.end-token",
    title: "End an access token",
    about: "Ends one of one's own access tokens at once.",
    schema: endTokenSchema,
    path: "/account/tokens/:token/end",
    resource: async (_db, input) => {
      const token = await findToken(ports.accounts, String(input["token"]));
      return token && (await ownResource(ports, token.accountId));
    },
    form: async ({ params }) => {
      const token = await findToken(ports.accounts, params["token"] ?? "");
      return (
        token && {
          title: "End an access token",
          intro: `“${token.name}” stops working at once.`,
          submit: "End token",
          trail,
          fields: [],
        }
      );
    },
    run: async (acting, input) => {
      if (!(await endToken(acting.tx, input.token))) {
        throw new NotFound("identity.no-token", { message: "There is no such token; it has already ended." });
      }
      return {
        message: "The token has ended.",
        href: "/account",
        subject: signInSubject,
        entry: tokenEnded(),
      };
    },
  });
}

async function ownResource(
  ports: IdentityPorts,
  accountId: unknown,
): Promise<ReturnType<typeof accountResource> | undefined> {
  const account = await findAccount(ports.accounts, String(accountId));
  return account && accountResource(account);
}
