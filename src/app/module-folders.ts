import { existsSync } from "node:fs";
import { join } from "node:path";
import { moduleNames, type ModuleName } from "../kernel/index.ts";
import { projectFolder } from "../platform/config.ts";

/** The modules that have migrations, known before any of them can be composed: composing needs the tables. */
export const moduleFolders: readonly { readonly module: ModuleName; readonly migrations: "migrations/" }[] =
  moduleNames
    .filter((module) => existsSync(join(projectFolder, "src", module, "migrations")))
    .map((module) => ({ module, migrations: "migrations/" }));
