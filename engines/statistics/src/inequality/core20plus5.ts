/** A group or clinical area of Core20PLUS5, the NHS's approach to inequalities in England. */
export type Core20Plus5Part = {
  readonly key: string;
  readonly name: string;
  readonly of: "core20" | "plus" | "five" | "five-children";
};

/**
 * The parts of Core20PLUS5: who (Core20 and the PLUS groups, which each system chooses for itself) and what (five
 * clinical areas for adults, five for children and young people).
 *
 * @source NHS England, Core20PLUS5 for adults (2021) and for children and young people (2022); names from memory,
 *   to be checked
 */
export const core20Plus5: readonly Core20Plus5Part[] = [
  { key: "core20", name: "most deprived fifth of England", of: "core20" },
  { key: "ethnic-minority", name: "ethnic minority communities", of: "plus" },
  { key: "learning-disability", name: "people with a learning disability and autistic people", of: "plus" },
  { key: "long-term-conditions", name: "people with several long-term conditions", of: "plus" },
  { key: "protected-characteristics", name: "other groups with protected characteristics", of: "plus" },
  { key: "inclusion-health", name: "inclusion health groups", of: "plus" },
  { key: "coastal", name: "coastal communities with deprivation hidden among affluence", of: "plus" },
  { key: "young-carers", name: "young carers", of: "plus" },
  { key: "children-in-care", name: "looked after children and care leavers", of: "plus" },
  { key: "youth-justice", name: "children in contact with the justice system", of: "plus" },
  { key: "maternity", name: "maternity", of: "five" },
  { key: "severe-mental-illness", name: "severe mental illness", of: "five" },
  { key: "chronic-respiratory-disease", name: "chronic respiratory disease", of: "five" },
  { key: "early-cancer-diagnosis", name: "early cancer diagnosis", of: "five" },
  { key: "hypertension", name: "finding high blood pressure and treating it and lipids", of: "five" },
  { key: "asthma", name: "asthma", of: "five-children" },
  { key: "diabetes", name: "diabetes", of: "five-children" },
  { key: "epilepsy", name: "epilepsy", of: "five-children" },
  { key: "oral-health", name: "oral health", of: "five-children" },
  { key: "mental-health", name: "mental health", of: "five-children" },
];

/**
 * Whether each row belongs to Core20: its small area lies in national decile 1 or 2.
 *
 * Only national deciles will do: a local quintile says nothing about the most deprived fifth of England.
 *
 * @param nationalDeciles  1 (most deprived) to 10; 0 where not known
 * @returns 1 for Core20, 2 for the rest, 0 where not known
 * @throws RangeError naming the row, for anything else
 * @source NHS England, Core20PLUS5: the most deprived 20% of the national population by the Index of Multiple
 *   Deprivation
 * @example core20Groups(Uint8Array.of(1, 2, 3, 0)) // [1, 1, 2, 0]
 */
export function core20Groups(nationalDeciles: Uint8Array): Uint8Array {
  return nationalDeciles.map((decile, row) => {
    if (decile > 10)
      throw new RangeError(`Row ${row + 1} has the decile ${decile}. National deciles run from 1 to 10.`);
    return decile === 0 ? 0 : decile <= 2 ? 1 : 2;
  });
}
