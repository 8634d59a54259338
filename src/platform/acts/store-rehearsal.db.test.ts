import { sql } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { testPerson } from "../../../test/support/core.ts";
import { placeFixture } from "../../../test/support/place.ts";
import { defineCommand, definePreparedCommand, visitor, type Command } from "../../kernel/index.ts";
import { rehearse } from "./perform.ts";

const { act, changed, command, core, db, shipBasics, source } = await placeFixture();

beforeAll(shipBasics);

const administrator = testPerson({ administrator: true });
const vale = { name: "Vale", kind: "place", liesIn: "west", source };

/** Everything that an act leaves: rows of every table that it writes. */
async function held(): Promise<Readonly<Record<string, bigint>>> {
  const { rows } = await sql<Record<string, bigint>>`select (select count(*) from place.area) as areas,
    (select count(*) from place.area_part) as parts, (select count(*) from record.entry) as entries,
    (select count(*) from record.waiting) as waiting, (select count(*) from kernel.untold) as untold,
    (select count(*) from kernel.link) as links`.execute(db);
  return rows[0]!;
}

describe("a rehearsal", () => {
  it("carries the act out and tells what it did, and keeps nothing of it: no row, no entry, no page made anew", async () => {
    const before = await held();
    const told = changed.length;
    const done = await rehearse(core.stage, {
      command: command("place.add-area"),
      viewer: administrator,
      input: vale,
    });
    expect(done).toMatchObject({ message: "Vale was added, in West.", href: "/areas/vale" });
    expect(done.entry.summary).toContain("Vale");
    expect(await held()).toEqual(before);
    expect(changed.length).toBe(told);
  });

  it("sees within itself what it wrote", async () => {
    const seen = defineCommand({
      ...command("place.add-area"),
      run: async (acting, input): Promise<Awaited<ReturnType<Command["run"]>>> => {
        const done = await command("place.add-area").run(acting, input);
        const found = await sql<{ name: string }>`select name from place.area where slug = 'vale'`.execute(
          acting.tx,
        );
        return { ...done, json: { found: found.rows.map((row) => row.name) } };
      },
    });
    const done = await rehearse(core.stage, { command: seen, viewer: administrator, input: vale });
    expect(done.json).toEqual({ found: ["Vale"] });
  });

  it("takes nothing from the act itself: it is done afterwards under the same address, with its entry", async () => {
    const rehearsed = await rehearse(core.stage, {
      command: command("place.add-area"),
      viewer: administrator,
      input: vale,
    });
    const before = await held();
    const done = await act("place.add-area", vale, { viewer: administrator });
    expect([done.href, done.message]).toEqual([rehearsed.href, rehearsed.message]);
    expect((await held())["entries"]).toBe(before["entries"]! + 1n);
  });

  it("says what the commit would have said: constraints that wait for it are checked at once", async () => {
    const nowhere = defineCommand({
      ...command("place.add-area"),
      run: async (acting, input): Promise<Awaited<ReturnType<Command["run"]>>> => {
        await sql`insert into place.area_part (part_id, whole_id, source, seen, basis)
          select id, gen_random_uuid(), 'A test', '2026-11-21', 'compiled' from place.area limit 1`.execute(
          acting.tx,
        );
        return await command("place.add-area").run(acting, input);
      },
    });
    await expect(
      rehearse(core.stage, { command: nowhere, viewer: administrator, input: { ...vale, name: "Fell" } }),
    ).rejects.toThrow(/foreign key/);
  });

  it("has what a command waits for before its transaction, and only for somebody who may act", async () => {
    const had: string[] = [];
    const waits = definePreparedCommand<Readonly<Record<string, unknown>>, string>({
      ...(command("place.add-area") as Command<Readonly<Record<string, unknown>>>),
      prepare: async (_preparing, input) => {
        const { rows } = await sql<{ open: bigint }>`select count(*) as open from pg_stat_activity
          where datname = current_database() and state like 'idle in transaction%'`.execute(db);
        had.push(`${String(input["name"])}, ${rows[0]!.open} open`);
        return "Moor";
      },
      run: async (acting, name): Promise<Awaited<ReturnType<Command["run"]>>> =>
        await command("place.add-area").run(acting, { ...vale, name }),
    });
    await expect(rehearse(core.stage, { command: waits, viewer: visitor, input: vale })).rejects.toThrow(
      "Sign in first",
    );
    expect(had).toEqual([]);
    const done = await rehearse(core.stage, { command: waits, viewer: administrator, input: vale });
    expect(done.message).toBe("Moor was added, in West.");
    expect(had).toEqual(["Vale, 0 open"]);
  });

  it("refuses what the act would refuse: a wrong field, and somebody who may not", async () => {
    const asked = { command: command("place.add-area"), input: { ...vale, kind: "county" } };
    await expect(rehearse(core.stage, { ...asked, viewer: administrator })).rejects.toMatchObject({
      problems: [{ field: "kind" }],
    });
    await expect(
      rehearse(core.stage, { ...asked, input: { ...vale, name: "Dale" }, viewer: visitor }),
    ).rejects.toThrow("Sign in first: nobody can do");
  });
});
