import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

describe.each(ways)("a resident $name", (way) => {
  test("finds who runs health in London today and before the merger of 1 April 2026", async () => {
    const page = await site.visit(way);
    await page.goto("/");
    const first = page.locator("#question-1");
    await expect
      .poll(async () => await first.textContent())
      .toContain("London has four integrated care boards");
    await expectAccessible(page);
    await page.goto("/?at=2026-03-31");
    expect(await page.locator("#question-1").textContent()).toContain(
      "London had five integrated care boards on 31 March 2026",
    );
    expect(await page.locator("body").textContent()).toContain("Back to today");
    await expectAccessible(page);
  });

  test("finds their borough by a mistyped name and reads who its council and system are", async () => {
    const page = await site.visit(way);
    await page.goto("/");
    await page.locator("main input[name=q]").fill("Lewsham");
    await page.locator("main form[role=search] button").click();
    await page.waitForURL(/\/search/);
    await expectAccessible(page);
    await page.getByRole("link", { name: "Lewisham", exact: true }).first().click();
    await page.waitForURL(/\/areas\/lewisham$/);
    const text = await page.locator("main").textContent();
    expect(text).toContain("Lewisham lies in the South East London system; its council is Lewisham Council.");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Check this" }).first().click();
    expect(await page.locator("h1").textContent()).toBeTruthy();
    await expectAccessible(page);
  });

  test("asks for another day by the date form, and an impossible day is explained", async () => {
    const page = await site.visit(way);
    await page.goto("/areas/camden");
    await page.locator("details.opening__date summary").click();
    await page.getByLabel("Day").first().fill("31");
    await page.getByLabel("Month").first().fill("3");
    await page.getByLabel("Year").first().fill("2026");
    await page.getByRole("button", { name: "Show" }).first().click();
    await expect
      .poll(async () => await page.locator("main").textContent())
      .toContain("Camden lies in the North Central London system on 31 March 2026");
    const answer = await page.goto("/areas/camden?at=2026-02-30");
    expect(answer?.status()).toBe(422);
    expect(await page.locator("main").textContent()).toContain("2026-02-30");
    await expectAccessible(page);
  });
});
