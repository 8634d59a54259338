/** The forms in which a page can be had. */
export type Format = "html" | "json" | "csv" | "atom";

const endings = new Map<string, Format>([
  ["json", "json"],
  ["csv", "csv"],
  ["atom", "atom"],
]);

/** Splits `/organisations/x.json` into the page's own path and the format asked for. */
export function splitFormat(path: string): { readonly path: string; readonly format: Format } {
  const dot = path.lastIndexOf(".");
  const format = dot > path.lastIndexOf("/") ? endings.get(path.slice(dot + 1)) : undefined;
  return format ? { path: path.slice(0, dot), format } : { path, format: "html" };
}

/** Joins them again: the home page's JSON is `/index.json`. */
export function joinFormat(path: string, format: Format): string {
  if (format === "html") return path;
  return `${path === "/" ? "/index" : path}.${format}`;
}
