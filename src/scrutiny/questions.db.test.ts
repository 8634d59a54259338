import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { beatrix, theodora } from "../../test/support/factories/people.ts";
import type { Answer, TestBrowser } from "../../test/support/test-browser.ts";
import { createAccount, findAccountByEmail } from "../identity/index.ts";

const app = await startTestApp({ now: "2026-11-20T09:00:00Z", shipped: true });

const resident = "resident@example.org";
let residentId = "";
beforeAll(async () => {
  const account = await createAccount(
    app.db,
    { email: resident, displayName: "Joan Resident", administrator: false, illustrative: false },
    app.clock.now(),
  );
  residentId = account.id;
});

/** Somebody signed in, with a page open whose forms they may send. */
async function as(email: string): Promise<TestBrowser> {
  const browser = await app.signIn(email);
  await browser.get("/accessibility");
  return browser;
}

const asked = {
  body: "nhs-aldermere-and-the-vale-icb",
  title: "How many dentists take new patients?",
  words: "How many dentists in Aldermere take new patients under the NHS this winter?",
};

async function ask(given: Readonly<Record<string, unknown>> = {}, who = resident): Promise<Answer> {
  return await (await as(who)).api("/api/scrutiny/ask-question", { ...asked, ...given });
}

/** Asks, and gives the address of the question. */
async function put(given: Readonly<Record<string, unknown>>): Promise<string> {
  const answer = await ask(given);
  expect(answer.status, answer.text).toBe(200);
  return answer.json<{ json: { question: string } }>().json.question;
}

async function act(
  name: string,
  given: Readonly<Record<string, unknown>>,
  who: string = beatrix.email,
): Promise<Answer> {
  return await (await as(who)).api(`/api/scrutiny/${name}`, given);
}

async function page(path: string): Promise<string> {
  const { status, text } = await app.get(path, { accept: "text/html" });
  expect(status, path).toBe(200);
  return text;
}

/** Everything the record holds, as everybody reads it. */
async function recordText(): Promise<string> {
  const found = await sql<{
    all: string;
  }>`select string_agg(canonical, ' ') as all from record.entry`.execute(app.db);
  return found.rows[0]?.all ?? "";
}

describe("a question from somebody without office", () => {
  let slug = "";

  test("is there at once without its words, and the record names nobody (invariants 20, 24)", async () => {
    slug = await put({});
    expect(slug).toBe("nhs-aldermere-and-the-vale-icb-3");
    const text = await page(`/questions/${slug}`);
    expect(text).toContain("Nobody has read it yet.");
    expect(text).toContain("An answer is due by 21 December 2026");
    expect(text).not.toContain("dentist");
    expect((await page("/search?q=dentists")).toLowerCase()).not.toContain("question 3 to");
    expect(await recordText()).not.toMatch(/dentist|Joan|resident@/);
    expect(await recordText()).toContain("A person without office");
  });

  test("is read by its body and by no other", async () => {
    expect((await (await as(beatrix.email)).get(`/questions/${slug}`)).text).toContain("take new patients");
    expect((await (await as(theodora.email)).get(`/questions/${slug}`)).text).not.toContain(
      "take new patients",
    );
  });

  test("is published by its body only, and only with a named answerer", async () => {
    const given = { question: slug, answerer: "Director of primary care", checked: true };
    expect((await act("publish-question", given, theodora.email)).status).toBe(403);
    expect((await act("publish-question", { ...given, checked: false })).text).toContain("Read it once more");
    expect((await act("publish-question", { ...given, answerer: "" })).text).toContain("Name the office.");
    const done = await act("publish-question", given);
    expect(done.status, done.text).toBe(200);
    expect(await page(`/questions/${slug}`)).toContain("Director of primary care");
    expect(await page("/questions")).toContain(asked.title);
    expect((await act("publish-question", given)).status).toBe(409);
  });

  test("is found first by whoever asks nearly the same (invariant 25)", async () => {
    const again = await ask({
      title: "Which dentists take new patients?",
      words: "Which dentists in Aldermere take any new NHS patients?",
    });
    expect(again.status).toBe(422);
    expect(again.text).toContain(`/questions/${slug}`);
    expect(await page("/questions/ask?words=dentists+taking+patients")).toContain(asked.title);
    expect(await page("/questions/ask?words=hovercraft")).toContain("Nobody has asked this yet");
  });

  test("is answered in public, in time, and the answer stays", async () => {
    const given = {
      question: slug,
      office: "Director of primary care",
      outcome: "answered",
      words: "Eleven of the 26 surgeries do.",
    };
    expect((await act("answer-question", { ...given, words: "Ask patient 943 476 5919" })).text).toContain(
      "looks like an NHS number",
    );
    expect((await act("answer-question", given)).status).toBe(200);
    const text = await page(`/questions/${slug}`);
    expect(text).toContain("Eleven of the 26 surgeries do.");
    expect(text).toContain("in time");
    await expect(
      sql`update scrutiny.question_answer set words = 'None.' where dataset is null`.execute(app.db),
    ).rejects.toThrow("stays as it was given");
    expect((await act("answer-question", { ...given, words: "Twelve since Monday." })).status).toBe(200);
    expect(await page(`/questions/${slug}`)).toContain("A further answer");
  });

  test("outlives the sign-in that asked it, and nothing says whose it was (invariant 24)", async () => {
    const request = await put({
      title: "What do taxis to clinics cost?",
      words: "Please send me the contract for taxis to clinics.",
      foi: true,
      replyName: "Joan Bloggs",
      replyTo: "12 Acacia Avenue",
    });
    const path = `/questions/${request}/answer`;
    expect((await (await as(beatrix.email)).get(path)).text).toContain("12 Acacia Avenue");
    expect(await recordText()).not.toContain("Acacia");
    const administrator = await app.signInAdministrator();
    await administrator.get("/accessibility");
    const closed = await administrator.api("/api/identity/close-account", { account: residentId });
    expect(closed.status, closed.text).toBe(200);
    expect((await (await as(beatrix.email)).get(path)).text).not.toContain("Acacia");
    const left = await sql`select from scrutiny.question_asker where account_id = ${residentId}`.execute(
      app.db,
    );
    expect(left.rows).toEqual([]);
    expect(await page(`/questions/${slug}`)).toContain("Eleven of the 26 surgeries do.");
  });
});

describe("a question that is not fit to be public", () => {
  const asker = theodora.email;

  test("is caught before anything of it is kept (invariant 23)", async () => {
    const before = await recordText();
    for (const [words, found] of [
      [
        "My mother waited nine hours. Ring me on 020 7946 0000.",
        "“020 7946 0000” looks like a telephone number",
      ],
      ["Why was NHS number 943 476 5919 sent home?", "looks like an NHS number"],
    ] as const) {
      const answer = await ask({ words, checked: true }, asker);
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(found);
    }
    expect((await ask({ words: "Why did Dr Patel leave the Vale surgery?" }, asker)).text).toContain(
      "looks like a person's name",
    );
    expect(await recordText()).toBe(before);
  });

  test("is kept off by a rule and a reason that everybody reads; its words are deleted (invariant 26)", async () => {
    const answer = await ask(
      { title: "Buy our umbrellas", words: "Fine umbrellas for every clinic!" },
      asker,
    );
    const { question } = answer.json<{ json: { question: string } }>().json;
    const given = { question, rule: "advert", why: "It sells umbrellas." };
    expect((await act("refuse-question", { ...given, rule: "boring" })).text).toContain("Choose the rule");
    expect((await act("refuse-question", given)).status).toBe(200);
    const text = await page(`/questions/${question}`);
    expect(text).toContain("It sells something or asks for votes");
    expect(text).toContain("It sells umbrellas.");
    const kept = await sql`select from scrutiny.question_content where words like '%umbrellas%'`.execute(
      app.db,
    );
    expect(kept.rows).toEqual([]);
    expect(
      (await act("answer-question", { question, office: "x", outcome: "answered", words: "y" })).status,
    ).toBe(409);
    expect(await recordText()).not.toContain("Fine umbrellas");
  });

  test("is answered all the same where the law asks for it (invariant 26)", async () => {
    const answer = await ask(
      {
        title: "Contract of the quillfeather agency",
        words: "Please send me the contract of the quillfeather agency.",
        foi: true,
        replyName: "Theodora",
        replyTo: "theodora@example.org",
      },
      asker,
    );
    const { question } = answer.json<{ json: { question: string } }>().json;
    await act("refuse-question", { question, rule: "own-case", why: "A court looks at it." });
    const office = "Board secretary of the NHS board";
    const done = await act("answer-question", {
      question,
      office,
      outcome: "withheld",
      words: "Section 32.",
    });
    expect(done.status, done.text).toBe(200);
    expect(await page(`/questions/${question}`)).toContain("Not given, with the ground in law");
    expect(await page(`/questions/${question}`)).not.toContain("quillfeather");
    expect(await recordText()).not.toContain("quillfeather");
  });
});

describe("who may be asked", () => {
  test("a body that is not kept here cannot be", async () => {
    expect((await ask({ body: "lewisham-council" }, theodora.email)).status).toBe(404);
    expect((await (await as(theodora.email)).get("/questions/ask/lewisham-council")).status).toBe(404);
  });

  test("a request for information needs a name and an address, and a body that the Act binds", async () => {
    expect((await ask({ foi: true }, theodora.email)).text).toContain("section 8");
    const alliance = {
      body: "aldermere-voluntary-alliance",
      foi: true,
      replyName: "T",
      replyTo: "here",
    };
    expect((await ask(alliance, theodora.email)).text).toContain("Ask an ordinary question");
  });
});

describe("the figures", () => {
  test("count the made-up place by body, and say so", async () => {
    const { bodies } = (await app.get("/questions.json?at=2026-11-20")).json() as {
      bodies: readonly { body: string; rates: Readonly<Record<string, number>> }[];
    };
    const council = bodies.find(({ body }) => body === "aldermere-council");
    expect(council?.rates).toMatchObject({
      asked: 3,
      answered: 1,
      inTime: 1,
      overdue: 1,
      refused: 1,
      medianDays: 12,
    });
    const text = await page("/questions");
    expect(text).toContain("No real body has been asked yet.");
    expect(text).toContain("Illustrative");
  });

  test("stand on the page of each body kept here and of no other", async () => {
    expect(await page("/organisations/aldermere-council")).toContain("Questions from anyone");
    expect(await page("/organisations/lewisham-council")).not.toContain("Questions from anyone");
  });
});

describe("a petition", () => {
  const board = "aldermere-health-scrutiny-committee";
  const started = {
    board,
    title: "Open the quillfeather clinic on Saturdays",
    words: "Many people work on weekdays. Open the clinic on Saturdays.",
    closesOn: "2027-01-31",
  };
  const petition = `${board}-1`;
  const agenda = { slug: `${board}-2027-02-11`, version: 1 };
  const second = "second@example.org";

  const join = async (email: string): Promise<void> => {
    const person = { email, displayName: "Somebody", administrator: false, illustrative: false };
    await createAccount(app.db, person, app.clock.now());
  };
  const close = async (email: string): Promise<string> => {
    const { id = "" } = (await findAccountByEmail(app.db, email)) ?? {};
    const administrator = await app.signInAdministrator();
    await administrator.get("/accessibility");
    expect((await administrator.api("/api/identity/close-account", { account: id })).status).toBe(200);
    return id;
  };
  const signedBy = async (id: string): Promise<number> =>
    (await sql`select from scrutiny.petition_signature where account_id = ${id}`.execute(app.db)).rows.length;
  const countToday = async (slug: string): Promise<number | undefined> => {
    const day = await sql<{ signatures: number }>`select counted.signatures
      from scrutiny.petition_count counted join scrutiny.petition on petition.id = petition_id
      where slug = ${slug} and on_day = '2026-11-20'`.execute(app.db);
    return day.rows[0]?.signatures;
  };

  test("is started by anybody where the board has a rule, and read before it is public (invariants 20, 27)", async () => {
    for (const email of [second, "third@example.org"]) await join(email);
    const none = await act("start-petition", { ...started, board: "aldermere-cabinet" }, second);
    expect(none.text).toContain("No rule for petitions is held");
    expect((await act("start-petition", { ...started, words: "Ring 020 7946 0000" }, second)).status).toBe(
      422,
    );
    const done = await act("start-petition", started, second);
    expect(done.status, done.text).toBe(200);
    expect(await page(`/petitions/${petition}`)).not.toContain("quillfeather");
    expect((await act("sign-petition", { petition }, second)).status).toBe(409);
    expect((await act("publish-petition", { petition })).status).toBe(403);
    expect((await act("publish-petition", { petition }, theodora.email)).status).toBe(200);
    const all = await page("/petitions");
    expect(all).toContain(started.title);
    expect(all).toContain("None of them have reached the number of names it takes.");
  });

  test("is signed once by each sign-in, and nobody reads by whom (invariant 24)", async () => {
    expect((await act("sign-petition", { petition }, second)).status).toBe(200);
    expect((await act("sign-petition", { petition }, second)).text).toContain("signed this petition already");
    expect(await page(`/petitions/${petition}`)).toContain(
      "One person has signed. It needs one more by 31 January 2027.",
    );
    const reached = await act("sign-petition", { petition }, "third@example.org");
    expect(reached.text).toContain("it must go on the agenda");
    expect(await recordText()).not.toMatch(/Somebody|second@|third@/);
  });

  test("with its signatures must go on the next agenda, by an item that gives its address (invariant 27)", async () => {
    const keeper = await as(theodora.email);
    const early = await keeper.api("/api/meetings/publish-agenda", agenda);
    expect(early.status, early.text).toBe(409);
    expect(early.text).toContain(`/petitions/${petition}`);
    const item = {
      slug: agenda.slug,
      title: "A petition",
      kind: "decision",
      asks: `To hear /petitions/${petition}`,
    };
    const added = await keeper.api("/api/meetings/add-item", item);
    expect(added.status, added.text).toBe(200);
    expect(await page(`/petitions/${petition}`)).toContain("It is on the agenda of 11 February 2027.");
    const later = await keeper.api("/api/meetings/publish-agenda", { ...agenda, version: 2 });
    expect(later.text).not.toContain(petition);
  });

  test("while it is open loses the signature of a sign-in that is closed, and counts who comes back once (invariant 24)", async () => {
    expect(await signedBy(await close(second))).toBe(0);
    expect(await page(`/petitions/${petition}`)).toContain("One person has signed.");
    expect(await countToday(petition)).toBe(1);
    await join(second);
    // The board was told once that it has enough.
    expect((await act("sign-petition", { petition }, second)).text).not.toContain("That is enough");
    expect(await page(`/petitions/${petition}`)).toContain("2 people have signed.");
    expect(await countToday(petition)).toBe(2);
    const told = await sql`select from record.entry where kind = 'scrutiny.petition-reached'`.execute(app.db);
    expect(told.rows).toHaveLength(1);
  });

  test("is heard later only with a public reason, and keeps the threshold of its first day", async () => {
    const other = { ...started, title: "Mend the lift", words: "The lift is out of use." };
    await act("start-petition", other, "third@example.org");
    const slug = `${board}-2`;
    await act("publish-petition", { petition: slug }, theodora.email);
    const rule = { board, signatures: 1, who: "anybody.", source: "A new scheme" };
    expect((await act("set-petition-rule", rule)).status).toBe(403);
    expect((await act("set-petition-rule", rule, theodora.email)).status).toBe(200);
    const given = { petition: slug, why: "The lift is being mended.", until: "2027-04-30" };
    expect((await act("defer-petition", given, theodora.email)).text).toContain(
      "does not wait for an agenda",
    );
    await act("sign-petition", { petition: slug }, "third@example.org");
    expect(await page(`/petitions/${slug}`)).toContain("It needs one more");
    // One mailbox counts once, however often its owner closes their account and comes again.
    await close("third@example.org");
    expect(await countToday(slug)).toBe(0);
    await join("third@example.org");
    await act("sign-petition", { petition: slug }, "third@example.org");
    expect(await countToday(slug)).toBe(1);
    expect(await page(`/petitions/${slug}`)).toContain("One person has signed. It needs one more");
    await act("sign-petition", { petition: slug }, theodora.email);
    expect((await act("defer-petition", given, theodora.email)).status).toBe(200);
    expect(await page(`/petitions/${slug}`)).toContain("The board hears it by 30 April 2027.");
    const said = await sql`select deferred_on from scrutiny.petition where slug = ${slug}`.execute(app.db);
    expect(said.rows).toEqual([{ deferred_on: "2026-11-20" }]);
  });

  test("keeps its count once it has closed, whoever leaves (invariant 24)", async () => {
    await sql`update scrutiny.petition set started_on = '2026-10-01', closes_on = '2026-11-19'
      where slug = ${petition}`.execute(app.db);
    // The third left while it was open.
    expect(await signedBy(await close(second))).toBe(0);
    expect(await page(`/petitions/${petition}`)).toContain("One person has signed.");
  });
});
