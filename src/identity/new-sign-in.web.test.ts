import { beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import { signInApp, type Browser, type SeenPage } from "../../test/support/sign-in.ts";
import { fixedClock, instant, secondsAfter } from "../kernel/index.ts";
import { createAccount, findAccountByEmail, findPasswordHash, setPassword } from "./store-account.ts";
import { keepWaiting } from "./store-waiting.ts";

const { db, pool } = await testDatabase();
let at = instant("2026-11-21T09:00:00Z");
const clock = fixedClock(at);
const origin = "https://concordat.example";
const site = await signInApp({ db, clock, origin });
const silent = await signInApp({ db, clock, origin, sendsMail: false });

const password = "gravel moss tram";
const joan = { displayName: "Joan Resident", password, again: password, next: "/questions/ask" };

// All tests come from one network, whose tries are counted for 15 minutes.
beforeEach(() => {
  at = secondsAfter(at, 3600);
  clock.set(at);
  site.letters.length = 0;
});

async function ask(email: string, from = site, change: Readonly<Record<string, string>> = {}) {
  const browser = from.browser();
  await browser.get("/sign-in/new?next=/questions/ask");
  return { browser, answer: await browser.post("/sign-in/new", { ...joan, email, ...change }) };
}

/** The page as a reader sees it, without what is made anew for every form. */
function seen({ status, page, form }: SeenPage): unknown {
  return { status, page, form: form && { ...form, token: "", values: { ...form.values, email: "" } } };
}

function linkIn(letter: { readonly text: string }): string {
  return new URL(/https:\S+\/sign-in\/new\/\S+/.exec(letter.text)![0]).pathname;
}

async function open(link: string, change: Readonly<Record<string, string>> = {}): Promise<SeenPage> {
  const browser = site.browser();
  await browser.get("/sign-in");
  await browser.get(link);
  return await browser.post(link, { password, ...change });
}

async function signIn(from: typeof site, email: string): Promise<SeenPage> {
  const browser = from.browser();
  await browser.get("/sign-in");
  return await browser.post("/sign-in", { email, password, next: "/questions/ask" });
}

/** Somebody who has an account with a password of their own, and what is kept of it. */
async function owner(email: string) {
  const holder = { email, displayName: "Its owner", administrator: false, illustrative: false };
  const { id } = await createAccount(db, holder, at);
  await setPassword(db, id, "three other words");
  return { id, kept: await keptOf(id) };
}

async function keptOf(id: string): Promise<unknown> {
  return (await pool.query("select * from identity.account where id = $1", [id])).rows;
}

describe("a sign-in made alone, where letters leave the site", () => {
  it("opens with the link in the letter and the password, and goes on to where one came for (invariant 12)", async () => {
    const { browser, answer } = await ask("joan@vale.test");
    expect(answer.page?.title).toBe("Check your email");
    expect(browser.jar.has("concordat")).toBe(false);
    expect(await findAccountByEmail(db, "joan@vale.test")).toBeUndefined();
    const link = linkIn(site.letters[0]!);
    expect(await site.browser().get(link)).toMatchObject({ status: 200 });
    expect(await open(link)).toMatchObject({ status: 303, location: "/questions/ask" });
    expect(await findAccountByEmail(db, "joan@vale.test")).toMatchObject({
      displayName: "Joan Resident",
      administrator: false,
      illustrative: false,
      hasPassword: true,
      addressConfirmed: true,
    });
    expect(await open(link)).toMatchObject({ status: 410, refusal: { code: "identity.new-link-gone" } });
    expect(await signIn(site, "joan@vale.test")).toMatchObject({ status: 303, location: "/questions/ask" });
  });

  it("is not opened by somebody who found the letter, nor after a day", async () => {
    await ask("found@vale.test");
    const link = linkIn(site.letters[0]!);
    expect((await open(link, { password: "not the password" })).form?.problems).toMatchObject([
      { field: "password", message: expect.stringMatching(/not the password you chose/) },
    ]);
    for (let count = 1; count < 10; count += 1) await open(link, { password: "a guess" });
    expect(await open(link)).toMatchObject({ status: 429 });
    clock.set(secondsAfter(at, 24 * 3600));
    expect(await open(link)).toMatchObject({ status: 410 });
    expect(await findAccountByEmail(db, "found@vale.test")).toBeUndefined();
  });

  it("is not spoilt by somebody else who asks with one's address", async () => {
    await ask("mine@vale.test", site, { password: "of somebody else", again: "of somebody else" });
    await ask("mine@vale.test");
    const [theirs, mine] = site.letters.map(linkIn);
    expect(await open(mine!)).toMatchObject({ status: 303 });
    expect(await open(theirs!, { password: "of somebody else" })).toMatchObject({ status: 410 });
  });

  it("puts nothing that was typed into the letter", async () => {
    await ask("spam@vale.test", site, { displayName: "Buy cheap pills", next: "/boards?words=pills" });
    expect(site.letters[0]?.to).toBe("spam@vale.test");
    expect(JSON.stringify(site.letters[0])).not.toMatch(/pills|gravel/);
  });
});

describe.each([
  ["where letters leave", site],
  ["where none leaves", silent],
])("asking for an address that has an account, %s", (_where, from) => {
  it("changes nothing and is answered like any other (invariant 13)", async () => {
    const email = from === site ? "owner@vale.test" : "owner-2@vale.test";
    const { id, kept } = await owner(email);
    const taken = await ask(email, from);
    const free = await ask(email.replace("owner", "free"), from);
    expect(seen(taken.answer)).toEqual(seen(free.answer));
    expect([...taken.browser.jar.keys()]).toEqual([...free.browser.jar.keys()]);
    expect(await keptOf(id)).toEqual(kept);
    expect(await signIn(from, email)).toMatchObject({ status: 422 });
    expect(site.letters.map(({ to, subject }) => [to, subject])).toEqual(
      from === silent
        ? []
        : [
            [email, "You have a sign-in for Concordat already"],
            ["free@vale.test", "Open your sign-in for Concordat"],
          ],
    );
    expect(site.letters[0]?.text ?? "").not.toContain("/sign-in/new/");
  });
});

describe("a sign-in made alone, where no letter leaves the site", () => {
  it("is open at once with an address that nobody has confirmed, and one signs in on the next page", async () => {
    const { browser, answer } = await ask("now@vale.test", silent);
    expect(answer.form).toMatchObject({ action: "/sign-in", values: { email: "now@vale.test" } });
    expect(JSON.stringify(answer.form)).not.toContain(password);
    const entered = await browser.post("/sign-in", {
      email: "now@vale.test",
      password,
      next: answer.form!.values["next"]!,
    });
    expect(entered).toMatchObject({ status: 303, location: "/questions/ask" });
    expect(await findAccountByEmail(db, "now@vale.test")).toMatchObject({
      addressConfirmed: false,
      administrator: false,
    });
  });
});

describe("the form", () => {
  it("shows what is wrong beside the fields, keeps what was typed and never the password", async () => {
    const { answer } = await ask("joan", site, { again: "another" });
    expect(answer.status).toBe(422);
    expect(answer.form?.problems.map(({ field }) => field)).toEqual(["email", "again"]);
    expect(answer.form?.values).toEqual({
      displayName: "Joan Resident",
      email: "joan",
      next: "/questions/ask",
    });
  });

  it("is refused without its token, and leads whoever is signed in on to where they came for", async () => {
    const stranger = site.browser();
    await stranger.get("/sign-in/new");
    const sent = { ...joan, email: "token@vale.test" };
    expect(await stranger.post("/sign-in/new", { ...sent, _csrf: "" })).toMatchObject({ status: 403 });
    const { browser } = await ask("signed-in@vale.test", silent);
    await browser.post("/sign-in", { email: "signed-in@vale.test", password });
    for (const [next, location] of [
      ["/boards", "/boards"],
      ["//evil.example", "/account"],
    ] as const)
      expect(await browser.get(`/sign-in/new?next=${next}`)).toMatchObject({ status: 303, location });
  });

  it("never leads on to another site", async () => {
    await ask("elsewhere@vale.test", site, { next: "https://evil.example" });
    expect(await open(linkIn(site.letters[0]!))).toMatchObject({ location: "/account" });
  });

  it("is not there where only administrators open accounts", async () => {
    const closed = await signInApp({ db, clock, origin, newSignIns: false });
    const { browser, answer } = await ask("closed@vale.test", closed, {
      _csrf: await tokenOf(closed.browser()),
    });
    expect(answer.refusal?.code).toBe("form.token");
    const page = (await browser.get("/sign-in/new")).page;
    expect(page?.title).toBe("Sign-ins are given by administrators here");
    await browser.get("/sign-in");
    expect((await browser.post("/sign-in/new", { ...joan, email: "closed@vale.test" })).page).toEqual(page);
    expect(closed.letters).toEqual([]);
    expect(await findAccountByEmail(db, "closed@vale.test")).toBeUndefined();
  });

  it("is not opened by a letter that was sent before only administrators opened accounts, nor offered again", async () => {
    await ask("before@vale.test");
    const link = linkIn(site.letters[0]!);
    const closed = await signInApp({ db, clock, origin, newSignIns: false });
    const browser = closed.browser();
    await browser.get("/sign-in");
    const shown = (await browser.get(link)).page;
    expect(shown?.title).toBe("Sign-ins are given by administrators here");
    expect((await browser.post(link, { password })).page).toEqual(shown);
    expect(browser.jar.has("concordat")).toBe(false);
    expect(await findAccountByEmail(db, "before@vale.test")).toBeUndefined();
    expect(JSON.stringify((await site.browser().get("/sign-in/closed")).page)).toContain("/sign-in/new");
    expect(JSON.stringify((await browser.get("/sign-in/closed")).page)).not.toContain("/sign-in/new");
  });
});

describe("too many", () => {
  it.each([
    ["for one address", 3, (_count: number) => "often@vale.test"],
    ["from one network", 10, (count: number) => `from-one-network-${count}@vale.test`],
  ])("%s in 15 minutes are refused with 429, then taken again (invariant 13)", async (_what, max, email) => {
    for (let count = 0; count < max; count += 1)
      expect((await ask(email(count))).answer).toMatchObject({ status: 200 });
    expect((await ask(email(max))).answer).toMatchObject({
      status: 429,
      refusal: { code: "identity.too-many-tries" },
    });
    clock.set(secondsAfter(at, 15 * 60));
    expect((await ask(email(max))).answer).toMatchObject({ status: 200 });
    expect(site.letters).toHaveLength(max + 1);
  });

  it("letters in a day for one address are not sent, to whoever has an account and whoever has none", async () => {
    await owner("letters-2@vale.test");
    for (const email of ["letters-1@vale.test", "letters-2@vale.test"]) {
      const waiting = { email, displayName: "Somebody", passwordHash: "$argon2id$x", next: "/" };
      for (let count = 0; count < 5; count += 1) await keepWaiting(db, waiting, at);
      const { refusal, status } = (await ask(email)).answer;
      expect({ status, ...refusal }).toMatchObject({ status: 429, code: "identity.too-many-waiting" });
      // The owner may have asked for none: their own password fits none of the links, and of who has an account no letter has one.
      expect(refusal?.message).toMatch(
        /^5 letters went to that address within a day, so no more are sent before \d\d:01 on \d+ November 2026\. If you asked for one of them, do as it says\. If you did not, try again then, or ask an administrator of this site\.$/,
      );
    }
    expect(site.letters).toEqual([]);
    clock.set(secondsAfter(at, 24 * 3600));
    expect((await ask("letters-1@vale.test")).answer).toMatchObject({ status: 200 });
  });
});

it("nothing of a sign-in made alone stands in the clear (invariant 2)", async () => {
  await ask("clear@vale.test");
  await open(linkIn(site.letters[0]!));
  const account = await findAccountByEmail(db, "clear@vale.test");
  expect(await findPasswordHash(db, account!.id)).toMatch(/^\$argon2id\$/);
  await ask("clear-2@vale.test");
  const { rows } = await pool.query(
    "select * from identity.waiting_account where email = 'clear-2@vale.test'",
  );
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(password);
  expect(JSON.stringify(rows)).not.toContain(linkIn(site.letters[1]!).split("/").at(-1));
});

async function tokenOf(browser: Browser): Promise<string> {
  return (await browser.get("/sign-in")).form?.token ?? "";
}
