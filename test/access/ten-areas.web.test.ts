import { describe, expect, test } from "vitest";
import { startTestApp } from "../support/app.ts";
import {
  headlinesOfAreas,
  holdsOn,
  latestFigure,
  numberOrNull,
  shippedRows,
  type ShippedRow,
} from "./shipped-rows.ts";

const app = await startTestApp({ now: "2026-11-21T12:00:00Z", shipped: true });

// A nation, a region, three systems (one made by a merger), six councils of every sort, and one that is divided.
const areas = [
  "england",
  "london",
  "south-east-london",
  "west-and-north-london",
  "lewisham",
  "camden",
  "city-of-london",
  "cornwall",
  "leeds",
  "somerset",
  "devon",
];
const days = ["2026-11-21", "2026-03-31"] as const;

interface AreaJson {
  readonly kind: string;
  readonly name: string;
  readonly beginsOn: string | null;
  readonly endsOn: string | null;
  readonly liesIn: readonly Related[];
  readonly holds: readonly Related[];
  readonly organisations: readonly { readonly slug: string; readonly kind: string }[];
  readonly identifiers: readonly { readonly scheme: string; readonly code: string }[];
  readonly panels?: readonly {
    readonly heading: string;
    readonly answer: string;
    readonly facts: { readonly items?: readonly Figure[] };
  }[];
}
interface Related {
  readonly slug: string;
  readonly share: number | null;
}
interface Figure {
  readonly indicator: string;
  readonly periodStart: string;
  readonly periodEnd: string;
  readonly status: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
}

const areaBySlug = new Map(shippedRows("place/areas.csv").map((row) => [row["slug"]!, row]));

function related(
  own: "part" | "whole",
  other: "part" | "whole",
  slug: string,
  day: string,
): readonly Related[] {
  return shippedRows("place/area-parts.csv")
    .filter((row) => row[own] === slug && holdsOn(row, day) && holdsOn(areaBySlug.get(row[other]!), day))
    .map((row) => ({ slug: row[other]!, share: numberOrNull(row["share"]) }));
}

/** The bodies of an area's own, and the boards of the systems that a place lies in. */
function organisationsOf(slug: string, day: string): readonly ShippedRow[] {
  const isPlace = areaBySlug.get(slug)?.["kind"] === "place";
  const wholes = new Set(isPlace ? related("part", "whole", slug, day).map((one) => one.slug) : []);
  return shippedRows("place/organisations.csv").filter(
    (row) =>
      (row["area"] === slug || (row["kind"] === "icb" && wholes.has(row["area"]!))) && holdsOn(row, day),
  );
}

function bySlug<T extends { readonly slug: string }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (a.slug < b.slug ? -1 : 1));
}

const cases = areas.flatMap((slug) =>
  days.map((day) => ({
    slug,
    day,
    address: day === days[0] ? `/areas/${slug}` : `/areas/${slug}?at=${day}`,
  })),
);

async function jsonOf(address: string): Promise<AreaJson> {
  const [path = "", query] = address.split("?");
  const answer = await app.get(`${path}.json${query ? `?${query}` : ""}`);
  expect(answer.status, address).toBe(200);
  return answer.json() as AreaJson;
}

describe("every number on an area's page is one of the shipped rows", () => {
  test.each(cases)(
    "$address: what it is, what it lies in and holds, with shares",
    async ({ slug, day, address }) => {
      const json = await jsonOf(address);
      const row = areaBySlug.get(slug);
      expect({
        kind: json.kind,
        name: json.name,
        beginsOn: json.beginsOn ?? "",
        endsOn: json.endsOn ?? "",
      }).toEqual({
        kind: row?.["kind"],
        name: row?.["name"],
        beginsOn: row?.["begins_on"],
        endsOn: row?.["ends_on"],
      });
      const only = (list: readonly Related[]): readonly Related[] =>
        bySlug(list.map(({ slug: of, share }) => ({ slug: of, share })));
      expect(only(json.liesIn)).toEqual(bySlug(related("part", "whole", slug, day)));
      expect(only(json.holds)).toEqual(bySlug(related("whole", "part", slug, day)));
    },
  );

  test.each(cases)("$address: its organisations and codes", async ({ slug, day, address }) => {
    const json = await jsonOf(address);
    expect(json.organisations.map((one) => one.slug).toSorted()).toEqual(
      organisationsOf(slug, day)
        .map((row) => row["slug"]!)
        .toSorted(),
    );
    const codes = shippedRows("place/identifiers.csv").filter(
      (row) => row["subject_kind"] === "area" && row["slug"] === slug,
    );
    const lines = (list: readonly { readonly scheme: string; readonly code: string }[]): readonly string[] =>
      list.map((one) => `${one.scheme} ${one.code}`).toSorted();
    expect(lines(json.identifiers)).toEqual(
      lines(codes.map((row) => ({ scheme: row["scheme"]!, code: row["code"]! }))),
    );
  });

  test.each(cases)(
    "$address: every published figure with its period, and how many there are",
    async ({ slug, day, address }) => {
      const json = await jsonOf(address);
      const codes = shippedRows("place/identifiers.csv")
        .filter((row) => row["subject_kind"] === "area" && row["slug"] === slug)
        .map((row) => row["code"]!);
      const panel = json.panels?.find((one) => one.heading === "Published figures");
      const shown = new Map((panel?.facts.items ?? []).map((item) => [item.indicator, item]));
      const stated = headlinesOfAreas.filter((indicator) => latestFigure(indicator, codes, day));
      expect([...shown.keys()].toSorted()).toEqual(stated.toSorted());
      for (const [indicator, item] of shown) {
        const figure = latestFigure(indicator, codes, day);
        const { periodStart: start, periodEnd: end, value, numerator, denominator } = item;
        expect({ start, end, value, numerator, denominator }, `${indicator} of ${slug}`).toEqual(figure);
        expect(item.status, indicator).toBe(value === null ? "no-data" : value === 0 ? "zero" : "value");
      }
      if (panel)
        expect(panel.answer).toContain(
          `We hold ${inWords(stated.length)} headline figure${stated.length === 1 ? "" : "s"} of`,
        );
    },
  );

  test.each(cases)(
    "$address: the tables that people see say the same, the counts above them too",
    async ({ slug, day, address }) => {
      const { text } = await app.get(address);
      const parts = related("whole", "part", slug, day);
      const kinds = new Set(parts.map((one) => areaBySlug.get(one.slug)!["kind"]!));
      for (const kind of kinds) {
        const ofKind = parts.filter((one) => areaBySlug.get(one.slug)!["kind"] === kind);
        const listing = listingNamed(text, kind);
        expect(countIn(listing), `${kind} of ${slug}`).toBe(ofKind.length);
        // Where no share is known, no column says so in every row.
        const sharesKnown = ofKind.some(({ share }) => share !== null);
        for (const { link, cells } of rowsIn(listing)) {
          const share = ofKind.find((one) => `/areas/${one.slug}` === link)?.share;
          expect(share, `${link} lies in ${slug}`).not.toBeUndefined();
          const said =
            share === null || share === undefined ? "Not known" : `${Math.round(share * 1000) / 10}%`;
          expect(cells.slice(1), link).toEqual(sharesKnown ? [said] : []);
        }
      }
      expect(countIn(listingNamed(text, "table"))).toBe(organisationsOf(slug, day).length);
    },
  );

  test.each(cases)("$address: the shares of trusts that treat its people", async ({ slug, address }) => {
    const { text } = await app.get(address);
    const rows = shippedRows("place/trust-areas.csv").filter(
      (row) => row["area"] === slug && row["organisation"] !== "",
    );
    if (rows.length === 0) {
      expect(text).not.toContain("Share of its patients");
      return;
    }
    const listing = listingNamed(text, "trusts");
    expect(countIn(listing)).toBe(rows.length);
    const largest = rows.toSorted((a, b) => Number(b["share"]) - Number(a["share"])).slice(0, 10);
    const seen = rowsIn(listing);
    expect(seen).toHaveLength(largest.length);
    for (const { link, cells } of seen) {
      const row = rows.find((one) => `/organisations/${one["organisation"]!}` === link);
      expect(row, `${link} treats people of ${slug}`).toBeDefined();
      expect(Number(cells.at(-1)!.replace("%", "")), link).toBeCloseTo(
        Math.round(Number(row!["share"]) * 1000) / 10,
        5,
      );
    }
  });
});

test("the lists count what the files hold on each day", async () => {
  for (const day of days) {
    for (const kind of ["icb", "trust", "council", "network"]) {
      const { items } = (await app.get(`/organisations.json?kind=${kind}&at=${day}`)).json() as {
        items: readonly unknown[];
      };
      const rows = shippedRows("place/organisations.csv").filter(
        (row) => row["kind"] === kind && holdsOn(row, day),
      );
      expect(items.length, `${kind} on ${day}`).toBe(rows.length);
    }
  }
});

function inWords(count: number): string {
  return (
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][count] ?? String(count)
  );
}

/** The part of a page from one table's beginning to the beginning of the next. */
function listingNamed(html: string, name: string): string {
  const listings = html.split('<div class="listing"').slice(1);
  return listings.find((listing) => listing.startsWith(` id="${name}">`)) ?? "";
}

/** "6 in all", "1 to 20 of 75": how many rows the page says there are. */
function countIn(listing: string): number {
  const words = /class="listing__count">([^<]*)</.exec(listing)?.[1] ?? "";
  return Number(words.replaceAll(",", "").match(/\d+/g)?.at(-1) ?? 0);
}

function rowsIn(listing: string): readonly { readonly link: string; readonly cells: readonly string[] }[] {
  const body = /<tbody>([\s\S]*?)<\/tbody>/.exec(listing)?.[1] ?? "";
  return [...body.matchAll(/<tr[^>]*>([\s\S]*?)<\/tr>/g)].map(([, row = ""]) => ({
    link: (/href="([^"?#]+)/.exec(row)?.[1] ?? "").replaceAll("&amp;", "&"),
    cells: [...row.matchAll(/<t[dh][^>]*>([\s\S]*?)<\/t[dh]>/g)].map(([, cell = ""]) =>
      cell.replace(/<[^>]+>/g, "").trim(),
    ),
  }));
}
