import { formatCivilDate } from "@concordat/calendar";
import {
  Conflict,
  NotFound,
  civilDateAt,
  defineCommand,
  isUuid,
  parseSubject,
  type Command,
  type Db,
  type FormAsking,
  type FormModel,
  type PolicyResource,
} from "../kernel/index.ts";
import { entryHref, entryRef } from "./entry.ts";
import type { Entry } from "./entry.ts";
import { describeAround } from "./ports.ts";
import type { RecordPorts } from "./ports.ts";
import { correctSchema, openSealedSchema } from "./schema.ts";
import { findEntry, findSequels } from "./store-entries.ts";

/** The name of the command that opens; also the action that the policies allow. */
export const openSealedName = "record.open-sealed";
/** The name of the command that corrects. */
export const correctName = "record.correct";

/**
 * What the policies are told of an entry: it is kept by the organisation in whose name it was written.
 *
 * What the system wrote by itself has no keeper.
 */
export async function resourceOf(ports: RecordPorts, db: Db, entry: Entry): Promise<PolicyResource> {
  const { organisation } = entry.capacity;
  const around = await describeAround(ports, db, [entry]);
  return {
    ref: entryRef(entry.id),
    keepers: organisation === undefined ? [] : [organisation.id],
    keptHere: true,
    illustrative: around.isIllustrative(entry),
  };
}

async function resourceFor(
  ports: RecordPorts,
  db: Db,
  input: Readonly<Record<string, unknown>>,
): Promise<PolicyResource | undefined> {
  const entry = await entryNamed(db, input["entry"] ?? input["id"]);
  return entry === undefined ? undefined : await resourceOf(ports, db, entry);
}

async function entryNamed(db: Db, id: unknown): Promise<Entry | undefined> {
  return typeof id === "string" && isUuid(id) ? await findEntry(db, id) : undefined;
}

async function getEntry(db: Db, id: string): Promise<Entry> {
  const entry = await findEntry(db, id);
  if (entry === undefined) {
    throw new NotFound("record.no-such-entry", { message: `The record has no entry ${id}.` });
  }
  return entry;
}

/** Opens what an entry sealed: a new entry shows content and salt, which prove each other against the commitment. */
export function openSealedCommand(ports: RecordPorts): Command {
  return defineCommand({
    name: openSealedName,
    title: "Open a sealed entry",
    about: "Makes known what an entry sealed, in a new entry that anybody can check against the commitment.",
    schema: openSealedSchema,
    path: "/record/:id/open",
    resource: (db, input) => resourceFor(ports, db, input),
    form: openForm,
    run: async ({ tx, record }, { entry: id, reason }) => {
      const entry = await getEntry(tx, id);
      const { content, salt, commitment } = await record.open(tx, id);
      const day = formatCivilDate(civilDateAt(entry.writtenAt));
      return {
        message: "The entry is open: everybody who may see it can now read and check what it sealed.",
        href: entryHref(id),
        subject: entryRef(id),
        entry: {
          kind: "record.opened",
          summary: `What was sealed on ${day} (${entry.sealed?.category ?? ""}) was opened: ${reason}`,
          subjects: subjectsOf(entry),
          body: { opened: id, content, salt, commitment, reason },
          audience: entry.audience,
        },
      };
    },
  });
}

async function openForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const entry = await entryNamed(db, params["id"]);
  if (entry?.sealed === undefined) return undefined;
  const { openedBy } = await findSequels(db, entry.id);
  if (openedBy !== undefined) {
    throw new Conflict("record.already-opened", {
      message: "What this entry sealed has already been opened; its page links to the entry that opened it.",
      facts: { openedBy: openedBy.id },
    });
  }
  return {
    title: "Open a sealed entry",
    intro: [
      "This makes public, for good, what the entry “",
      { text: entry.summary, href: entryHref(entry.id) },
      `” seals: ${entry.sealed.category}. It was sealed because: ${entry.sealed.ground}.`,
    ],
    submit: "Open it",
    fields: [
      { name: "entry", widget: { kind: "hidden" } },
      { name: "reason", widget: { kind: "textarea", rows: 3 } },
    ],
    values: { entry: entry.id },
    trail: trailOf(entry),
  };
}

/** Corrects an entry: a new entry names the old one, which stays as it is. */
export function correctCommand(ports: RecordPorts): Command {
  return defineCommand({
    name: correctName,
    title: "Correct an entry",
    about: "Adds an entry that says what is right. The old entry is never changed; each shows the other.",
    schema: correctSchema,
    path: "/record/:id/correct",
    resource: (db, input) => resourceFor(ports, db, input),
    form: correctForm,
    run: async ({ tx }, { entry: id, correction }) => {
      const entry = await getEntry(tx, id);
      return {
        message: "The correction is recorded; the old entry now leads to it.",
        href: entryHref(id),
        subject: entryRef(id),
        entry: {
          kind: "record.corrected",
          summary: `Correction: ${correction}`,
          subjects: subjectsOf(entry),
          body: { corrected: id, correction },
          corrects: id,
          audience: entry.audience,
        },
      };
    },
  });
}

async function correctForm({ db, params }: FormAsking): Promise<FormModel | undefined> {
  const entry = await entryNamed(db, params["id"]);
  if (entry === undefined) return undefined;
  return {
    title: "Correct an entry",
    intro: [
      "The entry “",
      { text: entry.summary, href: entryHref(entry.id) },
      "” stays as it is. Your correction becomes an entry of its own.",
    ],
    submit: "Record the correction",
    fields: [
      { name: "entry", widget: { kind: "hidden" } },
      { name: "correction", widget: { kind: "textarea", rows: 3 } },
    ],
    values: { entry: entry.id },
    trail: trailOf(entry),
  };
}

/** What a later entry about an entry is about: the entry itself, and all that the entry was about. */
function subjectsOf(entry: Entry): ReturnType<typeof entryRef>[] {
  return [entryRef(entry.id), ...entry.subjects.map(parseSubject)];
}

function trailOf(entry: Entry): NonNullable<FormModel["trail"]> {
  return [
    { text: "The record", href: "/record" },
    { text: "Entry", href: entryHref(entry.id) },
  ];
}
