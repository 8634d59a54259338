import {
  countOf,
  type Acting,
  type Capacity,
  type Clock,
  type Db,
  type ImportKind,
  type SubjectRef,
} from "../kernel/index.ts";
import { ImportRefusal, refusal } from "./refusal.ts";
import { batchesOf, countRows, type Batch } from "./runs/batch.ts";
import { openMatched, type MatchedTable } from "./runs/columns.ts";
import { importApplied, importFinished } from "./runs/entries.ts";
import { hasEnded, type HeldRun, type ImportRun } from "./runs/run.ts";
import { applyBatch, type AppliedBatch, type Importing } from "./store-apply.ts";
import { readImportFile } from "./store-file.ts";
import { insertRefused, removeRefused } from "./store-refused.ts";
import {
  endRun,
  findRun,
  keepReading,
  resetCounts,
  settleBatch,
  takeUpRun,
  whileAlone,
} from "./store-runs.ts";

/** What import runs stand on; made by the composition root. */
export interface RunPorts {
  readonly db: Db;
  readonly clock: Clock;
  kinds(): readonly ImportKind[];
  /** The ports of an act, for whoever started the run. */
  acting(tx: Db, capacity: Capacity): Acting;
  /** Describes these things anew for search, in the batch's own transaction. */
  describeAnew(tx: Db, subjects: readonly SubjectRef[]): Promise<void>;
  /** Told after the commit, so that pages are made anew. */
  onChanged(subjects: readonly SubjectRef[]): Promise<void>;
  /** Rows settled together, and batches before the work is handed back; 500 and 100 unless a test says otherwise. */
  readonly batchRows?: number;
  readonly batchesPerTurn?: number;
}

/**
 * What came of one turn of work: the run has ended; there is more to do; another worker is at it; or there is no such run
 * that has not ended.
 */
export type WorkOutcome = "ended" | "goes-on" | "busy" | "nothing";

const attemptsMax = 5;

/** Another worker got hold of the run between two batches. */
class Overtaken extends Error {}

/** Undoes a dry run; nothing went wrong. */
class DryRunOver extends Error {}

/**
 * Works on a run for one turn: reads the file once to its end, then applies it batch by batch.
 *
 * Each batch is one transaction with its refused rows, its record entries and the run's progress, so a process may die at
 * any moment: the next turn goes on behind the last batch that was committed. A turn is bounded so that runs take turns
 * and no job outlives its time.
 *
 * @throws what is not the file's fault, after which the same turn can be tried again
 */
export async function workOnRun(ports: RunPorts, id: string): Promise<WorkOutcome> {
  return (await whileAlone(ports.db, id, async (held) => await takeTurn(ports, held, id))) ?? "busy";
}

async function takeTurn(ports: RunPorts, held: Db, id: string): Promise<WorkOutcome> {
  const run = await takeUpRun(held, id, ports.clock.now());
  if (!run) return "nothing";
  const kind = ports.kinds().find((one) => one.name === run.kind);
  if (!kind)
    return await end(ports, held, { run, failure: `Nothing here takes an import of "${run.kind}".` });
  if (run.attempts > attemptsMax) {
    const failure = `It failed ${countOf(attemptsMax, "time")} behind line ${run.nextLine - 1}, for a reason that is in the log of this site. Ask whoever runs it.`;
    return await end(ports, held, { run, kind, failure });
  }
  try {
    return await carryOn(ports, held, { run, kind });
  } catch (error) {
    if (error instanceof Overtaken) return "busy";
    if (!(error instanceof ImportRefusal)) throw error;
    return await end(ports, held, { run, kind, failure: sentencesOf(error) });
  }
}

async function carryOn(
  ports: RunPorts,
  held: Db,
  { run, kind }: Pick<Importing, "run" | "kind">,
): Promise<WorkOutcome> {
  if (run.rowsTotal === undefined) await readThrough(ports, run, kind);
  const opened = await openFile(ports, run, kind);
  const importing: Importing = { run, kind, match: opened.match };
  const fromLine = run.dryRun ? 1 : run.nextLine;
  const batches = batchesOf(opened.table.rows(fromLine), {
    schema: kind.row,
    match: opened.match,
    rowsMax: ports.batchRows ?? 500,
  });
  if (run.dryRun) await tryOut(ports, held, importing, batches);
  else if (await applyAll(ports, held, importing, batches)) return "goes-on";
  return await end(ports, held, { run, kind });
}

async function openFile(ports: RunPorts, run: ImportRun, kind: ImportKind): Promise<MatchedTable> {
  return await openMatched(readImportFile(ports.db, run.fileSha256), kind, run);
}

/** Reads the file to its end before anything is applied: a file that breaks off on its last line changes nothing. */
async function readThrough(ports: RunPorts, run: ImportRun, kind: ImportKind): Promise<void> {
  const { table } = await openFile(ports, run, kind);
  let rows = 0;
  for await (const _row of table.rows()) rows += 1;
  if (rows === 0) throw refusal("table.no-rows", "The file has headings and no rows under them.");
  await keepReading(ports.db, run.id, {
    rows,
    notes: table.notes().map((note) => note.message),
    at: ports.clock.now(),
  });
}

/** Applies batches until the file ends or the turn is over; says whether there is more to do. */
async function applyAll(
  ports: RunPorts,
  held: Db,
  importing: Importing,
  batches: AsyncIterable<Batch>,
): Promise<boolean> {
  const turnMax = ports.batchesPerTurn ?? 100;
  let fromLine = importing.run.nextLine;
  let done = 0;
  for await (const batch of batches) {
    if (done === turnMax) return true;
    const from = fromLine;
    const applied = await held
      .transaction()
      .execute(async (tx) => await commitBatch(ports, tx, importing, { batch, fromLine: from }));
    if (applied.changed.length > 0) await ports.onChanged(applied.changed);
    fromLine = batch.lastLine + 1;
    done += 1;
  }
  return false;
}

async function commitBatch(
  ports: RunPorts,
  tx: Db,
  importing: Importing,
  { batch, fromLine }: { readonly batch: Batch; readonly fromLine: number },
): Promise<AppliedBatch> {
  const { run, kind } = importing;
  const acting = ports.acting(tx, run.startedBy);
  const applied = await applyBatch(acting, importing, batch);
  for (const draft of importApplied(run, kind, { ...batch, changed: applied.changed })) {
    await acting.record.write(tx, { at: ports.clock.now(), capacity: run.startedBy, draft });
  }
  await ports.describeAnew(tx, applied.changed);
  await settle(ports, tx, run, { batch, applied, fromLine });
  return applied;
}

/**
 * Applies the whole file in one transaction and takes it back: contradictions between far rows are found too.
 *
 * What is found goes out on another connection, so that it stays and can be watched.
 */
async function tryOut(
  ports: RunPorts,
  held: Db,
  importing: Importing,
  batches: AsyncIterable<Batch>,
): Promise<void> {
  const { run } = importing;
  await ports.db.transaction().execute(async (tx) => {
    await removeRefused(tx, run.id);
    await resetCounts(tx, run.id);
  });
  let fromLine = 1;
  const trial = held.transaction().execute(async (tx) => {
    const acting = ports.acting(tx, run.startedBy);
    for await (const batch of batches) {
      const applied = await applyBatch(acting, importing, batch);
      const from = fromLine;
      await ports.db
        .transaction()
        .execute(async (outside) => await settle(ports, outside, run, { batch, applied, fromLine: from }));
      fromLine = batch.lastLine + 1;
    }
    throw new DryRunOver();
  });
  await trial.catch((error: unknown) => {
    if (!(error instanceof DryRunOver)) throw error;
  });
}

async function settle(
  ports: RunPorts,
  tx: Db,
  run: ImportRun,
  {
    batch,
    applied,
    fromLine,
  }: { readonly batch: Batch; readonly applied: AppliedBatch; readonly fromLine: number },
): Promise<void> {
  await insertRefused(tx, run.id, applied.refused);
  const moved = await settleBatch(tx, run.id, {
    fromLine,
    toLine: batch.lastLine,
    accepted: applied.accepted,
    refused: countRows(applied.refused),
    at: ports.clock.now(),
  });
  if (!moved) throw new Overtaken();
}

async function end(
  ports: RunPorts,
  held: Db,
  { run, kind, failure }: { readonly run: ImportRun; readonly kind?: ImportKind; readonly failure?: string },
): Promise<WorkOutcome> {
  await held.transaction().execute(async (tx) => {
    const at = ports.clock.now();
    const ended = await endRun(tx, run.id, { at, ...(failure !== undefined && { failure }) });
    if (!ended) return;
    const draft = importFinished(ended, kind ?? { title: run.kind });
    await ports.acting(tx, run.startedBy).record.write(tx, { at, capacity: run.startedBy, draft });
  });
  return "ended";
}

function sentencesOf(error: ImportRefusal): string {
  return error.problems
    .map(({ message, where }) => (where === undefined ? message : `${message} (${where})`))
    .join(" ");
}

/** Works on a run until it has ended, waiting while another process is at it; for the command line. */
export async function workToTheEnd(
  ports: RunPorts,
  id: string,
  pause: (ms: number) => Promise<void>,
): Promise<HeldRun> {
  for (;;) {
    const outcome = await workOnRun(ports, id);
    const run = await findRun(ports.db, id);
    if (!run) throw new Error(`There is no import ${id}.`);
    if (hasEnded(run)) return run;
    if (outcome === "busy") await pause(500);
  }
}
