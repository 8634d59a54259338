import {
  accountId,
  accountOf,
  pence,
  type Account,
  type Act,
  type AccountId,
  type Entry,
  type Journal,
  type Pence,
  type Position,
  type Posting,
} from "@concordat/ledger";
import type { Json } from "../kernel/index.ts";

type Plain = { readonly [key: string]: Json };

/** An act as the text of JSON, on one line: pence as text, accounts by their ids. */
export function textFromAct(act: Act): string {
  const { postings, positions, amount, debit, credit } = act as Partial<Bearing>;
  return JSON.stringify({
    ...act,
    ...(postings && {
      postings: postings.map((one) => ({ account: accountId(one.account), amount: String(one.amount) })),
    }),
    ...(positions && {
      positions: positions.map((one) =>
        one.amount === undefined ? one : { ...one, amount: String(one.amount) },
      ),
    }),
    ...(amount !== undefined && { amount: String(amount) }),
    ...(debit && { debit: accountId(debit) }),
    ...(credit && { credit: accountId(credit) }),
  });
}

/** What acts hold that JSON does not know. */
interface Bearing {
  readonly postings: readonly Posting[];
  readonly positions: readonly Position[];
  readonly amount: Pence;
  readonly debit: Account;
  readonly credit: Account;
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

/** The account of an id that the books hold. */
export function accountFrom(id: Json | undefined): Account {
  return accountOf((typeof id === "string" ? id : "") as AccountId);
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
