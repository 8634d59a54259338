/** A link to one page of a list, or the gap between two. */
export type PageLink =
  | { readonly kind: "page"; readonly number: number; readonly href: string; readonly current: boolean }
  | { readonly kind: "gap" };

/** First, last and the neighbours of the current page, with gaps between; none when there is only one page. */
export function pageLinks(
  current: number,
  last: number,
  hrefOf: (page: number) => string,
): readonly PageLink[] {
  if (last <= 1) return [];
  const wanted = [...new Set([1, current - 1, current, current + 1, last])].filter(
    (page) => page >= 1 && page <= last,
  );
  return wanted.flatMap((number, index): PageLink[] => {
    const before = wanted[index - 1];
    const page: PageLink = { kind: "page", number, href: hrefOf(number), current: number === current };
    return before !== undefined && number - before > 1 ? [{ kind: "gap" }, page] : [page];
  });
}
