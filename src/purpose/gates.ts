import { formatCivilDate, isCivilDate } from "@concordat/calendar";
import { countOf, type Gate } from "../kernel/index.ts";
import { findOrganisation } from "../place/index.ts";
import { spanInWords } from "./period.ts";
import { listEnteredFrom } from "./store-entered.ts";

/** A body cannot end before the periods for which it has entered figures (invariant 9). */
export const figuresAfterEndGate: Gate = {
  name: "purpose.figures-after-end",
  before: "place.end-organisation",
  async reasonsAgainst({ db, today }, input) {
    const { slug, endsOn } = input;
    if (typeof slug !== "string" || typeof endsOn !== "string" || !isCivilDate(endsOn)) return [];
    const organisation = await findOrganisation(db, slug, today);
    if (!organisation) return [];
    const later = await listEnteredFrom(db, { organisationId: organisation.id, from: endsOn });
    const first = later[0];
    if (!first) return [];
    const count = countOf(later.length, "figure");
    return [
      `${organisation.name} has entered ${count} here for periods that begin on or after ${formatCivilDate(endsOn)} ` +
        `(the first: ${first.indicator}, ${spanInWords(first.span)}). Correct ${later.length === 1 ? "it" : "them"} to ` +
        `“not applicable”, or choose a later day.`,
    ];
  },
};
