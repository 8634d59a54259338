import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { enter, pressOn, tabTo } from "./keyboard.ts";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();
const secretary = "beatrix.lonsmere@example.org";
const icb = "/organisations/nhs-aldermere-and-the-vale-icb";
const board = "NHS Aldermere and the Vale ICB: board";

async function mainText(page: Page): Promise<string> {
  return (await page.locator("main").textContent()) ?? "";
}

describe.each(ways)("an ICB secretary, $name", (way) => {
  test("records a decision taken outside a meeting by keyboard, and everybody can read why", async () => {
    const page = await site.visitAs(way, secretary);
    const title = `Beds opened before the board met ${way.width}`;
    await page.goto(icb);
    await pressOn(page, "link", "record a decision taken without a meeting");
    await page.waitForURL(/\/decisions\/add$/);
    await expectAccessible(page);

    // Sent without the reasons: everything that was typed stays, and the field is named.
    const urgent = page.getByRole("radio", { name: "Chair's urgent action" });
    await tabTo(page, page.getByRole("radio").first());
    for (let press = 0; press < 10 && !(await urgent.isChecked()); press += 1)
      await page.keyboard.press("ArrowDown");
    await enter(page, {
      "In which office": "Chair of the board",
      Title: title,
      "What was decided": "Twelve beds were opened for the winter.",
      "On what power": "Standing orders of the board: urgent action of the chair",
      "What else was considered, and why not": "Waiting for the board, three weeks later.",
      "Interests declared": "none",
    });
    const reportTo = page.getByLabel("Has to be told to the board (optional)");
    await tabTo(page, reportTo);
    await page.keyboard.type(board.slice(0, 30));
    await pressOn(page, "button", "Record and publish it");
    await expect.poll(async () => await mainText(page)).toContain("Give the reasons.");
    expect(await page.getByLabel("What was decided").inputValue()).toContain("Twelve beds");
    await expectAccessible(page);

    await enter(page, { Reasons: "The wards were full and nobody could go home." });
    await pressOn(page, "button", "Record and publish it");
    await page.waitForURL(/\/resolutions\//);
    expect(await mainText(page)).toContain(`It has to be told to ${board}`);
    await expectAccessible(page);

    const visitor = await site.visit(way);
    await visitor.goto(new URL(page.url()).pathname);
    const read = await mainText(visitor);
    for (const words of [title, "The wards were full", "Waiting for the board", "Chair of the board"])
      expect(read).toContain(words);
    await visitor.goto(icb);
    expect(await mainText(visitor)).toContain(title);
  });
});
