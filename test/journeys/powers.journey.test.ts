import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

const secretary = "beatrix.lonsmere@example.org";
const icb = "/organisations/nhs-aldermere-and-the-vale-icb";
const words = async (page: Page): Promise<string> => (await page.locator("main").textContent()) ?? "";

/** Asks through the form of /powers and gives the answer's sentence and what follows it. */
async function ask(
  page: Page,
  asked: {
    readonly what: string;
    readonly area: string;
    readonly amount?: string;
    readonly on?: readonly string[];
  },
): Promise<string> {
  await page.goto("/powers");
  await page.getByLabel("What is to be decided").selectOption({ label: asked.what });
  await page.getByLabel("Area", { exact: true }).fill(asked.area);
  if (asked.amount) await page.getByLabel("Amount in pounds").fill(asked.amount);
  for (const [index, id] of ["#ask-day", "#ask-month", "#ask-year"].entries())
    if (asked.on) await page.locator(id).fill(asked.on[index]!);
  await page.getByRole("button", { name: "Who may decide?" }).click();
  await page.waitForURL(/\/powers\?/);
  return await words(page);
}

async function typeDate(page: Page, group: string, parts: readonly [string, string, string]): Promise<void> {
  const fields = page.getByRole("group", { name: group, exact: true });
  for (const [index, label] of ["Day", "Month", "Year"].entries())
    await fields.getByLabel(label).fill(parts[index]!);
}

describe.each(ways)("a public-health officer $name", (way) => {
  const health = {
    what: "Improve the health of people in the area; prescribed public health services",
    area: "Aldermere",
  };

  test("asks who may decide on an amount on each side of a limit, and nobody outside the chain is offered", async () => {
    const page = await site.visit(way);
    const within = await ask(page, { ...health, amount: "100000" });
    expect(within).toContain("Director of public health, Aldermere Council (up to £100,000)");
    expect(within).not.toContain("NHS Aldermere and the Vale ICB may decide");
    await expectAccessible(page);
    const above = await ask(page, { ...health, amount: "100,000.01" });
    expect(above).toContain(
      "Portfolio holder for health, Aldermere Council (up to £500,000) and Aldermere Council may decide",
    );
    expect(above).not.toContain("Director of public health, Aldermere Council (up to");
  });

  test("asks on each side of 1 April 2026 for Barnet, and is told what is missing where nobody can tell", async () => {
    const page = await site.visit(way);
    const barnet = { what: "Arrange general practice services", area: "Barnet" };
    expect(await ask(page, { ...barnet, on: ["31", "3", "2026"] })).toContain(
      "NHS North Central London ICB may decide “Arrange general practice services” for Barnet on 31 March 2026",
    );
    expect(await ask(page, { ...barnet, on: ["1", "4", "2026"] })).toContain(
      "NHS West and North London ICB may decide “Arrange general practice services” for Barnet on 1 April 2026",
    );
    const early = await ask(page, {
      what: "Decide and fund NHS continuing healthcare",
      area: "Barnet",
      on: ["1", "1", "2020"],
    });
    expect(early).toContain("Not held here");
    expect(early).toContain("clinical commissioning group");
  });
});

describe.each(ways)("a keeper of the scheme of delegation $name", (way) => {
  const post = `Director of place ${way.javaScript ? "east" : "west"}`;

  test("enters a line, sees the answer change, ends it, and the record says both", async () => {
    const page = await site.visitAs(way, secretary);
    await page.goto(icb);
    await page.getByRole("link", { name: "Enter a delegation" }).click();
    await page.getByLabel("Function").selectOption({ label: "Approve a section 75 agreement: NHS side" });
    await page.getByLabel("Post that receives it").fill(post);
    await page.getByLabel("Limit in pounds").fill("20,000");
    await page.getByLabel("Legal basis").fill("NHS Act 2006 Sch 1B");
    await page
      .getByRole("group", { name: "May it be delegated further?" })
      .getByLabel("No", { exact: true })
      .check();
    await typeDate(page, "First day", ["1", "9", "2026"]);
    await expectAccessible(page);
    await page.getByRole("button", { name: "Enter the delegation" }).click();
    await page.waitForURL(/\/powers\/delegations\/[0-9a-f-]{36}$/);
    const line = page.url();
    await expectAccessible(page);

    const chain = { what: "Approve a section 75 agreement: NHS side", area: "Aldermere" };
    expect(await ask(page, { ...chain, amount: "20000" })).toContain(
      `${post}, NHS Aldermere and the Vale ICB`,
    );
    expect(await ask(page, { ...chain, amount: "20000.01" })).not.toContain(
      `${post}, NHS Aldermere and the Vale ICB (`,
    );

    await page.goto(line);
    await page.getByRole("link", { name: "End this delegation" }).click();
    await page.getByLabel("Why").fill("The post is not filled again.");
    await typeDate(page, "First day on which it no longer holds", ["1", "11", "2026"]);
    await page.getByRole("button", { name: "End it" }).click();
    await page.waitForURL(line);
    expect(await words(page)).toContain("ended on 1 November 2026");
    await page.getByRole("link", { name: "Check this in the record" }).click();
    await page.waitForURL(/\/record\/[0-9a-f-]{36}/);
    expect(await words(page)).toContain("it no longer holds from 1 November 2026");
    expect(await ask(page, { ...chain, amount: "20000" })).not.toContain(post);
  });
});

test("a scheme is imported line by line, and a line by a body that does not hold the function is refused with the reason", async () => {
  const page = await site.visitAs(ways[0]!, "administrator@example.org");
  const rows = [
    "from,function,to_post,legal_basis,begins_on",
    "nhs-aldermere-and-the-vale-icb,s75-nhs-side,Director of joint commissioning,NHS Act 2006 Sch 1B,2026-04-01",
    "nhs-aldermere-and-the-vale-icb,public-health,Director of joint commissioning,NHS Act 2006 Sch 1B,2026-04-01",
  ].join("\r\n");
  await page.goto("/imports/start/place.delegations");
  await page
    .locator("input[type=file]")
    .setInputFiles({ name: "scheme.csv", mimeType: "text/csv", buffer: Buffer.from(rows) });
  await page.locator("input[name=source]").fill("Scheme of delegation, April 2026");
  await page
    .getByRole("group", { name: /only try/i })
    .getByLabel("No", { exact: true })
    .check();
  await page.getByRole("button", { name: "Send the file" }).click();
  await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
  await expect
    .poll(
      async () => {
        await page.reload();
        return await words(page);
      },
      { interval: 500 },
    )
    .toContain("does not hold");
  const answer = await ask(page, { what: "Approve a section 75 agreement: NHS side", area: "Aldermere" });
  expect(answer).toContain("Director of joint commissioning, NHS Aldermere and the Vale ICB");
});
