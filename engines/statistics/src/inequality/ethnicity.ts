/** An ethnic category as the NHS records it. `broad` is missing for what is not known, which belongs to no group. */
export type EthnicCategory = { readonly code: string; readonly name: string; readonly broad?: string };

/**
 * The NHS's ethnic categories of 2001 with their broad groups.
 *
 * Not those of the census of 2021, which counts Chinese people as Asian and has more categories: figures by the two
 * may not be compared, which `EthnicityCut.classification` keeps apart. Not stated and not known are no ethnic
 * group; show how many they are.
 *
 * @source NHS Data Dictionary, ethnic category code 2001; from memory, to be checked
 */
export const ethnicCategories2001: readonly EthnicCategory[] = [
  { code: "A", name: "British", broad: "White" },
  { code: "B", name: "Irish", broad: "White" },
  { code: "C", name: "Any other White background", broad: "White" },
  { code: "D", name: "White and Black Caribbean", broad: "Mixed" },
  { code: "E", name: "White and Black African", broad: "Mixed" },
  { code: "F", name: "White and Asian", broad: "Mixed" },
  { code: "G", name: "Any other mixed background", broad: "Mixed" },
  { code: "H", name: "Indian", broad: "Asian or Asian British" },
  { code: "J", name: "Pakistani", broad: "Asian or Asian British" },
  { code: "K", name: "Bangladeshi", broad: "Asian or Asian British" },
  { code: "L", name: "Any other Asian background", broad: "Asian or Asian British" },
  { code: "M", name: "Caribbean", broad: "Black or Black British" },
  { code: "N", name: "African", broad: "Black or Black British" },
  { code: "P", name: "Any other Black background", broad: "Black or Black British" },
  { code: "R", name: "Chinese", broad: "Other ethnic groups" },
  { code: "S", name: "Any other ethnic group", broad: "Other ethnic groups" },
  { code: "Z", name: "Not stated" },
  { code: "99", name: "Not known" },
];

/**
 * The broad group of a code; nothing for not stated, not known, or a code that is not among the categories.
 *
 * @example broadEthnicGroup("R") // "Other ethnic groups"
 */
export function broadEthnicGroup(code: string): string | undefined {
  return ethnicCategories2001.find((category) => category.code === code)?.broad;
}
