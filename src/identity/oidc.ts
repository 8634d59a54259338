import * as client from "openid-client";
import { NotAllowed, Unavailable } from "../kernel/index.ts";
import type { ProviderIdentity } from "./store-account.ts";

/** How this site is known at an identity provider. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  /** Left out for a public client, which PKCE alone protects. */
  readonly clientSecret?: string;
  readonly redirectUri: string;
  /** Plain http, for a provider on this machine. */
  readonly allowInsecure?: boolean;
}

/** What must be remembered, in the browser's own cookie, between leaving for the provider and coming back. */
export interface OidcTransaction {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Somebody as their identity provider knows them. */
export interface ProviderPerson extends ProviderIdentity {
  readonly name?: string;
}

/** Sign-in through an identity provider. */
export interface Oidc {
  /** Where to send the browser. @throws Unavailable while the provider cannot be reached */
  begin(): Promise<{ readonly url: URL; readonly transaction: OidcTransaction }>;
  /** Who came back. @throws NotAllowed when anything does not fit; Unavailable when the provider cannot be asked */
  finish(url: URL, transaction: OidcTransaction): Promise<ProviderPerson>;
}

/**
 * OpenID Connect by the code flow with PKCE, state and nonce.
 *
 * The provider is asked about itself at the first sign-in, not at the start: the site works while it is away.
 */
export function createOidc(settings: OidcSettings): Oidc {
  let known: Promise<client.Configuration> | undefined;
  const configuration = async (): Promise<client.Configuration> => {
    known ??= discover(settings);
    try {
      return await known;
    } catch (error) {
      known = undefined;
      throw providerAway(settings.issuer, error);
    }
  };
  return {
    begin: async () => await begin(await configuration(), settings),
    finish: async (url, transaction) => await finish(await configuration(), url, transaction),
  };
}

async function discover(settings: OidcSettings): Promise<client.Configuration> {
  const { issuer, clientId, clientSecret, allowInsecure } = settings;
  const authentication = clientSecret === undefined ? client.None() : client.ClientSecretBasic(clientSecret);
  const options = allowInsecure === true ? { execute: [client.allowInsecureRequests] } : {};
  return await client.discovery(new URL(issuer), clientId, undefined, authentication, options);
}

async function begin(
  config: client.Configuration,
  settings: OidcSettings,
): Promise<{ readonly url: URL; readonly transaction: OidcTransaction }> {
  const transaction = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier: client.randomPKCECodeVerifier(),
  };
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: settings.redirectUri,
    scope: "openid email profile",
    code_challenge: await client.calculatePKCECodeChallenge(transaction.verifier),
    code_challenge_method: "S256",
    state: transaction.state,
    nonce: transaction.nonce,
  });
  return { url, transaction };
}

async function finish(
  config: client.Configuration,
  url: URL,
  transaction: OidcTransaction,
): Promise<ProviderPerson> {
  try {
    const answer = await client.authorizationCodeGrant(config, url, {
      expectedState: transaction.state,
      expectedNonce: transaction.nonce,
      pkceCodeVerifier: transaction.verifier,
      idTokenExpected: true,
    });
    const claims = answer.claims();
    if (claims === undefined) throw new Error("the provider sent no identity");
    // Many providers tell email and name only when asked for them with the token.
    const asked = claims["email"] === undefined && config.serverMetadata().userinfo_endpoint !== undefined;
    const told = asked ? await client.fetchUserInfo(config, answer.access_token, claims.sub) : claims;
    return personFrom(claims.iss, claims.sub, told);
  } catch (error) {
    throw notCompleted(error);
  }
}

function personFrom(
  issuer: string,
  subject: string,
  told: Readonly<Record<string, unknown>>,
): ProviderPerson {
  const { email, name } = { email: told["email"], name: told["name"] };
  return {
    issuer,
    subject,
    emailVerified: told["email_verified"] === true,
    ...(typeof email === "string" && { email }),
    ...(typeof name === "string" && { name }),
  };
}

function notCompleted(error: unknown): NotAllowed | Unavailable {
  // fetch says TypeError when it reached nobody.
  if (error instanceof TypeError && error.message === "fetch failed")
    return providerAway("the provider", error);
  const refusal = new NotAllowed("identity.provider-refused", {
    message: "The sign-in through your organisation was not completed. Start again from the sign-in page.",
  });
  refusal.cause = error;
  return refusal;
}

function providerAway(issuer: string, error: unknown): Unavailable {
  const refusal = new Unavailable("identity.provider-away", {
    message: `Your organisation’s sign-in service (${issuer}) cannot be reached at the moment. Try again in a few minutes, or sign in with a password.`,
  });
  refusal.cause = error;
  return refusal;
}
