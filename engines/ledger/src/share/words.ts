import { formatMoney } from "../money/money-format.ts";
import type {
  Agreement,
  Grouping,
  Limit,
  LineLabel,
  OverspendTier,
  Reach,
  Release,
  Rule,
  Selector,
  Side,
  Split,
  UnderspendTier,
} from "./agreement.ts";
import { listed } from "./sentence.ts";

/** A rule in plain English: which lines, and each step of both sides as one clause. */
export interface RuleWords {
  readonly lines: string;
  readonly release?: string;
  readonly overspend: SideWords;
  readonly underspend: SideWords;
}

export interface SideWords {
  /** What happens inside the band, and from where the steps count; absent where there is no band. */
  readonly tolerance?: string;
  readonly tiers: readonly string[];
}

/** The words of one rule of an agreement. */
export function ruleWords(agreement: Agreement, rule: Rule): RuleWords {
  const unit = unitName(rule);
  return {
    lines: `${selectorWords(rule.lines)}, ${groupingWords(rule.grouping)}`,
    ...(rule.release === undefined ? {} : { release: releaseWords(agreement, rule.release) }),
    overspend: sideWords(rule.overspend, (tier) => overspendWords(agreement, tier, unit)),
    underspend: sideWords(underspendSide(agreement, rule), (tier) => underspendWords(agreement, tier, unit)),
  };
}

/** The side that counts: in its last year an agreement may say something else of an underspend. */
export function underspendSide(agreement: Agreement, rule: Rule): Side<UnderspendTier> {
  return agreement.lastYear && rule.underspendAtEnd !== undefined ? rule.underspendAtEnd : rule.underspend;
}

function sideWords<Tier>(side: Side<Tier>, words: (tier: Tier) => string): SideWords {
  const tiers = side.tiers.map((tier) => words(tier));
  if (side.tolerance === undefined) return { tiers };
  const { band, within, beyond } = side.tolerance;
  const then = beyond === "excess" ? "beyond that only what is above it" : "beyond that all of it";
  return { tolerance: `up to ${limitWords(band)}: ${words(within)}; ${then} is shared as follows`, tiers };
}

/** The words of one step of who pays for an overspend. The same words stand on the agreement and in the working. */
export function overspendWords(agreement: Agreement, tier: OverspendTier, unit: string): string {
  const most =
    tier.limit === undefined ? "" : `, up to ${limitWords(tier.limit)}${perUnit(tier.limit, unit)}`;
  switch (tier.kind) {
    case "underspends":
      return `underspends elsewhere in ${reachWords(agreement, tier.reach)} are used${most}`;
    case "contingency":
      return `${potWords(agreement, tier.pot)} is drawn on${most}`;
    case "uncommitted":
      return `money not yet committed in ${reachWords(agreement, tier.reach)} is used${most}`;
    case "partners":
      return `${splitWords(agreement, tier.split, "pay")}${maximumWords(agreement, tier.split)}${most}`;
    case "board":
      return `who pays what is left is for ${tier.board} to decide${most}`;
    case "outside":
      return `what is left is met from outside the pool, as decided by ${tier.board}${most}`;
  }
}

/** The words of one step of what becomes of an underspend. */
export function underspendWords(agreement: Agreement, tier: UnderspendTier, unit: string): string {
  const most =
    tier.limit === undefined ? "" : `, up to ${limitWords(tier.limit)}${perUnit(tier.limit, unit)}`;
  switch (tier.kind) {
    case "overspends":
      return `overspends elsewhere in ${reachWords(agreement, tier.reach)} are met from it${most}`;
    case "carry-forward":
      return `it is carried forward in the fund to next year${most}`;
    case "to-contingency":
      return `it is kept in ${potWords(agreement, tier.pot)}${most}`;
    case "return":
      return `${splitWords(agreement, tier.split, "get back")}${most}`;
    case "earned":
      return `the part earned by management action: ${splitWords(agreement, tier.split, "keep")}${most}`;
    case "agreed-use":
      return `it is used as agreed for ${tier.purpose}${most}`;
    case "rebid":
      return `it is opened to bids, decided by ${tier.board}${most}`;
    case "board":
      return `what it is used for is for ${tier.board} to decide${most}`;
  }
}

type Verb = "pay" | "get back" | "keep";
const singular: Readonly<Record<Verb, string>> = { pay: "pays", "get back": "gets back", keep: "keeps" };
const object: Readonly<Record<Verb, string>> = { pay: "", "get back": " it", keep: " it" };

function splitWords(agreement: Agreement, split: Split, verb: Verb): string {
  const many = `the partners ${verb === "get back" ? `get it back` : `${verb}${object[verb]}`}`;
  const one = verb === "get back" ? "gets it back" : `${singular[verb]}${object[verb]}`;
  switch (split.kind) {
    case "contribution":
      return `${many} in proportion to what each contributes to these lines`;
    case "total-contribution":
      return `${many} in proportion to what each contributes to the whole fund`;
    case "commissioned":
      return `${many} in proportion to the budgets each commissions in these lines`;
    case "equally":
      return `${many} in equal parts`;
    case "commissioner":
      return `the partner that commissions the line ${one}`;
    case "host":
      return `the host of the pool ${one}`;
    case "partner":
      return `${nameOf(agreement, split.partner)} ${one}`;
    case "fixed":
      return `${many} in fixed parts (${listed(split.parts.map(({ partner, written }) => `${nameOf(agreement, partner)} ${written}`))})`;
  }
}

/** A tier names the maximum of every partner that may have to pay in it. */
function maximumWords({ partners }: Agreement, split: Split): string {
  const capped = partners
    .filter(({ id }) => mayFallOn(split, id))
    .flatMap(({ name, maximum }) =>
      maximum === undefined ? [] : [`${name} at most ${formatMoney(maximum)}`],
    );
  return capped.length === 0 ? "" : `, each up to its maximum for the year (${listed(capped)})`;
}

/** Whether a split can ask something of a partner, whatever the amounts. */
export function mayFallOn(split: Split, partner: string): boolean {
  if (split.kind === "partner") return split.partner === partner;
  return split.kind !== "fixed" || split.parts.some((part) => part.partner === partner && part.weight > 0n);
}

function limitWords(limit: Limit): string {
  if (limit.kind === "amount") return formatMoney(limit.amount);
  return `${limit.percent.written}% of ${limit.kind === "of-budget" ? "the budget" : "what is left"}`;
}

function perUnit(limit: Limit, unit: string): string {
  return limit.kind === "amount" && unit !== "" ? ` for each ${unit}` : "";
}

/** What a limit counts for; nothing where the rule takes its lines together. */
export function unitName({ grouping }: Rule): string {
  return grouping === "together" ? "" : grouping;
}

function reachWords({ pools }: Agreement, reach: Reach): string {
  if (pools.length < 2) return "the pool";
  return reach === "same pool" ? "the same pool" : "any pool, its own first,";
}

function potWords({ pots }: Agreement, id: string): string {
  const pot = pots.find((one) => one.id === id);
  return pot === undefined ? id : `${pot.name} (${formatMoney(pot.amount)})`;
}

export function nameOf({ partners }: Agreement, id: string): string {
  return partners.find((partner) => partner.id === id)?.name ?? id;
}

const labelWords: Readonly<Record<LineLabel, readonly [string, string]>> = {
  pool: ["the pool", "the pools"],
  scheme: ["the scheme", "the schemes"],
  component: ["the component", "the components"],
  line: ["the line", "the lines"],
  basis: ["lines marked", "lines marked"],
};

export function selectorWords(selector: Selector): string {
  if (selector.kind === "everything") return "For everything in the fund";
  if (selector.kind === "rest") return "For everything else in the fund";
  return `For ${labelWords[selector.by][selector.names.length === 1 ? 0 : 1]} ${listed(selector.names)}`;
}

function groupingWords(grouping: Grouping): string {
  return grouping === "together" ? "taken together" : `each ${grouping} by itself`;
}

function releaseWords(agreement: Agreement, { target, how, keptBy }: Release): string {
  const rule =
    how === "all or nothing"
      ? `is released only if ${target}`
      : `is released in proportion to how far this is achieved: ${target}`;
  return `This money ${rule}; ${nameOf(agreement, keptBy)} keeps what is not released`;
}
