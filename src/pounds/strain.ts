import { addDays, addMonths, daysBetween, formatCivilDate, type CivilDate } from "@concordat/calendar";
import { formatMoney, pence, type Entry, type Journal, type Pence } from "@concordat/ledger";
import { countOf } from "../kernel/index.ts";
import { boundFrom, type FundFile } from "./fund.ts";
import { monthsOf } from "./year.ts";

/** Days after which money that fell due and did not come is worth a look; after twice as many with nothing come it is called held back. */
const lateDays = 30;

/** One sign: whether it is worth a look, in words, with the entries that show it. */
export interface StrainSign {
  readonly key: "contributions" | "signatures" | "commitments" | "exceptions" | "plans";
  readonly title: string;
  readonly state: "look" | "calm" | "not-known";
  readonly words: string;
  /** Ids of the entries behind it. */
  readonly entries: readonly string[];
}

/** What a partner's own plan of the year says. */
export interface StatedPlan {
  readonly party: string;
  /** A deficit is below nought. */
  readonly result: Pence;
  readonly source: string;
  readonly seen: CivilDate;
}

/** How many days after the year began an agreement was signed or approved, by year; absent where not known. */
export interface SigningLag {
  readonly year: string;
  readonly days?: number;
}

type File = Pick<FundFile, "fund" | "agreement" | "parties">;

/**
 * Signs that a partnership may be under strain, as its own books and dates show them on a day. Each is a reason to ask, not a
 * finding: money may be late because an invoice was.
 */
export function strainOf(
  file: File,
  journal: Journal,
  given: {
    readonly on: CivilDate;
    readonly lags: readonly SigningLag[];
    readonly plans: readonly StatedPlan[];
  },
): readonly StrainSign[] {
  return [
    contributionSign(file, journal, given.on),
    signatureSign(file, given.lags, given.on),
    commitmentSign(file, journal, given.on),
    exceptionSign(file, journal, given.on),
    planSign(file, given.plans),
  ];
}

/** What fell due from a partner and has not come: the oldest part counts as paid first. */
export function overdueOf(
  journal: Journal,
  party: string,
  on: CivilDate,
):
  | {
      readonly amount: Pence;
      readonly since: CivilDate;
      readonly came: Pence;
      readonly entries: readonly string[];
    }
  | undefined {
  const moves = journal.entries.flatMap(({ act, movements }) =>
    movements
      .filter(
        ({ account, layer, on: day }) =>
          layer === "posted" &&
          day <= on &&
          account.startsWith("receivable:") &&
          account.split(":").includes(`partner ${party}`),
      )
      .map(({ on: day, amount }) => ({ id: act.id, day, amount })),
  );
  const came = moves.reduce((sum, { amount }) => (amount < 0n ? sum - amount : sum), 0n);
  const due = moves.filter(({ amount }) => amount > 0n).toSorted((a, b) => (a.day < b.day ? -1 : 1));
  let paid = came;
  const open = due.filter(({ amount }) => {
    const covered = paid >= amount;
    paid = covered ? paid - amount : paid;
    if (!covered && paid > 0n) paid = 0n;
    return !covered;
  });
  const amount = due.reduce((sum, one) => sum + one.amount, 0n) - came;
  const [first] = open;
  if (amount <= 0n || !first) return undefined;
  return { amount: pence(amount), since: first.day, came: pence(came), entries: open.map(({ id }) => id) };
}

function contributionSign({ parties }: File, journal: Journal, on: CivilDate): StrainSign {
  const found = parties.flatMap(({ key, name }) => {
    const overdue = overdueOf(journal, key, on);
    const days = overdue ? daysBetween(overdue.since, on) : 0;
    return overdue && days >= lateDays ? [{ name, days, ...overdue }] : [];
  });
  const words = found.map(({ name, days, amount, since, came }) =>
    came === 0n && days >= 2 * lateDays
      ? `Nothing has come from ${name} of ${formatMoney(amount)} that fell due from ${formatCivilDate(since)}, ${days} days ago.`
      : `${formatMoney(amount)} from ${name} is outstanding, the oldest part since ${formatCivilDate(since)}, ${days} days ago.`,
  );
  const title = "Contributions late or held back";
  if (journal.entries.length === 0)
    return { key: "contributions", title, state: "not-known", words: "No books are held here.", entries: [] };
  return {
    key: "contributions",
    title,
    state: found.length > 0 ? "look" : "calm",
    words: words.join(" ") || `Nothing that fell due more than ${lateDays} days ago is outstanding.`,
    entries: found.flatMap(({ entries }) => entries),
  };
}

function signatureSign(file: File, lags: readonly SigningLag[], on: CivilDate): StrainSign {
  const title = "Signatures that drift";
  const { beginsOn, year } = file.fund;
  const bound = boundFrom(file.agreement, file.parties);
  if (beginsOn === undefined || (bound === undefined && !file.agreement.keptHere))
    return {
      key: "signatures",
      title,
      state: "not-known",
      words: "The day of signing or approval is not known here.",
      entries: [],
    };
  const days = daysBetween(beginsOn, bound === undefined || bound > on ? on : bound);
  const waiting = bound === undefined || bound > on;
  const now = waiting
    ? days > 0
      ? `Not everybody has signed, ${days} days after the year began.`
      : "The year has not begun, and not everybody has signed."
    : days > 0
      ? `It was signed or approved ${days} days after the year began.`
      : "It was signed or approved before the year began.";
  const before = lags.filter((one) => one.year < year && one.days !== undefined).at(-1);
  const compared =
    before?.days === undefined
      ? ""
      : ` For ${before.year} it was ${before.days > 0 ? `${before.days} days after` : "before the year began"}.`;
  return {
    key: "signatures",
    title,
    state: days > 0 ? "look" : "calm",
    words: `${now}${compared}`,
    entries: [],
  };
}

function commitmentSign({ fund }: File, journal: Journal, on: CivilDate): StrainSign {
  const title = "Promised money pulled back near the year's end";
  const { endsOn } = fund;
  if (endsOn === undefined || journal.entries.length === 0)
    return {
      key: "commitments",
      title,
      state: "not-known",
      words: "No books of a whole year are held here.",
      entries: [],
    };
  const from = addMonths(endsOn, -3);
  const pulled = journal.entries.filter(
    ({ act }) => act.kind === "lapse" && act.on >= from && act.on < endsOn && act.on <= on,
  );
  const amount = pulled.reduce((sum, entry) => sum + releasedBy(entry), 0n);
  return {
    key: "commitments",
    title,
    state: pulled.length > 0 ? "look" : "calm",
    words:
      pulled.length > 0
        ? `In the last three months of the year ${countOf(pulled.length, "promise")} of ${formatMoney(amount)} in all ${pulled.length === 1 ? "was" : "were"} taken back.`
        : on < from
          ? `The last three months of the year begin on ${formatCivilDate(from)}.`
          : "No promise was taken back in the last three months of the year.",
    entries: pulled.map(({ act }) => act.id),
  };
}

/** What a lapse took off what was promised to be spent. */
function releasedBy({ movements }: Entry): bigint {
  return movements.reduce(
    (sum, { account, layer, amount }) =>
      layer === "pending" && amount < 0n && account.startsWith("spending") ? sum - amount : sum,
    0n,
  );
}

/** Corrections, reopened periods and contested amounts, by quarter of the year; a quarter that has not begun is left out. */
export function exceptionsByQuarter(
  { fund }: Pick<FundFile, "fund">,
  journal: Journal,
  on: CivilDate,
): readonly { readonly quarter: string; readonly whole: boolean; readonly entries: readonly string[] }[] {
  const months = monthsOf(fund);
  return Array.from({ length: Math.ceil(months.length / 3) }, (_, place) =>
    months.slice(place * 3, place * 3 + 3),
  )
    .map((own, place) => ({ quarter: `Q${place + 1}`, from: own[0]!.from, to: own.at(-1)!.to }))
    .filter(({ from }) => from <= on)
    .map(({ quarter, from, to }) => ({
      quarter,
      whole: to <= addDays(on, 1),
      entries: journal.entries
        .filter(({ act, stamp }) => isException(act.kind, act.id) && within(act, stamp.at, { from, to, on }))
        .map(({ act }) => act.id),
    }));
}

/** An accrual that is taken back is no correction. */
function isException(kind: string, id: string): boolean {
  return (kind === "reversal" && !id.startsWith("accrual-")) || kind === "reopening" || kind === "dispute";
}

function within(
  act: Entry["act"],
  recordedAt: string,
  span: { readonly from: CivilDate; readonly to: CivilDate; readonly on: CivilDate },
): boolean {
  const day = "on" in act ? act.on : recordedAt.slice(0, 10);
  return day >= span.from && day < span.to && day <= span.on;
}

function exceptionSign(file: File, journal: Journal, on: CivilDate): StrainSign {
  const title = "Corrections, reopened periods and contested amounts";
  const quarters = exceptionsByQuarter(file, journal, on);
  if (quarters.length === 0 || journal.entries.length === 0)
    return { key: "exceptions", title, state: "not-known", words: "No books are held here.", entries: [] };
  const [before, last] = [quarters.at(-2), quarters.at(-1)!];
  const grows = last.entries.length > (before?.entries.length ?? 0) && last.entries.length >= 2;
  const all = quarters.map(({ quarter, entries }) => `${quarter} ${entries.length}`).join(", ");
  return {
    key: "exceptions",
    title,
    state: grows ? "look" : "calm",
    words: `${grows ? "They grow" : "They do not grow"}: ${all}.`,
    entries: grows ? last.entries : [],
  };
}

function planSign({ parties }: File, plans: readonly StatedPlan[]): StrainSign {
  const title = "Each partner's planned result";
  if (plans.length === 0)
    return {
      key: "plans",
      title,
      state: "not-known",
      words: "What the partners' own plans say is not known here.",
      entries: [],
    };
  const words = parties.map(({ key, name }) => {
    const plan = plans.find(({ party }) => party === key);
    if (!plan) return `The plan of ${name} is not known here.`;
    const { result } = plan;
    const said =
      result === 0n
        ? "a balanced year"
        : `a ${result < 0n ? "deficit" : "surplus"} of ${formatMoney(result < 0n ? 0n - result : result)}`;
    return `${name} plans ${said} (${plan.source}, seen on ${formatCivilDate(plan.seen)}).`;
  });
  return {
    key: "plans",
    title,
    state: plans.some(({ result }) => result < 0n) ? "look" : "calm",
    words: words.join(" "),
    entries: [],
  };
}
