import { randomOctets, type Json } from "../kernel/index.ts";
import { canonicalJson } from "./canonical.ts";
import { sha256Hex } from "./hash.ts";

const saltOctets = 32;

/** Content and salt: whoever has both can prove what was committed to. */
export interface Opening {
  readonly content: Json;
  /** 64 hexadecimal digits. */
  readonly salt: string;
}

/** A new salt of 256 bits; without it, short content could be found by trying. */
export function newSalt(): string {
  return randomOctets(saltOctets).toString("hex");
}

/** The text whose hash is the commitment: a first line that names its use, the salt, the content as canonical JSON. */
export function commitmentText(opening: Opening): string {
  return `concordat record commitment 1\n${opening.salt}\n${canonicalJson(opening.content)}\n`;
}

/**
 * Commits to content without showing it.
 *
 * @returns SHA-256 as 64 hexadecimal digits; tells nothing about the content while the salt is unknown
 * @throws RangeError when the salt is not 32 octets in hexadecimal, or the content is no JSON
 */
export function commitTo(opening: Opening): string {
  if (!/^[0-9a-f]{64}$/.test(opening.salt))
    throw new RangeError("A salt is 32 octets as 64 hexadecimal digits.");
  return sha256Hex(commitmentText(opening));
}

/** Whether this content and salt, and no other, are what was committed to. */
export function verifyCommitment(commitment: string, opening: Opening): boolean {
  return /^[0-9a-f]{64}$/.test(opening.salt) && commitTo(opening) === commitment;
}
