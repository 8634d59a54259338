import { addDays } from "@concordat/calendar";
import type { Asking } from "../../kernel/index.ts";
import type { Party } from "../fund.ts";
import { printedOf, reportOf, type PeriodReport, type PrintedFigure } from "../statement-figures.ts";
import { findFund } from "../store-funds.ts";
import { listPrinted } from "../store-pooled.ts";
import { spansOf, type Span } from "../year.ts";
import { viewOf, type FundView } from "./view.ts";

/** A fund as at the end of a period, with the figures of its report. */
export interface ReportView {
  /** As at the last day that counts. */
  readonly view: FundView;
  readonly spans: readonly Span[];
  /** Undefined where nobody keeps books of the fund, or its year is not known to the day. */
  readonly report?: PeriodReport;
  readonly printed: readonly PrintedFigure[];
  /** Whose view it is; undefined: the whole pool's. */
  readonly party?: Party;
}

/**
 * Loads a quarterly or annual report; undefined where there is no such fund, period or partner for this viewer.
 *
 * Without a period: the last quarter that is over, the year once it is, else the first quarter.
 */
export async function loadReport(
  asking: Pick<Asking, "db" | "at">,
  asked: { readonly fund: string; readonly period?: string; readonly partner?: string },
): Promise<ReportView | undefined> {
  const file = await findFund(asking.db, asked.fund);
  if (!file) return undefined;
  const party = file.parties.find(({ key }) => key === asked.partner);
  if (asked.partner !== undefined && !party) return undefined;
  const spans = spansOf(file.fund).filter(({ key }) => !key.startsWith("M"));
  const over = spans.filter(({ to }) => to <= addDays(asking.at, 1));
  const wanted = asked.period?.toLowerCase() ?? (over.at(-1)?.key ?? "Q1").toLowerCase();
  const span = spans.find(({ key }) => key.toLowerCase() === wanted);
  if (!span && asked.period !== undefined) return undefined;
  const last = span && addDays(span.to, -1);
  const on = last !== undefined && last <= asking.at ? last : asking.at;
  const view = await viewOf(asking.db, file, { on });
  return {
    view,
    spans,
    printed: printedOf(file, await listPrinted(asking.db, file.fund.id)),
    ...(span &&
      view.entries.length > 0 && {
        report: reportOf(view.file, view.journal, {
          span,
          standing: view.standing,
          over: span.to <= addDays(asking.at, 1),
        }),
      }),
    ...(party && { party }),
  };
}
