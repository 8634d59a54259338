import type { FastifyReply, FastifyRequest } from "fastify";
import {
  NotAllowed,
  NotSignedIn,
  randomToken,
  type Clock,
  type Db,
  type FormModel,
  type Mail,
  type PageModel,
  type Person,
  type PolicyResource,
  type Problem,
  type Viewer,
} from "../kernel/index.ts";
import { signInSubject, type Account } from "./account.ts";
import type { Csrf } from "./csrf.ts";
import type { Oidc } from "./oidc.ts";
import type { OpenedSession } from "./session.ts";
import type { VerifiedPassword } from "./store-attempt.ts";
import { openSession, openSessionByPassword } from "./store-session.ts";

/** A form as the shell is to draw it. */
export interface SignInForm {
  readonly model: FormModel;
  /** Where it is sent. */
  readonly action: string;
  /** Goes into the hidden field `_csrf`. */
  readonly token: string;
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly Problem[];
}

/** What sign-in needs of the shell. */
export interface SignInPorts {
  readonly db: Db;
  readonly clock: Clock;
  readonly mail: Mail;
  /** Whether letters leave this site; false without a mail server. Left out, they do. */
  readonly sendsMail?: boolean;
  /** Whether residents make sign-ins alone; false where only administrators open accounts. Left out, they do. */
  readonly newSignIns?: boolean;
  readonly origin: string;
  readonly csrf: Csrf;
  readonly oidc?: Oidc | undefined;
  viewer(request: FastifyRequest): Promise<Viewer>;
  allowed(question: { viewer: Viewer; action: string; resource?: PolicyResource }): boolean;
  /** The id in the session cookie, whether or not the session still lives. */
  sessionId(request: FastifyRequest): string | undefined;
  setSession(reply: FastifyReply, session: OpenedSession): void;
  clearSession(reply: FastifyReply): void;
  cookie(request: FastifyRequest, name: string): string | undefined;
  /** HttpOnly, SameSite=Lax (the provider sends people back from its own site), Secure behind https. */
  setCookie(
    reply: FastifyReply,
    cookie: { readonly name: string; readonly value: string; readonly seconds: number },
  ): void;
  clearCookie(reply: FastifyReply, name: string): void;
  /** Whole pages of HTML. */
  renderForm(request: FastifyRequest, form: SignInForm): Promise<string>;
  renderPage(request: FastifyRequest, page: PageModel): Promise<string>;
}

/** The cookie that form tokens are bound to while nobody is signed in. */
export const formCookie = "concordat-form";

const formSeconds = 2 * 3600;

export interface Exchange {
  readonly ports: SignInPorts;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export type Handler = (exchange: Exchange) => Promise<FastifyReply>;

/** A new session in place of any this browser had, and on to the next page. */
export async function enter(exchange: Exchange, account: Account, next: string): Promise<FastifyReply> {
  const { ports, request } = exchange;
  const inPlaceOf = ports.sessionId(request);
  const session = await ports.db
    .transaction()
    .execute(async (tx) => await openSession(tx, { accountId: account.id, inPlaceOf }, ports.clock.now()));
  return await goOn(exchange, session, next);
}

/** The same after a password was found to fit; undefined where it is the account's password no longer. */
export async function enterByPassword(
  exchange: Exchange,
  { account, passwordHash }: VerifiedPassword,
  next: string,
): Promise<FastifyReply | undefined> {
  const { ports, request } = exchange;
  const asked = { accountId: account.id, passwordHash, inPlaceOf: ports.sessionId(request) };
  const session = await ports.db
    .transaction()
    .execute(async (tx) => await openSessionByPassword(tx, asked, ports.clock.now()));
  return session && (await goOn(exchange, session, next));
}

async function goOn({ ports, reply }: Exchange, session: OpenedSession, next: string): Promise<FastifyReply> {
  ports.setSession(reply, session);
  ports.clearCookie(reply, formCookie);
  return await reply.redirect(next, 303);
}

/** Refuses a form that was not drawn by this site for this browser. */
export async function checkForm(exchange: Exchange): Promise<void> {
  const token = fields(exchange.request.body)["_csrf"];
  if (exchange.ports.csrf.isValid(token, await bindingOf(exchange))) return;
  throw new NotAllowed("form.token", {
    message:
      "This form was open for too long, or did not come from this site, so nothing was done. Open the page again and send it once more.",
  });
}

/** What form tokens are bound to: the session of somebody signed in, else a random cookie. */
async function bindingOf({ ports, request }: Exchange): Promise<string | undefined> {
  const viewer = await ports.viewer(request);
  return viewer.kind === "person" ? ports.sessionId(request) : ports.cookie(request, formCookie);
}

/** Draws a form; where nobody is signed in, the browser gets a cookie for two hours that the token is bound to. */
export async function drawForm(
  exchange: Exchange,
  model: FormModel,
  again: {
    readonly sent: Readonly<Record<string, string>>;
    readonly problems: readonly Problem[];
    /** Where it is sent; left out, to where it was asked for. */
    readonly action?: string;
  } = { sent: {}, problems: [] },
): Promise<FastifyReply> {
  const { ports, request, reply } = exchange;
  const known = await bindingOf(exchange);
  const binding = known ?? randomToken();
  if (known === undefined) ports.setCookie(reply, { name: formCookie, value: binding, seconds: formSeconds });
  const secrets = new Set(
    model.fields
      .filter(({ widget }) => widget.kind === "text" && widget.secret === true)
      .map(({ name }) => name),
  );
  const sent = Object.entries(again.sent).filter(([name]) => name !== "_csrf" && !secrets.has(name));
  const html = await ports.renderForm(request, {
    model,
    action: again.action ?? request.url.split("?", 1)[0] ?? "/",
    token: ports.csrf.tokenFor(binding),
    values: { ...model.values, ...Object.fromEntries(sent) },
    problems: again.problems,
  });
  return await reply
    .code(again.problems.length > 0 ? 422 : 200)
    .type("text/html; charset=utf-8")
    .send(html);
}

export async function drawPage(
  { ports, request, reply }: Exchange,
  page: Omit<PageModel, "subjects" | "json">,
): Promise<FastifyReply> {
  const html = await ports.renderPage(request, { ...page, subjects: [signInSubject], json: {} });
  return await reply.type("text/html; charset=utf-8").send(html);
}

export async function signedIn({ ports, request }: Exchange): Promise<Person> {
  const viewer = await ports.viewer(request);
  if (viewer.kind === "person") return viewer;
  throw new NotSignedIn("sign-in.needed", { message: "Sign in first: this page is about your own account." });
}

/** What the sign-in page offers beside the password. */
export function offered(ports: SignInPorts): {
  readonly provider: boolean;
  readonly letters: boolean;
  readonly newSignIns: boolean;
} {
  return {
    provider: ports.oidc !== undefined,
    letters: ports.sendsMail !== false,
    newSignIns: ports.newSignIns !== false,
  };
}

/** The texts among what was sent; anything else in it is nobody's honest form. */
export function fields(sent: unknown): Readonly<Record<string, string>> {
  if (typeof sent !== "object" || sent === null) return {};
  return Object.fromEntries(
    Object.entries(sent).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

export function param(request: FastifyRequest, name: string): string {
  return fields(request.params)[name] ?? "";
}
