import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { askingPorts } from "../../test/support/asking.ts";
import { testDatabase } from "../../test/support/database.ts";
import {
  Conflict,
  Invalid,
  NotFound,
  NotSignedIn,
  fixedClock,
  instant,
  plainText,
  visitor,
  type Acting,
  type Asking,
  type Command,
  type Done,
  type Letter,
  type Viewer,
} from "../kernel/index.ts";
import type { Account, OrganisationChoice } from "./account.ts";
import { createIdentityModule } from "./index.ts";
import { createAccount, findAccountByEmail, getAccount } from "./store-account.ts";
import { listOffices } from "./store-office.ts";
import { viewerOfAccount } from "./store-session.ts";
import { createSignInLink, isLinkOpen, useSignInLink } from "./store-link.ts";
import { listTokens } from "./store-token.ts";

const { db } = await testDatabase();
const at = instant("2026-11-21T09:00:00Z");
const today = civilDate("2026-11-21");
const clock = fixedClock(at);
const council: OrganisationChoice = { id: "aldermere", name: "Aldermere Council", illustrative: true };
const trust: OrganisationChoice = { id: "fenwick", name: "Fenwick Hospitals Trust", illustrative: false };
const module = createIdentityModule({ accounts: db, organisations: async () => [council, trust] });

/** The same on a site without a mail server. */
const silent = createIdentityModule({
  accounts: db,
  organisations: async () => [council, trust],
  sendsMail: false,
});

function commandOf(name: string, from = module): Command {
  const found = from.commands?.find((command) => command.name === name);
  if (found === undefined) throw new Error(`There is no command ${name}.`);
  return found;
}

/** Parses and runs a command in a transaction, as the shell does. */
async function act(name: string, input: Readonly<Record<string, unknown>>, from = module): Promise<Done> {
  const parsed = commandOf(name, from).schema.safeParse(input);
  if (!parsed.success) {
    throw new Invalid(
      parsed.error.issues.map(({ path, message }) => ({ code: "input", field: path.join("."), message })),
    );
  }
  return await db.transaction().execute(async (tx) => {
    const acting = {
      tx,
      clock,
      today,
      actor: { viewer: visitor, capacity: { kind: "system", title: "A test" } },
    };
    return await commandOf(name, from).run(acting as unknown as Acting, parsed.data);
  });
}

async function problemsOf(work: Promise<unknown>): Promise<readonly string[]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Invalid)
      return error.problems.map((problem) => `${problem.field}: ${problem.message}`);
    throw error;
  }
  return [];
}

let made = 0;
async function someone(change: { administrator?: boolean; illustrative?: boolean } = {}) {
  made += 1;
  const fresh = {
    email: `someone${made}@fenwick.example`,
    displayName: `Robin Ashdown ${made}`,
    administrator: false,
    illustrative: false,
  };
  return await createAccount(db, { ...fresh, ...change }, at);
}

describe("adding an account", () => {
  const priya = {
    email: "Priya.Nair@Fenwick.example",
    displayName: "Priya Nair",
    organisation: trust.id,
    title: "Board secretary",
  };

  it("opens it with its first office, also in an organisation that sits on no board", async () => {
    const done = await act("identity.add-account", priya);
    const account = await findAccountByEmail(db, "priya.nair@fenwick.example");
    expect(await viewerOfAccount(db, account!.id, today)).toMatchObject({
      standings: [
        {
          organisationId: trust.id,
          role: "keeper",
          capacity: { title: "Board secretary, Fenwick Hospitals Trust" },
        },
      ],
    });
    expect(done).toMatchObject({
      href: `/people/${account!.id}`,
      subject: { module: "place", id: trust.id },
    });
  });

  it("leaves no personal data in the entry, nor in the answer that is kept (invariant 1)", async () => {
    const done = await act("identity.add-account", { ...priya, email: "second@fenwick.example" });
    const written = JSON.stringify([done.entry, done.message, done.subject]);
    expect(written).not.toMatch(/priya|nair|second|fenwick\.example/i);
    expect(done.entry.summary).toBe(
      "An account was opened and an office of Fenwick Hospitals Trust was filled: Board secretary",
    );
  });

  it("refuses a title that names the person, because titles are published", async () => {
    const named = act("identity.add-account", {
      ...priya,
      email: "third@fenwick.example",
      title: "Secretary (Priya Nair)",
    });
    expect(await problemsOf(named)).toEqual([
      "title: The title “Secretary (Priya Nair)” names the person, and it would be published for good. Name the office alone.",
    ]);
  });

  it("names every problem at once, beside its field", async () => {
    const wrong = act("identity.add-account", { email: "priya", displayName: " ", administrator: "perhaps" });
    expect(await problemsOf(wrong)).toEqual([
      "email: Enter an email address such as name@council.gov.uk",
      "displayName: Enter a name",
      "administrator: Choose yes or no",
    ]);
    expect(await problemsOf(act("identity.add-account", { ...priya, title: "" }))).toEqual([
      "title: Enter the title of the office in that organisation",
    ]);
    expect(await problemsOf(act("identity.add-account", { ...priya, organisation: "" }))).toEqual([
      "organisation: Choose the organisation of that office",
    ]);
    expect(
      await problemsOf(act("identity.add-account", { ...priya, email: "x@y.example", organisation: "none" })),
    ).toEqual(["organisation: There is no such organisation. Choose one from the list."]);
    expect(await problemsOf(act("identity.add-account", priya))).toEqual([
      "email: There is already an account for priya.nair@fenwick.example. Give that account another office instead.",
    ]);
  });

  it("can make an administrator, from a form as from a machine", async () => {
    for (const administrator of ["true", true]) {
      made += 1;
      const email = `administrator${made}@fenwick.example`;
      const done = await act("identity.add-account", { email, displayName: "Lee Aziz", administrator });
      expect(await findAccountByEmail(db, email)).toMatchObject({ administrator: true });
      expect(done.entry.summary).toBe("An account was opened for an administrator of this site");
    }
  });

  it("sends the holder a link that works once, after the act", async () => {
    const letters: Letter[] = [];
    const account = await someone();
    await welcome(account.email, letters);
    expect(letters).toMatchObject([{ to: account.email, subject: "Your account on Concordat" }]);
    const token = /\/sign-in\/link\/([\w-]+)/.exec(letters[0]!.text)?.[1];
    expect(letters[0]!.text).toContain("until 09:00 on 24 November 2026");
    expect(await useSignInLink(db, token!, at)).toMatchObject({ id: account.id });
  });

  it("of an Illustrative organisation makes a made-up person, who gets no letter and cannot administer", async () => {
    const madeUp = {
      email: "clerk@aldermere.example",
      displayName: "Jo March",
      organisation: council.id,
      title: "Clerk",
    };
    expect(await problemsOf(act("identity.add-account", { ...madeUp, administrator: "true" }))).toEqual([
      "administrator: Somebody made up cannot look after accounts. Choose no.",
    ]);
    await act("identity.add-account", madeUp);
    expect(await findAccountByEmail(db, madeUp.email)).toMatchObject({ illustrative: true });
    const letters: Letter[] = [];
    await welcome(madeUp.email, letters);
    expect(letters).toEqual([]);
  });

  it("promises no letter where none is sent, and makes no link", async () => {
    const email = "quiet@fenwick.example";
    const done = await act("identity.add-account", { email, displayName: "Lee Aziz" }, silent);
    expect(done.message).toBe(
      "The account was added. This site sends no email. Whoever runs this site’s server makes a sign-in link for the person with the command concordat sign-in link EMAIL.",
    );
    const letters: Letter[] = [];
    const account = await findAccountByEmail(db, email);
    const { token } = await createSignInLink(db, { accountId: account!.id, purpose: "sign-in" }, at);
    await welcome(email, letters, silent);
    expect(letters).toEqual([]);
    expect(await isLinkOpen(db, token, at)).toBe(true);
    const form = await commandOf("identity.add-account", silent).form?.({
      db,
      viewer: visitor,
      today,
      params: {},
    });
    expect(form?.intro).toContain("This site sends no email.");
  });

  async function welcome(email: string, letters: Letter[], from = module): Promise<void> {
    const reaction = from.reactions?.find((one) => one.name === "identity.welcome");
    if (reaction?.when !== "afterwards") throw new Error("The reaction comes afterwards.");
    const mail = { send: async (letter: Letter) => void letters.push(letter) };
    const entry = { id: "e", sha256: "", kind: "", subjects: [] };
    await reaction.react(
      { db, clock, mail, origin: "https://concordat.example" },
      { command: "identity.add-account", input: { email }, entry, on: today },
    );
  }
});

describe("offices", () => {
  it("are given and ended, each with a line of the record that names the office alone", async () => {
    const account = await someone();
    const given = await act("identity.give-office", {
      account: account.id,
      organisation: trust.id,
      title: "Chair",
      role: "member",
    });
    const [office] = await listOffices(db, [account.id]);
    const ended = await act("identity.end-office", { office: office!.id });
    expect([given.entry.summary, ended.entry.summary]).toEqual([
      "An office of Fenwick Hospitals Trust was filled: Chair",
      "An office of Fenwick Hospitals Trust was vacated: Chair",
    ]);
    expect(JSON.stringify([given.entry, ended.entry])).not.toMatch(/ashdown|someone|fenwick\.example/i);
    await expect(act("identity.end-office", { office: office!.id })).rejects.toThrow(Conflict);
  });

  it("of accounts or offices that are not there are not found", async () => {
    const nobody = "0197c000-0000-7000-8000-00000000ffff";
    const give = act("identity.give-office", {
      account: nobody,
      organisation: trust.id,
      title: "Chair",
      role: "member",
    });
    await expect(give).rejects.toThrow(NotFound);
    await expect(act("identity.end-office", { office: nobody })).rejects.toThrow(NotFound);
    expect(await commandOf("identity.give-office").resource(db, { account: nobody })).toBeUndefined();
    expect(await commandOf("identity.end-office").resource(db, { office: nobody })).toBeUndefined();
  });

  it("end with the account, and the entry lists them without the person", async () => {
    const account = await someone();
    await act("identity.give-office", {
      account: account.id,
      organisation: trust.id,
      title: "Chair",
      role: "member",
    });
    const done = await act("identity.close-account", { account: account.id });
    expect(done.entry.summary).toBe(
      "An account was closed and its office vacated: Chair, Fenwick Hospitals Trust",
    );
    expect(JSON.stringify(done.entry)).not.toMatch(new RegExp(`ashdown|${account.id}`, "i"));
    expect((await getAccount(db, account.id)).status).toBe("closed");
  });
});

describe("forms", () => {
  it("are there for every command, and not for things that are not there", async () => {
    const account = await someone();
    await act("identity.give-office", {
      account: account.id,
      organisation: trust.id,
      title: "Chair",
      role: "member",
    });
    await act("identity.create-token", { account: account.id, name: "Sheet" });
    const [office] = await listOffices(db, [account.id]);
    const [token] = await listTokens(db, account.id);
    const params = { account: account.id, office: office!.id, token: token!.id };
    for (const command of module.commands ?? []) {
      const form = await command.form?.({ db, viewer: visitor, today, params });
      expect(form?.submit, command.name).toBeTruthy();
      expect(await command.resource(db, params), command.name).toBeDefined();
      if (command.path?.includes(":")) {
        const none = { account: "x", office: "x", token: "x" };
        expect(await command.resource(db, none), command.name).toBeUndefined();
      }
    }
  });

  it("offer a made-up person Illustrative organisations only", async () => {
    const account = await someone({ illustrative: true });
    const form = await commandOf("identity.give-office").form?.({
      db,
      viewer: visitor,
      today,
      params: { account: account.id },
    });
    expect(form?.fields[0]?.widget).toMatchObject({
      options: [{ value: council.id, text: "Aldermere Council (Illustrative)" }],
    });
  });
});

describe("pages", () => {
  const load = async (
    path: string,
    viewer: Viewer,
    params: Readonly<Record<string, string>> = {},
    from = module,
  ) => {
    const page = from.pages?.find((one) => one.path === path);
    const asking: Asking = { db, viewer, at: today, atGiven: false, today, clock, ...askingPorts };
    const model = await page?.load(asking, { params, query: {} });
    if (model !== undefined) page?.json.parse(model.json);
    return model;
  };

  it("show administrators everybody with the offices of the day", async () => {
    const account = await someone();
    await act("identity.give-office", {
      account: account.id,
      organisation: trust.id,
      title: "Chair",
      role: "member",
    });
    const model = await load("/people", visitor);
    const row = model?.table?.rows.find((one) => one["email"] === account.email);
    expect(row).toMatchObject({ offices: "Chair, Fenwick Hospitals Trust", status: "Active" });
    expect(
      module.pages?.filter((page) => page.path.startsWith("/people")).map((page) => page.action),
    ).toEqual(["administer", "administer"]);
  });

  it("show what can be done with one account, and a sign-in link for made-up people only", async () => {
    const real = await load("/people/:account", visitor, { account: (await someone()).id });
    const madeUp = await load("/people/:account", visitor, {
      account: (await someone({ illustrative: true })).id,
    });
    const texts = (model: typeof real): readonly string[] =>
      (model?.actions ?? []).map((action) => action.text);
    expect(texts(real)).toEqual(["Give an office", "Close this account"]);
    expect(texts(madeUp)).toContain("Make a one-time sign-in link");
    expect(await load("/people/:account", visitor, { account: "nobody" })).toBeUndefined();
  });

  it("show people their own account, and ask others to sign in", async () => {
    const account = await someone();
    const viewer = await viewerOfAccount(db, account.id, today);
    const model = await load("/account", viewer);
    expect(model?.answer).toBe(
      `You are signed in as ${account.displayName} and hold no offices today. You have no password yet. Choose one below; without one, have the sign-in page send you a link each time.`,
    );
    await expect(load("/account", visitor)).rejects.toThrow(NotSignedIn);
  });

  it("promise a link by letter only where letters leave the site, and never to somebody made up", async () => {
    const answerTo = async (account: Account, from: typeof module): Promise<string> => {
      const viewer = await viewerOfAccount(db, account.id, today);
      return plainText((await load("/account", viewer, {}, from))?.answer ?? "");
    };
    const asks = /without one, ask an administrator of this site for a sign-in link each time\.$/;
    expect(await answerTo(await someone(), silent)).toMatch(asks);
    expect(await answerTo(await someone({ illustrative: true }), module)).toMatch(asks);
    expect(await answerTo(await someone(), module)).toMatch(/have the sign-in page send you a link/);
  });

  it("are never kept in the page cache", () => {
    expect(module.pages?.every((page) => page.cached === false)).toBe(true);
  });
});
