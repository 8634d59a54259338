export { canonicalJson } from "./canonical.ts";
export { commandLine, type CommandLine } from "./cli.ts";
export { commitTo, newSalt, verifyCommitment, type Opening } from "./commitment.ts";
export type { ChainPlace, Entry } from "./entry.ts";
export { entryHref, entryRef, momentInWords, recordOfHref } from "./entry.ts";
export { linkHash, noPredecessor, sha256Hex } from "./hash.ts";
export { createRecordModule } from "./module.ts";
export type { RecordPorts } from "./ports.ts";
export { checkRecord, type RecordCheck } from "./store-check.ts";
export {
  countEntries,
  findEntry,
  findHead,
  listEntries,
  type ChainHead,
  type EntryQuery,
} from "./store-entries.ts";
export { sequence, startSequencer, type ChainedEntry, type Sequencer } from "./store-sequencer.ts";
export { createRecorder } from "./store.ts";
