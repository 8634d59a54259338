import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

const secretary = "beatrix.lonsmere@example.org";
const officer = "theodora.vance.merrill@example.org";
const board = "/organisations/nhs-aldermere-and-the-vale-icb";

/** The entry that the notice of the last act leads to. */
async function openEntry(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Check this in the record" }).click();
  await page.waitForURL(/\/record\/[0-9a-f-]{36}/);
  return (await page.locator("main").textContent()) ?? "";
}

async function typeDate(
  page: Page,
  group: string,
  [day, month, year]: readonly [string, string, string],
): Promise<void> {
  const fields = page.getByRole("group", { name: group });
  await fields.getByLabel("Day").fill(day);
  await fields.getByLabel("Month").fill(month);
  await fields.getByLabel("Year").fill(year);
}

describe.each(ways)("somebody who holds an office, $name", (way) => {
  const unique = way.javaScript ? "with scripts" : "without scripts";

  test("signs in with a one-time link that works once, and signs out", async () => {
    const page = await site.visitAs(way, secretary);
    expect(await page.locator("h1").textContent()).toContain("Your account");
    expect(await page.locator("header").textContent()).toContain("Beatrix Lonsmere");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect.poll(async () => await page.locator("header").textContent()).toContain("Sign in");
  });

  test("corrects a fact, sees it on the page and in the record, and no name of a person is in the entry", async () => {
    const page = await site.visitAs(way, secretary);
    await page.goto(board);
    await page.getByRole("link", { name: "Correct or rename it" }).click();
    await expectAccessible(page);
    await page
      .getByLabel("Official name")
      .fill(`NHS Aldermere and the Vale Integrated Care Board (${unique})`);
    await page.getByRole("button", { name: "Save" }).click();
    await page.waitForURL(new RegExp(`${board}$`));
    expect(await page.locator("main").textContent()).toContain(`(${unique})`);
    await expectAccessible(page);
    const entry = await openEntry(page);
    expect(entry).toContain("Board secretary of the NHS board");
    expect(entry).not.toContain("Beatrix");
    await expectAccessible(page);
  });

  test("is the second of two editors: told, shown both versions, and nothing is lost", async () => {
    const first = await site.visitAs(way, secretary);
    await first.goto(`${board}/edit`);
    const second = await first.context().newPage();
    await second.goto(`${board}/edit`);
    await first.getByLabel("Official name").fill(`First version ${unique}`);
    await first.getByRole("button", { name: "Save" }).click();
    await first.waitForURL(new RegExp(`${board}$`));
    await second.getByLabel("Official name").fill(`Second version ${unique}`);
    await second.getByRole("button", { name: "Save" }).click();
    const shown = await second.locator("main").innerHTML();
    expect(shown).toContain(`First version ${unique}`);
    expect(shown).toContain(`Second version ${unique}`);
    await expectAccessible(second);
  });

  test("is told every problem of a form at once, beside its field", async () => {
    const page = await site.visitAs(way, secretary);
    await page.goto(`${board}/boards/add`);
    await page.getByRole("button", { name: "Set it up" }).click();
    const summary = page.locator(".govuk-error-summary");
    expect(await summary.locator("li").count()).toBeGreaterThanOrEqual(3);
    expect(await page.title()).toMatch(/^Error: /);
    await expectAccessible(page);
    const firstProblem = summary.locator("a").first();
    const target = (await firstProblem.getAttribute("href")) ?? "";
    expect(await page.locator(target).count()).toBe(1);
  });

  test("sets up a board that nobody else sees, publishes it, and the seal is opened in the record", async () => {
    const page = await site.visitAs(way, secretary);
    const name = `Aldermere quality committee ${unique}`;
    await page.goto(`${board}/boards/add`);
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Kind").selectOption({ index: 1 });
    await page.getByLabel("Why it cannot be public yet").fill("Members are still being asked");
    await typeDate(page, "When somebody looks again whether it can be public", ["1", "3", "2027"]);
    await page.getByRole("button", { name: "Set it up" }).click();
    await page.waitForURL(/\/boards\//);
    const address = new URL(page.url()).pathname;
    await expectAccessible(page);

    const outsider = await site.visitAs(way, officer);
    expect((await outsider.goto(address))?.status()).toBe(404);
    const visitor = await site.visit(way);
    expect((await visitor.goto(address))?.status()).toBe(404);
    await openEntry(page);
    await visitor.goto(new URL(page.url()).pathname);
    expect(await visitor.locator("main").textContent()).toContain("board being set up");
    expect(await visitor.locator("main").textContent()).not.toContain(name);

    await page.goto(address);
    await page.getByRole("link", { name: "Publish this board" }).click();
    await page.getByLabel("Why it can be public now").fill("Every member has agreed");
    await page.getByRole("button", { name: "Publish it" }).click();
    await page.waitForURL(new RegExp(`${address}$`));
    expect(await openEntry(page)).toContain(name);
    await expectAccessible(page);
    await expect.poll(async () => (await visitor.goto(address))?.status()).toBe(200);
  });

  test("enters a figure as suppressed, and the page says so and shows no zero", async () => {
    const page = await site.visitAs(way, officer);
    await page.goto("/areas/aldermere");
    await page.getByRole("link", { name: "Enter a figure" }).click();
    await expectAccessible(page);
    const month = way.javaScript ? "5" : "6";
    await page.getByLabel("What was counted").selectOption({ index: 1 });
    await typeDate(page, "First day of the period", ["1", month, "2026"]);
    await typeDate(page, "Last day of the period", ["30", month, "2026"]);
    await page.getByLabel("Suppressed").check();
    await page.getByRole("button", { name: "Enter the figure" }).click();
    await expect.poll(async () => await page.locator("main").textContent()).toContain("suppressed");
    await expectAccessible(page);
  });
});
