import { describe, expect, test } from "vitest";
import { axeProblems } from "../support/axe.ts";
import { pageHtmlProblems } from "../support/html.ts";
import { startSite, type Way } from "./site.ts";

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

// Without JavaScript a page has the same HTML; what people then do is in the other journeys.
const screens: readonly Way[] = [
  { name: "at a desk", javaScript: true, width: 1280 },
  { name: "on a phone", javaScript: true, width: 390 },
];

describe.each(screens)("$name", async (way: Way) => {
  const page = await site.visit(way);

  test.each(addresses)("%s can be read by everyone and scrolls only downwards", async (address) => {
    await page.goto(address);
    expect(await axeProblems(page), `axe on ${address}`).toEqual([]);
    if (way.width === 1280) expect(await pageHtmlProblems(page), `HTML of ${address}`).toEqual([]);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways, `${address} is wider than the screen`).toBeLessThanOrEqual(0);
  });
});
