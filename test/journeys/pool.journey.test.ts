import { addMonths, civilDate, dayOf, monthOf, yearOf, type CivilDate } from "@concordat/calendar";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();
const today = site.app.clock.today();
const beginsOn = addMonths(civilDate(`${today.slice(0, 8)}01`), -9);

const manager = "darius.kettleby@example.org";
const treasurer = "margit.oldacre@example.org";
const nhsFinance = "conrad.millhaven@example.org";

async function typeDate(page: Page, group: string, date: CivilDate): Promise<void> {
  const fields = page.getByRole("group", { name: group });
  await fields.getByLabel("Day", { exact: true }).fill(String(dayOf(date)));
  await fields.getByLabel("Month").fill(String(monthOf(date)));
  await fields.getByLabel("Year").fill(String(yearOf(date)));
}

async function text(page: Page): Promise<string> {
  return ((await page.locator("main").textContent()) ?? "").replace(/\s+/g, " ");
}

/** The entry that the notice of the last act leads to. */
async function entryOf(page: Page): Promise<string> {
  await page.getByRole("link", { name: "Check this in the record" }).click();
  await page.waitForURL(/\/record\/[0-9a-f-]{36}/);
  return await text(page);
}

async function fillPosition(page: Page, amount: string, reason: string): Promise<void> {
  await page.getByLabel("Your figure").fill(amount);
  await page.getByLabel("Your reason").fill(reason);
}

describe.each(ways)("a pooled fund, $name", (way) => {
  const name = `Aldermere pool ${way.javaScript ? "with scripts" : "without scripts"}`;
  const agreement = `/money/agreements/${name.toLowerCase().replaceAll(" ", "-")}`;

  test("an agreement goes in, nine months go by, the statement is read, an amount is contested and settled", async () => {
    const council = await site.visitAs(way, manager);
    await council.goto("/organisations/aldermere-council/make-agreement");
    await expectAccessible(council);
    await council.getByLabel("Name", { exact: true }).fill(name);
    await council
      .getByLabel("The other partner", { exact: true })
      .selectOption({ label: "NHS Aldermere and the Vale ICB" });
    await typeDate(council, "First day", beginsOn);
    await council.getByLabel("What the host puts in for the year").fill("£4m");
    await council.getByLabel("What the other partner puts in for the year").fill("6,000,000");
    await council.getByLabel("In proportion to what each puts in").check();
    await council.getByRole("button", { name: "Make the agreement" }).click();
    await council.waitForURL(new RegExp(`${agreement}$`));
    expect(await text(council)).toContain("not everybody has signed yet");
    await expectAccessible(council);
    await council.getByRole("link", { name: "Sign it" }).click();
    await typeDate(council, "Day on which it was signed", addMonths(beginsOn, 1));
    await council.getByRole("button", { name: "Sign it" }).click();
    const nhs = await site.visitAs(way, nhsFinance);
    await nhs.goto(`${agreement}/sign`);
    await typeDate(nhs, "Day on which it was signed", addMonths(beginsOn, 2));
    await nhs.getByRole("button", { name: "Sign it" }).click();
    await nhs.waitForURL(new RegExp(`${agreement}$`));
    expect(await text(nhs)).toContain("signed by all on");

    await nhs.getByRole("list").getByRole("link", { name }).first().click();
    const fund = new URL(nhs.url()).pathname;
    await council.goto(`${fund}/add-scheme`);
    await council.getByLabel("Name", { exact: true }).fill("Equipment");
    await council.getByLabel("Aldermere Council").check();
    await council.getByLabel("Budget for the year").fill("£1.2m");
    await council.getByRole("button", { name: "Add the scheme" }).click();
    await council.waitForURL(new RegExp(`${fund}$`));

    await council.goto(`${fund}/plan-contribution`);
    await council.getByLabel("Contribution", { exact: true }).selectOption({ index: 1 });
    await council.getByLabel("Net: after charges to users are taken off").check();
    await council.getByLabel("In equal months, to the penny").check();
    await expectAccessible(council);
    await council.getByRole("button", { name: "Enter the plan" }).click();
    await council.waitForURL(new RegExp(`${fund}$`));
    expect(await text(council)).toContain("Contributions by month");
    await expectAccessible(council);

    // Nine months at £110,000, entered as three quarters: prepared by one, approved by another.
    const section151 = await site.visitAs(way, treasurer);
    for (const month of [2, 5, 8]) {
      await council.goto(`${fund}/prepare-spending`);
      await council.getByLabel("Scheme").selectOption({ label: "Equipment" });
      await council.getByLabel("Amount").fill("£330,000");
      await typeDate(council, "Day", addMonths(beginsOn, month));
      await council
        .getByLabel("What it was for")
        .fill(`three months of equipment, the last is month ${month + 1}`);
      await council.getByRole("button", { name: "Prepare it" }).click();
      await council.waitForURL(new RegExp(`${fund}$`));
      if (month === 2) {
        await council.getByRole("link", { name: "Approve" }).click();
        expect(await text(council)).toContain("Whoever prepared an entry may not approve it.");
      }
      await section151.goto(fund);
      await section151.getByRole("link", { name: "Approve" }).click();
      await section151.getByRole("button", { name: "Approve and post it" }).click();
      await section151.waitForURL(new RegExp(`${fund}$`));
    }
    expect(await text(section151)).toContain("are forecast to spend £1,320,000");
    expect(await text(section151)).toContain(
      "Aldermere Council pays £48,000 and NHS Aldermere and the Vale ICB pays £72,000",
    );
    const entry = await entryOf(section151);
    expect(entry).toContain("Section 151 officer");
    expect(entry).not.toContain("Margit");

    const visitor = await site.visit(way);
    await visitor.goto(`${fund}/statement?period=Q3`);
    expect(await text(visitor)).toContain("£330,000 was spent");
    await expectAccessible(visitor);

    await nhs.goto(`${fund}/contest-amount`);
    await expectAccessible(nhs);
    await nhs.getByLabel("Scheme").selectOption({ label: "Equipment" });
    await nhs.getByLabel("What it is about").fill("ceiling hoists");
    await fillPosition(nhs, "£0", "ordered before the agreement began");
    await nhs.getByLabel("The other partner's figure").fill("£30,000");
    await nhs.getByLabel("The other partner's reason").fill("fitted for people leaving hospital");
    await nhs.getByRole("button", { name: "Enter your position" }).click();
    await nhs.waitForURL(new RegExp(`${fund}/books/`));
    const dispute = new URL(nhs.url()).pathname;
    await visitor.goto(fund);
    expect(await text(visitor)).toContain("Aldermere Council pays between £48,000 and £60,000");
    await expectAccessible(visitor);

    for (const partner of [nhs, council]) {
      await partner.goto(`${dispute}/state-position`);
      await fillPosition(partner, "£10,000", "those fitted since both signed");
      await partner.getByRole("button", { name: "Enter your position" }).click();
      await partner.waitForURL(new RegExp(`${dispute}$`));
    }
    await council.goto(`${dispute}/settle`);
    await council.getByLabel("Amount agreed or decided").fill("£10,000");
    await council.getByLabel("Why").fill("both finance leads agree");
    await council.getByRole("button", { name: "Settle it" }).click();
    await council.waitForURL(new RegExp(`${dispute}$`));
    expect(await text(council)).toContain("agreed by all partners");
    await expectAccessible(council);
    expect(await entryOf(council)).toContain("was settled at £10,000");
    await visitor.goto(fund);
    expect(await text(visitor)).not.toContain("pays between");
  });
});
