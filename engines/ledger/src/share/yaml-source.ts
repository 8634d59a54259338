import { isMap, isNode, isScalar, LineCounter, parseDocument, visit } from "yaml";
import type { Document, Node } from "yaml";
import { bad, good } from "../problem.ts";
import type { Checked, Problem } from "../problem.ts";

/** Where something stands in the file: keys and places in lists from the top. */
export type Path = readonly (string | number)[];

/** A YAML file read as text throughout (so that 1.10 stays 1.10 and no figure becomes a float), which knows its lines. */
export interface YamlSource {
  readonly file: string;
  readonly value: unknown;
  /** The line of what stands at a path, or of the nearest thing around it. */
  lineOf(path: Path): number;
}

const charactersMax = 200_000;

/** Reads a YAML file, with every mistake of form and its line. */
export function readYaml(text: string, file: string): Checked<YamlSource> {
  if (text.length > charactersMax) {
    const message = `The file has ${text.length} characters, which is too long for an agreement. Keep to ${charactersMax}.`;
    return bad(fileProblem("file-long", file, 1, message));
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: "failsafe", lineCounter: lines, prettyErrors: false });
  const line = (offset: number): number => lines.linePos(offset).line;
  const problems = document.errors.map(({ message, pos }) =>
    fileProblem("yaml", file, line(pos[0]), `This cannot be read as YAML: ${firstLine(message)}`),
  );
  visit(document, {
    Alias: (_, { source, range }) => {
      const message = `“*${source}” stands for something written elsewhere. Write it out, so that each line can be read by itself.`;
      problems.push(fileProblem("yaml", file, line(range?.[0] ?? 0), message));
    },
  });
  if (problems.length > 0) return bad(...problems);
  return good({ file, value: document.toJS() as unknown, lineOf: (path) => line(offsetOf(document, path)) });
}

function firstLine(message: string): string {
  const line = message.split("\n")[0] as string;
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

function offsetOf(document: Document.Parsed, path: Path): number {
  for (let length = path.length; length > 0; length -= 1) {
    const holder = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(holder)
      ? holder.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
    const node: unknown = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (isNode(node)) return startOf(node);
  }
  return document.contents === null ? 0 : startOf(document.contents);
}

function startOf(node: Node): number {
  return node.range?.[0] ?? 0;
}

/** A problem in a file; its message begins with the place. */
export function fileProblem(
  code: string,
  file: string,
  line: number,
  message: string,
  field?: string,
): Problem {
  return {
    code: `ledger.${code}`,
    file,
    line,
    message: `${file}, line ${line}: ${message}`,
    ...(field === undefined ? {} : { field }),
  };
}
