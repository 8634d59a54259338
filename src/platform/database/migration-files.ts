import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

/** Where a module keeps its migrations. */
export type MigrationFolder = { readonly module: string; readonly folder: URL };

/** One migration as it stands in its file. */
export type MigrationFile = {
  /** `0003-place-areas.sql`; its number orders it among those of all modules. */
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
};

/** A migration cannot be run; the message names the file, the line and what to do. */
export class MigrationRefused extends Error {
  override readonly name = "MigrationRefused";
}

/**
 * Reads the migrations of all modules in their one global order.
 *
 * @throws MigrationRefused for a misnamed file, a number used twice, or a file whose first line does not say why
 */
export function readMigrationFiles(folders: readonly MigrationFolder[]): readonly MigrationFile[] {
  const files = folders.flatMap(readFolder).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  for (const [index, file] of files.entries()) {
    const next = files[index + 1];
    if (next === undefined || next.name.slice(0, 4) !== file.name.slice(0, 4)) continue;
    throw new MigrationRefused(
      `Two migrations have the number ${file.name.slice(0, 4)}: ${file.name} and ${next.name}. ` +
        `Give the newer one the next free number.`,
    );
  }
  return files;
}

function readFolder({ module, folder }: MigrationFolder): readonly MigrationFile[] {
  const base = folder.href.endsWith("/") ? folder : new URL(`${folder.href}/`);
  const names = readdirSync(base).filter((name) => name.endsWith(".sql"));
  return names.map((name) => readFile(module, name, new URL(encodeURIComponent(name), base)));
}

function readFile(module: string, name: string, path: URL): MigrationFile {
  const named = /^\d{4}-([a-z]+)-[a-z0-9]+(?:-[a-z0-9]+)*\.sql$/.exec(name);
  if (named?.[1] !== module) {
    throw new MigrationRefused(
      `The migration ${name} of the module ${module} must be named like 0042-${module}-what-it-does.sql.`,
    );
  }
  // A checkout on Windows may have other line ends; that is not a change.
  const text = readFileSync(path, "utf8").replaceAll("\r\n", "\n");
  if (!/^-- ?\S/.test(text)) {
    throw new MigrationRefused(
      `The first line of the migration ${name} must be a comment (--) that says why.`,
    );
  }
  return { name, text, sha256: createHash("sha256").update(text).digest("hex") };
}
