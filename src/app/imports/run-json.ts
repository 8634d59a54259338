import { z } from "zod";
import type { ImportRun } from "../../imports/index.ts";

/** A run for machines. */
export const runShape = z.object({
  id: z.string(),
  kind: z.string(),
  status: z.enum(["waiting", "running", "done", "failed"]),
  dryRun: z.boolean(),
  fileName: z.string(),
  fileSha256: z.string(),
  source: z.string(),
  seen: z.iso.date(),
  startedBy: z.string(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  rowsTotal: z.int().optional(),
  rowsAccepted: z.int(),
  rowsRefused: z.int(),
  notes: z.array(z.string()),
  failure: z.string().optional(),
});

/** A run's facts, as `runShape` describes them. */
export function runJson(run: ImportRun): z.output<typeof runShape> {
  const { attempts: _attempts, nextLine: _nextLine, sheet: _sheet, startedBy, notes, ...facts } = run;
  return { ...facts, startedBy: startedBy.title, notes: [...notes] };
}

/** How a run stands, in a word or two. */
export function statusWord(run: ImportRun): string {
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
