import { describe, expect, test } from "vitest";
import { expectAccessible, startSite, ways, type Way } from "./site.ts";

const site = await startSite();

const promised =
  "/ /tour /areas /organisations /boards /powers /policies /search /meetings /decisions /forward-plan /instructions " +
  "/check-a-proposal /money /outcomes /signs /priorities /claims /practice /scrutiny /questions /accounts /openness /record " +
  "/open-data /api /law /sign-in";

const further =
  "/accessibility /areas/england /areas/lewisham /areas/west-and-north-london /areas/aldermere /organisations/nhs-south-west-london-icb " +
  "/organisations/aldermere-council /boards/south-west-london-icb-board /boards/aldermere-health-and-wellbeing-board " +
  "/search?q=lewisham /areas?kind=system&at=2022-07-01 /nothing-at-this-address /sign-in/link";

const addresses = [...promised.split(" "), ...further.split(" ")];

describe.each(ways)("$name", (way: Way) => {
  test.each(addresses)("%s can be read by everyone and scrolls only downwards", async (address) => {
    const page = await site.visit(way);
    await page.goto(address);
    await expectAccessible(page);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways, `${address} is wider than the screen`).toBeLessThanOrEqual(0);
    await page.context().close();
  });
});
