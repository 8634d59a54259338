import { tones } from "./colours.ts";
import { draw, together, type Drawn, type Sheet } from "./svg.ts";
import { textWidth, wrapped } from "./text-width.ts";

/** Where a text begins, ends or has its middle. */
export type Anchor = "start" | "middle" | "end";

/** How a text is drawn. */
export interface TextLook {
  readonly anchor?: Anchor;
  readonly colour?: string;
  readonly strong?: boolean;
  readonly size?: number;
  /** Draws a white outline behind, so that the text reads over lines. */
  readonly halo?: boolean;
}

/** A line of text with its baseline at (x, y). */
export function label(text: string, x: number, y: number, look: TextLook = {}): Drawn {
  return draw(
    "text",
    {
      x,
      y,
      fill: look.colour ?? tones.ink,
      "text-anchor": look.anchor === "start" ? undefined : look.anchor,
      "font-weight": look.strong ? 600 : undefined,
      "font-size": look.size,
      ...(look.halo
        ? { stroke: tones.ground, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" }
        : {}),
    },
    text,
  );
}

/** A straight line. */
export function rule(
  from: readonly [number, number],
  to: readonly [number, number],
  look: { readonly colour?: string; readonly width?: number; readonly dashed?: boolean } = {},
): Drawn {
  return draw("line", {
    x1: from[0],
    y1: from[1],
    x2: to[0],
    y2: to[1],
    stroke: look.colour ?? tones.rule,
    "stroke-width": look.width ?? 1,
    "stroke-dasharray": look.dashed ? "4 3" : undefined,
  });
}

/** Middle of a text so that it stays on the sheet. */
export function keptOn(sheet: Sheet, x: number, text: string, size: number): number {
  const half = textWidth(text, size) / 2 + 1;
  return Math.min(Math.max(x, half), sheet.width - half);
}

/** A quiet note over the whole width, broken into lines; says how much height it took. */
export function note(
  text: string | undefined,
  y: number,
  sheet: Sheet,
): { readonly drawn: Drawn; readonly height: number } {
  if (text === undefined) return { drawn: { drawn: "" }, height: 0 };
  const lines = wrapped(text, sheet.text, sheet.width);
  const step = sheet.text * 1.35;
  const drawn = together(
    lines.map((line, index) => label(line, 0, y + sheet.text + index * step, { colour: tones.quiet })),
  );
  return { drawn, height: lines.length * step + 4 };
}

/**
 * Moves heights apart until neighbours are at least `gap` from each other and all within the bounds, changing as little
 * as it can and keeping their order.
 */
export function spread(
  wanted: readonly number[],
  gap: number,
  bounds: { readonly top: number; readonly bottom: number },
): readonly number[] {
  const order = wanted.map((y, index) => ({ y, index })).toSorted((a, b) => a.y - b.y);
  let floor = bounds.top;
  for (const place of order) {
    place.y = Math.max(place.y, floor);
    floor = place.y + gap;
  }
  let ceiling = bounds.bottom;
  for (const place of order.toReversed()) {
    place.y = Math.min(place.y, ceiling);
    ceiling = place.y - gap;
  }
  const placed = [...wanted];
  for (const { y, index } of order) placed[index] = y;
  return placed;
}
