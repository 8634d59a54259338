import type { CivilDate } from "@concordat/calendar";

/**
 * What every template is given beside its own data, as `shell`: who looks, at which date, at which address.
 *
 * The same for every page, so that the layout never asks a page for anything.
 */
export interface ShellView {
  readonly path: string;
  /** The address with its query but without `at`; for "back to today" and the date form. */
  readonly pathToday: string;
  readonly at: CivilDate;
  readonly atGiven: boolean;
  readonly today: CivilDate;
  /** Undefined for visitors. */
  readonly signedInAs?: string;
  readonly administrator: boolean;
  /** Said once after an act. */
  readonly notice?: { readonly text: string; readonly href?: string; readonly linkText?: string };
  /** Ways to the same page for machines, where it has them. */
  readonly formats: readonly { readonly name: "JSON" | "CSV" | "Feed"; readonly href: string }[];
  /** Logical name to hashed address, `site.css` to `/assets/site.3f9a.css`. */
  readonly assets: Readonly<Record<string, string>>;
  /** Token for forms on this page; only where one is drawn. */
  readonly csrf?: string;
}
