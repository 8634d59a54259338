import type { FastifyInstance, FastifyReply } from "fastify";
import { Gone, type Instant } from "../kernel/index.ts";
import { linkLetter } from "./letters.ts";
import {
  letterForm,
  letterSchema,
  localPath,
  noLettersPage,
  openLinkForm,
  passwordSchema,
  problemsIn,
  signInForm,
} from "./sign-in-forms.ts";
import { findAccountByEmail } from "./store-account.ts";
import { countLetter, verifyPassword } from "./store-attempt.ts";
import { createSignInLink, isLinkOpen, useSignInLink } from "./store-link.ts";
import { endSession } from "./store-session.ts";
import {
  checkForm,
  drawForm,
  drawPage,
  enter,
  enterByPassword,
  fields,
  offered,
  param,
  type Exchange,
  type Handler,
  type SignInPorts,
} from "./web-exchange.ts";
import { openNew, showClosed, showNewSignIn, showOpenNew, takeNewSignIn } from "./web-new-sign-in.ts";
import { leaveForProvider, returnFromProvider } from "./web-provider.ts";
import { makePersonLink, showPersonLink, showToken, showTokenButton } from "./web-secrets.ts";

/** Registers what signs people in and out: routes of their own, because they set cookies. */
export function registerSignIn(app: FastifyInstance, ports: SignInPorts): void {
  const route = (method: "GET" | "POST", url: string, handle: Handler): void => {
    app.route({
      method,
      url,
      handler: async (request, reply) => {
        // Secrets stand in some of these addresses and pages.
        reply.header("cache-control", "private, no-store").header("referrer-policy", "no-referrer");
        const exchange = { ports, request, reply };
        if (method === "POST") await checkForm(exchange);
        return await handle(exchange);
      },
    });
  };
  route("GET", "/sign-in", showSignIn);
  route("POST", "/sign-in", takePassword);
  route("GET", "/sign-in/link", showLetterForm);
  route("POST", "/sign-in/link", sendLetter);
  route("GET", "/sign-in/link/:token", showLink);
  route("POST", "/sign-in/link/:token", takeLink);
  route("GET", "/sign-in/new", showNewSignIn);
  route("POST", "/sign-in/new", takeNewSignIn);
  route("GET", "/sign-in/new/:token", showOpenNew);
  route("POST", "/sign-in/new/:token", openNew);
  route("GET", "/sign-in/closed", showClosed);
  route("GET", "/sign-in/oidc", leaveForProvider);
  route("GET", "/sign-in/oidc/return", returnFromProvider);
  route("POST", "/sign-out", signOut);
  route("GET", "/people/:account/sign-in-link", showPersonLink);
  route("POST", "/people/:account/sign-in-link", makePersonLink);
  route("GET", "/account/tokens/:token", showTokenButton);
  route("POST", "/account/tokens/:token", showToken);
}

async function showSignIn(exchange: Exchange): Promise<FastifyReply> {
  const { ports, request, reply } = exchange;
  const asked = fields(request.query)["next"] ?? "";
  const viewer = await ports.viewer(request);
  if (viewer.kind === "person") return await reply.redirect(localPath(asked), 303);
  return await drawForm(exchange, signInForm({ ...offered(ports), next: asked }));
}

async function takePassword(exchange: Exchange): Promise<FastifyReply> {
  const { ports, request } = exchange;
  const sent = fields(request.body);
  const form = signInForm({ ...offered(ports), next: sent["next"] ?? "" });
  const parsed = passwordSchema.safeParse(sent);
  if (!parsed.success) return await drawForm(exchange, form, { sent, problems: problemsIn(parsed.error) });
  const { email, password, next } = parsed.data;
  const verified = await verifyPassword(
    ports.db,
    { email, password, address: request.ip },
    ports.clock.now(),
  );
  const entered = verified && (await enterByPassword(exchange, verified, localPath(next)));
  if (entered !== undefined) return entered;
  const message = `We know no account with this email address and password. Check both, or ${ports.sendsMail === false ? "ask an administrator of this site for a sign-in link" : "have a sign-in link sent to you"}.`;
  return await drawForm(exchange, form, {
    sent,
    problems: [{ code: "identity.wrong-password", field: "email", message }],
  });
}

async function showLetterForm(exchange: Exchange): Promise<FastifyReply> {
  if (exchange.ports.sendsMail === false) return await drawPage(exchange, noLettersPage);
  return await drawForm(exchange, letterForm);
}

async function sendLetter(exchange: Exchange): Promise<FastifyReply> {
  const { ports, request } = exchange;
  if (ports.sendsMail === false) return await drawPage(exchange, noLettersPage);
  const sent = fields(request.body);
  const parsed = letterSchema.safeParse(sent);
  if (!parsed.success)
    return await drawForm(exchange, letterForm, { sent, problems: problemsIn(parsed.error) });
  const at = ports.clock.now();
  await countLetter(ports.db, { email: parsed.data.email, address: request.ip }, at);
  // Not waited for: the time of the answer would tell whether there is an account.
  sendLink(ports, parsed.data.email, at).catch((error: unknown) =>
    request.log.error({ err: error }, "A sign-in letter could not be sent."),
  );
  return await drawPage(exchange, {
    title: "Check your email",
    answer:
      "If there is an account for that address, an email with a sign-in link is on its way. The link works once, for 30 minutes.",
  });
}

async function sendLink(ports: SignInPorts, email: string, at: Instant): Promise<void> {
  const account = await findAccountByEmail(ports.db, email);
  if (account === undefined || account.illustrative) return;
  const link = await createSignInLink(ports.db, { accountId: account.id, purpose: "new-password" }, at);
  await ports.mail.send(linkLetter(account, link, ports.origin));
}

async function showLink(exchange: Exchange): Promise<FastifyReply> {
  const { ports, request } = exchange;
  const token = param(request, "token");
  if (!(await isLinkOpen(ports.db, token, ports.clock.now()))) throw linkGone();
  return await drawForm(exchange, openLinkForm);
}

async function takeLink(exchange: Exchange): Promise<FastifyReply> {
  const { ports, request } = exchange;
  const at = ports.clock.now();
  const account = await ports.db
    .transaction()
    .execute(async (tx) => await useSignInLink(tx, param(request, "token"), at));
  if (account === undefined) throw linkGone();
  return await enter(exchange, account, "/account");
}

async function signOut({ ports, request, reply }: Exchange): Promise<FastifyReply> {
  const id = ports.sessionId(request);
  if (id !== undefined) await endSession(ports.db, id);
  ports.clearSession(reply);
  return await reply.redirect("/", 303);
}

function linkGone(): Gone {
  return new Gone("identity.link-gone", {
    message:
      "This sign-in link was used already, has expired, or was replaced by a newer one. Ask for another at /sign-in/link.",
  });
}
