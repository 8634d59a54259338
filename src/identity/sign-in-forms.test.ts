import { describe, expect, it } from "vitest";
import { localPath, signInForm } from "./sign-in-forms.ts";

describe("where one goes after signing in", () => {
  it.each(["/", "/boards/lewisham?at=2026-04-01", "/record#last"])(
    "goes on to %s, which is on this site",
    (path) => {
      expect(localPath(path)).toBe(path);
    },
  );

  it.each([
    "https://elsewhere.example/",
    "//elsewhere.example/",
    "/\\elsewhere.example/",
    "/\t/elsewhere.example/",
    "javascript:alert(1)",
    "boards",
    "",
    undefined,
    ["/"],
    "/sign-in",
    "/sign-out",
  ])("does not follow %s", (path) => {
    expect(localPath(path)).toBe("/account");
  });
});

describe("the sign-in form", () => {
  it("leads to the identity provider by a link, because forms may only be sent to this site", () => {
    const { intro } = signInForm({ provider: true, letters: true, newSignIns: true, next: "/boards" });
    expect(intro).toContainEqual({
      text: "Sign in through your organisation",
      href: "/sign-in/oidc?next=%2Fboards",
    });
  });

  it("names no identity provider where there is none", () => {
    expect(
      JSON.stringify(signInForm({ provider: false, letters: true, newSignIns: true, next: "" })),
    ).not.toContain("/sign-in/oidc");
  });

  it("leads to a new sign-in, and on from there, where residents make one alone", () => {
    const asked = { provider: false, letters: true, next: "/questions/ask" };
    const link = { text: "Make a sign-in", href: "/sign-in/new?next=%2Fquestions%2Fask" };
    expect(signInForm({ ...asked, newSignIns: true }).intro).toContainEqual(link);
    expect(signInForm({ ...asked, newSignIns: false }).intro).not.toContainEqual(link);
  });

  it("promises a letter only where letters leave the site", () => {
    const words = (letters: boolean): string =>
      JSON.stringify(signInForm({ provider: false, letters, newSignIns: true, next: "" }));
    expect(words(true)).toContain("Have a sign-in link sent to you");
    expect(words(false)).not.toMatch(/sent to you/);
    expect(words(false)).toContain("How to get a sign-in link");
  });
});
