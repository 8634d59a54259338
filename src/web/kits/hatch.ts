import { tones, type Hatch, type Tint } from "./colours.ts";
import { draw, rounded, together, type Drawn } from "./svg.ts";

/** A rectangle in user units. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A rectangle in a tint, hatched and edged.
 *
 * The hatching is drawn as lines cut at the edges, not as a pattern: a pattern needs an id, which two pictures on one page
 * would share, and a reference into a hidden drawing paints nothing.
 */
export function hatchedBox(box: Box, tint: Tint): Drawn {
  if (box.width <= 0 || box.height <= 0) return { drawn: "" };
  const lines = hatchPath(box, tint.hatch);
  return together([
    draw("rect", { ...box, fill: tint.colour, ...(tint.edge === tint.colour ? {} : { stroke: tint.edge }) }),
    lines === ""
      ? undefined
      : draw("path", { d: lines, stroke: tones.ground, "stroke-width": 1.2, "stroke-opacity": 0.55 }),
  ]);
}

const gap = 7;

function hatchPath(box: Box, hatch: Hatch): string {
  switch (hatch) {
    case "plain":
      return "";
    case "level":
      return range(box.y + gap / 2, box.y + box.height, gap)
        .map((y) => line(box.x, y, box.x + box.width, y))
        .join("");
    case "upright":
      return range(box.x + gap / 2, box.x + box.width, gap)
        .map((x) => line(x, box.y, x, box.y + box.height))
        .join("");
    case "rising":
    case "falling":
      return slanted(box, hatch);
    case "dotted":
      return range(box.y + gap / 2, box.y + box.height, gap)
        .flatMap((y) =>
          range(box.x + gap / 2, box.x + box.width - 1.5, gap).map((x) => line(x, y, x + 1.5, y)),
        )
        .join("");
  }
}

/** Lines at 45 degrees, each cut where it leaves the box. */
function slanted(box: Box, hatch: "rising" | "falling"): string {
  const { x, y, width, height } = box;
  return range(-height + gap, width, gap)
    .map((start) => {
      const from = Math.max(0, -start);
      const to = Math.min(height, width - start);
      if (to <= from) return "";
      const [top, bottom] = hatch === "falling" ? [from, to] : [height - from, height - to];
      return line(x + start + from, y + top, x + start + to, y + bottom);
    })
    .join("");
}

function line(x1: number, y1: number, x2: number, y2: number): string {
  return `M${rounded(x1)} ${rounded(y1)}L${rounded(x2)} ${rounded(y2)}`;
}

function range(from: number, to: number, step: number): readonly number[] {
  return Array.from(
    { length: Math.max(0, Math.ceil((to - from) / step)) },
    (_, index) => from + index * step,
  );
}

/** A tint as the text that a legend keeps: colour, edge and hatch. */
export function swatchOf(tint: Tint): string {
  return `${tint.colour} ${tint.edge} ${tint.hatch}`;
}

const swatchShape = /^(#[0-9a-f]{6}) (#[0-9a-f]{6}) (plain|rising|falling|level|upright|dotted)$/;

/** A legend's swatch as a small drawing; a text that is no swatch draws nothing. */
export function swatchMarkup(swatch: string): string {
  const [, colour, edge, hatch] = swatchShape.exec(swatch) ?? [];
  if (colour === undefined || edge === undefined || hatch === undefined) return "";
  const tint: Tint = { label: "", colour, edge, hatch: hatch as Hatch };
  const box = hatchedBox({ x: 1, y: 1, width: 14, height: 14 }, tint);
  return draw(
    "svg",
    { class: "swatch", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    box,
  ).drawn;
}
