import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import type { KnownRoute } from "../support/app.ts";

const outcome = z.enum(["200", "303", "sign-in", "401", "403", "404", "409", "410", "422"]);
export type Outcome = z.output<typeof outcome>;

const rowShape = z.strictObject({
  method: z.enum(["GET", "POST"]),
  route: z.string().startsWith("/"),
  example: z.string().startsWith("/"),
  visitor: outcome,
  keeper: outcome,
  neighbour: outcome,
  administrator: outcome,
});
export type AccessRow = z.output<typeof rowShape>;

/** The hand-written table of who gets what. */
export const accessTable: readonly AccessRow[] = z.array(rowShape).parse(
  parse(readFileSync(join(import.meta.dirname, "table.csv")), {
    columns: true,
    comment: "#",
    skip_empty_lines: true,
  }),
);

/** The line of the table that a route falls under: a page's own for its .json, .csv and .atom; GET for HEAD. */
export function rowFor(route: KnownRoute): AccessRow | undefined {
  const method = route.method === "HEAD" ? "GET" : route.method;
  const path = route.page
    ? route.path.replace(/\.(json|csv|atom)$/, "").replace(/^\/index$/, "/")
    : route.path;
  return accessTable.find((row) => row.method === method && row.route === path);
}
