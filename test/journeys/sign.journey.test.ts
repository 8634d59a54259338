import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways } from "./site.ts";

const site = await startSite();

/** Trusts that stand in the shipped figures of hospital mortality. */
const codes = "R0A R0B R1F R1H R1K RA2 RA7 RA9 RAE RAJ RAL RAP RAS RAX RBD RBK RBL RBN".split(" ");

/** Made-up shares for real codes would be a false word about them, so the file counts something that nobody is judged by. */
const rows = (mark: string): string =>
  [
    "indicator,indicator_name,about,unit,direction,code,period_start,period_end,value,numerator,denominator",
    ...codes.map((code, index) => {
      const events = index === 5 ? 700 : 95 + ((index * 37) % 11);
      return `imported.journey-${mark},Forms filled in blue ink (made up for a test),Made up for a test,fraction of 1,lower-better,${code},2026-03-01,2026-03-31,${events / 1000},${events},1000`;
    }),
    `imported.journey-${mark},Forms,Made up,fraction of 1,lower-better,NOBODY,2026-03-01,2026-03-31,0.1,100,1000`,
    `imported.journey-${mark},Forms,Made up,fraction of 1,lower-better,RC9,2026-03-01,2026-03-31,1.5,1500,1000`,
  ].join("\r\n");

describe.each(ways)("an analyst loads a file and finds a sign, $name", (way) => {
  const mark = way.javaScript ? "one" : "two";

  test("every row is accounted for, the sign has its page, and the record says what was done", async () => {
    const page = await site.visitAs(way, "administrator@example.org");
    await page.goto("/imports/start/purpose.figures");
    await expectAccessible(page);
    await page
      .locator("input[type=file]")
      .setInputFiles({ name: "forms.csv", mimeType: "text/csv", buffer: Buffer.from(rows(mark)) });
    await page.locator("input[name=source]").fill("A file made up for a test");
    await page
      .getByRole("group", { name: /only try/i })
      .getByLabel("No", { exact: true })
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
      .toContain("18 rows of 20 rows were accepted");
    const run = (await page.locator("main").textContent()) ?? "";
    expect(run).toContain("NOBODY");
    expect(run).toContain("a share cannot count more than all");
    await page.goto(`/outcomes/imported.journey-${mark}`);
    await expectAccessible(page);
    expect(await page.locator("main").textContent()).toContain("A file made up for a test");
    await page.goto("/signs");
    await expectAccessible(page);
    expect(await page.locator("main").textContent()).toContain("At most 5 per cent of the signs");
    const sign = page.locator(`a[href^="/signs/outlier~imported.journey-${mark}~RA2"]`).first();
    await sign.click();
    await expectAccessible(page);
    const told = (await page.locator("main").textContent()) ?? "";
    expect(told).toContain("higher than the usual spread of places explains");
    expect(told).toContain("not a judgement");
    await page.goto("/record");
    expect(await page.locator("main").textContent()).toContain("import");
    await page.context().close();
  });
});
