import { describe, expect, it } from "vitest";
import { startTestApp } from "../../../test/support/app.ts";
import { tourStories } from "../tour/stories.ts";

const site = await startTestApp({ shipped: true, now: "2026-11-22T09:00:00Z" });
const { app, get, setClock, signIn } = site;

const bodyOf = async (path: string) => JSON.parse((await get(path)).text) as Record<string, never>;

describe("how open bodies are", () => {
  it("is said of those kept here figure by figure, and of others only what is held (invariants 1 and 3)", async () => {
    const page = await get("/openness");
    expect(page.status).toBe(200);
    expect(page.text).toContain("kept here, all of a made-up place,");
    expect(page.text).toContain("Our silence about them means nothing");
    expect(page.text).not.toMatch(/score of|ranked|league/i);
    const { items } = (await bodyOf("/openness.json")) as unknown as {
      items: readonly Record<string, unknown>[];
    };
    expect(items.find((one) => one["board"] === "aldermere-cabinet")).toMatchObject({
      lastPublicOn: "2026-11-18",
      dormantSince: null,
      agendas: { published: 1, inTime: 1, late: 0, noVerdict: 0 },
      clearDays: 5,
      requiredDays: 5,
      decisions: 1,
      withReasons: 1,
    });
    expect((await get("/openness/south-west-london-icb-board")).status).toBe(404);
  });

  it("a reply past its last day is called overdue, with that day, where the body is kept here (invariant 3)", async () => {
    const [list, body] = ["/openness", "/openness/aldermere-hospitals-board"];
    expect((await get(list)).text).toContain(
      "one reply (due by 3 December 2026, by a rule that is to be checked)",
    );
    setClock("2026-12-04T09:00:00Z");
    expect((await get(list)).text).toContain(
      "one reply, overdue (was due by 3 December 2026, by a rule that is to be checked)",
    );
    expect((await get(body)).text).toContain(
      "One is waiting, overdue (was due by 3 December 2026, by a rule that is to be checked); asked on 5 November 2026",
    );
    setClock("2026-11-22T09:00:00Z");
  });

  it("shows sites as they were seen, with the day, and what a newspaper counted in 2023", async () => {
    const { text } = await get("/openness");
    expect(text).toContain("centrallondonccg.nhs.uk");
    expect(text).toContain("Says itself that it is closed");
    expect(text).toContain("No ICP papers or minutes published");
  });

  it("a notice appears by itself, is answered by its keeper alone, and stays (invariant 2)", async () => {
    const board = "aldermere-health-and-wellbeing-board";
    const keeper = await signIn("theodora.vance.merrill@example.org");
    expect((await keeper.get(`/openness/${board}/answer`)).status).toBe(409);
    setClock("2027-06-01T09:00:00Z");
    const page = await get(`/openness/${board}`);
    expect(page.text).toContain("Dormant since 18 September 2026");
    expect((await get(`/boards/${board}`)).text).toContain("Dormant since 18 September 2026");
    const later = await signIn("theodora.vance.merrill@example.org");
    const words = "The board waits for the new agreement and meets in July 2027.";
    expect((await later.get(`/openness/${board}/answer`)).status).toBe(200);
    const answered = await later.post(`/openness/${board}/answer`, { words });
    expect(answered.status).toBe(303);
    const after = await get(`/openness/${board}`);
    expect(after.text).toContain("Dormant since 18 September 2026");
    expect(after.text).toContain(words);
    const stranger = await site.signInAdministrator();
    expect((await stranger.get(`/openness/${board}/answer`)).status).toBe(403);
    setClock("2026-11-22T09:00:00Z");
  });
});

it("every step of the tour leads to a page that is there, and every story says what to look at", async () => {
  const tour = await get("/tour");
  expect(tour.text).toContain("Five stories");
  for (const { href } of tourStories.flatMap((story) => story.steps)) {
    const { statusCode } = await app.inject({ url: href });
    expect(statusCode, href).toBe(200);
    expect(tour.text).toContain(`href="${href.replaceAll("&", "&amp;")}"`);
  }
  expect(tour.text.match(/\. Look at /g)).toHaveLength(
    tourStories.reduce((sum, story) => sum + story.steps.length, 0),
  );
});
