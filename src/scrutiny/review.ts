import type { CivilDate } from "@concordat/calendar";
import { uuidOfName, type Provenance, type SubjectRef } from "../kernel/index.ts";

/** One thing a committee looks into. */
export interface Review extends Provenance {
  readonly id: string;
  readonly slug: string;
  readonly boardId: string;
  readonly title: string;
  readonly terms: string;
  readonly bodyId?: string;
  /** A sign of the figures that it takes up. */
  readonly sign?: string;
  /** Of a made-up review: the indicator on whose signs it stands as an example. */
  readonly indicator?: string;
  readonly openedOn: CivilDate;
  readonly endedOn?: CivilDate;
  /** How it ended, in a sentence. */
  readonly ending?: string;
  readonly audience: string;
}

export const contributionKinds = {
  evidence: "Evidence",
  "co-optee": "Part of a co-opted member",
  "ward-statement": "Statement of a ward member",
  "minority-view": "Minority view",
} as const;
export type ContributionKind = keyof typeof contributionKinds;

/** What was said in a review. */
export interface Contribution {
  readonly id: string;
  readonly kind: ContributionKind;
  /** An office or a body, never a person. */
  readonly who: string;
  readonly words: string;
  readonly sourceUrl?: string;
  readonly saidOn: CivilDate;
}

export const requestKinds = { information: "Information", attendance: "Attendance" } as const;
export type RequestKind = keyof typeof requestKinds;

/** How a request was answered, in the words of what was asked for. */
export const requestOutcomes = {
  information: { done: "Given in full", "in-part": "Given in part", refused: "Refused" },
  attendance: { done: "Attended", "in-part": "Attended in part", refused: "Refused" },
} as const satisfies Record<RequestKind, unknown>;
export type RequestOutcome = keyof (typeof requestOutcomes)[RequestKind];

/** Who put an answer here. */
export const answeredFrom = {
  own: "from its own sign-in",
  received: "as the committee received it",
  source: "as a source gives it",
} as const;
export type AnsweredFrom = keyof typeof answeredFrom;

/** Information or attendance that a committee asks for. */
export interface Request {
  readonly id: string;
  readonly reviewId: string;
  readonly number: number;
  readonly bodyId: string;
  readonly kind: RequestKind;
  readonly words: string;
  readonly askedOn: CivilDate;
  readonly wantedBy?: CivilDate;
  readonly answered?: {
    readonly on: CivilDate;
    readonly outcome: RequestOutcome;
    readonly words: string;
    readonly from: AnsweredFrom;
  };
}

export const stances = {
  accepted: "Accepted",
  "in-part": "Accepted in part",
  "not-accepted": "Not accepted",
} as const;
export type Stance = keyof typeof stances;

export const checkMonths = [6, 12] as const;
export type CheckMonths = (typeof checkMonths)[number];

export const findings = {
  done: "It happened",
  "in-part": "It happened in part",
  "not-done": "It has not happened",
  "cannot-tell": "Cannot tell",
} as const;
export type Finding = keyof typeof findings;

/** Whether what was accepted happened. */
export interface Check {
  readonly months: CheckMonths;
  readonly on: CivilDate;
  readonly found: Finding;
  readonly words: string;
}

/** What a committee asks a body to do. */
export interface Recommendation {
  readonly id: string;
  readonly reviewId: string;
  readonly number: number;
  readonly bodyId: string;
  readonly words: string;
  readonly why: string;
  readonly madeOn: CivilDate;
  /** The day a reply was asked for. */
  readonly askedOn?: CivilDate;
  readonly replied?: {
    readonly on: CivilDate;
    readonly stance: Stance;
    readonly words: string;
    readonly from: AnsweredFrom;
  };
  readonly checks: readonly Check[];
}

/** A review with all that belongs to it, each in the order of its numbers or days. */
export interface ReviewFile {
  readonly review: Review;
  readonly contributions: readonly Contribution[];
  readonly requests: readonly Request[];
  readonly recommendations: readonly Recommendation[];
}

export const wishes = {
  member: "A member of the committee",
  public: "Somebody of the public",
  healthwatch: "Healthwatch",
  officer: "An officer",
  nhs: "A health body",
  sign: "A sign of the figures",
} as const;
export type Wish = keyof typeof wishes;

/** One line of a committee's work programme. */
export interface ProgrammeItem {
  readonly id: string;
  readonly boardId: string;
  readonly title: string;
  readonly why: string;
  readonly wishedBy: Wish;
  readonly plannedOn: CivilDate;
  readonly addedOn: CivilDate;
  readonly reviewId?: string;
  readonly dropped?: { readonly on: CivilDate; readonly why: string };
}

/** The id of a shipped review; the same in every installation. */
export function reviewIdOf(slug: string): string {
  return uuidOfName(`scrutiny:review:${slug}`);
}

export function reviewRef(review: Pick<Review, "id">): SubjectRef {
  return { module: "scrutiny", kind: "review", id: review.id };
}

/** The address of a review. */
export function reviewHref(slug: string): string {
  return `/scrutiny/reviews/${slug}`;
}

/** What a review file held on a day: nothing that came later. */
export function fileOn(file: ReviewFile, on: CivilDate): ReviewFile {
  const review =
    file.review.endedOn !== undefined && file.review.endedOn > on ? withoutEnd(file.review) : file.review;
  return {
    review,
    contributions: file.contributions.filter(({ saidOn }) => saidOn <= on),
    requests: file.requests
      .filter(({ askedOn }) => askedOn <= on)
      .map(({ answered, ...rest }) => ({ ...rest, ...(answered && answered.on <= on && { answered }) })),
    recommendations: file.recommendations
      .filter(({ madeOn }) => madeOn <= on)
      .map(({ replied, askedOn, checks, ...rest }) => ({
        ...rest,
        ...(askedOn !== undefined && askedOn <= on && { askedOn }),
        ...(replied && replied.on <= on && { replied }),
        checks: checks.filter((check) => check.on <= on),
      })),
  };
}

function withoutEnd({ endedOn: _on, ending: _how, ...rest }: Review): Review {
  return rest;
}
