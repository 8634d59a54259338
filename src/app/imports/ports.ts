import type { Db, ImportKind, Manifest, PolicyResource } from "../../kernel/index.ts";

/** What import pages and commands are made from. */
export interface ImportPorts {
  /**
   * Where runs are read. Files and refused rows may quote anything, so no viewer's own view holds them: only pages that ask
   * for administrators read here.
   */
  readonly runs: Db;
  manifests(): readonly Manifest[];
  /** Queues the work on a run in this transaction. */
  sendRun(tx: Db, run: string): Promise<void>;
}

/** The queue of work on runs. */
export const importQueue = "app.run-import";

/** Everything that can be imported, in the order of the modules. */
export function importKinds(ports: Pick<ImportPorts, "manifests">): readonly ImportKind[] {
  return ports.manifests().flatMap((manifest) => manifest.imports ?? []);
}

/** What the policies are asked about: importing this kind of table. */
export function kindResource(kind: string): PolicyResource {
  return {
    ref: { module: "app", kind: "import-kind", id: kind },
    keepers: [],
    keptHere: true,
    illustrative: false,
  };
}
