import type { FastifyReply } from "fastify";
import { NotAllowed, NotFound } from "../kernel/index.ts";
import type { Oidc, OidcTransaction } from "./oidc.ts";
import { localPath } from "./sign-in-forms.ts";
import { findOrBindProviderAccount } from "./store-account.ts";
import { enter, fields, type Exchange, type SignInPorts } from "./web-exchange.ts";

/** The cookie that holds what must be remembered while somebody is at their identity provider. */
export const providerCookie = "concordat-provider";

const providerSeconds = 10 * 60;

export async function leaveForProvider({ ports, request, reply }: Exchange): Promise<FastifyReply> {
  const { url, transaction } = await providerOf(ports).begin();
  const kept = { ...transaction, next: localPath(fields(request.query)["next"]) };
  const value = Buffer.from(JSON.stringify(kept)).toString("base64url");
  ports.setCookie(reply, { name: providerCookie, value, seconds: providerSeconds });
  return await reply.redirect(url.href, 303);
}

export async function returnFromProvider(exchange: Exchange): Promise<FastifyReply> {
  const { ports, request, reply } = exchange;
  const oidc = providerOf(ports);
  const kept = keptTransaction(ports.cookie(request, providerCookie));
  ports.clearCookie(reply, providerCookie);
  if (kept === undefined) {
    throw new NotAllowed("identity.provider-forgotten", {
      message:
        "This sign-in took longer than ten minutes, or began in another browser. Start again from the sign-in page.",
    });
  }
  const person = await oidc.finish(new URL(request.url, ports.origin), kept);
  const account = await ports.db
    .transaction()
    .execute(async (tx) => await findOrBindProviderAccount(tx, person));
  if (account === undefined) {
    const who = person.email === undefined ? "your account there" : person.email;
    throw new NotAllowed("identity.not-added", {
      message: `Your organisation’s sign-in service knows you, but nobody has added ${who} here. Ask an administrator of this site to add an account with that email address.`,
    });
  }
  return await enter(exchange, account, localPath(kept.next));
}

function providerOf(ports: SignInPorts): Oidc {
  if (ports.oidc !== undefined) return ports.oidc;
  throw new NotFound("identity.no-provider", {
    message: "Nobody signs in through an organisation on this site. Sign in with a password or a link.",
  });
}

function keptTransaction(
  cookie: string | undefined,
): (OidcTransaction & { readonly next: string }) | undefined {
  try {
    const kept: unknown = JSON.parse(Buffer.from(cookie ?? "", "base64url").toString());
    const { state, nonce, verifier, next } = fields(kept);
    if (!state || !nonce || !verifier) return undefined;
    return { state, nonce, verifier, next: next ?? "" };
  } catch {
    return undefined;
  }
}
