import { countOf, type Picture, type TableModel } from "../../kernel/index.ts";
import { label } from "./chart-parts.ts";
import type { ChartWords } from "./chart-words.ts";
import { tones, voiceColour, type Tint } from "./colours.ts";
import { hatchedDisc } from "./disc.ts";
import { swatchOf } from "./hatch.ts";
import { pictureOf, type Drawing, type Sheet } from "./svg.ts";

/** How many seats speak for what. */
export interface SeatsContent {
  /** In the order in which they sit, from the left; `voice` is a key of `voices`. */
  readonly groups: readonly { readonly voice: string; readonly seats: number; readonly label?: string }[];
  /** What a seat is: "voting seat". */
  readonly seat: string;
}

interface Place {
  readonly angle: number;
  readonly radius: number;
}

/**
 * Seats in a half circle, by voice: one disc is one seat.
 *
 * The legend has the voices in the order of the seats, each with its number, so that order tells them apart too.
 *
 * @throws RangeError when a number of seats is not a whole number from 0
 */
export function drawSeats(data: SeatsContent, words: ChartWords): Picture {
  for (const group of data.groups) {
    if (!Number.isSafeInteger(group.seats) || group.seats < 0) {
      throw new RangeError(`${group.seats} is not a number of seats: give a whole number from 0.`);
    }
  }
  const groups = data.groups
    .filter((group) => group.seats > 0)
    .map((group) => ({
      ...group,
      tint: voiceColour(group.voice),
      label: group.label ?? voiceColour(group.voice).label,
    }));
  return pictureOf((sheet) => seatsOn(sheet, data, groups), {
    summary: words.summary,
    legend: groups.map((group) => ({ label: `${group.label} ${group.seats}`, swatch: swatchOf(group.tint) })),
    table: words.table ?? seatsTable(data, words.caption),
  });
}

function seatsOn(
  sheet: Sheet,
  data: SeatsContent,
  groups: readonly { readonly seats: number; readonly tint: Tint }[],
): Drawing {
  const total = groups.reduce((sum, group) => sum + group.seats, 0);
  const outer = sheet.name === "desk" ? 222 : 150;
  const { places, size } = placesFor(total, outer);
  const [middle, base] = [sheet.width / 2, outer + size + 14];
  const tints = groups.flatMap((group) => Array.from({ length: group.seats }, () => group.tint));
  const at = (angle: number, radius: number): readonly [number, number] => [
    middle - Math.cos(angle) * radius,
    base - Math.sin(angle) * radius,
  ];
  let first = 0;
  const counts = groups.map((group) => {
    const own = places.slice(first, first + group.seats);
    first += group.seats;
    const angle = own.reduce((sum, place) => sum + place.angle, 0) / own.length;
    const [x, y] = at(angle, outer + size + 9);
    return label(String(group.seats), x, y + sheet.text * 0.35, { anchor: "middle", colour: tones.quiet });
  });
  const figure = sheet.name === "desk" ? 40 : 34;
  return {
    height: base + size + 4,
    parts: [
      ...places.map((place, index) => {
        const [cx, cy] = at(place.angle, place.radius);
        return hatchedDisc({ cx, cy, r: size }, tints[index]!);
      }),
      ...counts,
      label(String(total), middle, base - sheet.text * 1.6, { anchor: "middle", size: figure }),
      label(countOf(total, data.seat).replace(/^\S+ /, ""), middle, base, {
        anchor: "middle",
        colour: tones.quiet,
      }),
    ],
  };
}

/** Places on one or more arcs, ordered by angle from the left, and the radius of a disc that leaves a gap between all. */
function placesFor(
  total: number,
  outer: number,
): { readonly places: readonly Place[]; readonly size: number } {
  const arcs = total <= 26 ? 1 : total <= 40 ? 2 : total <= 75 ? 3 : total <= 120 ? 4 : 6;
  const inner = arcs === 1 ? outer : outer * 0.55;
  const radii = Array.from({ length: arcs }, (_, index) =>
    arcs === 1 ? outer : inner + ((outer - inner) * index) / (arcs - 1),
  );
  const length = radii.reduce((sum, radius) => sum + radius, 0);
  let left = total;
  const places = radii.flatMap((radius, index) => {
    const count = index === arcs - 1 ? left : Math.round((total * radius) / length);
    left -= count;
    return Array.from({ length: count }, (_, seat) => ({
      radius,
      angle: count === 1 ? Math.PI / 2 : (Math.PI * seat) / (count - 1),
    }));
  });
  const room = (Math.PI * length) / Math.max(total - arcs, 1);
  const between = arcs === 1 ? room : Math.min(room, (outer - inner) / (arcs - 1));
  return {
    places: places.toSorted((a, b) => a.angle - b.angle),
    size: Math.min(between * 0.46, outer * 0.095),
  };
}

function seatsTable(data: SeatsContent, caption: string): TableModel {
  return {
    caption,
    columns: [
      { key: "voice", label: "Speaks for", kind: "text" },
      { key: "seats", label: "Seats", kind: "number" },
    ],
    rows: data.groups.map((group) => ({
      voice: group.label ?? voiceColour(group.voice).label,
      seats: group.seats,
    })),
    empty: "We hold no seats for this board.",
  };
}
