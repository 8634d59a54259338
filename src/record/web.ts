import { z } from "zod";
import {
  definePage,
  isUuid,
  parseSubject,
  type Asking,
  type Page,
  type PageModel,
  type SubjectRef,
} from "../kernel/index.ts";
import { correctName, openSealedName, resourceOf } from "./commands.ts";
import { recordOfHref } from "./entry.ts";
import { entryPage } from "./entry-page.ts";
import { recordOfPage, recordPage } from "./list-page.ts";
import type { EntryList } from "./list-page.ts";
import { describeAround } from "./ports.ts";
import type { RecordPorts } from "./ports.ts";
import {
  entriesPerPage,
  entriesWholeMax,
  entryListJsonSchema,
  entryPageJsonSchema,
  listQuerySchema,
} from "./schema.ts";
import type { ListQuery } from "./schema.ts";
import {
  countEntries,
  countWaiting,
  findEntry,
  findHead,
  findSequels,
  listEntries,
  listKinds,
} from "./store-entries.ts";
import type { EntryQuery } from "./store-entries.ts";

/** The pages of the record. */
export function recordPages(ports: RecordPorts): readonly Page[] {
  return [
    definePage({
      name: "record.entries",
      path: "/record",
      about: "Every act that was recorded, newest first, and how to check that nothing was changed.",
      query: listQuerySchema,
      json: entryListJsonSchema,
      formats: ["csv", "atom"],
      load: (asking, { query }) => loadRecord(ports, asking, query),
    }),
    definePage({
      name: "record.of-subject",
      path: "/record/of/:subject",
      about: "What was recorded about one thing, newest first.",
      params: z.object({ subject: z.string().max(300) }),
      query: listQuerySchema,
      json: entryListJsonSchema,
      formats: ["csv", "atom"],
      load: (asking, { params, query }) => loadRecordOf(ports, asking, { subject: params.subject, query }),
    }),
    definePage({
      name: "record.entry",
      path: "/record/:id",
      about: "One entry of the record: what was done, in what capacity, and the lines that prove it.",
      params: z.object({ id: z.string().max(100) }),
      json: entryPageJsonSchema,
      load: (asking, { params }) => loadEntry(ports, asking, params.id),
    }),
  ];
}

async function loadRecord(ports: RecordPorts, asking: Asking, query: ListQuery): Promise<PageModel> {
  const { db } = asking;
  const list = await loadList(ports, asking, { address: "/record", query });
  const head = await findHead(db);
  const waiting = await countWaiting(db);
  const kinds = await listKinds(db);
  return recordPage(list, { head, waiting, kinds, kind: kindOf(query), until: untilOf(asking) });
}

async function loadRecordOf(
  ports: RecordPorts,
  asking: Asking,
  wanted: { readonly subject: string; readonly query: ListQuery },
): Promise<PageModel | undefined> {
  const subject = subjectNamed(wanted.subject);
  if (subject === undefined) return undefined;
  const { db } = asking;
  const about = [subject];
  const list = await loadList(ports, asking, { address: recordOfHref(subject), query: wanted.query, about });
  const until = untilOf(asking);
  const count = await countEntries(db, { about, ...kindAndUntil(wanted.query, asking) });
  const description = (await ports.describe(db, about))[0];
  // Neither a thing that this reader may know of nor anything written about it.
  if (description === undefined && (await listEntries(db, { about, limit: 1 })).length === 0)
    return undefined;
  return recordOfPage(list, { subject, description, count, until });
}

async function loadEntry(ports: RecordPorts, asking: Asking, id: string): Promise<PageModel | undefined> {
  const { db } = asking;
  const entry = isUuid(id) ? await findEntry(db, id) : undefined;
  if (entry === undefined) return undefined;
  const earlierId = entry.opens ?? entry.corrects;
  const earlier = earlierId === undefined ? undefined : await findEntry(db, earlierId);
  const sequels = await findSequels(db, id);
  return entryPage({
    entry,
    surroundings: await describeAround(ports, db, [entry]),
    ...(earlier === undefined ? {} : { earlier }),
    ...sequels,
    resource: await resourceOf(ports, db, entry),
    commands: { open: openSealedName, correct: correctName },
  });
}

/** One page of a list, with the addresses of the pages around it. */
async function loadList(
  ports: RecordPorts,
  asking: Asking,
  wanted: { readonly address: string; readonly query: ListQuery; readonly about?: readonly SubjectRef[] },
): Promise<EntryList> {
  const { address, query, about } = wanted;
  const limit = query.limit ?? (asking.whole ? entriesWholeMax : entriesPerPage);
  const { before, after } = query;
  // One more than shown tells whether there is a page after this one.
  const found = await listEntries(asking.db, {
    ...(about === undefined ? {} : { about }),
    ...kindAndUntil(query, asking),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    limit: limit + 1,
  });
  const isUpwards = after !== undefined && before === undefined;
  const hasMore = found.length > limit;
  const entries = hasMore ? (isUpwards ? found.slice(1) : found.slice(0, limit)) : found;
  const first = entries[0]?.chain?.position;
  const last = entries.at(-1)?.chain?.position;
  const link = (name: "before" | "after", position: number): string =>
    addressOf(address, { asking, query, name, position });
  const hasEarlier = isUpwards ? last !== undefined && last > 1 : hasMore && last !== undefined;
  const hasLater = isUpwards ? hasMore : before !== undefined && first !== undefined;
  return {
    entries,
    surroundings: await describeAround(ports, asking.db, entries),
    ...(hasEarlier && last !== undefined ? { earlier: link("before", last) } : {}),
    ...(hasLater && first !== undefined ? { later: link("after", first) } : {}),
  };
}

function addressOf(
  address: string,
  to: {
    readonly asking: Asking;
    readonly query: ListQuery;
    readonly name: "before" | "after";
    readonly position: number;
  },
): string {
  const { asking, query, name, position } = to;
  const parameters = new URLSearchParams();
  if (asking.atGiven) parameters.set("at", asking.at);
  const kind = kindOf(query);
  if (kind !== undefined) parameters.set("kind", kind);
  if (query.limit !== undefined) parameters.set("limit", String(query.limit));
  parameters.set(name, String(position));
  return `${address}?${parameters.toString()}`;
}

function kindAndUntil(query: ListQuery, asking: Asking): Pick<EntryQuery, "kind" | "until"> {
  const kind = kindOf(query);
  const until = untilOf(asking);
  return { ...(kind === undefined ? {} : { kind }), ...(until === undefined ? {} : { until }) };
}

/** A form without a choice sends the empty text. */
function kindOf(query: ListQuery): string | undefined {
  return query.kind === "" ? undefined : query.kind;
}

function untilOf(asking: Asking): Asking["at"] | undefined {
  return asking.atGiven ? asking.at : undefined;
}

function subjectNamed(text: string): SubjectRef | undefined {
  try {
    const subject = parseSubject(text);
    return subject.id === "*" ? undefined : subject;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
