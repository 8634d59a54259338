import type { Problem } from "../../kernel/index.ts";
import { isReserved } from "../slug.ts";

/** A thing about to be added to a register: its kind, the address it would have and what was typed. */
interface Added {
  readonly kind: "area" | "organisation";
  readonly slug: string;
  readonly input: { readonly name: string; readonly slug?: string | undefined };
}

/** What is wrong with the address of a thing about to be added; `heldBy` is the name of what has it already. */
export function slugProblems(added: Added, heldBy: string | undefined): readonly Problem[] {
  if (isReserved(added.slug, `${added.kind}s`))
    return [
      {
        code: "place.slug-reserved",
        field: added.input.slug === undefined ? "name" : "slug",
        message: `/${added.kind}s/${added.slug} is a page of this site. Give another address.`,
      },
    ];
  if (added.slug !== "") return heldBy === undefined ? [] : [slugTaken(added, heldBy)];
  return [
    {
      code: "place.slug-empty",
      field: "slug",
      message: `“${added.input.name}” has no letter or figure from which an address could be made. Give one.`,
    },
  ];
}

/** The address is taken: beside the field it came from. Without `heldBy`: by somebody at the same moment. */
export function slugTaken({ kind, slug, input }: Added, heldBy?: string): Problem {
  const holder = heldBy === undefined ? "" : `: ${heldBy}`;
  return {
    code: "place.slug-taken",
    field: input.slug === undefined ? "name" : "slug",
    message: `There is an ${kind} at /${kind}s/${slug} already${holder}. Give another address if this is a different ${kind}.`,
  };
}

/** No area has the address that was named in `field`. */
export function areaUnknown(field: string, slug: string): Problem {
  return {
    code: "place.area-unknown",
    field,
    message: `There is no area “${slug}” here. Add it first, or correct its address.`,
  };
}
