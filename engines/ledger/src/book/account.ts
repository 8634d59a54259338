import { bad, good, problem } from "../problem.ts";
import type { Checked, Problem } from "../problem.ts";
import { isKey } from "./key.ts";

declare const accountIdBrand: unique symbol;

/** An account's kind and dimensions in one line of text, always in the same order, so that equal accounts have equal ids. */
export type AccountId = string & { readonly [accountIdBrand]: true };

/**
 * What an account holds. Debits are positive: cash held and money spent stand above nought, contributions and what is
 * owed below.
 *
 * - `cash`: what the fund holds
 * - `contribution`: what partners put in
 * - `spending`: what was spent, with VAT that cannot be recovered
 * - `receivable`: owed to the fund
 * - `payable`: owed by the fund
 * - `vat`: paid and to be recovered
 * - `reserve`: contingency, risk pool, brought or carried forward
 *
 * @example accountKinds.length // 7
 */
export const accountKinds = [
  "cash",
  "contribution",
  "spending",
  "receivable",
  "payable",
  "vat",
  "reserve",
] as const;

export type AccountKind = (typeof accountKinds)[number];

/**
 * Who may recover VAT: a council under section 33, an NHS body on listed contracted-out services, or nobody.
 *
 * It follows the body that delivers the service.
 *
 * @source VAT Act 1994 ss33 and 41; HMRC VATGPB6640
 * @example vatRegimes // ["council-section-33", "nhs-contracted-out", "no-recovery"]
 */
export const vatRegimes = ["council-section-33", "nhs-contracted-out", "no-recovery"] as const;

export type VatRegime = (typeof vatRegimes)[number];

/** A ledger account: its kind, its fund, and as many of the other dimensions as apply. */
export interface Account {
  readonly kind: AccountKind;
  readonly fund: string;
  /** Financial year or other label of a year, such as 2025-26. */
  readonly year?: string;
  readonly partner?: string;
  readonly scheme?: string;
  /** Source of funding, such as nhs-minimum or disabled-facilities-grant. */
  readonly source?: string;
  /** The body that delivers the service. */
  readonly body?: string;
  readonly vat?: VatRegime;
}

/**
 * What accounts can be told apart and totalled by, in the order in which an id names them.
 *
 * @example dimensions[0] // "fund"
 */
export const dimensions = ["fund", "year", "partner", "scheme", "source", "body", "vat"] as const;

export type Dimension = (typeof dimensions)[number];

/** Ids already made: one account stands in thousands of postings, and is asked for its id several times in each. */
const ids = new WeakMap<Account, AccountId>();

/**
 * The id of an account, for an account that is known to be right.
 *
 * @throws RangeError when a dimension is no key: see `checkAccount` for what people entered
 * @example accountId({ kind: "spending", fund: "better-care", scheme: "equipment" }) // "spending:fund better-care:scheme equipment"
 * @example accountId({ kind: "cash", fund: "Better Care" }) // throws RangeError
 */
export function accountId(account: Account): AccountId {
  const known = ids.get(account);
  if (known !== undefined) return known;
  const [first] = accountProblems(account, "account");
  if (first !== undefined) throw new RangeError(first.message);
  return keepId(account);
}

/** The id of an account that was found to be right, kept so that its parts are looked at once. */
function keepId(account: Account): AccountId {
  let text: string = account.kind;
  for (const name of dimensions) if (account[name] !== undefined) text += `:${name} ${account[name]}`;
  const id = text as AccountId;
  ids.set(account, id);
  return id;
}

/** What is wrong with an account that somebody entered, each problem with its field. */
export function accountProblems(account: Account, field: string): readonly Problem[] {
  if (ids.has(account)) return [];
  const problems: Problem[] = [];
  if (!(accountKinds as readonly string[]).includes(account.kind)) {
    problems.push(
      problem(
        "account-kind",
        `“${account.kind}” is no kind of account. Use one of ${accountKinds.join(", ")}.`,
        `${field}.kind`,
      ),
    );
  }
  for (const name of dimensions) {
    const value = account[name];
    if (value !== undefined && !isKey(value)) problems.push(notAKey(name, value, field));
  }
  if (account.vat !== undefined && !vatRegimes.includes(account.vat)) {
    problems.push(
      problem(
        "account-vat",
        `“${account.vat as string}” is no VAT regime. Use one of ${vatRegimes.join(", ")}.`,
        `${field}.vat`,
      ),
    );
  }
  if (problems.length === 0) keepId(account);
  return problems;
}

function notAKey(name: string, value: string, field: string): Problem {
  const message = `The account's ${name} is “${value}”. Use small letters, digits and hyphens, such as better-care.`;
  return problem("account-key", message, `${field}.${name}`);
}

/**
 * The account that an id names, for text from a file or a database.
 *
 * @example parseAccountId("cash:fund better-care") // { ok: true, value: { kind: "cash", fund: "better-care" } }
 * @example parseAccountId("cash:better-care").ok // false
 */
export function parseAccountId(text: string): Checked<Account> {
  const [kind = "", ...parts] = text.split(":");
  const pairs = parts.map((part) => part.split(" ") as [string, string]);
  const account = { kind, fund: "", ...Object.fromEntries(pairs) } as Account;
  const right = accountProblems(account, "account").length === 0 && accountId(account) === text;
  if (right) return good(account);
  return bad(
    problem(
      "account-id",
      `“${text}” is no account. Write it like spending:fund better-care:scheme equipment.`,
    ),
  );
}
