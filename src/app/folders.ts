import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Manifest } from "../kernel/index.ts";
import { projectFolder } from "../platform/config.ts";

/** Texts, templates and migrations stay where they are written: both `src` and `dist` read them from `src`. */
const sources = join(projectFolder, "src");

/** The folders of migrations, kernel first. */
export function migrationFolders(
  manifests: readonly Pick<Manifest, "module" | "migrations">[],
): readonly { module: string; folder: URL }[] {
  const own = manifests.filter((manifest) => manifest.migrations).map((manifest) => manifest.module);
  return ["kernel", "platform", ...own].map((module) => ({
    module,
    folder: pathToFileURL(join(sources, module, "migrations/")),
  }));
}

/** The folders of templates by module. */
export function viewFolders(
  manifests: readonly Pick<Manifest, "module">[],
): Readonly<Record<string, string>> {
  const own = manifests
    .map((manifest) => manifest.module)
    .filter((module) => existsSync(join(sources, module, "views")));
  return Object.fromEntries(["web", ...own].map((module) => [module, join(sources, module)]));
}

/** The policies of the modules that have some. */
export function policyTexts(
  manifests: readonly Pick<Manifest, "module" | "policies">[],
): readonly { module: string; text: string }[] {
  return manifests.flatMap(({ module, policies }) =>
    policies ? [{ module, text: readFileSync(join(sources, module, policies), "utf8") }] : [],
  );
}

/** The policies that hold for every module. */
export function commonPolicies(): string {
  return readFileSync(join(sources, "platform/policies/policies.cedar"), "utf8");
}

/** What the build made for browsers: the folder, and logical names to addresses. */
export function builtAssets(): {
  readonly folder: string;
  readonly addresses: Readonly<Record<string, string>>;
} {
  const folder = join(projectFolder, "dist/assets");
  const names = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")) as Readonly<
    Record<string, string>
  >;
  return {
    folder,
    addresses: Object.fromEntries(
      Object.entries(names).map(([name, hashed]) => [
        name,
        hashed.startsWith("/") ? hashed : `/assets/${hashed}`,
      ]),
    ),
  };
}
