/** One answer kept: the bytes as they leave, plain and compressed. */
export interface CachedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly etag: string;
  readonly plain: Buffer;
  readonly gzip?: Buffer;
  readonly brotli?: Buffer;
}

/** Pages kept by address and day, dropped by the subjects they show. */
export interface PageCache {
  /** Take this before reading; an answer made from older facts than a later change is then never kept. */
  generation(): number;
  find(key: string): CachedAnswer | undefined;
  keep(key: string, answer: CachedAnswer, shown: { subjects: readonly string[]; generation: number }): void;
  /** Drops every page that shows one of these subjects, or a list of its kind (`place:organisation:*`). */
  drop(subjects: readonly string[]): void;
  clear(): void;
  size(): number;
}

/**
 * A cache of whole answers for visitors, least recently used first out.
 *
 * A change drops only the pages that show what changed. A page whose reading began before a change that concerns it is not
 * kept, even if it is ready only afterwards. Not for signed-in viewers.
 */
export function createPageCache(limits: { readonly bytesMax: number }): PageCache {
  const shelf = createShelf(limits.bytesMax);
  const changedAt = new Map<string, number>();
  let clearedAt = 0;
  let generation = 1;

  return {
    generation: () => generation,
    size: shelf.size,
    find: shelf.find,
    keep(key, answer, shown) {
      const isStale =
        shown.generation < clearedAt ||
        shown.subjects.some((subject) => (changedAt.get(subject) ?? 0) > shown.generation);
      if (!isStale) shelf.put(key, answer, shown.subjects);
    },
    drop(subjects) {
      generation += 1;
      for (const subject of new Set(subjects.flatMap((one) => [one, listOf(one)]))) {
        changedAt.set(subject, generation);
        shelf.forgetShowing(subject);
      }
      if (changedAt.size > 50_000) {
        changedAt.clear();
        clearedAt = generation;
      }
    },
    clear() {
      generation += 1;
      clearedAt = generation;
      shelf.clear();
      changedAt.clear();
    },
  };
}

interface Shelf {
  size(): number;
  find(key: string): CachedAnswer | undefined;
  put(key: string, answer: CachedAnswer, subjects: readonly string[]): void;
  forgetShowing(subject: string): void;
  clear(): void;
}

/** Answers in the order of their last use, with the pages that show each subject. */
function createShelf(bytesMax: number): Shelf {
  const answers = new Map<string, { answer: CachedAnswer; subjects: readonly string[]; bytes: number }>();
  const showing = new Map<string, Set<string>>();
  let bytes = 0;

  const forget = (key: string): void => {
    const held = answers.get(key);
    if (!held) return;
    answers.delete(key);
    bytes -= held.bytes;
    for (const subject of held.subjects) {
      const keys = showing.get(subject);
      keys?.delete(key);
      if (keys?.size === 0) showing.delete(subject);
    }
  };
  return {
    size: () => answers.size,
    find(key) {
      const held = answers.get(key);
      if (!held) return undefined;
      answers.delete(key);
      answers.set(key, held);
      return held.answer;
    },
    put(key, answer, subjects) {
      forget(key);
      const size = bytesOf(answer) + key.length;
      // One answer too large to keep must not push out all the others.
      if (size > bytesMax) return;
      answers.set(key, { answer, subjects, bytes: size });
      bytes += size;
      for (const subject of subjects) showing.set(subject, (showing.get(subject) ?? new Set()).add(key));
      for (const oldest of answers.keys()) {
        if (bytes <= bytesMax) break;
        forget(oldest);
      }
    },
    forgetShowing: (subject) => {
      for (const key of showing.get(subject) ?? []) forget(key);
    },
    clear() {
      answers.clear();
      showing.clear();
      bytes = 0;
    },
  };
}

function bytesOf(answer: CachedAnswer): number {
  return answer.plain.length + (answer.gzip?.length ?? 0) + (answer.brotli?.length ?? 0);
}

/** The lists that may show a subject: `place:seat:*` for `place:seat:board-1:12`. */
function listOf(subject: string): string {
  return `${subject.split(":", 2).join(":")}:*`;
}
