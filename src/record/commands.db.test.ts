import { civilDate } from "@concordat/calendar";
import { beforeEach, describe, expect, test } from "vitest";
import { testDatabase } from "../../test/support/database.ts";
import {
  fixedClock,
  instant,
  plainText,
  systemActor,
  type Acting,
  type Capacity,
  type Command,
  type Done,
  type EntryDraft,
  type FormModel,
  type Json,
  type SubjectDescription,
  type SubjectRef,
} from "../kernel/index.ts";
import { verifyCommitment } from "./commitment.ts";
import type { Opening } from "./commitment.ts";
import { entryRef } from "./entry.ts";
import { createRecordModule } from "./module.ts";
import { checkRecord } from "./store-check.ts";
import { findEntry, findSequels, listEntries } from "./store-entries.ts";
import { createRecorder } from "./store.ts";

const { db } = await testDatabase();
const recorder = createRecorder();
const clock = fixedClock(instant("2026-11-21T10:00:00Z"));
const council: SubjectRef = { module: "place", kind: "organisation", id: "council" };
const clerk: Capacity = { kind: "office", title: "Clerk, Aldermere Council", organisation: council };
const sealed = {
  category: "board being set up",
  ground: "its members have not been asked yet",
  reviewOn: civilDate("2026-12-01"),
  content: { name: "Riverside" },
};

const description: SubjectDescription = {
  ref: council,
  title: "Aldermere Council",
  kindLabel: "Council",
  summary: "",
  href: "/organisations/aldermere-council",
  audience: "public",
  illustrative: true,
};
const manifest = createRecordModule({
  describe: (_db, refs) =>
    Promise.resolve(refs.filter((ref) => ref.id === council.id).map(() => description)),
});

function commandNamed(name: string): Command {
  const command = manifest.commands?.find((one) => one.name === name);
  if (command === undefined) throw new Error(`There is no command ${name}.`);
  return command;
}
const open = commandNamed("record.open-sealed");
const correct = commandNamed("record.correct");

async function write(draft: Partial<EntryDraft> = {}, capacity: Capacity = clerk): Promise<string> {
  const whole = {
    kind: "place.board-planned",
    summary: "A board is planned.",
    subjects: [council],
    body: {},
    ...draft,
  };
  const written = await db
    .transaction()
    .execute((tx) => recorder.write(tx, { at: clock.now(), capacity, draft: whole }));
  return written.id;
}

/** Runs a command as the pipeline does: parsed input, act and entry in one transaction. */
function run(
  command: Command,
  input: Readonly<Record<string, unknown>>,
): Promise<{ done: Done; id: string }> {
  const parsed = command.schema.parse(input);
  return db.transaction().execute(async (tx) => {
    const acting = {
      tx,
      actor: { ...systemActor, capacity: clerk },
      clock,
      today: clock.today(),
      record: recorder,
    };
    const done = await command.run(acting as unknown as Acting, parsed);
    const { id } = await recorder.write(tx, { at: clock.now(), capacity: clerk, draft: done.entry });
    return { done, id };
  });
}

function form(command: Command, id: string): Promise<FormModel | undefined> {
  const viewer = systemActor.viewer;
  return command.form?.({ db, viewer, today: clock.today(), params: { id } }) ?? Promise.resolve(undefined);
}

beforeEach(() => clock.set(instant("2026-11-21T10:00:00Z")));

describe("opening a sealed entry", () => {
  test("writes an entry that shows content and salt, which prove each other against the old commitment", async () => {
    const id = await write({ sealed, audience: "organisation:council" });
    const { done, id: openedBy } = await run(open, { entry: id, reason: "All members have agreed." });
    expect(done.href).toBe(`/record/${id}`);
    const opened = await findEntry(db, openedBy);
    expect(opened?.summary).toBe(
      "What was sealed on 21 November 2026 (board being set up) was opened: All members have agreed.",
    );
    expect(opened?.opens).toBe(id);
    expect(opened?.audience).toBe("organisation:council");
    expect(opened?.subjects).toEqual([`record:entry:${id}`, "place:organisation:council"]);
    const body = opened?.body as Readonly<Record<string, Json>>;
    expect(body["content"]).toEqual(sealed.content);
    const commitment = (await findEntry(db, id))?.sealed?.commitment ?? "";
    expect(verifyCommitment(commitment, body as unknown as Opening)).toBe(true);
    expect((await findSequels(db, id)).openedBy?.id).toBe(openedBy);
    expect((await checkRecord(db, { now: clock.now() })).problems).toEqual([]);
  });

  test("is refused a second time, on the form as well as in the act", async () => {
    const id = await write({ sealed });
    await run(open, { entry: id, reason: "Agreed." });
    await expect(run(open, { entry: id, reason: "Agreed." })).rejects.toMatchObject({
      code: "record.already-opened",
    });
    await expect(form(open, id)).rejects.toMatchObject({ code: "record.already-opened" });
  });

  test("has a form for sealed entries only, which says what will become public", async () => {
    const id = await write({ sealed });
    const model = await form(open, id);
    expect(plainText(model?.intro ?? "")).toContain("board being set up. It was sealed because: its members");
    expect(model?.values).toEqual({ entry: id });
    expect(await form(open, await write())).toBeUndefined();
    expect(await form(open, "no-such-id")).toBeUndefined();
  });

  test.each([
    [{ reason: "Agreed." }, "Say which entry."],
    [{ entry: "12", reason: "Agreed." }, "Say which entry, by the id that stands in its address."],
    [{ entry: "01930000-0000-7000-8000-000000000000" }, "Say why it can be public now."],
    [{ entry: "01930000-0000-7000-8000-000000000000", reason: " \n " }, "Say why it can be public now."],
    [
      { entry: "01930000-0000-7000-8000-000000000000", reason: "x".repeat(501) },
      "Use at most 500 characters.",
    ],
    [
      { entry: "01930000-0000-7000-8000-000000000000", reason: "a\u0001b" },
      "Take out the characters that cannot be seen.",
    ],
  ])("refuses the input %j and says: %s", (input, message) => {
    expect(open.schema.safeParse(input).error?.issues.map((issue) => issue.message)).toEqual([message]);
  });

  test("of an entry that is not there is not found", async () => {
    const input = { entry: "01930000-0000-7000-8000-000000000000", reason: "Agreed." };
    await expect(run(open, input)).rejects.toMatchObject({ code: "record.no-such-entry", status: 404 });
    expect(await open.resource(db, input)).toBeUndefined();
  });
});

describe("correcting an entry", () => {
  test("adds an entry that names the old one, which stays as it was (invariant 2)", async () => {
    const id = await write();
    const before = await findEntry(db, id);
    const { id: correction } = await run(correct, {
      entry: id,
      correction: "It is a committee,\nnot a board.",
    });
    expect(await findEntry(db, id)).toEqual(before);
    const later = await findEntry(db, correction);
    expect(later).toMatchObject({ corrects: id, kind: "record.corrected" });
    expect(later?.summary).toBe("Correction: It is a committee, not a board.");
    expect((await findSequels(db, id)).correctedBy.map((entry) => entry.id)).toEqual([correction]);
    const listed = await listEntries(db, { about: [entryRef(id)], limit: 5 });
    expect(listed.map((entry) => entry.id)).toEqual([correction]);
  });

  test("has a form for every entry that is there", async () => {
    const id = await write();
    expect((await form(correct, id))?.values).toEqual({ entry: id });
    expect(await form(correct, "01930000-0000-7000-8000-000000000000")).toBeUndefined();
  });
});

describe("what the policies are told", () => {
  test("an entry is kept by the organisation in whose name it was written", async () => {
    const id = await write();
    for (const input of [{ entry: id }, { id }]) {
      expect(await correct.resource(db, input)).toEqual({
        ref: entryRef(id),
        keepers: ["council"],
        keptHere: true,
        illustrative: true,
      });
    }
  });

  test("what the system wrote by itself has no keeper", async () => {
    const id = await write({ subjects: [] }, systemActor.capacity);
    expect(await open.resource(db, { entry: id })).toMatchObject({ keepers: [], illustrative: false });
  });
});

describe("the daily look at review dates", () => {
  const job = manifest.jobs?.find((one) => one.name === "record.reviews-due");
  const look = async (): Promise<readonly (readonly string[])[]> => {
    const mail = { send: () => Promise.reject(new Error("no mail is sent")) };
    await job?.run({ db, clock, mail, origin: "http://localhost" });
    const listed = await listEntries(db, { kind: "record.review-due", limit: 50 });
    return listed.map((entry) => entry.subjects).toReversed();
  };

  test("lists each sealed entry once, when its day has come and nobody has opened it", async () => {
    clock.set(instant("2026-12-31T06:00:00Z"));
    await look();
    const start = (await look()).length;
    const due = await write({ sealed: { ...sealed, reviewOn: civilDate("2027-02-01") } });
    const hidden = await write({
      sealed: { ...sealed, reviewOn: civilDate("2027-02-01") },
      audience: "organisation:council",
    });
    await write({ sealed: { ...sealed, reviewOn: civilDate("2027-02-03") } });
    const opened = await write({ sealed: { ...sealed, reviewOn: civilDate("2027-02-01") } });
    await run(open, { entry: opened, reason: "Agreed." });
    clock.set(instant("2027-01-31T06:00:00Z"));
    expect((await look()).slice(start)).toEqual([]);
    clock.set(instant("2027-02-01T06:00:00Z"));
    const first = (await look()).slice(start);
    expect(first.map((subjects) => subjects.join()).toSorted()).toEqual(
      [`record:entry:${due}`, `record:entry:${hidden}`].toSorted(),
    );
    clock.set(instant("2027-02-02T06:00:00Z"));
    expect((await look()).length).toBe(start + 2);
    const [about] = await listEntries(db, { kind: "record.review-due", about: [entryRef(hidden)], limit: 5 });
    expect(about?.audience).toBe("organisation:council");
    expect(about?.summary).toBe(
      "The review date of one sealed entry has come: somebody must look again whether it can be opened.",
    );
  });
});
