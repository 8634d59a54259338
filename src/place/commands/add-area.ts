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
import { areaKindLabel, type Area } from "../area.ts";
import { areaRef } from "../refs.ts";
import { addAreaSchema, type AddArea } from "../schema.ts";
import { newSlug } from "../slug.ts";
import { findArea } from "../store-areas.ts";
import { addArea, addPart } from "../store-change-areas.ts";
import { whyNotInBeing } from "../in-being.ts";
import { inSentence } from "../words.ts";
import { enteredNow } from "./entered.ts";
import { areaUnknown, slugProblems, slugTaken } from "./register-problems.ts";
import { areaRegister } from "./resources.ts";
import { areaKindChoices, sourceFields } from "./form-fields.ts";

/** Adds an area, and what it lies in. */
export const addAreaCommand: Command = defineCommand<AddArea>({
  name: "place.add-area",
  title: "Add an area",
  about: "Adds an area to the register, with what it lies in and where that is known from.",
  schema: addAreaSchema,
  path: "/areas/add",
  resource: async () => areaRegister,
  form: async () => ({
    title: "Add an area",
    intro: "An area that lies in a made-up one is marked as made up too.",
    submit: "Add the area",
    trail: [{ text: "Areas", href: "/areas" }],
    fields: [
      { name: "name", widget: { kind: "text" } },
      { name: "kind", widget: { kind: "select", options: areaKindChoices } },
      { name: "begins", widget: { kind: "date" } },
      { name: "liesIn", widget: { kind: "text" } },
      { name: "share", widget: { kind: "text", width: 5 } },
      ...sourceFields,
      { name: "slug", widget: { kind: "text" } },
    ],
  }),
  run: runAddArea,
});

async function runAddArea(acting: Acting, input: AddArea): Promise<Done> {
  const { tx } = acting;
  const slug = newSlug(input.slug, input.name);
  const whole = input.liesIn === undefined ? undefined : await findArea(tx, input.liesIn);
  const held = slug === "" ? undefined : await findArea(tx, slug);
  const added = { kind: "area", slug, input } as const;
  const problems = [...slugProblems(added, held?.name), ...wholeProblems(input, whole)];
  if (problems.length > 0) throw new Invalid(problems);
  const from = enteredNow(acting, { ...input, illustrative: whole?.basis === "illustrative" });
  const beginsOn = input.begins && { beginsOn: input.begins };
  const id = await addArea(tx, { slug, kind: input.kind, name: input.name, from, ...beginsOn });
  if (id === undefined) throw new Invalid([slugTaken(added)]);
  if (whole) {
    const share = input.share === undefined ? {} : { share: input.share };
    await addPart(tx, { part: id, whole: whole.id, from, ...share, ...beginsOn });
  }
  const ref = areaRef({ id });
  return {
    message: `${input.name} was added${whole ? `, in ${whole.name}` : ""}.`,
    href: `/areas/${slug}`,
    subject: ref,
    entry: {
      kind: "place.area-added",
      summary: `${input.name} (${inSentence(areaKindLabel(input.kind))}) was added to the areas${whole ? `; it lies in ${whole.name}` : ""}.`,
      subjects: [ref, ...(whole ? [areaRef(whole)] : [])],
      body: {
        slug,
        kind: input.kind,
        name: input.name,
        begins: input.begins ?? null,
        liesIn: whole?.slug ?? null,
        share: input.share === undefined ? null : String(input.share),
        ...from,
      },
    },
    changed: [anyOfKind("place", "area")],
    json: { slug },
  };
}

function wholeProblems(input: AddArea, whole: Area | undefined): readonly Problem[] {
  if (input.liesIn === undefined) {
    return input.share === undefined
      ? []
      : [
          {
            code: "place.share-of-nothing",
            field: "liesIn",
            message: "You gave a share. Name the area of which it is one.",
          },
        ];
  }
  if (!whole) {
    return [areaUnknown("liesIn", input.liesIn)];
  }
  const why = input.begins === undefined ? undefined : whyNotInBeing(whole, input.begins);
  if (why === undefined || input.begins === undefined) return [];
  return [
    {
      code: "place.whole-not-in-being",
      field: "liesIn",
      message: `${whole.name} ${why}, so nothing can lie in it on ${formatCivilDate(input.begins)}.`,
    },
  ];
}
