import { describe, expect, it } from "vitest";
import { createCsrf } from "./csrf.ts";

describe("form tokens", () => {
  const csrf = createCsrf("a secret of this site");

  it("are valid for the browser they were made for, and for no other", () => {
    const token = csrf.tokenFor("session-a");
    expect(csrf.isValid(token, "session-a")).toBe(true);
    expect(csrf.isValid(token, "session-b")).toBe(false);
    expect(csrf.isValid(token, undefined)).toBe(false);
    expect(csrf.isValid(token, "")).toBe(false);
  });

  it("differ from one page to the next", () => {
    expect(csrf.tokenFor("session-a")).not.toBe(csrf.tokenFor("session-a"));
  });

  it("cannot be made without the secret", () => {
    expect(csrf.isValid(createCsrf("another secret").tokenFor("session-a"), "session-a")).toBe(false);
  });

  it.each([undefined, "", ".", "a", "a.b", "a.b.c", `${"x".repeat(16)}.${"y".repeat(43)}`])(
    "refuses %s without failing",
    (token) => {
      expect(csrf.isValid(token, "session-a")).toBe(false);
    },
  );
});
