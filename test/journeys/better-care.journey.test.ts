import { dayOf, monthOf, yearOf, type CivilDate, civilDate } from "@concordat/calendar";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

async function typeDate(page: Page, group: string, date: CivilDate): Promise<void> {
  const fields = page.getByRole("group", { name: group });
  await fields.getByLabel("Day", { exact: true }).fill(String(dayOf(date)));
  await fields.getByLabel("Month").fill(String(monthOf(date)));
  await fields.getByLabel("Year").fill(String(yearOf(date)));
}

async function text(page: Page): Promise<string> {
  return ((await page.locator("main").textContent()) ?? "").replace(/\s+/g, " ");
}

describe.each(ways)("a Better Care Fund plan, $name", (way) => {
  const name = `Aldermere care ${way.javaScript ? "with scripts" : "without scripts"}`;

  test("is begun, filled in and signed by each side on its own day; a change asks for the signatures again", async () => {
    const council = await site.visitAs(way, "darius.kettleby@example.org");
    await council.goto("/organisations/aldermere-council/make-agreement");
    await council.getByLabel("Name", { exact: true }).fill(name);
    await council
      .getByLabel("The other partner", { exact: true })
      .selectOption({ label: "NHS Aldermere and the Vale ICB" });
    await typeDate(council, "First day", civilDate("2025-04-01"));
    await council.getByLabel("What the host puts in for the year").fill("£1m");
    await council.getByLabel("What the other partner puts in for the year").fill("£2m");
    await council.getByLabel("In proportion to what each puts in").check();
    await council.getByRole("button", { name: "Make the agreement" }).click();
    await council.getByRole("list").getByRole("link", { name }).first().click();
    const fund = new URL(council.url()).pathname;

    await council.goto(`${fund}/better-care`);
    await council.getByRole("link", { name: "Begin a plan or return" }).click();
    await council.getByRole("button", { name: "Begin it" }).click();
    await council.waitForURL(new RegExp(`${fund}/better-care$`));
    await council.getByRole("link", { name: "Enter income" }).click();
    await expectAccessible(council);
    await council.getByLabel("Source of funding").selectOption({ label: "NHS Minimum Contribution" });
    await council.getByLabel("NHS Aldermere and the Vale ICB").check();
    await council.getByLabel("Amount", { exact: true }).fill("£2m");
    await council.getByRole("button", { name: "Enter it" }).click();
    await council.waitForURL(new RegExp(`${fund}/better-care$`));
    expect(await text(council)).toContain("The plan brings in £2,000,000");
    await expectAccessible(council);

    const sign = async (page: Page, post: string, date: CivilDate): Promise<void> => {
      await page.goto(`${fund}/better-care/plan/sign`);
      await page.getByLabel(post).check();
      await typeDate(page, "Day on which it was signed", date);
      await page.getByLabel("Yes, by the holder of the post").check();
      await page.getByRole("button", { name: "Sign it" }).click();
      await page.waitForURL(new RegExp(`${fund}/better-care$`));
    };
    const treasurer = await site.visitAs(way, "margit.oldacre@example.org");
    await sign(treasurer, "Section 151 officer of the council", civilDate("2025-03-31"));
    const nhs = await site.visitAs(way, "conrad.millhaven@example.org");
    await sign(nhs, "Chief executive of each integrated care board", civilDate("2025-04-14"));
    expect(await text(nhs)).toContain("Two of four signatures stand.");
    expect(await text(nhs)).toContain("signed on 14 April 2025");
    await nhs.getByRole("link", { name: "Check this in the record" }).click();
    await nhs.waitForURL(/\/record\/[0-9a-f-]{36}/);
    expect(await text(nhs)).not.toContain("Conrad");

    await council.goto(`${fund}/better-care/plan/answer`);
    await council.getByLabel("Plans to be jointly agreed").check();
    await council.getByLabel("Yes", { exact: true }).check();
    await council.getByRole("button", { name: "Enter the answer" }).click();
    await council.waitForURL(new RegExp(`${fund}/better-care$`));
    expect(await text(council)).toContain("None of four signatures stand.");
  });
});
