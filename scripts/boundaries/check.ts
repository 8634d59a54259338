import { existsSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { ModuleKind, ScriptTarget, type CompilerOptions } from "typescript";
import { boundaryRules } from "./rules.ts";
import { compositionRoot, uses } from "./table.ts";

const compilerOptions: CompilerOptions = {
  target: ScriptTarget.ES2022,
  module: ModuleKind.ESNext,
  verbatimModuleSyntax: true,
};

/** What a look at the imports found. */
export interface BoundaryReport {
  readonly files: number;
  readonly imports: number;
  /** One line for each import that the table does not allow. */
  readonly broken: readonly string[];
  /** Files that git lists and the tool did not see: a green answer over them would mean nothing. */
  readonly unseen: readonly string[];
}

/**
 * Compares the imports under `src` and `engines` with the table of who may use whom.
 *
 * @param root  absolute path of the project
 * @param listed  the files that must be seen, relative to the root, as git lists them
 */
export async function checkBoundaries(root: string, listed: readonly string[]): Promise<BoundaryReport> {
  const wanted = listed.filter((path) => isCode(path) && existsSync(join(root, path)));
  const folders = ["src", "engines"].filter((folder) => existsSync(join(root, folder)));
  if (wanted.length === 0) return { files: 0, imports: 0, broken: [], unseen: [] };
  const { modules, summary } = await lookAt(root, folders);
  const seen = new Set(modules.map((module) => module.source));
  return {
    files: [...seen].filter(isCode).length,
    imports: summary.totalDependenciesCruised ?? 0,
    broken: [...summary.violations.map(describe), ...foldersNotInTable(wanted)],
    unseen: wanted.filter((path) => !seen.has(path)),
  };
}

/** "129 files, 560 imports, 0 broken rules, 0 files not seen". */
export function summarise(report: BoundaryReport): string {
  const { files, imports, broken, unseen } = report;
  return `${files} files, ${imports} imports, ${broken.length} broken rules, ${unseen.length} files not seen`;
}

/** Whether the report lets a build pass: something was seen, all of it, and nothing is broken. */
export function isSound(report: BoundaryReport): boolean {
  return report.files > 0 && report.broken.length === 0 && report.unseen.length === 0;
}

async function lookAt(root: string, folders: string[]): Promise<ICruiseResult> {
  const result = await cruise(
    folders,
    {
      baseDir: root,
      ruleSet: { forbidden: boundaryRules() },
      validate: true,
      // Imports that only carry types count too: a cycle of types is a cycle.
      tsPreCompilationDeps: "specify",
      doNotFollow: { path: "node_modules" },
      // Anchored, because packages keep their code in folders named dist too.
      exclude: { path: "^engines/[^/]+/dist/|^src/web/assets/" },
      enhancedResolveOptions: {
        conditionNames: ["source", "import", "node", "default"],
        exportsFields: ["exports"],
        extensions: [".ts", ".js", ".json"],
      },
    },
    undefined,
    // The project's own options make the compiler check types file by file, which throws on some of them.
    { tsConfig: { options: compilerOptions, errors: [], fileNames: [] } },
  );
  if (typeof result.output === "string")
    throw new Error("dependency-cruiser answered with text instead of its graph.");
  return result.output;
}

function isCode(path: string): boolean {
  return (
    /^(src|engines)\//.test(path) &&
    path.endsWith(".ts") &&
    !/\.d\.ts$|^src\/web\/assets\/|\/dist\//.test(path)
  );
}

function foldersNotInTable(listed: readonly string[]): readonly string[] {
  const known = new Set([...Object.keys(uses), compositionRoot]);
  const folders = listed.flatMap((path) => /^src\/([^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(folders)]
    .filter((folder) => !known.has(folder))
    .map((folder) => `src/${folder} is not in scripts/boundaries/table.ts: say there whom it may use`);
}

function describe(violation: ICruiseResult["summary"]["violations"][number]): string {
  const way = violation.cycle === undefined ? [violation.to] : violation.cycle.map((step) => step.name);
  return `${violation.rule.name}: ${violation.from} -> ${way.join(" -> ")}`;
}
