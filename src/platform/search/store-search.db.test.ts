import { describe, expect, test } from "vitest";
import { testDatabase } from "../../../test/support/database.ts";
import {
  readAs,
  subjectText,
  visitor,
  type Manifest,
  type Person,
  type SubjectDescription,
  type SubjectRef,
} from "../../kernel/index.ts";
import { describeAnew, describeSubjects, indexEverything, search } from "./store-search.ts";

const { db } = await testDatabase();

function area(id: string): SubjectRef {
  return { module: "place", kind: "area", id };
}

function description(id: string, title: string, more: Partial<SubjectDescription> = {}): SubjectDescription {
  return {
    ref: area(id),
    title,
    kindLabel: "Place",
    summary: "",
    href: `/areas/${id}`,
    audience: "public",
    illustrative: false,
    ...more,
  };
}

const things = new Map<string, SubjectDescription>(
  [
    description("lewisham", "Lewisham", { words: "E09000023 Deptford" }),
    description("lewisham-hospital", "University Hospital Lewisham", {
      summary: "A hospital in the borough of Lewisham.",
    }),
    description("kings", "King’s College Hospital"),
    description("st-helens", "St Helens"),
    description("cote", "Côte d'Or Practice"),
    description("aldermere", "Lewisham Made Up", { illustrative: true }),
    description("draft", "Lewisham Riverside Board", { audience: "organisation:council" }),
  ].map((one) => [one.ref.id, one]),
);
const manifest: Manifest = {
  module: "place",
  about: "A test.",
  subjects: [
    {
      kind: "area",
      label: "Area",
      plural: "Areas",
      describe: async (_db, ids) => ids.flatMap((id) => things.get(id) ?? []),
      listIds: async () => [...things.keys()],
    },
  ],
};
await db.transaction().execute(async (tx) => await indexEverything([manifest], tx));

async function titles(words: string, limit = 10): Promise<readonly string[]> {
  return await readAs(db, visitor, async (view) =>
    (await search(view, { words, limit })).map((found) => found.title),
  );
}

describe("search", () => {
  test.each([
    ["Lewisham", "Lewisham", "the very name comes first"],
    ["lewisham", "Lewisham", "in any case"],
    ["Lewsham", "Lewisham", "with a letter missing"],
    ["lewish", "Lewisham", "by its beginning"],
    ["E09000023", "Lewisham", "by a code"],
    ["deptford", "Lewisham", "by a former name"],
    ["hospitals lewisham", "University Hospital Lewisham", "by several words, in another form"],
    ["Kings College", "King’s College Hospital", "without the apostrophe"],
    ["cote", "Côte d'Or Practice", "without the accent"],
    ["  st   helens ", "St Helens", "with spaces around"],
  ])("for %j finds %s: %s", async (words, title) => {
    expect((await titles(words))[0]).toBe(title);
  });

  test.each(["", "   ", "zzzzqqqq", "&", "' | !", ":*", "\\"])(
    "for %j finds nothing and fails at nothing",
    async (words) => {
      expect(await titles(words)).toEqual([]);
    },
  );

  test("puts the real before the made-up of the same fit, and gives no more than asked for", async () => {
    const found = await titles("lewisham");
    expect(found.indexOf("Lewisham")).toBeLessThan(found.indexOf("Lewisham Made Up"));
    expect(await titles("lewisham", 1)).toEqual(["Lewisham"]);
  });

  test("finds what is private for its own people only", async () => {
    expect(await titles("riverside")).toEqual([]);
    const standing = {
      organisationId: "council",
      role: "member",
      capacity: { kind: "office", title: "Clerk" },
    } as const;
    const clerk: Person = {
      kind: "person",
      accountId: "a",
      displayName: "Clerk",
      administrator: false,
      illustrative: false,
      standings: [standing],
    };
    const found = await readAs(
      db,
      clerk,
      async (view) => await search(view, { words: "riverside", limit: 5 }),
    );
    expect(found.map((one) => one.title)).toEqual(["Lewisham Riverside Board"]);
  });
});

describe("the index", () => {
  test("describes anew what changed, and forgets what is gone", async () => {
    things.set("st-helens", description("st-helens", "Saint Helens on the Hill"));
    things.delete("cote");
    await db
      .transaction()
      .execute(
        async (tx) =>
          await describeAnew([manifest], tx, [area("st-helens"), area("st-helens"), area("cote"), area("*")]),
      );
    expect((await titles("helens on the hill"))[0]).toBe("Saint Helens on the Hill");
    expect(await titles("côte")).toEqual([]);
  });

  test("is the same however often it is built", async () => {
    const build = async (): Promise<number> =>
      await db.transaction().execute(async (tx) => await indexEverything([manifest], tx));
    expect(await build()).toBe(things.size);
    expect(await build()).toBe(things.size);
  });

  test("leaves out kinds that no module owns", async () => {
    const refs = [
      area("lewisham"),
      { module: "place", kind: "river", id: "thames" } as const,
      { module: "voice", kind: "area", id: "lewisham" } as const,
    ];
    expect((await describeSubjects([manifest], db, refs)).map((one) => subjectText(one.ref))).toEqual([
      "place:area:lewisham",
    ]);
  });
});
