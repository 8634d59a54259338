import { sql } from "kysely";
import type { Db, SubjectText } from "../kernel/index.ts";
import { linkHash, noPredecessor } from "./hash.ts";
import { findHead } from "./store-entries.ts";
import type { ChainHead } from "./store-entries.ts";
import type { RecordTables } from "./tables.ts";

/** Any number that nothing else in the database locks; the letters of "record" on a telephone. */
const lockKey = 732_673;
const batchSize = 500;

/** An entry that has just got its place. */
export interface ChainedEntry {
  readonly position: number;
  readonly id: string;
  readonly subjects: readonly SubjectText[];
}

/** The sequencer at work. */
export interface Sequencer {
  /** Ends it, after the batch in hand. */
  stop(): Promise<void>;
}

/**
 * Gives committed entries their place and chains them, oldest first; the one place where entries meet.
 *
 * Of all app nodes on one database only one does it at a time: whoever comes second does nothing and returns an empty list.
 *
 * @param limit entries at most
 * @returns the entries chained by this call
 */
export async function chainWaiting(db: Db, limit: number): Promise<readonly ChainedEntry[]> {
  // Read committed, so that each statement sees what was committed before the lock was ours.
  const transaction = db.transaction().setIsolationLevel("read committed");
  return transaction.execute(async (tx) => {
    const lock = await sql<{ taken: boolean }>`select pg_try_advisory_xact_lock(${lockKey}) as taken`.execute(
      tx,
    );
    if (lock.rows[0]?.taken !== true) return [];
    const record = tx.withTables<RecordTables>();
    const entries = await record
      .selectFrom("record.waiting as w")
      .innerJoin("record.entry as e", "e.id", "w.entry_id")
      .select(["e.id", "e.sha256", "e.subjects"])
      .orderBy("w.written_at")
      .orderBy("w.entry_id")
      .limit(limit)
      .execute();
    if (entries.length === 0) return [];
    const links = linksAfter(await findHead(tx), entries);
    await record.insertInto("record.chain").values(links).execute();
    const ids = entries.map((entry) => entry.id);
    await record.deleteFrom("record.waiting").where("entry_id", "in", ids).execute();
    return entries.map((entry, index) => ({
      position: links[index]?.position ?? 0,
      id: entry.id,
      subjects: entry.subjects as SubjectText[],
    }));
  });
}

/**
 * Chains up to `limit` waiting entries and says how many; 0 when there are none or another node is at it.
 *
 * For tests and tools that cannot wait for the runner.
 */
export async function sequence(db: Db, limit: number): Promise<number> {
  return (await chainWaiting(db, limit)).length;
}

interface Link {
  readonly position: number;
  readonly previous_sha256: string;
  readonly entry_id: string;
  readonly entry_sha256: string;
  readonly sha256: string;
}

function linksAfter(
  head: ChainHead | undefined,
  entries: readonly { readonly id: string; readonly sha256: string }[],
): readonly Link[] {
  let last: ChainHead = head ?? { position: 0, sha256: noPredecessor };
  return entries.map((entry) => {
    const position = last.position + 1;
    const previousSha256 = last.sha256;
    const sha256 = linkHash({ position, previousSha256, entrySha256: entry.sha256 });
    last = { position, sha256 };
    return {
      position,
      previous_sha256: previousSha256,
      entry_id: entry.id,
      entry_sha256: entry.sha256,
      sha256,
    };
  });
}

/**
 * Runs the sequencer until stopped: a look every half second, so that an entry is chained within two.
 *
 * Never overlaps with itself; a failure is told and tried again at the next look.
 *
 * @param options.everyMs       milliseconds between two looks; 500 unless told otherwise
 * @param options.afterChained  hears what was chained, after the commit; pages about it are stale now
 */
export function startSequencer(options: {
  readonly db: Db;
  readonly everyMs?: number;
  readonly onError: (error: unknown) => void;
  readonly afterChained?: (entries: readonly ChainedEntry[]) => void | Promise<void>;
}): Sequencer {
  const { db, everyMs = 500, onError, afterChained } = options;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let atWork = Promise.resolve();
  const look = async (): Promise<void> => {
    try {
      let chained: readonly ChainedEntry[];
      do {
        chained = await chainWaiting(db, batchSize);
        if (chained.length > 0) await afterChained?.(chained);
      } while (chained.length === batchSize && !isStopped);
    } catch (error) {
      onError(error);
    }
    plan();
  };
  const plan = (): void => {
    if (isStopped) return;
    timer = setTimeout(() => {
      atWork = look();
    }, everyMs);
  };
  atWork = look();
  return {
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await atWork;
    },
  };
}
