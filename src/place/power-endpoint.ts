import { z } from "zod";
import { NotFound, plainText, type Asking, type Endpoint } from "../kernel/index.ts";
import type { LimitPence } from "./power-limit.ts";
import { pounds } from "./power-schema.ts";
import { powerJson, powerSentence } from "./power-words.ts";
import { whoMayDecide } from "./power.ts";
import { findAreaNamed, loadPowerWorld } from "./store-powers.ts";

const text = (missing: string, max: number) =>
  z.string({ error: missing }).trim().min(1, missing).max(max, `Use at most ${max} characters.`);

/** What is asked: for the API and the command line. */
export const whoQuery = z.object({
  function: text("Give the function: function=primary-medical. /powers lists them.", 100).meta({
    description: "Last part of the function's address under /powers.",
  }),
  area: text("Give the area: area=lewisham.", 200).meta({
    description: "Last part of an area's address, or its name.",
  }),
  amount: pounds
    .optional()
    .meta({ description: "Pounds, for example 250000; left out: whatever the amount." }),
});

/**
 * Who may decide, for machines: the answer with its sentence.
 *
 * @throws NotFound when there is no such function or area
 */
export async function answerWho(
  { db, at }: Pick<Asking, "db" | "at">,
  asked: { readonly function: string; readonly area: string; readonly amount?: LimitPence | undefined },
): Promise<Readonly<Record<string, unknown>> & { readonly sentence: string }> {
  const slug = await findAreaNamed(db, asked.area);
  const world = slug === undefined ? undefined : await loadPowerWorld(db, { at, area: slug });
  const area = slug === undefined ? undefined : world?.areasBySlug.get(slug);
  if (!world || !area)
    throw new NotFound("place.area-not-found", {
      message: `There is no area “${asked.area}” here. /areas lists them.`,
    });
  const one = world.functions.get(asked.function);
  if (!one)
    throw new NotFound("place.function-not-found", {
      message: `There is no function “${asked.function}” here. /powers lists them.`,
    });
  const question = { function: one, area, at, ...(asked.amount !== undefined && { amount: asked.amount }) };
  const answer = whoMayDecide(world, question);
  return { sentence: plainText(powerSentence(question, answer)), ...powerJson(question, answer) };
}

const decider = z.looseObject({
  name: z.string(),
  href: z.string().nullable(),
  part: z.string().nullable(),
  share: z.unknown(),
  provision: z.string().nullable(),
  mark: z.string(),
  limitPounds: z.string().nullable(),
  chain: z.array(z.looseObject({ from: z.string(), to: z.string(), legalBasis: z.string() })),
});

const whoShape = z.looseObject({
  sentence: z.string(),
  verdict: z.string(),
  deciders: z.array(decider).meta({ description: "Most local first." }),
  reserved: z.array(z.unknown()).meta({ description: "What is kept above." }),
  missing: z.array(z.unknown()).meta({ description: "What would have to be known to tell more." }),
});

/** For other systems: who may lawfully decide. */
export const whoEndpoint: Endpoint = {
  name: "place.who-may-decide",
  method: "GET",
  path: "/api/place/powers/who",
  about:
    "Who may lawfully decide a function for an area on a day, up to an amount: the most local first, with the chain; or what is missing to tell.",
  query: whoQuery,
  json: whoShape,
  async answer(asking, { query }) {
    const asked = query as z.output<typeof whoQuery>;
    return {
      mediaType: "application/json; charset=utf-8",
      body: JSON.stringify(await answerWho(asking, asked)),
    };
  },
};
