import type { FastifyReply } from "fastify";
import { Gone, NotAllowed, NotFound } from "../kernel/index.ts";
import { accountResource, type Account } from "./account.ts";
import { linkAddress, operatorLink } from "./letters.ts";
import { personLinkForm, personLinkWords, showTokenForm } from "./sign-in-forms.ts";
import { findAccount } from "./store-account.ts";
import { createSignInLink } from "./store-link.ts";
import { findToken, revealToken } from "./store-token.ts";
import { drawForm, drawPage, param, signedIn, type Exchange } from "./web-exchange.ts";

export async function showPersonLink(exchange: Exchange): Promise<FastifyReply> {
  const account = await illustrativeAccount(exchange);
  return await drawForm(exchange, personLinkForm(account.displayName));
}

export async function makePersonLink(exchange: Exchange): Promise<FastifyReply> {
  const { ports } = exchange;
  const account = await illustrativeAccount(exchange);
  const asked = { accountId: account.id, purpose: "sign-in" } as const;
  const link = await createSignInLink(ports.db, asked, ports.clock.now());
  const href = linkAddress(ports.origin, link);
  return await drawPage(exchange, {
    title: `Sign-in link for ${account.displayName}`,
    illustrative: true,
    answer: personLinkWords(link),
    sections: [{ kind: "words", paragraphs: [[{ text: href, href }]] }],
  });
}

export async function showTokenButton(exchange: Exchange): Promise<FastifyReply> {
  const { ports, request } = exchange;
  const person = await signedIn(exchange);
  const token = await findToken(ports.db, param(request, "token"));
  if (token === undefined || token.accountId !== person.accountId) throw noToken();
  if (token.shown) throw tokenShown();
  return await drawForm(exchange, showTokenForm);
}

export async function showToken(exchange: Exchange): Promise<FastifyReply> {
  const { ports, request } = exchange;
  const person = await signedIn(exchange);
  const text = await revealToken(ports.db, { id: param(request, "token"), accountId: person.accountId });
  if (text === undefined) throw tokenShown();
  return await drawPage(exchange, {
    title: "Your access token",
    answer:
      "Copy it now: it is not shown again. The other program sends it with every request, as shown here.",
    sections: [{ kind: "code", code: `Authorization: Bearer ${text}` }],
  });
}

/** The made-up person of an address, for an administrator. */
async function illustrativeAccount(exchange: Exchange): Promise<Account> {
  const { ports, request } = exchange;
  const person = await signedIn(exchange);
  const account = await findAccount(ports.db, param(request, "account"));
  const may =
    ports.allowed({ viewer: person, action: "administer" }) &&
    account !== undefined &&
    ports.allowed({ viewer: person, action: "identity.give-office", resource: accountResource(account) });
  if (!may) {
    throw new NotAllowed("policy.not-allowed", {
      message: "Only administrators make sign-in links, and only for Illustrative people.",
    });
  }
  if (account.illustrative && account.status === "active") return account;
  throw new NotFound("identity.not-illustrative", {
    message: `Sign-in links are made here for active Illustrative accounts only. ${
      ports.sendsMail === false
        ? operatorLink
        : "Real people have theirs sent to their own address, from the sign-in page."
    }`,
  });
}

function noToken(): NotFound {
  return new NotFound("identity.no-token", { message: "There is no such access token on your account." });
}

function tokenShown(): Gone {
  return new Gone("identity.token-shown", {
    message:
      "This access token was shown once already and is not kept. End it on your account page and make another.",
  });
}
