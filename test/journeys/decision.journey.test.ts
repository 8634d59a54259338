import { addMonths } from "@concordat/calendar";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

async function text(page: Page): Promise<string> {
  return ((await page.locator("main").textContent()) ?? "").replace(/\s+/g, " ");
}

async function entryOf(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Check this in the record" }).click();
  await page.waitForURL(/\/record\/[0-9a-f-]{36}/);
  return await text(page);
}

describe.each(ways)("a resident follows Gordon, $name", (way) => {
  test("from Westminster's council to how long temporary was, what the sources show, and back to a day in between", async () => {
    const page = await site.visit(way);
    await page.goto("/organisations/westminster-council");
    await page
      .getByRole("link", { name: /Acute mental health beds in Westminster/ })
      .first()
      .click();
    await page.waitForURL(/\/decisions\/gordon-hospital$/);
    expect(await text(page)).toContain(
      "lasted between 1,834 and 1,864 days until the decision on 8 April 2025",
    );
    expect(await text(page)).toContain("76 days after the day announced for it");
    await expectAccessible(page);
    await page.getByRole("link", { name: /What the sources show of the steps/ }).click();
    await page.waitForURL(/\/pathway$/);
    expect(await text(page)).toContain("which is no finding about anybody");
    await expectAccessible(page);
    await page.goto("/decisions/gordon-hospital?at=2023-10-24");
    expect(await text(page)).toContain("no decision that ends it is held here");
    await page.goto("/decisions");
    expect(await text(page)).toContain("Shaping a Healthier Future");
    await expectAccessible(page);
  });

  test("signs in, registers a plan heard of, and reads back that nobody has checked it", async () => {
    const page = await site.visitAs(way, "clementine.arkwell@example.org");
    await page.goto("/organisations/aldermere-hospitals-nhs-trust");
    await page.getByRole("link", { name: "Register a plan you have heard of" }).click();
    await expectAccessible(page);
    await page.getByLabel("What is planned, in a few words").fill("The hydrotherapy pool is to close");
    await page
      .getByLabel("What you have heard, and where from")
      .fill("A notice at the pool. Ring 020 7946 0018.");
    await page.getByLabel("Whether there is a document is not known").check();
    await page.getByRole("button", { name: "Register it" }).click();
    expect(await text(page)).toContain("This looks like a telephone number.");
    await page.getByLabel("What you have heard, and where from").fill("A notice at the pool.");
    await page.getByRole("button", { name: "Register it" }).click();
    await page.waitForURL(/\/decisions\/plans\//);
    expect(await text(page)).toContain("which nobody has checked");
    await expectAccessible(page);
    const entry = await entryOf(page);
    expect(entry).toContain("that somebody has heard of was registered");
    expect(entry).not.toContain("A notice at the pool");
  });
});

describe.each(ways)("a service lead, $name", (way) => {
  test("registers a proposal, attaches evidence to its pathway, and sees what is still missing", async () => {
    const page = await site.visitAs(way, "beatrix.lonsmere@example.org");
    const title = `All surgeries in one building ${way.javaScript ? "with" : "without"} scripts`;
    await page.goto("/organisations/nhs-aldermere-and-the-vale-icb/proposals/add");
    await expectAccessible(page);
    await page.getByLabel("Title", { exact: true }).fill(title);
    await page.getByLabel("What would change").fill("The surgeries of the town would stand in one building.");
    await page.getByLabel("Move or change a health service").check();
    await page.getByLabel("Area", { exact: true }).selectOption({ label: "Aldermere" });
    await page.getByLabel("Options", { exact: true }).fill("A building in the town\nA building at the lake");
    await page.getByLabel("Function (optional)", { exact: true }).selectOption("primary-medical");
    const due = addMonths(site.app.clock.today(), 8);
    const group = page.getByRole("group", { name: "Day planned for the decision" });
    await group.getByLabel("Day", { exact: true }).fill(due.slice(8));
    await group.getByLabel("Month").fill(due.slice(5, 7));
    await group.getByLabel("Year").fill(due.slice(0, 4));
    await page.getByRole("button", { name: "Register it" }).click();
    await page.waitForURL(/\/decisions\/all-surgeries[^/]*$/);
    expect(await text(page)).toContain("Keep things as they are");
    expect(await text(page)).toContain("Nobody is named to decide it.");
    await expectAccessible(page);

    await page.getByRole("link", { name: "Name who decides it" }).click();
    await expectAccessible(page);
    await page.getByLabel("NHS Aldermere and the Vale ICB: board").check();
    await page.getByRole("button", { name: "Name it" }).click();
    expect(await text(page)).toContain("Say why it is not Aldermere Place Partnership.");
    await page.getByLabel("Why not more locally").fill("The doctors serve the whole system.");
    await page.getByRole("button", { name: "Name it" }).click();
    await page.waitForURL(/\/decisions\/all-surgeries[^/]*$/);
    expect(await text(page)).toContain("The doctors serve the whole system.");

    await page.getByRole("link", { name: "Every duty with its day" }).click();
    await page.waitForURL(/\/pathway$/);
    expect(await text(page)).toContain("that the decision waits for are still to do");
    await expectAccessible(page);
    const proposal = new URL(page.url()).pathname.replace(/\/pathway$/, "");
    await page.goto(`${proposal}/evidence/involvement.any-before-decision`);
    await expectAccessible(page);
    await page.getByLabel("Yes", { exact: true }).check();
    await page.getByLabel("What shows it").fill("notes of the meeting with patients");
    await page.getByLabel("The document itself").setInputFiles({
      name: "notes.csv",
      mimeType: "text/csv",
      buffer: Buffer.from("day,people\n2026-11-01,24\n"),
    });
    await page.getByRole("button", { name: "Answer it" }).click();
    await page.waitForURL(/\/pathway$/);
    expect(await text(page)).toContain("Notes of the meeting with patients (file)");
    expect(await text(page)).toContain("No other part of this site stands in its way.");
    expect(await text(page)).toContain("No partner is listed as told.");
    await expectAccessible(page);
    const entry = await entryOf(page);
    expect(entry).toContain("it was answered");
    expect(entry).not.toContain("Beatrix");
  });
});
