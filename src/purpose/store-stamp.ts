import { sql } from "kysely";
import type { Db } from "../kernel/index.ts";

/** The state of the figures of some indicators: another text as soon as a load, an import or somebody here changed one of them. */
export async function stampOf(db: Db, indicators: readonly string[]): Promise<string> {
  const result = await sql<{ stamps: string | null }>`
    select md5(string_agg(stamp::text, ' ' order by indicator_id)) as stamps
    from purpose.cover where indicator_id = any(${indicators}::text[])`.execute(db);
  return result.rows[0]?.stamps ?? "";
}

/** Keeps what is worked out from figures for as long as they stay as they are. */
export interface Kept<T> {
  /**
   * What was made for a key, or makes it now; who asks meanwhile waits for the same. What fails is not kept.
   *
   * @param key  everything it depends on, the figures by their stamp
   */
  readonly find: (key: string, make: () => Promise<T>) => Promise<T>;
}

/** An empty keep, which forgets the oldest beyond so many. Only for what is the same whoever asks. */
export function keptOf<T>(most: number): Kept<T> {
  const kept = new Map<string, Promise<T>>();
  return {
    find: async (key, make) => {
      const held = kept.get(key);
      if (held !== undefined) return await held;
      const made = make();
      kept.set(key, made);
      for (const old of kept.keys()) if (kept.size > most) kept.delete(old);
      try {
        return await made;
      } catch (error) {
        kept.delete(key);
        throw error;
      }
    },
  };
}
