import { describe, expect, test } from "vitest";
import { isSlug, isUuid, newUuid, slugOf, uuidOfName } from "./id.ts";

describe("a new identifier", () => {
  test("begins with the milliseconds of RFC 9562's own example of version 7", () => {
    // Appendix A.6: 2022-02-22T14:22:22-05:00 is 0x017F22E279B0 and the whole is 017F22E2-79B0-7CC3-98C4-DC0C0C07398F.
    const made = newUuid(0x017f22e279b0);
    expect(made.slice(0, 15)).toBe("017f22e2-79b0-7");
    expect(made[19]).toMatch(/[89ab]/);
    expect(isUuid(made)).toBe(true);
  });

  test("sorts after those made a millisecond earlier", () => {
    const moments = Array.from({ length: 50 }, (_, index) => 1_700_000_000_000 + index);
    const made = moments.map(newUuid);
    expect(made.toSorted()).toEqual(made);
  });

  test("differs from another of the same millisecond", () => {
    expect(new Set(Array.from({ length: 1000 }, () => newUuid(1))).size).toBe(1000);
  });
});

describe("the identifier of a name", () => {
  // The first 16 bytes of `printf concordat/place:area:lewisham | sha256sum`, with version and variant set.
  test("is version 8 made of SHA-256, the same in every installation for ever", () => {
    expect(uuidOfName("place:area:lewisham")).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(uuidOfName("place:area:lewisham")).toBe("0964081b-94e3-85f5-b799-a3240c6bfd1d");
    expect(uuidOfName("")).toBe("86e7a3f1-7835-8d0a-90eb-c88575f2e137");
  });

  test("differs for names that differ in one letter, and for the same slug of another kind", () => {
    const names = ["place:area:lewisham", "place:area:lewishan", "place:organisation:lewisham"];
    expect(new Set(names.map(uuidOfName)).size).toBe(3);
  });
});

describe("a UUID", () => {
  test.each([
    ["c232ab00-9414-11ec-b3c8-9f6bdeced846", true, "version 1 of RFC 9562 A.1"],
    ["5df41881-3aed-3515-88a7-2f4a814cf09e", true, "version 3 of A.2"],
    ["919108f7-52d1-4320-9bac-f847db4148a8", true, "version 4 of A.3"],
    ["2ed6657d-e927-568b-95e1-2665a8aea6a2", true, "version 5 of A.4"],
    ["1ec9414c-232a-6b00-b3c8-9f6bdeced846", true, "version 6 of A.5"],
    ["017f22e2-79b0-7cc3-98c4-dc0c0c07398f", true, "version 7 of A.6"],
    ["5c146b14-3c52-8afd-938a-375d0df1fbf6", true, "version 8 of B.2"],
    ["017F22E2-79B0-7CC3-98C4-DC0C0C07398F", false, "capitals would be a second spelling of the same id"],
    ["00000000-0000-0000-0000-000000000000", false, "the nil UUID names nothing"],
    ["017f22e2-79b0-7cc3-c8c4-dc0c0c07398f", false, "another variant"],
    ["017f22e279b07cc398c4dc0c0c07398f", false, "without hyphens"],
    [" 017f22e2-79b0-7cc3-98c4-dc0c0c07398f", false, "with a space"],
    ["017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n", false, "with a line end"],
    ["", false, "nothing"],
  ])("%j: %s, %s", (text, expected) => {
    expect(isUuid(text)).toBe(expected);
  });
});

describe("a slug", () => {
  test.each([
    ["Lewisham & Greenwich", "lewisham-and-greenwich"],
    ["  NHS  South East London ICB ", "nhs-south-east-london-icb"],
    ["King's College Hospital", "kings-college-hospital"],
    ["King’s College Hospital", "kings-college-hospital"],
    ["Bruyère-en-Côte", "bruyere-en-cote"],
    ["St. Mary’s / St. Peter’s", "st-marys-st-peters"],
    ["2nd Floor", "2nd-floor"],
    ["—", ""],
    ["", ""],
  ])("of %j is %j", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  test("of a long name is cut to 100 characters and never ends in a hyphen", () => {
    const slug = slugOf(`${"a".repeat(99)} bcd`);
    expect(slug).toBe("a".repeat(99));
    expect(isSlug(slug)).toBe(true);
  });

  test.each(["a", "north-east-london", "2020"])("%j may stand in an address", (text) => {
    expect(isSlug(text)).toBe(true);
  });

  test.each(["", "-a", "a-", "a--b", "A", "a b", "a/b", "é", "a\n", "a".repeat(101)])(
    "%j may not",
    (text) => {
      expect(isSlug(text)).toBe(false);
    },
  );
});
