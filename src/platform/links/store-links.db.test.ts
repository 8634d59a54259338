import { civilDate } from "@concordat/calendar";
import { expect, test } from "vitest";
import { testDatabase } from "../../../test/support/database.ts";
import { linkKinds, type Link, type SubjectRef } from "../../kernel/index.ts";
import { createLinks } from "./store-links.ts";

const { db } = await testDatabase();
const links = createLinks();

function thing(id: string): SubjectRef {
  return { module: "decisions", kind: "proposal", id };
}

test("a link is found from both of its ends, with its day where it has one", async () => {
  const dated: Link = { from: thing("a"), kind: "replaces", to: thing("b"), on: civilDate("2026-04-01") };
  const undated: Link = { from: thing("c"), kind: "about", to: thing("a") };
  await links.add(db, dated);
  await links.add(db, undated);
  expect(await links.listAround(db, thing("a"))).toEqual([dated, undated]);
  expect(await links.listAround(db, thing("b"))).toEqual([dated]);
  expect(await links.listAround(db, thing("nothing"))).toEqual([]);
});

test("a link added twice is there once, and another kind between the same two is another link", async () => {
  for (const kind of [...linkKinds, ...linkKinds])
    await links.add(db, { from: thing("x"), kind, to: thing("y") });
  expect((await links.listAround(db, thing("x"))).map((link) => link.kind).toSorted()).toEqual(
    linkKinds.toSorted(),
  );
});

test("a kind of link that nobody knows is refused by the table", async () => {
  await expect(links.add(db, { from: thing("x"), kind: "likes" as never, to: thing("y") })).rejects.toThrow(
    /link_kind_check/,
  );
});
