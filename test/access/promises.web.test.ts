import { describe, expect, test } from "vitest";
import { startTestApp } from "../support/app.ts";

const app = await startTestApp({ now: "2026-11-21T12:00:00Z", shipped: true });

interface List {
  readonly items: readonly { readonly slug: string; readonly name: string; readonly href: string }[];
  readonly total?: number;
}

async function list(address: string): Promise<List> {
  const answer = await app.get(address);
  expect(answer.status, address).toBe(200);
  return answer.json() as List;
}

// DESIGN.md section 7: these addresses never break.
const promised = [
  "/ /tour /areas /organisations /boards /powers /policies /search",
  "/meetings /decisions /forward-plan /instructions /check-a-proposal",
  "/money /outcomes /signs /priorities /claims /practice",
  "/scrutiny /questions /accounts /openness /record /open-data /api /law /sign-in /health",
].flatMap((line) => line.split(" "));

describe("the promised addresses", () => {
  test.each(promised.filter((address) => address !== "/health"))(
    "%s answers with a page that has a title",
    async (address) => {
      const answer = await app.get(address, { accept: "text/html" });
      expect(answer.status).toBe(200);
      expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(/<title>\s*([^<]+?)\s*<\/title>/.exec(answer.text)?.[1]).toMatch(/\w/);
      expect(answer.text.match(/<h1[\s>]/g)).toHaveLength(1);
      expect(answer.text).not.toMatch(/undefined|\[object Object\]|NaN/);
    },
  );

  test("/health answers machines with how the site is", async () => {
    expect((await app.get("/health")).json()).toMatchObject({ status: "ok", database: "ok" });
  });
});

test("the policies of all modules hold against the commands they speak about", () => {
  expect(app.node.core.policies.validate()).toEqual([]);
});

describe("integrated care boards through time", () => {
  test.each([
    { at: "2022-06-30", count: 0, because: "they began on 1 July 2022" },
    { at: "2022-07-01", count: 42, because: "their first day" },
    { at: "2026-03-31", count: 42, because: "the last day before the mergers" },
    { at: "2026-04-01", count: 36, because: "the day of the mergers" },
    { at: "2026-04-02", count: 36, because: "two days later" },
  ])("were $count on $at: $because", async ({ at, count }) => {
    const { items } = await list(`/organisations.json?kind=icb&at=${at}`);
    expect(items).toHaveLength(count);
    expect(new Set(items.map((item) => item.slug)).size).toBe(count);
  });

  test("of North Central and North West London became one on 1 April 2026", async () => {
    const before = (await list("/organisations.json?kind=icb&at=2026-03-31")).items.map((item) => item.slug);
    const after = (await list("/organisations.json?kind=icb&at=2026-04-01")).items.map((item) => item.slug);
    expect(before).toEqual(
      expect.arrayContaining(["nhs-north-central-london-icb", "nhs-north-west-london-icb"]),
    );
    expect(after).not.toEqual(expect.arrayContaining(["nhs-north-central-london-icb"]));
    expect(after).toContain("nhs-west-and-north-london-icb");
  });
});

test("the first page answers all six questions from what is shipped, and leaves no panel over", async () => {
  const { text } = await app.get("/", { accept: "text/html" });
  expect(text.match(/class="question__heading"/g)).toHaveLength(6);
  expect(text).not.toContain("Not answered yet");
  const { panels } = (await app.get("/index.json")).json<{ panels: readonly object[] }>();
  expect(panels).toHaveLength(6);
});

describe("a list for machines", () => {
  test("is whole unless a limit is given, and then says how many there are", async () => {
    const whole = await list("/organisations.json");
    expect(whole.items.length).toBeGreaterThan(200);
    const cut = await list("/organisations.json?limit=5");
    expect(cut.items).toEqual(whole.items.slice(0, 5));
    expect(cut.total).toBe(whole.items.length);
  });

  test("leads to pages that are there", async () => {
    const { items } = await list("/organisations.json?kind=icb");
    for (const { href } of items.slice(0, 5)) expect((await app.get(`${href}.json`)).status).toBe(200);
  });

  test.each(["0", "-1", "1.5", "all", "1e3x"])("refuses the limit %j in words", async (limit) => {
    const answer = await app.get(`/organisations.json?limit=${encodeURIComponent(limit)}`);
    expect(answer.status).toBe(422);
    expect(answer.json()).toMatchObject({
      detail: `"${limit}" is not a limit. Give a whole number of 1 or more.`,
    });
  });

  test("leaves the made-up place out unless it is asked for", async () => {
    const real = await list("/areas.json");
    const all = await list("/areas.json?illustrative=include");
    expect(real.items.some((item) => item.slug === "aldermere")).toBe(false);
    expect(all.items.some((item) => item.slug === "aldermere")).toBe(true);
  });
});

describe("an impossible date", () => {
  test.each(["/", "/organisations", "/areas/lewisham", "/record", "/search?q=x", "/tour"])(
    "is refused in clear words at %s",
    async (address) => {
      const sign = address.includes("?") ? "&" : "?";
      const answer = await app.get(`${address}${sign}at=2026-02-30`, { accept: "text/html" });
      expect(answer.status).toBe(422);
      expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(answer.text).toContain("“2026-02-30” has day 30, but that month has days 1 to 28.");
    },
  );

  test("is refused in a problem document for machines", async () => {
    const answer = await app.get("/organisations.json?at=2026-13-01");
    expect(answer.status).toBe(422);
    expect(answer.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(answer.json()).toMatchObject({
      status: 422,
      code: "input.invalid",
      problems: [{ code: "at.not-a-date", field: "at" }],
    });
  });
});

describe("odd requests", () => {
  const odd = [
    ["/areas/%zz", 400],
    ["/areas/%00", 422],
    ["/search?q=%00", 422],
    ["/record/of/place:area:%00", 422],
    ["/api/place/lookup?code=%00%00", 422],
    [`/areas/${"a".repeat(300)}`, 414],
    ["/%2e%2e/%2e%2e/etc/passwd", 404],
    ["/assets/../../package.json", 404],
    ["/assets/%2e%2e/%2e%2e/package.json", 404],
    ["/areas/lewisham.constructor", 404],
    ["/areas/lewisham.csv.json", 404],
    ["/areas/__proto__", 404],
    ["/open-data/tables/constructor", 404],
    ["/organisations?kind=__proto__", 422],
    ["/organisations?kind=icb&kind=council", 422],
    ["/search?q=a&q=b", 422],
    ["/organisations?at=2026-03-31&at=2026-04-02", 422],
    ["/record?before=99999999999999999999", 422],
    ["/organisations?page=-1&sort=__proto__", 200],
    ["/organisations?page=99999999999999999999", 200],
    ["/organisations?sort=nothing&name=%27%20or%201%3D1", 200],
    [`/search?q=${encodeURIComponent("' & | ! ( ) : * \\ <-> \"")}`, 200],
    [`/search?q=${"a".repeat(201)}`, 422],
    ["/search?q=%F0%9F%8F%A5", 200],
    ["/organisations/", 200],
    ["/no/such/page", 404],
    ["/api/no-such-thing", 404],
  ] as const;

  test.each(odd)("%s is answered with %d, in words and with every header", async (address, status) => {
    for (const accept of ["text/html", "application/json"]) {
      const answer = await app.get(address, { accept });
      expect(answer.status).toBe(status);
      expect(answer.headers["content-security-policy"]).toContain("default-src 'none'");
      expect(answer.headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
      expect(answer.text).not.toMatch(/\bat .*\.ts:\d+|node_modules|select .* from/i);
    }
  });

  test("an address asked in a way it does not answer says how it does", async () => {
    const answer = await app.browser().api("/organisations/nhs-aldermere-and-the-vale-icb.json", {});
    expect(answer.status).toBe(405);
    expect(answer.headers["allow"]).toBe("GET, HEAD");
    expect(answer.json()).toMatchObject({ code: "request.wrong-method", status: 405 });
    expect((await app.get("/api/place/add-area")).status).toBe(405);
  });

  test("a parameter given twice is refused by its name", async () => {
    const answer = await app.get("/search.json?q=a&q=b");
    expect(answer.json()).toMatchObject({ detail: "q was given 2 times. Give it once." });
  });

  test.each(["/sign-in", "/api/place/add-area"])(
    "a null character sent to %s is refused",
    async (address) => {
      const browser = app.browser();
      await browser.get("/sign-in");
      const answer = address.startsWith("/api")
        ? await browser.api(address, { name: "a\0b" })
        : await browser.post(address, { email: "a\0@example.org" });
      expect(answer.status).toBe(422);
    },
  );

  test.each([
    ["not JSON", "{", "application/json", 400],
    ["a list", "[]", "application/json", 422],
    ["a text", '"x"', "application/json", 422],
    ["nothing", "", "application/json", 400],
    ["XML", "<x/>", "application/xml", 415],
    ["too much", JSON.stringify({ name: "x".repeat(1_000_001) }), "application/json", 413],
    ["a name that is no name", '{"__proto__": {"x": 1}}', "application/json", 400],
  ])("a command that is sent %s is refused", async (_what, payload, type, status) => {
    const response = await app.app.inject({
      method: "POST",
      url: "/api/place/add-area",
      payload,
      headers: { "content-type": type },
    });
    expect(response.statusCode).toBe(status);
    expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(response.json()).toMatchObject({ status, detail: expect.stringMatching(/\.$/) });
  });
});
