import type { Page } from "playwright-core";
import { addDays } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();
const secretary = "beatrix.lonsmere@example.org";
const officer = "theodora.vance.merrill@example.org";
const icb = "/organisations/nhs-aldermere-and-the-vale-icb";
const today = site.app.clock.today();
const yesterday = addDays(today, -1);

async function typeDay(page: Page, group: string, on: string): Promise<void> {
  const [year = "", month = "", day = ""] = on.split("-");
  const fields = page.getByRole("group", { name: group, exact: true });
  await fields.getByLabel("Day", { exact: true }).fill(day);
  await fields.getByLabel("Month").fill(month);
  await fields.getByLabel("Year").fill(year);
}

async function send(page: Page, button: string): Promise<void> {
  const form = page.url();
  await page.getByRole("button", { name: button, exact: true }).click();
  await page.waitForURL((address) => address.href !== form);
}

async function mainText(page: Page): Promise<string> {
  return (await page.locator("main").textContent()) ?? "";
}

describe.each(ways)("an instruction from above, $name", (way) => {
  test("is recorded by a board secretary, challenged by a borough, answered, and withdrawn", async () => {
    const page = await site.visitAs(way, secretary);
    const borough = await site.visitAs(way, officer);
    const title = `Pause shared posts ${way.width}`;

    // The secretary records what came, and that it states no power.
    await page.goto(icb);
    await page.getByRole("link", { name: "record an instruction from above" }).click();
    await expectAccessible(page);
    await page.getByLabel("Title", { exact: true }).fill(title);
    await page.getByLabel("What it is", { exact: true }).selectOption({ label: "Letter" });
    await page.getByLabel("Who gave it").fill("The national office above Aldermere (made up)");
    await page.getByLabel("What it requires").fill("No shared post is to be filled.");
    await page.getByRole("radio", { name: "No power stated" }).check();
    await typeDay(page, "Given on", yesterday);
    await page.getByLabel("Whom it touches besides").fill("aldermere-council");
    await send(page, "Record it");
    const address = new URL(page.url()).pathname;
    expect(await mainText(page)).toContain("No power is stated");
    expect(await mainText(page)).toContain("Our house rule, not law");
    await expectAccessible(page);

    // The borough finds it on its own page and challenges it.
    await borough.goto("/organisations/aldermere-council");
    await borough.getByRole("link", { name: title }).first().click();
    await borough.getByRole("link", { name: "Challenge it" }).click();
    await borough.getByLabel("The challenge").fill("Half of each post is ours.");
    await send(borough, "Record the challenge");
    expect(await mainText(borough)).toContain("No answer is recorded here.");
    expect(await borough.getByRole("link", { name: "Record the answer to challenge 1" }).count()).toBe(0);

    // The secretary records the answer, which stands beside the challenge.
    await page.goto(address);
    await page.getByRole("link", { name: "Record the answer to challenge 1" }).click();
    await page.getByLabel("The answer").fill("Posts that are half the council's may be filled.");
    await send(page, "Record the answer");
    expect(await mainText(page)).toContain("Posts that are half the council's may be filled.");
    await expectAccessible(page);

    // It is withdrawn: nothing more can be said to it, and everybody can read all of it.
    await page.getByRole("link", { name: "Record that it was withdrawn" }).click();
    await page.getByLabel("How it is known").fill("By letter.");
    await send(page, "Record the withdrawal");
    const visitor = await site.visit(way);
    await visitor.goto(address);
    const text = await mainText(visitor);
    expect(text).toContain("Withdrawn on");
    expect(text).toContain("Half of each post is ours.");
    expect(await visitor.getByRole("link", { name: "Challenge it" }).count()).toBe(0);
    await visitor.goto(`${address}?at=${yesterday}`);
    expect(await mainText(visitor)).toContain("In force without an end date");

    // Its thread, and the record, which names offices and nobody.
    await visitor.goto(address);
    await visitor.getByRole("link", { name: "The whole thread, from instruction to result" }).click();
    expect(await mainText(visitor)).toContain("Nothing else is linked to this yet");
    await expectAccessible(visitor);
    await page.goto(address);
    await page.locator('a[href^="/record/of/decisions:instruction"]').first().click();
    await page.waitForURL(/\/record\//);
    const record = await mainText(page);
    expect(record).toContain("challenged the instruction");
    expect(record).not.toContain("Theodora");
  });
});
