import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { buildAssets } from "../../../scripts/styles.ts";

const folder = mkdtempSync(join(tmpdir(), "concordat-assets-"));
afterAll(() => rmSync(folder, { recursive: true }));
const manifest = buildAssets(folder);
const fileOf = (name: string): string => join(folder, basename(manifest[name]!));

test("every asset stands under a name with the hash of its content, and the list names them all", () => {
  expect(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"))).toEqual(manifest);
  for (const address of Object.values(manifest))
    expect(address).toMatch(/^\/assets\/[\w.-]+\.[0-9a-f]{10}\.\w+$/);
  expect(readdirSync(folder)).toHaveLength(Object.keys(manifest).length + 1);
});

test("what the stylesheet and the scripts name is there under that name", () => {
  const css = readFileSync(fileOf("site.css"), "utf8");
  const named = [...css.matchAll(/\/assets\/([\w.-]+)/g)].map((found) => found[1]!);
  expect(named.length).toBeGreaterThanOrEqual(3);
  const scripts = Object.keys(manifest).filter((name) => name.endsWith(".js") && !name.startsWith("govuk"));
  const imported = scripts.flatMap((name) =>
    [...readFileSync(fileOf(name), "utf8").matchAll(/from "\.\/([^"]+)"/g)].map((found) => found[1]!),
  );
  expect(imported).toHaveLength(5);
  for (const name of [...named, ...imported]) expect(existsSync(join(folder, name)), name).toBe(true);
});

test("every asset that a view names is built", () => {
  const views = new URL("../views/", import.meta.url);
  const named = readdirSync(views).flatMap((view) =>
    [...readFileSync(new URL(view, views), "utf8").matchAll(/shell\.assets\['([^']+)'\]/g)].map(
      (found) => found[1]!,
    ),
  );
  expect(named.length).toBeGreaterThan(3);
  for (const name of named) expect(manifest).toHaveProperty([name]);
});

test("the stylesheet bears no crown, no fonts from elsewhere, and is small enough for a slow line", () => {
  const css = readFileSync(fileOf("site.css"), "utf8");
  expect(/crown|crest|GDS Transport|url\(["']?(?!["']?\/assets\/)/.exec(css)?.[0]).toBeUndefined();
  expect(css.length).toBeLessThan(120_000);
});
