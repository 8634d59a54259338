import { civilDate, formatCivilDate, type CivilDate } from "@concordat/calendar";
import { countInWords, listInWords } from "../kernel/index.ts";

export const councilAnswers = { substantial: "Substantial", "not-substantial": "Not substantial" } as const;
export type CouncilAnswer = keyof typeof councilAnswers;

/** Whether one council considers a change substantial, for its own residents. */
export interface AnswerOfCouncil {
  readonly id: string;
  readonly proposalId: string;
  readonly councilId: string;
  readonly answer: CouncilAnswer;
  readonly why: string;
  readonly on: CivilDate;
  readonly replacedOn?: CivilDate;
}

/** What was asked of the minister about a change. */
export interface MinisterRequest {
  readonly id: string;
  readonly slug: string;
  readonly proposalId: string;
  readonly councilId: string;
  readonly kind: "request" | "referral";
  readonly concern: string;
  /** What was done first to settle it between the parties. */
  readonly talks: string;
  readonly sentOn: CivilDate;
  readonly answered?: { readonly on: CivilDate; readonly words: string };
  readonly audience: string;
}

/** The first day of the present law: anybody may ask the minister to call in, and nobody refers (SI 2024/16). */
const requestSince = civilDate("2024-01-31");

/** By which road a change reaches the minister on a day. */
export function ministerKind(on: CivilDate): "request" | "referral" {
  return on >= requestSince ? "request" : "referral";
}

/** The duty in `law/` under which it was sent. */
export function ministerDuty(on: CivilDate): string {
  if (on >= requestSince) return "recon.request";
  return on >= civilDate("2013-04-01") ? "hs.referral" : "hs.referral.2002";
}

/** The address of a request to the minister. */
export function ministerHref(slug: string): string {
  return `/scrutiny/minister/${slug}`;
}

/** The answers that hold on a day, one a council. */
export function answersOn(answers: readonly AnswerOfCouncil[], on: CivilDate): readonly AnswerOfCouncil[] {
  return answers.filter((one) => one.on <= on && (one.replacedOn === undefined || one.replacedOn > on));
}

/**
 * What the answers of councils come to. Each answers for itself, so no answer is drawn from another's.
 *
 * Where more than one council is consulted on a change, those that consider it substantial appoint one joint committee, which
 * alone comments (SI 2013/218 reg 30(5)).
 */
export function answersInWords(
  answers: readonly Pick<AnswerOfCouncil, "answer" | "councilId">[],
  nameOf: (councilId: string) => string,
): string {
  const yes = answers
    .filter(({ answer }) => answer === "substantial")
    .map(({ councilId }) => nameOf(councilId));
  const no = answers
    .filter(({ answer }) => answer === "not-substantial")
    .map(({ councilId }) => nameOf(councilId));
  if (answers.length === 0)
    return "No council has said here whether it considers this substantial. Each answers for itself.";
  const said = [
    ...(yes.length > 0
      ? [`${listInWords(yes)} ${yes.length === 1 ? "considers" : "consider"} it substantial`]
      : []),
    ...(no.length > 0 ? [`${listInWords(no)} ${no.length === 1 ? "does" : "do"} not`] : []),
  ];
  const joint =
    yes.length > 1
      ? ` Consulted together, these ${countInWords(yes.length)} councils appoint one joint scrutiny committee, and it alone comments on the change (SI 2013/218 reg 30(5), to be checked).`
      : "";
  return `${said.join("; ")}.${joint}`;
}

/** One request in a sentence. */
export function ministerInWords(one: MinisterRequest, council: string): string {
  const sent =
    one.kind === "request"
      ? `asked the Secretary of State to call in this change on ${formatCivilDate(one.sentOn)}`
      : `referred this change to the Secretary of State on ${formatCivilDate(one.sentOn)}`;
  return `${council} ${sent}. ${one.answered ? `Answered on ${formatCivilDate(one.answered.on)}: ${one.answered.words}` : "No answer is recorded here yet."}`;
}
