import { formatMoney, pence, type Pence } from "@concordat/ledger";
import type { CivilDate } from "@concordat/calendar";
import { agreedOf, type Proposal } from "./proposal.ts";

/** Money put into a scheme so that it releases money elsewhere, and what it has released as far as the partners agree. */
export interface SeedLine {
  readonly id: string;
  readonly scheme: string;
  readonly amount: Pence;
  readonly releases: Pence;
  readonly where: string;
  readonly by: CivilDate;
  readonly released: Pence;
  readonly since: CivilDate;
}

/** Seed funding that holds on a day, each with what was released by then. */
export function seedLines(proposals: readonly Proposal[], on: CivilDate): readonly SeedLine[] {
  const released = agreedOf(proposals, "seed-release").filter((one) => one.on <= on);
  return agreedOf(proposals, "seed")
    .filter((one) => one.on <= on)
    .map(({ id, body, on: since }) => ({
      id,
      scheme: body.scheme,
      amount: body.amount,
      releases: body.releases,
      where: body.where,
      by: body.by,
      since,
      released: pence(
        released.filter((one) => one.body.seed === id).reduce((sum, one) => sum + one.body.amount, 0n),
      ),
    }));
}

/** "£5,000 of £20,000 released" with whether the day has passed. */
export function seedWords({ released, releases, by }: SeedLine, on: CivilDate): string {
  const part = `${formatMoney(released)} of ${formatMoney(releases)} released`;
  if (released >= releases) return `${part}: as meant`;
  return by < on ? `${part}: the day has passed` : part;
}
