import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { keptReading, readingKeptIn } from "./kept-reading.ts";

const folder = mkdtempSync(join(tmpdir(), "concordat-kept-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function readingOf(text: string): { readonly value: unknown; readonly wasRead: boolean } {
  const seen = { wasRead: false };
  const value = readingKeptIn(folder, {
    kind: "words",
    text,
    read: () => {
      seen.wasRead = true;
      return text.split(" ");
    },
  });
  return { value, ...seen };
}

test("a text is read once; another text is read anew", () => {
  expect(readingOf("a b")).toEqual({ value: ["a", "b"], wasRead: true });
  expect(readingOf("a b")).toEqual({ value: ["a", "b"], wasRead: false });
  expect(readingOf("a c")).toEqual({ value: ["a", "c"], wasRead: true });
  expect(readdirSync(folder)).toHaveLength(2);
});

test("what is kept and broken is read anew, and mended", () => {
  readingOf("a b");
  for (const name of readdirSync(folder)) writeFileSync(join(folder, name), '["a"');
  expect(readingOf("a b")).toEqual({ value: ["a", "b"], wasRead: true });
  expect(readingOf("a b").wasRead).toBe(false);
});

test("a place that cannot be written to costs time and nothing else", () => {
  writeFileSync(folder, "a file");
  chmodSync(folder, 0o400);
  expect(readingOf("a b")).toEqual({ value: ["a", "b"], wasRead: true });
  expect(readingOf("a b")).toEqual({ value: ["a", "b"], wasRead: true });
});

test("run from its sources the application keeps nothing: they may have changed", () => {
  let reads = 0;
  const count = (): number => (reads += 1);
  expect([keptReading("count", "a", count), keptReading("count", "a", count)]).toEqual([1, 2]);
});
