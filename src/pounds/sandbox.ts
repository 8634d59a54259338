import { pence, type Pence } from "@concordat/ledger";

/** What is tried out: activity, price, and how the three ways of paying divide the risk. Per cent are whole, from 0 to 100. */
export interface PaymentTrial {
  readonly planned: number;
  readonly actual: number;
  readonly price: Pence;
  /** Of the price: paid for each thing done; the rest is paid whatever is done. */
  readonly variable: number;
  /** Of the planned sum: paid only as far as the outcome is reached. */
  readonly outcome: number;
  readonly reached: number;
}

/** What the same year pays under each way of paying. */
export interface Payments {
  readonly block: Pence;
  readonly fixedAndVariable: Pence;
  readonly outcomeShare: Pence;
}

/**
 * Works out one year under a block payment, a fixed and a variable part, and a share for the outcome: each to the nearest penny,
 * half a penny up. Not advice on any price: what is entered is what is used.
 *
 * @param trial  `planned` and `actual` are whole numbers from 0; `price` is not below nought
 */
export function paymentsOf({ planned, actual, price, variable, outcome, reached }: PaymentTrial): Payments {
  const block = BigInt(planned) * price;
  const kept = block * BigInt(100 - variable);
  const byActivity = BigInt(actual) * price * BigInt(variable);
  const sure = block * BigInt(100 - outcome) * 100n;
  const earned = block * BigInt(outcome) * BigInt(reached);
  return {
    block: pence(block),
    fixedAndVariable: pence((kept + byActivity + 50n) / 100n),
    outcomeShare: pence((sure + earned + 5000n) / 10_000n),
  };
}
