import { expect, test } from "vitest";
import { randomOctets, randomToken } from "./random.ts";

test("a token has 256 bits in characters that may stand in an address, and is never the same twice", () => {
  const tokens = Array.from({ length: 100 }, () => randomToken());
  expect(new Set(tokens).size).toBe(100);
  for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(randomToken(6)).toHaveLength(8);
});

test("as many octets come as are asked for", () => {
  expect(randomOctets(16)).toHaveLength(16);
  expect(randomOctets(0)).toHaveLength(0);
});
