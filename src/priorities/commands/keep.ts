import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  defineCommand,
  Invalid,
  type Acting,
  type Command,
  type Done,
  type EntryDraft,
} from "../../kernel/index.ts";
import { findResolution, resolutionRef } from "../../meetings/index.ts";
import { priorityRef, versionOn, warningsOf, type PriorityFile, type Version } from "../priority.ts";
import {
  enterFigureSchema,
  freezePrioritySchema,
  setTargetSchema,
  trajectoryOf,
  type EnterFigure,
  type FreezePriority,
  type SetTarget,
} from "../schema.ts";
import { listOutcomes } from "../store-practice.ts";
import { findPriority, freezeVersion, insertVersion, keepFigure } from "../store-priorities.ts";
import { monthInWords } from "../window.ts";
import { getPriority, priorityDone, priorityForm, priorityResource } from "./found.ts";

/** A board that resolved elsewhere, or before its motions were kept here: its resolution freezes baseline and target. */
export const freezePriorityCommand: Command = defineCommand({
  name: "priorities.freeze-priority",
  title: "Freeze a priority",
  about:
    "Says that a board resolved to adopt a priority: its baseline and target stay as they are. A motion carried here that names the priority's address does so by itself.",
  schema: freezePrioritySchema,
  path: "/priorities/:priority/freeze",
  resource: priorityResource,
  form: async ({ db, params, today }) => {
    const file = await findPriority(db, params["priority"] ?? "");
    return (
      file &&
      priorityForm(file, {
        title: "Freeze baseline and target",
        intro: "Once frozen they are never changed; a new target becomes a new version beside them.",
        submit: "Freeze them",
        values: { decidedOn: today },
        fields: [
          { name: "board", widget: { kind: "text" } },
          { name: "decidedOn", widget: { kind: "date" } },
          { name: "resolution", widget: { kind: "text" } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: FreezePriority): Promise<Done> => {
    const { tx, today } = acting;
    const file = await getPriority(tx, input.priority);
    const resolution =
      input.resolution === undefined ? undefined : await findResolution(tx, slugIn(input.resolution));
    const problems = [
      ...(input.resolution !== undefined && !resolution
        ? [
            {
              field: "resolution",
              message: `There is no resolution “${input.resolution}” here. Leave it empty if it was passed elsewhere.`,
            },
          ]
        : []),
      ...(input.decidedOn > today
        ? [
            {
              field: "decidedOn",
              message: `${formatCivilDate(input.decidedOn)} is still to come. A resolution is entered once it is passed.`,
            },
          ]
        : []),
    ];
    if (problems.length > 0)
      throw new Invalid(problems.map((one) => ({ code: "priorities.freeze", ...one })));
    const version = unfrozen(file);
    await freezeVersion(tx, {
      priorityId: file.priority.id,
      number: version.number,
      on: input.decidedOn,
      ...(resolution && { resolutionId: resolution.id }),
    });
    if (resolution)
      await acting.links.add(tx, {
        from: resolutionRef(resolution),
        kind: "decides",
        to: priorityRef(file.priority),
        on: input.decidedOn,
      });
    return priorityDone(file, {
      message: `Baseline and target are frozen as ${input.board} resolved on ${formatCivilDate(input.decidedOn)}.`,
      ...frozenWords(file, version, {
        board: input.board,
        on: input.decidedOn,
        resolution: resolution?.slug,
      }),
    });
  },
});

function slugIn(text: string): string {
  return text.replace(/^.*\/resolutions\//u, "");
}

/** The version that a resolution would freeze: the latest, where it is not frozen. */
export function unfrozen({ versions }: PriorityFile): Version {
  const latest = versions.at(-1);
  if (latest && latest.frozenOn === undefined) return latest;
  throw new Conflict("priorities.frozen-already", {
    message: `Baseline and target were frozen on ${latest?.frozenOn ? formatCivilDate(latest.frozenOn) : "an earlier day"}. Set a new target first: it becomes a new version.`,
  });
}

/** What the record says of a freeze. */
export function frozenWords(
  { priority }: PriorityFile,
  version: Version,
  by: { readonly board: string; readonly on: string; readonly resolution: string | undefined },
): Pick<EntryDraft, "kind" | "summary" | "body"> {
  return {
    kind: "priorities.priority-frozen",
    summary: `${by.board} adopted the priority ${priority.title}: baseline ${String(version.baseline)} and target ${String(version.target)} ${priority.unit} are frozen.`,
    body: {
      priority: priority.slug,
      version: version.number,
      baseline: String(version.baseline),
      target: String(version.target),
      trajectory: version.trajectory.map(String),
      resolution: by.resolution ?? null,
      board: by.board,
      on: by.on,
    },
  };
}

/** A new target beside the old. */
export const setTargetCommand: Command = defineCommand({
  name: "priorities.set-target",
  title: "Set a new target",
  about: "Sets a new target beside the old, from a day, with the reason; the old version stays to be read.",
  schema: setTargetSchema,
  path: "/priorities/:priority/targets/add",
  resource: priorityResource,
  form: async ({ db, params, today }) => {
    const file = await findPriority(db, params["priority"] ?? "");
    return (
      file &&
      priorityForm(file, {
        title: "Set a new target",
        intro:
          "The old target stays beside the new one, and so does the reason. The baseline stays the same.",
        submit: "Set the target",
        values: { fromOn: today },
        fields: [
          { name: "target", widget: { kind: "text", width: 10 } },
          { name: "trajectory", widget: { kind: "text" } },
          { name: "fromOn", widget: { kind: "date" } },
          { name: "why", widget: { kind: "textarea", rows: 3 } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: SetTarget): Promise<Done> => {
    const { tx } = acting;
    const file = await getPriority(tx, input.priority);
    const last = file.versions.at(-1)!;
    if (input.fromOn < last.fromOn || input.target === last.target)
      throw new Invalid([
        input.target === last.target
          ? {
              code: "priorities.target",
              field: "target",
              message: `The target is ${String(last.target)} ${file.priority.unit} already.`,
            }
          : {
              code: "priorities.target",
              field: "fromOn",
              message: `The version before holds from ${formatCivilDate(last.fromOn)}. A new one begins no earlier.`,
            },
      ]);
    const version: Version = {
      number: last.number + 1,
      baseline: last.baseline,
      baselineWords: last.baselineWords,
      target: input.target,
      trajectory: trajectoryOf(input.trajectory, last.baseline, input.target),
      fromOn: input.fromOn,
      why: input.why,
    };
    await insertVersion(tx, file.priority, version);
    const warnings = await warningsFor(acting, file, version.target);
    return priorityDone(file, {
      message: [
        `The target is ${String(version.target)} ${file.priority.unit} from ${formatCivilDate(input.fromOn)}; the old one stays beside it.`,
        ...warnings,
      ].join(" "),
      kind: "priorities.target-set",
      summary: `The target of ${file.priority.title} becomes ${String(version.target)} ${file.priority.unit} from ${formatCivilDate(input.fromOn)}; it was ${String(last.target)}. ${input.why}`,
      body: {
        priority: file.priority.slug,
        version: version.number,
        target: String(version.target),
        was: String(last.target),
        trajectory: version.trajectory.map(String),
        fromOn: input.fromOn,
        why: input.why,
        warnings: [...warnings],
      },
    });
  },
});

async function warningsFor({ tx }: Acting, file: PriorityFile, target: number): Promise<readonly string[]> {
  const outcome = (await listOutcomes(tx)).find(({ slug }) => slug === file.priority.outcome);
  return warningsOf({ ...file.priority, target, figures: file.figures, outcome });
}

/** A month's figure of what the place measures itself. */
export const enterFigureCommand: Command = defineCommand({
  name: "priorities.enter-figure",
  title: "Enter a figure of a priority",
  about: "Keeps the figure of a month that has ended, for a priority whose place measures it itself.",
  schema: enterFigureSchema,
  path: "/priorities/:priority/figures/add",
  resource: priorityResource,
  form: async ({ db, params }) => {
    const file = await findPriority(db, params["priority"] ?? "");
    return (
      file &&
      priorityForm(file, {
        title: "Enter a figure",
        intro: `${file.priority.indicatorWords}, in ${file.priority.unit}. Months before its start make its history.`,
        submit: "Enter the figure",
        fields: [
          { name: "month", widget: { kind: "date" } },
          { name: "value", widget: { kind: "text", width: 10 } },
        ],
      })
    );
  },
  run: async (acting: Acting, input: EnterFigure): Promise<Done> => {
    const { tx, today } = acting;
    const file = await getPriority(tx, input.priority);
    if (file.priority.indicator)
      throw new Conflict("priorities.published-figures", {
        message:
          "The figures of this priority are the published ones of its indicator; none is entered by hand.",
      });
    if (input.month.slice(0, 7) >= today.slice(0, 7))
      throw new Invalid([
        {
          code: "priorities.month",
          field: "month",
          message: `${monthInWords(input.month)} has not ended. A figure is entered once its month is over.`,
        },
      ]);
    const was = file.figures.find(({ month }) => month === input.month);
    await keepFigure(tx, file.priority, input);
    const planned = versionOn(file.versions, today)?.target;
    return priorityDone(file, {
      message: `${monthInWords(input.month)}: ${String(input.value)} ${file.priority.unit}${was ? `; it was ${String(was.value)}` : ""}.`,
      kind: was ? "priorities.figure-corrected" : "priorities.figure-entered",
      summary: `${file.priority.title}, ${monthInWords(input.month)}: ${String(input.value)} ${file.priority.unit}${was ? ` (was ${String(was.value)})` : ""}.`,
      body: {
        priority: file.priority.slug,
        month: input.month,
        value: String(input.value),
        was: was ? String(was.value) : null,
        target: planned === undefined ? null : String(planned),
      },
    });
  },
});
