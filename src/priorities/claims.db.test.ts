import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { beatrix, theodora } from "../../test/support/factories/people.ts";
import type { Answer, TestBrowser } from "../../test/support/test-browser.ts";
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

describe("every claim's Check this", () => {
  test("leads to the months that its verdict was computed from, which give its levels again", async () => {
    const page = await app.get("/claims/councils-share-of-delays", { accept: "text/html" });
    expect(page.text).toContain('href="/claims/councils-share-of-delays/evidence"');
    const { items } = (await app.get("/claims/councils-share-of-delays/evidence.json")).json() as {
      items: readonly { definition: number; window: string | null; counted: number; of: number }[];
    };
    const share = (window: string): number => {
      const months = items.filter((one) => one.definition === 1 && one.window === window);
      const sum = (of: (one: (typeof months)[number]) => number): number =>
        months.reduce((total, one) => total + of(one), 0);
      return Math.round((1000 * sum(({ counted }) => counted)) / sum((one) => one.of)) / 10;
    };
    expect([share("before"), share("after"), share("later")]).toEqual([32.9, 25.8, 35.2]);
    const { text } = await app.get("/claims/pupils-support/evidence", { accept: "text/html" });
    expect(text).toContain("nothing can be worked out");
  });
});

describe("a claim that a body of the place enters", () => {
  const entering = {
    area: "aldermere",
    title: "People go home from hospital sooner",
    who: "The council's cabinet",
    said: "November 2026",
    kind: "change-in-figures",
    whatChanged: "Days in hospital after a person is ready to leave",
    since: "Since August 2026",
    byHowMuch: "0.25 days",
    cause: "One transfer hub for both sides",
    source: "Cabinet paper of 3 November 2026",
    measure: "",
    direction: "down",
    before: "April 2025 to March 2026",
    after: "2026-08 to 2026-10",
    change: "0.25",
  };
  const slug = "2026-aldermere-people-go-home-from-hospital-sooner";
  let measure = "";
  let browser: TestBrowser;

  const act = async (command: string, input: Record<string, unknown>, who = browser): Promise<Answer> =>
    await who.api(`/api/priorities/${command}`, input);

  beforeAll(async () => {
    browser = await app.signIn(theodora.email);
    const form = await browser.get("/areas/aldermere/claims/add");
    measure = /value="(priority\.aldermere-home-when-ready\|[^"]+)"/.exec(form.text)?.[1] ?? "";
    const answer = await act("enter-claim", { ...entering, measure });
    expect(answer.status, answer.text).toBe(200);
  });

  test("has the verdict that the figures give, and an entry in the record", async () => {
    const { verdict, definitions, because } = await claim(slug);
    expect(verdict).toBe("supported");
    expect(definitions[0]?.levels.before).toBeCloseTo(1.24, 6);
    expect(definitions[0]?.levels.after).toBeCloseTo(0.97333, 4);
    expect(because).toContain("0.25 was claimed");
    const { text } = await app.get(`/claims/${slug}`, { accept: "text/html" });
    expect(text).toContain("Illustrative");
    expect(text).toContain("Aldermere Council");
    expect((await app.get("/record?kind=priorities.claim-entered")).text).toContain(entering.title);
    expect((await app.get(`/claims/${slug}/evidence`, { accept: "text/html" })).text).toContain(
      `/record/of/priorities:claim:${slug}`,
    );
  });

  test("keeps every reading that is tried; only the one entered with it decides", async () => {
    const other = {
      claim: slug,
      measure,
      direction: "down",
      before: "2025-04 to 2025-06",
      after: "2026-04 to 2026-06",
      change: "0.25",
    };
    expect((await act("add-reading", other)).status).toBe(200);
    const { verdict, definitions } = await claim(slug);
    expect(verdict).toBe("supported");
    expect(definitions.map((one) => [one.role, one.verdict])).toEqual([
      ["as-claimed", "supported"],
      ["tried", "smaller-than-claimed"],
    ]);
    expect((await act("add-reading", other)).text).toContain("was tried already");
    await expect(
      sql`delete from priorities.claim_definition where claim = ${slug}`.execute(app.db),
    ).rejects.toThrow("stays as it was tried");
    await expect(
      sql`update priorities.claim set by_how_much = '1 day' where slug = ${slug}`.execute(app.db),
    ).rejects.toThrow("stays as it was entered");
  });

  test.each([
    [{ before: "spring" }, "is no span of whole months"],
    [{ after: "2026-01 to 2026-06" }, "does not lie wholly after"],
    [{ measure: "dtoc.days.total|area:england|" }, "not held for this area"],
    [{ change: "-1" }, "is no size of a change"],
    [{ kind: "saves-money" }, "whether the money is cashable"],
    [{ cashable: "yes" }, "the claim is of another kind"],
    [{ measure: "" }, "no measure"],
    [{}, "has a claim of this name"],
  ])("is refused in clear words: %j", async (change, words) => {
    const answer = await act("enter-claim", { ...entering, measure, ...change });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(words);
  });

  test("another figure gives another verdict: nothing of it is stored", async () => {
    const corrected = { priority: "aldermere-home-when-ready", month: "2026-10-01", value: "1.4" };
    expect((await act("enter-figure", corrected)).status).toBe(200);
    expect((await claim(slug)).verdict).toBe("smaller-than-claimed");
  });

  test("without figures it is no data held, and the first reading added decides", async () => {
    const bare = {
      ...entering,
      title: "Fewer calls go unanswered",
      measure: "",
      before: "",
      after: "",
      change: "",
      direction: "",
    };
    expect((await act("enter-claim", bare)).text).toContain("no data held");
    const address = "2026-aldermere-fewer-calls-go-unanswered";
    expect((await claim(address)).verdict).toBe("no-data-held");
    const { direction, before, after, change } = entering;
    const reading = { claim: address, measure, direction, before, after, change };
    expect((await act("add-reading", reading)).status).toBe(200);
    expect((await claim(address)).definitions.map(({ role }) => role)).toEqual(["as-claimed"]);
  });

  test("is withdrawn with its reason and stays to be read", async () => {
    expect((await act("withdraw-claim", { claim: slug, why: "The paper was corrected" })).status).toBe(200);
    const { text } = await app.get(`/claims/${slug}`, { accept: "text/html" });
    expect(text).toContain("Withdrawn on 22 November 2026: The paper was corrected.");
    expect((await act("add-reading", { claim: slug, measure })).status).toBe(409);
  });

  test("is entered by nobody who keeps no body of the area, and nobody adds to a shipped claim", async () => {
    const neighbour = await app.signIn(beatrix.email);
    await neighbour.get("/accessibility");
    expect((await act("enter-claim", { ...entering, measure }, neighbour)).status).toBe(403);
    expect((await act("add-reading", { claim: "walsall-delays", measure })).status).toBe(403);
  });
});
