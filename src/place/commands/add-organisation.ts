import { formatCivilDate } from "@concordat/calendar";
import {
  Invalid,
  anyOfKind,
  defineCommand,
  type Acting,
  type Command,
  type Done,
  type Problem,
} from "../../kernel/index.ts";
import type { Area } from "../area.ts";
import { parseCode } from "../codes.ts";
import { daysOverlap, whyNotInBeing } from "../in-being.ts";
import { organisationKindLabel, schemeLabel } from "../organisation.ts";
import { areaRef, organisationRef } from "../refs.ts";
import { addOrganisationSchema, type AddOrganisation } from "../schema.ts";
import { newSlug } from "../slug.ts";
import { findArea } from "../store-areas.ts";
import { addCode, addOrganisation, lockCode } from "../store-change-organisations.ts";
import { listCodeHolders } from "../store-codes.ts";
import { findLatestOrganisation } from "../store-organisations.ts";
import { daysInWords } from "../words.ts";
import { enteredNow } from "./entered.ts";
import { organisationKindChoices, schemeChoices, sourceFields } from "./form-fields.ts";
import { areaUnknown, slugProblems, slugTaken } from "./register-problems.ts";
import { organisationRegister } from "./resources.ts";

/** Adds an organisation to the register. */
export const addOrganisationCommand: Command = defineCommand<AddOrganisation>({
  name: "place.add-organisation",
  title: "Add an organisation",
  about: "Adds an organisation to the register, with its code, its area and where that is known from.",
  schema: addOrganisationSchema,
  path: "/organisations/add",
  resource: async () => organisationRegister,
  form: async () => ({
    title: "Add an organisation",
    intro: "An organisation for a made-up area is marked as made up too.",
    submit: "Add the organisation",
    trail: [{ text: "Organisations", href: "/organisations" }],
    values: { keptHere: "false" },
    fields: [
      { name: "name", widget: { kind: "text" } },
      { name: "officialName", widget: { kind: "text" } },
      { name: "kind", widget: { kind: "select", options: organisationKindChoices } },
      { name: "area", widget: { kind: "text" } },
      { name: "begins", widget: { kind: "date" } },
      { name: "scheme", widget: { kind: "select", options: schemeChoices } },
      { name: "code", widget: { kind: "text", width: 10 } },
      { name: "keptHere", widget: { kind: "yes-no" } },
      ...sourceFields,
      { name: "slug", widget: { kind: "text" } },
    ],
  }),
  run: runAddOrganisation,
});

async function runAddOrganisation(acting: Acting, input: AddOrganisation): Promise<Done> {
  const { tx } = acting;
  const slug = newSlug(input.slug, input.name);
  const area = input.area === undefined ? undefined : await findArea(tx, input.area);
  const held = slug === "" ? undefined : await findLatestOrganisation(tx, slug);
  const added = { kind: "organisation", slug, input } as const;
  const code = readCode(input);
  const problems = [
    ...slugProblems(added, held?.name),
    ...areaProblems(input, area),
    ...code.problems,
    ...(await codeProblems(acting, input, code.value)),
  ];
  if (problems.length > 0) throw new Invalid(problems);
  const from = enteredNow(acting, { ...input, illustrative: area?.basis === "illustrative" });
  const days = input.begins && { beginsOn: input.begins };
  const id = await addOrganisation(tx, {
    slug,
    kind: input.kind,
    name: input.name,
    keptHere: input.keptHere,
    from,
    ...(input.officialName && { officialName: input.officialName }),
    ...(area && { areaId: area.id }),
    ...days,
  });
  if (id === undefined) throw new Invalid([slugTaken(added)]);
  if (input.scheme && code.value)
    await addCode(tx, { organisation: id, scheme: input.scheme, code: code.value, from, ...days });
  const ref = organisationRef({ id });
  return {
    message: `${input.name} was added.`,
    href: `/organisations/${slug}`,
    subject: ref,
    entry: {
      kind: "place.organisation-added",
      summary: `${input.name} was added to the organisations (${organisationKindLabel(input.kind)})${area ? `, for ${area.name}` : ""}.`,
      subjects: [ref, ...(area ? [areaRef(area)] : [])],
      body: {
        slug,
        kind: input.kind,
        name: input.name,
        officialName: input.officialName ?? null,
        area: area?.slug ?? null,
        begins: input.begins ?? null,
        code: input.scheme && code.value ? { scheme: input.scheme, code: code.value } : null,
        keptHere: input.keptHere,
        source: from.source,
        seen: from.seen,
        basis: from.basis,
      },
    },
    changed: [anyOfKind("place", "organisation")],
    json: { slug },
  };
}

function readCode(input: AddOrganisation): {
  readonly value?: string;
  readonly problems: readonly Problem[];
} {
  if (input.scheme === undefined || !input.code) return { problems: [] };
  const parsed = parseCode(input.scheme, input.code);
  return parsed.ok ? { value: parsed.value, problems: [] } : { problems: parsed.problems };
}

function areaProblems(input: AddOrganisation, area: Area | undefined): readonly Problem[] {
  if (input.area === undefined) return [];
  if (!area) return [areaUnknown("area", input.area)];
  const why = input.begins === undefined ? undefined : whyNotInBeing(area, input.begins);
  if (why === undefined || input.begins === undefined) return [];
  return [
    {
      code: "place.area-not-in-being",
      field: "area",
      message: `${area.name} ${why}, so an organisation that begins on ${formatCivilDate(input.begins)} cannot be for it.`,
    },
  ];
}

/** A code names one organisation at a time. */
async function codeProblems(
  { tx }: Acting,
  input: AddOrganisation,
  code: string | undefined,
): Promise<readonly Problem[]> {
  if (input.scheme === undefined || code === undefined) return [];
  await lockCode(tx, { scheme: input.scheme, code });
  const days = input.begins ? { beginsOn: input.begins } : {};
  const holders = (await listCodeHolders(tx, [{ scheme: input.scheme, code }])).filter((holder) =>
    daysOverlap(holder, days),
  );
  return holders.slice(0, 1).map((holder) => ({
    code: "place.code-in-use",
    field: "code",
    message: `${schemeLabel(input.scheme ?? "")} ${code} is ${holder.name}'s (${daysInWords(holder)}). A code stands for one organisation at a time: correct the code or the first day.`,
  }));
}
