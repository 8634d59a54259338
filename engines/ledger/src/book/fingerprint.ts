import { accountId } from "./account.ts";
import type { Account } from "./account.ts";
import type { Act, Posting } from "./act.ts";

/**
 * A text that is the same for the same act and differs for another: it tells a retry from a second act under one id.
 *
 * The order of postings does not count. Keep it, or its hash, beside the id. The stamp is no part of it.
 *
 * @example fingerprint({ kind: "reopening", id: "r-1", closing: "c-1", reason: "late invoice" }) // '{"closing":"c-1","id":"r-1","kind":"reopening","reason":"late invoice"}'
 */
export function fingerprint(act: Act): string {
  return JSON.stringify(plain(act));
}

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return String(value);
  if (Array.isArray(value))
    return value.map((item) => (isPosting(item) ? postingText(item) : plain(item))).toSorted(byText);
  if (typeof value !== "object" || value === null) return value;
  if (isAccount(value)) return accountId(value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, plain(item)]),
  );
}

function byText(a: unknown, b: unknown): number {
  const [first, second] = [JSON.stringify(a), JSON.stringify(b)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}

function postingText({ account, amount }: Posting): string {
  return `${accountId(account)} ${amount}`;
}

function isPosting(value: unknown): value is Posting {
  return typeof value === "object" && value !== null && "account" in value && "amount" in value;
}

function isAccount(value: object): value is Account {
  return "kind" in value && "fund" in value && !("id" in value);
}
