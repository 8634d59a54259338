import type { Picture, TableModel } from "../../kernel/index.ts";
import { label, rule } from "./chart-parts.ts";
import type { ChartWords } from "./chart-words.ts";
import { inkOn, readable, seriesColour, tones, voices, type Tint } from "./colours.ts";
import { hatchedBox, swatchOf } from "./hatch.ts";
import { londonTiles, type LondonTile } from "./london-tiles.ts";
import { draw, pictureOf, together, type Drawing, type Drawn, type Sheet } from "./svg.ts";
import { wrapped } from "./text-width.ts";

/** A group of boroughs: a system, or whatever the sentence is about. */
export interface TileGroup {
  readonly key: string;
  readonly label: string;
  readonly tint?: Tint;
}

/** What a tile map shows: which group each borough belongs to, by the borough's slug. */
export interface TileMapContent {
  readonly groups: readonly TileGroup[];
  /** Boroughs without a group are drawn as not known. */
  readonly groupOf: Readonly<Record<string, string | undefined>>;
  /** What a group is: "Integrated care system". */
  readonly groupWord: string;
}

interface Placed extends LondonTile {
  readonly group: string | undefined;
}

/**
 * London as a grid of equal tiles, one for each borough and the City, coloured by group.
 *
 * Groups are named beside the map and parted by an ink line, so that they can be told apart without colour.
 */
export function drawTileMap(data: TileMapContent, words: ChartWords): Picture {
  const tints = new Map(data.groups.map((group, index) => [group.key, group.tint ?? seriesColour(index)]));
  const tiles = londonTiles.map((tile): Placed => {
    const group = data.groupOf[tile.slug];
    return { ...tile, group: group !== undefined && tints.has(group) ? group : undefined };
  });
  const used = data.groups.filter((group) => tiles.some((tile) => tile.group === group.key));
  const unknown = tiles.some((tile) => tile.group === undefined)
    ? [{ label: "Not known", swatch: swatchOf(notKnown) }]
    : [];
  return pictureOf((sheet) => tilesOn(sheet, tiles, { groups: used, tints }), {
    summary: words.summary,
    legend: [
      ...used.map((group) => ({ label: group.label, swatch: swatchOf(tints.get(group.key)!) })),
      ...unknown,
    ],
    table: words.table ?? tileTable(data, tiles, words.caption),
  });
}

const notKnown: Tint = voices["not-known"];

interface Groups {
  readonly groups: readonly TileGroup[];
  readonly tints: ReadonlyMap<string, Tint>;
}

interface Grid {
  readonly sheet: Sheet;
  readonly across: number;
  readonly down: number;
}

function tilesOn(sheet: Sheet, tiles: readonly Placed[], { groups, tints }: Groups): Drawing {
  const grid = { sheet, across: sheet.width / 8, down: sheet.name === "desk" ? 52 : 40 };
  const names = new Map(groups.map((group) => [group.key, group.label]));
  return {
    height: grid.down * 6,
    parts: [
      ...tiles.map((tile) => tileOf(grid, tile, { tints, names })),
      ...tiles.flatMap((tile) => borders(grid, tile, tiles)),
      ...groupLabels(grid, tiles, { groups, tints }),
    ],
  };
}

function tileOf(
  grid: Grid,
  tile: Placed,
  known: { readonly tints: ReadonlyMap<string, Tint>; readonly names: ReadonlyMap<string, string> },
): Drawn {
  const { sheet, across, down } = grid;
  const tint = known.tints.get(tile.group ?? "") ?? notKnown;
  const box = {
    x: tile.column * across + 1.5,
    y: tile.row * down + 1.5,
    width: across - 3,
    height: down - 3,
  };
  const text = sheet.name === "desk" ? tile.short : tile.tiny;
  return draw(
    "g",
    {},
    draw("title", {}, `${tile.name}: ${known.names.get(tile.group ?? "") ?? "not known"}`),
    hatchedBox(box, { ...tint, hatch: "plain" }),
    label(text, box.x + box.width / 2, box.y + box.height / 2 + sheet.text * 0.34, {
      anchor: "middle",
      colour: inkOn(tint.colour),
    }),
  );
}

/** An ink line on the right and lower side wherever the neighbour belongs to another group. */
function borders(grid: Grid, tile: Placed, tiles: readonly Placed[]): readonly Drawn[] {
  const { across, down } = grid;
  const neighbour = (column: number, row: number): boolean =>
    tiles.some((other) => other.column === column && other.row === row && other.group !== tile.group);
  const [x, y] = [(tile.column + 1) * across, (tile.row + 1) * down];
  const look = { colour: tones.ink, width: 2 };
  return [
    ...(neighbour(tile.column + 1, tile.row) ? [rule([x, y - down], [x, y], look)] : []),
    ...(neighbour(tile.column, tile.row + 1) ? [rule([x - across, y], [x, y], look)] : []),
  ];
}

/** The empty places of the grid where a group's name can stand. */
const spots = [
  { column: 0, row: 0, columns: 3.5, anchor: "start" },
  { column: 7, row: 0, columns: 2, anchor: "end" },
  { column: 0, row: 5, columns: 1, anchor: "start" },
  { column: 7, row: 5, columns: 2, anchor: "end" },
  { column: 3, row: 0, columns: 2, anchor: "end" },
] as const;

function groupLabels(grid: Grid, tiles: readonly Placed[], { groups, tints }: Groups): readonly Drawn[] {
  if (groups.length > spots.length) return [];
  const { sheet, across, down } = grid;
  return assignSpots(groups.length === spots.length ? spots : spots.slice(0, 4), tiles, groups).map(
    ({ group, spot }) => {
      const room =
        across *
          (groups.length === spots.length && spot.row === 0 ? Math.min(spot.columns, 2) : spot.columns) -
        6;
      const lines = wrapped(group.label, sheet.text, room);
      const step = sheet.text * 1.15;
      const top = spot.row === 0 ? sheet.text : down * 6 - (lines.length - 1) * step - 6;
      const x = spot.anchor === "start" ? 0 : (spot.column + 1) * across - 4;
      const colour = readable(tints.get(group.key)!);
      return together(
        lines.map((line, index) =>
          label(line, x, top + index * step, { anchor: spot.anchor, colour, strong: true }),
        ),
      );
    },
  );
}

type Spot = (typeof spots)[number];

/** Gives every group the spot nearest to its middle, nearest pair first. */
function assignSpots(
  free: readonly Spot[],
  tiles: readonly Placed[],
  groups: readonly TileGroup[],
): readonly { readonly group: TileGroup; readonly spot: Spot }[] {
  const pairs = groups.flatMap((group) => {
    const own = tiles.filter((tile) => tile.group === group.key);
    const column = own.reduce((sum, tile) => sum + tile.column, 0) / own.length;
    const row = own.reduce((sum, tile) => sum + tile.row, 0) / own.length;
    return free.map((spot) => ({ group, spot, distance: Math.hypot(spot.column - column, spot.row - row) }));
  });
  const chosen: { group: TileGroup; spot: Spot }[] = [];
  for (const pair of pairs.toSorted((a, b) => a.distance - b.distance)) {
    if (!chosen.some((one) => one.group === pair.group || one.spot === pair.spot)) chosen.push(pair);
  }
  return chosen;
}

function tileTable(data: TileMapContent, tiles: readonly Placed[], caption: string): TableModel {
  const names = new Map(data.groups.map((group) => [group.key, group.label]));
  return {
    caption,
    columns: [
      { key: "borough", label: "Borough", kind: "text" },
      { key: "group", label: data.groupWord, kind: "text" },
    ],
    rows: tiles.map((tile) => ({ borough: tile.name, group: names.get(tile.group ?? "") ?? "not known" })),
    sortedBy: { key: "borough", descending: false },
    rowsPerPage: tiles.length,
    empty: "We hold no boroughs for this map.",
  };
}
