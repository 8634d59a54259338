import type { BcfFile, BcfItem, BcfLine, NeededSignature } from "./bcf.ts";

/** The field of a line that a column of the template stands for; columns that are worked out or optional have none. */
const fieldOf: Readonly<Record<string, keyof BcfLine>> = {
  scheme: "scheme",
  name: "name",
  about: "about",
  activity: "activity",
  objective: "objective",
  area: "area",
  commissioner: "commissioner",
  provider: "provider",
  source: "source",
  standing: "standing",
  amount: "amount",
};

/**
 * Everything that a document's template asks for and nobody has entered, in the order of its sheets; empty: complete.
 *
 * Only what the template always asks for: a cell that depends on another (a sub-type, an output) has a check of its own.
 */
export function missingIn(
  items: readonly BcfItem[],
  file: BcfFile,
  needed: readonly NeededSignature[],
): readonly string[] {
  const of = (kind: string): readonly BcfItem[] => items.filter((item) => item.kind === kind);
  const additional = (key: string): boolean => key.endsWith("-additional");
  const income = of("income")
    .filter(({ key }) => !additional(key) && !file.income.some(({ source }) => source === key))
    .map(({ words }) => `income from ${words}`);
  const columns = of("column").flatMap(({ key }) => fieldOf[key] ?? []);
  const lines = file.lines.flatMap((line) => {
    const empty = columns.filter((field) => line[field] === undefined || line[field] === "");
    return empty.length === 0 ? [] : [`${empty.join(", ")} of scheme ${line.scheme}`];
  });
  const conditions = of("condition")
    .filter(({ key }) => !file.answers.some(({ condition }) => condition === key))
    .map(({ key }) => `an answer on national condition ${key}`);
  const measures = of("measure")
    .filter(({ key }) => !file.measures.some(({ measure }) => measure === key))
    .map(({ words }) => `a figure for “${words}”`);
  const signatures = needed
    .filter(({ stands }) => !stands)
    .map(({ words, party }) => `${words.split(";")[0]!.toLowerCase()} (${party.name})`);
  return [
    ...income,
    ...(columns.length > 0 && file.lines.length === 0 ? ["every line of spending"] : lines),
    ...measures,
    ...conditions,
    ...(signatures.length > 0 ? [`signature of ${signatures.join(", ")}`] : []),
  ];
}

/**
 * What a return is asked for and nobody has entered: income of each source, each measure, each national condition.
 *
 * Not a check of the nation's: no public page tells the checks of a later return. Its spending is left out, since its columns
 * were not seen.
 */
export function missingInReturn(items: readonly BcfItem[], file: BcfFile): readonly string[] {
  const asked = items.filter(({ kind }) => ["income", "measure", "condition"].includes(kind));
  return missingIn(asked, file, []);
}
