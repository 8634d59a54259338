import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { enter, pressOn, tabTo } from "./keyboard.ts";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

const event = "/accounts/how-winter-beds-were-opened";
const icb = "beatrix.lonsmere@example.org";
const council = "theodora.vance.merrill@example.org";

/** Chooses a rating of every statement with the keyboard. */
async function rate(page: Page, marks: readonly string[]): Promise<void> {
  for (const [place, mark] of marks.entries()) {
    const group = page.locator(`input[name=rating${place + 1}]`);
    await tabTo(page, group.first());
    await page.keyboard.press("Space");
    for (let step = 1; step < Number(mark); step += 1) await page.keyboard.press("ArrowDown");
  }
}

async function main(page: Page): Promise<string> {
  return (await page.locator("main").textContent()) ?? "";
}

describe.each(ways)("two partners open their accounts together, by keyboard alone, $name", (way) => {
  test("each writes before it sees the other, and the record proves both", async () => {
    const first = await site.visitAs(way, icb);
    await first.goto("/accounts");
    await pressOn(first, "link", "How winter beds were opened");
    await first.waitForURL(new RegExp(`${event}$`));
    await expectAccessible(first);
    expect(await main(first)).toContain("0 of 2 partners have handed in.");
    await pressOn(first, "link", "Write the account of NHS Aldermere and the Vale ICB");
    await first.waitForURL(/\/write\//);
    await expectAccessible(first);
    await enter(first, { "What happened, as you see it": "We rang the council on the same day." });
    await rate(first, ["5", "4", "3", "4"]);
    await enter(first, { "Who speaks for your body": "Director of nursing" });
    await pressOn(first, "button", "Hand in and seal");
    await first.waitForURL(new RegExp(`${event}$`));

    const second = await site.visitAs(way, council);
    await second.goto(event);
    const sealed = await main(second);
    expect(sealed).toContain("1 of 2 partners have handed in.");
    expect(sealed).not.toContain("We rang the council");
    await pressOn(second, "link", "The seal of NHS Aldermere and the Vale ICB in the record");
    await second.waitForURL(/\/record\//);
    expect(await main(second)).toContain("Commitment (SHA-256)");
    expect(await main(second)).not.toContain("We rang the council");
    await second.goto(`${event}/write/aldermere-council`);
    await enter(second, { "What happened, as you see it": "We heard of it from the day centre." });
    await rate(second, ["1", "4", "2", "1"]);
    await enter(second, { "Who speaks for your body": "Director of adult social services" });
    await pressOn(second, "button", "Hand in and seal");
    await second.waitForURL(new RegExp(`${event}$`));

    await pressOn(second, "link", "Open the accounts together");
    await second.waitForURL(/\/open$/);
    await pressOn(second, "button", "Open them");
    await second.waitForURL(new RegExp(`${event}$`));
    const open = await main(second);
    for (const words of [
      "They are furthest apart on “We were told of this change before it happened.”",
      "The gap is 4.0.",
      "We rang the council on the same day.",
      "We heard of it from the day centre.",
    ])
      expect(open).toContain(words);
    await expectAccessible(second);

    await pressOn(second, "link", "Propose what to do, for Aldermere Council");
    await second.waitForURL(/\/propose\//);
    await enter(second, {
      "What is to be done": "Whoever opens beds rings the other on the same day.",
      "Who does it": "Aldermere Council",
      Day: "31",
      Month: "3",
      Year: "2030",
    });
    await pressOn(second, "button", "Propose it");
    await second.waitForURL(new RegExp(`${event}$`));
    await first.goto(event);
    await pressOn(
      first,
      "link",
      "Say yes for NHS Aldermere and the Vale ICB: Whoever opens beds rings the other on the same day.",
    );
    await first.waitForURL(/\/agree\//);
    await pressOn(first, "button", "Say yes");
    await first.waitForURL(new RegExp(`${event}$`));
    expect(await main(first)).toContain("Agreed by all on");

    await first.getByRole("link", { name: "Check this", exact: true }).first().click();
    await first
      .getByRole("link", { name: /was opened together with the others/ })
      .first()
      .click();
    expect(await main(first)).toContain("Check what was opened");
    await expectAccessible(first);
  });
});
