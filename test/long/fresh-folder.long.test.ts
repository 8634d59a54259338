import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { expect, test } from "vitest";
import { projectFolder } from "../../src/platform/config.ts";

test("a question to a folder without a database makes one, loads what is shipped, and is answered", () => {
  const folder = mkdtempSync(join(tmpdir(), "concordat-fresh-"));
  try {
    const data = join(folder, "new");
    const asked = [
      "--no-install",
      "concordat",
      "show",
      "/organisations",
      "--kind",
      "icb",
      "--at",
      "2026-03-31",
    ];
    const { status, stdout, stderr } = spawnSync("npx", asked, {
      cwd: projectFolder,
      env: { ...process.env, CONCORDAT_DATA: data, DATABASE_URL: "", CONCORDAT_NOW: "2026-11-22T09:00:00Z" },
      encoding: "utf8",
    });
    expect(stderr).toContain(`There was no database in ${data}: a new one was made.`);
    expect(stderr).toMatch(/^Loaded \d+ files: /m);
    expect(status).toBe(0);
    expect((JSON.parse(stdout) as { items: unknown[] }).items).toHaveLength(42);
    expect(readdirSync(data)).toContain("database");
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
