import { formatCivilDate, periodContains } from "@concordat/calendar";
import type { CivilDate } from "@concordat/calendar";
import { formatMoney } from "../money/money-format.ts";
import { magnitude, sumOf } from "../money/pence.ts";
import { bad, good, problem } from "../problem.ts";
import type { Checked, Problem } from "../problem.ts";
import type { Act, Closing, Commitment, Entry, Fulfilment, Movement } from "./act.ts";
import { shapeProblems } from "./act-shape.ts";
import { fingerprint } from "./fingerprint.ts";
import { byAccount, movementsOf } from "./movement.ts";

/** What the books know that bears on one act. A store reads it under a lock; nothing else is needed to judge the act. */
export interface Facts {
  /** The entry already recorded under the act's id. */
  readonly same?: Entry | undefined;
  /** The entry that the act names: see `targetOf`. */
  readonly target?: Entry | undefined;
  /** The entry that has already ended that one: a fulfilment, lapse, reversal, reopening or settlement of it. */
  readonly ending?: Entry | undefined;
  /** The closings, not reopened, of the funds that the act touches. */
  readonly closed: readonly Closing[];
}

/** The act is new and makes these movements, or it is a retry of an entry that stands. */
export type Judgement =
  | { readonly kind: "new"; readonly movements: readonly Movement[] }
  | { readonly kind: "repeat"; readonly entry: Entry };

/**
 * The id of the entry that an act is about: the commitment, transaction, closing or dispute; undefined where there is none.
 *
 * @example targetOf({ kind: "reopening", id: "r-1", closing: "c-1", reason: "late invoice" }) // "c-1"
 */
export function targetOf(act: Act): string | undefined {
  switch (act.kind) {
    case "fulfilment":
    case "lapse":
      return act.commitment;
    case "reversal":
      return act.reverses;
    case "reopening":
      return act.closing;
    case "position":
    case "settlement":
      return act.dispute;
    case "transaction":
    case "commitment":
    case "closing":
    case "dispute":
      return undefined;
  }
}

/** Whether an act ends its target, so that no second one may. */
export function endsTarget(act: Act): boolean {
  return targetOf(act) !== undefined && act.kind !== "position";
}

/**
 * Whether an act may be recorded, and what it moves: the whole rule of the books, without the books.
 *
 * Gives all problems at once. An act whose id stands in the books is a retry if it is the same act, and refused if not.
 *
 * @example judge({ kind: "reopening", id: "r-1", closing: "c-1", reason: "late invoice" }, { closed: [] }).ok // false
 */
export function judge(act: Act, facts: Facts): Checked<Judgement> {
  if (facts.same !== undefined) return retryOf(act, facts.same);
  const shape = shapeProblems(act);
  if (shape.length > 0) return bad(...shape);
  const aim = targetProblems(act, facts);
  if (aim.length > 0) return bad(...aim);
  const movements = movementsOf(act, facts.target);
  const closed = closedProblems(act, facts, movements);
  return closed.length > 0 ? bad(...closed) : good({ kind: "new", movements });
}

function retryOf(act: Act, entry: Entry): Checked<Judgement> {
  if (fingerprint(entry.act) === fingerprint(act)) return good({ kind: "repeat", entry });
  const message = `The id ${act.id} was used on ${entry.stamp.at} for something else (${entry.act.kind}). Nothing was recorded; give this one an id of its own.`;
  return bad(problem("id-used", message, "id"));
}

const targets: Readonly<
  Record<string, { readonly field: string; readonly kinds: readonly Act["kind"][]; readonly name: string }>
> = {
  fulfilment: { field: "commitment", kinds: ["commitment"], name: "commitment" },
  lapse: { field: "commitment", kinds: ["commitment"], name: "commitment" },
  reversal: { field: "reverses", kinds: ["transaction", "fulfilment"], name: "transaction" },
  reopening: { field: "closing", kinds: ["closing"], name: "closing" },
  position: { field: "dispute", kinds: ["dispute"], name: "dispute" },
  settlement: { field: "dispute", kinds: ["dispute"], name: "dispute" },
};

function targetProblems(act: Act, { target, ending }: Facts): readonly Problem[] {
  const wanted = targets[act.kind];
  if (wanted === undefined) return [];
  const { field, kinds, name } = wanted;
  const id = String(targetOf(act));
  if (target === undefined)
    return [problem("target-unknown", `There is no ${name} with the id ${id}.`, field)];
  if (!kinds.includes(target.act.kind)) {
    const message = `The entry ${id} is a ${target.act.kind}, not a ${name}; ${whatInstead(target.act)}`;
    return [problem("target-kind", message, field)];
  }
  if (ending !== undefined) {
    const message = `The ${name} ${id} was already ended by the ${ending.act.kind} ${ending.act.id}. It can end once.`;
    return [problem("target-ended", message, field)];
  }
  return [...orderProblems(act, target.act), ...fulfilmentProblems(act, target.act)];
}

function whatInstead(act: Act): string {
  if (act.kind === "reversal") return "post the transaction again.";
  if (act.kind === "settlement") return "open a new dispute, or post a correction.";
  if (act.kind === "commitment") return "let it lapse instead.";
  return "check the id.";
}

/** An effect before its cause would leave days on which the books show half of both. */
function orderProblems(act: Act, target: Act): readonly Problem[] {
  if (!("on" in act) || !("on" in target) || act.on >= target.on) return [];
  const message = `The ${act.kind} is dated ${formatCivilDate(act.on)}, before ${formatCivilDate(target.on)}, the date of what it is about. Date it that day or later.`;
  return [problem("too-early", message, "on")];
}

function fulfilmentProblems(act: Act, target: Act): readonly Problem[] {
  if ((act.kind !== "fulfilment" && act.kind !== "lapse") || target.kind !== "commitment") return [];
  if (target.lapsesOn !== undefined && act.on >= target.lapsesOn) {
    const message = `The commitment ${target.id} lapsed on ${formatCivilDate(target.lapsesOn)}. Post a transaction instead.`;
    return [problem("lapsed", message, "on")];
  }
  return act.kind === "fulfilment" ? excessProblems(act, target) : [];
}

function excessProblems(act: Fulfilment, commitment: Commitment): readonly Problem[] {
  const promised = byAccount(commitment.postings);
  return [...byAccount(act.postings ?? [])].flatMap(([account, { amounts }]) => {
    const posted = sumOf(amounts);
    const limit = sumOf(promised.get(account)?.amounts ?? []);
    if (posted < 0n === limit < 0n && magnitude(posted) <= magnitude(limit)) return [];
    const message = `${formatMoney(posted)} was to be posted to ${account}, but the commitment promised ${formatMoney(limit)}. Post the part above as a transaction of its own.`;
    return [problem("above-commitment", message, "postings")];
  });
}

/** The days in funds on which an act changes what the books say: its movements', and those of figures in dispute. */
function closedProblems(
  act: Act,
  { target, closed }: Facts,
  movements: readonly Movement[],
): readonly Problem[] {
  if (closed.length === 0) return [];
  const dispute = act.kind === "dispute" ? act : target?.act.kind === "dispute" ? target.act : undefined;
  const days: { fund: string; on: CivilDate }[] = [...movements];
  if (dispute !== undefined && "on" in act) days.push({ fund: dispute.debit.fund, on: act.on });
  const shut = closed.filter((one) =>
    days.some(({ fund, on }) => fund === one.fund && periodContains(one, on)),
  );
  return shut.map((one) =>
    problem(
      "period-closed",
      `${one.name} of the fund ${one.fund} is closed (closing ${one.id}). Date the entry in an open period, or have the period reopened.`,
      "on",
    ),
  );
}
