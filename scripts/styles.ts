// Builds what browsers load into dist/assets, under names that hold a hash of the content, and the list of those names.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as sass from "sass";

const root = fileURLToPath(new URL("../", import.meta.url));
const sources = join(root, "src/web/assets");
const require = createRequire(import.meta.url);

/** Logical name to content, in the order in which they refer to one another: what is referred to comes first. */
function assets(): ReadonlyMap<string, string | Uint8Array> {
  const scripts = readdirSync(sources).filter((name) => name.endsWith(".js"));
  const order = [
    "start.js",
    "fragment.js",
    ...scripts.filter((name) => !["start.js", "fragment.js", "enhancements.js"].includes(name)),
  ];
  return new Map<string, string | Uint8Array>([
    ["source-sans-3-400.woff2", font("source-sans-3", 400)],
    ["source-sans-3-600.woff2", font("source-sans-3", 600)],
    ["source-serif-4-600.woff2", font("source-serif-4", 600)],
    ["favicon.svg", readFileSync(join(sources, "favicon.svg"), "utf8")],
    ["govuk-frontend.min.js", govukScript()],
    ...[...order, "enhancements.js"].map(
      (name) => [name, readFileSync(join(sources, name), "utf8")] as const,
    ),
    ["site.css", stylesheet()],
  ]);
}

function font(family: string, weight: number): Uint8Array {
  const folder = dirname(require.resolve(`@fontsource/${family}/package.json`));
  return readFileSync(join(folder, "files", `${family}-latin-${weight}-normal.woff2`));
}

function govukScript(): string {
  const folder = dirname(require.resolve("govuk-frontend/package.json"));
  const text = readFileSync(join(folder, "dist/govuk/govuk-frontend.min.js"), "utf8");
  return text.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n");
}

function stylesheet(): string {
  const importer = new sass.NodePackageImporter(root);
  return sass.compile(join(root, "src/web/styles/site.scss"), {
    importers: [importer],
    style: "compressed",
    quietDeps: true,
  }).css;
}

/**
 * Writes every asset below its hashed name and returns the list, `site.css` to `/assets/site.3f9a1b2c4d.css`.
 *
 * Texts that name another asset (`/assets/x.woff2`, `./x.js`) get its hashed name.
 *
 * @throws Error when a text names an asset that is not built before it
 */
export function buildAssets(folder: string): Readonly<Record<string, string>> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const manifest: Record<string, string> = {};
  for (const [name, content] of assets()) {
    const bytes =
      typeof content === "string" ? Buffer.from(withHashedNames(name, content, manifest)) : content;
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
    const ending = extname(name);
    const hashed = `${name.slice(0, -ending.length)}.${hash}${ending}`;
    writeFileSync(join(folder, hashed), bytes);
    manifest[name] = `/assets/${hashed}`;
  }
  writeFileSync(join(folder, "manifest.json"), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return manifest;
}

function withHashedNames(name: string, text: string, manifest: Readonly<Record<string, string>>): string {
  const hashedName = (asset: string): string => {
    const hashed = manifest[asset];
    if (hashed === undefined) throw new Error(`${name} names ${asset}, which is not built before it.`);
    return hashed;
  };
  if (name.endsWith(".css"))
    return text.replace(/\/assets\/([\w.-]+)/g, (_, asset: string) => hashedName(asset));
  if (name === "govuk-frontend.min.js") return text;
  return text.replace(
    /from "\.\/([\w.-]+)"/g,
    (_, asset: string) => `from ".${hashedName(asset).slice("/assets".length)}"`,
  );
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  buildAssets(join(root, "dist/assets"));
}
