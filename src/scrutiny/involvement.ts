import type { CivilDate } from "@concordat/calendar";
import type { Provenance, SubjectRef } from "../kernel/index.ts";
import { sectorKeys, type Sector } from "./account.ts";
import type { Asked } from "./question.ts";

/** How far a partner was involved, by its own word. */
export const degrees = {
  fully: "Fully involved",
  partly: "Partly involved",
  told: "Told, not involved",
  not: "Not involved",
} as const;
export type Degree = keyof typeof degrees;
export const degreeKeys = Object.keys(degrees) as readonly Degree[];

/** A partner's word on a day. */
export interface InvolvementAnswer {
  readonly partner: Asked;
  readonly number: number;
  readonly sector: Sector;
  readonly degree: Degree;
  readonly office: string;
  readonly words?: string;
  readonly on: CivilDate;
}

/** That a partner was told of it, as the body whose plan it is says. */
export interface InvolvementTelling {
  readonly number: number;
  readonly partner: Asked;
  readonly on: CivilDate;
  readonly how: string;
  readonly enteredOn: CivilDate;
}

/** A published share of partners of one sort; without a figure, none was printed. */
export interface InvolvementShare {
  readonly who: string;
  readonly degree: Degree;
  readonly percent?: number;
}

/** A plan or decision, and who was involved in it. */
export interface Involvement extends Provenance {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly about: string;
  /** Whose plan it is; absent: known from sources. */
  readonly body?: Asked;
  readonly askedOn: CivilDate;
  readonly sourceUrl?: string;
  readonly audience: string;
  readonly answers: readonly InvolvementAnswer[];
  readonly tellings: readonly InvolvementTelling[];
  readonly shares: readonly InvolvementShare[];
}

export function involvementRef(involvement: Pick<Involvement, "id">): SubjectRef {
  return { module: "scrutiny", kind: "involvement", id: involvement.id };
}

export function involvementHref(slug: string): string {
  return `/involvement/${slug}`;
}

/** The last word of each partner by a day. */
export function answersOn(
  involvement: Pick<Involvement, "answers">,
  at: CivilDate,
): readonly InvolvementAnswer[] {
  const latest = new Map<string, InvolvementAnswer>();
  for (const answer of involvement.answers) {
    if (answer.on > at) continue;
    const held = latest.get(answer.partner.id);
    if (!held || held.number < answer.number) latest.set(answer.partner.id, answer);
  }
  return [...latest.values()];
}

/** How many partners of a side were involved how far. */
export interface SectorCount {
  readonly sector: Sector;
  readonly counts: Readonly<Record<Degree, number>>;
  readonly all: number;
}

/** Counts by side of the last word of each partner; sides that said nothing are left out. */
export function countsBySector(answers: readonly InvolvementAnswer[]): readonly SectorCount[] {
  return sectorKeys.flatMap((sector) => {
    const own = answers.filter((one) => one.sector === sector);
    const of = (degree: Degree): number => own.filter((one) => one.degree === degree).length;
    return own.length === 0
      ? []
      : [
          {
            sector,
            all: own.length,
            counts: { fully: of("fully"), partly: of("partly"), told: of("told"), not: of("not") },
          },
        ];
  });
}

/** A partner's own word beside what the record shows of when it was told. */
export interface BothWords {
  readonly partner: Asked;
  readonly answer?: InvolvementAnswer;
  readonly firstTold?: InvolvementTelling;
  readonly tellings: number;
}

/** Every partner that spoke or is said to have been told by a day: both words side by side, neither judged. */
export function bothWords(
  involvement: Pick<Involvement, "answers" | "tellings">,
  at: CivilDate,
): readonly BothWords[] {
  const answers = answersOn(involvement, at);
  const tellings = involvement.tellings.filter(({ enteredOn }) => enteredOn <= at);
  const partners = new Map([...answers, ...tellings].map(({ partner }) => [partner.id, partner] as const));
  return [...partners.values()]
    .toSorted((a, b) => a.name.localeCompare(b.name, "en-GB"))
    .map((partner) => {
      const answer = answers.find((one) => one.partner.id === partner.id);
      const own = tellings
        .filter((one) => one.partner.id === partner.id)
        .toSorted((a, b) => (a.on < b.on ? -1 : 1));
      const [firstTold] = own;
      return { partner, tellings: own.length, ...(answer && { answer }), ...(firstTold && { firstTold }) };
    });
}
