import { describe, expect, it } from "vitest";
import { plainText } from "../kernel/index.ts";
import { newSignInForm, readNewSignIn } from "./new-sign-in.ts";

const password = "gravel moss tram";
const joan = { displayName: "Joan Ó Briain-Núñez", email: " Joan@Vale.test ", password, again: password };

function problemsOf(change: Readonly<Record<string, string>>): readonly string[] {
  const read = readNewSignIn({ ...joan, ...change });
  return read.ok ? [] : read.problems.map(({ field, message }) => `${field}: ${message}`);
}

describe("the form for a new sign-in", () => {
  it("gives the name and the address in lower case, and the password as it was typed", () => {
    expect(readNewSignIn(joan)).toEqual({
      ok: true,
      value: { displayName: "Joan Ó Briain-Núñez", email: "joan@vale.test", password },
    });
  });

  it("says everything that is wrong at once", () => {
    expect(problemsOf({ displayName: " ", email: "joan", password: "short", again: "longer" })).toEqual([
      "displayName: Enter your name",
      "email: Enter an email address such as name@example.com",
      expect.stringMatching(/^password: Your password has 5 characters/),
      "again: The two passwords differ. Enter the same one twice",
    ]);
    const nothing = readNewSignIn({});
    expect(nothing.ok ? [] : nothing.problems.map(({ field }) => field)).toEqual([
      "displayName",
      "email",
      "password",
    ]);
  });

  it.each([
    ["a line break", "Joan\nAdministrator"],
    ["a mark that turns the writing round", "Joan \u202eegap"],
    ["a mark without width that turns it", "Joan\u200f"],
    ["a web address", "Win at https://evil.example"],
    ["a web address without a scheme", "See www.evil.example"],
    ["an email address", "joan@vale.test"],
    ["101 characters", "J".repeat(101)],
  ])("takes no name with %s", (_what, displayName) => {
    expect(problemsOf({ displayName })).toMatchObject([expect.stringMatching(/^displayName: /)]);
  });

  it.each(["O'Neill", "Ngũgĩ wa Thiong’o", "王秀英", "محمد", "Jo (she/her)", "Anne-Marie St. John 2nd"])(
    "takes the name %s",
    (displayName) => expect(problemsOf({ displayName })).toEqual([]),
  );

  it.each(["jo@example.org", "jo@mail.example.org", "jo@aldermere.example", "JO@EXAMPLE.ORG"])(
    "takes no address of made-up people, such as %s",
    (email) => expect(problemsOf({ email })).toMatchObject([expect.stringMatching(/made-up people/)]),
  );

  it.each(["jo@example.com", "jo@myexample.org"])("takes %s", (email) => {
    expect(problemsOf({ email })).toEqual([]);
  });

  it("takes no password made of the name or address, and no address longer than 254", () => {
    const email = "gravelmosstram@vale.test";
    expect(problemsOf({ email, password: "gravelmosstram", again: "gravelmosstram" })).toHaveLength(1);
    expect(problemsOf({ email: `${"j".repeat(250)}@vale.test` })).not.toEqual([]);
  });

  it("says what is kept, what is never published, how it goes, and promises a letter only where letters leave", () => {
    const words = (letters: boolean): string => {
      const { intro, fields } = newSignInForm({ letters, next: "" });
      return [plainText(intro ?? ""), ...fields.map(({ hint }) => hint ?? "")].join(" ");
    };
    expect(words(true)).toMatch(/We keep your name, your address and your password/);
    expect(words(true)).toMatch(
      /Close your account .* deleted, unless you held an office or looked after accounts;/,
    );
    expect(words(true).match(/Never published/g)).toHaveLength(2);
    expect(words(true)).toContain("We send a letter");
    expect(words(false)).toContain("This site sends no letters");
  });
});
