import { parseMoney } from "../money/money-text.ts";
import type { Agreement, Limit, OverspendTier, Reach, Split, UnderspendTier } from "./agreement.ts";
import type { RawSplit, RawTier } from "./agreement-schema.ts";
import { fixedParts, parsePercent } from "./fraction.ts";
import type { Notes } from "./notes.ts";
import type { Path } from "./yaml-source.ts";

/** What a tier may refer to. */
export type Known = Pick<Agreement, "partners" | "pools" | "pots">;

const splitWords = ["contribution", "total contribution", "commissioned", "equally", "commissioner", "host"];
const overspendWords = ["underspends", "contingency", "uncommitted", "partners", "board", "outside"] as const;
const underspendWords = [
  "overspends",
  "carry forward",
  "contingency",
  "return",
  "earned",
  "agreed use",
  "rebid",
  "board",
] as const;

/** A word that names a way to split cannot be a partner's id. */
export const reservedIds: readonly string[] = splitWords;

/** Reads one step of who pays for an overspend; undefined, with notes, where it cannot be read. */
export function overspendTier(
  raw: RawTier,
  path: Path,
  known: Known,
  notes: Notes,
): OverspendTier | undefined {
  const read = tierParts(raw, path, overspendWords, notes);
  if (read === undefined) return undefined;
  const { word, value, limit } = read;
  const at = [...path, word];
  const rest = limit === undefined ? {} : { limit };
  switch (word) {
    case "underspends":
    case "uncommitted": {
      const reach = reachOf(value, at, notes);
      return reach === undefined ? undefined : { kind: word, reach, ...rest };
    }
    case "contingency": {
      const pot = potOf(value, at, known, notes);
      return pot === undefined ? undefined : { kind: "contingency", pot, ...rest };
    }
    case "partners": {
      const split = splitOf(value, at, known, notes);
      return split === undefined ? undefined : { kind: "partners", split, ...rest };
    }
    case "board":
    case "outside": {
      const board = textOf(value, at, notes);
      return board === undefined ? undefined : { kind: word, board, ...rest };
    }
  }
}

/** Reads one step of what becomes of an underspend; undefined, with notes, where it cannot be read. */
export function underspendTier(
  raw: RawTier,
  path: Path,
  known: Known,
  notes: Notes,
): UnderspendTier | undefined {
  const read = tierParts(raw, path, underspendWords, notes);
  if (read === undefined) return undefined;
  const { word, value, limit } = read;
  const at = [...path, word];
  const rest = limit === undefined ? {} : { limit };
  switch (word) {
    case "overspends": {
      const reach = reachOf(value, at, notes);
      return reach === undefined ? undefined : { kind: "overspends", reach, ...rest };
    }
    case "carry forward":
      if (value !== "yes") notes.say(at, "tier", "Write carry forward: yes, with up to: for a part of it.");
      return { kind: "carry-forward", ...rest };
    case "contingency": {
      const pot = potOf(value, at, known, notes);
      return pot === undefined ? undefined : { kind: "to-contingency", pot, ...rest };
    }
    case "return":
    case "earned": {
      const split = splitOf(value, at, known, notes);
      return split === undefined ? undefined : { kind: word, split, ...rest };
    }
    case "agreed use": {
      const purpose = textOf(value, at, notes);
      return purpose === undefined ? undefined : { kind: "agreed-use", purpose, ...rest };
    }
    case "rebid":
    case "board": {
      const board = textOf(value, at, notes);
      return board === undefined ? undefined : { kind: word, board, ...rest };
    }
  }
}

interface TierParts<Word> {
  readonly word: Word;
  readonly value: RawSplit;
  readonly limit: Limit | undefined;
}

function tierParts<Word extends string>(
  raw: RawTier,
  path: Path,
  words: readonly Word[],
  notes: Notes,
): TierParts<Word> | undefined {
  const found = Object.keys(raw).filter((key) => key !== "up to");
  const word = words.find((one) => one === found[0]);
  const [value, most] = [word === undefined ? undefined : raw[word], raw["up to"]];
  if (found.length !== 1 || word === undefined || value === undefined) {
    const what =
      found.length === 1 ? `“${found[0]}” is no step here` : "A step needs exactly one of these words";
    notes.say([...path, ...found.slice(0, 1)], "tier", `${what}. Use one of: ${words.join(", ")}.`);
    return undefined;
  }
  const limit = most === undefined ? undefined : limitOf(most, [...path, "up to"], notes);
  return most !== undefined && limit === undefined ? undefined : { word, value, limit };
}

/** Reads `£500,000`, `2% of the budget` or `50% of what is left`. */
export function limitOf(raw: RawSplit, path: Path, notes: Notes): Limit | undefined {
  const text = textOf(raw, path, notes);
  if (text === undefined) return undefined;
  const share = /^(.*?)\s*of\s+(the budget|what is left)$/.exec(text);
  const percent = share === null ? undefined : parsePercent(share[1] as string);
  if (percent !== undefined && percent.numerator > 0n) {
    return { kind: share?.[2] === "the budget" ? "of-budget" : "of-rest", percent };
  }
  const money = parseMoney(text);
  if (money.ok && money.value.pence > 0n) return { kind: "amount", amount: money.value.pence };
  notes.say(
    path,
    "limit",
    `“${text}” is no limit. Write an amount such as £500,000, 2% of the budget, or 50% of what is left.`,
  );
  return undefined;
}

/** Reads how something is split: a word, one partner, or fixed parts. */
export function splitOf(raw: RawSplit, path: Path, { partners }: Known, notes: Notes): Split | undefined {
  if (typeof raw === "string") {
    if (partners.some(({ id }) => id === raw)) return { kind: "partner", partner: raw };
    if (!splitWords.includes(raw)) {
      const ids = partners.map(({ id }) => id);
      notes.say(
        path,
        "split",
        `“${raw}” is no partner and no way to split. Use one of: ${[...splitWords, ...ids].join(", ")}; or give each partner's per cent.`,
      );
      return undefined;
    }
    return { kind: raw === "total contribution" ? "total-contribution" : (raw as "contribution") };
  }
  const strangers = Object.keys(raw).filter((id) => partners.every((partner) => partner.id !== id));
  for (const id of strangers)
    notes.say(
      [...path, id],
      "partner",
      `“${id}” is not one of the partners (${partners.map((one) => one.id).join(", ")}).`,
    );
  if (strangers.length > 0) return undefined;
  const inTieOrder = partners.flatMap(({ id }) => (raw[id] === undefined ? [] : [[id, raw[id]] as const]));
  const parts = fixedParts(inTieOrder);
  if (typeof parts !== "string") return { kind: "fixed", parts };
  notes.say(path, "split", parts);
  return undefined;
}

function reachOf(raw: RawSplit, path: Path, notes: Notes): Reach | undefined {
  if (raw === "same pool" || raw === "any pool") return raw;
  notes.say(path, "tier", "Say from where: same pool, or any pool.");
  return undefined;
}

function potOf(raw: RawSplit, path: Path, { pots }: Known, notes: Notes): string | undefined {
  if (typeof raw === "string" && pots.some(({ id }) => id === raw)) return raw;
  const ids = pots.map(({ id }) => id).join(", ");
  const held = ids === "" ? "The agreement has no pots yet: list it there first." : `The pots are: ${ids}.`;
  notes.say(path, "pot", `“${typeof raw === "string" ? raw : "a list"}” is not one of the pots. ${held}`);
  return undefined;
}

function textOf(raw: RawSplit, path: Path, notes: Notes): string | undefined {
  if (typeof raw === "string") return raw;
  notes.say(path, "tier", "This must be a single text.");
  return undefined;
}
