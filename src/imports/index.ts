export { matchColumns, type ColumnMatch, type ColumnSpec, type MatchedColumns } from "./column-check.ts";
export { openTable, type OpenTableOptions, type TableSource } from "./table-source.ts";
export { checkRow, type CheckedRow } from "./row-check.ts";
export { type ImportNote, type RowProblem, type SourceRow } from "./row.ts";
export { ImportRefusal, type ImportProblem } from "./refusal.ts";
export { importLimits, type ImportLimits } from "./limits.ts";
export { type ByteSource } from "./byte-source.ts";
export { type Encoding, type EncodingReport } from "./decode.ts";
export {
  checkFileType,
  fileTypes,
  type FileType,
  type FileTypeFacts,
  type FoundFileType,
} from "./file-type.ts";
export { listZip, readMember, unpackMember, type ZipMember } from "./zip.ts";
export { openMatched } from "./runs/columns.ts";
export { importStarted } from "./runs/entries.ts";
export {
  hasEnded,
  runRef,
  runSentence,
  waitingSentence,
  type HeldRun,
  type ImportRun,
  type RefusedCell,
} from "./runs/run.ts";
export { keepImportFile } from "./store-file.ts";
export { countRefusals, listRefused, readRefused, type RefusalCount } from "./store-refused.ts";
export {
  findRun,
  insertRun,
  isWorkedOn,
  listIdleRuns,
  listRunHeads,
  listRunIds,
  listRuns,
  takeLostRuns,
} from "./store-runs.ts";
export { workOnRun, workToTheEnd, type RunPorts, type WorkOutcome } from "./store-work.ts";
