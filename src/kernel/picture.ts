import type { TableModel } from "./table.ts";

/**
 * A chart: drawn twice by the chart kit, for a desk and for a phone, with one sentence and the table it was drawn from.
 *
 * The markup comes from the chart kit only, which escapes every text it draws.
 */
export interface Picture {
  /** One sentence that says what the picture shows; also its accessible name. */
  readonly summary: string;
  readonly wide: SvgText;
  readonly narrow: SvgText;
  /** Legend entries, drawn as text beside colour (and pattern) swatches. */
  readonly legend?: readonly { readonly label: string; readonly swatch: string }[];
  readonly table: TableModel;
}

declare const svg: unique symbol;
/** Markup made by the chart kit. */
export type SvgText = string & { readonly [svg]: true };
