import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { sharedFile } from "../../../test/support/shared.ts";
import { errorShare, toleranceFrom } from "./vector-tolerance.ts";
import { parseVectorTable } from "./vector-table.ts";
import type { VectorTable } from "./vector-table.ts";

/** One record of an index of vectors. Scalars of the reference's answer are fields `expected_*`. */
export type VectorRecord = Readonly<Record<string, unknown>> & {
  readonly case: string;
  readonly call: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly tolerance: string;
  readonly note: string;
};

/**
 * A case: its record, its input, the reference's answers by part, and comparisons within the record's own
 * tolerance.
 */
export type VectorCase = {
  readonly record: VectorRecord;
  readonly input: VectorTable;
  /** `NAME.expected.csv`, or `NAME.expected.PART.csv`. */
  readonly expected: (part?: string) => VectorTable;
  /** What the reference package itself ships as expected, often made by hand or in a spreadsheet. */
  readonly fixture: () => VectorTable;
  /** Compares a column of the answers; `words` picks among several tolerances that the record states. */
  readonly compare: (what: Comparison) => void;
  /** Compares labels, flags and categories, which must be equal. */
  readonly compareText: (what: TextComparison) => void;
};

type Comparison = {
  readonly column: string;
  readonly actual: ArrayLike<number>;
  readonly part?: string;
  readonly words?: string;
  /** Expected values where they are not simply the column: rows picked, or a scalar of the record. */
  readonly expected?: ArrayLike<number>;
};

type TextComparison = {
  readonly column: string;
  readonly actual: ArrayLike<string>;
  readonly part?: string;
  readonly expected?: ArrayLike<string>;
};

/** A folder of vectors, with all its cases by name. */
export type VectorFolder = {
  readonly names: readonly string[];
  readonly open: (name: string) => VectorCase;
  /** The text of another file of the folder, such as `errors.json`. */
  readonly text: (file: string) => string;
  /** Another table of the folder. */
  readonly table: (file: string) => VectorTable;
};

type Seen = { values: number; worst: number; where: string; tolerance: string };

/**
 * Tests over one folder of shared vectors. Prints, at the end, each case read, how many values were compared, and the
 * worst error as a share of the record's own tolerance. Where the folder is absent it prints `vectors: not run`.
 *
 * @example describeVectors("shared vectors: rates", "data/vectors/PHEindicatormethods", (folder) => {
 *   it("agrees with the reference", () => {
 *     const vector = folder.open("gen_rate");
 *     vector.compare({ column: "value", actual: rates(vector.input.numbers("x")).value });
 *   });
 * });
 */
export function describeVectors(title: string, path: string, body: (folder: VectorFolder) => void): void {
  describe(title, () => {
    const index = sharedFile(`${path}/index.json`);
    if (index === undefined) {
      it(`vectors: not run, because ${path} of the shared folder is absent`, () => {
        process.stderr.write(`vectors: not run (engines/statistics: ${path} is absent)\n`);
        expect(index).toBeUndefined();
      });
      return;
    }
    const seen = new Map<string, Seen>();
    body(folderAt(join(index, ".."), seen));
    afterAll(() => {
      process.stderr.write(report(path, seen));
    });
  });
}

function folderAt(root: string, seen: Map<string, Seen>): VectorFolder {
  const text = (file: string): string => readFileSync(join(root, file), "utf8");
  const records = JSON.parse(text("index.json")) as readonly VectorRecord[];
  return {
    names: records.map((record) => record.case),
    text,
    table: (file) => parseVectorTable(text(file)),
    open: (name) => {
      const record = records.find((one) => one.case === name);
      if (record === undefined) throw new Error(`The index has no case ${name}.`);
      return caseOf(root, record, seen);
    },
  };
}

function caseOf(root: string, record: VectorRecord, seen: Map<string, Seen>): VectorCase {
  const read = (suffix: string): VectorTable =>
    parseVectorTable(readFileSync(join(root, `${record.case}.${suffix}.csv`), "utf8"));
  const tables = new Map<string, VectorTable>();
  const expected = (part?: string): VectorTable => {
    const suffix = part === undefined ? "expected" : `expected.${part}`;
    const table = tables.get(suffix) ?? read(suffix);
    tables.set(suffix, table);
    return table;
  };
  const note = (
    what: { column: string; part?: string },
    values: number,
    worst: number,
    tolerance: string,
  ): void => {
    const before = seen.get(record.case) ?? { values: 0, worst: 0, where: "", tolerance: "" };
    const where = worst >= before.worst ? { worst, where: what.column, tolerance } : before;
    seen.set(record.case, { ...before, ...where, values: before.values + values });
  };
  return {
    record,
    input: read("input"),
    expected,
    fixture: () => read("fixture_expected"),
    compare: (what) => {
      const wanted = what.expected ?? expected(what.part).numbers(what.column);
      const tolerance = toleranceFrom(what.words, [record.tolerance, readme(root)]);
      expect(what.actual.length, `${record.case}: rows of ${what.column}`).toBe(wanted.length);
      let worst = 0;
      for (let row = 0; row < wanted.length; row += 1) {
        const share = errorShare(what.actual[row] ?? Number.NaN, wanted[row] ?? Number.NaN, tolerance);
        if (share > 1) {
          const message = `${record.case}, ${what.column}, row ${row + 1}: ${what.actual[row]} for ${wanted[row]}`;
          expect.fail(`${message}; ${share} times the tolerance "${tolerance.text}"`);
        }
        worst = Math.max(worst, share);
      }
      note(what, wanted.length, worst, tolerance.text);
    },
    compareText: (what) => {
      const wanted = what.expected ?? expected(what.part).text(what.column);
      expect(Array.from(what.actual), `${record.case}: ${what.column}`).toEqual(Array.from(wanted));
      note(what, wanted.length, 0, "exact");
    },
  };
}

/** The README states tolerances for all records; those of the folder above count too. */
function readme(root: string): string {
  for (const place of [root, join(root, "..")]) {
    try {
      return readFileSync(join(place, "README.md"), "utf8");
    } catch {
      continue;
    }
  }
  return "";
}

function report(path: string, seen: ReadonlyMap<string, Seen>): string {
  const lines = [...seen].map(
    ([name, { values, worst, where, tolerance }]) =>
      `  ${name}: ${values} values, worst ${worst.toPrecision(3)} of its tolerance (${where}: ${tolerance})`,
  );
  return `vectors: ${path}, ${seen.size} cases read\n${lines.join("\n")}\n`;
}
