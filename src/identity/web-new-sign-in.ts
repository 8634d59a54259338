import type { FastifyReply } from "fastify";
import { Gone } from "../kernel/index.ts";
import { haveSignInLetter, newSignInLetter } from "./letters.ts";
import {
  accountClosedPage,
  newLetterPage,
  newOpenWords,
  newSignInForm,
  noNewSignInPage,
  openNewForm,
  readNewSignIn,
} from "./new-sign-in.ts";
import { hashPassword } from "./password.ts";
import { localPath, signInForm } from "./sign-in-forms.ts";
import { findAccountByEmail } from "./store-account.ts";
import { countNewSignIn, verifyWaiting } from "./store-attempt.ts";
import { findWaiting, keepWaiting, openWaiting, type AskedSignIn } from "./store-waiting.ts";
import {
  drawForm,
  drawPage,
  enterByPassword,
  fields,
  offered,
  param,
  type Exchange,
} from "./web-exchange.ts";

export async function showNewSignIn(exchange: Exchange): Promise<FastifyReply> {
  const next = fields(exchange.request.query)["next"] ?? "";
  const elsewhere = await unlessForThem(exchange, next);
  if (elsewhere !== undefined) return elsewhere;
  return await drawForm(exchange, newSignInForm({ ...offered(exchange.ports), next }));
}

export async function takeNewSignIn(exchange: Exchange): Promise<FastifyReply> {
  const { ports, request } = exchange;
  const sent = fields(request.body);
  const next = sent["next"] ?? "";
  const elsewhere = await unlessForThem(exchange, next);
  if (elsewhere !== undefined) return elsewhere;
  const read = readNewSignIn(sent);
  if (!read.ok) {
    const form = newSignInForm({ ...offered(ports), next });
    return await drawForm(exchange, form, { sent, problems: read.problems });
  }
  const { email, displayName, password } = read.value;
  await countNewSignIn(ports.db, { email, address: request.ip }, ports.clock.now());
  const asked = {
    email,
    displayName,
    passwordHash: await hashPassword(password),
    next: localPath(next),
  };
  if (offered(ports).letters) return await sendNewLetter(exchange, asked);
  return await openAtOnce(exchange, asked, next);
}

/** The page for those who have one, or get none here; undefined for those who may go on. */
async function unlessForThem(exchange: Exchange, next: string): Promise<FastifyReply | undefined> {
  const { ports, request, reply } = exchange;
  const viewer = await ports.viewer(request);
  if (viewer.kind === "person") return await reply.redirect(localPath(next), 303);
  return await whereClosed(exchange);
}

/** The page in place of asking for a sign-in or opening one where only administrators open accounts. */
async function whereClosed(exchange: Exchange): Promise<FastifyReply | undefined> {
  return offered(exchange.ports).newSignIns ? undefined : await drawPage(exchange, noNewSignInPage);
}

/** Does the same for an address that has an account, so that the time of the answer tells nothing: only the letter differs. */
async function sendNewLetter(exchange: Exchange, asked: AskedSignIn): Promise<FastifyReply> {
  const { ports, request } = exchange;
  const link = await keepWaiting(ports.db, asked, ports.clock.now());
  const account = await findAccountByEmail(ports.db, asked.email);
  if (account?.illustrative !== true) {
    const letter =
      account === undefined
        ? newSignInLetter(asked.email, link, ports.origin)
        : haveSignInLetter(account, ports.origin);
    ports.mail
      .send(letter)
      .catch((error: unknown) => request.log.error({ err: error }, "A sign-in letter could not be sent."));
  }
  return await drawPage(exchange, newLetterPage);
}

/** What waits is opened in the same moment; what waited for an address that has an account is gone, and as much is written. */
async function openAtOnce(exchange: Exchange, asked: AskedSignIn, next: string): Promise<FastifyReply> {
  const { ports } = exchange;
  const at = ports.clock.now();
  await ports.db.transaction().execute(async (tx) => {
    const { token } = await keepWaiting(tx, asked, at);
    await openWaiting(tx, { token, addressConfirmed: false }, at);
  });
  const form = { ...signInForm({ ...offered(ports), newSignIns: false, next }), intro: newOpenWords };
  return await drawForm(exchange, form, {
    sent: { email: asked.email },
    problems: [],
    action: "/sign-in",
  });
}

export async function showOpenNew(exchange: Exchange): Promise<FastifyReply> {
  const closed = await whereClosed(exchange);
  if (closed !== undefined) return closed;
  await waitingOf(exchange);
  return await drawForm(exchange, openNewForm);
}

export async function openNew(exchange: Exchange): Promise<FastifyReply> {
  const { ports, request } = exchange;
  const closed = await whereClosed(exchange);
  if (closed !== undefined) return closed;
  const { passwordHash } = await waitingOf(exchange);
  const token = param(request, "token");
  const { password = "" } = fields(request.body);
  const at = ports.clock.now();
  if (!(await verifyWaiting(ports.db, { token, passwordHash, password }, at))) {
    const message =
      "That is not the password you chose for this sign-in. Try again, or make a sign-in once more.";
    const problems = [{ code: "identity.wrong-password", field: "password", message }];
    return await drawForm(exchange, openNewForm, { sent: {}, problems });
  }
  const opened = await ports.db
    .transaction()
    .execute(async (tx) => await openWaiting(tx, { token, addressConfirmed: true }, at));
  const entered =
    opened &&
    (await enterByPassword(exchange, { account: opened.account, passwordHash }, localPath(opened.next)));
  if (entered === undefined) throw newLinkGone();
  return entered;
}

export async function showClosed(exchange: Exchange): Promise<FastifyReply> {
  return await drawPage(exchange, accountClosedPage(offered(exchange.ports)));
}

async function waitingOf({ ports, request }: Exchange): Promise<{ readonly passwordHash: string }> {
  const waiting = await findWaiting(ports.db, param(request, "token"), ports.clock.now());
  if (waiting === undefined) throw newLinkGone();
  return waiting;
}

function newLinkGone(): Gone {
  return new Gone("identity.new-link-gone", {
    message:
      "This link was used already, has expired, or its address has a sign-in by now. Sign in at /sign-in, or make a sign-in once more at /sign-in/new.",
  });
}
