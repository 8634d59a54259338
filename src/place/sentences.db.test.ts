import { civilDate } from "@concordat/calendar";
import { beforeAll, expect, it } from "vitest";
import { placeFixture } from "../../test/support/place.ts";
import { plainText, visitor, type Page } from "../kernel/index.ts";
import { areaListPage } from "./web/area-list.ts";
import { areaPage } from "./web/area-page.ts";
import { boardListPage } from "./web/board-list.ts";
import { boardPage } from "./web/board-page.ts";
import { whoRunsHealthPanel } from "./web/home-panel.ts";
import { organisationListPage } from "./web/organisation-list.ts";
import { organisationPage } from "./web/organisation-page.ts";

const { asking, db, ship, shipBasics } = await placeFixture();

beforeAll(async () => {
  await shipBasics();
  await ship("areas", [
    { slug: "west", kind: "system", name: "West", begins_on: "2022-07-01" },
    { slug: "mere", kind: "place", name: "Mere" },
    { slug: "vale", kind: "district", name: "Vale", ends_on: "2023-04-01" },
    { slug: "midlands", kind: "nhs-region", name: "Midlands" },
    { slug: "tarn-pcn", kind: "neighbourhood", name: "Tarn PCN" },
  ]);
  const board = { kind: "scrutiny-committee", organisation: "mere-council", completeness: "complete" };
  await ship("organisations", [
    { slug: "mere-council", kind: "council", name: "Mere Council", area: "mere" },
    { slug: "nhs-west-icb", kind: "icb", name: "NHS West ICB", area: "west", begins_on: "2022-07-01" },
    { slug: "vale-council", kind: "district-council", name: "Vale Council", ends_on: "2023-04-01" },
    { slug: "mere-gps", kind: "gp-federation", name: "Mere GPs", area: "mere" },
    { slug: "healthwatch-mere", kind: "healthwatch", name: "Healthwatch Mere", area: "mere" },
    { slug: "mere-pharmacists", kind: "other", name: "Mere Pharmacists", area: "mere" },
    { slug: "tarn-pcn", kind: "network", name: "Tarn PCN", area: "tarn-pcn" },
  ]);
  await ship("boards", [
    { ...board, slug: "whole", name: "Whole Committee" },
    { ...board, slug: "unknown", name: "Unknown Committee", completeness: "not-held" },
    { ...board, slug: "pair", name: "Pair Committee", kind: "joint-committee", completeness: "partial" },
  ]);
  const seat = { role: "councillor", voice: "council-elected", voting: "yes" };
  await ship("seats", [
    { ...seat, board: "pair", number: "01", seats: "2" },
    { ...seat, board: "pair", number: "02", role: "officer", voice: "not-known", seats: "2" },
    { ...seat, board: "pair", number: "03", role: "co-optee", voice: "other", seats: "" },
    { ...seat, board: "whole", number: "01", seats: "2" },
  ]);
});

const lists: readonly (readonly [Page, Readonly<Record<string, string>>, string, string])[] = [
  [
    areaListPage,
    {},
    "",
    "This site lists four areas in being today. We count one NHS region, one system, one place and one neighbourhood.",
  ],
  [areaListPage, { kind: "nation" }, "", "This site lists no nations in being today."],
  [
    areaListPage,
    {},
    "2015-01-01",
    "This site lists no areas in being on 1 January 2015. What is held here does not reach back to that day for all of them. Some lists begin only on 1 January 2022, so others that existed may be missing.",
  ],
  [
    areaListPage,
    {},
    "2030-01-01",
    "This site lists four areas in being on 1 January 2030. We count one NHS region, one system, one place and one neighbourhood.",
  ],
  [
    organisationListPage,
    {},
    "2023-03-31",
    "This site lists seven bodies in being on 31 March 2023. Among them are one integrated care board, one council responsible for social care and one district council.",
  ],
  [
    organisationListPage,
    { kind: "council" },
    "",
    "This site lists one council responsible for social care in being today.",
  ],
  [organisationListPage, { kind: "gp-federation" }, "", "This site lists one GP federation in being today."],
  [
    organisationListPage,
    { kind: "ccg" },
    "",
    "This site lists no clinical commissioning groups in being today.",
  ],
  [
    organisationListPage,
    { kind: "healthwatch" },
    "",
    "This site lists one local Healthwatch in being today.",
  ],
  [
    boardListPage,
    {},
    "",
    "This site lists three boards in being today, one of them with its whole membership.",
  ],
  [
    boardListPage,
    { kind: "joint-committee" },
    "",
    "This site lists one joint committee in being today, not with its whole membership.",
  ],
  [boardListPage, { kind: "cabinet" }, "", "This site lists no cabinets in being today."],
];

it.each(lists)("%# a list says what it lists", async (page, query, at, sentence) => {
  expect(await answer(page, { query, at })).toBe(sentence);
});

it.each([
  [areaPage, "vale", "", "Vale is not in being today: it existed until 31 March 2023."],
  [
    areaPage,
    "vale",
    "2019-05-01",
    "Vale was a district of England on 1 May 2019; no organisations are held for it here.",
  ],
  [areaPage, "west", "2019-05-01", "West was not in being on 1 May 2019: it exists from 1 July 2022."],
  [organisationPage, "mere-gps", "", "Mere GPs is a GP federation for Mere."],
  [organisationPage, "healthwatch-mere", "", "Healthwatch Mere is the local Healthwatch for Mere."],
  [organisationPage, "mere-pharmacists", "", "Mere Pharmacists is an organisation for Mere."],
  [organisationPage, "tarn-pcn", "", "Tarn PCN is a primary care network."],
  [
    organisationPage,
    "vale-council",
    "2019-05-01",
    "Vale Council was a district council, until 31 March 2023.",
  ],
  [
    organisationPage,
    "nhs-west-icb",
    "2019-05-01",
    "NHS West ICB is an integrated care board for West, from 1 July 2022.",
  ],
  [boardPage, "unknown", "", "Who sits on Unknown Committee is not held here."],
  [
    boardPage,
    "whole",
    "",
    "Whole Committee has two seats. All of them are known to be held by elected councillors.",
  ],
  [
    boardPage,
    "pair",
    "",
    "Pair Committee has four seats that are listed. Two of those listed are known to be held by elected councillors. For two seats the source does not say what they speak for. One kind of seat is named without a number and not counted. The source lists only some of the seats.",
  ],
] as const)("%# a page says what a thing is, whatever the day", async (page, slug, at, sentence) => {
  expect(await answer(page, { slug, at })).toBe(sentence);
});

it.each([
  [
    "2020-05-01",
    "This site does not hold who ran health in each borough on 1 May 2020, before integrated care boards began on 1 July 2022.",
  ],
])("the home page on %s says what is not held", async (at, sentence) => {
  expect(plainText((await whoRunsHealthPanel.load(on(at), undefined))!.answer)).toBe(sentence);
});

function on(at: string): ReturnType<typeof asking> {
  return { ...asking(db, visitor), ...(at && { at: civilDate(at), atGiven: true }) };
}

async function answer(
  page: Page,
  asked: { readonly slug?: string; readonly query?: Readonly<Record<string, string>>; readonly at: string },
): Promise<string> {
  const model = await page.load(on(asked.at), {
    params: asked.slug === undefined ? {} : { slug: asked.slug },
    query: asked.query ?? {},
  });
  return plainText(model!.answer);
}
