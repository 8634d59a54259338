import { formatCivilDate } from "@concordat/calendar";
import { civilDateAt, isUuid, subjectText, type SubjectKind } from "../../kernel/index.ts";
import { listRunHeads, listRunIds, runRef } from "../../imports/index.ts";
import { importKinds, type ImportPorts } from "./ports.ts";

/**
 * Imports as the record names them. Everybody may know that one took place; its page is for administrators, so the way
 * leads to its entries.
 */
export function importSubject(ports: Pick<ImportPorts, "manifests">): SubjectKind {
  return {
    kind: "import",
    label: "Import",
    plural: "Imports",
    describe: async (db, ids) => {
      const runs = await listRunHeads(db, ids.filter(isUuid));
      const titles = new Map(importKinds(ports).map((kind) => [kind.name, kind.title]));
      return runs.map((run) => ({
        ref: runRef(run.id),
        title: `${titles.get(run.kind) ?? run.kind}, ${formatCivilDate(civilDateAt(run.startedAt))}`,
        kindLabel: run.dryRun ? "Dry run of an import" : "Import",
        summary: "A file of facts, row by row.",
        href: `/record/of/${subjectText(runRef(run.id))}`,
        audience: "public",
        illustrative: false,
      }));
    },
    listIds: listRunIds,
  };
}
