import {
  accountId,
  parseAccountId,
  pence,
  type Account,
  type Act,
  type AccountId,
  type Entry,
  type Journal,
  type Pence,
  type Posting,
} from "@concordat/ledger";
import type { Json } from "../kernel/index.ts";

type Plain = { readonly [key: string]: Json };

/** An act as JSON keeps it: pence as text, accounts by their ids. */
export function jsonFromAct(act: Act): Plain {
  return plain(act) as Plain;
}

function plain(value: unknown): Json {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value as Json;
  if ("kind" in value && "fund" in value && !("id" in value)) return accountId(value as Account);
  const kept = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(kept.map(([name, item]) => [name, plain(item)]));
}

/**
 * The act that JSON keeps.
 *
 * @throws RangeError when an account in it is none: the books were altered outside this site
 */
export function actFromJson(json: Plain): Act {
  const { postings, positions, amount, debit, credit, ...rest } = json;
  return {
    ...rest,
    ...(postings !== undefined && { postings: (postings as readonly Plain[]).map(postingFrom) }),
    ...(positions !== undefined && { positions: (positions as readonly Plain[]).map(withAmount) }),
    ...(amount !== undefined && { amount: penceFrom(amount) }),
    ...(debit !== undefined && { debit: accountFrom(debit) }),
    ...(credit !== undefined && { credit: accountFrom(credit) }),
  } as unknown as Act;
}

/** Pence are kept as text, since a JSON number may lose digits. */
function penceFrom(json: Json | undefined): Pence {
  return pence(BigInt(typeof json === "string" ? json : ""));
}

function postingFrom(json: Plain): Posting {
  return { account: accountFrom(json["account"]), amount: penceFrom(json["amount"]) };
}

function withAmount(json: Plain): unknown {
  return json["amount"] === undefined ? json : { ...json, amount: penceFrom(json["amount"]) };
}

/** Accounts already read, by id: books name each of theirs in hundreds of acts. */
const read = new Map<string, Account>();
const readAtMost = 5000;

/** The account of an id that the books hold. */
export function accountFrom(id: Json | undefined): Account {
  const text = typeof id === "string" ? id : "";
  const known = read.get(text);
  if (known) return known;
  const parsed = parseAccountId(text);
  if (!parsed.ok)
    throw new RangeError(`The books hold an account that is none: ${parsed.problems[0]?.message ?? ""}`);
  if (read.size >= readAtMost) read.clear();
  read.set(text, parsed.value);
  return parsed.value;
}

/** An account by its id, as movements name it. */
export function accountOf(id: AccountId): Account {
  return accountFrom(id);
}

/** The journal of entries that were already judged when they were recorded. */
export function journalOf(entries: readonly Entry[]): Journal {
  const endings = new Map<string, Entry>();
  const closed = new Map<string, Extract<Act, { kind: "closing" }>>();
  for (const entry of entries) {
    const { act } = entry;
    if (act.kind === "fulfilment" || act.kind === "lapse") endings.set(act.commitment, entry);
    else if (act.kind === "reversal") endings.set(act.reverses, entry);
    else if (act.kind === "reopening") endings.set(act.closing, entry);
    else if (act.kind === "settlement") endings.set(act.dispute, entry);
    if (act.kind === "closing") closed.set(act.id, act);
    if (act.kind === "reopening") closed.delete(act.closing);
  }
  return { entries, byId: new Map(entries.map((entry) => [entry.act.id, entry])), endings, closed };
}
