import { parseMoney } from "../money/money-text.ts";
import type { Pence } from "../money/pence.ts";
import { isKey } from "../book/key.ts";
import { bad, good } from "../problem.ts";
import type { Checked } from "../problem.ts";
import type { Agreement, Partner, Pool, Pot } from "./agreement.ts";
import { readShape } from "./agreement-schema.ts";
import type { RawAgreement } from "./agreement-schema.ts";
import { notesOn } from "./notes.ts";
import type { Notes } from "./notes.ts";
import { rulesOf } from "./rule-file.ts";
import { reservedIds, splitOf } from "./tier-file.ts";
import { readYaml } from "./yaml-source.ts";
import type { Path } from "./yaml-source.ts";

/**
 * Reads a risk-share agreement from its YAML file into one tree: the README has the language.
 *
 * Whatever cannot be read, or would leave a penny unplaced, is a problem with file and line; all are given at once.
 *
 * @param text  the file's text
 * @param file  its name, for the messages
 * @example parseAgreement("agreement: Better care", "a.yaml").ok // false
 */
export function parseAgreement(text: string, file: string): Checked<Agreement> {
  const source = readYaml(text, file);
  if (!source.ok) return source;
  const shape = readShape(source.value);
  if (!shape.ok) return shape;
  const notes = notesOn(source.value);
  const agreement = treeOf(shape.value, notes);
  return notes.problems.length > 0 ? bad(...notes.problems) : good(agreement);
}

function treeOf(raw: RawAgreement, notes: Notes): Agreement {
  const partners = Object.entries(raw.partners).map(([id, partner]) => partnerOf(id, partner, notes));
  if (partners.length < 2) notes.say(["partners"], "partners", "A risk is shared by two partners or more.");
  const pools = poolsOf(raw, partners, notes);
  const pots = potsOf(raw, partners, notes);
  const known = { partners, pools, pots };
  return {
    name: raw.agreement,
    year: raw.year,
    source: raw.source,
    illustrative: raw.illustrative === "yes",
    lastYear: raw["last year"] === "yes",
    ...known,
    rules: rulesOf(raw.rules, known, notes),
  };
}

function partnerOf(id: string, raw: RawAgreement["partners"][string], notes: Notes): Partner {
  const path = ["partners", id];
  checkId(id, path, notes);
  if (reservedIds.includes(id))
    notes.say(path, "id", `“${id}” is a word of the language. Give the partner another id.`);
  const contribution = amountOf(raw.contributes, [...path, "contributes"], notes);
  const maximum = amountOf(raw["pays at most"], [...path, "pays at most"], notes);
  return {
    id,
    name: raw.name,
    ...(contribution === undefined ? {} : { contribution }),
    ...(maximum === undefined ? {} : { maximum }),
  };
}

/** An agreement without a list of pools has one, and then says who hosts it in one word. */
function poolsOf(raw: RawAgreement, partners: readonly Partner[], notes: Notes): readonly Pool[] {
  const host = (id: string | undefined, path: Path): { host?: string } => {
    if (id === undefined) return {};
    checkPartner(id, path, partners, notes);
    return { host: id };
  };
  if (raw.pools === undefined) return [{ id: "pool", name: "the pool", ...host(raw.host, ["host"]) }];
  if (raw.host !== undefined) notes.say(["host"], "host", "Each pool has a host of its own: write it there.");
  return Object.entries(raw.pools).map(([id, pool]) => {
    checkId(id, ["pools", id], notes);
    return { id, name: pool.name, ...host(pool.host, ["pools", id, "host"]) };
  });
}

function potsOf(raw: RawAgreement, partners: readonly Partner[], notes: Notes): readonly Pot[] {
  return Object.entries(raw.pots ?? {}).map(([id, pot]) => {
    const path = ["pots", id];
    checkId(id, path, notes);
    const amount = amountOf(pot.holds, [...path, "holds"], notes) ?? (0n as Pence);
    const given = pot["provided by"];
    const providedBy =
      given === undefined
        ? undefined
        : splitOf(given, [...path, "provided by"], { partners, pools: [], pots: [] }, notes);
    if (
      providedBy !== undefined &&
      !["fixed", "equally", "partner", "total-contribution"].includes(providedBy.kind)
    ) {
      notes.say(
        [...path, "provided by"],
        "split",
        "A pot is provided in fixed parts, equally, by one partner or by total contribution.",
      );
    }
    return { id, name: pot.name, amount, ...(providedBy === undefined ? {} : { providedBy }) };
  });
}

/** An amount that is not below nought; undefined where there is none. */
function amountOf(text: string | undefined, path: Path, notes: Notes): Pence | undefined {
  if (text === undefined) return undefined;
  const money = parseMoney(text);
  if (money.ok && money.value.pence >= 0n) return money.value.pence;
  notes.say(
    path,
    "money-unreadable",
    money.ok ? `“${text}” is below nought.` : (money.problems[0]?.message ?? ""),
  );
  return undefined;
}

function checkId(id: string, path: Path, notes: Notes): void {
  if (isKey(id)) return;
  notes.say(
    path,
    "id",
    `“${id}” cannot be an id. Use small letters, digits and hyphens, and put the full name in name:.`,
  );
}

/** Notes a partner that the agreement does not have. */
function checkPartner(id: string, path: Path, partners: readonly Partner[], notes: Notes): void {
  if (partners.some((partner) => partner.id === id)) return;
  notes.say(
    path,
    "partner",
    `“${id}” is not one of the partners (${partners.map((one) => one.id).join(", ")}).`,
  );
}
