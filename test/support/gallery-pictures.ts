import { civilDate } from "@concordat/calendar";
import type { Measured, Picture } from "../../src/kernel/index.ts";
import { drawBars } from "../../src/web/kits/chart-bars.ts";
import { drawFunnel, type FunnelCurve, type FunnelPoint } from "../../src/web/kits/chart-funnel.ts";
import { drawLines } from "../../src/web/kits/chart-lines.ts";
import { drawSeats } from "../../src/web/kits/chart-seats.ts";
import { drawStack } from "../../src/web/kits/chart-stack.ts";
import { drawTileMap } from "../../src/web/kits/chart-tile-map.ts";
import { drawTimeline } from "../../src/web/kits/chart-timeline.ts";
import { drawWaterfall } from "../../src/web/kits/chart-waterfall.ts";
import { signals, systems, voices } from "../../src/web/kits/colours.ts";
import { londonTiles } from "../../src/web/kits/london-tiles.ts";

const value = (number: number): Measured => ({ kind: "value", value: number });

const northEast = [
  "waltham-forest",
  "hackney",
  "redbridge",
  "havering",
  "city-of-london",
  "tower-hamlets",
  "newham",
  "barking-and-dagenham",
];
const southWest = [
  "richmond-upon-thames",
  "wandsworth",
  "kingston-upon-thames",
  "merton",
  "sutton",
  "croydon",
];
const northCentral = ["barnet", "enfield", "haringey", "camden", "islington"];

/** London's systems today, or the five of before April 2026. */
export function sampleMap(five = false): Picture {
  const west = five ? "north-west-london" : "west-and-north-london";
  const groupOf = (slug: string, row: number): keyof typeof systems => {
    if (northEast.includes(slug)) return "north-east-london";
    if (southWest.includes(slug)) return "south-west-london";
    if (row >= 4) return "south-east-london";
    return five && northCentral.includes(slug) ? "north-central-london" : west;
  };
  const keys = [
    west,
    ...(five ? ["north-central-london"] : []),
    "north-east-london",
    "south-east-london",
    "south-west-london",
  ] as const;
  return drawTileMap(
    {
      groups: keys.map((key) => ({
        key,
        label: systems[key as keyof typeof systems].label,
        tint: systems[key as keyof typeof systems],
      })),
      groupOf: Object.fromEntries(londonTiles.map((tile) => [tile.slug, groupOf(tile.slug, tile.row)])),
      groupWord: "Integrated care system",
    },
    { summary: "London has four integrated care boards today.", caption: "Boroughs by system" },
  );
}

/** The seats of a board of 22. */
export function sampleSeats(): Picture {
  const groups = [
    { voice: "nhs-provider", seats: 4 },
    { voice: "nhs-commissioner", seats: 4 },
    { voice: "primary-care", seats: 1 },
    { voice: "council-elected", seats: 1 },
    { voice: "independent", seats: 6 },
    { voice: "not-known", seats: 6 },
  ];
  return drawSeats(
    { groups, seat: "voting seat" },
    {
      summary: "The board has 22 voting seats; one is known to be local government’s.",
      caption: "Seats by voice",
    },
  );
}

/** A large board on several arcs, with every voice. */
export function sampleManySeats(): Picture {
  const groups = Object.keys(voices).map((voice, index) => ({ voice, seats: 3 + (index % 4) * 2 }));
  return drawSeats(
    { groups, seat: "seat" },
    { summary: "The partnership has a seat for every voice.", caption: "Seats by voice" },
  );
}

/** The way to a decision. */
export function sampleTimeline(): Picture {
  return drawTimeline(
    {
      item: "Step",
      bars: [
        {
          label: "Ask the council whether it considers the change substantial",
          from: civilDate("2026-01-05"),
          to: civilDate("2026-01-25"),
          tint: voices["council-elected"],
        },
        {
          label: "Consult the joint scrutiny committee",
          from: civilDate("2026-01-26"),
          to: civilDate("2026-03-02"),
          tint: voices["council-elected"],
        },
        {
          label: "Public consultation (12 weeks is custom, not law)",
          from: civilDate("2026-02-01"),
          to: civilDate("2026-04-05"),
          tint: voices.independent,
        },
        {
          label: "Convention before the poll of 7 May",
          from: civilDate("2026-04-13"),
          to: civilDate("2026-05-07"),
          tint: signals.advisory,
        },
        {
          label: "Board papers: 3 clear days (the board’s own rule)",
          from: civilDate("2026-05-08"),
          to: civilDate("2026-05-13"),
          tint: voices["nhs-commissioner"],
        },
      ],
      markers: [
        { on: civilDate("2026-04-21"), label: "21 April, asked for", tint: signals.concern, dashed: true },
        { on: civilDate("2026-05-14"), label: "14 May, advisable", tint: voices["council-elected"] },
      ],
    },
    {
      summary: "The decision may be taken on 14 May 2026 at the earliest if it is to be advisable.",
      caption: "Steps to the decision",
    },
  );
}

/** Where an overspend comes to rest. */
export function sampleWaterfall(): Picture {
  return drawWaterfall(
    {
      item: "Who bears it",
      measure: "Amount",
      steps: [
        {
          label: "1 Underspends elsewhere in the pool",
          amount: 600_000,
          text: "£0.60m",
          tint: voices.independent,
        },
        { label: "2 Risk pool, up to £0.5m", amount: 500_000, text: "£0.50m", tint: voices.independent },
        { label: "3 Uncommitted money", amount: 240_000, text: "£0.24m", tint: voices.independent },
        { label: "4 Council, its share", amount: 330_000, text: "£0.33m", tint: voices["council-elected"] },
        {
          label: "5 NHS board, its share",
          amount: 330_000,
          text: "£0.33m",
          tint: voices["nhs-commissioner"],
        },
      ],
      total: { label: "Overspend", text: "£2.00m" },
    },
    {
      summary: "Of an overspend of £2.0m the pool bears £1.34m, the council and the NHS £0.33m each.",
      caption: "Who bears the overspend",
    },
  );
}

/** Councils' share of delayed days, with the years of the claim. */
export function sampleLines(): Picture {
  const years = [
    "2010–11",
    "2011–12",
    "2012–13",
    "2013–14",
    "2014–15",
    "2015–16",
    "2016–17",
    "2017–18",
    "2018–19",
    "2019–20",
  ];
  const shares = [32.92, 30.77, 27.9, 25.83, 25.93, 31.22, 34.54, 35.21, 29.93, 29.69];
  return drawLines(
    {
      step: "Year",
      steps: years,
      series: [
        {
          key: "council",
          label: "Councils’ share",
          tint: voices["council-elected"],
          figures: shares.map(value),
          named: ["2010–11", "2013–14", "2017–18"],
        },
      ],
      spans: [{ from: "2010–11", to: "2013–14", label: "the years of the claim" }],
    },
    {
      unit: "%",
      decimals: 1,
      summary: "Councils’ share of delayed days fell from 32.9% to 25.8%, then rose to 35.2%.",
      caption: "Councils’ share of delayed days, England",
    },
  );
}

/** Three lines with gaps. */
export function sampleGaps(): Picture {
  const steps = Array.from(
    { length: 24 },
    (_, index) => `${["Jan", "Apr", "Jul", "Oct"][index % 4]} ${2020 + Math.floor(index / 4)}`,
  );
  const wave = (level: number): Measured[] =>
    steps.map((_, index) => value(level + Math.sin(index / 3) * 40));
  const broken = wave(300).map((figure, index): Measured => {
    if (index > 7 && index < 11) return { kind: "no-data" };
    return index === 15 ? { kind: "suppressed" } : figure;
  });
  return drawLines(
    {
      step: "Quarter",
      steps,
      series: [
        { key: "a", label: "Walsall Healthcare", figures: wave(180) },
        { key: "b", label: "Royal Wolverhampton", figures: broken },
        { key: "c", label: "Dudley Group", figures: wave(195) },
      ],
      levels: [{ value: 120, label: "target" }],
    },
    {
      zero: true,
      summary: "Three trusts, one of them with months that nobody reported.",
      caption: "Patients a day",
    },
  );
}

/** Bars with every kind of measured value. */
export function sampleBars(): Picture {
  return drawBars(
    {
      item: "Council",
      measure: "Delayed days a day",
      bars: [
        { label: "Walsall", figure: value(22.92), named: true },
        { label: "Dudley", figure: value(18.57) },
        { label: "Wolverhampton", figure: value(12.49) },
        { label: "Sandwell", figure: value(7.16) },
        { label: "City of London", figure: { kind: "suppressed" } },
        { label: "Isles of Scilly", figure: { kind: "zero" } },
        { label: "Westmorland and Furness", figure: { kind: "no-data" } },
      ],
      levels: [{ value: 15.3, label: "average of the four", naive: true }],
    },
    {
      decimals: 1,
      summary: "Walsall had 22.9 delayed days a day, the most of the four Black Country councils.",
      caption: "Delayed days a day, 2018–19",
    },
  );
}

/** Divided bars. */
export function sampleStack(): Picture {
  return drawStack(
    {
      item: "Year",
      parts: [
        { key: "nhs", label: "NHS", tint: voices["nhs-provider"] },
        { key: "council", label: "Council", tint: voices["council-officer"] },
        { key: "both", label: "Both", tint: voices.voluntary },
      ],
      rows: [
        { label: "2013–14", figures: [value(68.02), value(25.83), value(6.16)] },
        { label: "2017–18", figures: [value(57.34), value(35.21), value(7.44)] },
        { label: "2019–20", figures: [value(60.9), value(29.69), { kind: "no-data" }] },
      ],
    },
    {
      unit: "%",
      decimals: 1,
      whole: true,
      summary: "The NHS caused most of the delayed days in every year.",
      caption: "Who caused the delay",
    },
  );
}

/** A funnel with naive and fair limits. */
export function sampleFunnel(): Picture {
  const points = Array.from({ length: 116 }, (_, index): FunnelPoint => {
    const x = 420 + ((index * 137) % 2900) * (0.4 + ((index * 31) % 60) / 100);
    return { label: `Trust ${index + 1}`, x, y: 1 + (((index * 7919) % 200) / 100 - 1) * 0.13 };
  });
  const curve = (kind: FunnelCurve["kind"], label: string, sign: number, spread: number): FunnelCurve => ({
    kind,
    label,
    points: Array.from({ length: 40 }, (_, index) => ({
      x: 380 + index * 72,
      y: 1 + sign * Math.sqrt(spread ** 2 + 2.4 / (380 + index * 72)),
    })),
  });
  return drawFunnel(
    {
      item: "Trust",
      across: "expected deaths in the year",
      up: "Observed over expected deaths",
      points: [
        ...points,
        { label: "Medway", x: 1210, y: 1.21, signal: "concern", named: true },
        { label: "Norfolk and Norwich", x: 1640, y: 1.22, signal: "concern", named: true },
        { label: "Homerton", x: 520, y: 0.81, signal: "better", named: true },
        { label: "Imperial", x: 2700, y: 0.82, signal: "better" },
      ],
      curves: [
        curve("limit", "fair limits", 1, 0.16),
        curve("limit", "fair limits", -1, 0.13),
        curve("naive", "naive limits", 1, 0),
        curve("naive", "naive limits", -1, 0),
      ],
    },
    {
      upFigures: { decimals: 2 },
      summary: "Of 120 trusts two lie above the fair limits and two below.",
      caption: "Mortality ratio by trust",
    },
  );
}
