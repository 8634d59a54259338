import {
  countOf,
  type Asking,
  type Panel,
  type PanelModel,
  type PanelPlace,
  type SubjectRef,
} from "../kernel/index.ts";
import { entryHref, momentInWords, recordOfHref, summaryWithin } from "./entry.ts";
import { entryJson } from "./entry-json.ts";
import { entryTable } from "./list-page.ts";
import { describeAround } from "./ports.ts";
import type { RecordPorts } from "./ports.ts";
import { countEntries, listEntries } from "./store-entries.ts";

const places: readonly PanelPlace[] = ["area", "organisation", "board"];
const entriesShown = 5;
/** After everything that the page is about. */
const order = 900;

/** *What was recorded here*, on the pages of areas, organisations and boards. */
export function recordPanels(ports: RecordPorts): readonly Panel[] {
  return places.map((on) => ({
    name: `record.recorded-here-${on}`,
    on,
    order,
    load: (asking, subject) => loadPanel(ports, asking, subject),
  }));
}

async function loadPanel(
  ports: RecordPorts,
  asking: Asking,
  subject: SubjectRef | undefined,
): Promise<PanelModel | undefined> {
  if (subject === undefined) return undefined;
  const { db } = asking;
  const wanted = { about: [subject], ...(asking.atGiven ? { until: asking.at } : {}) };
  const entries = await listEntries(db, { ...wanted, limit: entriesShown });
  const last = entries[0];
  if (last === undefined) return undefined;
  const count = entries.length < entriesShown ? entries.length : await countEntries(db, wanted);
  const surroundings = await describeAround(ports, db, entries);
  return {
    heading: "What was recorded here",
    answer: [
      `${count === 1 ? "The one recorded act was" : `The last of ${countOf(count, "recorded act")} was`} on ${momentInWords(last.writtenAt)}: `,
      { text: summaryWithin(last), href: entryHref(last.id) },
      ".",
    ],
    table: { ...entryTable({ entries, surroundings }, "The last entries"), name: "record" },
    sources: [{ text: "Written by Concordat in the same step as each act", basis: "kept-here" }],
    href: recordOfHref(subject),
    check: recordOfHref(subject),
    subjects: [subject],
    json: { count, items: entries.map(entryJson) },
  };
}
