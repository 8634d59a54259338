import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { accessTable } from "../access/table.ts";
import { expectPlain } from "../access/walk.ts";
import { axeProblems, shapeOf } from "../support/axe.ts";
import { htmlProblems } from "../support/html.ts";
import { startSite } from "../journeys/site.ts";

const site = await startSite();

/** Pages that the access table has no example of, or that look otherwise with other questions. */
const examples =
  "/areas/england /areas/lewisham /areas?kind=system&at=2022-07-01 " +
  "/organisations/nhs-south-west-london-icb /organisations/lewisham-council/required-boards " +
  "/organisations/nhs-west-and-north-london-icb/succession /boards/south-west-london-icb-board " +
  "/boards/south-west-london-icb-board/voting-power " +
  "/boards/compare?first=south-west-london-icb-board&second=north-east-london-icb-board " +
  "/powers?function=public-health&area=aldermere&amount=250000 /outcomes/ae.attendances /search?q=lewisham " +
  "/sign-in/link";

/** What only an administrator opens: plans with what would come of them. */
const wizards =
  "/organisations/merge?bodies=nhs-south-east-london-icb,nhs-south-west-london-icb&on=2027-04-01&into=NHS+South+London+ICB " +
  "/organisations/split?body=nhs-south-east-london-icb&on=2027-04-01&into1=NHS+Inner+ICB&into2=NHS+Outer+ICB";

const signedIn = /^\/(account|imports|sign-out)|\/(merge|split|import)$/;
const found = site.app.routes
  .filter(({ method, page, path }) => method === "GET" && page !== undefined && /^[/a-z-]+$/.test(path))
  .map(({ path }) => path)
  .filter((path) => !signedIn.test(path));

/** A page of each sort of thing, as the access table has it. */
const ofThings = accessTable
  .filter(({ method, visitor, example }) => method === "GET" && visitor === "200" && !example.includes("{"))
  .filter(({ route }) => route.includes(":"))
  .filter(({ route }) => site.app.routes.some(({ path, page }) => path === route && page !== undefined))
  .map(({ example }) => example);

const visitor = await site.visit({ name: "a visitor", javaScript: true, width: 1280 });
const administrator = await site.visitAs(
  { name: "an administrator", javaScript: true, width: 1280 },
  "administrator@example.org",
);

const wide = { width: 1280, height: 900 };
const narrow = { width: 390, height: 844 };
const judged = new Set<string>();

/** By how many pixels the page is wider than the screen. */
async function sideways(page: Page): Promise<number> {
  return await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

async function read(page: Page, address: string, status?: number): Promise<void> {
  await page.setViewportSize(wide);
  const answer = await page.goto(address);
  if (status !== undefined) expect(answer?.status(), address).toBe(status);
  const html = (await answer?.text()) ?? "";
  expect(await htmlProblems(html), `HTML of ${address}`).toEqual([]);
  if (answer?.status() === 200) expectPlain(html, address);
  expect(await sideways(page), `${address} is wider than a desk's screen`).toBeLessThanOrEqual(0);
  const shape = await shapeOf(page);
  if (!judged.has(shape)) {
    judged.add(shape);
    expect(await axeProblems(page), `axe on ${address}`).toEqual([]);
  }
  // The layout is the style sheet's alone, so the same page is made narrow in place of being asked for again.
  await page.setViewportSize(narrow);
  expect(await sideways(page), `${address} is wider than a phone's screen`).toBeLessThanOrEqual(0);
}

describe("every page can be read by everyone and scrolls only downwards", () => {
  test.each(found)("%s", async (address) => {
    await read(visitor, address);
  });

  test.each([...new Set([...ofThings, ...examples.split(" ")])])("%s", async (address) => {
    await read(visitor, address, 200);
  });

  test("an address at which there is nothing", async () => {
    await read(visitor, "/nothing-at-this-address", 404);
  });

  test.each(wizards.split(" "))("%s, for an administrator", async (address) => {
    await read(administrator, address, 200);
    expect(await administrator.locator("main").textContent()).toContain("Nothing has been done");
  });

  test("a line of a scheme of delegation", async () => {
    await visitor.goto("/powers/public-health");
    await visitor.locator("main a[href^='/powers/delegations/']").first().click();
    await read(visitor, new URL(visitor.url()).pathname);
  });

  test.each(["/", "/areas/lewisham", "/boards/south-west-london-icb-board", "/powers"])(
    "%s on a phone too is judged whole",
    async (address) => {
      await visitor.setViewportSize(narrow);
      await visitor.goto(address);
      expect(await axeProblems(visitor), `axe on ${address} on a phone`).toEqual([]);
    },
  );
});
