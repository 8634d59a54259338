import { beforeAll, describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { tryDefinitions } from "./store-evidence.ts";
import { listDefinitions } from "./store-claims.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });

interface Level {
  readonly before: number | null;
  readonly after: number | null;
  readonly later: number | null;
}
interface ClaimJson {
  readonly slug: string;
  readonly verdict: string;
  readonly because: string;
  readonly unconfirmed: boolean;
  readonly definitions: readonly {
    readonly label: string;
    readonly role: string;
    readonly unit: string;
    readonly levels: Level;
    readonly change: number | null;
    readonly verdict: string | null;
  }[];
}

async function claim(slug: string, at = ""): Promise<ClaimJson> {
  const answer = await app.get(`/claims/${slug}.json${at}`);
  expect(answer.status).toBe(200);
  return answer.json() as ClaimJson;
}

let claims: readonly ClaimJson[] = [];
beforeAll(async () => {
  claims = ((await app.get("/claims.json")).json() as { items: readonly ClaimJson[] }).items;
});

describe("the claim that councils' share of delays fell from 33 to 26 per cent", () => {
  test("has the figures that were published, and was reversed by 2017-18", async () => {
    const { verdict, definitions, unconfirmed } = await claim("councils-share-of-delays");
    expect(verdict).toBe("changed-and-reversed");
    expect(unconfirmed).toBe(true);
    const rounded = (label: string, decimals: number): readonly (number | undefined)[] => {
      const { levels } = definitions.find((one) => one.label === label)!;
      return [levels.before, levels.after, levels.later].map((level) =>
        level === null ? undefined : Number(level.toFixed(decimals)),
      );
    };
    expect(rounded("Councils’ share of all delayed days", 1)).toEqual([32.9, 25.8, 35.2]);
    expect(rounded("The same months each year: August to February", 2)).toEqual([32.98, 25.68, 34.4]);
    expect(rounded("Councils’ delayed days a day", 0)).toEqual([1244, 1000, 1910]);
    expect(rounded("The NHS’s delayed days a day", 0)).toEqual([2272, 2634, 3110]);
    expect(rounded("All delayed days a day", 0)).toEqual([3780, 3873, 5423]);
  });

  test("stands on one page with its verdict, both charts and every year", async () => {
    const { text } = await app.get("/claims/councils-share-of-delays", { accept: "text/html" });
    for (const words of [
      "Changed and then reversed.",
      "32.9 per cent in August 2010 to March 2011",
      "25.8 per cent in 2013-14",
      "35.2 per cent in 2017-18",
      "Councils’ delayed days a day fell from 1,244 to 1,000",
      "The NHS’s delayed days a day rose from 2,272 to 2,634",
      "All delayed days a day rose from 3,780 to 3,873",
      "The figures cannot show the cause.",
      "32.9 (8 months)",
    ])
      expect(text).toContain(words);
    expect(text.match(/<svg[^>]*role="img"/g)?.length ?? 0).toBeGreaterThanOrEqual(2);
  });

  test("answers the sixth question of the first page", async () => {
    const { text } = await app.get("/", { accept: "text/html" });
    const question = text.slice(text.indexOf('id="question-6"'));
    expect(question).toContain("Changed and then reversed.");
    expect(question).not.toContain("Not answered yet");
  });

  test("is not reversed yet on a day before the later figures", async () => {
    const { verdict, definitions } = await claim("councils-share-of-delays", "?at=2014-12-31");
    expect(verdict).toBe("supported");
    expect(definitions[0]?.levels.later).toBeNull();
  });

  test("gets another verdict from another series: the NHS's share instead of the councils'", async () => {
    const [own] = await listDefinitions(app.db, ["councils-share-of-delays"]);
    const other = { ...own!, indicators: ["dtoc.days.nhs"] };
    const [before, after] = await tryDefinitions(app.db, [own!, other], app.clock.today());
    expect(before?.verdict.kind).toBe("changed-and-reversed");
    expect(after?.verdict.kind).toBe("no-change-seen");
  });
});

describe("the other claims", () => {
  test.each([
    ["sussex-four-hours", "smaller-than-claimed"],
    ["walsall-delays", "cannot-tell"],
    ["walsall-handovers", "cannot-tell"],
    ["walsall-waits", "cannot-tell"],
    ["shropshire-delays-halved", "cannot-tell"],
    ["wolverhampton-delays", "no-data-held"],
    ["torbay-lower-delays", "cannot-tell"],
    ["pupils-support", "no-data-held"],
    ["practitioners-trained", "no-data-held"],
    ["one-croydon-savings", "no-data-held"],
  ])("%s: %s", (slug, verdict) => {
    expect(claims.find((one) => one.slug === slug)?.verdict).toBe(verdict);
  });

  test("Sussex gained 0.17 points where 1.2 were claimed, while England lost 0.33", () => {
    const { definitions } = claims.find(({ slug }) => slug === "sussex-four-hours")!;
    const changes = definitions.map(({ change }) => Number(change?.toFixed(2)));
    expect(changes).toEqual([0.17, 0.58, 0.38, 0.27, 0.51, 0.43, 0.5, 1.4, -0.33, -2.93, 1.3, 3.45]);
  });

  test("Walsall's own figures are those of the published files", () => {
    const { definitions } = claims.find(({ slug }) => slug === "walsall-delays")!;
    const level = (place: number): readonly string[] =>
      [definitions[place]!.levels.before!, definitions[place]!.levels.after!].map((one) => one.toFixed(1));
    expect(level(1)).toEqual(["23.5", "18.6"]);
    expect(level(2)).toEqual(["111.9", "91.0"]);
  });

  test("money saved says whether it is cashable, whose and when", async () => {
    const { text } = await app.get("/claims/one-croydon-savings", { accept: "text/html" });
    expect(text).toContain("Whether it is cashable is not said");
    expect(text).toContain("Whose money");
    expect(text).toContain("Saved when");
  });

  test("all have pages, and as CSV every definition tried", async () => {
    for (const { slug, definitions } of claims) {
      const { status, text } = await app.get(`/claims/${slug}`, { accept: "text/html" });
      expect(status).toBe(200);
      expect(text).not.toMatch(/undefined|NaN/);
      const csv = (await app.get(`/claims/${slug}.csv`)).text;
      expect(csv.trim().split("\n").length, slug).toBeGreaterThanOrEqual(definitions.length);
    }
    expect((await app.get("/claims/no-such-claim")).status).toBe(404);
  });
});
