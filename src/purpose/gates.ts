import { formatCivilDate, isCivilDate, type CivilDate } from "@concordat/calendar";
import { countOf, type Gate } from "../kernel/index.ts";
import { findOrganisation } from "../place/index.ts";
import { spanInWords } from "./period.ts";
import { listEnteredFrom } from "./store-entered.ts";

type Input = Readonly<Record<string, unknown>>;

/** The acts that end bodies: which ones, and on which day. */
const endings: Readonly<Record<string, (input: Input) => { readonly slugs: unknown; readonly on: unknown }>> =
  {
    "place.end-organisation": (input) => ({ slugs: [input["slug"]], on: input["endsOn"] }),
    "place.split-organisation": (input) => ({ slugs: [input["body"]], on: input["on"] }),
    "place.merge-organisations": (input) => ({ slugs: input["bodies"], on: input["on"] }),
  };

/** A body cannot end before the periods for which it has entered figures (invariant 9), however it ends. */
export const figuresAfterEndGates: readonly Gate[] = Object.entries(endings).map(([command, read]) => ({
  name: `purpose.figures-after-${command.replace("place.", "")}`,
  before: command,
  async reasonsAgainst(asking, input) {
    const { slugs, on } = read(input);
    if (!Array.isArray(slugs) || typeof on !== "string" || !isCivilDate(on)) return [];
    const reasons: string[] = [];
    for (const slug of slugs)
      if (typeof slug === "string") reasons.push(...(await figuresFrom(asking, slug, on)));
    return reasons;
  },
}));

async function figuresFrom(
  { db, today }: Parameters<Gate["reasonsAgainst"]>[0],
  slug: string,
  on: CivilDate,
): Promise<readonly string[]> {
  const organisation = await findOrganisation(db, slug, today);
  if (!organisation) return [];
  const later = await listEnteredFrom(db, { organisationId: organisation.id, from: on });
  const first = later[0];
  if (!first) return [];
  const count = countOf(later.length, "figure");
  return [
    `${organisation.name} has entered ${count} here for periods that begin on or after ${formatCivilDate(on)} ` +
      `(the first: ${first.indicator}, ${spanInWords(first.span)}). Correct ${later.length === 1 ? "it" : "them"} to ` +
      `“not applicable”, or choose a later day.`,
  ];
}
