import { createHash } from "node:crypto";
import { randomOctets } from "./random.ts";

const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/**
 * A new identifier: UUID version 7, so that ids made later sort later.
 *
 * Made here and not in the database, because PostgreSQL before 18 has no `uuidv7()`.
 *
 * @param millis milliseconds since 1970; give the clock's
 * @source RFC 9562 section 5.7
 */
export function newUuid(millis: number): string {
  const bytes = randomOctets(16);
  bytes.writeUIntBE(millis, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Whether a text is a UUID in lower case. */
export function isUuid(text: string): boolean {
  return uuidShape.test(text);
}

const slugShape = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Whether a text may stand in an address: lower case letters, digits and single hyphens, at most 100 characters. */
export function isSlug(text: string): boolean {
  return text.length <= 100 && slugShape.test(text);
}

/** The slug of a name: "Lewisham & Greenwich" becomes "lewisham-and-greenwich". May be empty for a name without letters. */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f'’]/g, "")
    .toLowerCase()
    .replace(/&/g, " and ")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 100)
    .replace(/-$/, "");
}

/**
 * The identifier of a shipped thing, made from its name: the same in every installation, so that references in files hold.
 *
 * @param name `place:area:lewisham`
 * @source RFC 9562 section 5.8 (version 8: SHA-256 of the name)
 */
export function uuidOfName(name: string): string {
  const bytes = createHash("sha256").update(`concordat/${name}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
