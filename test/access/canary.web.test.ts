import { beforeAll, describe, expect, test } from "vitest";
import { formats, type SpellingOf } from "./spellings.ts";
import { startTestApp } from "../support/app.ts";
import { beatrix, browserAs, kindsOfPeople, type KindOfPerson } from "../support/factories/people.ts";
import { keepPrivateThings } from "../support/factories/private-things.ts";
import type { Answer, TestBrowser } from "../support/test-browser.ts";
import { holdsPrivateWord, privateWord as word } from "./walk.ts";

const app = await startTestApp({ now: "2026-11-21T12:00:00Z", shipped: true });
const secret = await keepPrivateThings(app.node.core.stage, { body: beatrix.body, word });
const outsiders = kindsOfPeople.filter((kind) => kind !== "keeper");
const browsers = new Map<KindOfPerson, TestBrowser>();
let drafted = "";

beforeAll(async () => {
  for (const kind of kindsOfPeople) browsers.set(kind, await browserAs(app, kind));
  drafted = await draftBoard();
});

/** A board set up through its own form, beside the one that was put there. */
async function draftBoard(): Promise<string> {
  const form = `/organisations/${beatrix.body}/boards/add`;
  const keeper = browserOf("keeper");
  await keeper.get(form);
  const days = {
    "reviewOn-day": "20",
    "reviewOn-month": "12",
    "reviewOn-year": "2026",
    reviewOn: "2026-12-20",
  };
  const answer = await keeper.post(form, {
    name: `Drafted ${word} board`,
    kind: "joint-committee",
    purpose: word,
    ground: "Its members have not been asked yet.",
    ...days,
  });
  expect(answer.status, answer.text).toBe(303);
  return (answer.location ?? "").replace("/boards/", "");
}

function browserOf(kind: KindOfPerson): TestBrowser {
  const browser = browsers.get(kind);
  if (!browser) throw new Error(`Nobody is signed in as ${kind}.`);
  return browser;
}

/** Addresses at which private things would be looked for; every other address is walked in `routes.web.test.ts`. */
function lookedAddresses(): readonly string[] {
  const { board, organisation, sha256 } = secret;
  const looked = [
    `/boards/${board.slug}`,
    `/boards/${drafted}`,
    `/boards/${drafted}/publish`,
    `/boards?kind=joint-committee`,
    `/boards?illustrative=include`,
    `/boards?illustrative=include&name=quill`,
    `/organisations/${organisation.slug}`,
    `/organisations?illustrative=include`,
    `/organisations?kind=other&illustrative=include`,
    `/organisations/${beatrix.body}`,
    "/areas/aldermere-and-the-vale",
    `/record/of/place:board:${board.id}`,
    `/record/of/place:organisation:${organisation.id}`,
    `/files/${sha256}`,
    "/record",
    "/search?q=quill",
    "/search?q=feather",
    "/search?q=company",
    "/search?q=committee",
    "/search?q=drafted",
    "/?at=2026-11-20",
    "/boards?illustrative=include&at=2026-11-20",
  ];
  return looked.flatMap((address) => formats.map((spell: SpellingOf) => spell(address)));
}

describe("a private thing", () => {
  test.each(outsiders)(
    "is in no answer where it would be looked for, in any format, for a %s",
    async (kind) => {
      const leaks: string[] = [];
      for (const address of lookedAddresses()) {
        const answer = await browserOf(kind).get(address);
        expect(answer.status, address).toBeLessThan(500);
        if (holdsPrivateWord(answer, address)) leaks.push(address);
      }
      expect(leaks).toEqual([]);
    },
  );

  test.each([
    "/search?q=quillfeather",
    "/search.json?q=quillfeather",
    "/search?q=quilfeather",
    "/search?q=the%20quillfeather%20committee",
  ])("is not found by its own word at %s, except by its own people", async (address) => {
    for (const kind of outsiders) {
      const page = await browserOf(kind).get(address);
      expect(page.text).not.toContain(secret.board.slug);
      expect(page.text).not.toContain("/organisations/quillfeather");
    }
    expect((await browserOf("keeper").get(address)).text).toContain(secret.board.slug);
  });

  test("is shown to its own people at every place where it belongs", async () => {
    const keeper = browserOf("keeper");
    const places = [
      `/boards/${secret.board.slug}`,
      `/boards/${secret.board.slug}.json`,
      `/boards/${drafted}`,
      `/organisations/${secret.organisation.slug}`,
      "/boards?illustrative=include",
      "/boards.json?illustrative=include",
      "/boards.csv?illustrative=include",
      `/organisations/${beatrix.body}`,
      `/files/${secret.sha256}`,
    ];
    for (const place of places) {
      const answer = await keeper.get(place);
      expect(answer.status, place).toBe(200);
      expect(answer.text.toLowerCase(), place).toContain(word);
      expect(answer.headers["cache-control"], place).toBe("private, no-store");
    }
  });

  test("cannot be told by anybody else from a thing that is not there", async () => {
    const pairs = [
      [`/boards/${secret.board.slug}`, "/boards/no-such-board-at-all"],
      [`/boards/${secret.board.slug}.json`, "/boards/no-such-board-at-all.json"],
      [`/boards/${drafted}/publish`, "/boards/no-such-board-at-all/publish"],
      [`/organisations/${secret.organisation.slug}`, "/organisations/no-such-body"],
      [
        `/record/of/place:board:${secret.board.id}`,
        "/record/of/place:board:01a1fdfa-4600-7ee0-9328-6e6f629bff56",
      ],
      [`/files/${secret.sha256}`, `/files/${"0".repeat(64)}`],
    ] as const;
    for (const kind of outsiders) {
      for (const [there, nowhere] of pairs) {
        const [one, other] = [await browserOf(kind).get(there), await browserOf(kind).get(nowhere)];
        expect(one.status, `${there} for a ${kind}`).toBe(404);
        expect(told(one, there), `${there} for a ${kind}`).toBe(told(other, nowhere));
      }
    }
  });

  test("cannot be told from nothing by sending a command about it either", async () => {
    const about = (slug: string): Readonly<Record<string, unknown>> => ({
      slug,
      version: 1,
      reason: "It can be public now.",
    });
    for (const kind of outsiders) {
      const browser = browserOf(kind);
      if (kind !== "visitor")
        await browser
          .get("/account")
          .then(
            async (page) =>
              await browser.get(/\/account\/[0-9a-f-]+\/password/.exec(page.text)?.[0] ?? "/account"),
          );
      const there = await browser.api("/api/place/publish-board", about(drafted));
      const nowhere = await browser.api("/api/place/publish-board", about("no-such-board-at-all"));
      expect([there.status, told(there, drafted)], kind).toEqual([
        nowhere.status,
        told(nowhere, "no-such-board-at-all"),
      ]);
    }
  });
});

test("once published it is everybody's at once, also on pages that were kept without it", async () => {
  const places = [
    `/boards/${drafted}`,
    "/boards?illustrative=include",
    `/organisations/${beatrix.body}`,
    "/areas/aldermere-and-the-vale",
  ];
  for (const place of places)
    expect((await app.get(place)).text.toLowerCase(), place).not.toContain(`${word} board`);
  const keeper = browserOf("keeper");
  await keeper.get(`/boards/${drafted}/publish`);
  expect(
    (await keeper.post(`/boards/${drafted}/publish`, { version: "1", reason: "Its members have agreed." }))
      .status,
  ).toBe(303);
  for (const place of places)
    expect((await app.get(place)).text.toLowerCase(), place).toContain(`${word} board`);
  expect((await app.get("/search?q=quillfeather")).text).toContain(drafted);
  expect((await app.get("/search?q=quillfeather")).text).not.toContain(secret.board.slug);
});

/** What an answer says, without the address it was asked at and the number of the request. */
function told(answer: Answer, address: string): string {
  const path = address.replace(/\.json$/, "");
  return answer.text
    .replaceAll(answer.headers["x-request-id"] ?? "-", "")
    .replaceAll(path, "")
    .replaceAll(encodeURIComponent(path), "");
}
