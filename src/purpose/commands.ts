import {
  Conflict,
  defineCommand,
  Invalid,
  NotFound,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
  type Json,
  type PolicyResource,
} from "../kernel/index.ts";
import {
  areaRef,
  findArea,
  keepersOfArea,
  listOrganisationsById,
  organisationRef,
  type Area,
  type Organisation,
} from "../place/index.ts";
import { problemsOf } from "./entering.ts";
import { figureInWords, figureJson } from "./figure.ts";
import { indicatorHref, indicatorRef, type Indicator, type Observation } from "./observation.ts";
import { spanInWords } from "./period.ts";
import { enterObservationSchema, type EnterObservation } from "./schema.ts";
import { findEntered, keepEntered } from "./store-entered.ts";
import { listLocalIndicators } from "./store-indicators.ts";

/** An organisation kept here enters a figure of its own for its area. */
export const enterObservationCommand: Command = defineCommand({
  name: "purpose.enter-observation",
  title: "Enter a figure",
  about:
    "Adds a figure that a body keeps here itself, for its area and a period that has ended. The record keeps every version.",
  schema: enterObservationSchema,
  path: "/areas/:slug/figures/add",
  resource: resourceFor,
  form: formFor,
  run: enter,
});

async function resourceFor(
  db: Db,
  input: Readonly<Record<string, unknown>>,
): Promise<PolicyResource | undefined> {
  const area = typeof input["slug"] === "string" ? await findArea(db, input["slug"]) : undefined;
  if (!area) return undefined;
  const keepers = await keepersOfArea(db, area.id);
  return {
    ref: areaRef(area),
    keepers,
    keptHere: keepers.length > 0,
    illustrative: area.basis === "illustrative",
  };
}

async function formFor({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const area = await findArea(db, params["slug"] ?? "");
  if (!area) return undefined;
  const options = (await listLocalIndicators(db)).map((one) => ({
    value: one.id,
    text: `${one.name} (${one.unit})`,
  }));
  return {
    title: `Enter a figure for ${area.name}`,
    intro: "The area's page shows it as kept here, with the name of your body. The record keeps it too.",
    submit: "Enter the figure",
    fields: [
      { name: "indicator", widget: { kind: "select", options } },
      { name: "periodStart", widget: { kind: "date" } },
      { name: "periodEnd", widget: { kind: "date" } },
      { name: "figure", widget: { kind: "measured" } },
      { name: "note", widget: { kind: "textarea", rows: 2 } },
      { name: "corrects", widget: { kind: "yes-no" } },
    ],
    illustrative: area.basis === "illustrative",
    trail: [
      { text: "Areas", href: "/areas" },
      { text: area.name, href: `/areas/${area.slug}` },
    ],
  };
}

async function enter(acting: Acting, input: EnterObservation): Promise<Done> {
  const { tx, today } = acting;
  const area = await findArea(tx, input.slug);
  if (!area)
    throw new NotFound("purpose.no-such-area", { message: `There is no area "${input.slug}" here.` });
  const organisation = await keeperActing(acting, area);
  const indicator = (await listLocalIndicators(tx)).find((one) => one.id === input.indicator);
  const span = { start: input.periodStart, end: input.periodEnd };
  const earlier = await findEntered(tx, { indicator: input.indicator, area, organisation, span });
  const problems = problemsOf(input, { today, indicator, earlier });
  if (problems.length > 0 || !indicator) throw new Invalid(problems);
  const basis = area.basis === "illustrative" ? "illustrative" : "kept-here";
  const note = input.note || undefined;
  await keepEntered(tx, {
    indicator,
    area,
    organisation,
    span,
    figure: input.figure,
    on: today,
    basis,
    ...(note && { note }),
  });
  return done({ area, organisation, indicator, input, earlier });
}

/** The keeper of the area in whose name this is done: the actor's own, else the only one there is. */
async function keeperActing({ tx, actor }: Acting, area: Area): Promise<Organisation> {
  const keepers = await keepersOfArea(tx, area.id);
  const own =
    keepers.find((id) => id === actor.capacity.organisation?.id) ??
    (keepers.length === 1 ? keepers[0] : undefined);
  const organisation = own && (await listOrganisationsById(tx, [own]))[0];
  if (organisation) return organisation;
  throw new Conflict("purpose.no-keeper", {
    message: `A figure of ${area.name} is entered in the name of a body that keeps it here. Choose the office in which you act.`,
  });
}

function done(given: {
  readonly area: Area;
  readonly organisation: Organisation;
  readonly indicator: Indicator;
  readonly input: EnterObservation;
  readonly earlier: Observation | undefined;
}): Done {
  const { area, organisation, indicator, input, earlier } = given;
  const span = { start: input.periodStart, end: input.periodEnd };
  const words = figureInWords(input.figure, indicator.unit);
  const was = earlier && figureInWords(earlier.figure, earlier.unit);
  const body: Json = {
    indicator: indicator.id,
    area: area.slug,
    organisation: organisation.slug,
    periodStart: span.start,
    periodEnd: span.end,
    figure: figureJson(input.figure),
    unit: indicator.unit,
    ...(input.note && { note: input.note }),
    ...(earlier && { replaces: figureJson(earlier.figure), replacesEnteredOn: earlier.enteredOn ?? null }),
  };
  const what = `${indicator.name}, ${area.name}, ${spanInWords(span)}: ${words}`;
  return {
    message: was
      ? `The figure is now ${words}; it was ${was}.`
      : `The figure for ${spanInWords(span)} is entered: ${words}.`,
    href: `${indicatorHref(indicator.id)}?area=${area.slug}`,
    subject: indicatorRef(indicator.id),
    entry: {
      kind: was ? "purpose.observation-corrected" : "purpose.observation-entered",
      summary: `${organisation.name} ${was ? "corrected" : "entered"} a figure: ${what}${was ? ` (was ${was})` : ""}.`,
      subjects: [areaRef(area), indicatorRef(indicator.id), organisationRef(organisation)],
      body,
    },
    json: {
      indicator: indicator.id,
      area: area.slug,
      periodStart: span.start,
      periodEnd: span.end,
      ...figureJson(input.figure),
    },
  };
}
