import fc from "fast-check";
import { expect, test } from "vitest";
import { isSlug, slugOf } from "../kernel/index.ts";
import { isGssCode, isOdsCode, parseGssCode, parseOdsCode } from "./codes.ts";
import { parseShare } from "./share.ts";
import { numberedSlug, slugFromText } from "./slug.ts";

const slugs = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,12}$/);

test("the slug of any name is a slug or empty", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 300 }),
      (name) => slugOf(name) === "" || isSlug(slugOf(name)),
    ),
  );
});

test("a slug is read back from its path and from its whole address", () => {
  fc.assert(
    fc.property(slugs.filter(isSlug), fc.constantFrom("areas", "organisations", "boards"), (slug, folder) => {
      for (const text of [
        slug,
        ` ${slug} `,
        `/${folder}/${slug}`,
        `https://example.org/${folder}/${slug}?at=2026-03-31#top`,
      ]) {
        expect(slugFromText(text, folder)).toBe(slug);
      }
    }),
  );
});

test("any text gives a slug or nothing", () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const slug = slugFromText(text, "areas");
      return slug === undefined || isSlug(slug);
    }),
  );
});

test("a numbered slug is a slug, and differs from the one before", () => {
  fc.assert(
    fc.property(slugs.filter(isSlug), fc.integer({ min: 2, max: 99 }), (slug, number) => {
      expect(isSlug(numberedSlug(slug, number))).toBe(true);
      expect(numberedSlug(slug, number)).not.toBe(slug);
    }),
  );
});

test("a code that is taken is well formed and is read again as itself", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^ ?[A-Za-z0-9]{2,10} ?$/)), (text) => {
      const ods = parseOdsCode(text);
      if (ods.ok) {
        expect(isOdsCode(ods.value)).toBe(true);
        expect(parseOdsCode(ods.value)).toEqual(ods);
      }
      const gss = parseGssCode(text);
      if (gss.ok) {
        expect(isGssCode(gss.value)).toBe(true);
        expect(ods.ok).toBe(false);
      }
    }),
  );
});

test("a share is above nothing and at most the whole", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.double({ min: 0, max: 200, noNaN: true }).map((number) => `${number}%`),
      ),
      (text) => {
        const share = parseShare(text);
        return !share.ok || (share.value > 0 && share.value <= 1);
      },
    ),
  );
});
