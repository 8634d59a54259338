import { describe, expect, test } from "vitest";
import { matchAddress } from "./address.ts";

const patterns = ["/", "/areas/:slug", "/areas/new", "/areas/:slug/edit"].map((path) => ({ path }));

describe("an address", () => {
  test.each([
    ["/", "/", {}],
    ["/areas/lewisham", "/areas/:slug", { slug: "lewisham" }],
    ["/areas/new", "/areas/new", {}],
    ["/areas/a%20b/edit", "/areas/:slug/edit", { slug: "a%20b" }],
  ])("%s fits %s", (path, pattern, params) => {
    expect(matchAddress(patterns, path)).toEqual({ found: { path: pattern }, params });
  });

  test.each(["/areas", "/areas/", "/areas/a/b", "/areas/a/edit/b", "nothing"])("%s fits nothing", (path) => {
    expect(matchAddress(patterns, path)).toBeUndefined();
  });
});
