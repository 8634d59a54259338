import { civilDate } from "@concordat/calendar";
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { startTestApp } from "../../test/support/app.ts";
import { renameCommand } from "../../test/support/factories/acts.ts";
import { countRows, keepOrganisation, tracesOf } from "../../test/support/factories/organisations.ts";
import {
  Conflict,
  Invalid,
  NotAllowed,
  NotFound,
  NotSignedIn,
  defineCommand,
  newUuid,
  subjectText,
  visitor,
  type Capacity,
  type Command,
  type Manifest,
  type Person,
  type SubjectRef,
} from "../kernel/index.ts";
import { capacityKey } from "../platform/acts/capacity.ts";
import { perform, type Asked, type Stage } from "../platform/acts/perform.ts";
import type { StoredAnswer } from "../platform/acts/store-answer.ts";

const app = await startTestApp({ now: "2026-11-21T12:00:00Z" });
const { db } = app;
const river = await keepOrganisation(db, { slug: "river-trust", name: "River Trust", illustrative: true });
const clerk: Capacity = {
  kind: "office",
  title: "Clerk, River Trust",
  organisation: river,
  ref: seat("clerk"),
};
const chair: Capacity = {
  kind: "seat",
  title: "Chair, River Board",
  organisation: river,
  ref: seat("chair"),
};
const guest: Capacity = { kind: "office", title: "Observer, Hill Trust", ref: seat("observer") };

function seat(id: string): SubjectRef {
  return { module: "place", kind: "seat", id };
}

function personHolding(...held: readonly (readonly [string, Capacity])[]): Person {
  return {
    kind: "person",
    accountId: "0197-clerk",
    displayName: "Somebody",
    administrator: false,
    illustrative: true,
    standings: held.map(([organisationId, capacity]) => ({ organisationId, capacity, role: "keeper" })),
  };
}

const person = personHolding(["hill", guest], [river.id, clerk], [river.id, chair]);
const changes: SubjectRef[][] = [];

/** The stage of a real node, with a policy of three words: keepers may act. */
function stageWith(...manifests: readonly Pick<Manifest, "gates" | "reactions">[]): Stage {
  return {
    ...app.node.core.stage,
    manifests: [
      ...app.node.core.manifests,
      ...manifests.map((parts) => ({ module: "voice" as const, about: "A test.", ...parts })),
    ],
    decide: ({ viewer, resource }) => ({
      allowed:
        viewer.kind === "person" &&
        viewer.standings.some((one) => resource?.keepers.includes(one.organisationId)),
      because: ["keepers-act"],
      plain: ["Whoever keeps a body changes its name."],
    }),
    onChanged: async (subjects) => void changes.push([...subjects]),
  };
}

const command = renameCommand(river);
let keys = 0;

async function act(asked: Partial<Asked> = {}, stage = stageWith()): Promise<StoredAnswer> {
  keys += 1;
  return await perform(stage, {
    command,
    viewer: person,
    input: { name: "River Board" },
    idempotencyKey: `key-${String(keys).padStart(8, "0")}`,
    ...asked,
  });
}

const traces = async (): ReturnType<typeof tracesOf> => await tracesOf(db, river);

beforeEach(async () => {
  await sql`update place.organisation set name = 'River Trust' where id = ${river.id}`.execute(db);
  changes.length = 0;
});

describe("an act", () => {
  test("leaves its effect, one entry in the actor's capacity, its answer and its words for search, together", async () => {
    const before = await traces();
    const answer = await act();
    expect(answer).toMatchObject({
      message: "It is now called River Board.",
      subject: subjectText(river),
      json: { name: "River Board" },
    });
    expect(await traces()).toEqual({
      ...before,
      entries: before.entries + 1,
      answers: before.answers + 1,
      documents: 1,
      name: "River Board",
    });
    const entry = await sql<{
      capacity: string;
      subjects: string[];
    }>`select capacity, subjects from record.entry where id = ${answer.entry}`.execute(db);
    expect(JSON.parse(entry.rows[0]?.capacity ?? "{}")).toMatchObject({ title: "Clerk, River Trust" });
    expect(entry.rows[0]?.subjects).toEqual([subjectText(river)]);
    expect(changes).toEqual([[river]]);
  });

  test("never names the person in the record", async () => {
    const { entry } = await act();
    const kept = await sql<{
      canonical: string;
    }>`select canonical from record.entry where id = ${entry}`.execute(db);
    expect(kept.rows[0]?.canonical).not.toMatch(/Somebody|0197-clerk/);
  });

  test("that fails half-way leaves nothing at all, and no page is dropped", async () => {
    const before = await traces();
    const failing: Command = {
      ...command,
      run: async (acting, input) => {
        await command.run(acting, input);
        throw new Error("the power went");
      },
    };
    await expect(act({ command: failing })).rejects.toThrow("the power went");
    expect(await traces()).toEqual(before);
    expect(changes).toEqual([]);
  });

  test("whose entry cannot be written does not happen", async () => {
    const before = await traces();
    const unspeakable: Command = {
      ...command,
      run: async (acting, input) => {
        const done = await command.run(acting, input);
        return { ...done, entry: { ...done.entry, summary: "" } };
      },
    };
    await expect(act({ command: unspeakable })).rejects.toThrow();
    expect(await traces()).toEqual(before);
  });
});

describe("a retry", () => {
  test("with the same key gets the same answer, and nothing happens twice", async () => {
    const first = await act({ idempotencyKey: "retry-0001" });
    const before = await traces();
    changes.length = 0;
    expect(await act({ idempotencyKey: "retry-0001" })).toEqual(first);
    expect(await traces()).toEqual(before);
    expect(changes).toEqual([]);
  });

  test("counts as the same whatever the order of its fields", async () => {
    const first = await act({
      idempotencyKey: "retry-0002",
      input: { name: "River Board", day: "2026-03-31" },
    });
    expect(
      await act({ idempotencyKey: "retry-0002", input: { day: "2026-03-31", name: "River Board" } }),
    ).toEqual(first);
  });

  test("with the same key and another input is refused", async () => {
    await act({ idempotencyKey: "retry-0003" });
    const other = act({ idempotencyKey: "retry-0003", input: { name: "Hill Board" } });
    await expect(other).rejects.toMatchObject({ status: 409, code: "command.key-reused" });
    expect((await traces()).name).toBe("River Board");
  });

  test("with a key that another person used is an act of its own", async () => {
    const first = await act({ idempotencyKey: "retry-0004" });
    const second = await act({
      idempotencyKey: "retry-0004",
      viewer: { ...person, accountId: "0198-other" },
    });
    expect(second.entry).not.toBe(first.entry);
  });

  test("with the key of another command is refused", async () => {
    await act({ idempotencyKey: "retry-0005" });
    const other = act({ idempotencyKey: "retry-0005", command: { ...command, name: "test.other" } });
    await expect(other).rejects.toBeInstanceOf(Conflict);
  });

  test("of two at the same moment is one act", async () => {
    const before = await traces();
    const answers = await Promise.all(
      Array.from({ length: 4 }, async () => await act({ idempotencyKey: "retry-0006" })),
    );
    expect(new Set(answers.map((answer) => answer.entry)).size).toBe(1);
    expect((await traces()).entries).toBe(before.entries + 1);
  });

  test("after a failure is free to succeed", async () => {
    let tries = 0;
    const shaky = renameCommand(river, async () => {
      tries += 1;
      if (tries === 1) throw new Error("the power went");
    });
    await expect(act({ command: shaky, idempotencyKey: "retry-0007" })).rejects.toThrow("the power went");
    await expect(act({ command: shaky, idempotencyKey: "retry-0007" })).resolves.toMatchObject({
      json: { name: "River Board" },
    });
  });
});

describe("an input", () => {
  test("that is wrong in several ways is told all of them at once, each with its field", async () => {
    const refused = await act({ input: { name: "", day: "2026-02-30" } }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Invalid);
    expect((refused as Invalid).problems.map(({ field, message }) => ({ field, message }))).toEqual([
      { field: "name", message: "Enter the name." },
      { field: "day", message: "Enter a day, for example 2026-03-31." },
    ]);
  });
});

describe("who may act", () => {
  test("a visitor is asked to sign in", async () => {
    await expect(act({ viewer: visitor })).rejects.toBeInstanceOf(NotSignedIn);
  });

  test("somebody of another body is refused with the policies that say so", async () => {
    const refused = await act({ viewer: personHolding(["hill", guest]) }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(NotAllowed);
    expect((refused as NotAllowed).message).toContain("Whoever keeps a body changes its name.");
    expect((refused as NotAllowed).facts).toEqual({ policies: ["keepers-act"] });
  });

  test("what is not there is not found, whoever asks", async () => {
    const nothing: Command = { ...command, resource: async () => undefined };
    await expect(act({ command: nothing })).rejects.toBeInstanceOf(NotFound);
    await expect(act({ command: nothing, viewer: visitor })).rejects.toBeInstanceOf(NotFound);
  });

  test("the seat or office that was chosen is the one recorded", async () => {
    const { entry } = await act({ capacity: capacityKey(chair) });
    const kept = await sql<{
      capacity: string;
    }>`select capacity from record.entry where id = ${entry}`.execute(db);
    expect(JSON.parse(kept.rows[0]?.capacity ?? "{}")).toMatchObject({
      kind: "seat",
      title: "Chair, River Board",
    });
  });

  test("nobody acts in a seat they do not hold, and nothing happens", async () => {
    const before = await traces();
    await expect(act({ capacity: "place:seat:treasurer" })).rejects.toMatchObject({
      status: 403,
      code: "command.capacity-not-held",
    });
    expect(await traces()).toEqual(before);
  });
});

describe("gates", () => {
  const gate = (name: string, ...reasons: readonly string[]): Pick<Manifest, "gates"> => ({
    gates: [{ name, before: "test.rename", reasonsAgainst: async () => reasons }],
  });

  test("of every module are asked, and every reason is said at once", async () => {
    const before = await traces();
    const stage = stageWith(
      gate("a", "the consultation is open until 1 December.", "no paper was published."),
      gate("b", "the board is not quorate."),
      gate("c"),
    );
    const refused = await act({}, stage).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      status: 409,
      code: "gate.not-ready",
      message:
        "Not ready: the consultation is open until 1 December. no paper was published. the board is not quorate.",
      facts: {
        reasons: [
          "the consultation is open until 1 December.",
          "no paper was published.",
          "the board is not quorate.",
        ],
      },
    });
    expect(await traces()).toEqual(before);
  });

  test("that have no reason, or stand before another command, let it pass", async () => {
    const elsewhere = { gates: [{ name: "d", before: "test.other", reasonsAgainst: async () => ["never"] }] };
    await expect(act({}, stageWith(gate("c"), elsewhere))).resolves.toMatchObject({
      json: { name: "River Board" },
    });
  });

  test("are asked with the input and the day of the act", async () => {
    const seen: unknown[] = [];
    const curious = {
      gates: [
        {
          name: "e",
          before: "test.rename",
          reasonsAgainst: async (asking: { today: string }, input: object) => (
            seen.push(asking.today, input),
            []
          ),
        },
      ],
    };
    await act({}, stageWith(curious));
    expect(seen).toEqual([civilDate("2026-11-21"), { name: "River Board" }]);
  });
});

describe("reactions", () => {
  const lake: SubjectRef = { module: "place", kind: "organisation", id: newUuid(1) };
  const within = (fails: boolean): Pick<Manifest, "reactions"> => ({
    reactions: [
      {
        name: "test.freeze",
        to: "test.rename",
        when: "within",
        react: async ({ tx }, happened) => {
          await sql`insert into kernel.setting (key, value) values (${happened.entry.id}, '"frozen"')`.execute(
            tx,
          );
          if (fails) throw new Error("the baseline could not be frozen");
          return { changed: [lake] };
        },
      },
    ],
  });
  // The queue of a real reaction, which finds no such account and does nothing.
  const afterwards: Pick<Manifest, "reactions"> = {
    reactions: [
      { name: "identity.welcome", to: "test.rename", when: "afterwards", react: async () => undefined },
    ],
  };
  const frozen = async (): Promise<number> => await countRows(db, "kernel.setting");

  test("within the act see its entry, and what they change is dropped with it", async () => {
    const before = await frozen();
    const { entry } = await act({}, stageWith(within(false)));
    const kept = await sql`select from kernel.setting where key = ${entry}`.execute(db);
    expect(kept.rows).toHaveLength(1);
    expect(await frozen()).toBe(before + 1);
    expect(changes).toEqual([[river, lake]]);
  });

  test("within the act that fail take the act with them", async () => {
    const before = { ...(await traces()), frozen: await frozen() };
    await expect(act({}, stageWith(afterwards, within(true)))).rejects.toThrow(
      "the baseline could not be frozen",
    );
    expect({ ...(await traces()), frozen: await frozen() }).toEqual(before);
    expect(changes).toEqual([]);
  });

  test("afterwards are queued with the act", async () => {
    const before = await traces();
    await act({}, stageWith(afterwards));
    expect((await traces()).jobs).toBe(before.jobs + 1);
  });

  test("to another command stay out of it", async () => {
    const before = { jobs: (await traces()).jobs, frozen: await frozen() };
    const other = defineCommand({ ...command, name: "test.other" });
    await act({ command: other }, stageWith(afterwards, within(true)));
    expect({ jobs: (await traces()).jobs, frozen: await frozen() }).toEqual(before);
  });
});
