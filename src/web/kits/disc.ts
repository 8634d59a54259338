import { tones, type Tint } from "./colours.ts";
import { draw, rounded, together, type Drawn } from "./svg.ts";

/** A circle in user units. */
export interface Disc {
  readonly cx: number;
  readonly cy: number;
  readonly r: number;
}

/** A disc in a tint, with the same hatching as the boxes and swatches of that tint. */
export function hatchedDisc(disc: Disc, tint: Tint): Drawn {
  const lines = tint.hatch === "plain" ? "" : chords(disc, tint.hatch);
  return together([
    draw("circle", {
      ...disc,
      fill: tint.colour,
      ...(tint.edge === tint.colour ? {} : { stroke: tint.edge }),
    }),
    lines === ""
      ? undefined
      : draw("path", { d: lines, stroke: tones.ground, "stroke-width": 1.3, "stroke-opacity": 0.6 }),
  ]);
}

function chords(disc: Disc, hatch: Exclude<Tint["hatch"], "plain">): string {
  const gap = Math.max(4, disc.r / 2.2);
  const turn = { level: 0, upright: Math.PI / 2, falling: Math.PI / 4, rising: -Math.PI / 4, dotted: 0 }[
    hatch
  ];
  const [alongX, alongY] = [Math.cos(turn), Math.sin(turn)];
  const count = Math.floor((disc.r - 1) / gap);
  return Array.from({ length: count * 2 + 1 }, (_, index) => (index - count) * gap)
    .flatMap((offset) => {
      const half = Math.sqrt(disc.r ** 2 - offset ** 2);
      const [x, y] = [disc.cx - alongY * offset, disc.cy + alongX * offset];
      const from = hatch === "dotted" ? dots(half, gap) : [[-half, half] as const];
      return from.map(
        ([a, b]) =>
          `M${rounded(x + alongX * a)} ${rounded(y + alongY * a)}L${rounded(x + alongX * b)} ${rounded(y + alongY * b)}`,
      );
    })
    .join("");
}

function dots(half: number, gap: number): readonly (readonly [number, number])[] {
  const count = Math.floor((half - 1.5) / gap);
  return Array.from({ length: Math.max(0, count * 2 + 1) }, (_, index) => {
    const at = (index - count) * gap;
    return [at - 0.8, at + 0.8] as const;
  });
}
