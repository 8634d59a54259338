import { z } from "zod";
import {
  anyOfKind,
  countInWords,
  countOf,
  definePage,
  listInWords,
  type Asking,
  type PageModel,
  type Picture,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import { areaRef, findArea, listPartsOfEach, type Area } from "../../place/index.ts";
import { drawBars } from "../../web/index.ts";
import {
  actionLabels,
  actionState,
  endOf,
  priorityHref,
  progressLabels,
  versionOn,
  type Progress,
} from "../priority.ts";
import { listPriorities } from "../store-priorities.ts";
import { withAt } from "./claim-view.ts";
import { priorityJson, priorityShape, viewsOfPriorities, type PriorityView } from "./priority-view.ts";

/** The address of an area's report. */
export function reportHref(area: string): string {
  return `/areas/${area}/priorities`;
}

/**
 * What an area and the places in it promised, on one page that prints: progress, owners, what is due.
 *
 * Of a system this is the roll-up over its places; nothing is added up across places, since each measures its own.
 */
export const placeReportPage = definePage({
  name: "priorities.report",
  path: "/areas/:area/priorities",
  about:
    "The priorities of an area and of the places in it on one page to print, with progress by rule and what is due.",
  params: z.object({ area: z.string().max(100) }),
  json: z.object({
    area: z.string(),
    counts: z.record(z.string(), z.number()),
    items: z.array(priorityShape),
  }),
  formats: ["csv"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const area = await findArea(asking.db, params.area);
    if (!area) return undefined;
    const parts = await listPartsWithin(asking, area);
    const all = await listPriorities(asking.db, {
      at: asking.at,
      ...(parts && { areaIds: [area.id, ...parts] }),
    }).then((files) =>
      files.filter(({ priority }) => parts !== undefined || priority.basis !== "illustrative"),
    );
    const current = all.filter(({ priority }) => priority.startsOn <= asking.at || !asking.atGiven);
    const views = await viewsOfPriorities(asking, current);
    const counts = countsOf(views);
    return {
      title: `Priorities of ${area.name}`,
      kicker: "Report on one page",
      illustrative: area.basis === "illustrative",
      answer: answerOf(area, { views, counts, parts: parts?.length ?? 0 }),
      ...(views.length > 0 && { picture: pictureOf(counts) }),
      table: tableOf(views, asking),
      sections: [...dueSection(views, asking), ...warningsSection(views)],
      sources: [
        {
          text: "Kept on this site by the bodies that own them",
          basis: area.basis === "illustrative" ? "illustrative" : "kept-here",
        },
      ],
      subjects: [areaRef(area), anyOfKind("priorities", "priority")],
      trail: [
        { text: "Areas", href: withAt("/areas", asking) },
        { text: area.name, href: withAt(`/areas/${area.slug}`, asking) },
      ],
      json: {
        area: area.slug,
        counts: Object.fromEntries(counts.map(({ kind, count }) => [kind, count])),
        items: views.map((one) => priorityJson(one, asking)),
      },
    };
  },
});

/**
 * The ids of the areas that lie in an area, down to the parts of its parts; undefined for the nation, in which all lie.
 *
 * A system has places, and those have neighbourhoods.
 */
export async function listPartsWithin(
  { db, at }: Pick<Asking, "db" | "at">,
  area: Area,
): Promise<readonly string[] | undefined> {
  if (area.kind === "nation") return undefined;
  const idsIn = async (ids: readonly string[]): Promise<readonly string[]> =>
    [...(await listPartsOfEach(db, ids, at)).values()].flat().map(({ id }) => id);
  const parts = await idsIn([area.id]);
  const found = new Set([...parts, ...(await idsIn(parts))]);
  found.delete(area.id);
  return [...found];
}

interface Counted {
  readonly kind: Progress["kind"];
  readonly count: number;
}

const order: readonly Progress["kind"][] = ["reached", "on-trajectory", "behind", "wrong-way", "no-figure"];

function countsOf(views: readonly PriorityView[]): readonly Counted[] {
  return order
    .map((kind) => ({ kind, count: views.filter(({ progress }) => progress.kind === kind).length }))
    .filter(({ count }) => count > 0);
}

function answerOf(
  area: Area,
  given: {
    readonly views: readonly PriorityView[];
    readonly counts: readonly Counted[];
    readonly parts: number;
  },
): PageModel["answer"] {
  const { views, counts, parts } = given;
  const inParts = views.filter((one) => one.area.name !== area.name).length;
  if (views.length === 0)
    return parts === 0
      ? `No outcome is promised for ${area.name} here yet.`
      : `No outcome is promised here yet, for ${area.name} or any of the ${parts} areas in it.`;
  return [
    { strong: countOf(views.length, "priority", "priorities") },
    ` ${views.length === 1 ? "is" : "are"} promised for twelve months${inParts === 0 ? "" : `, ${inParts === views.length ? "all" : countInWords(inParts)} of them by places in ${area.name}`}: ${listInWords(counts.map(({ kind, count }) => `${progressLabels[kind].toLowerCase()}, ${countInWords(count)}`))}.`,
  ];
}

function pictureOf(counts: readonly Counted[]): Picture {
  return drawBars(
    {
      item: "Progress",
      measure: "Priorities",
      bars: counts.map(({ kind, count }) => ({
        label: progressLabels[kind],
        figure: { kind: "value", value: count },
      })),
    },
    {
      summary: `Priorities by progress: ${listInWords(counts.map(({ kind, count }) => `${progressLabels[kind].toLowerCase()} ${count}`))}.`,
      caption: "Priorities by progress",
      decimals: 0,
    },
  );
}

function tableOf(views: readonly PriorityView[], asking: Asking): TableModel {
  return {
    caption: "What is promised, and how it stands",
    columns: [
      { key: "area", label: "Area", kind: "link", sortable: true, filter: "words" },
      { key: "priority", label: "Priority", kind: "link", filter: "words" },
      { key: "progress", label: "Progress", kind: "text", filter: "choice" },
      { key: "latest", label: "Latest figure", kind: "text" },
      { key: "target", label: "Baseline to target", kind: "text" },
      { key: "ends", label: "Twelve months end", kind: "date" },
      { key: "owners", label: "Owners", kind: "text" },
    ],
    rows: views.map(({ file, area, nhs, council, progress }) => {
      const { priority, versions } = file;
      const version = versionOn(versions, asking.at);
      return {
        area: { text: area.name, href: area.href },
        priority: {
          text: priority.title,
          href: withAt(priorityHref(priority.slug), asking),
          ...(priority.basis === "illustrative" && { tag: "Illustrative" }),
        },
        progress: progressLabels[progress.kind],
        latest: progress.words,
        target: version && `${String(version.baseline)} to ${String(version.target)} ${priority.unit}`,
        ends: endOf(priority),
        owners: `${nhs.office}, ${nhs.name}; ${council.office}, ${council.name}`,
      };
    }),
    rowsPerPage: 40,
    empty: "No outcome is promised here. Whoever keeps a body of the area adopts one on the area's page.",
  };
}

/** What is still to be done, the next day first. */
function dueSection(views: readonly PriorityView[], { at }: Asking): readonly Section[] {
  const due = views
    .flatMap((view) => view.actions.map((action) => ({ view, action, state: actionState(action, at) })))
    .filter(({ state }) => state === "past-its-day" || state === "to-be-done")
    .toSorted((a, b) => (a.action.dueOn < b.action.dueOn ? -1 : 1));
  if (due.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "What is due",
      table: {
        name: "due",
        caption: "Actions still to be done, the next day first",
        columns: [
          { key: "due", label: "By", kind: "date" },
          { key: "what", label: "What will be done", kind: "text" },
          { key: "priority", label: "For", kind: "text" },
          { key: "who", label: "Who answers", kind: "text" },
          { key: "state", label: "How it stands", kind: "text" },
        ],
        rows: due.map(({ view, action, state }) => ({
          due: action.dueOn,
          what: action.what,
          priority: view.file.priority.title,
          who: `${action.office}, ${view[action.side].name}`,
          state: actionLabels[state],
        })),
        empty: "Nothing is due.",
      },
    },
  ];
}

function warningsSection(views: readonly PriorityView[]): readonly Section[] {
  const items = views.flatMap(({ file, warnings }) =>
    warnings.map((one) => `${file.priority.title}: ${one}`),
  );
  return items.length === 0 ? [] : [{ kind: "list", heading: "What to know of the targets", items }];
}
