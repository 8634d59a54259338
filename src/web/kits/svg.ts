import type { Picture, SvgText, TableModel } from "../../kernel/index.ts";
import { escapeText } from "./markup.ts";

/** Markup made by the functions of this file; a plain text can never be taken for it. */
export interface Drawn {
  readonly drawn: string;
}

/** Attributes of a drawn element; undefined ones are left out, numbers are rounded to hundredths. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/** The paper a chart is drawn on: its width and text sizes in user units, which are pixels at full size. */
export interface Sheet {
  readonly name: "desk" | "phone";
  readonly width: number;
  /** Size of ordinary text; large enough that it stays 12 px when the drawing is shown a little smaller. */
  readonly text: number;
  /** Size of the few figures that stand out. */
  readonly large: number;
}

/** The paper for a desk: shown from 560 px to 680 px wide. */
export const desk: Sheet = { name: "desk", width: 640, text: 14, large: 15 };
/** The paper for a phone: shown from 330 px to 460 px wide. */
export const phone: Sheet = { name: "phone", width: 358, text: 13, large: 14 };

/** One element with its children; plain texts among them are escaped. */
export function draw(
  name: string,
  attributes: Attributes,
  ...children: readonly (Drawn | string | undefined)[]
): Drawn {
  const written = Object.entries(attributes)
    .filter((pair): pair is [string, string | number] => pair[1] !== undefined)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? rounded(value) : escapeText(value)}"`)
    .join("");
  const inside = children.map((child) => markupOf(child)).join("");
  return { drawn: inside === "" ? `<${name}${written}/>` : `<${name}${written}>${inside}</${name}>` };
}

/** Several drawn things as one, without an element around them. */
export function together(parts: readonly (Drawn | undefined)[]): Drawn {
  return { drawn: parts.map((part) => part?.drawn ?? "").join("") };
}

function markupOf(child: Drawn | string | undefined): string {
  if (child === undefined) return "";
  return typeof child === "string" ? escapeText(child) : child.drawn;
}

/**
 * A number for a coordinate, at most two decimals.
 *
 * @throws RangeError for what is not a number: a drawing must never quietly lose a point
 */
export function rounded(value: number): string {
  if (!Number.isFinite(value))
    throw new RangeError(`${value} cannot be drawn: a coordinate must be a finite number.`);
  return String(Math.round(value * 100) / 100 + 0);
}

/** What one drawing on one sheet comes to. */
export interface Drawing {
  readonly height: number;
  readonly parts: readonly (Drawn | undefined)[];
}

/** The words, legend and table that go with a drawing. */
export interface PictureWords {
  /** One sentence that says what the picture shows. */
  readonly summary: string;
  readonly legend?: Picture["legend"];
  readonly table: TableModel;
}

/**
 * A picture drawn on both sheets by one function.
 *
 * The drawing is one image to assistive technology, named by the summary; the table beside it holds the figures.
 */
export function pictureOf(drawOn: (sheet: Sheet) => Drawing, words: PictureWords): Picture {
  const onSheet = (sheet: Sheet): SvgText => {
    const { height, parts } = drawOn(sheet);
    const attributes = {
      class: `chart chart--${sheet.name}`,
      role: "img",
      "aria-label": words.summary,
      viewBox: `0 0 ${sheet.width} ${rounded(height)}`,
      width: sheet.width,
      height,
      "font-size": sheet.text,
    };
    return draw("svg", attributes, together(parts)).drawn as SvgText;
  };
  return {
    summary: words.summary,
    wide: onSheet(desk),
    narrow: onSheet(phone),
    ...(words.legend === undefined ? {} : { legend: words.legend }),
    table: words.table,
  };
}
