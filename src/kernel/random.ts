import { randomBytes } from "node:crypto";

/** Unpredictable bytes; the only source of randomness in the application. */
export function randomOctets(count: number): Buffer {
  return randomBytes(count);
}

/** An unguessable token for links and sessions: base64url, 256 bits unless told otherwise. */
export function randomToken(octets = 32): string {
  return randomBytes(octets).toString("base64url");
}
