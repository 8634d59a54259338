import { createHash } from "node:crypto";

/**
 * What is kept of a token, session id or link: its SHA-256 in hexadecimal.
 *
 * For random secrets of 256 bits only; a password needs `hashPassword`.
 */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}
