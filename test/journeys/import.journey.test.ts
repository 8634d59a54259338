import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

const rows = (mark: string): string =>
  [
    "name,kind,slug,official_name,area,begins_on,ends_on,ods_code,gss_code,kept_here,source,seen",
    `Lewisham Carers Forum ${mark},voluntary,,,lewisham,2015-04-01,,,,no,https://example.org/list,2026-11-21`,
    `Nowhere Alliance ${mark},voluntary,,,no-such-area,2015-04-01,,,,no,https://example.org/list,2026-11-21`,
    `Backwards Trust ${mark},voluntary,,,lewisham,2015-04-01,2014-04-01,,,no,https://example.org/list,2026-11-21`,
  ].join("\r\n");

describe.each(ways)("an administrator imports a list, $name", (way) => {
  const mark = way.javaScript ? "one" : "two";

  async function send(dryRun: "Yes" | "No"): Promise<string> {
    const page = await site.visitAs(way, "administrator@example.org");
    await page.getByRole("link", { name: "Import a list" }).click();
    await expectAccessible(page);
    await page.goto("/imports/start/place.organisations");
    await expectAccessible(page);
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(rows(mark)) });
    await page.locator("input[name=source]").fill("A list of local organisations");
    await page
      .getByRole("group", { name: /only try/i })
      .getByLabel(dryRun, { exact: true })
      .check();
    await page.getByRole("button", { name: "Send the file" }).click();
    await page.waitForURL(/\/imports\/[0-9a-f-]{36}/);
    const address = page.url();
    await expect
      .poll(
        async () => {
          await page.goto(address);
          return await page.locator("main").textContent();
        },
        { interval: 500 },
      )
      .toContain("no-such-area");
    await expectAccessible(page);
    const text = (await page.locator("main").textContent()) ?? "";
    await page.context().close();
    return text;
  }

  test("tries it first: two rows are named with their reasons and nothing is kept", async () => {
    const text = await send("Yes");
    expect(text).toContain("no-such-area");
    expect(text).toContain("2014-04-01");
    const visitor = await site.visit(way);
    expect((await visitor.goto(`/organisations/lewisham-carers-forum-${mark}`))?.status()).toBe(404);
  });

  test("then imports it: the good row has its page with its source, the two others are listed", async () => {
    const text = await send("No");
    expect(text).toContain("2014-04-01");
    const visitor = await site.visit(way);
    await visitor.goto(`/organisations/lewisham-carers-forum-${mark}`);
    expect(await visitor.locator("h1").textContent()).toContain(`Lewisham Carers Forum ${mark}`);
    expect(await visitor.locator("main").textContent()).toContain("https://example.org/list");
    await expectAccessible(visitor);
  });
});
