import { numberOf, type Measured, type Picture, type TableModel } from "../../kernel/index.ts";
import { label, note } from "./chart-parts.ts";
import { absenceNote, figureText, type ChartWords, type Figures } from "./chart-words.ts";
import { inkOn, seriesColour, type Tint } from "./colours.ts";
import { hatchedBox, swatchOf } from "./hatch.ts";
import { draw, pictureOf, together, type Drawing, type Drawn, type Sheet } from "./svg.ts";
import { fitted, textWidth } from "./text-width.ts";

/** What every row is divided into; in the order in which the parts touch. */
export interface StackPart {
  readonly key: string;
  readonly label: string;
  readonly tint?: Tint;
}

/** What a divided bar shows. */
export interface StackContent {
  /** What a row is: "Year". */
  readonly item: string;
  readonly parts: readonly StackPart[];
  /** Each with as many figures as there are parts; no figure may be negative. */
  readonly rows: readonly { readonly label: string; readonly figures: readonly Measured[] }[];
}

/** Options of a divided bar. `whole` draws every complete row to the same length; a row with a gap keeps its own scale. */
export interface StackOptions extends ChartWords, Figures {
  readonly whole?: boolean;
}

/**
 * One or more bars divided into hatched parts, with the figures inside where they fit.
 *
 * @throws RangeError when a row has not one figure for each part, or a negative one
 */
export function drawStack(data: StackContent, options: StackOptions): Picture {
  for (const row of data.rows) {
    if (row.figures.length !== data.parts.length) {
      throw new RangeError(
        `"${row.label}" has ${row.figures.length} figures for ${data.parts.length} parts.`,
      );
    }
    if (row.figures.some((figure) => (numberOf(figure) ?? 0) < 0)) {
      throw new RangeError(`"${row.label}" has a negative part, which a divided bar cannot show.`);
    }
  }
  const tints = data.parts.map((part, index) => part.tint ?? seriesColour(index));
  return pictureOf((sheet) => stackOn(sheet, data, { options, tints }), {
    summary: options.summary,
    legend: data.parts.map((part, index) => ({ label: part.label, swatch: swatchOf(tints[index]!) })),
    table: options.table ?? stackTable(data, options),
  });
}

interface Look {
  readonly options: StackOptions;
  readonly tints: readonly Tint[];
}

function stackOn(sheet: Sheet, data: StackContent, look: Look): Drawing {
  const thick = sheet.name === "desk" ? 34 : 30;
  const single = data.rows.length === 1;
  const step = thick + (single ? 0 : sheet.text + 16);
  const longest = Math.max(...data.rows.map((row) => totalOf(row.figures)), 0) || 1;
  const missing = note(
    absenceNote(data.rows.flatMap((row) => row.figures)),
    step * data.rows.length + 4,
    sheet,
  );
  return {
    height: step * data.rows.length + missing.height + 4,
    parts: [
      ...data.rows.map((row, index) => {
        const complete = row.figures.every((figure) => numberOf(figure) !== undefined);
        const scale = sheet.width / (look.options.whole && complete ? totalOf(row.figures) || 1 : longest);
        const top = step * index;
        return together([
          single
            ? undefined
            : label(fitted(row.label, sheet.text, sheet.width), 0, top + sheet.text, { strong: true }),
          segments(sheet, row.figures, { ...look, scale, top: top + (single ? 0 : sheet.text + 6), thick }),
        ]);
      }),
      missing.drawn,
    ],
  };
}

function totalOf(figures: readonly Measured[]): number {
  return figures.reduce((sum, figure) => sum + (numberOf(figure) ?? 0), 0);
}

function segments(
  sheet: Sheet,
  figures: readonly Measured[],
  look: Look & { readonly scale: number; readonly top: number; readonly thick: number },
): Drawn {
  let from = 0;
  const drawn = figures.map((figure, index) => {
    const value = numberOf(figure);
    if (value === undefined || value === 0) return undefined;
    const tint = look.tints[index]!;
    const width = value * look.scale;
    const box = { x: from, y: look.top, width: Math.max(width - 1.5, 0.5), height: look.thick };
    from += width;
    const text = figureText(value, look.options);
    const fits = textWidth(text, sheet.text) + 8 < box.width;
    return together([
      hatchedBox(box, tint),
      fits
        ? insideText(text, box.x + box.width / 2, look.top + look.thick / 2 + sheet.text * 0.35, tint)
        : undefined,
    ]);
  });
  return together(drawn);
}

/** A figure on a hatched ground: outlined in the ground's colour, so that the lines do not cross it. */
function insideText(text: string, x: number, y: number, tint: Tint): Drawn {
  return draw(
    "text",
    {
      x,
      y,
      fill: inkOn(tint.colour),
      "text-anchor": "middle",
      "font-weight": 600,
      stroke: tint.colour,
      "stroke-width": 5,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
    },
    text,
  );
}

function stackTable(data: StackContent, options: StackOptions): TableModel {
  return {
    caption: options.caption,
    columns: [
      { key: "item", label: data.item, kind: "text" },
      ...data.parts.map((part) => ({
        key: part.key,
        label: part.label,
        kind: "measured" as const,
        ...(options.unit === undefined ? {} : { unit: options.unit }),
        ...(options.decimals === undefined ? {} : { decimals: options.decimals }),
      })),
    ],
    rows: data.rows.map((row) => ({
      item: row.label,
      ...Object.fromEntries(data.parts.map((part, index) => [part.key, row.figures[index]])),
    })),
    empty: "We hold no figures for this picture.",
  };
}
