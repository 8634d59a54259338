import { z } from "zod";
import { addMonths, formatCivilDate } from "@concordat/calendar";
import type { Asking, Measured, Picture, TableModel } from "../../kernel/index.ts";
import { listAreasById, listOrganisationsById } from "../../place/index.ts";
import { drawLines } from "../../web/index.ts";
import {
  actionState,
  ownerOn,
  priorityHref,
  progressLabels,
  progressOf,
  versionOn,
  warningsOf,
  type Action,
  type EarlierOwner,
  type Owner,
  type PriorityFile,
  type Progress,
} from "../priority.ts";
import { listOutcomes } from "../store-practice.ts";
import { monthShort } from "../window.ts";
import { withAt } from "./claim-view.ts";

/** Who answers on one side, as pages show it. */
interface OwnerView {
  readonly office: string;
  readonly name: string;
  readonly href: string;
}

/** A priority as pages show it. */
export interface PriorityView {
  readonly file: PriorityFile;
  readonly area: { readonly name: string; readonly href: string };
  readonly nhs: OwnerView;
  readonly council: OwnerView;
  readonly earlierOwners: readonly (OwnerView & Pick<EarlierOwner, "side" | "until" | "why">)[];
  /** Those promised by the day asked about. */
  readonly actions: readonly Action[];
  readonly progress: Progress;
  readonly warnings: readonly string[];
}

/** Priorities with names, progress and warnings. */
export async function viewsOfPriorities(
  asking: Asking,
  files: readonly PriorityFile[],
): Promise<readonly PriorityView[]> {
  const areas = await listAreasById(
    asking.db,
    files.map(({ priority }) => priority.areaId),
  );
  const bodies = await listOrganisationsById(
    asking.db,
    files.flatMap((file) => [
      ownerOn(file, "nhs", asking.at).body,
      ownerOn(file, "council", asking.at).body,
      ...file.earlierOwners.map(({ body }) => body),
    ]),
  );
  const outcomes = await listOutcomes(asking.db);
  const body = ({ body: id, office }: Owner): OwnerView => {
    const found = bodies.find((one) => one.id === id);
    return {
      office,
      name: found?.name ?? "A body not shown here",
      href: withAt(`/organisations/${found?.slug ?? ""}`, asking),
    };
  };
  return files.flatMap((file) => {
    const { priority, versions, figures } = file;
    const area = areas.find(({ id }) => id === priority.areaId);
    const version = versionOn(versions, asking.at);
    if (!area || !version) return [];
    const outcome = outcomes.find(({ slug }) => slug === priority.outcome);
    return [
      {
        file,
        area: { name: area.name, href: withAt(`/areas/${area.slug}`, asking) },
        nhs: body(ownerOn(file, "nhs", asking.at)),
        council: body(ownerOn(file, "council", asking.at)),
        earlierOwners: file.earlierOwners
          .filter(({ until }) => until <= asking.at)
          .map((one) => ({ ...body(one), side: one.side, until: one.until, why: one.why })),
        actions: file.actions.filter(({ enteredOn }) => enteredOn <= asking.at),
        progress: progressOf(file, asking.at),
        warnings: warningsOf({ ...priority, target: version.target, figures, outcome }),
      },
    ];
  });
}

/** The figures before and within the twelve months, with the trajectory of the version in force, baseline and target. */
export function priorityPicture({ file }: PriorityView, asking: Asking): Picture | undefined {
  const { priority, versions, figures } = file;
  const version = versionOn(versions, asking.at);
  const [first] = figures;
  if (!version || !first) return undefined;
  const end = addMonths(priority.startsOn, 12);
  const months = [];
  for (let month = first.month; month < end; month = addMonths(month, 1)) months.push(month);
  const twelve = Array.from({ length: 12 }, (_, index) => addMonths(priority.startsOn, index));
  // Months to come have no figure yet, and those before the twelve no trajectory: nothing is missing there.
  const value = (found: number | undefined, isAsked: boolean): Measured => {
    if (found === undefined) return { kind: isAsked ? "no-data" : "not-applicable" };
    return found === 0 ? { kind: "zero" } : { kind: "value", value: found };
  };
  return drawLines(
    {
      step: "Month",
      steps: months.map(monthShort),
      series: [
        {
          key: "figures",
          label: "Figures",
          figures: months.map((month) =>
            value(figures.find((one) => one.month === month)?.value, addMonths(month, 1) <= asking.at),
          ),
        },
        {
          key: "trajectory",
          label: "Trajectory",
          figures: months.map((month) =>
            value(version.trajectory[twelve.indexOf(month)], month >= priority.startsOn),
          ),
        },
      ],
      spans: [
        {
          from: monthShort(priority.startsOn),
          to: monthShort(addMonths(end, -1)),
          label: "The twelve months",
        },
      ],
    },
    {
      summary: `${priority.indicatorWords}: from ${String(version.baseline)} to a target of ${String(version.target)} ${priority.unit}.`,
      caption: `${priority.indicatorWords}, ${priority.unit}, month by month`,
      decimals: 2,
    },
  );
}

export const priorityShape = z.object({
  slug: z.string(),
  href: z.string(),
  title: z.string(),
  area: z.string(),
  purpose: z.string(),
  whyTogether: z.string(),
  indicator: z.string().nullable(),
  indicatorWords: z.string(),
  unit: z.string(),
  direction: z.enum(["up", "down"]),
  experience: z.string(),
  cut: z.string(),
  owners: z.array(z.object({ side: z.string(), body: z.string(), office: z.string() })),
  startsOn: z.iso.date(),
  illustrative: z.boolean(),
  versions: z.array(
    z.object({
      number: z.number(),
      baseline: z.number(),
      target: z.number(),
      trajectory: z.array(z.number()),
      fromOn: z.iso.date(),
      frozenOn: z.iso.date().nullable(),
      why: z.string(),
    }),
  ),
  figures: z.array(z.object({ month: z.iso.date(), value: z.number() })),
  actions: z.array(
    z.object({
      what: z.string(),
      side: z.enum(["nhs", "council"]),
      office: z.string(),
      dueOn: z.iso.date(),
      state: z.string(),
      settledOn: z.iso.date().nullable(),
      settledWords: z.string().nullable(),
    }),
  ),
  progress: z.string(),
  progressWords: z.string(),
  warnings: z.array(z.string()),
});

/** A priority for machines. */
export function priorityJson(
  { file, area, nhs, council, actions, progress, warnings }: PriorityView,
  { at }: Pick<Asking, "at">,
): z.output<typeof priorityShape> {
  const { priority, versions, figures } = file;
  const { slug, title, purpose, whyTogether, indicatorWords, unit, direction, experience, cut } = priority;
  return {
    slug,
    href: priorityHref(slug),
    title,
    purpose,
    whyTogether,
    indicatorWords,
    unit,
    direction,
    experience,
    cut,
    area: area.name,
    startsOn: priority.startsOn,
    indicator: priority.indicator ?? null,
    owners: [
      { side: "NHS", body: nhs.name, office: nhs.office },
      { side: "council", body: council.name, office: council.office },
    ],
    illustrative: priority.basis === "illustrative",
    versions: versions.map((one) => ({
      number: one.number,
      baseline: one.baseline,
      target: one.target,
      trajectory: [...one.trajectory],
      fromOn: one.fromOn,
      frozenOn: one.frozenOn ?? null,
      why: one.why,
    })),
    figures: figures.map(({ month, value }) => ({ month, value })),
    actions: actions.map((one) => ({
      what: one.what,
      side: one.side,
      office: one.office,
      dueOn: one.dueOn,
      state: actionState(one, at),
      settledOn: one.settled?.on ?? null,
      settledWords: one.settled?.words ?? null,
    })),
    progress: progress.kind,
    progressWords: progress.words,
    warnings: [...warnings],
  };
}

/** Priorities as a table. */
export function priorityTable(views: readonly PriorityView[], asking: Asking): TableModel {
  return {
    caption: "Priorities",
    columns: [
      { key: "priority", label: "Priority", kind: "link", filter: "words" },
      { key: "area", label: "Area", kind: "link", filter: "words", sortable: true },
      { key: "progress", label: "Progress", kind: "text", filter: "choice" },
      { key: "latest", label: "Latest figure", kind: "text" },
      { key: "target", label: "Baseline to target", kind: "text" },
      { key: "owners", label: "Owners", kind: "text" },
      { key: "frozen", label: "Frozen", kind: "text" },
    ],
    rows: views.map(({ file, area, nhs, council, progress }) => {
      const { priority, versions } = file;
      const version = versionOn(versions, asking.at);
      return {
        priority: {
          text: priority.title,
          href: withAt(priorityHref(priority.slug), asking),
          ...(priority.basis === "illustrative" && { tag: "Illustrative" }),
        },
        area: { text: area.name, href: area.href },
        progress: progressLabels[progress.kind],
        latest: progress.words,
        target: version && `${String(version.baseline)} to ${String(version.target)} ${priority.unit}`,
        owners: `${nhs.name}; ${council.name}`,
        frozen: version?.frozenOn ? formatCivilDate(version.frozenOn) : "Not frozen yet",
      };
    }),
    empty:
      "No priority is held here. Whoever keeps a body of an area adopts one on the area's page; the catalogue below suggests outcomes.",
  };
}
