import { capital, countInWords, type Asking, type Row, type Section } from "../../kernel/index.ts";
import { listAreas, listPartsOfEach, type Area } from "../../place/index.ts";
import { shownFigure, shownInWords } from "../figure.ts";
import type { Observation } from "../observation.ts";
import { spanInWords } from "../period.ts";
import { featuresTogether, similarTo, type PlaceFeatures, type Similar } from "../similar.ts";
import { listLatestOf } from "../store-observations.ts";
import { listFeatures } from "../store-profile.ts";
import { limitsOf } from "../uncertainty.ts";
import { withAt } from "./shared.ts";

const comparedBy = "drd.delayed-share";

/** The limits of a figure, for a cell of a table. */
export function limitsText(one: Observation): string {
  const limits = limitsOf(one);
  if (!limits) return "not published";
  const words = (value: number): string =>
    shownInWords(value === 0 ? { kind: "zero" } : { kind: "value", value }, one.unit);
  return `${words(limits.lower)} to ${words(limits.upper)}`;
}

/** Places like one, with the part of a page that lists them. */
export interface SimilarFound {
  readonly places: readonly { readonly name: string; readonly slug: string; readonly distance: number }[];
  readonly sections: readonly Section[];
}

/** The places most like an area, each of its own kind. Counties are compared with counties, by what their districts have together. */
export async function similarOf(asking: Asking, area: Area): Promise<SimilarFound> {
  const { db, at } = asking;
  const alike = (await listAreas(db, { kind: area.kind, at, illustrative: false })).filter(
    (one) => one.basis !== "illustrative",
  );
  const own = await listFeatures(
    db,
    alike.map((one) => one.id),
  );
  const isCounty = area.kind === "place" && !own.some((one) => one.areaId === area.id);
  const pool = isCounty ? await countyFeatures(asking, alike, own) : own;
  const found = similarTo(area.id, pool);
  if (found.length === 0) return { places: [], sections: [absentSection(area)] };
  const byId = new Map(alike.map((one) => [one.id as string, one]));
  const latest = new Map(
    (await listLatestOf(db, { indicator: comparedBy, at })).map((one) => [one.areaId ?? "", one]),
  );
  return {
    places: found.flatMap((one) => {
      const other = byId.get(one.areaId);
      return other ? [{ name: other.name, slug: other.slug, distance: one.distance }] : [];
    }),
    sections: [similarSection(area, found, { byId, latest, asking, isCounty })],
  };
}

/** Of each place without published features of its own, those of its districts together; left out where a district lacks them. */
async function countyFeatures(
  { db, at }: Asking,
  alike: readonly Area[],
  own: readonly PlaceFeatures[],
): Promise<readonly PlaceFeatures[]> {
  const published = new Set(own.map(({ areaId }) => areaId));
  const counties = alike.filter(({ id }) => !published.has(id)).map(({ id }) => id);
  const parts = await listPartsOfEach(db, counties, at);
  const isDistrict = ({ kind }: Area): boolean => kind === "district";
  const known = await listFeatures(
    db,
    [...parts.values()]
      .flat()
      .filter(isDistrict)
      .map(({ id }) => id),
  );
  return [...parts].flatMap(([county, areas]) => {
    const districts = areas.filter(isDistrict).map(({ id }): string => id);
    const held = known.filter(({ areaId }) => districts.includes(areaId));
    return districts.length > 0 && held.length === districts.length ? [featuresTogether(county, held)] : [];
  });
}

function absentSection(area: Area): Section {
  return {
    kind: "words",
    heading: "Similar places",
    paragraphs: [
      `No list of similar places can be made for ${area.name}: its deprivation score of 2025, its ages or its size are not held. Systems are averages of unlike places, and a county needs all its districts to have them.`,
    ],
  };
}

function similarSection(
  area: Area,
  found: readonly Similar[],
  held: {
    readonly byId: ReadonlyMap<string, Area>;
    readonly latest: ReadonlyMap<string, Observation>;
    readonly asking: Asking;
    readonly isCounty: boolean;
  },
): Section {
  const { latest, isCounty } = held;
  const own = latest.get(area.id);
  return {
    kind: "table",
    heading: "Similar places",
    intro:
      `Here are the ${countInWords(found.length)} places most like ${area.name}. They are near it in deprivation score (2025), share of residents under 20 and over 65, and number of residents (middle of 2020). Each is counted in standard deviations. A place with 0 would be alike in all four. ` +
      (isCounty
        ? "Counties are compared with counties: ages and size are those of their districts together, the score is the districts' average by residents, worked out here. "
        : "") +
      (own
        ? `${area.name} itself: ${shownInWords(own.figure, own.unit)} left hospital after the day they were ready (${limitsText(own)}), ${spanInWords(own.span)}.`
        : ""),
    table: {
      name: "similar",
      caption: "Nearest first: how alike, not how good",
      columns: [
        { key: "place", label: "Place", kind: "link" },
        { key: "distance", label: "How unlike", kind: "number", decimals: 2 },
        { key: "deprivation", label: "Deprivation score", kind: "number", decimals: 1 },
        { key: "under20", label: "Under 20", kind: "number", decimals: 0, unit: "per cent" },
        { key: "over65", label: "65 and over", kind: "number", decimals: 0, unit: "per cent" },
        { key: "residents", label: "Residents", kind: "number", decimals: 0 },
        {
          key: "ready",
          label: "Left hospital after the day they were ready",
          kind: "measured",
          unit: "per cent",
          decimals: 1,
        },
        { key: "limits", label: "95 per cent limits", kind: "text" },
      ],
      rows: found.map((one) => similarRow(one, held)),
      empty: "No similar place is held.",
    },
  };
}

function similarRow(
  one: Similar,
  {
    byId,
    latest,
    asking,
  }: {
    readonly byId: ReadonlyMap<string, Area>;
    readonly latest: ReadonlyMap<string, Observation>;
    readonly asking: Asking;
  },
): Row {
  const other = byId.get(one.areaId);
  const figure = latest.get(one.areaId);
  return {
    place: other ? { text: other.name, href: withAt(`/outcomes/areas/${other.slug}`, asking) } : one.areaId,
    distance: one.distance,
    deprivation: one.deprivation,
    under20: one.under20 * 100,
    over65: one.over65 * 100,
    residents: one.residents,
    ready: figure ? shownFigure(figure.figure, figure.unit).figure : ({ kind: "no-data" } as const),
    limits: figure ? capital(limitsText(figure)) : "None",
  };
}
