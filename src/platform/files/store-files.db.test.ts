import { createHash } from "node:crypto";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { testDatabase } from "../../../test/support/database.ts";
import {
  Invalid,
  fixedClock,
  instant,
  readAs,
  visitor,
  type FileRef,
  type SubjectRef,
} from "../../kernel/index.ts";
import { createFiles, findFile } from "./store-files.ts";

const { db } = await testDatabase();
const files = createFiles({
  clock: fixedClock(instant("2026-11-21T12:00:00Z")),
  check: ({ name }) =>
    name.endsWith(".exe")
      ? { ok: false, reason: "Programs are not taken." }
      : { ok: true, mediaType: "text/csv" },
});

function board(id: string): SubjectRef {
  return { module: "place", kind: "board", id };
}

async function keep(
  subject: SubjectRef,
  text: string,
  more: { readonly audience?: string; readonly name?: string } = {},
): Promise<FileRef> {
  const { audience = "public", name = "paper.csv" } = more;
  return await db
    .transaction()
    .execute(
      async (tx) =>
        await files.keep(tx, { name, bytes: Buffer.from(text), subject, audience, purpose: "paper" }),
    );
}

async function forVisitor(sha256: string): Promise<string | undefined> {
  const file = await readAs(db, visitor, async (view) => await findFile(view, sha256));
  return file && Buffer.from(file.bytes).toString();
}

describe("a file", () => {
  test("is known by the hash of its content", async () => {
    const file = await keep(board("a"), "seat,voice\n");
    expect(file).toEqual({
      sha256: createHash("sha256").update("seat,voice\n").digest("hex"),
      name: "paper.csv",
      mediaType: "text/csv",
      size: 11,
    });
    expect(await forVisitor(file.sha256)).toBe("seat,voice\n");
    expect(await files.listFor(db, board("a"))).toEqual([{ ...file, purpose: "paper", audience: "public" }]);
  });

  test("that two boards have is held once, and listed for each", async () => {
    const one = await keep(board("b"), "shared\n");
    const other = await keep(board("c"), "shared\n");
    await keep(board("c"), "shared\n");
    expect(other.sha256).toBe(one.sha256);
    const held = await sql<{
      count: number;
    }>`select count(*)::int as count from platform.blob where sha256 = ${one.sha256}`.execute(db);
    expect(held.rows[0]?.count).toBe(1);
    expect(await files.listFor(db, board("c"))).toHaveLength(1);
  });

  test("that is refused leaves nothing", async () => {
    const before = await sql`select from platform.blob`.execute(db);
    await expect(keep(board("d"), "MZ", { name: "tool.exe" })).rejects.toMatchObject({
      problems: [{ code: "file.refused", field: "file", message: "Programs are not taken." }],
    });
    await expect(keep(board("d"), "MZ", { name: "tool.exe" })).rejects.toBeInstanceOf(Invalid);
    expect((await sql`select from platform.blob`.execute(db)).rows).toHaveLength(before.rows.length);
  });

  test("of a draft is nobody's until the draft is published, its bytes included", async () => {
    const file = await keep(board("draft"), "not yet\n", { audience: "organisation:council" });
    expect(await forVisitor(file.sha256)).toBeUndefined();
    expect(await readAs(db, visitor, async (view) => await files.listFor(view, board("draft")))).toEqual([]);
    await files.setAudience(db, board("draft"), "public");
    expect(await forVisitor(file.sha256)).toBe("not yet\n");
  });

  test("that is both public and private is given under its public name alone", async () => {
    const secret = await keep(board("secret"), "both\n", {
      audience: "organisation:council",
      name: "takeover-plan.csv",
    });
    await keep(board("open"), "both\n", { name: "annex.csv" });
    const seen = await readAs(db, visitor, async (view) => await findFile(view, secret.sha256));
    expect(seen?.name).toBe("annex.csv");
  });

  test("may be empty, and nothing is found by a hash that none has", async () => {
    const file = await keep(board("e"), "");
    expect(await forVisitor(file.sha256)).toBe("");
    expect(await forVisitor("0".repeat(64))).toBeUndefined();
  });
});
