import { parseCivilDate, type CivilDate } from "@concordat/calendar";
import { Invalid } from "../kernel/index.ts";

/**
 * Reads `?at=`: a whole date, or the three parts that the date form sends without JavaScript.
 *
 * @throws Invalid when it is not a day of the calendar, or more than one
 */
export function readAt(query: Readonly<Record<string, unknown>>): CivilDate | undefined {
  refuseSeveral(query["at"]);
  const parts = ["at-year", "at-month", "at-day"].map((name) => text(query[name]));
  const given = text(query["at"]).slice(0, 40) || (parts.some(Boolean) ? joined(parts) : "");
  if (given === "") return undefined;
  const parsed = parseCivilDate(given);
  if (parsed.ok) return parsed.value;
  throw new Invalid([
    {
      code: "at.not-a-date",
      field: "at",
      message: parsed.problem,
    },
  ]);
}

/** Two dates in one address have no answer; today's would be given without a word. */
function refuseSeveral(at: unknown): void {
  if (!Array.isArray(at)) return;
  const message = `at was given ${at.length} times. Give one day, for example at=2026-03-31.`;
  throw new Invalid([{ code: "at.not-a-date", field: "at", message }]);
}

function joined(parts: readonly string[]): string {
  const [year = "", month = "", day = ""] = parts;
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function text(value: unknown): string {
  return typeof value === "string" ? value.trim() : "";
}
