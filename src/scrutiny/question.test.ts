import { civilDate } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import { lawHolidays } from "../decisions/index.ts";
import { answerDue, workingDaysTaken } from "./question-clock.ts";
import { findInAnswer, findPersonalData } from "./question-personal-data.ts";
import { responseRates } from "./question-rates.ts";
import { standingOn, type Question } from "./question.ts";

const holidays = lawHolidays();
const on = civilDate;

describe("the clock of an answer (invariant 21)", () => {
  test.each([
    ["2026-10-12", "2026-11-09", "twenty working days after the day of receipt"],
    ["2026-10-10", "2026-11-06", "received on a Saturday: counted from the Monday"],
    ["2026-12-01", "2026-12-31", "Christmas Day and the substitute for Boxing Day do not count"],
    [
      "2026-02-20",
      "2026-03-23",
      "17 March is a bank holiday in Northern Ireland, so in a part of the Kingdom",
    ],
    ["2026-07-06", "2026-08-05", "13 July and 3 August are bank holidays in Northern Ireland and Scotland"],
    ["2026-11-22", "2026-12-21", "30 November is a bank holiday in Scotland"],
  ])("put on %s it is due by %s: %s", (asked, due) => {
    expect(answerDue(on(asked), holidays)).toBe(due);
  });

  test("is not counted where the bank holidays are not held", () => {
    expect(answerDue(on("2060-01-05"), holidays)).toBeUndefined();
  });

  test.each([
    ["2026-10-12", "2026-10-12", 0],
    ["2026-10-12", "2026-10-13", 1],
    ["2026-10-12", "2026-10-18", 4],
    ["2026-10-12", "2026-11-09", 20],
  ])("from %s to %s %i working days passed", (from, until, days) => {
    expect(workingDaysTaken(on(from), on(until), holidays)).toBe(days);
  });
});

const put = {
  state: "published",
  foi: false,
  moderatedOn: on("2026-10-14"),
  dueOn: on("2026-11-09"),
  answers: [],
} as const;

const unread = { state: "waiting", foi: false, dueOn: on("2026-11-09"), answers: [] } as const;

describe("how a question stands (invariant 22)", () => {
  const cases: readonly (readonly [Parameters<typeof standingOn>[0], string, string, string])[] = [
    [put, "2026-10-13", "waiting", "nobody has read it"],
    [put, "2026-11-09", "open", "its last day is in time"],
    [put, "2026-11-10", "overdue", "the day after is not"],
    [unread, "2026-11-10", "overdue", "not reading it stops no clock"],
    [{ ...put, answers: [{ on: on("2026-11-09") }] }, "2026-11-09", "in-time", "answered on the last day"],
    [
      { ...put, answers: [{ on: on("2026-11-10") }] },
      "2026-11-09",
      "open",
      "not answered on the day asked about",
    ],
    [{ ...put, answers: [{ on: on("2026-11-10") }] }, "2026-11-10", "late", "answered a day late"],
    [{ ...put, state: "refused" }, "2026-12-01", "refused", "kept off the site"],
    [{ ...put, state: "refused", foi: true }, "2026-12-01", "overdue", "the law still asks for an answer"],
  ];
  test.each(cases)("%j on %s is %s: %s", (question, at, standing) => {
    expect(standingOn(question, on(at))).toBe(standing);
  });

  test("each is counted once in the figures of its body", () => {
    const body = { id: "b", slug: "b", name: "B" };
    const common = { body, askedOn: on("2026-10-12"), basis: "kept-here", audience: "public" } as const;
    const answer = (day: string) => ({
      number: 1,
      on: on(day),
      office: "o",
      words: "w",
      outcome: "answered" as const,
    });
    const questions: readonly Question[] = [
      { ...put, ...common, id: "1", slug: "b-1", number: 1, answers: [answer("2026-10-13")] },
      { ...put, ...common, id: "2", slug: "b-2", number: 2, answers: [answer("2026-11-12")] },
      { ...put, ...common, id: "3", slug: "b-3", number: 3 },
      { ...put, ...common, id: "4", slug: "b-4", number: 4, state: "refused" },
    ];
    const rates = responseRates(questions, on("2026-11-20"), holidays);
    expect(rates).toEqual({
      asked: 4,
      requests: 0,
      unread: 0,
      refused: 1,
      answered: 2,
      inTime: 1,
      late: 1,
      overdue: 1,
      open: 0,
      medianDays: 12,
    });
  });
});

describe("personal data in a question (invariant 23)", () => {
  test.each([
    ["Write to jo.bloggs@example.org about it", "email"],
    ["Ring me on 020 7946 0000 any time", "phone"],
    ["My mobile is 07700 900123", "phone"],
    ["NHS number 943 476 5919", "nhs-number"],
    ["QQ 12 34 56 C is not one, but AB 12 34 56 C is", "national-insurance"],
    ["I live at SE13 6LH", "postcode"],
    ["She was born on 3 May 1950", "date-of-birth"],
    ["at 12 Acacia Avenue", "address"],
    ["My name is Joan Bloggs", "name"],
  ])("%j is surely %s", (text, kind) => {
    expect(
      findPersonalData(text)
        .filter(({ sure }) => sure)
        .map((one) => one.kind),
    ).toContain(kind);
  });

  test.each([
    ["Why did Dr Patel leave?", "name"],
    ["my mother, Joan, waited", "name"],
    ["about my mother’s operation", "health"],
    ["my treatment was late", "health"],
  ])("%j may be %s: somebody must look", (text, kind) => {
    const [found] = findPersonalData(text);
    expect(found).toMatchObject({ kind, sure: false });
  });

  test.each([
    "How long did people wait for a care assessment in 2025-26?",
    "Why did spending rise from £1,204,000 to £2,100,500 in ward E05009324?",
    "Is 943 476 5918 a number of anything?",
    "What did Councillor Smith's committee recommend on 12 March 2026?",
    "How many calls to 111 and 999 came from the Lakeside estate?",
  ])("%j is about a service", (text) => {
    expect(findPersonalData(text)).toEqual([]);
  });

  test("the body's own telephone and postcode may stand in an answer, a patient's number may not", () => {
    expect(findInAnswer("Ring 020 7946 0000 or come to SE13 6LH.")).toEqual([]);
    expect(findInAnswer("Patient 943 476 5919")).toHaveLength(1);
  });
});
