import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

type AreInstalled = (root: string, asked?: { readonly tools?: boolean }) => boolean;

// What runs before anything is installed is JavaScript without types of its own.
const { areInstalled, packagesStep } = (await import(new URL("steps.mjs", import.meta.url).href)) as {
  readonly areInstalled: AreInstalled;
  readonly packagesStep: (root: string) => { readonly command: () => { readonly args: readonly string[] } };
};

const asked = {
  "": {},
  "node_modules/server": { version: "2.0.0", integrity: "a" },
  "node_modules/for-another-platform": { version: "1.0.0", integrity: "b", optional: true },
  "node_modules/checker": { version: "3.0.0", integrity: "c", dev: true },
};
let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "concordat-steps-"));
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ packages: asked }));
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

/** What npm says it has installed, with the folders of it. */
function install(packages: Readonly<Record<string, object>>): void {
  for (const path of Object.keys(packages)) mkdirSync(join(root, path), { recursive: true });
  writeFileSync(join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages }));
}

test("an empty clone has nothing installed", () => {
  expect(areInstalled(root)).toBe(false);
  expect(areInstalled(root, { tools: true })).toBe(false);
});

test("the application runs without the packages of tests and checks, and these are missed when they are wanted", () => {
  install({ "node_modules/server": asked["node_modules/server"] });
  expect(areInstalled(root)).toBe(true);
  expect(areInstalled(root, { tools: true })).toBe(false);
});

test("everything that the lock file asks for is there, without what is for another platform", () => {
  install({
    "node_modules/server": asked["node_modules/server"],
    "node_modules/checker": asked["node_modules/checker"],
  });
  expect(areInstalled(root, { tools: true })).toBe(true);
});

test("another version, and a folder that was deleted by hand, count as missing", () => {
  install({ "node_modules/server": { version: "1.0.0", integrity: "a" } });
  expect(areInstalled(root)).toBe(false);
  install({ "node_modules/server": asked["node_modules/server"] });
  rmSync(join(root, "node_modules/server"), { recursive: true });
  expect(areInstalled(root)).toBe(false);
});

test.each([
  ["there is nothing", undefined, "--omit=dev"],
  ["the packages of the application are there", ["node_modules/server"], "--omit=dev"],
  // Whoever ran npm by hand has them without any stamp of ours.
  [
    "those of tests and checks are there too",
    ["node_modules/server", "node_modules/checker"],
    "--include=dev",
  ],
] as const)("where %s, npm ci is told to leave what is there as it is", (_where, paths, option) => {
  if (paths) install(Object.fromEntries(paths.map((path) => [path, asked[path]])));
  const { args } = packagesStep(root).command();
  expect(args.filter((word) => word === "ci" || word.endsWith("=dev"))).toEqual(["ci", option]);
});
