import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { commitTo, newSalt, verifyCommitment } from "./commitment.ts";
import { linkHash, linkText, noPredecessor, sha256Hex } from "./hash.ts";
import { entryProof, linkProof, openingProof } from "./proof.ts";
import type { Entry } from "./entry.ts";
import { instant } from "../kernel/index.ts";

describe("hashes", () => {
  test("the SHA-256 of abc is that of FIPS 180-4", () => {
    expect(sha256Hex("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  test("a text is hashed in UTF-8", () => {
    expect(sha256Hex("£")).toBe("b4fe151e413445357b1c0935e7cf04a429492ebd23dc62bfadb2f898c431c1fd");
  });

  test("a link is hashed over four lines, the first of which says what it is for", () => {
    const parts = { position: 7, previousSha256: noPredecessor, entrySha256: "ab" };
    expect(linkText(parts)).toBe(`concordat record chain 1\n7\n${"0".repeat(64)}\nab\n`);
    expect(linkHash(parts)).toBe(sha256Hex(linkText(parts)));
  });
});

describe("commitments", () => {
  const salt = "5a".repeat(32);

  test("the commitment to known content is the same in every version", () => {
    expect(commitTo({ content: { b: 1, a: "x" }, salt })).toBe(
      "a87f5468fae37ae46cfba4f8101eee3b7f2b9dfb6f224c05b50297df548ff15b",
    );
  });

  test("the order of keys in the content does not matter", () => {
    const commitment = commitTo({ content: { a: 1, b: 2 }, salt });
    expect(verifyCommitment(commitment, { content: { b: 2, a: 1 }, salt })).toBe(true);
  });

  test("a salt of another form is never proof and cannot be committed with", () => {
    expect(() => commitTo({ content: 1, salt: "short" })).toThrow(RangeError);
    expect(verifyCommitment("00", { content: 1, salt: salt.toUpperCase() })).toBe(false);
  });

  test("salts are 32 octets and never the same", () => {
    expect(newSalt()).toMatch(/^[0-9a-f]{64}$/);
    expect(newSalt()).not.toBe(newSalt());
  });
});

describe("the lines that readers are told to type", () => {
  const typed = (line: string): string =>
    execFileSync("/bin/sh", ["-c", line], { encoding: "utf8" }).slice(0, 64);
  const awkward = `{"summary":"It's 100% \\\\n £ $HOME \`id\` \\"quoted\\""}`;

  test("print the hash of an entry, whatever characters it holds", () => {
    expect(typed(entryProof(awkward))).toBe(sha256Hex(awkward));
  });

  test("print the hash of a link", () => {
    const parts = { position: 12, previousSha256: noPredecessor, entrySha256: sha256Hex("x") };
    expect(typed(linkProof(parts))).toBe(linkHash(parts));
  });

  test("print the commitment of what was opened, and are missing where nothing was", () => {
    const content = { note: "Don't tell\nyet" };
    const salt = newSalt();
    const entry: Entry = {
      id: "a",
      writtenAt: instant("2026-11-21T10:00:00Z"),
      kind: "record.opened",
      summary: "Opened.",
      capacity: { kind: "system", title: "Concordat itself" },
      subjects: [],
      body: { opened: "b", content, salt },
      audience: "public",
      canonical: "{}",
      sha256: sha256Hex("{}"),
    };
    expect(openingProof(entry)).toBeUndefined();
    expect(typed(openingProof({ ...entry, opens: "b" }) ?? "")).toBe(commitTo({ content, salt }));
  });
});
