import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { expectAccessible, startSite } from "./site.ts";

const site = await startSite();

/** Moves the focus by the Tab key alone until it stands on what is wanted; a page that traps or skips it fails. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 250; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`The Tab key never reaches ${selector} on ${page.url()}`);
}

const text = async (page: Page): Promise<string> => (await page.locator("main").textContent()) ?? "";

test("a service lead checks the stroke proposal by keyboard on a phone, from the start page to what moves", async () => {
  const page = await site.visit({ name: "on a phone", javaScript: true, width: 390 });
  await page.goto("/check-a-proposal?at=2026-01-12");
  await expectAccessible(page);
  await tabTo(page, "#kind-service-change");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await tabTo(page, "main button[type=submit]");
  await page.keyboard.press("Enter");
  await page.waitForURL(/kind=service-change/);

  // Who, when, where; the form is open because nobody is named yet.
  await tabTo(page, "#name");
  await page.keyboard.type("Move stroke beds");
  await tabTo(page, "#body");
  await page.keyboard.type("NHS North Central London ICB");
  await page.keyboard.press("Escape");
  await tabTo(page, "#decided");
  await page.keyboard.type("21 April 2026");
  await tabTo(page, "#meetings");
  await page.keyboard.type("24 March 2026, 21 April 2026, 19 May 2026");
  await tabTo(page, ".pathway-basics button[type=submit]");
  await page.keyboard.press("Enter");
  await page.waitForURL(/decided=21\+April\+2026/);
  expect(await page.locator("h1").textContent()).toBe("Move stroke beds");
  expect(await text(page)).toContain("From 1 April 2026 NHS West and North London ICB decides");
  expect(await text(page)).toContain("Earliest advisable day");
  expect(await text(page)).toContain("8 May 2026");

  // The first question: by its own words, with the keyboard.
  const legend = await page.locator("#questions legend").first().textContent();
  expect(legend).toMatch(/\?$/);
  const before = await page.locator("#questions legend").allTextContents();
  await tabTo(page, "#questions input[type=radio]");
  await page.keyboard.press("Space");
  await tabTo(page, "#questions button[type=submit]");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.hash === "#questions");
  await page.waitForLoadState("load");
  expect(await page.locator("#questions legend").allTextContents()).not.toEqual(before);

  // A line opens by the keyboard to the rule and its source.
  await tabTo(page, ".step summary");
  await page.keyboard.press("Enter");
  expect(await page.locator(".step details[open]").first().textContent()).toContain("What it asks");
  await expectAccessible(page);

  // What moves if the day were another.
  await page.getByRole("link", { name: "What if? On what date was the decision made?" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/if=decision\.date/);
  await tabTo(page, "#then-decision-date-day");
  await page.keyboard.press("Control+A");
  await page.keyboard.type("12 May 2026");
  await tabTo(page, "#what-if button[type=submit]");
  await page.keyboard.press("Enter");
  await page.waitForURL(/then/);
  expect(await page.locator("#what-if").textContent()).toContain("from 21 April 2026 to 12 May 2026");
  await expectAccessible(page);
  // No line is wider than the phone.
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("a councillor without JavaScript opens the example, follows a step to its law, and takes the calendar", async () => {
  const page = await site.visit({ name: "on a phone without JavaScript", javaScript: false, width: 390 });
  await page.goto("/check-a-proposal");
  await page.getByRole("link", { name: /Check the stroke example/ }).click();
  await page.waitForURL(/stroke/);
  expect(await text(page)).toContain("No law known here stops a decision on 21 April 2026");
  await expectAccessible(page);
  const calendar = await page.getByRole("link", { name: /Calendar file/ }).getAttribute("href");
  const answer = await page.request.get(calendar ?? "");
  expect(answer.headers()["content-type"]).toContain("text/calendar");
  await page.getByLabel("Yes").first().check();
  await page.locator("#questions button[type=submit]").click();
  await page.waitForURL(/consultation\.held=yes/);
  await page.locator(".step summary").first().click();
  await page.locator(".step details[open] a").first().click();
  await page.waitForURL(/\/law\//);
  expect(await text(page)).toContain("When it applies, question by question");
  await expectAccessible(page);
  await page.goto("/law");
  await page.getByLabel("Force").selectOption("Convention");
  await page.getByRole("button", { name: "Show" }).last().click();
  await page.waitForURL(/with-force=Convention/);
  expect(await text(page)).toContain("Restraint of the NHS before local elections");
});

test("the record says nothing of what was checked", async () => {
  const entries = await site.app.get("/record.json");
  expect(entries.text).not.toContain("stroke");
});
