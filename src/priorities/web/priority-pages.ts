import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  capital,
  countInWords,
  countOf,
  definePage,
  type Asking,
  type PageModel,
  type Panel,
  type Section,
} from "../../kernel/index.ts";
import { keepersOfArea, linkedSection, listAreasById } from "../../place/index.ts";
import { indicatorHref } from "../../purpose/index.ts";
import { resourceOfPriority } from "../commands/found.ts";
import {
  actionLabels,
  actionState,
  prioritiesMost,
  priorityHref,
  priorityRef,
  sides,
  versionOn,
  type PriorityFile,
} from "../priority.ts";
import { listOutcomes } from "../store-practice.ts";
import { listPriorities } from "../store-priorities.ts";
import { continued } from "../words.ts";
import { withAt } from "./claim-view.ts";
import { listPartsWithin, reportHref } from "./report-page.ts";
import {
  priorityJson,
  priorityPicture,
  priorityShape,
  priorityTable,
  viewsOfPriorities,
  type PriorityView,
} from "./priority-view.ts";

/** Every place's priorities: the roll-up of a system is this list, filtered by area. */
export const priorityListPage = definePage({
  name: "priorities.priorities",
  path: "/priorities",
  about: "What places promise for twelve months, with progress by rule.",
  json: z.object({ items: z.array(priorityShape) }),
  formats: ["csv"],
  async load(asking): Promise<PageModel> {
    const views = await viewsOfPriorities(
      asking,
      begun(await listPriorities(asking.db, { at: asking.at }), asking),
    );
    const real = views.filter(({ file }) => file.priority.basis !== "illustrative");
    const outcomes = await listOutcomes(asking.db);
    return {
      title: "Priorities",
      answer: [
        { strong: real.length === 0 ? "No real place" : countOf(real.length, "priority", "priorities") },
        real.length === 0 ? " keeps its priorities here yet" : " of real places kept here",
        views.length > real.length
          ? `. ${capital(countOf(views.length - real.length, "made-up one", "made-up ones"))} of the illustrative place ${views.length - real.length === 1 ? "shows" : "show"} how it works.`
          : ".",
      ],
      table: priorityTable(views, asking),
      sections: [
        {
          kind: "table",
          heading: "Outcomes that need joint work",
          intro: `A catalogue of ${outcomes.length} to choose from; most rows are to be checked against their source.`,
          table: {
            name: "outcomes",
            caption: "Catalogue of outcomes",
            columns: [
              { key: "title", label: "Outcome", kind: "text", filter: "words" },
              { key: "why", label: "Why it needs both", kind: "text" },
              { key: "indicator", label: "Indicator", kind: "text" },
              { key: "shows", label: "Shows in twelve months", kind: "text" },
            ],
            rows: outcomes.map((one) => ({
              title: one.title,
              why: one.whyBoth,
              indicator: one.indicatorWords,
              shows: one.shows === "yes" ? "Yes" : `Slowly: ${continued(one.showsWords)}`,
            })),
            rowsPerPage: 20,
            empty: "No outcome is held.",
          },
        },
      ],
      sources: [
        { text: "Kept on this site by the bodies that own them", basis: "kept-here" },
        { text: "Catalogue: compiled from publications named in its file", basis: "compiled" },
      ],
      subjects: [anyOfKind("priorities", "priority"), anyOfKind("priorities", "outcome")],
      json: { items: views.map((one) => priorityJson(one, asking)) },
    };
  },
});

function begun(files: readonly PriorityFile[], { at, atGiven }: Asking): readonly PriorityFile[] {
  return atGiven ? files.filter(({ priority }) => priority.startsOn <= at) : files;
}

/** One priority on one page. */
export const priorityPage = definePage({
  name: "priorities.priority",
  path: "/priorities/:slug",
  about: "One priority: owners, baseline, target, trajectory, figures, and every version of its target.",
  params: z.object({ slug: z.string().max(100) }),
  json: priorityShape,
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const [view] = await viewsOfPriorities(
      asking,
      await listPriorities(asking.db, { slug: params.slug, at: asking.at }),
    );
    const version = view && versionOn(view.file.versions, asking.at);
    if (!view || !version) return undefined;
    const { priority } = view.file;
    const picture = priorityPicture(view, asking);
    const resource = resourceOfPriority(view.file);
    const action = (text: string, href: string, command: string) => ({
      text,
      href: `${priorityHref(priority.slug)}/${href}`,
      command,
      resource,
    });
    return {
      title: priority.title,
      kicker: `Priority of ${view.area.name}`,
      illustrative: priority.basis === "illustrative",
      answer: [
        { strong: view.progress.words },
        ` It began at ${String(version.baseline)} (${version.baselineWords}); the target is ${String(version.target)} ${priority.unit} within twelve months from ${formatCivilDate(priority.startsOn)}${version.frozenOn ? `, frozen on ${formatCivilDate(version.frozenOn)}` : ", not frozen by a board yet"}.`,
      ],
      ...(picture && { picture }),
      table: versionTable(view),
      sections: [
        ...warningSection(view),
        ...actionSection(view, asking),
        factsOf(view, asking),
        ...(await linkedSection(asking, priorityRef(priority))),
      ],
      actions: [
        ...(view.file.versions.at(-1)?.frozenOn
          ? []
          : [action("Freeze it on a board's resolution", "freeze", "priorities.freeze-priority")]),
        action("Set a new target", "targets/add", "priorities.set-target"),
        action("Add an action", "actions/add", "priorities.add-action"),
        ...(view.actions.some(({ settled }) => !settled)
          ? [action("Settle an action", "actions/settle", "priorities.settle-action")]
          : []),
        action("Name another owner", "owners/add", "priorities.name-owner"),
        ...(priority.indicator ? [] : [action("Enter a figure", "figures/add", "priorities.enter-figure")]),
      ],
      sources: [{ text: capital(priority.source), seen: priority.seen, basis: priority.basis }],
      subjects: [priorityRef(priority), { module: "place", kind: "area", id: priority.areaId }],
      check: `/record/of/priorities:priority:${priority.id}`,
      trail: [{ text: "Priorities", href: withAt("/priorities", asking) }],
      json: priorityJson(view, asking),
    };
  },
});

function versionTable({ file }: PriorityView) {
  return {
    caption: "Every version of baseline and target",
    columns: [
      { key: "number", label: "Version", kind: "number" as const, decimals: 0 },
      { key: "from", label: "From", kind: "date" as const },
      { key: "baseline", label: "Baseline", kind: "text" as const },
      { key: "target", label: "Target", kind: "text" as const },
      { key: "trajectory", label: "Trajectory", kind: "text" as const },
      { key: "frozen", label: "Frozen on", kind: "date" as const },
      { key: "why", label: "Why", kind: "text" as const },
    ],
    rows: file.versions.map((one) => ({
      number: one.number,
      from: one.fromOn,
      baseline: `${String(one.baseline)} (${one.baselineWords})`,
      target: String(one.target),
      trajectory: one.trajectory.map((level) => String(Number(level.toFixed(2)))).join(", "),
      frozen: one.frozenOn ?? "Not frozen",
      why: one.why,
    })),
    empty: "Nothing is set.",
  };
}

/** What is done for it, in the order of its days. */
function actionSection({ actions, nhs, council }: PriorityView, { at }: Asking): readonly Section[] {
  if (actions.length === 0) return [];
  const states = actions.map((one) => actionState(one, at));
  const late = states.filter((one) => one === "past-its-day").length;
  const settled = states.filter((one) => one.startsWith("done")).length;
  return [
    {
      kind: "table",
      heading: "Actions",
      intro: `Of ${countOf(actions.length, "action")} ${countInWords(settled)} ${settled === 1 ? "is" : "are"} done${late === 0 ? "" : `, and ${countInWords(late)} ${late === 1 ? "is" : "are"} past ${late === 1 ? "its" : "their"} day`}.`,
      table: {
        name: "actions",
        caption: "Actions by the day they are promised for",
        columns: [
          { key: "what", label: "What will be done", kind: "text" },
          { key: "who", label: "Who answers", kind: "text" },
          { key: "due", label: "By", kind: "date" },
          { key: "state", label: "How it stands", kind: "text", filter: "choice" },
          { key: "words", label: "What came of it", kind: "text" },
        ],
        rows: actions.map((one, index) => ({
          what: one.what,
          who: `${one.office}, ${one.side === "nhs" ? nhs.name : council.name}`,
          due: one.dueOn,
          state: actionLabels[states[index]!],
          words: one.settled && one.settled.on <= at ? one.settled.words : "Not settled yet",
        })),
        empty: "No action is promised.",
      },
    },
  ];
}

function warningSection({ warnings }: PriorityView): readonly Section[] {
  return warnings.length === 0
    ? []
    : [{ kind: "list", heading: "What to know of this target", items: warnings }];
}

function factsOf({ file, area, nhs, council, earlierOwners }: PriorityView, asking: Asking): Section {
  const { priority } = file;
  return {
    kind: "facts",
    heading: "What is promised",
    facts: [
      { label: "Purpose", value: priority.purpose },
      { label: "Where", value: [{ text: area.name, href: area.href }] },
      { label: "Why together", value: priority.whyTogether },
      {
        label: "Owner from the NHS",
        value: [`${nhs.office}, `, { text: nhs.name, href: nhs.href }],
      },
      {
        label: "Owner from the council",
        value: [`${council.office}, `, { text: council.name, href: council.href }],
      },
      {
        label: "Indicator",
        value: priority.indicator
          ? [{ text: priority.indicatorWords, href: withAt(indicatorHref(priority.indicator), asking) }]
          : priority.indicatorWords,
      },
      { label: "Better is", value: priority.direction === "up" ? "Higher" : "Lower" },
      { label: "Measure of experience", value: priority.experience },
      { label: "Inequality watched", value: priority.cut },
      ...earlierOwners.map((one) => ({
        label: `Owner from the ${sides[one.side]} before ${formatCivilDate(one.until)}`,
        value: [`${one.office}, `, { text: one.name, href: one.href }, `. ${one.why}`],
      })),
      ...(priority.beyondFive ? [{ label: "Why more than five", value: priority.beyondFive }] : []),
    ],
  };
}

/** An area's priorities on its page. */
export const areaPrioritiesPanel: Panel = {
  name: "priorities.of-area",
  on: "area",
  order: 120,
  async load(asking, subject) {
    if (!subject) return undefined;
    const [area] = await listAreasById(asking.db, [subject.id]);
    // A system shows what its places promise; the nation's page would show everything.
    const parts = area?.kind === "system" ? await listPartsWithin(asking, area) : [];
    const areaIds = [subject.id, ...(parts ?? [])];
    const views = await viewsOfPriorities(
      asking,
      begun(await listPriorities(asking.db, { areaIds, at: asking.at }), asking),
    );
    const keepers = area ? await keepersOfArea(asking.db, area.id) : [];
    if (!area || (views.length === 0 && keepers.length === 0)) return undefined;
    const said =
      views.length === 0
        ? "No outcome is promised here yet."
        : `${capital(countOf(views.length, "outcome"))} promised for twelve months. ${views
            .slice(0, prioritiesMost)
            .map(({ file, progress }) => `${file.priority.title}: ${progress.words}`)
            .join(" ")}`;
    return {
      heading: "Priorities",
      answer:
        keepers.length === 0
          ? said
          : [
              `${said} Whoever keeps a body of the area can `,
              { text: "adopt a priority", href: `/areas/${area.slug}/priorities/add` },
              ".",
            ],
      ...(views.length > 0 && { table: priorityTable(views, asking) }),
      sources: [{ text: "Kept on this site by the bodies that own them" }],
      href: withAt(reportHref(area.slug), asking),
      subjects: [anyOfKind("priorities", "priority")],
      json: { items: views.map((one) => priorityJson(one, asking)) },
    };
  },
};
