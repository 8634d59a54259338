import fc from "fast-check";
import { expect, test } from "vitest";
import { civilDate } from "@concordat/calendar";
import { instant, parseSubject, subjectText, type Json } from "../kernel/index.ts";
import { canonicalJson } from "./canonical.ts";
import { commitTo, verifyCommitment } from "./commitment.ts";
import { canonicalEntry, entryHash } from "./entry.ts";
import type { EntryContent } from "./entry.ts";
import { linkHash } from "./hash.ts";

const text = fc.string({ unit: "grapheme" }).filter((value) => !value.includes("\0"));
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    fc.double({ min: -1e15, max: 1e15, noNaN: true }),
    text,
    fc.array(tie("json"), { maxLength: 5 }),
    fc.dictionary(text, tie("json"), { maxKeys: 5 }),
  ),
}));

function shuffled(value: Json): Json {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(shuffled);
  const entries = Object.entries(value).map(([key, part]) => [key, shuffled(part)] as const);
  return Object.fromEntries(entries.toReversed());
}

test("any JSON has one canonical text, whatever the order of its keys", () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(canonicalJson(shuffled(value))).toBe(canonicalJson(value));
    }),
  );
});

test("canonical text reads back as the same value and is its own canonical text", () => {
  fc.assert(
    fc.property(json, (value) => {
      const canonical = canonicalJson(value);
      const back = JSON.parse(canonical) as Json;
      expect(canonicalJson(back)).toBe(canonical);
      expect(JSON.stringify(back)).toBe(JSON.stringify(JSON.parse(JSON.stringify(sorted(value)))));
    }),
  );
});

function sorted(value: Json): Json {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, sorted((value as Record<string, Json>)[key] ?? null)]));
}

const base: EntryContent = {
  id: "01930000-0000-7000-8000-000000000001",
  writtenAt: instant("2026-11-21T10:00:00.000Z"),
  kind: "place.organisation-ended",
  summary: "An organisation ended.",
  capacity: { kind: "office", title: "Clerk", organisation: parseSubject("place:organisation:a") },
  subjects: [subjectText(parseSubject("place:organisation:a"))],
  body: { on: "2026-11-21" },
  sealed: { category: "c", ground: "g", reviewOn: civilDate("2027-01-01"), commitment: "0".repeat(64) },
  corrects: "01930000-0000-7000-8000-000000000000",
  audience: "public",
};

const change = fc.oneof(
  fc.record({ id: fc.uuid() }),
  fc.record({
    writtenAt: fc.constantFrom(instant("2026-11-21T10:00:00.001Z"), instant("1999-01-01T00:00:00Z")),
  }),
  fc.record({ kind: text }),
  fc.record({ summary: text }),
  fc.record({
    capacity: fc.record({ kind: fc.constantFrom("office" as const, "seat" as const), title: text }),
  }),
  fc.record({
    subjects: fc.array(
      text.map((id) => subjectText({ module: "place", kind: "area", id })),
      { maxLength: 3 },
    ),
  }),
  fc.record({ body: json }),
  fc.record({ corrects: fc.uuid() }),
  fc.record({ audience: fc.uuid().map((id) => `organisation:${id}`) }),
  fc
    .record({ category: text, ground: text, commitment: text })
    .map((part) => ({ sealed: { ...part, reviewOn: civilDate("2027-01-02") } })),
);

test("changing any part of an entry changes its hash", () => {
  fc.assert(
    fc.property(change, (part) => {
      const changed = { ...base, ...part };
      fc.pre(JSON.stringify(changed) !== JSON.stringify(base));
      expect(entryHash(canonicalEntry(changed))).not.toBe(entryHash(canonicalEntry(base)));
    }),
  );
});

const hash = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((octets) => Buffer.from(octets).toString("hex"));

test("changing any part of a link changes its hash", () => {
  const link = fc.record({ position: fc.integer({ min: 1 }), previousSha256: hash, entrySha256: hash });
  fc.assert(
    fc.property(link, link, (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      expect(linkHash(one)).not.toBe(linkHash(other));
    }),
  );
});

test("a commitment opens with its own content and salt only", () => {
  fc.assert(
    fc.property(json, json, hash, hash, (content, otherContent, salt, otherSalt) => {
      const commitment = commitTo({ content, salt });
      expect(verifyCommitment(commitment, { content, salt })).toBe(true);
      expect(verifyCommitment(commitment, { content, salt: otherSalt })).toBe(salt === otherSalt);
      const isSame = canonicalJson(content) === canonicalJson(otherContent);
      expect(verifyCommitment(commitment, { content: otherContent, salt })).toBe(isSame);
    }),
  );
});
