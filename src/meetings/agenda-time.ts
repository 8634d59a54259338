import { itemSorts, type Item, type ItemSort } from "./item.ts";

/** How the items of some agendas divide into strategic, assurance and administrative. */
export interface AgendaTime {
  readonly sort: ItemSort;
  readonly items: number;
  /** Minutes planned, of the items that have them. */
  readonly minutes: number;
  readonly withoutMinutes: number;
}

/**
 * The sort of an item: as it was entered; procedure is administrative.
 *
 * Whether a report is strategy or assurance is a judgement: where nobody made it, the item stays not sorted.
 */
export function sortOf(item: Pick<Item, "sort" | "kind">): ItemSort {
  if (item.sort !== "not-sorted") return item.sort;
  return item.kind === "procedural" ? "administrative" : "not-sorted";
}

/** Items and planned minutes by sort, headings left out. */
export function agendaTime(items: readonly Pick<Item, "sort" | "kind" | "minutes">[]): readonly AgendaTime[] {
  const counted = items.filter((item) => item.kind !== "heading");
  return (Object.keys(itemSorts) as readonly ItemSort[]).map((sort) => {
    const own = counted.filter((item) => sortOf(item) === sort);
    return {
      sort,
      items: own.length,
      minutes: own.reduce((sum, item) => sum + (item.minutes ?? 0), 0),
      withoutMinutes: own.filter((item) => item.minutes === undefined).length,
    };
  });
}
