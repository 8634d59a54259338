import { daysBetween, formatCivilDate, type CivilDate } from "@concordat/calendar";
import { countOf, type Provenance, type SubjectRef } from "../kernel/index.ts";
import type { Named } from "./proposal.ts";

/** Whether there is a document that everybody can read, as whoever registered the plan says. */
export const documents = {
  published: "a document is published",
  "not-published": "no document is published",
  "not-known": "whether there is a document is not known",
} as const;
export type Document = keyof typeof documents;

/** Why a plan heard of was taken down. */
export const grounds = {
  personal: "it named or described a person",
  abuse: "it insulted somebody",
  "no-plan": "it was no plan of this body for health or care",
  twice: "it stands here already",
} as const;
export type Ground = keyof typeof grounds;

/** A plan that somebody has heard of and no body has registered. */
export interface Plan extends Provenance {
  readonly id: string;
  readonly slug: string;
  /** Absent once it was taken down: nothing of its words is held any more. */
  readonly title?: string;
  readonly what?: string;
  readonly body: Named;
  readonly askedOn?: CivilDate;
  readonly document: Document;
  readonly documentHref?: string;
  readonly answeredOn?: CivilDate;
  readonly answer?: string;
  readonly proposal?: { readonly slug: string; readonly title: string };
  readonly registeredOn: CivilDate;
  readonly takenDown?: { readonly on: CivilDate; readonly ground: Ground };
  readonly audience: string;
  readonly version: number;
}

export function planRef(plan: Pick<Plan, "id">): SubjectRef {
  return { module: "decisions", kind: "plan", id: plan.id };
}

/** The address of the list of plans heard of. */
export const plansPath = "/decisions/plans";

/** What a plan is called; one that was taken down by its body and day. */
export function planTitle(plan: Plan): string {
  return plan.title ?? `A plan of ${plan.body.name}, taken down on ${formatCivilDate(plan.takenDown!.on)}`;
}

/**
 * How a plan stands, in one sentence: asked when, how many days ago, answered or not.
 *
 * Days are elapsed days. That no answer is held is said of what is entered here, not of the body.
 */
export function planSentence(plan: Plan, at: CivilDate): string {
  if (plan.takenDown !== undefined)
    return `Taken down on ${formatCivilDate(plan.takenDown.on)} because ${grounds[plan.takenDown.ground]}.`;
  const { askedOn, answeredOn } = plan;
  if (answeredOn !== undefined && answeredOn <= at) {
    const days = askedOn === undefined ? undefined : daysBetween(askedOn, answeredOn);
    const after = days === undefined ? "" : `, ${countOf(days, "day")} after it was asked`;
    return `${plan.body.name} answered here on ${formatCivilDate(answeredOn)}${after}.`;
  }
  if (askedOn === undefined || askedOn > at)
    return `Registered on ${formatCivilDate(plan.registeredOn)}. Nobody says that ${plan.body.name} was asked.`;
  return `${plan.body.name} was asked on ${formatCivilDate(askedOn)}, ${countOf(daysBetween(askedOn, at), "day")} ago, says whoever registered it. No answer is entered here.`;
}

/** So many plans may be registered in a day: about one body, and in all. */
export const plansPerDay = { ofOneBody: 3, inAll: 20 } as const;
