import { describe, expect, it } from "vitest";
import { civilDate, countedDays, countingRules, deadline, earliest, explain, latest } from "./index.ts";
import type { Answer, Counted, CountedDay, Explanation } from "./index.ts";
import { sampleHolidays } from "../test/sample-holidays.ts";

const holidays = sampleHolidays();

function valueOf(counted: Counted<Answer>): Answer {
  if (!counted.ok) throw new Error(counted.problem);
  return counted.value;
}

function linesOf(counted: Counted<Answer>): readonly string[] {
  return countedDays(valueOf(counted), holidays).map(lineText);
}

function lineText({ date, status, number, why }: CountedDay): string {
  return `${date} ${status}${number === undefined ? "" : ` ${number}`}: ${why}`;
}

function explained(counted: Counted<Answer>): Explanation {
  return explain(valueOf(counted), holidays);
}

describe("the counted days, line by line", () => {
  it("clear working days back over Christmas", () => {
    expect(
      linesOf(latest({ rule: "clear-days-working", quantity: 3, before: civilDate("2026-12-30"), holidays })),
    ).toEqual([
      "2026-12-30 skipped: the day given is left out",
      "2026-12-29 counted 1: day 1",
      "2026-12-28 skipped: Boxing Day (substitute day)",
      "2026-12-27 skipped: Sunday",
      "2026-12-26 skipped: Saturday",
      "2026-12-25 skipped: Christmas Day",
      "2026-12-24 counted 2: day 2",
      "2026-12-23 counted 3: day 3",
      "2026-12-22 skipped: left out: the last day for the earlier event",
    ]);
  });

  it("notice on a Sunday counts as given when offices open", () => {
    expect(
      linesOf(
        earliest({ rule: "clear-days-working", quantity: 1, after: civilDate("2026-11-22"), holidays }),
      ),
    ).toEqual([
      "2026-11-22 skipped: Sunday: notice given on a closed day counts as given on the next working day",
      "2026-11-23 skipped: the day given is left out",
      "2026-11-24 counted 1: day 1",
      "2026-11-25 skipped: left out: the first day for the later event",
    ]);
  });

  it("a holiday in one part of the United Kingdom names it", () => {
    expect(
      linesOf(
        deadline({ rule: "working-days-uk-any", quantity: 1, from: civilDate("2026-07-10"), holidays }),
      ),
    ).toContain("2026-07-13 skipped: Battle of the Boyne in Northern Ireland");
  });

  it("an election count leaves out Christmas Eve and a day of mourning", () => {
    const lines = [
      ...linesOf(
        latest({ rule: "election-working-days", quantity: 1, before: civilDate("2026-12-25"), holidays }),
      ),
      ...linesOf(
        latest({ rule: "election-working-days", quantity: 1, before: civilDate("2026-06-11"), holidays }),
      ),
    ];
    expect(lines).toContain("2026-12-24 skipped: Christmas Eve");
    expect(lines).toContain("2026-06-10 skipped: Day of mourning");
  });

  it("a period beginning with the day counts it as day 1", () => {
    expect(
      linesOf(
        earliest({ rule: "calendar-beginning-with", quantity: 2, after: civilDate("2026-11-20"), holidays }),
      ),
    ).toEqual([
      "2026-11-20 counted 1: the day given is day 1",
      "2026-11-21 counted 2: day 2",
      "2026-11-22 skipped: left out: the first day for the later event",
    ]);
  });

  it("months have a line each", () => {
    expect(
      linesOf(
        earliest({ rule: "months-beginning-with", quantity: 2, after: civilDate("2026-01-15"), holidays }),
      ),
    ).toEqual([
      "2026-01-15 skipped: the day given is day 1",
      "2026-02-14 counted 1: month 1 ends",
      "2026-03-14 counted 2: month 2 ends",
      "2026-03-15 skipped: the first day for the later event",
    ]);
  });

  it("years counted back have a line each", () => {
    expect(
      linesOf(
        latest({ rule: "calendar", quantity: 2, unit: "year", before: civilDate("2026-01-15"), holidays }),
      ),
    ).toEqual([
      "2026-01-15 skipped: the day given is left out",
      "2025-01-15 counted 1: year 1 counted back",
      "2024-01-15 counted 2: year 2 counted back",
    ]);
  });

  it("where nothing is counted the day given stands", () => {
    const before = civilDate("2026-04-01");
    expect(linesOf(latest({ rule: "before-date", before, holidays }))).toEqual([
      "2026-04-01 skipped: the day given",
      "2026-03-31 skipped: the day before it",
    ]);
    expect(linesOf(earliest({ rule: "before-date", after: before, holidays }))).toEqual([
      "2026-04-01 skipped: the day given",
      "2026-04-02 skipped: the day after it",
    ]);
    expect(linesOf(deadline({ rule: "fixed-date", from: before, holidays }))).toEqual([
      "2026-04-01 skipped: the day given",
    ]);
  });

  it("invariant 4: each line says how its year's holidays are known", () => {
    const lines = countedDays(
      valueOf(deadline({ rule: "working-days-ew", quantity: 2, from: civilDate("2026-12-30"), holidays })),
      holidays,
    );
    expect(lines.map((line) => line.mark)).toEqual([
      "confirmed",
      "confirmed",
      "projected",
      "projected",
      "projected",
      "projected",
    ]);
  });
});

describe("invariant 5: other arguable readings are shown and do not decide", () => {
  it("the looser readings of clear working days", () => {
    const { readings } = explained(
      latest({ rule: "clear-days-working", quantity: 5, before: civilDate("2026-12-30"), holidays }),
    );
    expect(readings.map(({ key, date, standing }) => `${key} ${date} ${standing}`)).toEqual([
      "arithmetic 2026-12-20 looser",
      "monday-to-saturday 2026-12-20 looser",
      "every-day 2026-12-24 looser",
    ]);
  });

  it("a Saturday that counting alone gives for a later event", () => {
    const { readings } = explained(
      earliest({ rule: "working-days-ew", quantity: 5, after: civilDate("2026-11-20"), holidays }),
    );
    expect(readings).toEqual([
      expect.objectContaining({ key: "arithmetic", date: "2026-11-28", standing: "looser" }),
    ]);
  });

  it("a deadline in clear days: stricter if every day counts, looser if the days must be over first", () => {
    const { readings } = explained(
      deadline({ rule: "clear-days-working", quantity: 5, from: civilDate("2026-11-20"), holidays }),
    );
    expect(readings.map(({ key, date, standing }) => `${key} ${date} ${standing}`)).toEqual([
      "monday-to-saturday 2026-11-26 stricter",
      "every-day 2026-11-25 stricter",
      "days-must-pass 2026-11-30 looser",
    ]);
  });

  it.each([
    {
      name: "weeks after a request",
      asked: latest({
        rule: "calendar-days-after",
        quantity: 4,
        unit: "week",
        before: civilDate("2026-03-31"),
        holidays,
      }),
    },
    {
      name: "election days",
      asked: latest({
        rule: "election-working-days",
        quantity: 4,
        before: civilDate("2026-05-07"),
        holidays,
      }),
    },
    {
      name: "before a date",
      asked: latest({ rule: "before-date", before: civilDate("2026-04-01"), holidays }),
    },
  ])("$name can be read in one way only", ({ asked }) => {
    expect(explained(asked).readings).toEqual([]);
  });

  it("a reading that leaves the known years is left out", () => {
    const { readings } = explained(
      earliest({ rule: "clear-days-calendar", quantity: 1, after: civilDate("2200-12-29"), holidays }),
    );
    expect(readings).toEqual([]);
    const last = explained(
      deadline({ rule: "clear-days-working", quantity: 3, from: civilDate("2027-12-24"), holidays }),
    );
    expect(last.readings.map((reading) => reading.key)).not.toContain("days-must-pass");
  });
});

describe("cautions", () => {
  it("invariant 4: projected years and years from memory are named", () => {
    const asked = latest({
      rule: "working-days-uk-any",
      quantity: 5,
      before: civilDate("2027-01-06"),
      holidays,
    });
    expect(explained(asked).cautions).toEqual([
      {
        kind: "from-memory",
        message:
          "Some holidays of England and Wales, Scotland, Northern Ireland in 2026 are from memory. Check them against an official list before relying on this date.",
      },
      {
        kind: "projected",
        message:
          "The holidays of England and Wales, Scotland, Northern Ireland in 2027 are projected by rule. A new or moved holiday would move this date: count again when they are proclaimed.",
      },
    ]);
  });

  it.each([
    {
      name: "the last day for a notice is Good Friday",
      asked: latest({ rule: "clear-days-calendar", quantity: 5, before: civilDate("2026-04-09"), holidays }),
      cautions: [
        {
          kind: "closed-day",
          message:
            "Offices are closed on Friday 3 April 2026. Where the act needs open offices, do it by Thursday 2 April 2026.",
          date: "2026-04-02",
        },
      ],
    },
    {
      name: "notice on a Sunday, event on a Saturday",
      asked: earliest({ rule: "clear-days-calendar", quantity: 5, after: civilDate("2026-12-20"), holidays }),
      cautions: [
        {
          kind: "closed-day",
          message:
            "Offices are closed on Saturday 26 December 2026. The next working day is Tuesday 29 December 2026.",
          date: "2026-12-29",
        },
        {
          kind: "closed-day",
          message:
            "Offices are closed on Sunday 20 December 2026. Notice given then can be inspected only when they open: to be safe, count from Monday 21 December 2026.",
          date: "2026-12-21",
        },
      ],
    },
    {
      name: "a weekday in a year whose holidays are missing",
      asked: deadline({ rule: "calendar", quantity: 1, from: civilDate("2035-11-26"), holidays }),
      cautions: [
        {
          kind: "holidays-unknown",
          message:
            "Whether Tuesday 27 November 2035 is a bank holiday is not known: the holidays of 2035 are missing.",
        },
      ],
    },
    {
      name: "a Saturday in a year whose holidays are missing",
      asked: deadline({ rule: "calendar", quantity: 1, from: civilDate("2035-11-23"), holidays }),
      cautions: [
        {
          kind: "closed-day",
          message: "Offices are closed on Saturday 24 November 2035. Choose a working day.",
        },
      ],
    },
    {
      name: "notice and event on working days",
      asked: earliest({
        rule: "clear-days-calendar",
        quantity: 28,
        after: civilDate("2026-11-23"),
        holidays,
      }),
      cautions: [],
    },
  ])("$name", ({ asked, cautions }) => {
    expect(explained(asked).cautions).toEqual(cautions);
  });
});

describe("the summary", () => {
  it.each([
    {
      asked: deadline({
        rule: "calendar-inclusive",
        quantity: 12,
        unit: "week",
        from: civilDate("2026-01-05"),
        holidays,
      }),
      summary:
        "Sunday 29 March 2026 is the last day of the period: 12 weeks from Monday 5 January 2026 (calendar days, first and last day counted).",
    },
    {
      asked: earliest({ rule: "calendar", quantity: 1, after: civilDate("2026-01-05"), holidays }),
      summary:
        "Tuesday 6 January 2026 is the first lawful day of the later event: 1 day after Monday 5 January 2026 (calendar days).",
    },
    {
      asked: latest({ rule: "before-date", before: civilDate("2026-04-01"), holidays }),
      summary:
        "Tuesday 31 March 2026 is the last lawful day of the earlier event: before a date, Wednesday 1 April 2026.",
    },
  ])("$summary", ({ asked, summary }) => {
    expect(explained(asked)).toMatchObject({ summary });
  });

  it("every rule says how it counts and where it comes from", () => {
    for (const { how, source } of Object.values(countingRules)) {
      expect(how).toMatch(/\.$/);
      expect(source).not.toBe("");
    }
  });
});
