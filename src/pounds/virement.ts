import { formatMoney, pence, type Pence } from "@concordat/ledger";
import type { CivilDate } from "@concordat/calendar";
import type { FundFile, Scheme } from "./fund.ts";
import { agreedOf, type Needs, type Proposal, type ProposalBody } from "./proposal.ts";

type Virement = Extract<ProposalBody, { kind: "virement" }>;

/** The limits in force on a day; undefined while none are agreed. */
export function limitsOn(
  proposals: readonly Proposal[],
  on: CivilDate,
): Extract<ProposalBody, { kind: "virement-limits" }> | undefined {
  return agreedOf(proposals, "virement-limits").findLast((one) => one.on <= on)?.body;
}

/**
 * Who must agree to a transfer of budget.
 *
 * Transfers between the same two schemes that the host alone approved in the year count together with the new one, so that a
 * large one cannot be made of small ones. Without limits every partner must agree.
 */
export function virementNeeds(virement: Virement, proposals: readonly Proposal[], on: CivilDate): Needs {
  const limits = limitsOn(proposals, on);
  if (!limits) return "partners";
  const before = proposals.filter(
    ({ body, needs, state }) =>
      body.kind === "virement" &&
      body.from === virement.from &&
      body.to === virement.to &&
      state !== "declined" &&
      needs === "host",
  );
  const sum = before.reduce(
    (total, { body }) => total + (body.kind === "virement" ? body.amount : 0n),
    virement.amount as bigint,
  );
  if (sum <= limits.hostUpTo) return "host";
  return limits.partnersUpTo === undefined || sum <= limits.partnersUpTo ? "partners" : "board";
}

/** What the transfers agreed by a day moved to a scheme, less what they moved away from it. */
export function movedOn(proposals: readonly Proposal[], scheme: string, on: CivilDate): Pence {
  const moved = agreedOf(proposals, "virement").filter((one) => one.on <= on);
  return pence(
    moved.reduce(
      (sum, { body }) =>
        sum + (body.to === scheme ? body.amount : 0n) - (body.from === scheme ? body.amount : 0n),
      0n,
    ),
  );
}

/** Schemes with their budgets as on a day: as first set, with the transfers agreed since. */
function budgetsOn(
  schemes: readonly Scheme[],
  proposals: readonly Proposal[],
  on: CivilDate,
): readonly Scheme[] {
  return schemes.map((scheme) => {
    const change = movedOn(proposals, scheme.key, on);
    return change === 0n ? scheme : { ...scheme, budget: pence(scheme.budget + change) };
  });
}

/** A fund with its budgets as on a day. */
export function withBudgetsOn<File extends Pick<FundFile, "schemes">>(
  file: File,
  proposals: readonly Proposal[],
  on: CivilDate,
): File {
  return { ...file, schemes: budgetsOn(file.schemes, proposals, on) };
}

/**
 * Why a transfer cannot be made, in a sentence; undefined where it can.
 *
 * @param left  what the scheme it comes from has neither spent nor promised, less what waits to be transferred away
 */
export function whyNoVirement(
  virement: Virement,
  schemes: readonly Scheme[],
  left: Pence,
): { readonly field: string; readonly message: string } | undefined {
  const from = schemes.find(({ key }) => key === virement.from);
  const to = schemes.find(({ key }) => key === virement.to);
  if (!from || !to)
    return {
      field: from ? "to" : "from",
      message: "This is no scheme of this fund. Choose one of its schemes.",
    };
  if (from === to)
    return { field: "to", message: `It would move from ${from.name} to itself. Choose another scheme.` };
  if (virement.amount <= left) return undefined;
  return {
    field: "amount",
    message: `${from.name} has ${formatMoney(left < 0n ? 0n : left)} neither spent, promised nor waiting to be transferred, and ${formatMoney(virement.amount)} was to be moved. Enter less.`,
  };
}
