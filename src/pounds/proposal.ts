import type { CivilDate } from "@concordat/calendar";
import { formatMoney, pence, type Pence } from "@concordat/ledger";
import { listInWords } from "../kernel/index.ts";
import { partyName, type Party } from "./fund.ts";

/** Who must agree: another person of the host, of the proposer's own partner, every other partner, or these and a board. */
export type Needs = "host" | "own" | "partners" | "board";

/** What became of one partner's money when the year ended: kept in the fund for it, or paid back. */
export const underspendUses = {
  "carry-forward": "May carry it forward in the fund",
  return: "It is returned",
} as const;
type UnderspendUse = keyof typeof underspendUses;

/** One partner's part of a year end: what it pays towards overspends, what it gets of underspends, and how. */
export interface YearEndLine {
  readonly party: string;
  readonly pays: Pence;
  readonly getsBack: Pence;
  readonly use?: UnderspendUse;
}

/** One partner's part of what a fund holds and owes when an agreement ends. */
export interface UnwindingLine {
  readonly party: string;
  readonly amount: Pence;
}

/** What is proposed. Amounts are whole pence. */
export type ProposalBody =
  | {
      readonly kind: "virement-limits";
      readonly hostUpTo: Pence;
      readonly partnersUpTo?: Pence;
      readonly board?: string;
    }
  | { readonly kind: "virement"; readonly from: string; readonly to: string; readonly amount: Pence }
  | {
      readonly kind: "year-end-rule";
      readonly party: string;
      readonly use: UnderspendUse;
      readonly consentOf?: string;
    }
  | { readonly kind: "year-end"; readonly lines: readonly YearEndLine[]; readonly consents?: string }
  | { readonly kind: "notice"; readonly party: string; readonly endsOn: CivilDate; readonly why: string }
  | { readonly kind: "unwinding"; readonly lines: readonly UnwindingLine[] }
  | {
      readonly kind: "seed";
      readonly scheme: string;
      readonly amount: Pence;
      /** What it is to release, in which budget, by which day. */
      readonly releases: Pence;
      readonly where: string;
      readonly by: CivilDate;
    }
  | {
      readonly kind: "seed-release";
      readonly seed: string;
      readonly amount: Pence;
      readonly evidence: string;
    };

export const proposalKinds: Readonly<Record<ProposalBody["kind"], string>> = {
  "virement-limits": "Limits of transfers between schemes",
  virement: "Transfer between schemes",
  "year-end-rule": "What becomes of an underspend",
  "year-end": "Year end",
  notice: "Notice to leave",
  unwinding: "Unwinding",
  seed: "Seed funding",
  "seed-release": "What seed funding released",
};

/** What a partner answered. */
export interface Consent {
  readonly party: string;
  readonly agrees: boolean;
  readonly reason?: string;
  readonly on: CivilDate;
  readonly capacity: string;
}

/** Something proposed in a fund, which holds from its day once everybody who is asked agrees. */
export interface Proposal<Body extends ProposalBody = ProposalBody> {
  readonly id: string;
  readonly fundId: string;
  readonly on: CivilDate;
  readonly body: Body;
  readonly words: string;
  readonly party: string;
  readonly capacity: string;
  readonly proposedAt: string;
  readonly needs: Needs;
  readonly state: "open" | "agreed" | "declined";
  readonly decidedOn?: CivilDate;
  readonly resolution?: string;
  /** The account that proposed it, while it is open. */
  readonly preparedBy?: string;
  readonly consents: readonly Consent[];
}

/** The proposals of one kind that hold, in the order of their days. */
export function agreedOf<Kind extends ProposalBody["kind"]>(
  proposals: readonly Proposal[],
  kind: Kind,
): readonly Proposal<Extract<ProposalBody, { kind: Kind }>>[] {
  return proposals
    .filter(
      (one): one is Proposal<Extract<ProposalBody, { kind: Kind }>> =>
        one.body.kind === kind && one.state === "agreed",
    )
    .toSorted((a, b) => (a.on === b.on ? (a.proposedAt < b.proposedAt ? -1 : 1) : a.on < b.on ? -1 : 1));
}

/** The partners whose answer an open proposal still waits for. */
export function stillAsked(
  { needs, party, consents }: Pick<Proposal, "needs" | "party" | "consents">,
  parties: readonly Party[],
): readonly Party[] {
  const asked = parties.filter((one) => {
    if (needs === "host") return one.host;
    if (needs === "own") return one.key === party;
    return one.key !== party;
  });
  return asked.filter(({ key }) => !consents.some((one) => one.party === key));
}

/** "It waits for somebody else of Northshire Council." */
export function waitsForWords(
  proposal: Pick<Proposal, "needs" | "party" | "consents">,
  parties: readonly Party[],
): string {
  const names = stillAsked(proposal, parties).map(({ name }) => name);
  const whom = listInWords(
    names.map((name) =>
      proposal.needs === "host" || proposal.needs === "own" ? `somebody else of ${name}` : name,
    ),
  );
  return proposal.needs === "board"
    ? `It waits for ${whom}, who must name the board that resolved it.`
    : `It waits for ${whom}.`;
}

/** A body as JSON keeps it: pence as text. */
export function jsonFromBody(body: ProposalBody): string {
  return JSON.stringify(body, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
}

/** Whether two bodies say the same; the database keeps fields in an order of its own. */
export function sameBody(one: ProposalBody, other: ProposalBody): boolean {
  const plain = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(plain);
    if (typeof value !== "object" || value === null) return typeof value === "bigint" ? String(value) : value;
    const fields = Object.entries(value).filter(([, item]) => item !== undefined);
    return fields.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, item]) => [name, plain(item)]);
  };
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

const moneyFields = new Set(["hostUpTo", "partnersUpTo", "amount", "pays", "getsBack", "releases"]);

/**
 * The body that JSON keeps.
 *
 * @throws SyntaxError where an amount in it is none: the table was altered outside this site
 */
export function bodyFromJson(json: unknown): ProposalBody {
  return JSON.parse(JSON.stringify(json), (key, value: unknown) =>
    moneyFields.has(key) && typeof value === "string" ? pence(BigInt(value)) : value,
  ) as ProposalBody;
}

/** "Northshire Council may carry it forward in the fund, with the consent of NHS England." */
export function ruleWords(
  { party, use, consentOf }: Extract<ProposalBody, { kind: "year-end-rule" }>,
  parties: readonly Party[],
): string {
  const what =
    use === "carry-forward"
      ? "may carry its part of an underspend forward in the fund"
      : "gets its part of an underspend back";
  const consent = consentOf === undefined ? "" : `, with the consent of ${consentOf}`;
  return `${partyName(parties, party)} ${what}${consent}`;
}

/** Who approves a transfer of how much, in sentences. */
export function limitWords(
  limits: Extract<ProposalBody, { kind: "virement-limits" }> | undefined,
): readonly string[] {
  if (!limits) return ["No limits are agreed yet. Every partner must agree to each transfer."];
  const { hostUpTo, partnersUpTo, board } = limits;
  return [
    `Up to ${formatMoney(hostUpTo)} between the same two schemes in the year: another person of the host approves.`,
    partnersUpTo === undefined
      ? "Above that every other partner must agree."
      : `Above that, up to ${formatMoney(partnersUpTo)}: every other partner must agree.`,
    ...(partnersUpTo === undefined
      ? []
      : [`Above ${formatMoney(partnersUpTo)}: also ${board ?? "a board of the partners"} must resolve it.`]),
  ];
}
