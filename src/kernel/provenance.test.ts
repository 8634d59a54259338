import { expect, test } from "vitest";
import { bases, basisLabel } from "./provenance.ts";

test("every basis has words of its own", () => {
  expect(new Set(bases.map(basisLabel)).size).toBe(bases.length);
});

test("general knowledge is called unconfirmed, and what is made up is called illustrative", () => {
  expect(basisLabel("general-knowledge")).toMatch(/^Unconfirmed/);
  expect(basisLabel("illustrative")).toMatch(/^Illustrative/);
});
