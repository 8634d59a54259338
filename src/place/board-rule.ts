import { addDays, formatCivilDate, type CivilDate } from "@concordat/calendar";
import { countOf, type Checked, type Provenance } from "../kernel/index.ts";
import { parseQuorum, quorumInWords, type QuorumCount } from "./board-quorum.ts";
import { periodInWords } from "./words.ts";

/** Kinds of rule that a board can have; one of a kind holds on any day, of other rules several. */
export const boardRuleKinds = {
  quorum: "Quorum",
  notice: "Notice of a meeting",
  "call-in": "Call-in",
  "decides-by": "How it decides",
  "political-balance": "Political balance",
  other: "Other rule",
} as const;
export type BoardRuleKind = keyof typeof boardRuleKinds;

export const boardRuleKindKeys = Object.keys(boardRuleKinds) as readonly BoardRuleKind[];

/** "Call-in". */
export function boardRuleKindLabel(kind: BoardRuleKind): string {
  return boardRuleKinds[kind];
}

/** A dated rule of a board, as its text; `checkRule` says what each kind takes. */
export interface BoardRule extends Provenance {
  readonly id: string;
  readonly kind: BoardRuleKind;
  readonly rule: string;
  readonly beginsOn?: CivilDate;
  readonly endsOn?: CivilDate;
}

const daysMax = 365;

/** The rule as it is kept, or what is wrong with it. */
export function checkRule(kind: BoardRuleKind, text: string): Checked<string> {
  const rule = text.trim();
  switch (kind) {
    case "quorum": {
      const quorum = parseQuorum(rule);
      return quorum.ok ? { ok: true, value: rule } : quorum;
    }
    case "notice":
    case "call-in":
      return /^\d{1,3}$/.test(rule) && Number(rule) <= daysMax
        ? { ok: true, value: String(Number(rule)) }
        : problem(`“${rule}” is not a number of days. Write a whole number from 0 to ${daysMax}.`);
    case "decides-by":
      return oneOf(rule, ["consensus", "vote", "consensus, else vote"]);
    case "political-balance":
      return oneOf(rule, ["applies", "waived", "does not apply"]);
    case "other":
      return { ok: true, value: rule };
  }
}

function oneOf(rule: string, words: readonly string[]): Checked<string> {
  const found = words.find((word) => word === rule.toLowerCase());
  return found ? { ok: true, value: found } : problem(`“${rule}” is not one of: ${words.join("; ")}.`);
}

function problem(message: string): Checked<string> {
  return { ok: false, problems: [{ code: "place.rule-unreadable", message }] };
}

/** A rule as one plain sentence. */
export function ruleInWords(rule: Pick<BoardRule, "kind" | "rule">, seats: readonly QuorumCount[]): string {
  switch (rule.kind) {
    case "quorum": {
      const quorum = parseQuorum(rule.rule);
      return quorum.ok
        ? `It needs ${quorumInWords(quorum.value, seats)}.`
        : `In the source's words: ${rule.rule}.`;
    }
    case "notice":
      return `A meeting is announced at least ${countOf(Number(rule.rule), "clear day")} before.`;
    case "call-in":
      return `A decision can be called in for ${countOf(Number(rule.rule), "working day")} after it is published.`;
    case "decides-by":
      return decidesWords[rule.rule] ?? rule.rule;
    case "political-balance":
      return balanceWords[rule.rule] ?? rule.rule;
    case "other":
      return `In the source's words: ${rule.rule}.`;
  }
}

const decidesWords: Readonly<Record<string, string>> = {
  consensus: "It decides by consensus, not by votes.",
  vote: "It decides by the votes of those present.",
  "consensus, else vote": "It seeks consensus first, and votes where there is none.",
};

const balanceWords: Readonly<Record<string, string>> = {
  applies: "Its seats are shared among the political groups in proportion to the council.",
  waived:
    "The councils have agreed without dissent that its seats need not be in proportion to political groups.",
  "does not apply": "Its seats need not be in proportion to political groups.",
};

/** "from 1 July 2022 until 31 March 2026"; nothing where no day is known. */
export function ruleDays(rule: Pick<BoardRule, "beginsOn" | "endsOn">): string {
  return periodInWords(rule, (date) => addDays(date, -1));
}

/** The refusal of a second rule of a kind for the same days. */
export function ruleHeldAlready(held: BoardRule): string {
  const until = held.endsOn ? ` until ${formatCivilDate(addDays(held.endsOn, -1))}` : "";
  return `A rule of this kind holds already${held.beginsOn ? ` from ${formatCivilDate(held.beginsOn)}` : ""}${until}: ${held.rule}. Give a later day: the rule until then ends the day before.`;
}
