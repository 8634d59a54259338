import { describe, expect, test } from "vitest";
import { createPageCache, type CachedAnswer } from "./page-cache.ts";

function answer(size = 10): CachedAnswer {
  return { status: 200, headers: {}, etag: '"x"', plain: Buffer.alloc(size) };
}

const organisation = "place:organisation:1";
const other = "place:organisation:2";
const list = "place:organisation:*";

describe("the page cache", () => {
  test("gives a kept page until something on it changes", () => {
    const cache = createPageCache({ bytesMax: 1000 });
    const page = answer();
    cache.keep("a", page, { subjects: [organisation], generation: cache.generation() });
    expect(cache.find("a")).toBe(page);
    cache.drop([other]);
    expect(cache.find("a")).toBe(page);
    cache.drop([organisation]);
    expect(cache.find("a")).toBeUndefined();
    expect(cache.size()).toBe(0);
  });

  test("drops the lists of a kind with any of that kind, and no other list", () => {
    const cache = createPageCache({ bytesMax: 1000 });
    const generation = cache.generation();
    cache.keep("list", answer(), { subjects: [list], generation });
    cache.keep("areas", answer(), { subjects: ["place:area:*"], generation });
    cache.drop([other]);
    expect(cache.find("list")).toBeUndefined();
    expect(cache.find("areas")).toBeDefined();
  });

  test("drops the list of a kind also where the id has colons of its own", () => {
    const cache = createPageCache({ bytesMax: 1000 });
    cache.keep("seats", answer(), { subjects: ["place:seat:*"], generation: cache.generation() });
    cache.drop(["place:seat:board-1:12"]);
    expect(cache.find("seats")).toBeUndefined();
  });

  test("never keeps a page whose reading began before a change of what it shows", () => {
    const cache = createPageCache({ bytesMax: 1000 });
    const before = cache.generation();
    cache.drop([organisation]);
    cache.keep("late", answer(), { subjects: [organisation], generation: before });
    cache.keep("late list", answer(), { subjects: [list], generation: before });
    cache.keep("unconcerned", answer(), { subjects: ["place:area:9"], generation: before });
    expect(cache.find("late")).toBeUndefined();
    expect(cache.find("late list")).toBeUndefined();
    expect(cache.find("unconcerned")).toBeDefined();
    cache.keep("late", answer(), { subjects: [organisation], generation: cache.generation() });
    expect(cache.find("late")).toBeDefined();
  });

  test("never keeps a page whose reading began before everything was cleared", () => {
    const cache = createPageCache({ bytesMax: 1000 });
    const before = cache.generation();
    cache.keep("a", answer(), { subjects: [], generation: before });
    cache.clear();
    expect(cache.find("a")).toBeUndefined();
    cache.keep("a", answer(), { subjects: [], generation: before });
    expect(cache.find("a")).toBeUndefined();
  });

  test("forgets the least recently used first", () => {
    const cache = createPageCache({ bytesMax: 350 });
    const keep = (key: string): void =>
      cache.keep(key, answer(100), { subjects: [], generation: cache.generation() });
    keep("a");
    keep("b");
    keep("c");
    cache.find("a");
    keep("d");
    expect(["a", "b", "c", "d"].filter((key) => cache.find(key))).toEqual(["a", "c", "d"]);
  });

  test("leaves room for the compressed bytes that will come", () => {
    const cache = createPageCache({ bytesMax: 250 });
    const packed = { ...answer(100), encoded: {} };
    cache.keep("a", packed, { subjects: [], generation: cache.generation() });
    cache.keep("b", packed, { subjects: [], generation: cache.generation() });
    expect(cache.size()).toBe(1);
    expect(cache.find("b")).toBeDefined();
  });

  test("does not empty itself for one answer larger than all it may hold", () => {
    const cache = createPageCache({ bytesMax: 250 });
    cache.keep("small", answer(), { subjects: [], generation: cache.generation() });
    cache.keep("huge", answer(1000), { subjects: [], generation: cache.generation() });
    expect(cache.find("huge")).toBeUndefined();
    expect(cache.find("small")).toBeDefined();
  });

  test("forgets the earlier answer at an address when the new one is too large to keep", () => {
    const cache = createPageCache({ bytesMax: 250 });
    cache.keep("a", answer(), { subjects: [], generation: cache.generation() });
    cache.keep("a", answer(1000), { subjects: [], generation: cache.generation() });
    expect(cache.find("a")).toBeUndefined();
  });

  test("does not remember changes without end, and still keeps nothing that is stale", () => {
    const cache = createPageCache({ bytesMax: 1000 });
    const before = cache.generation();
    cache.drop([organisation]);
    cache.drop(Array.from({ length: 50_001 }, (_, index) => `place:area:${index}`));
    cache.keep("late", answer(), { subjects: [organisation], generation: before });
    expect(cache.find("late")).toBeUndefined();
  });
});
