import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { signInApp, type Browser } from "../../test/support/sign-in.ts";
import { fixedClock, instant, secondsAfter } from "../kernel/index.ts";
import type { Account } from "./account.ts";
import { linkAddress } from "./letters.ts";
import { createAccount, setPassword } from "./store-account.ts";
import { createSignInLink } from "./store-link.ts";
import { createToken, viewerOfToken } from "./store-token.ts";

const { db, pool } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
const today = civilDate("2026-11-21");
const clock = fixedClock(at);
const origin = "https://concordat.example";
const site = await signInApp({ db, clock, origin });

const password = "gravel moss tram";
let made = 0;
async function someone(change: Partial<Account> = {}): Promise<Account> {
  made += 1;
  const fresh = {
    email: `p${made}@fenwick.example`,
    displayName: `Person ${made}`,
    administrator: false,
    illustrative: false,
  };
  const account = await createAccount(db, { ...fresh, ...change }, at);
  await setPassword(db, account.id, password);
  return account;
}

async function signedIn(account: Account, at = site): Promise<Browser> {
  const browser = at.browser();
  const { token } = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, clock.now());
  await browser.get(`/sign-in/link/${token}`);
  expect((await browser.post(`/sign-in/link/${token}`)).status).toBe(303);
  return browser;
}

describe("signing in with a password", () => {
  it("opens a session and goes on to the page one came for", async () => {
    const { email } = await someone();
    const browser = site.browser();
    await browser.get("/sign-in?next=/boards");
    const answer = await browser.post("/sign-in", { email, password, next: "/boards" });
    expect([answer.status, answer.location]).toEqual([303, "/boards"]);
    expect(await browser.get("/sign-in")).toMatchObject({ status: 303, location: "/account" });
  });

  it("never goes on to another site", async () => {
    const { email } = await someone();
    const browser = site.browser();
    await browser.get("/sign-in");
    expect(await browser.post("/sign-in", { email, password, next: "//evil.example" })).toMatchObject({
      location: "/account",
    });
  });

  it("says the same of a wrong password and of an unknown address, and does not show the password again", async () => {
    const { email } = await someone();
    const answers = [];
    for (const tried of [email, "nobody@fenwick.example"]) {
      const browser = site.browser();
      await browser.get("/sign-in");
      const answer = await browser.post("/sign-in", { email: tried, password: "wrong password" });
      expect(answer.status).toBe(422);
      expect(answer.form?.values).toEqual({ email: tried, next: "" });
      answers.push(answer.form?.problems);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]).toMatchObject([
      { field: "email", message: expect.stringContaining("We know no account") },
    ]);
  });

  it("names both missing fields at once", async () => {
    const browser = site.browser();
    await browser.get("/sign-in");
    const answer = await browser.post("/sign-in", { email: "", password: "" });
    expect(answer.form?.problems.map((problem) => problem.message)).toEqual([
      "Enter your email address",
      "Enter your password",
    ]);
  });

  it("is refused with 429 after ten failures", async () => {
    const { email } = await someone();
    const browser = site.browser();
    await browser.get("/sign-in");
    for (let count = 0; count < 10; count += 1) await browser.post("/sign-in", { email, password: "wrong" });
    const answer = await browser.post("/sign-in", { email, password });
    expect([answer.status, answer.refusal?.code]).toEqual([429, "identity.too-many-tries"]);
  });

  it("gives the browser another session id each time, and the old one is dead (invariant 4)", async () => {
    clock.set(secondsAfter(at, 3600));
    const [first, second] = [await someone(), await someone()];
    const browser = await signedIn(first);
    const stolen = browser.jar.get("concordat")!;
    const { token } = await createSignInLink(db, { accountId: second.id, purpose: "sign-in" }, clock.now());
    await browser.get(`/sign-in/link/${token}`);
    await browser.post(`/sign-in/link/${token}`);
    expect(browser.jar.get("concordat")).not.toBe(stolen);
    const thief = site.browser();
    thief.jar.set("concordat", stolen);
    expect(await thief.get("/sign-in")).toMatchObject({ status: 200 });
  });
});

describe("forms", () => {
  it("of somebody not signed in are protected without any session being kept (invariant 10)", async () => {
    const before = await pool.query("select count(*) from identity.session");
    const browser = site.browser();
    await browser.get("/sign-in");
    expect([...browser.jar.keys()]).toEqual(["concordat-form"]);
    expect((await pool.query("select count(*) from identity.session")).rows).toEqual(before.rows);
  });

  it.each([
    ["without a token", {}, true],
    ["with a token of another browser", { _csrf: "stolen" }, true],
    ["with the right token but without the cookie", {}, false],
  ])("are refused %s", async (_name, body, keepCookies) => {
    const { email } = await someone();
    const other = site.browser();
    const token = (await other.get("/sign-in")).form?.token ?? "";
    const browser = site.browser();
    const own = (await browser.get("/sign-in")).form?.token ?? "";
    if (!keepCookies) browser.jar.clear();
    const _csrf = "_csrf" in body ? token : keepCookies ? "" : own;
    const answer = await browser.post("/sign-in", { email, password, _csrf });
    expect([answer.status, answer.refusal?.code]).toEqual([403, "form.token"]);
  });

  it("of somebody signed in are bound to the session, not to a cookie that others might set", async () => {
    const browser = await signedIn(await someone());
    const visitor = site.browser();
    const token = (await visitor.get("/sign-in")).form?.token ?? "";
    browser.jar.set("concordat-form", visitor.jar.get("concordat-form")!);
    expect(await browser.post("/sign-out", { _csrf: token })).toMatchObject({ status: 403 });
  });

  it("and links are never kept by a browser, nor told to the next site", async () => {
    const { headers } = await site.browser().get("/sign-in");
    expect(headers).toMatchObject({ "cache-control": "private, no-store", "referrer-policy": "no-referrer" });
  });
});

describe("signing in with a link", () => {
  it("takes a press of the button: opening it does not use it up (invariant 3)", async () => {
    const account = await someone();
    const { token } = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, clock.now());
    const scanner = site.browser();
    expect(await scanner.get(`/sign-in/link/${token}`)).toMatchObject({ status: 200 });
    const browser = site.browser();
    await browser.get(`/sign-in/link/${token}`);
    expect(await browser.post(`/sign-in/link/${token}`)).toMatchObject({ status: 303, location: "/account" });
    expect(await scanner.post(`/sign-in/link/${token}`)).toMatchObject({ status: 410 });
    expect(await site.browser().get(`/sign-in/link/${token}`)).toMatchObject({ status: 410 });
  });

  it("comes by letter to whoever has an account, and the page says the same to everybody else", async () => {
    const account = await someone();
    const madeUp = await someone({ illustrative: true });
    const pages = [];
    for (const email of [account.email, madeUp.email, "nobody@fenwick.example"]) {
      const browser = site.browser();
      await browser.get("/sign-in/link");
      pages.push((await browser.post("/sign-in/link", { email })).page);
    }
    expect(pages[1]).toEqual(pages[0]);
    expect(pages[2]).toEqual(pages[0]);
    // Letters are written after the answer, so that its time tells nothing (invariant 5).
    await expect.poll(() => site.letters.map((letter) => letter.to)).toEqual([account.email]);
    const address = /https:\S+/.exec(site.letters[0]!.text.split("\n\n")[2]!)![0];
    expect(await site.browser().get(new URL(address).pathname)).toMatchObject({ status: 200 });
  });

  it("cannot be voided by somebody else who asks for a letter", async () => {
    const account = await someone();
    const { token } = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, clock.now());
    const outsider = site.browser();
    await outsider.get("/sign-in/link");
    expect(await outsider.post("/sign-in/link", { email: account.email })).toMatchObject({ status: 200 });
    const browser = site.browser();
    await browser.get(`/sign-in/link/${token}`);
    expect(await browser.post(`/sign-in/link/${token}`)).toMatchObject({ status: 303 });
  });

  it("is not promised where no letters are sent: the page says whom to ask, and no link is made", async () => {
    const silent = await signInApp({ db, clock, origin, sendsMail: false });
    const account = await someone();
    const browser = silent.browser();
    const page = (await browser.get("/sign-in/link")).page;
    expect(page?.title).toBe("This site sends no email");
    expect(page?.answer).toMatch(/Ask an administrator.*concordat sign-in link EMAIL/);
    await browser.get("/sign-in");
    expect((await browser.post("/sign-in/link", { email: account.email })).page).toEqual(page);
    expect(silent.letters).toEqual([]);
    const links = await pool.query("select 1 from identity.sign_in_link where account_id = $1", [account.id]);
    expect(links.rows).toEqual([]);
    await browser.get("/sign-in");
    const wrong = await browser.post("/sign-in", { email: account.email, password: "wrong password" });
    expect(wrong.form?.problems[0]?.message).toContain("ask an administrator");
  });

  it("asks for an address that is one", async () => {
    const browser = site.browser();
    await browser.get("/sign-in/link");
    expect(await browser.post("/sign-in/link", { email: "nobody" })).toMatchObject({ status: 422 });
  });
});

describe("signing out", () => {
  it("ends the session, not only the cookie", async () => {
    const browser = await signedIn(await someone());
    const id = browser.jar.get("concordat")!;
    const token = await tokenFor(browser);
    expect(await browser.post("/sign-out", { _csrf: token })).toMatchObject({ status: 303, location: "/" });
    expect(browser.jar.has("concordat")).toBe(false);
    browser.jar.set("concordat", id);
    expect(await browser.get("/sign-in")).toMatchObject({ status: 200 });
  });
});

describe("a sign-in link for a made-up person", () => {
  it("is made by an administrator, shown once and signs in as that person", async () => {
    const madeUp = await someone({ illustrative: true, displayName: "Jo March" });
    const administrator = await signedIn(await someone({ administrator: true }));
    const path = `/people/${madeUp.id}/sign-in-link`;
    expect((await administrator.get(path)).form?.model.title).toBe("Make a one-time sign-in link");
    const { page } = await administrator.post(path);
    const link = /https:[^"]+/.exec(JSON.stringify(page?.sections))![0];
    expect(link.startsWith(linkAddress(origin, { token: "" }))).toBe(true);
    const browser = site.browser();
    await browser.get(new URL(link).pathname);
    expect(await browser.post(new URL(link).pathname)).toMatchObject({ status: 303 });
  });

  it("is refused for a real person with the way that is open: a letter, or whoever runs the machine", async () => {
    const silent = await signInApp({ db, clock, origin, sendsMail: false });
    const says = async (from: typeof site): Promise<unknown> => {
      const administrator = await signedIn(await someone({ administrator: true }), from);
      return (await administrator.get(`/people/${(await someone()).id}/sign-in-link`)).refusal?.message;
    };
    expect(await says(site)).toMatch(/Real people have theirs sent to their own address/);
    expect(await says(silent)).toMatch(/concordat sign-in link EMAIL\.$/);
  });

  it("is not made for a real person, nor by anybody else", async () => {
    const [real, madeUp] = [await someone(), await someone({ illustrative: true })];
    const administrator = await signedIn(await someone({ administrator: true }));
    expect(await administrator.get(`/people/${real.id}/sign-in-link`)).toMatchObject({ status: 404 });
    const keeper = await signedIn(await someone());
    expect(await keeper.get(`/people/${madeUp.id}/sign-in-link`)).toMatchObject({ status: 403 });
    expect(await site.browser().get(`/people/${madeUp.id}/sign-in-link`)).toMatchObject({ status: 401 });
  });
});

describe("an access token", () => {
  it("is shown to its owner, once, and then works", async () => {
    const account = await someone();
    const { id } = await createToken(db, { accountId: account.id, name: "Sheet" }, { at, today });
    const stranger = await signedIn(await someone());
    expect(await stranger.get(`/account/tokens/${id}`)).toMatchObject({ status: 404 });
    const browser = await signedIn(account);
    await browser.get(`/account/tokens/${id}`);
    const { page } = await browser.post(`/account/tokens/${id}`);
    const text = /concordat_[\w-]+/.exec(JSON.stringify(page))![0];
    expect(await viewerOfToken(db, text, { at, today })).toMatchObject({ accountId: account.id });
    expect(await browser.post(`/account/tokens/${id}`)).toMatchObject({ status: 410 });
    expect(await browser.get(`/account/tokens/${id}`)).toMatchObject({ status: 410 });
  });
});

it("without an identity provider its addresses say so", async () => {
  expect(await site.browser().get("/sign-in/oidc")).toMatchObject({
    status: 404,
    refusal: { code: "identity.no-provider" },
  });
});

/** A token of a form drawn for this browser while it is signed in. */
async function tokenFor(browser: Browser): Promise<string> {
  const account = await someone();
  const { token } = await createSignInLink(db, { accountId: account.id, purpose: "sign-in" }, clock.now());
  return (await browser.get(`/sign-in/link/${token}`)).form?.token ?? "";
}
