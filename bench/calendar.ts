import { addDays, civilDate, dayNumber, daysBetween, parseCivilDate, weekday } from "@concordat/calendar";
import type { BenchGroup } from "./measurement.ts";
import { ratePerSecond } from "./rate.ts";

const day = 86_400_000;
const texts = Array.from({ length: 1000 }, (_, index) =>
  new Date(Date.UTC(2020, 0, 1 + index * 3)).toISOString().slice(0, 10),
);
const dates = texts.map(civilDate);

/** Date arithmetic against JavaScript's own Date, with the same results. */
export const calendarGroup: BenchGroup = {
  name: "calendar",
  measure: async () => [
    {
      name: "calendar.parse",
      value: ratePerSecond((times) => repeat(times, (index) => (parseCivilDate(texts[index]!).ok ? 1 : 0))),
      unit: "dates/s",
      peer: {
        name: "Date.parse",
        value: ratePerSecond((times) => repeat(times, (index) => Date.parse(texts[index]!))),
      },
    },
    {
      name: "calendar.add-days",
      value: ratePerSecond((times) => repeat(times, (index) => addDays(dates[index]!, 45).length)),
      unit: "dates/s",
      peer: {
        name: "Date and toISOString",
        value: ratePerSecond((times) =>
          repeat(
            times,
            (index) => new Date(Date.parse(texts[index]!) + 45 * day).toISOString().slice(0, 10).length,
          ),
        ),
      },
    },
    {
      name: "calendar.days-between",
      value: ratePerSecond((times) => repeat(times, (index) => daysBetween(dates[0]!, dates[index]!))),
      unit: "pairs/s",
      peer: {
        name: "Date.parse",
        value: ratePerSecond((times) =>
          repeat(times, (index) => (Date.parse(texts[index]!) - Date.parse(texts[0]!)) / day),
        ),
      },
    },
    {
      name: "calendar.weekday",
      value: ratePerSecond((times) =>
        repeat(times, (index) => weekday(dates[index]!) + (dayNumber(dates[index]!) & 1)),
      ),
      unit: "dates/s",
    },
  ],
};

function repeat(times: number, work: (index: number) => number): number {
  let sum = 0;
  for (let turn = 0; turn < times; turn += 1) sum += work(turn % texts.length);
  return sum;
}
