import type { CivilDate } from "@concordat/calendar";
import type { Provenance } from "../kernel/index.ts";

export const itemKinds = {
  decision: "For decision",
  report: "Report",
  discussion: "Discussion",
  scrutiny: "Scrutiny",
  procedural: "Procedure",
  heading: "Heading",
} as const;
export type ItemKind = keyof typeof itemKinds;

/** What kind of time an item takes. */
export const itemSorts = {
  strategic: "Strategic",
  assurance: "Assurance",
  administrative: "Administrative",
  "not-sorted": "Not sorted",
} as const;
export type ItemSort = keyof typeof itemSorts;

export const clearanceKinds = { finance: "Finance", legal: "Legal", equality: "Equality" } as const;
export const clearanceStates = {
  given: "given",
  asked: "asked for",
  "not-needed": "not needed",
  refused: "refused",
} as const;

/** Somebody has looked at an item. */
export interface Clearance {
  readonly kind: keyof typeof clearanceKinds;
  readonly state: keyof typeof clearanceStates;
  readonly office: string;
  readonly words?: string;
  readonly on: CivilDate;
}

export const paperPurposes = {
  report: "Report",
  background: "Background paper",
  appendix: "Appendix",
  presentation: "Presentation",
  minutes: "Minutes",
  other: "Other paper",
} as const;
export type PaperPurpose = keyof typeof paperPurposes;

/** One line of an agenda. */
export interface Item extends Provenance {
  readonly id: string;
  readonly position: number;
  readonly number?: string;
  readonly title: string;
  readonly kind: ItemKind;
  readonly sort: ItemSort;
  /** Minutes planned for it. */
  readonly minutes?: number;
  readonly paperNumber?: string;
  readonly private: boolean;
  readonly exemption?: string;
  readonly publicInterest?: string;
  readonly sealedEntry?: string;
  readonly lateReason?: string;
  readonly publishedOn?: CivilDate;
  readonly publicationNumber?: number;
  readonly decisionWords?: string;
  readonly restrictedThere: boolean;
  readonly dealtWith: boolean;
  readonly audience: string;
  /** What it asks of the board, where the viewer may see it. */
  readonly asks?: string;
  /** What was said, where the viewer may see it. */
  readonly said?: string;
  readonly clearances: readonly Clearance[];
}

/** A file or address with an item; versions of one paper follow each other. */
export interface Paper extends Provenance {
  readonly id: string;
  readonly itemId?: string;
  readonly purpose: PaperPurpose;
  readonly title: string;
  readonly version: number;
  readonly replacedBy?: string;
  readonly sha256?: string;
  readonly fileName?: string;
  readonly size?: number;
  readonly summary?: string;
  readonly href?: string;
  readonly publishedOn?: CivilDate;
  readonly publicationNumber?: number;
  readonly audience: string;
}

/** The number of an item as the agenda prints it, else its place on it. */
export function itemNumber(item: Pick<Item, "number" | "position">): string {
  return item.number ?? String(item.position);
}

/** Paragraphs of Schedule 12A to the Local Government Act 1972, as substituted in 2006, and the grounds of NHS bodies. */
export const exemptions = {
  "12a-1": "Schedule 12A paragraph 1: information relating to any individual",
  "12a-2": "Schedule 12A paragraph 2: information likely to reveal who an individual is",
  "12a-3": "Schedule 12A paragraph 3: financial or business affairs of a person or of the authority",
  "12a-4": "Schedule 12A paragraph 4: labour relations matters",
  "12a-5": "Schedule 12A paragraph 5: legal professional privilege",
  "12a-6": "Schedule 12A paragraph 6: proposed statutory notices, orders or directions",
  "12a-7": "Schedule 12A paragraph 7: prevention, investigation or prosecution of crime",
  confidential: "Confidential information: LGA 1972 s100A(2)-(3)",
  "nhs-1960":
    "Public Bodies (Admission to Meetings) Act 1960 s1(2): publicity would prejudice the public interest",
  "own-rules": "The body's own constitution or standing orders",
} as const;
