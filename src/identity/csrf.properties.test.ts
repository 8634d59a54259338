import fc from "fast-check";
import { expect, it } from "vitest";
import { createCsrf } from "./csrf.ts";

it("a token altered in one character is refused", () => {
  const csrf = createCsrf("a secret of this site");
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.nat(), (binding, place) => {
      const token = csrf.tokenFor(binding);
      const at = place % token.length;
      const altered = token.slice(0, at) + (token[at] === "A" ? "B" : "A") + token.slice(at + 1);
      expect(csrf.isValid(token, binding)).toBe(true);
      expect(csrf.isValid(altered, binding)).toBe(false);
    }),
  );
});
