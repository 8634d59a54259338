import { countOf, type EntryDraft, type ImportKind, type SubjectRef } from "../../kernel/index.ts";
import { runFacts, runRef, type ImportRun } from "./run.ts";

/** Subjects named by one entry at most, so that it stays far below the size of an entry. */
const subjectsMax = 1000;

/** Somebody began an import. */
export function importStarted(run: ImportRun, kind: Pick<ImportKind, "title">): EntryDraft {
  return {
    kind: "app.import-started",
    summary: run.dryRun
      ? `A dry run of an import was started: ${kind.title}.`
      : `An import was started: ${kind.title}.`,
    subjects: [runRef(run.id)],
    body: runFacts(run),
  };
}

/** A batch of rows was applied: everything it changed has its line of the record, written with the change itself. */
export function importApplied(
  run: ImportRun,
  kind: Pick<ImportKind, "title">,
  batch: { readonly firstLine: number; readonly lastLine: number; readonly changed: readonly SubjectRef[] },
): readonly EntryDraft[] {
  const drafts: EntryDraft[] = [];
  const things = batch.changed.filter((subject) => subject.id !== "*");
  for (let at = 0; at < things.length; at += subjectsMax) {
    drafts.push({
      kind: "app.import-applied",
      summary: `${kind.title}: lines ${batch.firstLine} to ${batch.lastLine} of an imported file were applied.`,
      subjects: [runRef(run.id), ...things.slice(at, at + subjectsMax)],
      body: { ...runFacts(run), firstLine: batch.firstLine, lastLine: batch.lastLine },
    });
  }
  return drafts;
}

/** An import came to its end, or could not go on. */
export function importFinished(run: ImportRun, kind: Pick<ImportKind, "title">): EntryDraft {
  const accepted = countOf(run.rowsAccepted, "row");
  const refused = countOf(run.rowsRefused, "row");
  const what = run.dryRun ? "A dry run of an import" : "An import";
  const how = run.status === "failed" ? "stopped because the file could not be taken" : "ended";
  return {
    kind: "app.import-finished",
    summary: `${what} ${how}: ${kind.title}, ${accepted} accepted and ${refused} refused.`,
    subjects: [runRef(run.id)],
    body: {
      ...runFacts(run),
      outcome: run.status,
      rowsAccepted: run.rowsAccepted,
      rowsRefused: run.rowsRefused,
    },
  };
}
