import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();
const officer = "theodora.vance.merrill@example.org";
const board = "/boards/aldermere-health-and-wellbeing-board";
const chair = "Cabinet member for health and care";
const today = site.app.clock.today();

async function typeToday(page: Page, group: string): Promise<void> {
  const [year = "", month = "", day = ""] = today.split("-");
  const fields = page.getByRole("group", { name: group, exact: true });
  await fields.getByLabel("Day", { exact: true }).fill(day);
  await fields.getByLabel("Month").fill(month);
  await fields.getByLabel("Year").fill(year);
}

async function tick(page: Page, group: string, names: readonly string[]): Promise<void> {
  const boxes = page.getByRole("group", { name: group, exact: true });
  for (const name of names) await boxes.getByRole("checkbox", { name, exact: true }).check();
}

/** Sends a form and waits for the page that follows. */
async function send(page: Page, button: string): Promise<void> {
  const form = page.url();
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.waitForURL((address) => address.href !== form);
}

async function mainText(page: Page): Promise<string> {
  return (await page.locator("main").textContent()) ?? "";
}

async function plan(page: Page, time: string): Promise<string> {
  await page.goto(board);
  await page.getByRole("link", { name: "plan a meeting" }).click();
  await typeToday(page, "Day");
  await page.getByLabel("Begins at").fill(time);
  await page.getByLabel("Where (optional)", { exact: true }).fill("Aldermere Town Hall");
  await typeToday(page, "Convened at shorter notice on (optional)");
  await expectAccessible(page);
  await send(page, "Plan the meeting");
  return new URL(page.url()).pathname;
}

async function addItem(page: Page, meeting: string, title: string, kind: string): Promise<void> {
  await page.goto(`${meeting}/items/add`);
  await page.getByLabel("Title", { exact: true }).fill(title);
  await page.getByLabel("Kind", { exact: true }).selectOption({ label: kind });
  await send(page, "Add the item");
}

describe.each(ways)("a democratic services officer, $name", (way) => {
  const hour = way.javaScript ? "10" : "14";

  test("takes a meeting from draft agenda to signed minutes", async () => {
    const page = await site.visitAs(way, officer);
    const visitor = await site.visit(way);

    // A draft agenda that nobody else sees.
    const meeting = await plan(page, `${hour}:00`);
    await addItem(page, meeting, "Apologies", "Procedure");
    await addItem(page, meeting, "Winter grants", "For decision");
    expect(await mainText(page)).toContain("Before it is published");
    await expectAccessible(page);
    await visitor.goto(meeting);
    expect(await mainText(visitor)).not.toContain("Winter grants");

    // Published, with the clear days it achieved.
    await page.getByRole("link", { name: "Publish the agenda" }).click();
    expect(await mainText(page)).toContain("5 required: LGA 1972 s100B");
    await send(page, "Publish");
    expect(await mainText(page)).toContain("convened at shorter notice");
    await visitor.goto(meeting);
    expect(await mainText(visitor)).toContain("Winter grants");

    // In session: who is there, a motion, named votes.
    await page.getByRole("link", { name: "Record who is there" }).click();
    await expectAccessible(page);
    await page.getByLabel("Who presides").selectOption(chair);
    await tick(page, "In the room", [
      chair,
      "Director of adult social services",
      "Director of public health",
      "Manager of Healthwatch",
      "Chief executive of the NHS board",
    ]);
    await tick(page, "Remote", ["Councillor"]);
    await send(page, "Record it");
    expect(await mainText(page)).toContain("There is a quorum.");
    await page.getByRole("link", { name: "Winter grants" }).first().click();
    await page.getByRole("link", { name: "Put a motion" }).click();
    await page.getByLabel("The motion").fill("That five grants be made.");
    await page.getByLabel("Moved by").selectOption(chair);
    await send(page, "Put it");
    await page.getByRole("link", { name: "Decide motion 1" }).click();
    expect(await page.getByRole("checkbox", { name: "Councillor", exact: true }).count()).toBe(0);
    await page.getByRole("radio", { name: "By vote" }).check();
    await tick(page, "For", [chair, "Director of public health"]);
    await tick(page, "Against", ["Manager of Healthwatch"]);
    await expectAccessible(page);
    await send(page, "Record the decision");
    expect(await mainText(page)).toContain("by 2 votes to 1");
    await expectAccessible(page);

    // Closed, minuted, signed at a later meeting.
    await page.goto(`${meeting}/close`);
    await send(page, "Close it");
    await page.goto(`${meeting}/minutes/draft`);
    await send(page, "Draft them");
    expect(await mainText(page)).toContain("RESOLVED: That five grants be made.");
    await visitor.goto(`${meeting}/minutes`);
    expect(await mainText(visitor)).not.toContain("RESOLVED");
    await page.getByRole("link", { name: "Publish the draft" }).click();
    await send(page, "Publish them");
    const later = await plan(page, `${hour}:45`);
    await page.goto(`${meeting}/minutes/sign`);
    await page.getByLabel("Meeting that approved them").fill(later.replace("/meetings/", ""));
    await page.getByLabel("Signed by").fill("Chair of the board");
    await send(page, "Sign them");
    expect(await mainText(page)).toContain("were signed by Chair of the board");
    await expectAccessible(page);
    await visitor.goto(`${meeting}/minutes`);
    expect(await mainText(visitor)).toContain("RESOLVED: That five grants be made.");

    // The record has the signing, in the officer's office and without a name.
    await page.getByRole("link", { name: "Check this in the record" }).click();
    await page.waitForURL(/\/record\/[0-9a-f-]{36}/);
    const entry = await mainText(page);
    expect(entry).toContain("Democratic services officer");
    expect(entry).not.toContain("Theodora");
  });
});
