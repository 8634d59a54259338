import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

const question = "#question-1";
const patient = { interval: 100 };
const words = async (page: Page, part = "main"): Promise<string> =>
  (await page.locator(part).first().textContent()) ?? "";

/** Moves the first question of the home page by a day: with the slider's keys, or in three fields where there are no scripts. */
async function moveTo(page: Page, key: "ArrowLeft" | "ArrowRight", date: string): Promise<void> {
  const slider = page.locator(`${question} input[type=range]`);
  if ((await slider.count()) > 0) {
    await slider.focus();
    await page.keyboard.press(key);
  } else {
    const [day, month, year] = date.split(" ");
    const fields = page.locator(question);
    await fields.getByLabel("Day").fill(day!);
    await fields.getByLabel("Month").fill(month === "March" ? "3" : "4");
    await fields.getByLabel("Year").fill(year!);
    await fields.getByLabel("Year").press("Enter");
  }
  await expect
    .poll(async () => await words(page, question), patient)
    .toContain(`integrated care boards on ${date}`);
}

describe.each(ways)("a journalist $name", (way) => {
  test("moves the date across the merger of 1 April 2026, and the map goes from five boards to four", async () => {
    const page = await site.visit(way);
    await page.goto("/?at=2026-04-01");
    expect(await words(page, question)).toContain(
      "London had four integrated care boards on 1 April 2026; England had 36.",
    );
    await moveTo(page, "ArrowLeft", "31 March 2026");
    const before = await words(page, question);
    expect(before).toContain("London had five integrated care boards on 31 March 2026; England had 42.");
    expect(before).toContain("North Central London");
    expect(before).not.toContain("West and North London");
    await expectAccessible(page);
    await moveTo(page, "ArrowRight", "1 April 2026");
    expect(await words(page, question)).toContain("West and North London");
  });

  test("reads from the home page what passed to the new board, what ended and what nobody has settled", async () => {
    const page = await site.visit(way);
    await page.goto("/");
    await page.getByRole("link", { name: "it had five until 31 March 2026" }).focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/organisations\/nhs-west-and-north-london-icb\/succession$/);
    const story = await words(page);
    expect(story).toContain(
      "NHS North Central London ICB and NHS North West London ICB ended on 31 March 2026 and became NHS West and North London ICB on 1 April 2026. 13 council areas passed to it",
    );
    expect(story).toContain(
      "Seat of NHS North Central London ICB on the health and wellbeing board of Barnet",
    );
    expect(story).toContain("By law at least");
    expect(story).toContain("London on 31 March 2026");
    expect(story).toContain("London from 1 April 2026");
    await expectAccessible(page);
  });
});

describe.each(ways)("a resident $name", (way) => {
  test("finds who sits on South West London's board, and how many votes are known", async () => {
    const page = await site.visit(way);
    await page.goto("/areas/merton");
    await page.getByRole("link", { name: "NHS South West London ICB" }).first().click();
    await page.waitForURL(/\/organisations\/nhs-south-west-london-icb$/);
    await page.getByRole("link", { name: "NHS South West London ICB board" }).first().click();
    await page.waitForURL(/\/boards\/south-west-london-icb-board$/);
    const board = await words(page);
    expect(board).toContain("NHS South West London ICB board had 22 seats");
    expect(board).toContain("All 22 are known to vote.");
    expect(board).toContain("partner member, primary medical services");
    expect(board).toContain("No elected councillor has a seat");
    await expectAccessible(page);
    await page.goto("/boards/south-west-london-icb-board/voting-power");
    expect(await words(page)).toContain(
      "would decide 17 votes in 100. It takes 12 of 22 votes to carry a motion.",
    );
    await page.getByLabel("Not known (6)").selectOption({ label: "In bloc A" });
    await page.getByRole("button", { name: "Work it out" }).click();
    await expect.poll(async () => await words(page), patient).toContain("of 7 would decide 92 votes in 100");
  });
});
