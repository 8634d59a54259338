import {
  anyOfKind,
  defineCommand,
  Invalid,
  millisOf,
  newUuid,
  slugOf,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
  type Problem,
} from "../../kernel/index.ts";
import {
  areaRef,
  findArea,
  findLatestOrganisation,
  listOrganisationChoices,
  listOrganisationsById,
  organisationRef,
  type Area,
  type Organisation,
} from "../../place/index.ts";
import {
  prioritiesMost,
  priorityHref,
  priorityRef,
  warningsOf,
  type Outcome,
  type Priority,
  type Side,
  type Version,
} from "../priority.ts";
import { adoptPrioritySchema, trajectoryOf, type AdoptPriority } from "../schema.ts";
import { listOutcomes } from "../store-practice.ts";
import { findPriority, insertPriority, listPriorities, publishedFigures } from "../store-priorities.ts";
import { areaResource } from "./found.ts";

/** Kinds of body that may own a priority, by side. */
export const ownerKinds: Readonly<Record<Side, readonly string[]>> = {
  nhs: ["icb", "trust", "network", "ccg", "national-body"],
  council: ["council", "district-council"],
};

/** A place promises an outcome for twelve months, with an owner from each side. */
export const adoptPriorityCommand: Command = defineCommand({
  name: "priorities.adopt-priority",
  title: "Adopt a priority",
  about:
    "Sets out an outcome that a place promises for twelve months, with two owners, baseline, target and trajectory; a board's resolution freezes it.",
  schema: adoptPrioritySchema,
  path: "/areas/:area/priorities/add",
  resource: areaResource,
  form,
  run: adopt,
});

async function form({ db, params, today }: FormAsking): Promise<FormModel | undefined> {
  const area = await findArea(db, params["area"] ?? "");
  if (!area) return undefined;
  const illustrative = area.basis === "illustrative";
  const choices = (await listOrganisationChoices(db, today)).filter(
    (one) => one.illustrative === illustrative,
  );
  const bodies = await listOrganisationsById(
    db,
    choices.map(({ id }) => id),
  );
  const outcomes = await listOutcomes(db);
  const of = (kinds: readonly string[]) =>
    bodies.filter(({ kind }) => kinds.includes(kind)).map(({ slug, name }) => ({ value: slug, text: name }));
  return {
    title: `Adopt a priority for ${area.name}`,
    intro:
      "Choose an outcome of the catalogue. Or leave it at the place's own and fill in what it measures. You can change baseline and target later beside the first, never over it. A board's resolution freezes them.",
    submit: "Adopt the priority",
    illustrative,
    trail: [
      { text: "Areas", href: "/areas" },
      { text: area.name, href: `/areas/${area.slug}` },
    ],
    fields: fieldsOf(outcomes, of(ownerKinds.nhs), of(ownerKinds.council)),
  };
}

interface Choice {
  readonly value: string;
  readonly text: string;
}

function fieldsOf(
  outcomes: readonly { readonly slug: string; readonly title: string }[],
  nhsBodies: readonly Choice[],
  councilBodies: readonly Choice[],
): FormModel["fields"] {
  const directions = [
    { value: "", text: "As the catalogue has it" },
    { value: "up", text: "Higher is better" },
    { value: "down", text: "Lower is better" },
  ];
  const titles = outcomes.map(({ slug, title }) => ({ value: slug, text: title }));
  return [
    {
      name: "outcome",
      widget: { kind: "select", options: [{ value: "", text: "The place's own" }, ...titles] },
    },
    { name: "title", widget: { kind: "text" } },
    { name: "purpose", widget: { kind: "textarea", rows: 2 } },
    { name: "whyTogether", widget: { kind: "textarea", rows: 2 } },
    { name: "indicatorWords", widget: { kind: "text" } },
    { name: "unit", widget: { kind: "text", width: 20 } },
    { name: "direction", widget: { kind: "select", options: directions } },
    { name: "experience", widget: { kind: "textarea", rows: 2 } },
    { name: "cut", widget: { kind: "text" } },
    { name: "nhsBody", widget: { kind: "select", options: nhsBodies } },
    { name: "nhsOffice", widget: { kind: "text" } },
    { name: "councilBody", widget: { kind: "select", options: councilBodies } },
    { name: "councilOffice", widget: { kind: "text" } },
    { name: "startsOn", widget: { kind: "date" } },
    { name: "baseline", widget: { kind: "text", width: 10 } },
    { name: "baselineWords", widget: { kind: "text" } },
    { name: "target", widget: { kind: "text", width: 10 } },
    { name: "trajectory", widget: { kind: "text" } },
    { name: "beyondFive", widget: { kind: "textarea", rows: 2 } },
  ];
}

async function adopt(acting: Acting, input: AdoptPriority): Promise<Done> {
  const { tx, today, clock } = acting;
  const area = (await findArea(tx, input.area))!;
  const outcome = (await listOutcomes(tx)).find(({ slug }) => slug === input.outcome);
  const [nhsBody, council] = [
    await findLatestOrganisation(tx, input.nhsBody),
    await findLatestOrganisation(tx, input.councilBody),
  ];
  const measured = measuredBy(input, outcome);
  const slug = slugOf(`${area.slug} ${measured.title ?? ""}`).slice(0, 90);
  const problems = [
    ...missing(input, outcome, measured),
    ...ownerProblems({ nhsBody, council, area, input }),
    ...(await crowdProblems(tx, { area, input, slug })),
  ];
  if (problems.length > 0 || !nhsBody || !council) throw new Invalid(problems);
  const illustrative = area.basis === "illustrative";
  const priority = {
    ...(measured as Measure),
    id: newUuid(millisOf(clock.now())),
    slug,
    areaId: area.id,
    purpose: input.purpose,
    nhs: { body: nhsBody.id, office: input.nhsOffice },
    council: { body: council.id, office: input.councilOffice },
    startsOn: input.startsOn,
    source: "Kept on this site",
    seen: today,
    basis: illustrative ? ("illustrative" as const) : ("kept-here" as const),
    audience: area.audience,
    ...(outcome && { outcome: outcome.slug }),
    ...(input.beyondFive && { beyondFive: input.beyondFive }),
  } satisfies Priority;
  const version: Version = {
    number: 1,
    baseline: input.baseline,
    baselineWords: input.baselineWords,
    target: input.target,
    trajectory: trajectoryOf(input.trajectory, input.baseline, input.target),
    fromOn: input.startsOn,
    why: "As first set",
  };
  await insertPriority(tx, priority, version);
  const figures = priority.indicator ? await publishedFigures(tx, priority.indicator, area.id) : [];
  const warnings = warningsOf({ ...priority, target: version.target, figures, outcome });
  return adopted({ priority, version, warnings, area, owners: [nhsBody, council] });
}

type Measure = Pick<
  Priority,
  "title" | "whyTogether" | "indicatorWords" | "unit" | "direction" | "experience" | "cut" | "indicator"
>;

/** What was typed, else what the catalogue has; the published indicator only where nothing else is measured. */
function measuredBy(input: AdoptPriority, outcome: Outcome | undefined): Partial<Measure> {
  const own = input.indicatorWords !== undefined || input.unit !== undefined;
  const direction = input.direction || outcome?.direction;
  const found = {
    title: input.title ?? outcome?.title,
    whyTogether: input.whyTogether ?? outcome?.whyBoth,
    indicatorWords: input.indicatorWords ?? outcome?.indicatorWords,
    unit: input.unit ?? outcome?.unit,
    direction,
    experience: input.experience ?? outcome?.experience,
    cut: input.cut ?? outcome?.cut,
    indicator: own ? undefined : outcome?.indicator,
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

const required = [
  "title",
  "whyTogether",
  "indicatorWords",
  "unit",
  "direction",
  "experience",
  "cut",
] as const;

function missing(
  input: AdoptPriority,
  outcome: Outcome | undefined,
  measured: Partial<Measure>,
): readonly Problem[] {
  if (input.outcome !== undefined && !outcome)
    return [
      problem("outcome", `“${input.outcome}” is not in the catalogue. Choose another, or the place's own.`),
    ];
  return required
    .filter((name) => measured[name] === undefined)
    .map((name) => problem(name, "The place's own priority has no catalogue to take this from. Fill it in."));
}

function ownerProblems(given: {
  readonly nhsBody: Organisation | undefined;
  readonly council: Organisation | undefined;
  readonly area: Area;
  readonly input: AdoptPriority;
}): readonly Problem[] {
  const { nhsBody, council, area, input } = given;
  const fits = (body: Organisation | undefined, kinds: readonly string[]): boolean =>
    body !== undefined &&
    kinds.includes(body.kind) &&
    (body.basis === "illustrative") === (area.basis === "illustrative") &&
    (body.endsOn === undefined || body.endsOn > input.startsOn);
  return [
    ...(fits(nhsBody, ownerKinds.nhs)
      ? []
      : [problem("nhsBody", `“${input.nhsBody}” is no NHS body in being here. Choose one of the list.`)]),
    ...(fits(council, ownerKinds.council)
      ? []
      : [
          problem(
            "councilBody",
            `“${input.councilBody}” is no council in being here. Choose one of the list.`,
          ),
        ]),
  ];
}

async function crowdProblems(
  tx: Db,
  { area, input, slug }: { readonly area: Area; readonly input: AdoptPriority; readonly slug: string },
): Promise<readonly Problem[]> {
  const held = await listPriorities(tx, { areaIds: [area.id] });
  const crowded = held.length >= prioritiesMost && input.beyondFive === undefined;
  return [
    ...(crowded
      ? [
          problem(
            "beyondFive",
            `${area.name} has ${held.length} priorities. A few are kept better than many: say why there should be more.`,
          ),
        ]
      : []),
    ...((await findPriority(tx, slug))
      ? [problem("title", `${area.name} has a priority of this name already. Choose another title.`)]
      : []),
  ];
}

function problem(field: string, message: string): Problem {
  return { code: "priorities.adopt", field, message };
}

function adopted(given: {
  readonly priority: Priority;
  readonly version: Version;
  readonly warnings: readonly string[];
  readonly area: Area;
  readonly owners: readonly Organisation[];
}): Done {
  const { priority, version, warnings, area, owners } = given;
  return {
    message: [
      "The priority is adopted. A board's resolution freezes its baseline and target.",
      ...warnings,
    ].join(" "),
    href: priorityHref(priority.slug),
    subject: priorityRef(priority),
    changed: [anyOfKind("priorities", "priority"), areaRef(area)],
    json: { priority: priority.slug, warnings: [...warnings] },
    entry: {
      kind: "priorities.priority-adopted",
      summary: `${area.name} adopted a priority: ${priority.title}, from ${String(version.baseline)} to ${String(version.target)} ${priority.unit} in twelve months.`,
      subjects: [priorityRef(priority), areaRef(area), ...owners.map(organisationRef)],
      body: {
        priority: priority.slug,
        outcome: priority.outcome ?? null,
        indicator: priority.indicatorWords,
        baseline: String(version.baseline),
        target: String(version.target),
        trajectory: version.trajectory.map(String),
        startsOn: priority.startsOn,
        owners: owners.map(({ slug }) => slug),
        warnings: [...warnings],
      },
      audience: priority.audience,
    },
  };
}
