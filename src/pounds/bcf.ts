import type { CivilDate } from "@concordat/calendar";
import type { Pence } from "@concordat/ledger";
import type { Party } from "./fund.ts";

/** The plan of a year, and the returns that follow it. */
export const bcfDocuments = {
  plan: "Plan",
  q1: "Return for quarter 1",
  q2: "Return for quarter 2",
  q3: "Return for quarter 3",
  "year-end": "Year-end return",
} as const;
export type BcfDocument = keyof typeof bcfDocuments;

/** Whether what we hold of a national template was read in a public page, or must still be checked against a real one. */
export type BcfMark = "confirmed" | "to-be-checked";

/** One thing that the national template of some years asks for: a source of funding, a column, a choice, a check, a day. */
export interface BcfItem {
  readonly document: BcfDocument | "return";
  readonly kind: string;
  readonly key: string;
  /** The activity that a sub-type belongs to. */
  readonly parent: string;
  readonly words: string;
  readonly detail?: string;
  readonly firstYear: string;
  readonly lastYear: string;
  readonly mark: BcfMark;
  readonly source?: string;
}

/** Income of one source from one party, with what was published of it. */
export interface BcfIncome {
  readonly source: string;
  readonly party: string;
  readonly label: string;
  readonly amount: Pence;
  readonly published?: Pence;
  readonly publishedWhere?: string;
  readonly socialCareFloor?: Pence;
  readonly outOfHospitalFloor?: Pence;
  /** What the integrated care board has for all its areas. */
  readonly allocation?: Pence;
  /** In a return: what has been spent of it so far. */
  readonly spent?: Pence;
}

/** What one scheme spends from one source of funding. */
export interface BcfLine {
  readonly scheme: string;
  readonly source: string;
  readonly name: string;
  readonly about: string;
  readonly activity: string;
  readonly subType?: string;
  readonly otherWords?: string;
  readonly objective?: string;
  readonly area: string;
  readonly areaOther?: string;
  readonly commissioner?: string;
  readonly nhsPercent?: number;
  readonly councilPercent?: number;
  readonly provider?: string;
  readonly standing?: string;
  readonly outputs?: bigint;
  readonly unit?: string;
  readonly amount: Pence;
}

export interface BcfAnswer {
  readonly condition: string;
  readonly met: boolean;
  readonly words?: string;
}

export interface BcfMeasure {
  readonly measure: string;
  readonly planned?: string;
  readonly actual?: string;
  readonly progress?: string;
  readonly words?: string;
}

export interface BcfSignature {
  readonly role: string;
  readonly party: string;
  /** The version of the document that was signed. */
  readonly version: number;
  readonly signedOn: CivilDate;
  /** The office in which it was entered here, for everybody to compare with the role. */
  readonly office: string;
}

/** A plan or return with everything entered in it. */
export interface BcfFile {
  readonly fundId: string;
  readonly document: BcfDocument;
  /** Rises with every change but a signature. */
  readonly version: number;
  readonly income: readonly BcfIncome[];
  readonly lines: readonly BcfLine[];
  readonly answers: readonly BcfAnswer[];
  readonly measures: readonly BcfMeasure[];
  readonly signatures: readonly BcfSignature[];
}

/** What the template of a year says of a document; years are compared as text, "2023-24". */
export function itemsOf(
  items: readonly BcfItem[],
  asked: { readonly year: string; readonly document?: BcfDocument; readonly kind?: string },
): readonly BcfItem[] {
  const documents = asked.document === "plan" ? ["plan"] : [asked.document, "return"];
  return items.filter(
    (item) =>
      item.firstYear <= asked.year &&
      asked.year <= item.lastYear &&
      (asked.document === undefined || documents.includes(item.document)) &&
      (asked.kind === undefined || item.kind === asked.kind),
  );
}

/** The words of one item of a year's template; its key where the template does not list it. */
export function itemWords(items: readonly BcfItem[], kind: string, key: string): string {
  return items.find((item) => item.kind === kind && item.key === key)?.words ?? key;
}

/** Whose signature a plan needs: one line for each role, and for a role of the NHS one for each NHS party. */
export interface NeededSignature {
  readonly role: string;
  readonly words: string;
  readonly party: Party;
  readonly mark: BcfMark;
  /** The latest one given; of an earlier version where the document has changed since. */
  readonly given?: BcfSignature;
  /** Whether the given one is of the document as it stands. */
  readonly stands: boolean;
}

/** Who must sign, who has, and whether what they signed still stands. */
export function signaturesOf(
  items: readonly BcfItem[],
  parties: readonly Party[],
  file: Pick<BcfFile, "signatures" | "version">,
): readonly NeededSignature[] {
  return items
    .filter(({ kind }) => kind === "signature")
    .flatMap(({ key, words, detail, mark }) =>
      parties
        .filter(({ sector }) => sector === detail)
        .map((party): NeededSignature => {
          const given = file.signatures
            .filter((one) => one.role === key && one.party === party.key)
            .toSorted((a, b) => a.version - b.version)
            .at(-1);
          return {
            role: key,
            words,
            party,
            mark,
            stands: given?.version === file.version,
            ...(given && { given }),
          };
        }),
    );
}

/** A type that says "left out" where a schema says "may be undefined". */
type WithoutGaps<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>;
};

/** What was given, without what was left out. */
export function withoutGaps<T extends object>(given: T): WithoutGaps<T> {
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as WithoutGaps<T>;
}
