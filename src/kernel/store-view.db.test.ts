import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { guardedTables, publicTables } from "../../test/access/public-tables.ts";
import { testDatabase } from "../../test/support/database.ts";
import { keepPrivateThings } from "../../test/support/factories/private-things.ts";
import { keepOrganisation } from "../../test/support/factories/organisations.ts";
import { visitor, type Person, type Viewer } from "./actor.ts";
import { fixedClock, instant } from "./clock.ts";
import type { Db } from "./db.ts";
import { readAs, seeAs } from "./store-view.ts";
import { subjectText } from "./subject.ts";

const { db } = await testDatabase();
const clock = fixedClock(instant("2026-11-21T12:00:00Z"));
const river = await keepOrganisation(db, { slug: "river-trust", name: "River Trust" });
const hill = await keepOrganisation(db, { slug: "hill-trust", name: "Hill Trust" });

/** Puts the private board and organisation into search, each with its own audience. */
async function describeAnew(tx: Db): Promise<void> {
  await sql`insert into platform.document (subject, title, kind_label, summary, href, words, illustrative, audience)
    select 'place:board:' || id, name, 'Board', '', '/boards/' || slug, '', true, audience from place.board
    union all select 'place:organisation:' || id, name, 'Organisation', '', '/organisations/' || slug, '', true, audience
    from place.organisation where audience <> 'public'`.execute(tx);
}
const secret = await keepPrivateThings(
  { db, clock, describeAnew },
  { body: "river-trust", word: "quillfeather" },
);

function holder(of: string, administrator = false): Person {
  const standing = {
    organisationId: of,
    role: "member",
    capacity: { kind: "office", title: "Clerk" },
  } as const;
  return {
    kind: "person",
    accountId: "a",
    displayName: "Somebody",
    administrator,
    illustrative: false,
    standings: of ? [standing] : [],
  };
}

const outsiders: readonly { readonly who: string; readonly viewer: Viewer }[] = [
  { who: "a visitor", viewer: visitor },
  { who: "somebody of another body", viewer: holder(hill.id) },
  { who: "somebody without office", viewer: holder("") },
  { who: "an administrator", viewer: holder("", true) },
  { who: "somebody whose body pretends to be two", viewer: holder(`${hill.id},organisation:${river.id}`) },
];
const insider = holder(river.id);

/** Every way of asking that a module might think of. */
const ways = {
  "a plain query": sql`select * from place.board where id = ${secret.board.id}`,
  "a query for everything": sql`select * from place.board where purpose = ${secret.word}`,
  "a count": sql`select * from (select count(*)::int as many from place.board where purpose = ${secret.word}) counted where many > 0`,
  "a join to its seats": sql`select seat.role from place.seat join place.board on board.id = seat.board_id where seat.board_id = ${secret.board.id}`,
  "its seats alone": sql`select role from place.seat where source = ${secret.word}`,
  "a join from what is public": sql`select board.* from place.organisation join place.board on board.organisation_id = organisation.id
    where organisation.slug = 'river-trust'`,
  "a subquery": sql`select slug from place.organisation where exists (select from place.board where purpose = ${secret.word})`,
  "a common table": sql`with all_boards as (select * from place.board) select * from all_boards where purpose = ${secret.word}`,
  "an aggregate": sql`select * from (select string_agg(name, ',') as names from place.board) gathered where names like ${`%${secret.word}%`}`,
  "an organisation": sql`select * from place.organisation where id = ${secret.organisation.id}`,
  search: sql`select * from platform.document where title like ${`%${secret.word}%`}`,
  "search by its index": sql`select * from platform.document where found_by @@ to_tsquery('english', ${secret.word})`,
  "a file": sql`select * from platform.file where sha256 = ${secret.sha256}`,
  "a file's bytes": sql`select * from platform.blob where sha256 = ${secret.sha256}`,
} as const;

async function rowsFor(viewer: Viewer, way: (typeof ways)[keyof typeof ways]): Promise<number> {
  return await readAs(db, viewer, async (view) => (await way.execute(view)).rows.length);
}

describe("a private thing", () => {
  test.each(Object.entries(ways))("is found by its own through %s", async (_name, way) => {
    expect(await rowsFor(insider, way)).toBeGreaterThan(0);
  });

  test.each(outsiders.map(({ who, viewer }) => [who, viewer] as const))(
    "is not there for %s, whatever the query",
    async (_who, viewer) => {
      for (const [name, way] of Object.entries(ways)) expect(await rowsFor(viewer, way), name).toBe(0);
    },
  );

  test.each(outsiders.map(({ who, viewer }) => [who, viewer] as const))(
    "cannot be made visible by %s from within a query",
    async (_who, viewer) => {
      const count = await readAs(db, viewer, async (view) => {
        const rows = await sql`select name from place.board where purpose = ${secret.word}
        and (select set_config('row_security', 'off', true)) is not null`
          .execute(view)
          .catch(() => ({ rows: [] }));
        return rows.rows.length;
      });
      expect(count).toBe(0);
    },
  );

  test("is not left visible on the connection for whoever reads next", async () => {
    for (let turn = 0; turn < 10; turn += 1) {
      expect(await rowsFor(insider, ways["a plain query"])).toBe(1);
      expect(await rowsFor(visitor, ways["a plain query"])).toBe(0);
    }
    await expect(readAs(db, insider, async () => Promise.reject(new Error("half-way")))).rejects.toThrow(
      "half-way",
    );
    expect(await rowsFor(visitor, ways["a plain query"])).toBe(0);
    const roles = await sql<{ role: string }>`select current_user as role`.execute(db);
    expect(roles.rows[0]?.role).not.toBe("concordat_reader");
  });

  test("is not there for a reader whose audiences were never said", async () => {
    const rows = await db.transaction().execute(async (tx) => {
      await sql`set local role concordat_reader`.execute(tx);
      return (await ways["a plain query"].execute(tx)).rows;
    });
    expect(rows).toEqual([]);
  });
});

describe("a view", () => {
  test("is one snapshot: what is written meanwhile is not seen half", async () => {
    const seen = await readAs(db, visitor, async (view) => {
      const count = async (): Promise<unknown> =>
        (await sql`select count(*) as n from place.organisation`.execute(view)).rows[0];
      const before = await count();
      await keepOrganisation(db, { slug: "lake-trust", name: "Lake Trust" });
      return [before, await count()];
    });
    expect(seen[0]).toEqual(seen[1]);
  });

  test.each([
    ["add", sql`insert into kernel.setting (key, value) values ('x', '1')`],
    ["change", sql`update place.organisation set name = 'Mine'`],
    ["remove", sql`delete from platform.document`],
    ["alter", sql`alter table place.board disable row level security`],
    ["make", sql`create temporary table mine (id integer)`],
    ["hold", sql`select * from place.organisation for update`],
  ])("lets nobody %s anything, keepers included", async (_verb, statement) => {
    await expect(readAs(db, insider, async (view) => await statement.execute(view))).rejects.toThrow();
  });

  test.each(["identity.account", "identity.session", "record.sealed", "kernel.answered", "kernel.setting"])(
    "shows nobody %s",
    async (table) => {
      await expect(
        readAs(db, insider, async (view) => await sql`select from ${sql.table(table)}`.execute(view)),
      ).rejects.toThrow(/permission denied/);
    },
  );
});

type Readable = {
  readonly name: string;
  readonly audience: boolean;
  readonly secured: boolean;
  readonly forced: string[];
};
const readable = await sql<Readable>`
  select format('%s.%s', space.nspname, class.relname) as name, class.relrowsecurity as secured,
    exists (select from pg_attribute where attrelid = class.oid and attname = 'audience' and not attisdropped) as audience,
    array(select pg_get_expr(polqual, polrelid) from pg_policy where polrelid = class.oid) as forced
  from pg_class class join pg_namespace space on space.oid = class.relnamespace
  where class.relkind in ('r', 'p', 'v', 'm', 'f') and space.nspname not in ('pg_catalog', 'information_schema')
    and (has_table_privilege('concordat_reader', class.oid, 'select') or has_any_column_privilege('concordat_reader', class.oid, 'select'))
  order by 1`.execute(db);

describe("the tables that readers can read", () => {
  test("have row security on the audience wherever they have an audience", () => {
    const guarded = readable.rows.filter((table) => table.audience);
    expect(guarded.map((table) => table.name)).toContain("place.board");
    for (const table of guarded) {
      expect(table.secured, table.name).toBe(true);
      expect(table.forced, table.name).toEqual(["kernel.visible(audience)"]);
    }
  });

  test("are otherwise on the list of public tables, or seen through a table that is guarded", () => {
    const bare = readable.rows
      .filter((table) => !table.audience && !table.secured)
      .map((table) => table.name);
    expect(bare.filter((name) => !(name in publicTables))).toEqual([]);
    expect(Object.keys(publicTables).filter((name) => !bare.includes(name))).toEqual([]);
    expect(
      readable.rows.filter((table) => !table.audience && table.secured).map((table) => table.name),
    ).toEqual(guardedTables);
  });

  test("can be written by no reader", async () => {
    const writable = await sql<{ name: string }>`
      select format('%s.%s', nspname, relname) as name from pg_class class join pg_namespace space on space.oid = class.relnamespace
      where class.relkind in ('r', 'p', 'v') and nspname not in ('pg_catalog', 'information_schema')
        and has_table_privilege('concordat_reader', class.oid, 'insert, update, delete, truncate')`.execute(
      db,
    );
    expect(writable.rows).toEqual([]);
  });

  test("belong to somebody else, so that row security holds for the reader", async () => {
    const owned = await sql`select from pg_class where relowner = 'concordat_reader'::regrole`.execute(db);
    expect(owned.rows).toEqual([]);
    const powers =
      await sql`select rolsuper, rolbypassrls, rolcanlogin, rolcreatedb from pg_roles where rolname = 'concordat_reader'`.execute(
        db,
      );
    expect(powers.rows).toEqual([
      { rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreatedb: false },
    ]);
  });
});

test("a link to a private thing is seen by those who see both its ends", async () => {
  const links = async (viewer: Viewer): Promise<string> =>
    JSON.stringify(
      await readAs(
        db,
        viewer,
        async (view) => (await sql<Record<string, unknown>>`select * from kernel.link`.execute(view)).rows,
      ),
    );
  expect(await links(insider)).toContain(subjectText(secret.board));
  for (const { who, viewer } of outsiders) expect(await links(viewer), who).toBe("[]");
});

describe("a look from within a transaction", () => {
  test("sees what its viewer may see, and afterwards the transaction may do everything again", async () => {
    const counts = await db.transaction().execute(async (tx) => {
      const look = async (viewer: Viewer): Promise<number> =>
        await seeAs(tx, viewer, async (view) => (await ways["a plain query"].execute(view)).rows.length);
      const seen = [await look(visitor), await look(insider), await look(holder(hill.id))];
      await sql`update place.board set purpose = purpose where id = ${secret.board.id}`.execute(tx);
      return [...seen, (await ways["a plain query"].execute(tx)).rows.length];
    });
    expect(counts).toEqual([0, 1, 0, 1]);
  });

  test("writes nothing", async () => {
    const writing = db.transaction().execute(async (tx) => {
      await seeAs(
        tx,
        insider,
        async (view) => await sql`update place.board set purpose = 'mine'`.execute(view),
      );
    });
    await expect(writing).rejects.toThrow(/permission denied/);
  });
});
