import { beforeAll, describe, expect, test } from "vitest";
import { joinFormat, type Format } from "../../src/web/format.ts";
import { startTestApp } from "../support/app.ts";
import { beatrix, browserAs, kindsOfPeople, type KindOfPerson } from "../support/factories/people.ts";
import { keepPrivateThings } from "../support/factories/private-things.ts";
import type { Answer, TestBrowser } from "../support/test-browser.ts";
import { exampleAddress } from "./examples.ts";
import { accessTable, rowFor, type Outcome } from "./table.ts";
import {
  expectPlain,
  expectWellFormed,
  expectedOf,
  holdsPrivateWord,
  outcomeOf,
  privateWord,
} from "./walk.ts";

const app = await startTestApp({ now: "2026-11-21T12:00:00Z", shipped: true });
const browsers = new Map<KindOfPerson, TestBrowser>();

// What only the keeper may see is there while everybody walks.
await keepPrivateThings(app.node.core.stage, { body: beatrix.body, word: privateWord });

beforeAll(async () => {
  for (const kind of kindsOfPeople) browsers.set(kind, await browserAs(app, kind));
});

describe("the access table", () => {
  test("has a line for every route of the site", () => {
    const missing = app.routes.filter((route) => !rowFor(route));
    expect(missing.map((route) => `${route.method} ${route.path}`)).toEqual([]);
  });

  test("has no line without a route, and none twice", () => {
    const known = app.routes.map((route) => `${route.method} ${route.path}`);
    const lines = accessTable.map((row) => `${row.method} ${row.route}`);
    expect(lines.filter((line) => !known.includes(line))).toEqual([]);
    expect(lines.filter((line, at) => lines.indexOf(line) !== at)).toEqual([]);
  });
});

describe("every address, to everyone", () => {
  const reads = accessTable.filter((row) => row.method === "GET");

  test.each(reads)(
    "GET $route: visitor $visitor, keeper $keeper, neighbour $neighbour, administrator $administrator",
    async (row) => {
      const seen: Record<string, string> = {};
      for (const kind of kindsOfPeople) {
        const address = await exampleAddress(app, row.example, kind);
        const answer = await browserFor(kind).get(address, { accept: "text/html" });
        expectWellFormed(answer, address);
        if (answer.status === 200) expectPlain(answer.text, address);
        if (kind !== "keeper")
          expect(holdsPrivateWord(answer, address), `${address} to a ${kind}`).toBe(false);
        seen[kind] = outcomeOf(answer);
      }
      expect(seen).toEqual(expectedOf(row));
    },
  );

  test.each(reads)("HEAD $route is answered as GET is, without the content", async (row) => {
    const address = await exampleAddress(app, row.example, "visitor");
    const answer = await app.browser().head(address);
    expectWellFormed(answer, address);
    expect(answer.text).toBe("");
    expect(outcomeOf(answer)).toBe(row.visitor);
  });
});

describe("every page, in every format it can be had in", () => {
  const pages = app.node.core.manifests.flatMap((manifest) => manifest.pages ?? []);
  const cases = pages.flatMap((page) =>
    ["json" as const, ...(page.formats ?? [])].map((format) => ({ page, name: page.name, format })),
  );

  test.each(cases)("$name as $format", async ({ page, format }) => {
    const row = accessTable.find((one) => one.method === "GET" && one.route === page.path);
    if (!row) throw new Error(`The access table has no line for ${page.path}.`);
    const seen: Record<string, string> = {};
    for (const kind of kindsOfPeople) {
      const path = await exampleAddress(app, row.example, kind);
      const answer = await browserFor(kind).get(inFormat(path, format));
      expectWellFormed(answer, path);
      if (kind !== "keeper") expect(holdsPrivateWord(answer, path), `${path} to a ${kind}`).toBe(false);
      seen[kind] = outcomeOf(answer);
      if (answer.status === 200 && format === "json")
        expect(page.json.safeParse(answer.json()).error).toBeUndefined();
      if (answer.status === 200) expectFormat(answer, format);
      else expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    }
    expect(seen).toEqual(machineOutcomes(expectedOf(row)));
  });

  test.each(pages.map((page) => ({ name: page.name, page })))(
    "$name cannot be had as what it is not",
    async ({ page }) => {
      const row = accessTable.find((one) => one.method === "GET" && one.route === page.path);
      const absent = (["csv", "atom"] as const).filter((format) => !page.formats?.includes(format));
      for (const format of absent) {
        const path = await exampleAddress(app, row?.example ?? page.path, "visitor");
        const answer = await app.get(inFormat(path, format));
        expectWellFormed(answer, path);
        expect(answer.status).toBe(404);
      }
    },
  );
});

function inFormat(address: string, format: Format): string {
  const [path = "/", query] = address.split("?");
  return query === undefined ? joinFormat(path, format) : `${joinFormat(path, format)}?${query}`;
}

function browserFor(kind: KindOfPerson): TestBrowser {
  const browser = browsers.get(kind);
  if (!browser) throw new Error(`Nobody is signed in as ${kind}.`);
  return browser;
}

/** Machines are told 401 where people are sent to sign in. */
function machineOutcomes(outcomes: Record<string, Outcome>): Record<string, Outcome> {
  return Object.fromEntries(
    Object.entries(outcomes).map(([kind, outcome]) => [kind, outcome === "sign-in" ? "401" : outcome]),
  );
}

function expectFormat(answer: Answer, format: "json" | "csv" | "atom"): void {
  const types = { json: "application/json", csv: "text/csv", atom: "application/atom+xml" };
  expect(answer.headers["content-type"]).toBe(`${types[format]}; charset=utf-8`);
  if (format === "json") expect(typeof answer.json()).toBe("object");
  if (format === "atom") expect(answer.text).toMatch(/^<\?xml [^>]*>\s*<feed [\s\S]*<\/feed>\s*$/);
  if (format === "csv") expect(answer.text.replace(/^\uFEFF/, "")).toMatch(/^[^\n]+\n/);
}
