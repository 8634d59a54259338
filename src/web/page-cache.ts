import type { PageRead } from "./page-read.ts";

/** One answer kept: the bytes as they leave, plain and in the forms that somebody took. */
export interface CachedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly plain: Buffer;
  /** Filled when somebody first takes a form; left out where compressing is not worth it, or would tell secrets. */
  readonly encoded?: { br?: Buffer; gzip?: Buffer };
}

/** What a kept thing shows, and the generation taken before it was read. */
export interface Shown {
  readonly subjects: readonly string[];
  readonly generation: number;
}

/** Pages kept by address and day, dropped by the subjects they show. */
export interface PageCache {
  /** Take this before reading; an answer made from older facts than a later change is then never kept. */
  generation(): number;
  find(key: string): CachedAnswer | undefined;
  keep(key: string, answer: CachedAnswer, shown: Shown): void;
  /** What was read for a page, whatever the order, filter or format in which it is shown. */
  findRead(key: string): PageRead | undefined;
  keepRead(key: string, read: PageRead, shown: Shown): void;
  /** Drops every page that shows one of these subjects, or a list of its kind (`place:organisation:*`). */
  drop(subjects: readonly string[]): void;
  clear(): void;
  size(): number;
}

/**
 * A cache of whole answers for visitors, and of the last readings behind them; least recently used first out.
 *
 * A change drops only what shows it. A page whose reading began before a change that concerns it is not kept, even if it
 * is ready only afterwards. Not for signed-in viewers.
 */
export function createPageCache(limits: {
  readonly bytesMax: number;
  readonly readsMax?: number;
}): PageCache {
  const answers = createShelf<CachedAnswer>(
    limits.bytesMax,
    // As if both compressed forms were there already: together they are smaller than the plain one.
    (answer, key) => key.length + answer.plain.length * (answer.encoded ? 2 : 1),
  );
  const reads = createShelf<PageRead>(limits.readsMax ?? 0, () => 1);
  const changedAt = new Map<string, number>();
  let clearedAt = 0;
  let generation = 1;

  const isStale = (shown: Shown): boolean =>
    shown.generation < clearedAt ||
    shown.subjects.some((subject) => (changedAt.get(subject) ?? 0) > shown.generation);

  return {
    generation: () => generation,
    size: answers.size,
    find: answers.find,
    keep(key, answer, shown) {
      if (!isStale(shown)) answers.put(key, answer, shown.subjects);
    },
    findRead: reads.find,
    keepRead(key, read, shown) {
      if (!isStale(shown)) reads.put(key, read, shown.subjects);
    },
    drop(subjects) {
      generation += 1;
      for (const subject of new Set(subjects.flatMap((one) => [one, listOf(one)]))) {
        changedAt.set(subject, generation);
        answers.forgetShowing(subject);
        reads.forgetShowing(subject);
      }
      if (changedAt.size > 50_000) {
        changedAt.clear();
        clearedAt = generation;
      }
    },
    clear() {
      generation += 1;
      clearedAt = generation;
      answers.clear();
      reads.clear();
      changedAt.clear();
    },
  };
}

interface Shelf<Value> {
  size(): number;
  find(key: string): Value | undefined;
  put(key: string, value: Value, subjects: readonly string[]): void;
  forgetShowing(subject: string): void;
  clear(): void;
}

/** Values in the order of their last use, with the keys of those that show each subject. */
function createShelf<Value>(most: number, weigh: (value: Value, key: string) => number): Shelf<Value> {
  const all = new Map<string, { value: Value; subjects: readonly string[]; weight: number }>();
  const showing = new Map<string, Set<string>>();
  let weight = 0;

  const forget = (key: string): void => {
    const held = all.get(key);
    if (!held) return;
    all.delete(key);
    weight -= held.weight;
    for (const subject of held.subjects) {
      const keys = showing.get(subject);
      keys?.delete(key);
      if (keys?.size === 0) showing.delete(subject);
    }
  };
  return {
    size: () => all.size,
    find(key) {
      const held = all.get(key);
      if (!held) return undefined;
      all.delete(key);
      all.set(key, held);
      return held.value;
    },
    put(key, value, subjects) {
      forget(key);
      const own = weigh(value, key);
      // One value too large to keep must not push out all the others.
      if (own > most) return;
      all.set(key, { value, subjects, weight: own });
      weight += own;
      for (const subject of subjects) showing.set(subject, (showing.get(subject) ?? new Set()).add(key));
      for (const oldest of all.keys()) {
        if (weight <= most) break;
        forget(oldest);
      }
    },
    forgetShowing: (subject) => {
      for (const key of showing.get(subject) ?? []) forget(key);
    },
    clear() {
      all.clear();
      showing.clear();
      weight = 0;
    },
  };
}

/** The lists that may show a subject: `place:seat:*` for `place:seat:board-1:12`. */
function listOf(subject: string): string {
  return `${subject.split(":", 2).join(":")}:*`;
}
