import type { Problem } from "../kernel/index.ts";
import { Invalid } from "../kernel/index.ts";

/** A problem of a file as a whole, with the place in the file where it was met, in words: "line 12", "sheet Fees, cell B7". */
export interface ImportProblem extends Problem {
  readonly where?: string;
}

/**
 * The file cannot be read any further, and this says why.
 *
 * The only thing the reading half of the import kit throws, whatever bytes it is given; anything else is a bug. Rows that
 * were handed out before it stand. Not for a fault of one row: such rows are handed out with their problems.
 */
export class ImportRefusal extends Invalid {
  declare readonly problems: readonly ImportProblem[];

  constructor(...problems: readonly [ImportProblem, ...ImportProblem[]]) {
    super(problems);
    this.name = "ImportRefusal";
  }
}

/**
 * A refusal with one problem.
 *
 * @param code  without the module: `zip.encrypted` becomes `imports.zip.encrypted`
 */
export function refusal(code: string, message: string, where?: string): ImportRefusal {
  return new ImportRefusal({ code: `imports.${code}`, message, ...(where === undefined ? {} : { where }) });
}

/** Runs the work and passes its refusals on; any other error becomes the refusal made from it. Only around other people's parsers. */
export function refusingWhenThrown<T>(work: () => T, refuse: (error: unknown) => ImportRefusal): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof ImportRefusal ? error : refuse(error);
  }
}
