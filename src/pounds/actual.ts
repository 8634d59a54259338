import { z } from "zod";
import { addDays, type CivilDate } from "@concordat/calendar";
import {
  accountOf,
  formatMoney,
  parseCellMoney,
  parseMoney,
  pence,
  type Act,
  type Journal,
  type Pence,
} from "@concordat/ledger";
import { countOf, type ImportColumn } from "../kernel/index.ts";
import { isAccrual } from "./accrual.ts";
import type { FundFile, Scheme } from "./fund.ts";
import { monthsOf, monthsPassed, yearKey, type Span } from "./year.ts";

/** The columns of a sheet of actuals, one for each month of the year. */
export const monthKeys = ["M1", "M2", "M3", "M4", "M5", "M6", "M7", "M8", "M9", "M10", "M11", "M12"] as const;
type MonthKey = (typeof monthKeys)[number];

const monthColumns: readonly ImportColumn[] = monthKeys.map((name, place) => ({
  name,
  about: `What the scheme spent in ${name}, in pounds. Leave it empty where nothing is said; 0 says that nothing was spent.`,
  required: false,
  example: place === 0 ? "12000.50" : "",
}));

/** What a sheet of one fund's actuals has; for a list of several funds the fund comes first. */
export const actualColumns: readonly ImportColumn[] = [
  { name: "year", about: "The year of the fund.", required: true, example: "2026-27" },
  { name: "scheme", about: "The scheme, by its name.", required: true, example: "Equipment" },
  ...monthColumns,
];

/** An amount in a cell: as a person writes it, or as a spreadsheet keeps a number. */
export const cellAmount = z.string().transform((text, context): Pence => {
  const read = parseMoney(text);
  if (read.ok) return read.value.pence;
  const raw = /^-?\d+\.\d+(e[+-]?\d+)?$/i.test(text) ? parseCellMoney(text, "pounds") : undefined;
  if (raw?.ok) return raw.value;
  for (const { message } of read.problems) context.addIssue({ code: "custom", message });
  return z.NEVER;
});

const months = Object.fromEntries(monthKeys.map((key) => [key, cellAmount.optional()])) as Record<
  MonthKey,
  z.ZodOptional<typeof cellAmount>
>;

/** One row of a sheet: a scheme with what it spent in each month that the sheet speaks of. */
export const actualRow = z.object({
  year: z.string({ error: "Say which year, such as 2026-27." }),
  scheme: z.string({ error: "Say which scheme." }),
  ...months,
});
type ActualRow = z.output<typeof actualRow>;

/** What is wrong with a row, in one of its columns. */
export interface ActualProblem {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
}

/** What a sheet says one scheme spent in one month. */
export interface Actual {
  readonly line: number;
  readonly scheme: Scheme;
  readonly month: Span;
  readonly amount: Pence;
}

/** "2026/2027" and "2026-27" are one year. */
export function plainYear(text: string): string {
  const found = /^(\d{4})\D+(?:\d\d)?(\d\d)$/.exec(text.trim());
  return found ? `${found[1] ?? ""}-${found[2] ?? ""}` : text.trim().toLowerCase();
}

/**
 * What the rows of a sheet say of a fund, and everything that is wrong with them: another year, a scheme that the fund does not
 * have, a scheme twice, a month that is not over, and a second row of headings.
 */
export function actualsOf(
  { fund, schemes }: Pick<FundFile, "fund" | "schemes">,
  rows: readonly { readonly line: number; readonly value: ActualRow }[],
  today: CivilDate,
): { readonly actuals: readonly Actual[]; readonly problems: readonly ActualProblem[] } {
  const spans = monthsOf(fund);
  const over = monthsPassed(spans, today);
  const seen = new Map<string, number>();
  const problems: ActualProblem[] = [];
  const actuals = rows.flatMap(({ line, value }): readonly Actual[] => {
    const wrong = (field: string, reason: string): void => void problems.push({ line, field, reason });
    if (plainYear(value.year) !== plainYear(fund.year))
      wrong(
        "year",
        `The row is of ${value.year}, and this fund is of ${fund.year}. Take the row out, or correct the year.`,
      );
    const scheme = schemes.find(({ key, name }) =>
      [key, name.toLowerCase()].includes(value.scheme.trim().toLowerCase()),
    );
    if (!scheme) {
      wrong(
        "scheme",
        `“${value.scheme}” is no scheme of this fund. Write its name as the fund's page does, or add the scheme first.`,
      );
      return [];
    }
    const earlier = seen.get(scheme.key);
    if (earlier !== undefined)
      wrong("scheme", `${scheme.name} stands on line ${earlier} already. Keep one of the two rows.`);
    seen.set(scheme.key, line);
    return monthKeys.flatMap((key, place): readonly Actual[] => {
      const said = value[key];
      const month = spans[place];
      if (said === undefined) return [];
      if (!month || place >= over) {
        wrong(key, `${month?.name ?? key} is not over, so it has no actual yet. Empty the cell.`);
        return [];
      }
      return [{ line, scheme, month, amount: said }];
    });
  });
  return { actuals, problems };
}

/** What the books hold, or wait to hold, of each scheme and month, accruals aside. */
export function heldActuals(
  journal: Journal,
  waiting: readonly Act[],
  fund: string,
): (scheme: string, month: Span) => Pence {
  const moves = journal.entries
    .filter(({ act }) => !isAccrual(act))
    .flatMap(({ movements }) => movements.filter(({ layer }) => layer === "posted"))
    .map(({ account, on, amount: sum }) => ({ account: accountOf(account), on, sum }));
  const promised = waiting.flatMap((act) =>
    act.kind === "transaction" && !isAccrual(act)
      ? act.postings.map(({ account, amount: sum }) => ({ account, on: act.on, sum }))
      : [],
  );
  const all = [...moves, ...promised].filter(
    ({ account }) => account.kind === "spending" && account.fund === fund,
  );
  return (scheme, { from, to }) =>
    pence(
      all
        .filter(({ account, on }) => on >= from && on < to && account.scheme === scheme)
        .reduce((total, { sum }) => total + sum, 0n),
    );
}

/** An entry for the actuals of one month, with its words; figures that the books hold already need none. */
export interface ActualEntry {
  readonly month: Span;
  readonly act: Act;
  readonly words: string;
  readonly schemes: number;
}

/**
 * The entries that bring the books to what a sheet says, one for each month: the difference from what is held already, so that a
 * sheet sent twice enters nothing twice, and a corrected sheet enters its corrections only.
 */
export function entriesOf(
  { fund }: Pick<FundFile, "fund">,
  actuals: readonly Actual[],
  given: { readonly held: (scheme: string, month: Span) => Pence; readonly idOf: (month: Span) => string },
): readonly ActualEntry[] {
  const label = fund.basis === "illustrative" ? "Illustrative: " : "";
  return monthsOf(fund).flatMap((month): readonly ActualEntry[] => {
    const changes = actuals
      .filter((one) => one.month.key === month.key)
      .map(({ scheme, amount: said }) => ({ scheme, change: pence(said - given.held(scheme.key, month)) }))
      .filter(({ change }) => change !== 0n);
    if (changes.length === 0) return [];
    const sum = changes.reduce((total, { change }) => total + change, 0n);
    const spent = changes.map(({ scheme, change }) => ({
      account: { kind: "spending", fund: fund.slug, year: yearKey(fund), scheme: scheme.key } as const,
      amount: change,
    }));
    const paid =
      sum === 0n ? [] : [{ account: { kind: "cash", fund: fund.slug } as const, amount: pence(0n - sum) }];
    const text = `actuals of ${month.name}, ${countOf(changes.length, "scheme")}`;
    return [
      {
        month,
        schemes: changes.length,
        words: `${formatMoney(sum)}, ${text}`,
        act: {
          kind: "transaction",
          id: given.idOf(month),
          on: addDays(month.to, -1),
          text: `${label}${text}`,
          postings: [...spent, ...paid],
        },
      },
    ];
  });
}
