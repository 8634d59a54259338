import { isSlug, slugOf } from "../kernel/index.ts";

/**
 * The slug in what somebody typed or pasted: the slug itself, a path, or a whole address.
 *
 * @param folder  the first part of such addresses, `organisations`
 * @returns undefined when it is none
 * @example slugFromText("https://example.org/areas/lewisham?at=2026-03-31", "areas") // "lewisham"
 */
export function slugFromText(text: string, folder: "areas" | "organisations" | "boards"): string | undefined {
  const path = text
    .trim()
    .replace(/^https?:\/\/[^/]+/, "")
    .replace(/[?#].*$/, "")
    .replace(/\/$/, "");
  const bare = path.startsWith(`/${folder}/`) ? path.slice(folder.length + 2) : path;
  return isSlug(bare) ? bare : undefined;
}

/** Addresses in each folder that are pages of their own, so that no thing can have them. */
const reserved: Readonly<Record<"areas" | "organisations" | "boards", readonly string[]>> = {
  areas: ["add"],
  organisations: ["add", "merge", "split", "successions"],
  boards: ["compare", "import"],
};

/** Whether an address belongs to a page that is no thing: /boards/compare. */
export function isReserved(slug: string, folder: keyof typeof reserved): boolean {
  return reserved[folder].includes(slug);
}

/** The slug for a new thing: the one given, else made from its name; may be empty for a name without letters. */
export function newSlug(given: string | undefined, name: string): string {
  return given ?? slugOf(name);
}

/** The same slug with a number behind it, still short enough to stand in an address. */
export function numberedSlug(slug: string, number: number): string {
  const ending = `-${number}`;
  return `${slug.slice(0, 100 - ending.length).replace(/-$/, "")}${ending}`;
}
