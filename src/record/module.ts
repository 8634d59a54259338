import type { Db, Manifest, SubjectDescription, SubjectKind } from "../kernel/index.ts";
import { recordEnquiries } from "./cli.ts";
import { correctCommand, openSealedCommand } from "./commands.ts";
import { entryHref, entryRef, kindInWords } from "./entry.ts";
import { recordOpenData } from "./open-data.ts";
import { recordPanels } from "./panels.ts";
import { describeAround } from "./ports.ts";
import type { RecordPorts } from "./ports.ts";
import { reviewsDueJob } from "./reviews.ts";
import { findEntries, listEntryIds } from "./store-entries.ts";
import { recordPages } from "./web.ts";

/** The manifest of the record. It imports no other module: what things are called it asks through `ports`. */
export function createRecordModule(ports: RecordPorts): Manifest {
  return {
    module: "record",
    about: "Every public act as an entry that is never changed, chained so that anybody can check it.",
    policies: "policies.cedar",
    migrations: "migrations/",
    subjects: [entryKind(ports)],
    panels: recordPanels(ports),
    pages: recordPages(ports),
    commands: [openSealedCommand(ports), correctCommand(ports)],
    jobs: [reviewsDueJob],
    enquiries: recordEnquiries,
    openData: recordOpenData,
  };
}

function entryKind(ports: RecordPorts): SubjectKind {
  return {
    kind: "entry",
    label: "Entry of the record",
    plural: "Entries of the record",
    describe: (db, ids) => describeEntries(ports, db, ids),
    listIds: listEntryIds,
  };
}

async function describeEntries(
  ports: RecordPorts,
  db: Db,
  ids: readonly string[],
): Promise<SubjectDescription[]> {
  const entries = await findEntries(db, ids);
  const surroundings = await describeAround(ports, db, entries);
  return entries.map((entry) => ({
    ref: entryRef(entry.id),
    title: entry.summary,
    kindLabel: `Entry of the record: ${kindInWords(entry.kind).toLowerCase()}`,
    summary: `Recorded by: ${entry.capacity.title}.`,
    href: entryHref(entry.id),
    audience: entry.audience,
    illustrative: surroundings.isIllustrative(entry),
    words: entry.sha256,
  }));
}
