import type { ImportKind } from "../../kernel/index.ts";
import type { ByteSource } from "../byte-source.ts";
import { matchColumns, type ColumnMatch } from "../column-check.ts";
import { ImportRefusal } from "../refusal.ts";
import { openTable, type TableSource } from "../table-source.ts";

/** A table whose headings are those of the import. */
export interface MatchedTable {
  readonly table: TableSource;
  readonly match: ColumnMatch;
}

/**
 * Opens a file and matches its headings with what the import takes.
 *
 * @throws ImportRefusal for a file that is no table, and with every fault of the headings at once
 */
export async function openMatched(
  source: ByteSource,
  kind: Pick<ImportKind, "columns">,
  file: { readonly fileName: string; readonly sheet?: string; readonly member?: string },
): Promise<MatchedTable> {
  const { fileName, sheet, member } = file;
  const chosen = { ...(sheet !== undefined && { sheet }), ...(member !== undefined && { member }) };
  const table = await openTable(source, { fileName, ...chosen });
  const specs = kind.columns.map(({ name, required }) => ({ field: name, heading: name, required }));
  const match = matchColumns(table.columns, specs);
  if (match.ok) return { table, match: match.value };
  const [first, ...others] = match.problems;
  throw new ImportRefusal(first!, ...others);
}
