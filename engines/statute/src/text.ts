import { isAlias, isMap, isSeq, LineCounter, parseDocument } from "yaml";
import type { Problem } from "./problem.ts";

/** A place in a document: names of fields and numbers of entries, from the outside in. */
export type Path = readonly (string | number)[];

/** A read text: its plain value, and where each part stands. */
export type ReadText = {
  readonly value: unknown;
  /** A fault at a place; the line is that of the nearest part that exists. */
  readonly problemAt: (path: Path, message: string) => Problem;
};

/**
 * Reads YAML or JSON (which YAML contains) and remembers the lines.
 *
 * Aliases are refused: a small file could otherwise grow without limit when it is read.
 */
export function readText(text: string, file?: string): ReadText | { readonly problems: readonly Problem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  const named = file === undefined ? {} : { file };
  const faults = document.errors.map((error) => ({
    ...named,
    line: lines.linePos(error.pos[0]).line,
    field: "",
    message: `This is not YAML or JSON: ${error.message.split("\n")[0]}`,
  }));
  if (faults.length > 0) return { problems: faults };
  const alias = firstAlias(document.contents);
  if (alias !== undefined) {
    const line = lines.linePos(alias).line;
    return {
      problems: [{ ...named, line, field: "", message: "Write the value out in place of the alias." }],
    };
  }
  return {
    value: document.toJS() as unknown,
    problemAt: (path, message) => {
      const line = lineOf(path);
      return { ...named, ...(line === undefined ? {} : { line }), field: fieldName(path), message };
    },
  };

  function lineOf(path: Path): number | undefined {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      const range = (node as { readonly range?: readonly number[] } | null | undefined)?.range;
      if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
    }
    return undefined;
  }
}

function firstAlias(node: unknown): number | undefined {
  if (isAlias(node)) return node.range?.[0] ?? 0;
  const children = isMap(node)
    ? node.items.flatMap((pair) => [pair.key, pair.value])
    : isSeq(node)
      ? node.items
      : [];
  for (const child of children) {
    const found = firstAlias(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function fieldName(path: Path): string {
  return path
    .map((part, index) => (typeof part === "number" ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join("");
}
