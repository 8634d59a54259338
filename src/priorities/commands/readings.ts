import {
  Conflict,
  defineCommand,
  Invalid,
  type Acting,
  type Command,
  type Done,
} from "../../kernel/index.ts";
import type { Claim, Definition } from "../claim.ts";
import { addReadingSchema, type AddReading } from "../claim-schema.ts";
import { definitionOf, type ReadingAsked } from "../measure.ts";
import { readingOf } from "../reading.ts";
import { findClaim, insertReading, listDefinitions } from "../store-claims.ts";
import { listMeasures } from "../store-measures.ts";
import { claimDone, problem, readingJson } from "./claim-act.ts";
import { readingFields } from "./claim-fields.ts";
import { claimForm, claimResource, getOwnClaim, keeperActing } from "./found.ts";

/** Another way to read a claim that was entered here: listed for good, whatever it shows. */
export const addReadingCommand: Command = defineCommand({
  name: "priorities.add-reading",
  title: "Try another reading of a claim",
  about:
    "Reads a claim by other figures or months. Every reading stays listed; only the one entered with the claim decides its verdict.",
  schema: addReadingSchema,
  path: "/claims/:claim/readings/add",
  resource: claimResource,
  form: async ({ db, params, today }) => {
    const claim = await findClaim(db, params["claim"] ?? "");
    if (!claim?.entered || claim.withdrawn) return undefined;
    const { area } = await getOwnClaim(db, claim.slug);
    return claimForm(claim, {
      title: "Try another reading",
      intro:
        "It stays listed beside the others, whatever it shows. The verdict stays that of the reading entered with the claim; where there was none, this one becomes it.",
      submit: "Try this reading",
      fields: [
        { name: "label", widget: { kind: "text" } },
        ...readingFields(await listMeasures(db, area, today)),
        { name: "note", widget: { kind: "textarea", rows: 2 } },
      ],
    });
  },
  run: async (acting: Acting, input: AddReading): Promise<Done> => {
    const { tx, today } = acting;
    const { claim, area } = await getOwnClaim(tx, input.claim);
    const keeper = await keeperActing(acting, area);
    const { reading, problems } = readingOf(input, await listMeasures(tx, area, today));
    if (!reading)
      throw new Invalid(
        problems.length > 0
          ? problems
          : [problem("measure", "Choose the figures that the claim is read by.")],
      );
    const held = await listDefinitions(tx, [claim.slug]);
    const definition = nextReading(claim, held, { ...reading, label: input.label, note: input.note });
    await insertReading(tx, definition, { by: keeper.id, on: today });
    return await claimDone(acting, {
      claim,
      area,
      keeper,
      definition,
      kind: "priorities.reading-tried",
      message: (verdict) => `The reading is listed. On the claim the figures held say: ${verdict}.`,
      summary: `${keeper.name} tried another reading of the claim “${claim.title}”: ${definition.label}.`,
      body: readingJson(definition),
    });
  },
});

const readingsMost = 40;

function nextReading(claim: Claim, held: readonly Definition[], reading: ReadingAsked): Definition {
  if (held.length >= readingsMost)
    throw new Conflict("priorities.too-many-readings", {
      message: `${readingsMost} readings of this claim are listed. Among so many some will fit by chance; no more are taken.`,
    });
  const definition = definitionOf(claim, reading, {
    place: Math.max(0, ...held.map(({ place }) => place)) + 1,
    role: held.some(({ role }) => role === "as-claimed") ? "tried" : "as-claimed",
  });
  const same = held.find((one) => JSON.stringify(readingKey(one)) === JSON.stringify(readingKey(definition)));
  if (!same) return definition;
  throw new Invalid([
    problem("measure", `This reading was tried already: “${same.label}”. Change its months or its figures.`),
  ]);
}

function readingKey({
  indicators,
  subjects,
  vintage,
  against,
  windows,
  direction,
  claimed,
}: Definition): unknown {
  const { earlier, before, after, later } = windows;
  return [indicators, subjects, vintage, against, direction, claimed?.change, earlier, before, after, later];
}
