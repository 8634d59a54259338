import fc from "fast-check";
import { expect, it } from "vitest";
import { folderLaw } from "../../engines/statute/test/law-folder.ts";
import { addressOf, readAsked } from "./asked.ts";
import { choicesOf } from "./fact-answer.ts";

const { facts } = folderLaw();
const list = [...facts.values()];

const day = fc
  .record({ year: fc.integer({ min: 2001, max: 2030 }), month: fc.integer({ min: 1, max: 12 }) })
  .chain(({ year, month }) => {
    const start = `${year}-${String(month).padStart(2, "0")}`;
    return fc.constantFrom(String(year), start, `${start}-28`, "never");
  });

/** An answer to one question, as it stands in an address. */
const answer = fc.constantFrom(...list).chain((fact) => {
  const choices = choicesOf(fact).map(({ value }) => value);
  const text =
    fact.type === "date"
      ? day
      : fact.type === "number"
        ? fc.nat(9999).map(String)
        : fact.type === "code-list"
          ? fc.oneof(
              fc.constant("none"),
              fc.subarray(choices, { minLength: 1 }).map((some) => some.join(",")),
            )
          : fc.constantFrom(...choices);
  return fc
    .oneof({ weight: 5, arbitrary: text }, { weight: 1, arbitrary: fc.constant("not-known") })
    .map((value) => [fact.key, value] as const);
});

it("whatever was answered survives its address, and the address says the same again (invariant 1)", () => {
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 12 }), fc.string({ maxLength: 40 }), (answers, name) => {
      const given = { ...Object.fromEntries(answers), name };
      const asked = readAsked(given, facts);
      expect(asked.problems).toEqual([]);
      const address = addressOf(asked);
      const again = readAsked(Object.fromEntries(new URL(address, "http://x").searchParams), facts);
      expect(again.answers).toEqual(asked.answers);
      expect(addressOf(again)).toBe(address);
    }),
    { numRuns: 200 },
  );
});

it("nothing that is typed makes the reading fail: it is an answer, or a problem in words beside its field", () => {
  const name = fc.oneof(
    fc.constantFrom("kind", "body", "decided", "meetings", "areas", "ask", "if"),
    fc.constantFrom(...list.map(({ key }) => key)),
    fc.constantFrom(...list.map(({ key }) => `${key}~day`)),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.dictionary(name, fc.string({ maxLength: 30 }), { maxKeys: 8 }), (given) => {
      for (const { field, message } of readAsked(given, facts).problems) {
        expect(field.length + message.length).toBeGreaterThan(5);
        expect(message).toMatch(/\.$/);
      }
    }),
    { numRuns: 300 },
  );
});
