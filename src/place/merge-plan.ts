import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import { listInWords, type Problem } from "../kernel/index.ts";
import { sumOfShares } from "./share.ts";
import { slugFromText } from "./slug.ts";
import { shareInWords } from "./words.ts";

/** A body that follows: one that is there already, by its address, or a new one, by its name. */
export interface PlannedSuccessor {
  readonly slug?: string;
  readonly newName?: string;
  /** Fraction of 1 of the body that ends; absent: not known. */
  readonly share?: number;
  /** The area that a new one is for, by its address. */
  readonly area?: string;
}

/**
 * What somebody typed for a body that follows: an address where it reads as one, else the name of a new body.
 *
 * @example readSuccessor("nhs-essex-icb") // { slug: "nhs-essex-icb" }
 * @example readSuccessor("NHS Essex ICB") // { newName: "NHS Essex ICB" }
 */
export function readSuccessor(text: string): Pick<PlannedSuccessor, "slug" | "newName"> {
  const slug = slugFromText(text, "organisations");
  return slug === undefined ? { newName: text.replace(/\s+/gu, " ").trim() } : { slug };
}

/** Bodies typed in one field, parted by commas or lines: each an address of /organisations. */
export function readBodies(text: string): {
  readonly slugs: readonly string[];
  readonly problems: readonly string[];
} {
  const slugs: string[] = [];
  const problems: string[] = [];
  for (const part of text.split(/[\n,;]/).map((one) => one.trim())) {
    if (part === "") continue;
    const slug = slugFromText(part, "organisations");
    if (slug === undefined)
      problems.push(
        `“${part}” is not an organisation's address. Write the last part of it, for example nhs-essex-icb.`,
      );
    else slugs.push(slug);
  }
  return { slugs, problems };
}

/** A body of a plan as it is held, with every body that it came from, however far back. */
export interface PlannedBody {
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly endsOn?: CivilDate;
  readonly cameFrom: readonly string[];
}

/**
 * What speaks against a plan as a whole; what speaks against each end, `endingProblems` says (invariant 21).
 *
 * @param plan.ended  bodies that end, as held; those that are not held are refused before
 */
export function planProblems(plan: {
  readonly ended: readonly PlannedBody[];
  readonly following: readonly (PlannedSuccessor & { readonly held?: PlannedBody })[];
  readonly fields: { readonly bodies: string; readonly successors: string };
}): readonly Problem[] {
  const { ended, following, fields } = plan;
  const problems: Problem[] = [];
  const add = (code: string, field: string, message: string): number =>
    problems.push({ code, field, message });
  for (const body of ended) {
    if (body.endsOn !== undefined)
      add(
        "place.organisation-ended-already",
        fields.bodies,
        `${body.name} has an end already: ${formatCivilDate(body.endsOn)}. Nothing ends twice.`,
      );
    for (const next of following) {
      if (next.held === undefined) continue;
      if (next.held.slug === body.slug)
        add(
          "place.own-successor",
          fields.successors,
          `${body.name} cannot end and follow itself. If it goes on and takes over the others, leave it out of the bodies that end.`,
        );
      else if (body.cameFrom.includes(next.held.slug))
        add(
          "place.own-ancestor",
          fields.successors,
          `${body.name} came from ${next.held.name} itself, so ${next.held.name} cannot follow it: a body would be its own ancestor.`,
        );
    }
  }
  const kinds = [...new Set(ended.map((body) => body.kind))];
  if (kinds.length > 1)
    add(
      "place.kinds-differ",
      fields.bodies,
      `The bodies are of different kinds (${listInWords(kinds)}). Only bodies of one kind become one in one act.`,
    );
  return [...problems, ...shareProblems(following, fields.successors)];
}

function shareProblems(following: readonly PlannedSuccessor[], field: string): readonly Problem[] {
  const known = following.flatMap(({ share }) => (share === undefined ? [] : [share]));
  const sum = sumOfShares(known);
  if (sum > 1)
    return [
      {
        code: "place.shares-over-whole",
        field,
        message: `The shares add up to ${shareInWords(sum)}; together they can be 100% at most.`,
      },
    ];
  if (following.length > 1 && known.length === following.length && sum < 1)
    return [
      {
        code: "place.shares-under-whole",
        field,
        message: `Every share is given and they add up to ${shareInWords(sum)}. Correct them, or leave out the one that is not known.`,
      },
    ];
  return [];
}
