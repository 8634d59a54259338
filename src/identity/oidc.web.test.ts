import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import Provider from "oidc-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { signInApp } from "../../test/support/sign-in.ts";
import { NotAllowed, Unavailable, fixedClock, instant } from "../kernel/index.ts";
import { createOidc, type Oidc } from "./oidc.ts";
import { createAccount, getAccount } from "./store-account.ts";

const { db } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
const origin = "https://concordat.example";
const redirectUri = `${origin}/sign-in/oidc/return`;
const clientId = "concordat";
const clientSecret = "a secret between two servers";

let server: Server;
let issuer: string;

// A real identity provider: whoever signs in as "priya" is priya@fenwick.example.
beforeAll(async () => {
  server = createServer();
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        response_types: ["code"],
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
    features: { devInteractions: { enabled: true } },
    cookies: { keys: ["a key for tests"] },
    ttl: {
      AccessToken: 600,
      AuthorizationCode: 60,
      Grant: 600,
      IdToken: 600,
      Interaction: 600,
      Session: 600,
    },
    findAccount: async (_context, sub) => ({
      accountId: sub,
      claims: async () => ({
        sub,
        name: `Person ${sub}`,
        email: `${sub}@fenwick.example`,
        email_verified: !sub.startsWith("unverified"),
      }),
    }),
  });
  const answer = provider.callback();
  server.on("request", (request, response) => void answer(request, response));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});

function oidcOf(change: Partial<Parameters<typeof createOidc>[0]> = {}): Oidc {
  return createOidc({ issuer, clientId, clientSecret, redirectUri, allowInsecure: true, ...change });
}

/** Signs in at the provider as a person would, following redirects and sending its forms, until it sends us back. */
async function signInAtProvider(start: URL, login: string): Promise<URL> {
  const jar = new Map<string, string>();
  let url = start;
  let form: URLSearchParams | undefined;
  for (let step = 0; step < 20; step += 1) {
    if (url.href.startsWith(origin)) return url;
    const response = await fetch(url, {
      method: form === undefined ? "GET" : "POST",
      redirect: "manual",
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join("; ") },
      ...(form !== undefined && { body: form }),
    });
    for (const set of response.headers.getSetCookie()) {
      const [name, value] = set.split(";", 1)[0]!.split(/=(.*)/s);
      jar.set(name!, value ?? "");
    }
    const location = response.headers.get("location");
    form = undefined;
    if (location !== null) {
      url = new URL(location, url);
      continue;
    }
    const page = await response.text();
    const action = /<form[^>]+action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined)
      throw new Error(`The provider shows no form: ${response.status} ${page.slice(0, 500)}`);
    const prompt = /name="prompt" value="([^"]+)"/.exec(page)?.[1] ?? "";
    url = new URL(action, url);
    form = new URLSearchParams(prompt === "login" ? { prompt, login, password: "any" } : { prompt });
  }
  throw new Error("The provider never sent us back.");
}

describe("an identity provider", () => {
  it("tells who somebody is, by the code flow with PKCE, state and nonce", async () => {
    const oidc = oidcOf();
    const { url, transaction } = await oidc.begin();
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: "code",
      code_challenge_method: "S256",
      state: transaction.state,
      nonce: transaction.nonce,
      scope: "openid email profile",
    });
    const back = await signInAtProvider(url, "priya");
    expect(await oidc.finish(back, transaction)).toEqual({
      issuer,
      subject: "priya",
      email: "priya@fenwick.example",
      emailVerified: true,
      name: "Person priya",
    });
  });

  it.each(["state", "nonce", "verifier"] as const)(
    "is not believed when the %s is not the one we sent",
    async (what) => {
      const oidc = oidcOf();
      const { url, transaction } = await oidc.begin();
      const back = await signInAtProvider(url, "priya");
      const other = (await oidc.begin()).transaction;
      await expect(oidc.finish(back, { ...transaction, [what]: other[what] })).rejects.toThrow(NotAllowed);
    },
  );

  it("is not believed twice for one code", async () => {
    const oidc = oidcOf();
    const { url, transaction } = await oidc.begin();
    const back = await signInAtProvider(url, "priya");
    await oidc.finish(back, transaction);
    await expect(oidc.finish(back, transaction)).rejects.toThrow(NotAllowed);
  });

  it("that says no, because the person cancelled, is a plain refusal", async () => {
    const oidc = oidcOf();
    const { transaction } = await oidc.begin();
    const back = new URL(
      `${redirectUri}?error=access_denied&state=${transaction.state}&iss=${encodeURIComponent(issuer)}`,
    );
    await expect(oidc.finish(back, transaction)).rejects.toThrow("was not completed. Start again");
  });

  it("that is away is asked again the next time", async () => {
    const oidc = oidcOf({ issuer: "http://127.0.0.1:9" });
    await expect(oidc.begin()).rejects.toThrow(Unavailable);
    await expect(oidc.begin()).rejects.toThrow(Unavailable);
  });

  it("without https is refused unless that was asked for", async () => {
    await expect(oidcOf({ allowInsecure: false }).begin()).rejects.toThrow(Unavailable);
  });
});

describe("signing in through an identity provider", () => {
  async function comeAs(login: string) {
    const site = await signInApp({ db, clock: fixedClock(at), origin, oidc: oidcOf() });
    const browser = site.browser();
    const leaving = await browser.get("/sign-in/oidc?next=/boards");
    const back = await signInAtProvider(new URL(leaving.location!), login);
    return { browser, back, answer: await browser.get(back.pathname + back.search) };
  }

  it("starts from a link, binds the account with that verified address, and goes on", async () => {
    const account = await createAccount(
      db,
      { email: "sam@fenwick.example", displayName: "Sam Okafor", administrator: false, illustrative: false },
      at,
    );
    const { answer, browser } = await comeAs("sam");
    expect([answer.status, answer.location]).toEqual([303, "/boards"]);
    expect([...browser.jar.keys()]).toEqual(["concordat"]);
    expect((await getAccount(db, account.id)).hasProvider).toBe(true);
    expect((await comeAs("sam")).answer.location).toBe("/boards");
  });

  it("is refused to whom nobody has added, and says who can help", async () => {
    const { answer } = await comeAs("stranger");
    expect(answer).toMatchObject({ status: 403, refusal: { code: "identity.not-added" } });
    expect(answer.refusal?.message).toContain(
      "Ask an administrator of this site to add an account with that email address.",
    );
  });

  it("is refused by an address that the provider has not verified", async () => {
    const fresh = { displayName: "U", administrator: false, illustrative: false };
    await createAccount(db, { ...fresh, email: "unverified@fenwick.example" }, at);
    expect((await comeAs("unverified")).answer).toMatchObject({ status: 403 });
  });

  it("cannot be finished in another browser, nor a second time", async () => {
    const { browser, back } = await comeAs("sam");
    const site = await signInApp({ db, clock: fixedClock(at), origin, oidc: oidcOf() });
    const path = back.pathname + back.search;
    expect(await site.browser().get(path)).toMatchObject({
      status: 403,
      refusal: { code: "identity.provider-forgotten" },
    });
    expect(await browser.get(path)).toMatchObject({
      status: 403,
      refusal: { code: "identity.provider-forgotten" },
    });
  });

  it("says that the provider is away when it is", async () => {
    const away = oidcOf({ issuer: "http://127.0.0.1:9" });
    const site = await signInApp({ db, clock: fixedClock(at), origin, oidc: away });
    expect(await site.browser().get("/sign-in/oidc")).toMatchObject({
      status: 503,
      refusal: { code: "identity.provider-away" },
    });
  });
});
