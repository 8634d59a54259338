import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import {
  civilDateAt,
  countOf,
  timeOfDayAt,
  type Capacity,
  type Instant,
  type Json,
  type SubjectRef,
} from "../../kernel/index.ts";

/** `waiting` until a worker takes it; `failed` when the file could not be read or the import could not go on. */
export type RunStatus = "waiting" | "running" | "done" | "failed";

/** One import of one file: what was sent, and how far it is. */
export interface ImportRun {
  readonly id: string;
  /** Name of its ImportKind, `place.organisations`. */
  readonly kind: string;
  /** As its sender called it; for administrators only. */
  readonly fileName: string;
  readonly fileSha256: string;
  /** Sheet of a workbook with several. */
  readonly sheet?: string;
  /** The table of a zip file with several, by its name there. */
  readonly member?: string;
  /** Says what would happen, and leaves everything as it was. */
  readonly dryRun: boolean;
  /** Where the facts come from and on what day they were seen there; goes onto every row. */
  readonly source: string;
  readonly seen: CivilDate;
  /** The office of whoever started it; the record's entries are written in it. */
  readonly startedBy: Capacity;
  readonly startedAt: Instant;
  readonly status: RunStatus;
  /** Times it was taken up since it last got further. */
  readonly attempts: number;
  readonly endedAt?: Instant;
  /** Known once the whole file was read. */
  readonly rowsTotal?: number;
  readonly rowsAccepted: number;
  readonly rowsRefused: number;
  /** Lines before this one are settled. */
  readonly nextLine: number;
  /** What is worth telling about the file, in sentences. */
  readonly notes: readonly string[];
  /** Why it failed, in a sentence or several. */
  readonly failure?: string;
}

/** A run as it is held: when it was last moved on, by whoever took it up. */
export interface HeldRun extends ImportRun {
  readonly movedAt: Instant;
}

/** One thing that is wrong with one row; a row may have several. */
export interface RefusedCell {
  readonly line: number;
  /** Heading of the cell; empty when it is about the whole row. */
  readonly field: string;
  readonly code: string;
  readonly reason: string;
  /** The text as it stands in the file, shortened when long. */
  readonly given: string;
}

/** A run as other things refer to it. */
export function runRef(id: string): SubjectRef {
  return { module: "app", kind: "import", id };
}

/** Whether nothing more will happen to a run. */
export function hasEnded(run: Pick<ImportRun, "status">): boolean {
  return run.status === "done" || run.status === "failed";
}

/** A run's facts for the record: hashes and numbers, nothing that a person typed. */
export function runFacts(run: ImportRun): { readonly [key: string]: Json } {
  return { run: run.id, kind: run.kind, fileSha256: run.fileSha256, dryRun: run.dryRun, seen: run.seen };
}

/** How a run stands, in one sentence. */
export function runSentence(run: ImportRun): string {
  const accepted = countOf(run.rowsAccepted, "row");
  const refused = countOf(run.rowsRefused, "row");
  const whole = run.rowsTotal === undefined ? "" : ` of ${countOf(run.rowsTotal, "row")}`;
  if (run.status === "waiting") return "This import waits for its turn; nothing has been applied yet.";
  if (run.status === "running") {
    if (run.rowsTotal === undefined)
      return "The file is being read for the first time; nothing has been applied yet.";
    const done = countOf(run.rowsAccepted + run.rowsRefused, "row");
    return `${capital(done)}${whole} ${run.rowsAccepted + run.rowsRefused === 1 ? "is" : "are"} settled: ${accepted} accepted, ${refused} refused.`;
  }
  if (run.status === "failed") {
    const kept =
      run.dryRun || run.rowsAccepted === 0
        ? "Nothing was applied."
        : `${capital(accepted)} ${run.rowsAccepted === 1 ? "was" : "were"} applied before, and stay applied.`;
    return `This import stopped: ${run.failure ?? ""} ${kept}`;
  }
  if (run.dryRun)
    return `${capital(accepted)}${whole} would be accepted and ${refused} refused. This was a dry run: nothing was changed.`;
  return `${capital(accepted)}${whole} ${run.rowsAccepted === 1 ? "was" : "were"} accepted and applied; ${refused} ${run.rowsRefused === 1 ? "was" : "were"} refused.`;
}

/**
 * Since when a run waits, in a sentence; undefined when somebody is at it or nothing more will happen.
 *
 * @param workedOn whether a worker holds it
 */
export function waitingSentence(run: HeldRun, workedOn: boolean): string | undefined {
  if (workedOn || hasEnded(run)) return undefined;
  const since = `${timeOfDayAt(run.movedAt)} on ${formatCivilDate(civilDateAt(run.movedAt))}`;
  return run.status === "waiting"
    ? `It has been waiting for its turn since ${since}.`
    : `Nobody is working on it: it has been waiting since ${since} to be taken up again. That happens by itself, within a few minutes or when this site is started again.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
