import { createHmac, timingSafeEqual } from "node:crypto";
import { randomToken } from "../kernel/index.ts";

/** Tokens that show a form was drawn by this site for this browser. */
export interface Csrf {
  /** A token for a form; bound to a session id, or to the random cookie of somebody not signed in. */
  tokenFor(binding: string): string;
  /** Whether a token was made here for this binding. */
  isValid(token: string | undefined, binding: string | undefined): boolean;
}

/**
 * Makes and checks form tokens without keeping any.
 *
 * Each token carries a salt of its own, so that a compressed page does not give away the signature. A token lasts as
 * long as what it is bound to: a new session id or cookie makes all earlier tokens void.
 *
 * @param secret  the setting `form-secret`, the same on every node
 */
export function createCsrf(secret: string): Csrf {
  const sign = (salt: string, binding: string): string =>
    createHmac("sha256", secret).update(`form\n${salt}\n${binding}`).digest("base64url");
  return {
    tokenFor: (binding) => {
      const salt = randomToken(12);
      return `${salt}.${sign(salt, binding)}`;
    },
    isValid: (token, binding) => {
      const [salt, signature, ...more] = (token ?? "").split(".");
      if (!binding || !salt || !signature || more.length > 0) return false;
      const given = Buffer.from(signature);
      const right = Buffer.from(sign(salt, binding));
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
