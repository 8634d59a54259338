import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Problem } from "../kernel/index.ts";
import { whyNotInBeing, type Days } from "./in-being.ts";
import { parseShare, sumOfShares } from "./share.ts";
import { shareInWords } from "./words.ts";
import { slugFromText } from "./slug.ts";

/** How a body that ends goes on in others; `none`: nothing follows it. */
export const endings = {
  merger: "Merger: it and others become one body",
  split: "Split: it becomes several bodies",
  takeover: "Takeover: a body that is there already takes over all it does",
  enlargement: "Enlargement: a body that is there already grows by it",
  rename: "A new body of another name, otherwise the same",
  none: "Nothing follows it",
} as const;
export type Ending = keyof typeof endings;

/** A body named as successor, and how much passes to it as a fraction of 1; absent: not known. */
export interface NamedSuccessor {
  readonly slug: string;
  readonly share?: number;
}

/** What the rules must know of the body that ends. */
export interface EndingBody extends Days {
  readonly slug: string;
  readonly name: string;
  readonly illustrative: boolean;
}

/**
 * Reads successors as typed: one a line (or parted by commas), each a slug or address, and a share where it is known.
 *
 * @example parseSuccessors("west-trust 60%\neast-trust 40%").successors.length // 2
 */
export function parseSuccessors(text: string): {
  readonly successors: readonly NamedSuccessor[];
  readonly problems: readonly string[];
} {
  const successors: NamedSuccessor[] = [];
  const problems: string[] = [];
  for (const line of text
    .split(/[\n,;]/)
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [, name = line, rest = ""] = /^(\S+)\s*(.*)$/.exec(line) ?? [];
    const slug = slugFromText(name, "organisations");
    const share = rest === "" ? undefined : parseShare(rest);
    if (slug === undefined)
      problems.push(
        `“${name}” is not an organisation's address. Write the last part of it, for example aldermere-council.`,
      );
    else if (share === undefined) successors.push({ slug });
    else if (share.ok) successors.push({ slug, share: share.value });
    else problems.push(`${line}: ${share.problems.map((one) => one.message).join(" ")}`);
  }
  return { successors, problems };
}

/** A successor with what is held of it; `held` is absent when there is no such organisation. */
export interface KnownSuccessor extends NamedSuccessor {
  readonly held?: EndingBody;
}

/** Everything that speaks against a body ending on a day with these successors; each beside its field. */
export function endingProblems(
  ended: EndingBody,
  asked: { readonly endsOn: CivilDate; readonly how: Ending; readonly successors: readonly KnownSuccessor[] },
): readonly Problem[] {
  const { endsOn, how, successors } = asked;
  const problems: Problem[] = [];
  if (ended.beginsOn !== undefined && endsOn <= ended.beginsOn) {
    const message = `${ended.name} began on ${formatCivilDate(ended.beginsOn)}, so it cannot end on ${formatCivilDate(endsOn)}.`;
    problems.push({ code: "place.ends-before-it-begins", field: "endsOn", message });
  }
  problems.push(...countProblems(how, successors.length));
  const seen = new Set<string>();
  for (const successor of successors) {
    problems.push(...successorProblems(ended, successor, endsOn));
    if (seen.has(successor.slug))
      problems.push(about("place.successor-twice", `“${successor.slug}” is named twice.`));
    seen.add(successor.slug);
  }
  return [...problems, ...shareProblems(successors)];
}

function countProblems(how: Ending, count: number): readonly Problem[] {
  if (how === "none" && count > 0) {
    return [
      about(
        "place.successors-of-nothing",
        "You chose that nothing follows, and named what follows. Clear the list, or choose how it goes on.",
      ),
    ];
  }
  if (how !== "none" && count === 0)
    return [
      about("place.no-successor", "Name the organisation that follows, or choose that nothing follows."),
    ];
  if (how === "split" && count === 1)
    return [
      about(
        "place.split-in-one",
        "A split has two or more successors; you named one. Choose takeover or merger, or name the others.",
      ),
    ];
  if (how === "rename" && count > 1)
    return [
      about(
        "place.rename-in-several",
        `A body that only changes its name has one successor; you named ${count}.`,
      ),
    ];
  return [];
}

function successorProblems(
  ended: EndingBody,
  { slug, held }: KnownSuccessor,
  endsOn: CivilDate,
): readonly Problem[] {
  if (slug === ended.slug) return [about("place.own-successor", `${ended.name} cannot follow itself.`)];
  if (!held)
    return [
      about(
        "place.successor-unknown",
        `There is no organisation “${slug}” here. Add it first, or correct its address.`,
      ),
    ];
  const why = whyNotInBeing(held, endsOn);
  if (why !== undefined) {
    const message = `${held.name} ${why}, so it is not there to follow ${ended.name} on ${formatCivilDate(endsOn)}.`;
    return [about("place.successor-not-in-being", message)];
  }
  if (held.illustrative !== ended.illustrative) {
    return [
      about(
        "place.successor-made-up",
        `${held.illustrative ? held.name : ended.name} is made up and ${held.illustrative ? ended.name : held.name} is real: the one cannot follow the other.`,
      ),
    ];
  }
  return [];
}

function shareProblems(successors: readonly NamedSuccessor[]): readonly Problem[] {
  const sum = sumOfShares(successors.flatMap(({ share }) => (share === undefined ? [] : [share])));
  if (sum <= 1) return [];
  return [
    about(
      "place.shares-over-whole",
      `The shares add up to ${shareInWords(sum)}; together they can be 100% at most.`,
    ),
  ];
}

function about(code: string, message: string): Problem {
  return { code, field: "successors", message };
}
