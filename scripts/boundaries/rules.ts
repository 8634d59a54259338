import type { IRegularForbiddenRuleType } from "dependency-cruiser";
import {
  adapterFile,
  compositionRoot,
  databaseFile,
  databasePackages,
  databaseTypeFile,
  enginePackages,
  engineUses,
  everyEngine,
  impureBuiltins,
  impurePackages,
  pureFolders,
  roleFile,
  shells,
  uses,
} from "./table.ts";

const tests = String.raw`\.test\.ts$|^engines/[^/]+/test/`;
const driver = `(^|/)node_modules/(${databasePackages.join("|")})/`;
const impure = [
  `(^|/)node_modules/(${impurePackages.join("|")})/`,
  `^(node:)?(${impureBuiltins.join("|")})$`,
];

/** The table of who may use whom as rules of dependency-cruiser. Tests may look at anything. */
export function boundaryRules(): IRegularForbiddenRuleType[] {
  return [
    ...moduleRules(),
    ...shellRules(),
    ...engineRules(),
    ...frontDoorRules(),
    ...purityRules(),
    ...soundnessRules(),
  ];
}

function moduleRules(): IRegularForbiddenRuleType[] {
  return Object.entries(uses).map(([name, allowed]) => {
    const reachesShells = pureFolders.includes(name) && name !== "kernel";
    const others = reachesShells ? [...allowed, ...shells] : allowed;
    return forbid(
      `${name}-uses`,
      `${name} may use ${allowed.join(", ")}`,
      { path: `^src/${name}/` },
      { path: "^(src|engines)/", pathNot: [`^src/${name}/`, ...others.map(folderPattern)] },
    );
  });
}

function shellRules(): IRegularForbiddenRuleType[] {
  const modules = pureFolders.filter((name) => name !== "kernel");
  return [
    forbid(
      "shells-by-adapters",
      "only a module's web.ts, api.ts, cli.ts and web/ folder touch the shells",
      { path: `^src/(${modules.join("|")})/`, pathNot: adapterFile },
      { path: `^src/(${shells.join("|")})/` },
    ),
  ];
}

function engineRules(): IRegularForbiddenRuleType[] {
  return [
    forbid(
      "engine-uses",
      `an engine may use ${engineUses.join(", ")}`,
      { path: "^engines/([^/]+)/" },
      {
        path: ".",
        pathNot: [
          "^engines/$1/",
          ...engineUses.map(folderPattern),
          ...enginePackages.map((name) => `^node_modules/${name}/`),
        ],
      },
    ),
    forbid(
      "calendar-uses",
      "the calendar uses nothing",
      { path: "^engines/calendar/" },
      { path: ".", pathNot: "^engines/calendar/" },
    ),
  ];
}

function frontDoorRules(): IRegularForbiddenRuleType[] {
  return [
    forbid(
      "front-door",
      "a module is entered by its index.ts",
      { path: "^src/([^/]+)/", pathNot: `^src/${compositionRoot}/` },
      { path: "^src/", pathNot: ["^src/$1/", String.raw`^src/[^/]+/index\.ts$`] },
    ),
    forbid(
      "engine-front-door",
      "an engine is entered by its package name",
      { path: "^(src|engines/[^/]+)/" },
      { path: "^engines/", pathNot: ["^$1/", String.raw`^engines/[^/]+/src/index\.ts$`] },
    ),
  ];
}

function purityRules(): IRegularForbiddenRuleType[] {
  return [
    forbid(
      "pure",
      "a file without a role suffix has no web, no templates and no machine in it",
      { path: `^src/(${pureFolders.join("|")})/`, pathNot: roleFile },
      { path: impure },
    ),
    forbid(
      "database-by-stores",
      "only store files and src/platform/database use the database",
      { path: "^src/", pathNot: databaseFile },
      { path: driver, preCompilationOnly: false },
    ),
    forbid(
      "database-types",
      "row types and the handle name the query builder's types; nobody else does",
      { path: "^src/", pathNot: [databaseFile, databaseTypeFile] },
      { path: driver, preCompilationOnly: true },
    ),
  ];
}

function soundnessRules(): IRegularForbiddenRuleType[] {
  return [
    forbid(
      "no-cycles",
      "no file uses itself through others, types included",
      { path: "^(src|engines)/" },
      { circular: true },
    ),
    forbid(
      "resolvable",
      "every import leads somewhere",
      { path: "^(src|engines)/" },
      { couldNotResolve: true },
    ),
    forbid(
      "no-tests-in-code",
      "code does not use tests or tools",
      { path: "^(src|engines)/" },
      { path: [tests, "^(test|scripts|bench)/"] },
    ),
  ];
}

function folderPattern(name: string): string {
  if (name === everyEngine) return "^engines/";
  return name.startsWith("engines/") ? `^${name}/` : `^src/${name}/`;
}

interface From {
  readonly path: string;
  readonly pathNot?: string | readonly string[];
}

function forbid(
  name: string,
  comment: string,
  from: From,
  to: IRegularForbiddenRuleType["to"],
): IRegularForbiddenRuleType {
  const pathNot = [tests, from.pathNot ?? []].flat();
  return { name, comment, severity: "error", from: { path: from.path, pathNot }, to };
}
