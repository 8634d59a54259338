import { createHash } from "node:crypto";

/** What stands for the hash before the first link of the chain. */
export const noPredecessor = "0".repeat(64);

/** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
export function sha256Hex(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** What a link of the chain is made from. */
export interface LinkParts {
  /** From 1, without gaps. */
  readonly position: number;
  /** Hash of the link before; `noPredecessor` for the first. */
  readonly previousSha256: string;
  readonly entrySha256: string;
}

/**
 * The text whose hash is the hash of a link.
 *
 * Its first line names what it is for, so that no other text of Concordat can ever have the same hash.
 */
export function linkText(parts: LinkParts): string {
  return `concordat record chain 1\n${parts.position}\n${parts.previousSha256}\n${parts.entrySha256}\n`;
}

/** The hash of a link: over its position, the link before it and its entry. */
export function linkHash(parts: LinkParts): string {
  return sha256Hex(linkText(parts));
}
