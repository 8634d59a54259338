import type { Problem } from "../kernel/index.ts";
import type { Measure, ReadingAsked } from "./measure.ts";
import type { Window } from "./verdict.ts";
import { windowInWords } from "./window.ts";

/** What a form says of a reading. */
interface ReadingGiven {
  readonly measure?: string | undefined;
  readonly direction?: "" | "up" | "down" | undefined;
  readonly before?: Window | undefined;
  readonly after?: Window | undefined;
  readonly later?: Window | undefined;
  readonly change?: { readonly size: number; readonly decimals: number } | undefined;
  readonly against?: "" | "yes" | "no" | undefined;
}

/** A reading that can be tried, nothing where none was asked for, or everything that stands in the way. */
export function readingOf(
  given: ReadingGiven,
  measures: readonly Measure[],
): { readonly reading?: ReadingAsked; readonly problems: readonly Problem[] } {
  const { measure: key, direction, before, after, later, change } = given;
  const measure = measures.find((one) => one.key === key);
  if (key === undefined) {
    const loose = before ?? after ?? later ?? change;
    return {
      problems:
        loose === undefined
          ? []
          : [
              problem(
                "measure",
                "Months or a size are given, but no measure. Choose the figures that they are about.",
              ),
            ],
    };
  }
  const problems = [
    ...(measure
      ? []
      : [problem("measure", "These figures are not held for this area. Choose one of the list.")]),
    ...(direction ? [] : [problem("direction", "Say which way it should have moved.")]),
    ...(before ? [] : [problem("before", "Say which months are before.")]),
    ...(after ? [] : [problem("after", "Say which months are after.")]),
    ...(before && after ? order("after", before, after) : []),
    ...(after && later ? order("later", after, later) : []),
  ];
  if (problems.length > 0 || !measure || !direction || !before || !after) return { problems };
  return {
    problems: [],
    reading: {
      measure,
      direction,
      against: given.against === "yes",
      windows: { before, after, ...(later && { later }) },
      ...(change && { change }),
    },
  };
}

function order(field: string, earlier: Window, later: Window): readonly Problem[] {
  return later.first > earlier.last
    ? []
    : [
        problem(
          field,
          `${windowInWords(later)} does not lie wholly after ${windowInWords(earlier)}. Choose months that do not overlap.`,
        ),
      ];
}

function problem(field: string, message: string): Problem {
  return { code: "priorities.reading", field, message };
}
