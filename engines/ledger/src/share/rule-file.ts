import type {
  Grouping,
  LineLabel,
  OverspendTier,
  Release,
  Rule,
  Selector,
  Side,
  Tolerance,
  UnderspendTier,
} from "./agreement.ts";
import type { RawRule, RawTier, RawTolerance } from "./agreement-schema.ts";
import type { Notes } from "./notes.ts";
import { limitOf, overspendTier, underspendTier } from "./tier-file.ts";
import type { Known } from "./tier-file.ts";
import { mayFallOn } from "./words.ts";
import type { Path } from "./yaml-source.ts";

/** Reads the rules, and sees that together they leave no line and no penny without a place. */
export function rulesOf(raw: readonly RawRule[], known: Known, notes: Notes): readonly Rule[] {
  const rules = raw.map((rule, place) => ruleOf(rule, ["rules", place], known, notes));
  for (const [place, { lines }] of rules.entries()) {
    const last = place === rules.length - 1;
    const takesAll = lines.kind !== "named";
    if (last && !takesAll) {
      notes.say(
        ["rules", place, "for"],
        "rules-open",
        "A line that no rule names would have no rule. Add a last rule for: the rest.",
      );
    }
    if (!last && takesAll) {
      notes.say(
        ["rules", place + 1],
        "rule-unreached",
        "The rule before this one takes every line that is left, so this one never counts.",
      );
    }
  }
  return rules;
}

function ruleOf(raw: RawRule, path: Path, known: Known, notes: Notes): Rule {
  const release = releaseOf(raw, path, known, notes);
  const overspend = overspendSide(raw, path, known, notes);
  const noUnderspend = raw.underspend === undefined && release === undefined;
  if (noUnderspend) notes.say(path, "tier", "Say what becomes of an underspend, under underspend:.");
  const atEnd = raw["underspend in the last year"];
  return {
    lines: selectorOf(raw.for, [...path, "for"], known, notes),
    grouping: raw.take.replace("each ", "") as Grouping,
    ...(release === undefined ? {} : { release }),
    overspend,
    underspend: underspendSideOf(raw.underspend ?? [], "underspend", { raw, path, known, notes }),
    ...(atEnd === undefined
      ? {}
      : {
          underspendAtEnd: underspendSideOf(atEnd, "underspend in the last year", {
            raw,
            path,
            known,
            notes,
          }),
        }),
  };
}

const labels: Readonly<Record<string, LineLabel>> = {
  pool: "pool",
  pools: "pool",
  scheme: "scheme",
  schemes: "scheme",
  component: "component",
  components: "component",
  line: "line",
  lines: "line",
  basis: "basis",
};

function selectorOf(raw: RawRule["for"], path: Path, { pools }: Known, notes: Notes): Selector {
  if (raw === "everything") return { kind: "everything" };
  if (raw === "the rest") return { kind: "rest" };
  const [pair, ...more] = typeof raw === "string" ? [] : Object.entries(raw);
  const by = pair === undefined ? undefined : labels[pair[0]];
  if (pair === undefined || by === undefined || more.length > 0) {
    notes.say(
      path,
      "selector",
      "Write everything, the rest, or one of schemes:, components:, lines:, pools: or basis: with names.",
    );
    return { kind: "rest" };
  }
  const names = typeof pair[1] === "string" ? [pair[1]] : pair[1];
  for (const name of by === "pool" ? names : []) {
    if (pools.every(({ id }) => id !== name)) notes.say(path, "pool", `“${name}” is not one of the pools.`);
  }
  return { kind: "named", by, names };
}

function releaseOf(raw: RawRule, path: Path, { partners }: Known, notes: Notes): Release | undefined {
  const { "released if": target, released: how, "kept by": keptBy } = raw;
  if (target === undefined && how === undefined && keptBy === undefined) return undefined;
  if (target === undefined || how === undefined || keptBy === undefined) {
    notes.say(
      path,
      "release",
      "Money released on a target needs all three: released if:, released: and kept by:.",
    );
    return undefined;
  }
  if (partners.every(({ id }) => id !== keptBy)) {
    notes.say([...path, "kept by"], "partner", `“${keptBy}” is not one of the partners.`);
  }
  return { target, how, keptBy };
}

function overspendSide(raw: RawRule, path: Path, known: Known, notes: Notes): Side<OverspendTier> {
  const at = [...path, "overspend"];
  const tiers = tiersOf(raw.overspend, at, (tier, place) => overspendTier(tier, place, known, notes));
  const takesAll = (tier: OverspendTier): boolean => {
    if (tier.limit !== undefined) return false;
    if (tier.kind === "board" || tier.kind === "outside") return true;
    if (tier.kind !== "partners") return false;
    const { split } = tier;
    return known.partners.every(({ id, maximum }) => maximum === undefined || !mayFallOn(split, id));
  };
  if (tiers.length === raw.overspend.length) checkEnd(tiers.map(takesAll), at, overspendEnd, notes);
  const tolerance = toleranceOf(
    raw["overspend tolerance"],
    [...path, "overspend tolerance"],
    notes,
    (tier, place) => overspendTier(tier, place, known, notes),
  );
  return { tiers, ...(tolerance === undefined ? {} : { tolerance }) };
}

interface RuleReading {
  readonly raw: RawRule;
  readonly path: Path;
  readonly known: Known;
  readonly notes: Notes;
}

function underspendSideOf(raw: readonly RawTier[], key: string, reading: RuleReading): Side<UnderspendTier> {
  const { path, known, notes } = reading;
  const at = [...path, key];
  const tiers = tiersOf(raw, at, (tier, place) => underspendTier(tier, place, known, notes));
  const whole = ["carry-forward", "to-contingency", "return", "agreed-use", "rebid", "board"];
  const takesAll = tiers.map(({ kind, limit }) => limit === undefined && whole.includes(kind));
  if (tiers.length === raw.length && raw.length > 0) checkEnd(takesAll, at, underspendEnd, notes);
  for (const [place, { kind, limit }] of tiers.entries()) {
    if (kind !== "overspends") continue;
    if (place > 0)
      notes.say(
        [...at, place],
        "tier-order",
        "Overspends elsewhere are met before anything else: put this step first.",
      );
    if (limit?.kind === "of-rest")
      notes.say([...at, place, "up to"], "limit", "Give an amount or a part of the budget here.");
  }
  const tolerance = toleranceOf(
    reading.raw["underspend tolerance"],
    [...path, "underspend tolerance"],
    notes,
    (tier, place) => underspendTier(tier, place, known, notes),
  );
  return { tiers, ...(tolerance === undefined ? {} : { tolerance }) };
}

function tiersOf<Tier>(
  raw: readonly RawTier[],
  path: Path,
  read: (tier: RawTier, path: Path) => Tier | undefined,
): readonly Tier[] {
  return raw.flatMap((tier, place) => {
    const one = read(tier, [...path, place]);
    return one === undefined ? [] : [one];
  });
}

const overspendEnd =
  "The last step may leave something over. End with board:, outside: or partners: that have no limit and no maximum.";
const underspendEnd =
  "The last step may leave something over. End with return:, carry forward:, contingency:, agreed use:, rebid: or board: without a limit.";

function checkEnd(takesAll: readonly boolean[], path: Path, sentence: string, notes: Notes): void {
  const first = takesAll.indexOf(true);
  if (first === -1) notes.say([...path, takesAll.length - 1], "tier-open", sentence);
  else if (first < takesAll.length - 1) {
    notes.say(
      [...path, first + 1],
      "tier-unreached",
      "The step before this one takes all that is left, so this one never counts.",
    );
  }
}

function toleranceOf<Tier extends { readonly kind: string; readonly limit?: unknown }>(
  raw: RawTolerance | undefined,
  path: Path,
  notes: Notes,
  read: (tier: RawTier, path: Path) => Tier | undefined,
): Tolerance<Tier> | undefined {
  if (raw === undefined) return undefined;
  const band = limitOf(raw["up to"], [...path, "up to"], notes);
  const within = read(raw.within, [...path, "within"]);
  if (band?.kind === "of-rest")
    notes.say([...path, "up to"], "limit", "Give the band as an amount or as a part of the budget.");
  if (
    within !== undefined &&
    (["underspends", "overspends"].includes(within.kind) || within.limit !== undefined)
  ) {
    notes.say(
      [...path, "within"],
      "tier",
      "Inside the band use one step without a limit, and none that nets against others.",
    );
  }
  return band === undefined || within === undefined ? undefined : { band, within, beyond: raw.beyond };
}
