import { uuidOfName } from "../kernel/index.ts";

/** The id of a shipped area; the same in every installation. */
export function areaIdOf(slug: string): string {
  return uuidOfName(`place:area:${slug}`);
}

/** The id of a shipped organisation; the same in every installation. */
export function organisationIdOf(slug: string): string {
  return uuidOfName(`place:organisation:${slug}`);
}

/** The id of a shipped board; the same in every installation. */
export function boardIdOf(slug: string): string {
  return uuidOfName(`place:board:${slug}`);
}
