import { z } from "zod";
import type { HeldRun } from "../../imports/index.ts";

/** A run for machines. */
export const runShape = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.enum(["waiting", "running", "done", "failed"]),
  dryRun: z.boolean(),
  fileName: z.string(),
  fileSha256: z.string(),
  table: z.string().optional(),
  sheet: z.string().optional(),
  source: z.string(),
  seen: z.iso.date(),
  startedBy: z.string(),
  startedAt: z.string(),
  movedAt: z.string(),
  endedAt: z.string().optional(),
  rowsTotal: z.int().optional(),
  rowsAccepted: z.int(),
  rowsRefused: z.int(),
  notes: z.array(z.string()),
  failure: z.string().optional(),
});

/** A run's facts, as `runShape` describes them. */
export function runJson(run: HeldRun): z.output<typeof runShape> {
  const { attempts: _attempts, nextLine: _nextLine, member, startedBy, notes, ...facts } = run;
  return {
    ...facts,
    ...(member !== undefined && { table: member }),
    startedBy: startedBy.title,
    notes: [...notes],
  };
}

/** How a run stands, in a word or two. */
export function statusWord(run: Pick<HeldRun, "status">): string {
  switch (run.status) {
    case "waiting":
      return "Waiting";
    case "running":
      return "Going on";
    case "done":
      return "Ended";
    case "failed":
      return "Stopped";
  }
}
