import PgBoss from "pg-boss";
import type { Act, Afterwards, Db, Manifest } from "../../kernel/index.ts";
import type { Pool } from "../database/pool.ts";
import { withSessionLock } from "../database/session-lock.ts";
import { outliveAway, patientSql } from "./patience.ts";
import { sendWithin } from "./store-send.ts";

/** Work in the background: reactions that come afterwards, and jobs on a schedule. */
export interface Jobs {
  /** Queues a reaction in the act's own transaction: rolled back with it, retried until it succeeds. */
  sendAfterwards(tx: Db, reaction: string, act: Act): Promise<void>;
  /** Queues a job by its name now. */
  send(tx: Db, job: string, content: object): Promise<void>;
  stop(): Promise<void>;
}

/** A worker that the shell itself adds, such as import runs. */
export interface Worker {
  readonly name: string;
  run(content: Readonly<Record<string, unknown>>): Promise<void>;
  /**
   * Queues again, when a node starts, what a dead process left: the queue itself waits a quarter of an hour for a worker that
   * was killed. Several nodes may start at once.
   */
  atStart?(send: (tx: Db, content: object) => Promise<void>): Promise<void>;
}

const retries = { retryLimit: 8, retryDelay: 5, retryBackoff: true } as const;

/** Jobs can hold names and addresses of letters: gone within a day of being done. */
const keeping = { archiveCompletedAfterSeconds: 3600, deleteAfterDays: 1 } as const;

/**
 * Starts pg-boss on our pool, with a queue for every job, afterwards-reaction and worker.
 *
 * Several nodes may run at once: PostgreSQL hands each job to one of them.
 */
export async function startJobs(ports: {
  pool: Pool;
  manifests: readonly Manifest[];
  workers: readonly Worker[];
  after: Afterwards;
  onError: (error: unknown, where: string) => void;
}): Promise<Jobs> {
  const { pool, after } = ports;
  const boss = new PgBoss({
    schema: "job",
    ...keeping,
    db: { executeSql: patientSql(pool) },
  });
  boss.on("error", (error) => ports.onError(error, "background jobs"));
  const noLonger = outliveAway(ports.onError);
  const work = workOff(boss, ports.onError);
  await withSessionLock(pool, "jobs", async () => {
    await boss.start();
    for (const manifest of ports.manifests) {
      for (const job of manifest.jobs ?? []) {
        await work(job.name, async () => await job.run(after));
        if (job.schedule) await boss.schedule(job.name, job.schedule, {}, { tz: "Europe/London" });
      }
      for (const reaction of manifest.reactions ?? []) {
        if (reaction.when !== "afterwards") continue;
        await work(reaction.name, async (content) => await reaction.react(after, content as Act));
      }
    }
    for (const worker of ports.workers) {
      await work(
        worker.name,
        async (content) => await worker.run(content as Readonly<Record<string, unknown>>),
      );
    }
  });
  const send: Jobs["send"] = async (tx, job, content) => await sendWithin(boss, tx, { queue: job, content });
  for (const { name, atStart } of ports.workers) {
    await atStart?.(async (tx, content) => await send(tx, name, content));
  }
  return {
    sendAfterwards: async (tx, reaction, act) =>
      await sendWithin(boss, tx, { queue: reaction, content: act }),
    send,
    stop: async () => {
      await boss.stop({ graceful: true, timeout: 5000, wait: true, close: false });
      noLonger();
    },
  };
}

type Handle = (content: object) => Promise<void>;

/** Makes a queue and works it off, one job after the other, as long as there are any. */
function workOff(
  boss: PgBoss,
  onError: (error: unknown, where: string) => void,
): (queue: string, handle: Handle) => Promise<void> {
  return async (queue, handle) => {
    await boss.createQueue(queue, { name: queue, ...retries });
    const worker = { id: "" };
    worker.id = await boss.work(queue, { pollingIntervalSeconds: 1 }, async (jobs: { data: unknown }[]) => {
      for (const job of jobs) {
        try {
          await handle(job.data ?? {});
        } catch (error) {
          onError(error, queue);
          throw error;
        }
      }
      // The interval is for an empty queue; without this a queue of a thousand letters would take a thousand seconds.
      boss.notifyWorker(worker.id);
    });
  };
}

/** Queues one job from a process that runs none, such as the command line; a running app works it off. */
export async function sendToQueue(
  pool: Pool,
  tx: Db,
  job: { readonly queue: string; readonly content: object },
): Promise<void> {
  const boss = new PgBoss({
    schema: "job",
    supervise: false,
    schedule: false,
    db: { executeSql: async (text: string, values: unknown[]) => await pool.query(text, values) },
  });
  boss.on("error", () => undefined);
  await withSessionLock(pool, "jobs", async () => {
    await boss.start();
    await boss.createQueue(job.queue, { name: job.queue, ...retries });
  });
  await sendWithin(boss, tx, job);
  await boss.stop({ graceful: false, close: false });
}
