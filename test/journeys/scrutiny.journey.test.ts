import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { enter, pressOn, tabTo } from "./keyboard.ts";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

const officer = "jonah.pettifer@example.org";
const chair = "delphine.orrick@example.org";
const trust = "fergus.wintershall@example.org";

const words = async (page: Page): Promise<string> => (await page.locator("main").textContent()) ?? "";

/** Reaches a list by its label and chooses by the first letters of an option. */
async function choose(page: Page, label: string, letters: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }).first());
  await page.keyboard.type(letters);
}

async function tick(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole("radio", { name, exact: true }));
  await page.keyboard.press("Space");
}

describe.each(ways)("scrutiny by keyboard alone, $name", (way) => {
  test("a scrutiny officer takes a sign up, and the answered recommendation stands on the sign's page", async () => {
    const page = await site.visitAs(way, officer);
    await page.goto("/signs");
    const sign = page.locator('a[href^="/signs/outlier~shmi.ratio"]').first();
    // Some hundred signs stand before it in the order of names.
    await sign.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/signs\/outlier~shmi/);
    const address = page.url();
    expect(await words(page)).toContain("Nobody has asked about this sign on this site.");
    await expectAccessible(page);
    await pressOn(page, "link", "Take it up in Aldermere Health Scrutiny Committee");
    await page.waitForURL(/take-up/);
    await enter(page, {
      Title: "Deaths at night",
      Terms: "What the trust looked into itself, and what it found.",
    });
    await choose(page, "Body asked in the example (optional)", "Aldermere H");
    await pressOn(page, "button", "Open the review");
    await page.waitForURL(/\/scrutiny\/reviews\/aldermere-deaths-at-night/);
    await expectAccessible(page);

    await pressOn(page, "link", "Ask for information or attendance");
    await page.waitForURL(/requests\/add$/);
    await enter(page, {
      "The questions, or who is to come and what about": "How many deaths at night were looked into?",
    });
    await pressOn(page, "button", "Ask");
    await page.waitForURL(/aldermere-deaths-at-night$/);
    await pressOn(page, "link", "Make a recommendation");
    await page.waitForURL(/recommendations\/add$/);
    await expectAccessible(page);
    await enter(page, {
      "What is recommended": "Have a senior nurse on each night.",
      Why: "Nobody senior was there.",
    });
    await pressOn(page, "button", "Make it");
    await page.waitForURL(/aldermere-deaths-at-night$/);
    expect(await words(page)).toMatch(/one reply is waited for/i);

    const body = await site.visitAs(way, trust);
    await body.goto("/scrutiny/reviews/aldermere-deaths-at-night");
    await pressOn(body, "link", "Answer request 1");
    await body.waitForURL(/answer$/);
    await enter(body, { "The answer": "All 40 of them." });
    await pressOn(body, "button", "Send the answer");
    await body.waitForURL(/aldermere-deaths-at-night$/);
    await pressOn(body, "link", "Reply to recommendation 1");
    await body.waitForURL(/reply$/);
    await expectAccessible(body);
    await tick(body, "Accepted");
    await enter(body, { "The reply": "A senior nurse is there from January." });
    await pressOn(body, "button", "Send the reply");
    await body.waitForURL(/aldermere-deaths-at-night$/);

    const reader = await site.visit(way);
    await reader.goto(address);
    const story = await words(reader);
    expect(story).toContain("Illustrative: how a sign is taken up to its end");
    expect(story).toContain("All 40 of them.");
    expect(story).toContain("A senior nurse is there from January.");
    await expectAccessible(reader);
    await reader.goto("/scrutiny/reviews/aldermere-deaths-at-night");
    expect(await words(reader)).toContain("One reply to one recommendation");
    await expectAccessible(reader);
    await reader.getByRole("link", { name: "Check this" }).first().click();
    expect(await words(reader)).toContain("Aldermere Hospitals NHS Trust replied to recommendation 1");
  });

  test("a conflicted councillor is told, leaves, and the public sees it", async () => {
    const review = "/scrutiny/reviews/aldermere-home-from-hospital";
    const page = await site.visitAs(way, chair);
    await page.goto("/boards/aldermere-health-scrutiny-committee");
    await pressOn(page, "link", "register an interest in a body");
    await page.waitForURL(/interests\/register$/);
    await expectAccessible(page);
    await choose(page, "Body", "Aldermere H");
    await choose(page, "Kind", "Governor");
    await enter(page, { "What it is": "A governor of the trust until May 2027." });
    await pressOn(page, "button", "Register it");
    await page.waitForURL(/\/scrutiny\/interests/);
    await expectAccessible(page);

    await page.goto(review);
    expect(await words(page)).toContain("You have registered an interest in Aldermere Hospitals NHS Trust");
    await expectAccessible(page);
    await pressOn(page, "link", "Declare an interest");
    await page.waitForURL(/declare$/);
    await expectAccessible(page);
    await choose(page, "Kind", "Governor");
    await enter(page, { "What it is": "A governor of the trust." });
    await tick(page, "Leaves for the item");
    await pressOn(page, "button", "Declare it");
    await page.waitForURL(/aldermere-home-from-hospital$/);

    const clerk = await site.visitAs(way, officer);
    await clerk.goto(review);
    await tabTo(clerk, clerk.getByRole("link", { name: /^Note what was done: Chair of health scrutiny/ }));
    await clerk.keyboard.press("Enter");
    await clerk.waitForURL(/done$/);
    await expectAccessible(clerk);
    await tick(clerk, "Left for the item");
    await pressOn(clerk, "button", "Note it");
    await clerk.waitForURL(/aldermere-home-from-hospital$/);

    const reader = await site.visit(way);
    await reader.goto(review);
    const seen = await words(reader);
    expect(seen).toMatch(/Left for the item, .*Chair of health scrutiny/);
    expect(seen).not.toContain("Delphine");
    await expectAccessible(reader);
    await reader.getByRole("link", { name: "Check this" }).first().click();
    expect(await words(reader)).toContain("who had declared an interest");
  });
});
