import { secondsAfter, visitor, type Actor, type Job } from "../../kernel/index.ts";
import { listIdleRuns, takeLostRuns, workOnRun, type RunPorts } from "../../imports/index.ts";
import { succession, type Stage } from "../../platform/acts/perform.ts";
import type { Worker } from "../../platform/jobs/jobs.ts";
import { importKinds, importQueue, type ImportPorts } from "./ports.ts";

/** A run that has not moved for so long has lost its worker; should it still have one, the second finds it busy. */
const idleSeconds = 30;

/** Import runs on the same stage as every act, so that their rows are applied, recorded and found like any other. */
export function runPortsOf(stage: Stage): RunPorts {
  return {
    db: stage.db,
    clock: stage.clock,
    kinds: () => importKinds({ manifests: () => stage.manifests }),
    acting: (tx, capacity) => {
      const today = stage.clock.today();
      const actor: Actor = { viewer: visitor, capacity };
      return {
        tx,
        actor,
        clock: stage.clock,
        today,
        links: stage.links,
        files: stage.files,
        record: stage.recorder,
        succeed: async (ended, on) =>
          await succession(stage.manifests, { tx, today }, ended, { on, settle: true }),
      };
    },
    describeAnew: async (tx, subjects) => await stage.describeAnew(tx, subjects),
    onChanged: async (subjects) => await stage.onChanged(subjects),
  };
}

/** Works on a run for one turn and queues the next. */
export function importWorker(stage: Stage, sendRun: ImportPorts["sendRun"]): Worker {
  const ports = runPortsOf(stage);
  return {
    name: importQueue,
    run: async ({ run }) => {
      const id = String(run);
      if ((await workOnRun(ports, id)) !== "goes-on") return;
      await stage.db.transaction().execute(async (tx) => await sendRun(tx, id));
    },
    atStart: async (send) =>
      await stage.db.transaction().execute(async (tx) => {
        for (const id of await takeLostRuns(tx)) await send(tx, { run: id });
      }),
  };
}

/** Takes up runs whose process died while other nodes go on; a node that starts takes up those it finds at once. */
export function resumeImports(ports: ImportPorts): Job {
  return {
    name: "app.resume-imports",
    about: "Takes up imports again that stopped in the middle.",
    schedule: "* * * * *",
    run: async ({ db, clock }) => {
      for (const run of await listIdleRuns(ports.runs, secondsAfter(clock.now(), -idleSeconds))) {
        await db.transaction().execute(async (tx) => await ports.sendRun(tx, run));
      }
    },
  };
}
