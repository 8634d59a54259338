import fc from "fast-check";
import { expect, test } from "vitest";
import { createPageCache } from "./page-cache.ts";

const subject = fc.constantFrom(
  "place:area:1",
  "place:area:2",
  "place:area:3",
  "place:board:1",
  "record:entry:1",
);
const shown = fc.oneof(subject, fc.constantFrom("place:area:*", "place:board:*", "record:entry:*"));
const key = fc.constantFrom("a", "b", "c", "d", "e", "f");

type Step =
  | { readonly kind: "begin"; readonly key: string; readonly subjects: readonly string[] }
  | { readonly kind: "end"; readonly which: number }
  | { readonly kind: "drop"; readonly subjects: readonly string[] }
  | { readonly kind: "clear" }
  | { readonly kind: "find"; readonly key: string };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant("begin"),
      key,
      subjects: fc.uniqueArray(shown, { maxLength: 3 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("end"), which: fc.nat(5) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("drop"),
      subjects: fc.uniqueArray(subject, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("clear") }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("find"), key }) },
);

interface Reading {
  readonly key: string;
  readonly subjects: readonly string[];
  readonly generation: number;
  /** The step in which its facts were read. */
  readonly readAt: number;
}

/** Whether a page that shows these subjects is made false by a change of those. */
function concerns(shownSubjects: readonly string[], changed: readonly string[]): boolean {
  return shownSubjects.some((one) =>
    changed.some((other) => one === other || (one.endsWith(":*") && other.startsWith(one.slice(0, -1)))),
  );
}

test("whatever the order of readings and changes, no page is served that shows something changed since it was read", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const cache = createPageCache({ bytesMax: 100_000 });
      const pending: Reading[] = [];
      const changes: { readonly at: number; readonly subjects: readonly string[] | "everything" }[] = [];
      const readings = new Map<string, Reading>();
      steps.forEach((one, at) => {
        if (one.kind === "begin") pending.push({ ...one, generation: cache.generation(), readAt: at });
        if (one.kind === "end" && pending.length > 0) {
          const [reading] = pending.splice(one.which % pending.length, 1) as [Reading];
          const name = `${reading.key} read at ${reading.readAt}`;
          readings.set(name, reading);
          cache.keep(reading.key, { status: 200, headers: {}, etag: name, plain: Buffer.alloc(1) }, reading);
        }
        if (one.kind === "drop") {
          cache.drop(one.subjects);
          changes.push({ at, subjects: one.subjects });
        }
        if (one.kind === "clear") {
          cache.clear();
          changes.push({ at, subjects: "everything" });
        }
        if (one.kind === "find") {
          const served = cache.find(one.key);
          const reading = served && readings.get(served.etag);
          const stale =
            reading &&
            changes.some(
              ({ at: changedAt, subjects }) =>
                changedAt > reading.readAt &&
                (subjects === "everything" || concerns(reading.subjects, subjects)),
            );
          expect(stale ?? false).toBe(false);
        }
      });
    }),
    { numRuns: 500 },
  );
});

test("a change empties nothing but the pages it concerns", () => {
  const pages = fc.uniqueArray(
    fc.record({ key: fc.string({ minLength: 1 }), subjects: fc.uniqueArray(shown, { maxLength: 3 }) }),
    { selector: (page) => page.key, maxLength: 20 },
  );
  fc.assert(
    fc.property(pages, fc.uniqueArray(subject, { minLength: 1 }), (kept, changed) => {
      const cache = createPageCache({ bytesMax: 100_000 });
      for (const page of kept) {
        cache.keep(
          page.key,
          { status: 200, headers: {}, etag: "", plain: Buffer.alloc(1) },
          { ...page, generation: cache.generation() },
        );
      }
      cache.drop(changed);
      const left = kept.filter((page) => !concerns(page.subjects, changed)).map((page) => page.key);
      expect(kept.filter((page) => cache.find(page.key)).map((page) => page.key)).toEqual(left);
    }),
  );
});

test("it never holds more bytes than it may, and always holds the newest that fits", () => {
  const kept = fc.array(fc.record({ key, size: fc.nat(400) }), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(kept, fc.integer({ min: 50, max: 600 }), (answers, bytesMax) => {
      const cache = createPageCache({ bytesMax });
      for (const { key: address, size } of answers) {
        cache.keep(
          address,
          { status: 200, headers: {}, etag: "", plain: Buffer.alloc(size) },
          { subjects: [], generation: cache.generation() },
        );
        const held = ["a", "b", "c", "d", "e", "f"]
          .map((one) => cache.find(one))
          .filter((one) => one !== undefined);
        expect(held.reduce((sum, one) => sum + one.plain.length + 1, 0)).toBeLessThanOrEqual(bytesMax);
        expect(cache.size()).toBe(held.length);
        // A look at every page leaves the newest untouched as last used only if it is looked at last.
        expect(cache.find(address) !== undefined).toBe(size + 1 <= bytesMax);
      }
    }),
  );
});
