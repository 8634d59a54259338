import { civilDate } from "@concordat/calendar";
import { describe, expect, test } from "vitest";
import {
  parseSubject,
  subjectText,
  type Db,
  type Link,
  type LinkKind,
  type SubjectDescription,
  type SubjectRef,
} from "../kernel/index.ts";
import { followThread, linkInWords } from "./thread.ts";

const day = civilDate("2026-03-01");
const link = (from: string, kind: LinkKind, to: string): Link => ({
  from: parseSubject(from),
  kind,
  to: parseSubject(to),
  on: day,
});

/** The thread of some links, in words; `hidden` things are not there for this reader. */
async function threadOf(start: string, links: readonly Link[], hidden: readonly string[] = []) {
  const described = (ref: SubjectRef): SubjectDescription => ({
    ref,
    title: ref.id,
    kindLabel: ref.kind,
    summary: "",
    href: `/${ref.id}`,
    audience: "public",
    illustrative: false,
  });
  const thread = await followThread(
    {
      db: {} as Db,
      links: {
        listAround: async (_db, subject) =>
          links.filter((one) => [one.from, one.to].some((end) => subjectText(end) === subjectText(subject))),
      },
      describe: async (_db, refs) => refs.filter((ref) => !hidden.includes(subjectText(ref))).map(described),
    },
    parseSubject(start),
  );
  return thread?.things.map(
    (thing) => `${thing.step}: ${thing.described.title} ${linkInWords(thing) ?? "asked"}`,
  );
}

const links = [
  link("decisions:proposal:close", "caused-by", "decisions:instruction:letter"),
  link("meetings:resolution:agreed", "decides", "decisions:proposal:close"),
  link("meetings:resolution:agreed", "about", "place:board:cabinet"),
  link("meetings:resolution:other", "about", "place:board:cabinet"),
  link("pounds:fund:pool", "funds", "decisions:proposal:close"),
  link("meetings:resolution:agreed", "decides", "priorities:priority:home"),
  link("priorities:claim:fewer", "about", "priorities:priority:home"),
  link("priorities:claim:fewer", "about", "priorities:priority:elsewhere"),
];

describe("a thread", () => {
  test("goes from what set it off to the result, wherever one begins", async () => {
    expect(await threadOf("decisions:instruction:letter", links)).toEqual([
      "cause: letter asked",
      "proposal: close was caused by",
      "decision: agreed decides",
      "money: pool funds",
      "promise: home was decided by",
      "result: fewer is about",
    ]);
    expect(await threadOf("pounds:fund:pool", links)).toHaveLength(6);
  });

  test("is not tied to others by a body that both are about, nor goes on through a weak link", async () => {
    const things = await threadOf("meetings:resolution:agreed", links);
    expect(things?.join()).not.toMatch(/other|cabinet|elsewhere/);
  });

  test("leaves out what this reader may not see, and what only that leads to", async () => {
    const things = await threadOf("decisions:instruction:letter", links, ["meetings:resolution:agreed"]);
    expect(things).toEqual(["cause: letter asked", "proposal: close was caused by", "money: pool funds"]);
    expect(await threadOf("pounds:fund:pool", links, ["pounds:fund:pool"])).toBeUndefined();
  });

  test("of things that point at each other ends", async () => {
    const circle = [
      link("pounds:fund:a", "replaces", "pounds:fund:b"),
      link("pounds:fund:b", "replaces", "pounds:fund:a"),
    ];
    expect(await threadOf("pounds:fund:a", circle)).toEqual(["money: a asked", "money: b was replaced by"]);
  });

  test("longer than forty things is cut", async () => {
    const long = Array.from({ length: 60 }, (_, index) =>
      link(`pounds:fund:f${index}`, "replaces", `pounds:fund:f${index + 1}`),
    );
    expect(await threadOf("pounds:fund:f0", long)).toHaveLength(40);
  });
});
