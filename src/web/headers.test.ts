import { describe, expect, test } from "vitest";
import { securityHeaders, transportHeader } from "./headers.ts";

const policy = Object.fromEntries(
  (securityHeaders["content-security-policy"] ?? "").split(";").map((part) => {
    const [name = "", ...sources] = part.trim().split(" ");
    return [name, sources];
  }),
);

describe("the headers of every answer", () => {
  test("let nothing in that is not named", () => {
    expect(policy["default-src"]).toEqual(["'none'"]);
    expect(policy["base-uri"]).toEqual(["'none'"]);
    expect(policy["frame-ancestors"]).toEqual(["'none'"]);
  });

  test.each(["script-src", "style-src", "font-src", "connect-src", "form-action"])(
    "take %s from this site alone",
    (name) => {
      expect(policy[name]).toEqual(["'self'"]);
    },
  );

  test("allow nothing inline and nothing evaluated", () => {
    expect(JSON.stringify(policy)).not.toMatch(/unsafe|nonce|sha\d|\*|https?:/);
  });

  test("are written in lower case, as they are compared", () => {
    for (const name of Object.keys({ ...securityHeaders, ...transportHeader }))
      expect(name).toBe(name.toLowerCase());
  });

  test("hold a year of https where the site has it", () => {
    expect(transportHeader["strict-transport-security"]).toContain("max-age=31536000");
  });
});
