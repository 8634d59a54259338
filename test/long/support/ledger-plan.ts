import { addDays, civilDate, type CivilDate } from "@concordat/calendar";
import { accountId, pence, type Account, type Act, type AccountId, type Posting } from "@concordat/ledger";
import type { Chance } from "./chance.ts";

/** Acts in an order that the books accept, and what every account must come to: added up here, without the engine. */
export interface LedgerPlan {
  readonly acts: readonly Act[];
  readonly posted: ReadonlyMap<AccountId, bigint>;
  readonly pending: ReadonlyMap<AccountId, bigint>;
}

const first = civilDate("2026-04-01");

/** Every account that the acts of a plan may touch. */
function accountsOf(fund: string): readonly Account[] {
  const schemes = Array.from({ length: 12 }, (_, place): Account => ({
    kind: "spending",
    fund,
    scheme: `scheme-${place}`,
    year: "2026-27",
  }));
  const partners = ["council", "icb"].flatMap((partner): readonly Account[] => [
    { kind: "contribution", fund, partner, year: "2026-27" },
    { kind: "receivable", fund, partner },
  ]);
  return [{ kind: "cash", fund }, { kind: "payable", fund }, ...schemes, ...partners];
}

/** What a plan has laid down so far. */
interface Laid {
  readonly chance: Chance;
  readonly posted: Map<AccountId, bigint>;
  readonly pending: Map<AccountId, bigint>;
  readonly commitments: Extract<Act, { kind: "commitment" }>[];
  readonly transactions: Extract<Act, { kind: "transaction" }>[];
  readonly disputes: Extract<Act, { kind: "dispute" }>[];
}

/**
 * A random plan for one fund: transactions of two to five postings, commitments that are posted whole, in part or lapse,
 * reversals, disputes that are settled. The same chance gives the same plan.
 *
 * @param prefix  begins every id, so that plans can be carried out side by side
 */
export function planActs(
  chance: Chance,
  { fund, prefix, count }: { readonly fund: string; readonly prefix: string; readonly count: number },
): LedgerPlan {
  const accounts = accountsOf(fund);
  const laid: Laid = {
    chance,
    posted: new Map(),
    pending: new Map(),
    commitments: [],
    transactions: [],
    disputes: [],
  };
  const acts = Array.from({ length: count }, (_, place) => {
    const id = `${prefix}-${place}`;
    const dice = chance.below(100);
    return endingOf(laid, id, dice) ?? beginningOf(laid, { id, accounts, dice });
  });
  return { acts, posted: laid.posted, pending: laid.pending };
}

const text = "as planned";

function add(to: Map<AccountId, bigint>, postings: readonly Posting[], sign: bigint): void {
  for (const { account, amount } of postings)
    to.set(accountId(account), (to.get(accountId(account)) ?? 0n) + sign * amount);
}

/** An act that ends an earlier one; undefined where the dice say otherwise or nothing is left to end. */
function endingOf(laid: Laid, id: string, dice: number): Act | undefined {
  const { chance, posted, pending } = laid;
  const taken = <T>(all: T[]): T | undefined =>
    all.length === 0 ? undefined : all.splice(chance.below(all.length), 1)[0];
  const after = (on: CivilDate): CivilDate => addDays(on, chance.below(200));
  const commitment = dice < 18 ? taken(laid.commitments) : undefined;
  if (commitment) add(pending, commitment.postings, -1n);
  if (commitment && dice < 8)
    return { kind: "lapse", id, commitment: commitment.id, on: after(commitment.on), reason: text };
  if (commitment) {
    const part = chance.below(2) === 0 ? commitment.postings : halved(commitment.postings);
    add(posted, part, 1n);
    return {
      kind: "fulfilment",
      id,
      commitment: commitment.id,
      on: after(commitment.on),
      text,
      postings: part,
    };
  }
  const transaction = dice >= 18 && dice < 24 ? taken(laid.transactions) : undefined;
  if (transaction) {
    add(posted, transaction.postings, -1n);
    return { kind: "reversal", id, reverses: transaction.id, on: after(transaction.on), reason: text };
  }
  const dispute = dice === 24 || dice === 25 ? taken(laid.disputes) : undefined;
  if (!dispute) return undefined;
  const amount = pence(BigInt(1 + chance.below(900_000)));
  add(posted, [{ account: dispute.debit, amount }], 1n);
  add(posted, [{ account: dispute.credit, amount }], -1n);
  return { kind: "settlement", id, dispute: dispute.id, on: after(dispute.on), amount, reason: text };
}

function beginningOf(
  laid: Laid,
  given: { readonly id: string; readonly accounts: readonly Account[]; readonly dice: number },
): Act {
  const { chance, posted, pending } = laid;
  const { id, accounts, dice } = given;
  const on = addDays(first, chance.below(200));
  if (dice === 26 || dice === 27) {
    const dispute = disputeOf(chance, { id, on, accounts });
    laid.disputes.push(dispute);
    return dispute;
  }
  const postings = postingsOf(chance, accounts);
  if (dice < 42) {
    const act = { kind: "commitment", id, on, text, postings } as const;
    add(pending, postings, 1n);
    laid.commitments.push(act);
    return act;
  }
  const act = { kind: "transaction", id, on, text, postings } as const;
  add(posted, postings, 1n);
  laid.transactions.push(act);
  return act;
}

function postingsOf(chance: Chance, accounts: readonly Account[]): readonly Posting[] {
  const first = chance.below(accounts.length);
  const many = 2 + chance.below(4);
  const own = Array.from({ length: many }, (_, place) => accounts[(first + place * 3) % accounts.length]!);
  const amounts = own.slice(1).map(() => BigInt(2 + chance.below(5_000_000)));
  const rest = amounts.reduce((sum, amount) => sum - amount, 0n);
  return own.map((account, place) => ({ account, amount: pence(place === 0 ? rest : amounts[place - 1]!) }));
}

/** Half of each posting but the first, which takes what is left, so that the parts balance. */
function halved(postings: readonly Posting[]): readonly Posting[] {
  const rest = postings.slice(1).map(({ account, amount }) => ({ account, amount: pence(amount / 2n) }));
  const sum = rest.reduce((total, { amount }) => total + amount, 0n);
  return [{ account: postings[0]!.account, amount: pence(-sum) }, ...rest];
}

function disputeOf(
  chance: Chance,
  {
    id,
    on,
    accounts,
  }: { readonly id: string; readonly on: CivilDate; readonly accounts: readonly Account[] },
): Extract<Act, { kind: "dispute" }> {
  const amount = BigInt(1 + chance.below(100_000));
  return {
    kind: "dispute",
    id,
    on,
    about: "an invoice",
    debit: accounts[2]!,
    credit: accounts[1]!,
    positions: [
      { partner: "council", amount: pence(amount), reason: "its count" },
      { partner: "icb", amount: pence(amount + 1n + BigInt(chance.below(1000))), reason: "its count" },
    ],
  };
}

/** Splits acts into batches in their order. */
export function batchesOf<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, place) =>
    all.slice(place * size, (place + 1) * size),
  );
}
