import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { theodora } from "../support/factories/people.ts";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

const words = async (page: Page, part = "main"): Promise<string> =>
  (await page.locator(part).first().textContent()) ?? "";

describe.each(ways)("a reader and a keeper $name", (way) => {
  test("test a claim, adopt a priority and see it frozen", async () => {
    const page = await site.visitAs(way, theodora.email);
    await page.goto("/");
    expect(await words(page, "#question-6")).toContain("Changed and then reversed.");
    await page
      .locator("#question-6")
      .getByRole("link", { name: /fell from 33 to 26/ })
      .first()
      .click();
    await page.waitForURL(/\/claims\/councils-share-of-delays$/);
    const claim = await words(page);
    expect(claim).toContain(
      "32.9 per cent in August 2010 to March 2011, 25.8 per cent in 2013-14 and 35.2 per cent in 2017-18",
    );
    expect(claim).toContain("The figures cannot show the cause.");
    expect(claim).toContain("Every definition tried");
    await expectAccessible(page);

    const title = way.javaScript ? "Stairs mended within a week" : "Handrails fitted within a week";
    await page.goto("/areas/aldermere/priorities/add");
    await expectAccessible(page);
    await page.locator('[name="outcome"]').selectOption("falls");
    await page.locator('[name="title"]').fill(title);
    await page.locator('[name="purpose"]').fill("Fewer people hurt on their own stairs");
    await page.locator('[name="nhsBody"]').selectOption("nhs-aldermere-and-the-vale-icb");
    await page.locator('[name="nhsOffice"]').fill("Medical director of the NHS board");
    await page.locator('[name="councilBody"]').selectOption("aldermere-council");
    await page.locator('[name="councilOffice"]').fill("Director of public health");
    await fillDate(page, "startsOn", ["1", "12", "2026"]);
    await page.locator('[name="baseline"]').fill("2100");
    await page.locator('[name="baselineWords"]').fill("the year to March 2026");
    await page.locator('[name="target"]').fill("1900");
    await page.getByRole("button", { name: "Adopt the priority" }).click();
    await page.waitForURL(/\/priorities\/aldermere-/);
    expect(await words(page, "body")).toContain("This outcome may not show within twelve months");
    expect(await words(page)).toContain("not frozen by a board yet");
    await expectAccessible(page);

    await page.getByRole("link", { name: "Freeze it on a board's resolution" }).click();
    await page.locator('[name="board"]').fill("Aldermere Health and Wellbeing Board");
    await page.getByRole("button", { name: "Freeze them" }).click();
    await page.waitForURL(/\/priorities\/aldermere-[a-z-]+(\?|$)/);
    expect(await words(page)).toMatch(/within twelve months from 1 December 2026, frozen on/);
    await page.getByRole("link", { name: "Check this" }).first().click();
    expect(await words(page)).toContain("adopted the priority");
  });
});

async function fillDate(page: Page, name: string, parts: readonly [string, string, string]): Promise<void> {
  const names = ["day", "month", "year"] as const;
  for (const [at, part] of parts.entries()) await page.locator(`[name="${name}-${names[at]!}"]`).fill(part);
}
