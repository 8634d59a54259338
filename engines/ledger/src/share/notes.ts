import type { Problem } from "../problem.ts";
import { fileProblem } from "./yaml-source.ts";
import type { Path, YamlSource } from "./yaml-source.ts";

/** Where the mistakes in one file are gathered while it is read. */
export interface Notes {
  readonly problems: Problem[];
  say(path: Path, code: string, message: string): void;
}

export function notesOn(source: YamlSource): Notes {
  const problems: Problem[] = [];
  return {
    problems,
    say: (path, code, message) => {
      problems.push(fileProblem(code, source.file, source.lineOf(path), message, path.join(".")));
    },
  };
}
