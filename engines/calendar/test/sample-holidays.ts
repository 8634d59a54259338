import { parseHolidayTable } from "../src/index.ts";
import type { HolidayTable } from "../src/index.ts";

type Row = { date: string; title: string; kind?: string; mark?: string; movedFrom?: string };

function rows(list: readonly Row[]): readonly object[] {
  return list.map((row) => ({
    kind: "statutory",
    mark: row.date < "2027" ? "confirmed" : "projected",
    substitute: row.movedFrom !== undefined,
    movedFrom: null,
    oneOff: false,
    ...row,
  }));
}

/** The layout of the holidays file, small enough to read: 2026 and 2027, with one day of mourning that closes no office. */
export const sampleHolidayJson = {
  scope: "for tests",
  englandAndWales: rows([
    { date: "2026-01-01", title: "New Year's Day" },
    { date: "2026-04-03", title: "Good Friday", kind: "common-law" },
    { date: "2026-04-06", title: "Easter Monday" },
    { date: "2026-05-04", title: "Early May bank holiday" },
    { date: "2026-05-25", title: "Spring bank holiday" },
    { date: "2026-06-10", title: "Day of mourning", kind: "mourning" },
    { date: "2026-08-31", title: "Summer bank holiday" },
    { date: "2026-12-25", title: "Christmas Day", kind: "common-law" },
    { date: "2026-12-28", title: "Boxing Day (substitute day)", movedFrom: "2026-12-26" },
    { date: "2027-01-01", title: "New Year's Day" },
    { date: "2027-03-26", title: "Good Friday", kind: "common-law" },
    { date: "2027-03-29", title: "Easter Monday" },
    { date: "2027-05-03", title: "Early May bank holiday" },
    { date: "2027-05-31", title: "Spring bank holiday" },
    { date: "2027-08-30", title: "Summer bank holiday" },
    { date: "2027-12-27", title: "Christmas Day (substitute day)", movedFrom: "2027-12-25" },
    { date: "2027-12-28", title: "Boxing Day (substitute day)", movedFrom: "2027-12-26" },
  ]),
  scotland: rows([
    { date: "2026-01-01", title: "New Year's Day", mark: "from-memory" },
    { date: "2026-01-02", title: "2nd January", mark: "from-memory" },
    { date: "2026-08-03", title: "Summer bank holiday", mark: "from-memory" },
    { date: "2027-01-01", title: "New Year's Day" },
  ]),
  northernIreland: rows([
    { date: "2026-07-13", title: "Battle of the Boyne", mark: "from-memory", movedFrom: "2026-07-12" },
    { date: "2027-03-17", title: "St Patrick's Day" },
  ]),
};

/** The sample, read. */
export function sampleHolidays(): HolidayTable {
  const parsed = parseHolidayTable(sampleHolidayJson);
  if (!parsed.ok) throw new Error(parsed.problems.join("\n"));
  return parsed.value;
}
