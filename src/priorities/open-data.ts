import type { Asking, Column, OpenDataTable, Row } from "../kernel/index.ts";
import { listAreasById } from "../place/index.ts";
import { actionState, type PriorityFile } from "./priority.ts";
import { listCopies, listPractice } from "./store-practice.ts";
import { listClaims } from "./store-claims.ts";
import { listPriorities } from "./store-priorities.ts";
import { viewsOf, type ClaimView } from "./web/claim-view.ts";

const licence = "Open Government Licence v3.0";

type Told = Column & { readonly about: string };

const text = (key: string, label: string, about: string): Told => ({ key, label, about, kind: "text" });
const number = (key: string, label: string, about: string): Told => ({
  key,
  label,
  about,
  kind: "number",
});
const date = (key: string, label: string, about: string): Told => ({ key, label, about, kind: "date" });

const priorityColumn = text("priority", "Priority", "Address of the priority, as in /priorities/.");

/** Every table of this module that anybody may download whole. */
export const prioritiesOpenData: readonly OpenDataTable[] = [
  {
    name: "claims",
    title: "Claims of success",
    about: "Every claim held, with the verdict that the figures of the day give.",
    licence,
    columns: [
      text("slug", "Address", "As in /claims/."),
      text("title", "Claim", "What is claimed, in one sentence."),
      text("who", "Who said so", "An office or a body."),
      text("said", "When it was said", "In the words of its source."),
      text("kind", "Kind", "A change in figures, an activity, or money saved."),
      text("where", "Where", "The area it speaks of."),
      text("byHowMuch", "By how much", "As its source gives it."),
      text("cause", "Cause claimed", "What it is put down to. No verdict speaks of it."),
      text("verdict", "Verdict", "Computed from the definitions read as claimed."),
      text(
        "basis",
        "Basis",
        "On what the claim rests; general-knowledge was not checked against its source.",
      ),
      text("source", "Source", "Where the claim can be read."),
      date("enteredOn", "Entered on", "When a body entered it here; empty for shipped claims."),
      date("withdrawnOn", "Withdrawn on", "When whoever entered it took it back."),
    ],
    rows: async (asking) => (await claimViews(asking)).map(claimRow),
  },
  {
    name: "claim-definitions",
    title: "How claims are read as figures",
    about: "Every definition tried of every claim, with its levels and what its figures say.",
    licence,
    columns: [
      text("claim", "Claim", "Address of the claim."),
      number("place", "Place", "Order among the definitions of the claim."),
      text("role", "How it stands to the claim", "as-claimed, tried or beside."),
      text("label", "Definition", "What is measured."),
      text("unit", "Unit", "Of the levels."),
      number("before", "Before", "Level of the months before; empty where not held whole."),
      number("after", "After", "Level of the months after."),
      number("later", "Later", "Level of later months."),
      number("claimed", "Size claimed", "How far it is said to have moved."),
      text("verdict", "Verdict", "What the figures of this definition say; empty for what stands beside."),
      date("triedOn", "Tried on", "When a body tried it here; empty for shipped definitions."),
    ],
    rows: async (asking) => (await claimViews(asking)).flatMap(definitionRows),
  },
  {
    name: "priorities",
    title: "Priorities and their targets",
    about: "Every version of baseline and target of every priority; the last that has begun holds.",
    licence,
    columns: [
      priorityColumn,
      text("area", "Area", "Address of the area."),
      text("title", "Title", "What is promised."),
      text("indicator", "Indicator", "What is measured."),
      text("unit", "Unit", "Of baseline, target and figures."),
      text("direction", "Better is", "up or down."),
      date("startsOn", "Starts on", "First day of its twelve months."),
      number("version", "Version", "From 1; each stands beside those before it."),
      number("baseline", "Baseline", "Where it begins."),
      number("target", "Target", "Where it should be after twelve months."),
      text("trajectory", "Trajectory", "Twelve levels, one a month, with spaces between."),
      date("fromOn", "From", "From when the version holds."),
      date("frozenOn", "Frozen on", "When a board's resolution froze it."),
      text("basis", "Basis", "illustrative is made up to show how this works."),
    ],
    rows: async (asking) => {
      const files = await listPriorities(asking.db, { at: asking.at });
      const areas = await listAreasById(
        asking.db,
        files.map(({ priority }) => priority.areaId),
      );
      return files.flatMap((file) =>
        versionRows(file, areas.find(({ id }) => id === file.priority.areaId)?.slug ?? ""),
      );
    },
  },
  {
    name: "priority-figures",
    title: "Figures of priorities",
    about: "Each month's figure of each priority, before and within its twelve months.",
    licence,
    columns: [
      priorityColumn,
      date("month", "Month", "First day of the month."),
      number("value", "Figure", "In the unit of the priority."),
    ],
    rows: async (asking) =>
      (await listPriorities(asking.db, { at: asking.at })).flatMap(({ priority, figures }) =>
        figures.map(({ month, value }) => ({ priority: priority.slug, month, value })),
      ),
  },
  {
    name: "priority-actions",
    title: "Actions of priorities",
    about: "What the owners of priorities promised to do, by when, and what became of it.",
    licence,
    columns: [
      priorityColumn,
      text("what", "What", "What will be done."),
      text("side", "Side", "nhs or council."),
      text("office", "Office", "Who answers for it."),
      date("enteredOn", "Promised on", "When it was promised."),
      date("dueOn", "By", "The day it is promised for."),
      text("state", "State", "to-be-done, past-its-day, done, done-late or dropped."),
      date("settledOn", "Settled on", "When it was done or dropped."),
      text("words", "What came of it", "In the words of its owner."),
    ],
    rows: async (asking) =>
      (await listPriorities(asking.db, { at: asking.at })).flatMap((file) => actionRows(file, asking)),
  },
  {
    name: "practice-copies",
    title: "Practice that was copied",
    about: "Places that say that they copied a practice, and what they say came of it.",
    licence,
    columns: [
      text("practice", "Practice", "Address of the practice, as in /practice/."),
      text("where", "Where it comes from", "The place whose practice it is."),
      text("copiedBy", "Copied by", "The place that copied it."),
      text("since", "Since", "Since when."),
      text("changed", "What was done differently", "In the words of that place."),
      text("came", "What came of it", "Empty: not said yet."),
      text("claim", "Claim", "Address of the claim by which it is held against figures."),
      date("enteredOn", "Entered on", "When it was entered here."),
    ],
    rows: async (asking) => {
      const practice = new Map((await listPractice(asking.db)).map((one) => [one.slug, one]));
      return (await listCopies(asking.db)).map((one) => ({
        practice: one.practice,
        where: practice.get(one.practice)?.where,
        copiedBy: one.area,
        since: one.since,
        changed: one.changed,
        came: one.came?.words,
        claim: one.came?.claim,
        enteredOn: one.enteredOn,
      }));
    },
  },
];

async function claimViews(asking: Asking): Promise<readonly ClaimView[]> {
  return await viewsOf(asking, await listClaims(asking.db));
}

function claimRow({ claim, verdict }: ClaimView): Row {
  const { slug, title, who, said, kind, where, byHowMuch, cause, basis, source } = claim;
  return {
    slug,
    title,
    who,
    said,
    kind,
    where,
    byHowMuch,
    cause,
    verdict,
    basis,
    source,
    enteredOn: claim.entered?.on,
    withdrawnOn: claim.withdrawn?.on,
  };
}

function definitionRows({ claim, tried }: ClaimView): readonly Row[] {
  return tried.map(({ definition, verdict }) => ({
    claim: claim.slug,
    place: definition.place,
    role: definition.role,
    label: definition.label,
    unit: definition.unit,
    before: verdict.levels.before,
    after: verdict.levels.after,
    later: verdict.levels.later,
    claimed: definition.claimed?.change,
    verdict: definition.role === "beside" ? undefined : verdict.kind,
    triedOn: definition.triedOn,
  }));
}

function versionRows({ priority, versions }: PriorityFile, area: string): readonly Row[] {
  const { slug, title, indicatorWords, unit, direction, startsOn, basis } = priority;
  return versions.map((one) => ({
    priority: slug,
    area,
    title,
    indicator: indicatorWords,
    unit,
    direction,
    startsOn,
    basis,
    version: one.number,
    baseline: one.baseline,
    target: one.target,
    trajectory: one.trajectory.map(String).join(" "),
    fromOn: one.fromOn,
    frozenOn: one.frozenOn,
  }));
}

function actionRows({ priority, actions }: PriorityFile, { at }: Asking): readonly Row[] {
  return actions
    .filter(({ enteredOn }) => enteredOn <= at)
    .map((one) => {
      const settled = one.settled && one.settled.on <= at ? one.settled : undefined;
      return {
        priority: priority.slug,
        what: one.what,
        side: one.side,
        office: one.office,
        enteredOn: one.enteredOn,
        dueOn: one.dueOn,
        state: actionState(one, at),
        settledOn: settled?.on,
        words: settled?.words,
      };
    });
}
