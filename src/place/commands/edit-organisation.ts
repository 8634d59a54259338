import { formatCivilDate } from "@concordat/calendar";
import {
  Invalid,
  anyOfKind,
  defineCommand,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormAsking,
  type FormModel,
  type Problem,
} from "../../kernel/index.ts";
import type { Area } from "../area.ts";
import type { Organisation } from "../organisation.ts";
import { areaRef, organisationRef } from "../refs.ts";
import { editOrganisationSchema, type EditOrganisation } from "../schema.ts";
import { findArea } from "../store-areas.ts";
import { keepFormerName, lastRenamingOn, writeOrganisation } from "../store-change-organisations.ts";
import { staleVersion } from "../store-changes.ts";
import { findLatestOrganisation, getLatestOrganisation } from "../store-organisations.ts";
import { sourceLine } from "../words.ts";
import { enteredNow } from "./entered.ts";
import { areaUnknown } from "./register-problems.ts";
import { organisationResource } from "./resources.ts";

/** Corrects the facts of an organisation, or notes its new name from a day. */
export const editOrganisationCommand: Command = defineCommand<EditOrganisation>({
  name: "place.edit-organisation",
  title: "Correct or rename an organisation",
  about:
    "Puts name, official name or area right, or notes a new name from a day and keeps the former one for the days before.",
  schema: editOrganisationSchema,
  path: "/organisations/:slug/edit",
  resource: organisationResource,
  form: editForm,
  run: runEdit,
});

async function editForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const organisation = await findLatestOrganisation(db, params["slug"] ?? "");
  return (
    organisation && {
      title: `Correct or rename ${organisation.name}`,
      submit: "Save",
      illustrative: organisation.basis === "illustrative",
      trail: trailOf(organisation),
      values: {
        version: String(organisation.version),
        name: organisation.name,
        officialName: organisation.officialName ?? "",
        area: organisation.area?.slug ?? "",
      },
      fields: [
        { name: "version", widget: { kind: "hidden" } },
        { name: "name", widget: { kind: "text" } },
        { name: "from", widget: { kind: "date" } },
        { name: "officialName", widget: { kind: "text" } },
        { name: "area", widget: { kind: "text" } },
        { name: "source", widget: { kind: "text" } },
      ],
      sources: [sourceLine(organisation)],
    }
  );
}

/** The way back to an organisation. */
export function trailOf(organisation: Pick<Organisation, "name" | "slug">): NonNullable<FormModel["trail"]> {
  return [
    { text: "Organisations", href: "/organisations" },
    { text: organisation.name, href: `/organisations/${organisation.slug}` },
  ];
}

async function runEdit(acting: Acting, input: EditOrganisation): Promise<Done> {
  const { tx } = acting;
  const held = await getLatestOrganisation(tx, input.slug);
  if (held.version !== input.version) throw staleVersion(held.name);
  const area = input.area === undefined ? undefined : await findArea(tx, input.area);
  const problems = [
    ...areaProblems(input, held, area),
    ...(await nameProblems(tx, input, held)),
    ...nothingChanged(input, held),
  ];
  if (problems.length > 0) throw new Invalid(problems);
  const from = enteredNow(acting, { source: input.source, illustrative: held.basis === "illustrative" });
  const saved = await writeOrganisation(tx, held, {
    name: input.name,
    from,
    ...(input.officialName && { officialName: input.officialName }),
    ...(area && { areaId: area.id }),
  });
  if (!saved) throw staleVersion(held.name);
  if (input.from) await keepOldName(tx, held, { ...input, from: input.from });
  const summary = summaryOf(input, held);
  return {
    message: summary,
    href: `/organisations/${held.slug}`,
    subject: organisationRef(held),
    entry: {
      kind: input.from ? "place.organisation-renamed" : "place.organisation-corrected",
      summary,
      subjects: [
        organisationRef(held),
        ...(area?.id === held.area?.id
          ? []
          : [area, held.area].flatMap((one) => (one ? [areaRef(one)] : []))),
      ],
      body: {
        before: factsOf({ ...held, area: held.area?.slug }),
        after: factsOf({
          ...input,
          area: area?.slug,
          source: from.source,
          seen: from.seen,
          basis: from.basis,
        }),
        from: input.from ?? null,
      },
    },
    changed: [anyOfKind("place", "organisation")],
    json: { version: held.version + 1 },
  };
}

/** The name until now held from the last renaming, or from the beginning. */
async function keepOldName(
  tx: Db,
  held: Organisation,
  input: { readonly from: NonNullable<EditOrganisation["from"]> },
): Promise<void> {
  const since = (await lastRenamingOn(tx, held.id)) ?? held.beginsOn;
  await keepFormerName(tx, {
    organisation: held.id,
    name: held.name,
    endsOn: input.from,
    from: { source: held.source, seen: held.seen, basis: held.basis },
    ...(since && { beginsOn: since }),
  });
}

async function nameProblems(
  tx: Db,
  input: EditOrganisation,
  held: Organisation,
): Promise<readonly Problem[]> {
  const on = input.from;
  if (on === undefined) return [];
  if (input.name === held.name) {
    return [
      {
        code: "place.same-name",
        field: "name",
        message: `Its name is ${held.name} already. Write the new name, or take out the day from which it holds.`,
      },
    ];
  }
  if (held.endsOn !== undefined && on >= held.endsOn)
    return [
      fromProblem(
        `${held.name} ended on ${formatCivilDate(held.endsOn)}, so it had no new name from ${formatCivilDate(on)}.`,
      ),
    ];
  const since = (await lastRenamingOn(tx, held.id)) ?? held.beginsOn;
  if (since === undefined || on > since) return [];
  return [
    fromProblem(
      `It has been called ${held.name} only from ${formatCivilDate(since)}; a new name can hold from a later day, not from ${formatCivilDate(on)}.`,
    ),
  ];
}

function fromProblem(message: string): Problem {
  return { code: "place.renamed-too-early", field: "from", message };
}

function areaProblems(
  input: EditOrganisation,
  held: Organisation,
  area: Area | undefined,
): readonly Problem[] {
  if (input.area === undefined) return [];
  if (!area) return [areaUnknown("area", input.area)];
  if ((area.basis === "illustrative") === (held.basis === "illustrative")) return [];
  const madeUp = area.basis === "illustrative" ? area.name : held.name;
  return [
    {
      code: "place.area-made-up",
      field: "area",
      message: `${madeUp} is made up and the other is real: the organisation cannot be for this area.`,
    },
  ];
}

function nothingChanged(input: EditOrganisation, held: Organisation): readonly Problem[] {
  const same =
    input.name === held.name &&
    input.officialName === held.officialName &&
    input.area === held.area?.slug &&
    input.from === undefined;
  return same && input.source === undefined
    ? [{ code: "place.nothing-changed", message: "Nothing was changed. Change what is wrong, or go back." }]
    : [];
}

function summaryOf(input: EditOrganisation, held: Organisation): string {
  if (input.from) return `${held.name} is called ${input.name} from ${formatCivilDate(input.from)}.`;
  if (input.name !== held.name) return `The name of ${held.name} was put right: ${input.name}.`;
  return `What is held of ${held.name} was put right.`;
}

function factsOf(facts: {
  readonly name: string;
  readonly officialName?: string | undefined;
  readonly area: string | undefined;
  readonly source?: string | undefined;
  readonly seen?: string;
  readonly basis?: string;
}): Readonly<Record<string, string | null>> {
  return {
    name: facts.name,
    officialName: facts.officialName ?? null,
    area: facts.area ?? null,
    source: facts.source ?? null,
    seen: facts.seen ?? null,
    basis: facts.basis ?? null,
  };
}
