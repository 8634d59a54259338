import fc from "fast-check";
import { expect, test } from "vitest";
import { isSlug, isUuid, newUuid, slugOf, uuidOfName } from "./id.ts";

test("the slug of any name is empty or may stand in an address, and is its own slug", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (name) => {
      const slug = slugOf(name);
      expect(slug === "" || isSlug(slug)).toBe(true);
      expect(slugOf(slug)).toBe(slug);
    }),
  );
});

test("every identifier made is a UUID that tells its millisecond", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (millis) => {
      const id = newUuid(millis);
      expect(isUuid(id)).toBe(true);
      expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(millis);
    }),
  );
});

test("the identifier of any name is a UUID and depends on nothing else", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      expect(isUuid(uuidOfName(name))).toBe(true);
      expect(uuidOfName(name)).toBe(uuidOfName(name));
    }),
  );
});
