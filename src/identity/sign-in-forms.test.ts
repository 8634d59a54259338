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
    const { intro } = signInForm({ provider: true, letters: true, next: "/boards" });
    expect(intro).toContainEqual({
      text: "Sign in through your organisation",
      href: "/sign-in/oidc?next=%2Fboards",
    });
  });

  it("names no identity provider where there is none", () => {
    expect(JSON.stringify(signInForm({ provider: false, letters: true, next: "" }))).not.toContain(
      "/sign-in/oidc",
    );
  });

  it("promises a letter only where letters leave the site", () => {
    const words = (letters: boolean): string =>
      JSON.stringify(signInForm({ provider: false, letters, next: "" }));
    expect(words(true)).toContain("Have a sign-in link sent to you");
    expect(words(false)).not.toMatch(/sent to you/);
    expect(words(false)).toContain("How to get a sign-in link");
  });
});
