import {
  subjectText,
  type Db,
  type Link,
  type LinkKind,
  type SubjectDescription,
  type SubjectRef,
} from "../kernel/index.ts";

/** Steps of a thread in their order; what belongs to none comes last. */
export const threadSteps = [
  { key: "cause", label: "What set it off", none: "nothing that set it off" },
  { key: "proposal", label: "Proposed", none: "no proposal" },
  { key: "decision", label: "Decided", none: "no decision" },
  { key: "money", label: "Money", none: "no money" },
  { key: "promise", label: "Promised", none: "no priority" },
  { key: "result", label: "Result", none: "no result" },
  { key: "other", label: "Also linked", none: "" },
] as const;
export type ThreadStep = (typeof threadSteps)[number]["key"];

const stepOfKind: Readonly<Record<string, ThreadStep>> = {
  "decisions:instruction": "cause",
  "decisions:plan": "cause",
  "scrutiny:question": "cause",
  "purpose:sign": "cause",
  "decisions:proposal": "proposal",
  "decisions:planned": "proposal",
  "meetings:resolution": "decision",
  "priorities:priority": "promise",
  "priorities:claim": "result",
};

/** The step that a thing belongs to: by its kind, else by its module. */
function stepOf({ module, kind }: SubjectRef): ThreadStep {
  const step = stepOfKind[`${module}:${kind}`];
  if (step) return step;
  if (module === "pounds") return "money";
  return module === "purpose" ? "result" : "other";
}

/** A thing on a thread, with the link by which it was reached. */
export interface ThreadThing {
  readonly described: SubjectDescription;
  readonly step: ThreadStep;
  /** Absent for the thing that was asked about. */
  readonly by?: { readonly link: Link; readonly other: SubjectRef };
}

/** Bodies, places and entries of the record are on so many threads that they would tie all of them into one. */
const crossroads: readonly string[] = ["place", "record", "identity", "app"];
/** What a weak link reaches is shown, but nothing further is reached through it. */
const weak: LinkKind = "about";
const thingsMax = 40;

/** What a thread is read from. */
export interface ThreadSources {
  readonly db: Db;
  readonly links: { listAround(db: Db, subject: SubjectRef): Promise<readonly Link[]> };
  describe(db: Db, refs: readonly SubjectRef[]): Promise<readonly SubjectDescription[]>;
}

/**
 * Everything that hangs together with a thing, by links alone: from what set it off to what came of it.
 *
 * No module is known here; a thing that this reader may not see is left out, and with it what only it leads to.
 *
 * @returns undefined where the thing itself is not there for this reader
 */
export async function followThread(
  { db, links, describe }: ThreadSources,
  start: SubjectRef,
): Promise<{ readonly things: readonly ThreadThing[]; readonly cut: boolean } | undefined> {
  const found = new Map<string, ThreadThing>();
  const [first] = await describe(db, [start]);
  if (!first) return undefined;
  found.set(subjectText(start), { described: first, step: stepOf(start) });
  let edge: readonly SubjectRef[] = [start];
  let cut = false;
  while (edge.length > 0 && !cut) {
    const reached = new Map<
      string,
      { readonly ref: SubjectRef; readonly from: SubjectRef; readonly link: Link }
    >();
    for (const from of edge) {
      for (const link of await links.listAround(db, from)) {
        const ref = subjectText(link.from) === subjectText(from) ? link.to : link.from;
        const key = subjectText(ref);
        if (!found.has(key) && !reached.has(key) && !crossroads.includes(ref.module))
          reached.set(key, { ref, from, link });
      }
    }
    const described = await describe(
      db,
      [...reached.values()].map(({ ref }) => ref),
    );
    const next: SubjectRef[] = [];
    for (const one of described) {
      const key = subjectText(one.ref);
      const way = reached.get(key);
      if (!way || cut) continue;
      found.set(key, { described: one, step: stepOf(one.ref), by: { link: way.link, other: way.from } });
      if (way.link.kind !== weak) next.push(one.ref);
      cut = found.size >= thingsMax;
    }
    edge = next;
  }
  return { things: inOrder([...found.values()]), cut };
}

/** By step, then by the day of the link, then by name. */
function inOrder(things: readonly ThreadThing[]): readonly ThreadThing[] {
  const place = (thing: ThreadThing): number => threadSteps.findIndex(({ key }) => key === thing.step);
  const day = (thing: ThreadThing): string => thing.by?.link.on ?? "";
  return things.toSorted(
    (a, b) =>
      place(a) - place(b) ||
      day(a).localeCompare(day(b)) ||
      a.described.title.localeCompare(b.described.title),
  );
}

const forth: Readonly<Record<LinkKind, string>> = {
  decides: "decides",
  funds: "funds",
  answers: "answers",
  replaces: "replaces",
  "caused-by": "was caused by",
  about: "is about",
};
const back: Readonly<Record<LinkKind, string>> = {
  decides: "was decided by",
  funds: "is funded by",
  answers: "was answered by",
  replaces: "was replaced by",
  "caused-by": "led to",
  about: "is the subject of",
};

/** How a thing hangs together with the one from which it was reached, from its own side. */
export function linkInWords({ described, by }: ThreadThing): string | undefined {
  if (!by) return undefined;
  const forward = subjectText(by.link.from) === subjectText(described.ref);
  return (forward ? forth : back)[by.link.kind];
}
