import {
  countInWords,
  countOf,
  formatNumber,
  type Picture,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { drawFunnel, type FunnelCurve, type FunnelPoint } from "../../web/index.ts";
import { shownFigure } from "../figure.ts";
import { placeInWords, type FunnelOfPlaces } from "../funnel-of-places.ts";
import { indicatorHref, type Indicator } from "../observation.ts";
import { duringInWords, subjectCell, subjectOf, withAt, type Names } from "./shared.ts";
import { limitsOf } from "../uncertainty.ts";
import { betterOf } from "../run-of-series.ts";
import type { Asking } from "../../kernel/index.ts";

/** What the shapes of a funnel are called. */
const funnelWords = {
  concern: "Outside the limits, on the worse side",
  better: "Outside the limits, on the better side",
  advisory: "Outside the limits",
} as const;

/** Which limits are drawn and decide: 95 per cent for mortality, as NHS England's bands, else 99.8. */
export function levelOf(found: FunnelOfPlaces): "95" | "99.8" {
  return found.method === "shmi" ? "95" : "99.8";
}

/** Whether a place lies outside the limits that decide. */
export function isOutside(
  found: FunnelOfPlaces,
  place: FunnelOfPlaces["places"][number]["point"]["place"],
): boolean {
  return levelOf(found) === "95" ? place !== "within" : place.endsWith("99.8");
}

/** The funnel of an indicator over places. Only the one a page is about is named: naming the furthest would be a ranking. */
export function funnelPicture(
  found: FunnelOfPlaces,
  of: {
    readonly indicator: Indicator;
    readonly names: Names;
    readonly marked?: string;
  },
): Picture {
  const { indicator, names } = of;
  const unit = found.places[0]?.observation.unit ?? indicator.unit;
  const shown = (value: number): number => (unit === "fraction of 1" ? value * 100 : value);
  return drawFunnel(
    {
      item: found.places[0]?.observation.organisationId ? "Organisation" : "Area",
      across: indicator.denominator ?? "size",
      up: shownFigure({ kind: "no-data" }, unit).unit,
      points: found.places.map(({ observation, point }): FunnelPoint => {
        const side = point.place.startsWith("low") ? "low" : "high";
        const signal = isOutside(found, point.place) ? signalOf(indicator, side) : undefined;
        return {
          label: subjectOf(observation, names).name,
          x: point.x,
          y: shown(point.y),
          side,
          ...(signal && { signal }),
          ...(observation.code === of.marked && { named: true }),
        };
      }),
      curves: curvesOf(found, shown),
    },
    {
      summary: plainAnswer(found),
      caption: `${indicator.name} ${duringInWords(found.span)}, place by place`,
      upFigures: unit === "fraction of 1" ? { unit: "%", decimals: 1 } : { decimals: 2 },
      acrossFigures: { decimals: 0 },
      signalWords: funnelWords,
    },
  );
}

function signalOf(indicator: Indicator, side: "low" | "high"): NonNullable<FunnelPoint["signal"]> {
  const better = betterOf(indicator.direction);
  if (better === "neither") return "advisory";
  return (better === "higher") === (side === "high") ? "better" : "concern";
}

function curvesOf(found: FunnelOfPlaces, shown: (value: number) => number): readonly FunnelCurve[] {
  const level = levelOf(found);
  const curves = (
    edges: FunnelOfPlaces["funnel"]["edges"],
    kind: "limit" | "naive",
    label: string,
  ): readonly FunnelCurve[] =>
    edges
      .filter((edge) => edge.level === level)
      .map((edge) => ({
        label,
        kind,
        points: Array.from(edge.x, (x, index) => ({ x, y: Math.max(0, shown(edge.y[index] ?? 0)) })),
      }));
  const { funnel } = found;
  return [
    ...(funnel.widened ? curves(funnel.edgesByChance, "naive", "limits of chance alone") : []),
    ...curves(funnel.edges, "limit", `${level} per cent limits`),
  ];
}

/** How many lie outside, and how many a chart that knows only chance would have named. */
export function plainAnswer(found: FunnelOfPlaces): string {
  const level = levelOf(found);
  const { funnel, places } = found;
  const what = places[0]?.observation.organisationId ? "organisation" : "area";
  const lie = funnel.beyond[level] === 1 ? "lies" : "lie";
  return (
    `Of ${countOf(places.length, what)}, ${countInWords(funnel.beyond[level])} ${lie} outside the ${level} per cent limits` +
    (funnel.widened
      ? `; a chart that knows only chance would name ${countInWords(funnel.beyondByChance[level])}.`
      : ".")
  );
}

/** How the limits came about, in sentences. */
export function funnelMethod(found: FunnelOfPlaces): readonly Sentence[] {
  const { funnel, method, left } = found;
  const { phi, tau2 } = funnel.overdispersion;
  return [
    method === "shmi"
      ? "Method: that of the mortality indicator SHMI. The logarithm of observed over expected deaths is compared with 0; the limits are " +
        "exp(±1.96 √(1/expected + τ²)), so small places have wider ones."
      : "Method: the share on the arcsine scale, compared with the share of all places together; limits ± 3.09 √(1/4n + τ²), so small places have wider ones.",
    funnel.widened
      ? `Places differ by more than chance (φ = ${phi.toFixed(2)}, τ² = ${tau2.toPrecision(3)}), for reasons that no single place answers for. The limits allow for that; ` +
        `with chance alone they would be the dashed lines.`
      : "Places differ by no more than chance, so the limits are those of chance alone.",
    ...(left.length > 0
      ? [
          `Left out of the comparison: ${left.map((one) => `${formatNumber(one.count)} ${one.why}`).join("; ")}.`,
        ]
      : []),
    "A place outside the limits is one to ask about. It is not a ranking and no judgement of quality.",
  ];
}

/** Every place with its value, its own limits and where it lies. In the order of names: it is no ranking. */
export function funnelTable(
  found: FunnelOfPlaces,
  of: {
    readonly indicator: Indicator;
    readonly names: Names;
    readonly asking: Pick<Asking, "at" | "atGiven">;
  },
): TableModel {
  const { indicator, names, asking } = of;
  const unit = found.places[0]?.observation.unit ?? indicator.unit;
  const level = levelOf(found);
  const [scale, decimals] = unit === "fraction of 1" ? [100, 1] : [1, 2];
  const range = (lower: number, upper: number): string =>
    `${formatNumber(Math.max(0, lower * scale), decimals)} to ${formatNumber(upper * scale, decimals)}`;
  const rows = found.places.map(({ observation, point }) => {
    const subject = subjectOf(observation, names);
    const limits = found.funnel.limitsAt(point.x);
    const used = (found.funnel.widened ? limits.withSpread : limits.byChance)[level];
    const own = limitsOf(observation);
    return {
      subject: subjectCell(subject, asking),
      figure: shownFigure(observation.figure, observation.unit).figure,
      own: own ? range(own.lower, own.upper) : "Not held",
      expected: range(used.lower, used.upper),
      place: placeInWords(point.place),
      byChance: placeInWords(point.placeByChance),
      over: {
        text: "Over time",
        href: withAt(`${indicatorHref(indicator.id)}?${subject.kind}=${subject.slug ?? ""}`, asking),
      },
      code: observation.code,
      numerator: observation.numerator,
      denominator: observation.denominator,
      z: point.z,
      p: point.p,
    };
  });
  return {
    name: "places",
    caption: "Every place in the funnel",
    columns: columnsOf({
      level,
      unit,
      decimals,
      organisations: found.places[0]?.observation.organisationId !== undefined,
    }),
    rows,
    sortedBy: { key: "subject", descending: false },
    rowsPerPage: 25,
    empty: "No place is held.",
  };
}

function columnsOf(of: {
  readonly level: "95" | "99.8";
  readonly unit: string;
  readonly decimals: number;
  readonly organisations: boolean;
}): TableModel["columns"] {
  return [
    {
      key: "subject",
      label: of.organisations ? "Organisation" : "Area",
      kind: "link",
      filter: "words",
      sortable: true,
    },
    {
      key: "figure",
      label: "Figure",
      kind: "measured",
      unit: shownFigure({ kind: "no-data" }, of.unit).unit,
      decimals: of.decimals,
    },
    { key: "own", label: "Its own 95% limits", kind: "text" },
    { key: "expected", label: `${of.level}% limits for its size`, kind: "text" },
    { key: "place", label: "Where it lies", kind: "text", filter: "choice" },
    { key: "byChance", label: "By chance alone", kind: "text" },
    { key: "over", label: "Over time", kind: "link" },
    { key: "code", label: "Code", kind: "text", machineOnly: true },
    { key: "numerator", label: "Numerator", kind: "number", machineOnly: true },
    { key: "denominator", label: "Denominator", kind: "number", machineOnly: true },
    { key: "z", label: "Standard errors from the centre", kind: "number", machineOnly: true },
    { key: "p", label: "Two-sided probability", kind: "number", machineOnly: true },
  ];
}
