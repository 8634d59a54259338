import type { Manifest } from "../../kernel/index.ts";
import { importEndpoints } from "./endpoints.ts";
import { importsPage } from "./list-page.ts";
import type { ImportPorts } from "./ports.ts";
import { importPage } from "./run-page.ts";
import { startImport } from "./start-import.ts";
import { importSubject } from "./subject.ts";
import { resumeImports } from "./work.ts";

export { importQueue, type ImportPorts } from "./ports.ts";
export { importWorker } from "./work.ts";

/** What imports add to the manifest of what belongs to no module. */
export function importParts(ports: ImportPorts): {
  readonly [Part in "subjects" | "pages" | "endpoints" | "commands" | "jobs"]: NonNullable<Manifest[Part]>;
} {
  return {
    subjects: [importSubject(ports)],
    pages: [importsPage(ports), importPage(ports)],
    endpoints: importEndpoints(ports),
    commands: [startImport(ports)],
    jobs: [resumeImports(ports)],
  };
}
