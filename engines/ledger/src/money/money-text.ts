import { bad, good, problem } from "../problem.ts";
import type { Checked } from "../problem.ts";
import { moneyMax, pence } from "./pence.ts";
import type { Pence } from "./pence.ts";
import { penceIn, unitOfSuffix } from "./money-unit.ts";
import type { MoneyUnit } from "./money-unit.ts";

/** An amount as somebody wrote it: its value, and what one in the last place they wrote is worth. */
export interface WrittenMoney {
  readonly pence: Pence;
  /** In pence. £1,234.5m was written to the nearest £100,000: its place is 10,000,000. A gap of half a place may be rounding. */
  readonly place: Pence;
  /** The unit and the digits after the point as written, so that `formatMoney` shows the figure as it was printed. */
  readonly unit: MoneyUnit;
  readonly decimals: number;
}

/** How a text is to be read. */
export interface MoneyReading {
  /** The unit of the column it stands in, used where the text names none of its own; pounds where left out. */
  readonly unit?: MoneyUnit;
}

/** Longer than any amount with its commas, and short enough to be read at once. */
const lengthMax = 60;
const shape = /^(-?)£?(-?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)([a-z]*)(-?)$/;

/**
 * Reads an amount as people and spreadsheets write it, exactly.
 *
 * Takes `£1,234.50`, `1234.5`, `(1,234)`, `-£5`, `1,234-`, `£1,234.5m`, `12k`, `£1.2bn`, `50p`, `nil`, and a figure from a
 * column headed `£'000` when told so by `unit`; a unit in the text itself goes before the column's.
 * A blank, a dash and n/a are refused: they are not nought. So is a part of a penny, and an amount over £1,000bn.
 * For the raw numbers inside a spreadsheet file use `parseCellMoney`.
 *
 * @example parseMoney("£1,234.5m") // { ok: true, value: { pence: 123450000000n, place: 10000000n, unit: "millions", decimals: 1 } }
 * @example parseMoney("(1,234)", { unit: "thousands" }) // { ok: true, value: { pence: -123400000n, place: 100000n, unit: "thousands", decimals: 0 } }
 * @example parseMoney("n/a").ok // false
 */
export function parseMoney(text: string, reading: MoneyReading = {}): Checked<WrittenMoney> {
  const bare = bareText(text);
  const nothing = whyNoAmount(text, bare);
  if (nothing !== undefined) return refused(nothing);
  if (bare === "nil") return inPence(text, "0", { unit: reading.unit ?? "pounds", minus: false });
  const bracketed = /^\((.*)\)$/.exec(bare) ?? /^£\((.*)\)$/.exec(bare);
  const parts = shape.exec(bracketed?.[1] ?? bare);
  if (parts === null) return refused(`“${text}” is not an amount. ${whatToWrite(bare)}`);
  const [, before = "", between = "", figure = "", suffix = "", after = ""] = parts;
  const signs = `${before}${between}${after}${bracketed === null ? "" : "("}`;
  if (signs.length > 1)
    return refused(`“${text}” has more than one sign for minus. Use one minus or one pair of brackets.`);
  const unit = unitFor(suffix, bare, reading.unit ?? "pounds");
  if (unit === undefined) {
    if (/^[cd]r$/.test(suffix))
      return refused(`“${text}” ends in ${suffix.toUpperCase()}. Write a minus or brackets instead.`);
    return refused(`“${text}” ends in “${suffix}”. Write k, m, bn or p (50p, without £), or leave it out.`);
  }
  return inPence(text, figure.replaceAll(",", ""), { unit, minus: signs.length > 0 });
}

/** Without the marks that change no amount: spaces of all kinds, a leading apostrophe, GBP for £, typographic minus. */
function bareText(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/\s/g, "")
    .replace(/^'/, "")
    .replaceAll("gbp", "£")
    .replaceAll(/[\u2212\u2013\u2010\u2011]/g, "-");
}

function whyNoAmount(text: string, bare: string): string | undefined {
  if (bare.length > lengthMax)
    return `The text has ${text.length} characters, which is no amount. Write it like £1,234.50.`;
  if (bare === "") return "The amount is blank, which is not nought. Write 0 for nought.";
  if (/^[-\u2014.]+$/.test(bare) || /^(n\/?a|none|tbc|tba|notknown|nodata)$/.test(bare)) {
    return `“${text}” gives no amount: it may mean nought or that there is no figure. Write 0 for nought.`;
  }
  if (/\d\s+\d/.test(text)) return `“${text}” has a space between its digits. Write commas, like 1,234.50.`;
  if (bare.startsWith("#"))
    return `“${text}” is a spreadsheet's error, not an amount. Mend the formula first.`;
  return undefined;
}

function whatToWrite(bare: string): string {
  if (bare.endsWith("%")) return "A per cent is not an amount of money. Write it in pounds, like £1,234.50.";
  if (/^\d{1,3}(\.\d{3})+,\d+$|^\d+,\d{1,2}$/.test(bare))
    return "Write a full stop before the pence, like 1,234.50.";
  if (/^-?\d+(\.\d+)?e[+-]?\d+$/.test(bare)) {
    return "The spreadsheet has shortened it, and digits may be lost. Show the cell as a plain number.";
  }
  if (/[$€]/.test(bare)) return "Amounts are in pounds sterling.";
  return "Write it like £1,234.50, 1234.5, (1,234) or £1.2m.";
}

/** A suffix of the text goes before the column's unit. `50p` is in pence and has no £. */
function unitFor(suffix: string, bare: string, unit: MoneyUnit): MoneyUnit | "pence" | undefined {
  if (suffix === "") return unit;
  if (suffix === "p") return bare.includes("£") ? undefined : "pence";
  return unitOfSuffix(suffix);
}

function inPence(
  text: string,
  figure: string,
  { unit, minus }: { readonly unit: MoneyUnit | "pence"; readonly minus: boolean },
): Checked<WrittenMoney> {
  const [whole = "", decimals = ""] = figure.split(".");
  const one = 10n ** BigInt(decimals.length);
  const scale = unit === "pence" ? 1n : penceIn[unit];
  const scaled = BigInt(whole + decimals) * scale;
  if (scaled % one !== 0n) {
    return refused(`“${text}” has a part of a penny. Give an amount in whole pence.`);
  }
  const amount = scaled / one;
  if (amount > moneyMax) return refused(`“${text}” is more than £1,000bn. Check the figure and its unit.`);
  const place = pence(scale % one === 0n ? scale / one : 1n);
  const shown =
    unit === "pence" ? { unit: "pounds" as const, decimals: 2 } : { unit, decimals: decimals.length };
  return good({ pence: pence(minus ? -amount : amount), place, ...shown });
}

function refused(message: string): Checked<never> {
  return bad(problem("money-unreadable", message));
}

/**
 * Reads the raw number of a spreadsheet's cell, as it stands in the file: `1234.5600000000001` is £1,234.56.
 *
 * Spreadsheets keep about 16 digits in binary; a difference from a whole penny that is no larger than that noise is
 * dropped, a larger one is refused. Not for what a person typed: see `parseMoney`.
 *
 * @param text    a plain or scientific number, as the file has it
 * @param unit    the unit of its column
 * @example parseCellMoney("1234.5600000000001", "pounds") // { ok: true, value: 123456n }
 * @example parseCellMoney("0.125", "pounds").ok // false
 */
export function parseCellMoney(text: string, unit: MoneyUnit): Checked<Pence> {
  const parts = /^(-?)(\d{1,30})(?:\.(\d{1,30}))?(?:[eE]([+-]?\d{1,2}))?$/.exec(text.trim());
  if (parts === null) return refused(`“${text}” is not the number of a cell.`);
  const [, sign, whole = "", decimals = "", exponent = "0"] = parts;
  const power = Number(exponent) - decimals.length;
  const scaled = BigInt(whole + decimals) * penceIn[unit] * 10n ** BigInt(Math.max(power, 0));
  const one = 10n ** BigInt(Math.max(-power, 0));
  const nearest = (2n * scaled + one) / (2n * one);
  const gap = scaled - nearest * one;
  // 2^-49 is the error of sixteen roundings of a double: what adding up a column leaves behind, and far below a penny.
  if ((gap < 0n ? -gap : gap) * 2n ** 49n > scaled) {
    return refused(`“${text}” in ${unit} has a part of a penny. Give an amount in whole pence.`);
  }
  if (nearest > moneyMax) return refused(`“${text}” in ${unit} is more than £1,000bn. Check the unit.`);
  return good(pence(sign === "-" ? -nearest : nearest));
}
