import type { Locator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

const secretary = "beatrix.lonsmere@example.org";
const board = "/boards/aldermere-icb-board";

/** A list of three seats, two of them wrong: a voice that nobody defined, and a number that is none. */
const list = (mark: string): string =>
  [
    "role,organisation,sector,seats,voting,statutory",
    `lay member ${mark},nhs-aldermere-and-the-vale-icb,independent,1,yes,no`,
    `member for the press ${mark},Aldermere Gazette,the_press,1,no,no`,
    `member for research ${mark},Aldermere College,other,lots,no,no`,
  ].join("\r\n");

/** Goes on with the Tab key until this stands in focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let press = 0; press < 120; press += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The Tab key does not reach it.");
}

async function pressEnterOn(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press("Enter");
}

describe.each(ways)("a board secretary imports seats and mends the two rows refused, $name", (way) => {
  const mark = way.javaScript ? "one" : "two";

  test("by keyboard alone, and the record says each step", async () => {
    const page = await site.visitAs(way, secretary);
    await page.goto(board);
    await expectAccessible(page);
    await pressEnterOn(page, page.getByRole("link", { name: "Import a list of seats" }));
    await page.waitForURL(/seats\/import$/);
    await expectAccessible(page);
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "seats.csv", mimeType: "text/csv", buffer: Buffer.from(list(mark)) });
    await pressEnterOn(page, page.getByRole("button", { name: "Import the seats" }));
    await page.waitForURL(/\/seats$/);
    const shown = (await page.locator("main").textContent()) ?? "";
    expect(shown).toContain("two rows of seats.csv were refused");
    expect(shown).toContain("“the_press” is no sector or voice that is defined here.");
    expect(shown).toContain("Write a whole number, or leave it empty where it is not known.");
    await expectAccessible(page);

    await pressEnterOn(page, page.getByRole("link", { name: "Mend line 3" }));
    await page.waitForURL(/\/mend\/3$/);
    await expectAccessible(page);
    await tabTo(page, page.getByLabel("What it speaks for"));
    await page.keyboard.type("Other");
    await pressEnterOn(page, page.getByRole("button", { name: "Add the seat" }));
    await page.waitForURL(/\/seats$/);

    await pressEnterOn(page, page.getByRole("link", { name: "Mend line 4" }));
    await page.waitForURL(/\/mend\/4$/);
    await tabTo(page, page.getByLabel("How many such seats"));
    await page.keyboard.press("Control+A");
    await page.keyboard.type("2");
    await pressEnterOn(page, page.getByRole("button", { name: "Add the seat" }));
    await page.waitForURL(new RegExp(`${board}$`));
    const seats = (await page.locator("main").textContent()) ?? "";
    for (const role of ["Lay member", "Member for the press", "Member for research"])
      expect(seats).toContain(`${role} ${mark}`);
    await page.getByRole("link", { name: "Check this in the record" }).click();
    await page.waitForURL(/\/record\/[0-9a-f-]{36}/);
    const entry = (await page.locator("main").textContent()) ?? "";
    expect(entry).toContain(
      `put right and added to NHS Aldermere and the Vale ICB: board: member for research ${mark}.`,
    );
    expect(entry).not.toContain("Beatrix");
  });
});
