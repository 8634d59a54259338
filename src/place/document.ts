/** What a document of a board is. */
export const documentPurposes = {
  constitution: "Constitution",
  "terms-of-reference": "Terms of reference",
  "standing-orders": "Standing orders",
  "scheme-of-delegation": "Scheme of delegation",
  "partnership-agreement": "Partnership agreement",
  membership: "List of members",
  other: "Other document",
} as const;
export type DocumentPurpose = keyof typeof documentPurposes;

export const documentPurposeKeys = Object.keys(documentPurposes) as readonly DocumentPurpose[];

/** "Terms of reference"; what another module's files are for is shown as it stands. */
export function documentPurposeLabel(purpose: string): string {
  return Object.entries(documentPurposes).find(([key]) => key === purpose)?.[1] ?? purpose;
}
