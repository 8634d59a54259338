import type { Asking } from "../../kernel/index.ts";

/** A read that is made once for a page, however many of its parts ask. */
export interface OncePerPage<Read> {
  (asking: Asking, key: string): Promise<Read>;
  /** Keeps what the page has read already, so that its panels need not ask. */
  keep(asking: Asking, key: string, held: Read): void;
}

/**
 * Makes a read once for a page and its panels, which all look at the same snapshot.
 *
 * Not for commands: what they read changes as they write.
 */
export function oncePerPage<Read>(read: (asking: Asking, key: string) => Promise<Read>): OncePerPage<Read> {
  const pages = new WeakMap<Asking, Map<string, Promise<Read>>>();
  const heldFor = (asking: Asking): Map<string, Promise<Read>> => {
    const held = pages.get(asking) ?? new Map<string, Promise<Read>>();
    pages.set(asking, held);
    return held;
  };
  const ask = async (asking: Asking, key: string): Promise<Read> => {
    const held = heldFor(asking);
    const found = held.get(key) ?? read(asking, key);
    held.set(key, found);
    return await found;
  };
  return Object.assign(ask, {
    keep: (asking: Asking, key: string, value: Read): void =>
      void heldFor(asking).set(key, Promise.resolve(value)),
  });
}
