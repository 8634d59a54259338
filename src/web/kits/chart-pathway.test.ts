import { civilDate } from "@concordat/calendar";
import { describe, expect, it } from "vitest";
import { readDrawing } from "../../../test/support/chart-samples.ts";
import { drawPathway } from "./chart-pathway.ts";

const day = civilDate;
const words = { summary: "Steps to a decision.", caption: "Steps" };
const hostile = `<b>"A & B"</b>`;

describe("a pathway drawn", () => {
  const picture = drawPathway(
    {
      rows: [
        { label: hostile, tone: "binding", from: day("2026-01-12"), to: day("2026-04-15") },
        { label: "Tests of the Mayor", tone: "advice", to: day("2026-04-20") },
        { label: "Notice", tone: "done", to: day("2026-01-02") },
        { label: "Report", tone: "late", from: day("2026-01-01"), to: day("2026-01-05") },
      ],
      bands: [{ label: "Restraint", from: day("2026-03-30"), to: day("2026-05-07") }],
      markers: [
        { on: day("2026-01-12"), label: "Today", tone: "other" },
        { on: day("2026-01-16"), label: "Lawful", tone: "lawful" },
        { on: day("2026-05-08"), label: "Advisable", tone: "advisable" },
        { on: day("2026-04-21"), label: "Decision", tone: "decision" },
      ],
    },
    words,
  );

  it("is well-formed on both sheets, stays on the sheet, and escapes what it draws", () => {
    for (const markup of [picture.wide, picture.narrow]) {
      const drawing = readDrawing(markup);
      expect(drawing.texts.join(" ")).toContain("Decision");
      expect(markup).not.toContain("<b>");
    }
  });

  it("tells in its legend how each kind of step stands, without colour alone", () => {
    expect(picture.legend?.map(({ label }) => label)).toEqual([
      "Must be done: the bar ends on its last day",
      "Advised by then",
      "Done",
      "Too late",
      "Time before a poll: restraint advised",
    ]);
  });

  it("has the table it was drawn from: steps, restraint and the days that count", () => {
    expect(picture.table.rows.map(({ what }) => what)).toEqual([
      hostile,
      "Tests of the Mayor",
      "Notice",
      "Report",
      "Restraint",
      "Today",
      "Earliest lawful day",
      "Earliest advisable day",
      "Decision",
    ]);
  });

  it("is refused without a step", () => {
    expect(() => drawPathway({ rows: [], bands: [], markers: [] }, words)).toThrow(RangeError);
  });
});
