/**
 * Which of these patterns an address fits: `/areas/:slug` fits `/areas/lewisham`. Where several fit, a fixed word goes before
 * a parameter, as the router has it.
 *
 * @param path     an address without its query, still encoded
 * @returns the pattern and its parameters, still encoded; undefined when none fits
 */
export function matchAddress<P extends { readonly path: string }>(
  patterns: readonly P[],
  path: string,
): { readonly found: P; readonly params: Readonly<Record<string, string>> } | undefined {
  const parts = path.split("/");
  const fits = ({ path: pattern }: P): boolean => {
    const shape = pattern.split("/");
    return (
      shape.length === parts.length &&
      shape.every((part, at) => (part.startsWith(":") ? parts[at] !== "" : part === parts[at]))
    );
  };
  const found = patterns.filter(fits).toSorted((a, b) => order(a).localeCompare(order(b)))[0];
  if (!found) return undefined;
  const named = found.path
    .split("/")
    .flatMap((part, at) => (part.startsWith(":") ? [[part.slice(1), parts[at] ?? ""] as const] : []));
  return { found, params: Object.fromEntries(named) };
}

function order({ path }: { readonly path: string }): string {
  return path
    .split("/")
    .map((part) => (part.startsWith(":") ? "1" : "0"))
    .join("");
}
