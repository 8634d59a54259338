import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { ProposalCheck, Step } from "@concordat/statute";

/** What the picture of a pathway is drawn from; the chart kit's content without its markup. */
export interface PathwayDrawn {
  readonly rows: readonly {
    readonly label: string;
    readonly tone: "binding" | "advice" | "done" | "late";
    readonly from?: CivilDate;
    readonly to: CivilDate;
  }[];
  readonly bands: readonly { readonly label: string; readonly from: CivilDate; readonly to: CivilDate }[];
  readonly markers: readonly {
    readonly on: CivilDate;
    readonly label: string;
    readonly tone: "decision" | "lawful" | "advisable" | "other";
  }[];
  readonly summary: string;
}

/** Steps that have a day, in the order of their days; nothing where none has one. */
export function pathwayDrawn(check: ProposalCheck): PathwayDrawn | undefined {
  const rows = check.steps
    .filter(({ status, window }) => status !== "cannot tell" && window === undefined)
    .flatMap((step) => {
      const to = step.on ?? step.latest;
      if (to === undefined) return [];
      const from = step.on !== undefined || step.earliest === undefined ? undefined : step.earliest;
      return [
        {
          label: step.title,
          tone: toneOf(step),
          to,
          ...(from !== undefined && from <= to && { from }),
        },
      ];
    })
    .toSorted((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : 0));
  if (rows.length === 0) return undefined;
  const bands = check.steps.flatMap(({ window, title }) =>
    window === undefined ? [] : [{ label: title, from: window.from, to: window.to }],
  );
  return { rows, bands, markers: markersOf(check), summary: summaryOf(check, rows.length) };
}

function toneOf(step: Step): PathwayDrawn["rows"][number]["tone"] {
  if (step.status === "done") return "done";
  if (step.status === "late" || step.status === "missing") return "late";
  return step.blocks ? "binding" : "advice";
}

function markersOf(check: ProposalCheck): PathwayDrawn["markers"] {
  const { decision, earliestLawful, earliestAdvisable, today, body } = check;
  const asked = decision.basis === "earliest" ? undefined : decision.date;
  const isSame = earliestLawful.date === earliestAdvisable.date;
  const marker = (
    on: CivilDate | undefined,
    label: string,
    tone: PathwayDrawn["markers"][number]["tone"],
  ): PathwayDrawn["markers"] => (on === undefined ? [] : [{ on, label, tone }]);
  return [
    ...marker(today === asked ? undefined : today, "Today", "other"),
    ...marker(
      body?.from !== undefined && today !== undefined && body.from > today ? body.from : undefined,
      "New body",
      "other",
    ),
    ...marker(earliestLawful.date, isSame ? "Earliest" : "Lawful", "lawful"),
    ...marker(isSame ? undefined : earliestAdvisable.date, "Advisable", "advisable"),
    ...marker(asked, "Decision", "decision"),
  ];
}

function summaryOf(check: ProposalCheck, count: number): string {
  const { decision, earliestLawful, earliestAdvisable } = check;
  const day = (text: string, on: CivilDate | undefined): string | undefined =>
    on === undefined ? undefined : `${text} ${formatCivilDate(on)}`;
  const days = [
    day("earliest lawful day", earliestLawful.date),
    day("earliest advisable day", earliestAdvisable.date),
    day(decision.basis === "earliest" ? "planned for" : "decision asked for on", decision.date),
  ].filter((text) => text !== undefined);
  return `${count === 1 ? "One step" : `${count} steps`} with days${days.length === 0 ? "" : `: ${days.join(", ")}`}.`;
}
