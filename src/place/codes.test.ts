import { describe, expect, it } from "vitest";
import { isGssCode, isOdsCode, parseCode, parseGssCode, parseOdsCode } from "./codes.ts";

const odsCases = [
  { given: "RWK", expect: "RWK", because: "a trust has three characters" },
  { given: "QWE", expect: "QWE", because: "so has an integrated care board" },
  { given: "36L", expect: "36L", because: "a clinical commissioning group begins with figures" },
  { given: "R1H13", expect: "R1H13", because: "a site has five" },
  { given: "A81001", expect: "A81001", because: "a practice has six" },
  { given: " rwk ", expect: "RWK", because: "small letters and spaces around it are put right" },
  { given: "RW", expect: undefined, because: "two characters are too few" },
  { given: "R W K", expect: undefined, because: "spaces inside are not guessed away" },
  { given: "RWK-1", expect: undefined, because: "a hyphen is in no code" },
  { given: "E09000023", expect: undefined, because: "that is an ONS code" },
  { given: "ＲＷＫ", expect: undefined, because: "full-width letters look alike and are others" },
  { given: "", expect: undefined, because: "nothing is no code" },
];

describe("an ODS code", () => {
  it.each(odsCases)("“$given” gives $expect, because $because", ({ given, expect: expected }) => {
    const parsed = parseOdsCode(given);
    expect(parsed.ok ? parsed.value : undefined).toBe(expected);
    if (expected !== undefined) expect(isOdsCode(expected)).toBe(true);
  });

  it("is as written only in capitals and without spaces", () => {
    expect([isOdsCode("rwk"), isOdsCode(" RWK"), isOdsCode("RWK")]).toEqual([false, false, true]);
  });
});

const gssCases = [
  { given: "E09000023", expect: "E09000023", because: "a London borough" },
  { given: "e54000027", expect: "E54000027", because: "small letters are put right" },
  { given: "W06000015", expect: "W06000015", because: "a Welsh council" },
  { given: "K02000001", expect: "K02000001", because: "the United Kingdom" },
  { given: "E0900002", expect: undefined, because: "a figure is missing" },
  { given: "E090000231", expect: undefined, because: "a figure is too many" },
  { given: "X09000023", expect: undefined, because: "no country has the letter X" },
  { given: "QWE", expect: undefined, because: "that is an ODS code" },
];

describe("an ONS code", () => {
  it.each(gssCases)("“$given” gives $expect, because $because", ({ given, expect: expected }) => {
    const parsed = parseGssCode(given);
    expect(parsed.ok ? parsed.value : undefined).toBe(expected);
    if (expected !== undefined) expect(isGssCode(expected)).toBe(true);
  });
});

describe("a refused code", () => {
  it.each([
    ["ods", "E09000023", "It looks like an ONS code: choose that scheme."],
    ["gss", "QWE", "It looks like an ODS code: choose that scheme."],
    [
      "register",
      "LEWISHAM",
      "“LEWISHAM” is not a code of the register of local authorities, three or four letters, for example LEW.",
    ],
    ["pcn", "U6017", "“U6017” is not a network's code, the letter U and five figures, for example U60176."],
  ] as const)("of scheme %s, “%s”, says what to do", (scheme, text, said) => {
    const parsed = parseCode(scheme, text);
    expect(parsed.ok ? "" : parsed.problems[0]?.message).toContain(said);
  });

  it.each([
    ["register", "lew", "LEW"],
    ["pcn", "u60176", "U60176"],
  ] as const)("of scheme %s is not “%s”", (scheme, text, code) => {
    expect(parseCode(scheme, text)).toEqual({ ok: true, value: code });
  });
});
