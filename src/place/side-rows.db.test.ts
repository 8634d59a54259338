import { sql, type RawBuilder } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { placeFixture } from "../../test/support/place.ts";
import { testPerson } from "../../test/support/core.ts";
import {
  newUuid,
  organisationAudience,
  seeAs,
  visitor,
  type SubjectRef,
  type Viewer,
} from "../kernel/index.ts";
import { areaIdOf, organisationIdOf } from "./store-datasets.ts";

const { core, db, see, ship, shipBasics } = await placeFixture();
const council = organisationIdOf("mere-council");
const keeper = testPerson({ keeps: [council] });
const outsiders: readonly (readonly [string, Viewer])[] = [
  ["a visitor", visitor],
  ["somebody of another body", testPerson({ keeps: [organisationIdOf("nhs-west-icb")] })],
  ["an administrator", testPerson({ administrator: true })],
];
const [draftArea, draftBody] = [newUuid(1), newUuid(1)];
const seen = sql`'quillfeather', '2026-11-21', 'illustrative'`;

/** Rows beside things that only the council sees; rows of the same tables beside public things are shipped below. */
const sideRows: Readonly<Record<string, RawBuilder<unknown>>> = {
  "place.area_part": sql`insert into place.area_part (part_id, whole_id, source, seen, basis)
      values (${areaIdOf("mere")}, ${draftArea}, ${seen}), (${draftArea}, ${areaIdOf("west")}, ${seen})`,
  "place.organisation_name": sql`insert into place.organisation_name (organisation_id, name, ends_on, source, seen, basis)
      values (${draftBody}, 'Quillfeather before', '2020-04-01', ${seen})`,
  "place.identifier": sql`insert into place.identifier (area_id, organisation_id, scheme, code, source, seen, basis)
      values (${draftArea}, null, 'gss', 'E99000001', ${seen}), (null, ${draftBody}, 'ods', 'QQ1', ${seen})`,
  "place.succession": sql`insert into place.succession (from_id, to_id, on_date, kind, source, seen, basis)
      values (${council}, ${draftBody}, '2027-04-01', 'merger', ${seen}), (${draftBody}, ${council}, '2026-04-01', 'split', ${seen})`,
  "place.left_behind": sql`insert into place.left_behind (organisation_id, subject, title, outcome, why, on_date)
      values (${draftBody}, 'place:area:x', 'Its work for Quillfeather', 'ends', 'An order', '2026-04-01')`,
  "place.served_area": sql`insert into place.served_area (organisation_id, area_id, share, source, seen, basis)
      values (${draftBody}, ${areaIdOf("mere")}, 0.5, ${seen}), (${council}, ${draftArea}, 0.5, ${seen})`,
};

function subject(kind: "area" | "organisation", id: string): SubjectRef {
  return { module: "place", kind, id };
}

beforeAll(async () => {
  await shipBasics();
  await ship("area-parts", [{ part: "mere", whole: "west", share: "1" }]);
  await ship("organisation-names", [
    { organisation: "mere-council", name: "Mere District", ends_on: "2019-04-01" },
  ]);
  await ship("identifiers", [
    { subject_kind: "area", slug: "mere", scheme: "gss", code: "E06000999" },
    { subject_kind: "organisation", slug: "nhs-west-icb", scheme: "ods", code: "QWW" },
  ]);
  await ship("successions", [
    { from: "mere-council", to: "nhs-west-icb", on: "2026-04-01", kind: "takeover", share: "" },
  ]);
  await ship("trust-areas", [{ organisation: "nhs-west-icb", area: "mere", share: "0.4" }]);
  await db.transaction().execute(async (tx) => {
    const audience = organisationAudience(council);
    await sql`insert into place.area (id, slug, kind, name, source, seen, basis, audience)
      values (${draftArea}, 'quillfeather', 'place', 'Quillfeather', ${seen}, ${audience})`.execute(tx);
    await sql`insert into place.organisation (id, slug, kind, name, source, seen, basis, audience)
      values (${draftBody}, 'quillfeather', 'other', 'Quillfeather Trust', ${seen}, ${audience})`.execute(tx);
    for (const rows of Object.values(sideRows)) await rows.execute(tx);
    await sql`insert into place.left_behind (organisation_id, subject, title, outcome, why, on_date)
      values (${council}, 'place:area:y', 'Its work for Mere', 'passes-on', 'An order', '2026-04-01')`.execute(
      tx,
    );
    const [mere, west] = [subject("organisation", council), subject("area", areaIdOf("west"))];
    const draft = subject("organisation", draftBody);
    await core.stage.describeAnew(tx, [mere, west, draft]);
    await core.stage.links.add(tx, { from: draft, kind: "about", to: mere });
    await core.stage.links.add(tx, { from: mere, kind: "replaces", to: draft });
    await core.stage.links.add(tx, { from: mere, kind: "about", to: west });
  });
});

async function count(viewer: Viewer, table: string): Promise<number> {
  const query = sql<{ many: number }>`select count(*)::int as many from ${sql.table(table)}`;
  return await see(viewer, async (read) => (await query.execute(read)).rows[0]?.many ?? 0);
}

describe("what stands beside a thing that is not public", () => {
  it.each(Object.keys(sideRows))("a row of %s is its own people's alone (invariant 6)", async (table) => {
    const all = (
      await sql<{ many: number }>`select count(*)::int as many from ${sql.table(table)}`.execute(db)
    ).rows[0]?.many;
    expect(await count(keeper, table)).toBe(all);
    for (const [who, viewer] of outsiders) {
      const rows = await see(
        viewer,
        async (read) =>
          (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(read)).rows,
      );
      expect(rows.length, who).toBeGreaterThan(0);
      expect(rows.length, who).toBeLessThan(all ?? 0);
      expect(JSON.stringify(rows), who).not.toContain(draftArea);
      expect(JSON.stringify(rows), who).not.toContain(draftBody);
    }
  });

  it("a link is shown where both its ends are", async () => {
    const around = async (viewer: Viewer) =>
      await see(
        viewer,
        async (read) => await core.stage.links.listAround(read, subject("organisation", council)),
      );
    expect(await around(keeper)).toHaveLength(3);
    for (const [who, viewer] of outsiders)
      expect(
        (await around(viewer)).map((link) => link.to.kind),
        who,
      ).toEqual(["area"]);
  });

  it("is everybody's as soon as the thing is", async () => {
    const work = db.transaction().execute(async (tx) => {
      await sql`update place.organisation set audience = 'public' where id = ${draftBody}`.execute(tx);
      const names = sql<{ name: string }>`select name from place.organisation_name
        where organisation_id = ${draftBody}`;
      expect((await seeAs(tx, visitor, async (read) => await names.execute(read))).rows).toEqual([
        { name: "Quillfeather before" },
      ]);
      throw new Error("rolled back");
    });
    await expect(work).rejects.toThrow("rolled back");
  });
});

it("no table that names an area, an organisation or a board is open to readers without row security", async () => {
  const open = await sql<{ name: string }>`select distinct conrelid::regclass::text as name from pg_constraint
    join pg_class on pg_class.oid = conrelid
    where contype = 'f' and confrelid in ('place.area'::regclass, 'place.organisation'::regclass, 'place.board'::regclass)
      and not relrowsecurity and has_any_column_privilege('concordat_reader', conrelid, 'select') order by 1`.execute(
    db,
  );
  expect(open.rows.map((row) => row.name)).toEqual([]);
});
