import { formatVagueDate, parseVagueDate, type VagueDate } from "@concordat/calendar";
import type { TemplateKind } from "@concordat/statute";
import type { Provenance, SubjectRef } from "../kernel/index.ts";
import type { LimitPence } from "../place/index.ts";

/** How far a proposal that is kept here has come, in order; withdrawn ends it. */
export const stages = {
  idea: "an idea",
  options: "options are being worked out",
  involving: "people are being involved",
  consulting: "consultation is open",
  deciding: "waiting for its decision",
  decided: "decided",
  "in-place": "in place",
  withdrawn: "withdrawn",
} as const;
export type Stage = keyof typeof stages;

/** Whether a proposal is decided or withdrawn, so that who decides it no longer changes. */
export function isDecided({ stage }: { readonly stage?: Stage }): boolean {
  return stage === "decided" || stage === "in-place" || stage === "withdrawn";
}

/** What a proposal may do to people; in words, or not known. */
export const effects = {
  inequality: "Inequality",
  money: "Money",
  priorities: "Priorities",
  experience: "Experience of care",
} as const;
export type Effect = keyof typeof effects;

/** A body or board with its address. */
export interface Named {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
}

/** Something that may be decided, or was: kept here by the body that makes it, or known from sources. */
export interface Proposal extends Provenance {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  /** Absent where a source only names it. */
  readonly what?: string;
  readonly kind?: TemplateKind;
  readonly area: Named & { readonly kind: string };
  readonly areaWords?: string;
  readonly proposer?: Named;
  readonly decider?: Named;
  readonly deciderBoard?: Named;
  /** The role in the decider that decides, never the person. */
  readonly deciderPost?: string;
  /** Who decides, where it is no body that is held here. */
  readonly deciderWords?: string;
  /** Provision and chain as they were held when the decider was named. */
  readonly deciderRight?: string;
  /** Where it is written that it may, where that could not be told here, and what was missing to tell. */
  readonly deciderSource?: string;
  readonly deciderMissing?: string;
  /** The function exercised, as place keeps it. */
  readonly function?: { readonly slug: string; readonly name: string };
  readonly higherWhy?: string;
  /** Absent where it is only known from sources. */
  readonly stage?: Stage;
  readonly optionsFixedOn?: VagueDate;
  readonly decisionDueOn?: string;
  /** What is at stake; absent: not said. */
  readonly amount?: LimitPence;
  readonly effects: Readonly<Partial<Record<Effect, string>>>;
  readonly note?: string;
  readonly keptHere: boolean;
  readonly audience: string;
  readonly version: number;
}

/** One way that could be chosen. */
export interface ProposalOption {
  readonly position: number;
  readonly words: string;
  readonly asThingsAre: boolean;
}

/** Something that happened, or that a source says was to happen. */
export interface ProposalEvent extends Provenance {
  readonly position: number;
  readonly on: VagueDate;
  readonly kind: string;
  readonly what: string;
  readonly state: "happened" | "planned";
}

/** A body, or the public, and when it was told. */
export interface Partner extends Provenance {
  readonly key: string;
  readonly name: string;
  /** Address of its page, where it has one. */
  readonly href?: string;
  readonly toldOn?: VagueDate;
  readonly toldHow?: string;
}

/** An answer to a question of the law, with what shows it. */
export interface AnswerGiven extends Provenance {
  readonly id: string;
  readonly fact: string;
  readonly answer: string;
  readonly restsOn: string;
  readonly href?: string;
  readonly file?: { readonly sha256: string; readonly name: string };
  /** Seen in its document. */
  readonly sure: boolean;
  readonly givenOn: string;
  /** A later answer stands in front of it. */
  readonly replaced: boolean;
}

/** A proposal with everything that is held of it. */
export interface ProposalFile {
  readonly proposal: Proposal;
  readonly options: readonly ProposalOption[];
  readonly events: readonly ProposalEvent[];
  readonly partners: readonly Partner[];
  readonly answers: readonly AnswerGiven[];
}

export function proposalRef(proposal: Pick<Proposal, "id">): SubjectRef {
  return { module: "decisions", kind: "proposal", id: proposal.id };
}

export function proposalHref(slug: string): string {
  return `/decisions/${slug}`;
}

/** Addresses under /decisions that no proposal may take. */
export const reservedSlugs: readonly string[] = ["proposals", "plans", "forward-plan", "instructions"];

/** The option that is always there. */
export const asThingsAre = "Keep things as they are";

/** A vague day from its text in the database, which holds only such. */
export function vagueOf(text: string): VagueDate {
  const read = parseVagueDate(text);
  if (!read.ok) throw new RangeError(read.problem);
  return read.value;
}

/** "on 8 April 2025", "in March 2020", "in 2013". */
export function onVague(date: VagueDate): string {
  return `${date.precision === "day" ? "on" : "in"} ${formatVagueDate(date)}`;
}

/** What came of a proposal as far as its events say: the last decision that happened. */
export function decisionOf(events: readonly ProposalEvent[]): ProposalEvent | undefined {
  return events.findLast(({ kind, state }) => kind === "decision" && state === "happened");
}

const findings: readonly string[] = ["court", "secretary-of-state", "irp", "cancelled"];

/** What a court, a minister or the Independent Reconfiguration Panel did: the only words about a real body that judge. */
export function findingsOf(events: readonly ProposalEvent[]): readonly ProposalEvent[] {
  return events.filter(({ kind, state }) => findings.includes(kind) && state === "happened");
}
