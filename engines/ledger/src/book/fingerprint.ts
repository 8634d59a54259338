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
  return textOf(act);
}

function textOf(value: unknown): string {
  if (typeof value === "bigint") return `"${value}"`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(textOf).toSorted(byText).join(",")}]`;
  if (isPosting(value)) return JSON.stringify(`${accountId(value.account)} ${value.amount}`);
  if (isAccount(value)) return JSON.stringify(accountId(value));
  const item = value as Readonly<Record<string, unknown>>;
  let text = "";
  for (const name of Object.keys(item).toSorted(byText))
    if (item[name] !== undefined) text += `${text === "" ? "" : ","}"${name}":${textOf(item[name])}`;
  return `{${text}}`;
}

function byText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function isPosting(value: object): value is Posting {
  return "account" in value && "amount" in value;
}

function isAccount(value: object): value is Account {
  return "kind" in value && "fund" in value && !("id" in value);
}
