import { civilDate as day } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { beatrix } from "../../test/support/factories/people.ts";
import { htmlProblems } from "../../test/support/html.ts";
import { delegationProblems } from "./power-delegation-check.ts";
import { listDelegations, loadPowerWorld } from "./store-powers.ts";

const app = await startTestApp({ now: "2026-11-22T09:00:00Z", shipped: true });
const icb = "/organisations/nhs-aldermere-and-the-vale-icb";

async function words(path: string): Promise<string> {
  const answer = await app.get(path);
  expect(answer.status).toBe(200);
  return answer.text
    .replace(/<script.*?<\/script>/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

describe("the page of powers", () => {
  it("answers a question asked through its form without JavaScript, and keeps what was typed", async () => {
    const path =
      "/powers?function=primary-medical&area=Lewisham&amount=250%2C000&at-day=1&at-month=4&at-year=2026";
    const html = (await app.get(path)).text;
    expect(await htmlProblems(html)).toEqual([]);
    expect(html).toContain('<option value="primary-medical" selected>');
    expect(html).toContain('name="area" type="text" value="Lewisham"');
    expect(html).toContain('name="at-year" type="text" inputmode="numeric" value="2026"');
    const text = await words(path);
    expect(text).toContain(
      "NHS South East London ICB may decide “Arrange general practice services” for Lewisham, £250,000, on 1 April 2026. Any local delegation: not known here. This rests on law that is still to be checked.",
    );
    expect(text).toContain("Who may decide, the most local first");
    expect(text).toContain("By law: NHS Act 2006 Part 4, s83");
  });

  it("follows a chain to the post that may decide, and only up to its limit", async () => {
    const path = "/powers?function=public-health&area=aldermere";
    expect(await words(`${path}&amount=100000`)).toContain(
      "Director of public health, Aldermere Council (up to £100,000), Portfolio holder for health, Aldermere Council (up to £500,000) and Aldermere Council may decide",
    );
    const above = await words(`${path}&amount=100000.01`);
    expect(above).toContain(
      "Portfolio holder for health, Aldermere Council (up to £500,000) and Aldermere Council may decide",
    );
    expect(above).not.toContain("Director of public health, Aldermere Council (up to");
    expect(above).toContain("Above £100,000: Portfolio holder for health, Aldermere Council");
  });

  it("cannot tell where the law or the body is not held, and says exactly what is missing", async () => {
    expect(await words("/powers?function=continuing-healthcare&area=lewisham&at=2020-01-01")).toContain(
      "Not held here: which clinical commissioning group served Lewisham on 1 January 2020.",
    );
    expect(await words("/powers?function=strategic-authority-health&area=lewisham")).toContain(
      "cannot be told here. Not held here: since when the law gives it to anybody: its commencement was not seen.",
    );
  });

  it.each([
    ["/powers?function=primary-medical", "Name an area as well, for example Lewisham, and ask again."],
    ["/powers?area=lewisham", "Choose a function as well, and ask again."],
    ["/powers?function=nothing&area=lewisham", "There is no function “nothing” here."],
    ["/powers?function=primary-medical&area=Nowhere", "There is no area “Nowhere” here."],
    ["/powers?function=primary-medical&area=lewisham&amount=12k", "“12k” is not an amount of pounds"],
  ])("says what is wrong with %s in the page itself", async (path, message) => {
    expect(await words(path)).toContain(message);
  });

  it("lists every function for people, in JSON and as CSV", async () => {
    expect(await words("/powers")).toContain(
      "Of 61 functions held here 21 follow a national standard, 16 are a local choice and 24 are both",
    );
    const list = (await app.get("/powers.json?at=2020-01-01")).json<{
      items: { slug: string; holders: string[] }[];
    }>();
    expect(list.items).toHaveLength(61);
    expect(list.items.find((one) => one.slug === "icb-budget")?.holders).toEqual([
      "Clinical commissioning group",
    ]);
    expect((await app.get("/powers.csv")).text.trim().split("\n")).toHaveLength(62);
  });
});

describe("the page of a function", () => {
  it("says who holds it, who did, and to whom it may go", async () => {
    const text = await words("/powers/specialised-services");
    expect(text).toContain(
      "By law this is held by NHS England , since 1 April 2013. It is delegated nationally to all integrated care boards (70 services).",
    );
    expect(text).toContain("specialised commissioning groups of pcts before 2013-04-01");
    expect(await htmlProblems((await app.get("/powers/specialised-services")).text)).toEqual([]);
  });

  it("shows the lines of local schemes held here, each with a page of its own", async () => {
    const text = await words("/powers/public-health");
    expect(text).toContain("Portfolio holder for health, Aldermere Council");
    const [line] = await listDelegations(app.db);
    const page = await app.get(`/powers/delegations/${line!.id}`);
    expect([page.status, await htmlProblems(page.text)]).toEqual([200, []]);
  });
});

describe("panels on the pages of others", () => {
  it("an area says what is national here and what is local, and who may decide each", async () => {
    const text = await words("/areas/lewisham?at=2026-04-01");
    expect(text).toContain("What is national here and what is local");
    expect(text).toContain("Any local delegation: not known here.");
    const facts = (await app.get("/areas/lewisham.json")).json<{
      panels: { heading: string; facts: { functions: { function: string; deciders: string[] }[] } }[];
    }>();
    const panel = facts.panels.find((one) => one.heading.startsWith("What is national"));
    expect(panel?.facts.functions.find((one) => one.function === "public-health")?.deciders).toEqual([
      "Lewisham Council",
    ]);
  });

  it("an organisation says what it holds by law, and a board what is delegated to it", async () => {
    expect(await words("/organisations/lewisham-council")).toMatch(
      /It holds \d+ functions by law, of 61 held here\. Its scheme of delegation: not known here\./,
    );
    expect(await words("/boards/aldermere-place-partnership")).toContain("One function is delegated to it");
  });
});

describe("for machines", () => {
  it("the same answer comes with its chain", async () => {
    const answer = (
      await app.get("/api/place/powers/who?function=public-health&area=aldermere&amount=5000")
    ).json<{
      verdict: string;
      deciders: { name: string; chain: unknown[] }[];
    }>();
    expect(answer.verdict).toBe("known");
    expect(answer.deciders.map((one) => one.chain.length)).toEqual([2, 1, 0]);
  });

  it.each([
    ["function=nothing&area=lewisham", 404],
    ["function=primary-medical&area=nowhere", 404],
    ["area=lewisham", 422],
    ["function=primary-medical&area=lewisham&amount=-5", 422],
  ])("%s is refused with %i", async (query, status) => {
    expect((await app.get(`/api/place/powers/who?${query}`)).status).toBe(status);
  });
});

describe("the form of a delegation", () => {
  it("is kept or refused with the reason beside its field, and what was entered is answered at once", async () => {
    const keeper = await app.signIn(beatrix.email);
    const form = await keeper.get(`${icb}/delegations/add`);
    expect([form.status, await htmlProblems(form.text)]).toEqual([200, []]);
    const fields = {
      function: "s75-nhs-side",
      toPost: "Chief finance officer",
      limit: "1000000",
      legalBasis: "NHS Act 2006 Sch 1B",
      passesOn: "no",
      "begins-day": "1",
      "begins-month": "11",
      "begins-year": "2026",
    };
    const refused = await keeper.post(`${icb}/delegations/add`, { ...fields, function: "public-health" });
    expect(refused.status).toBe(422);
    expect(refused.text).toContain("does not hold “Improve the health of people in the area");
    const kept = await keeper.post(`${icb}/delegations/add`, fields);
    expect(kept.status).toBe(303);
    const text = await words("/powers?function=s75-nhs-side&area=aldermere&amount=900000");
    expect(text).toContain("Chief finance officer, NHS Aldermere and the Vale ICB (up to £1,000,000)");
    expect((await keeper.get(icb)).text).toContain(`${icb}/delegations/add`);
    expect((await app.get(icb)).text).not.toContain(`${icb}/delegations/add`);
  });
});

describe("a lapsed line", () => {
  it("offers to be taken over to the keepers of a successor, and to nobody else", async () => {
    const { rows } = await app.database.pool.query<{ id: string }>(
      `update place.delegation set ends_on = '2026-10-01', lapsed = true where legal_basis like '%Sch 1B' and limit_pence = 25000000
        returning id`,
    );
    const path = `/powers/delegations/${rows[0]!.id}`;
    expect(await words(path)).toContain("it lapsed on 1 October 2026");
    expect((await app.get(path)).text).not.toContain("take-over");
    const keeper = await app.signIn(beatrix.email);
    expect((await keeper.get(path)).text).toContain(`${path}/take-over`);
    await app.database.pool.query(
      "update place.delegation set ends_on = null, lapsed = false where id = $1",
      [rows[0]!.id],
    );
  });
});

describe("the made-up lines that are shipped", () => {
  it("are each allowed by the law as held here, as if they had been entered", async () => {
    const world = await loadPowerWorld(app.db, { at: day("2026-11-22") });
    const functions = new Map([...world.functions.values()].map((one) => [one.id, one]));
    const lines = (await listDelegations(app.db)).filter(
      (one) => one.basis === "illustrative" && one.source.startsWith("made up"),
    );
    expect(lines).toHaveLength(5);
    for (const line of lines) {
      const others = new Map(
        [...world.delegationsFrom].map(([key, held]) => [key, held.filter((one) => one.id !== line.id)]),
      );
      const { functionId, ...rest } = line;
      const given = { ...rest, function: functions.get(functionId)! };
      expect(delegationProblems({ ...world, delegationsFrom: others }, given)).toEqual([]);
    }
  });
});
