import { sql } from "kysely";
import { uuidOfName, type Dataset, type DatasetFacts, type Db, type SyncCount } from "../kernel/index.ts";
import { checkRule, type BoardRuleKind } from "./board-rule.ts";
import { areaIdOf, boardIdOf, organisationIdOf } from "./slug-id.ts";
import {
  cell,
  idFrom,
  loadRows,
  optional,
  optionalId,
  sumOf,
  worked,
  type Given,
  type Loading,
} from "./store-shipped-rows.ts";

/** Rules of boards, place partnerships, and of the made-up place who sits where. */
export const boardDatasets: readonly Dataset[] = [
  { key: "place-partnerships", order: 18, load: loadPartnerships },
  { key: "board-rules", order: 19, load: loadRules },
  { key: "illustrative-offices", order: 19, load: loadOffices },
];

/** Partnerships known by name only; one that boards.csv lists with its seats is left to that file. */
async function loadPartnerships(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const others = await sql<{
    slug: string;
  }>`select slug from place.board where dataset is distinct from ${facts.key}`.execute(tx);
  const taken = new Set(others.rows.map((row) => row.slug));
  const bySlug = new Map<string, Given[]>();
  for (const row of rows) {
    const slug = row["slug"] ?? "";
    if (!taken.has(slug)) bySlug.set(slug, [...(bySlug.get(slug) ?? []), row]);
  }
  const areas = await sql<{
    slug: string;
    name: string;
  }>`select slug, name from place.area`.execute(tx);
  const nameOf = new Map(areas.rows.map((area) => [area.slug, area.name]));
  const own = [...bySlug.values()].map((of): Given => {
    const places = of.flatMap((row) => (nameOf.has(row["area"] ?? "") ? [row["area"]!] : []));
    return {
      ...of[0]!,
      area: places.length === 1 ? places[0]! : "",
      area_words: places.length > 1 ? places.map((slug) => nameOf.get(slug)!).join("; ") : "",
    };
  });
  return await loadRows(tx, partnerships, { rows: own, facts });
}

const partnerships: Loading = {
  table: "place.board",
  key: ["id"],
  isEdited: true,
  columns: {
    id: idFrom(boardIdOf, "slug"),
    slug: cell(),
    kind: worked("text", () => "place-partnership"),
    name: cell(),
    area_id: optionalId(areaIdOf, "area"),
    area_words: optional(),
    completeness: worked("text", () => "not-held"),
    completeness_note: worked("text", () => "known by name only"),
  },
};

async function loadRules(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const own = rows.filter((row) => row["board"]);
  return await syncRules(
    tx,
    own.map((row) => ({ board: row["board"]!, ...ruleOfWords(row["rule"] ?? ""), row })),
    facts,
  );
}

/** A rule in the words of a source: those that are read exactly get their kind, others stay words. */
function ruleOfWords(words: string): { readonly kind: BoardRuleKind; readonly rule: string } {
  const quorum = /^quorum (\d+)$/.exec(words);
  if (quorum) return { kind: "quorum", rule: quorum[1]! };
  if (words === "political balance waived") return { kind: "political-balance", rule: "waived" };
  if (words === "councillor membership need not be politically balanced")
    return { kind: "political-balance", rule: "does not apply" };
  return { kind: "other", rule: words };
}

/** Rules that stand in the same row as their board, as in the file of the made-up place. */
export async function loadRulesOfBoards(
  tx: Db,
  rows: readonly Given[],
  facts: DatasetFacts,
): Promise<SyncCount> {
  const rules = rows.flatMap((row) => {
    const board = row["slug"] ?? "";
    const quorum = [row["quorum"], row["quorum_rule"]].filter(Boolean).join(" and ");
    const given: readonly (readonly [BoardRuleKind, string | undefined])[] = [
      ["quorum", quorum],
      ["notice", row["notice_clear_days"]],
      ["call-in", row["call_in_days"]],
      ["decides-by", row["decides_by"]],
    ];
    return given.flatMap(([kind, rule]) => (rule ? [{ board, kind, rule, row }] : []));
  });
  return await syncRules(tx, rules, facts);
}

const ruleRows: Loading = {
  table: "place.board_rule",
  key: ["id"],
  isDated: true,
  isEdited: true,
  columns: {
    id: worked("uuid", (row) =>
      uuidOfName(`place:board-rule:${row["board"]}:${row["rule_kind"]}:${row["rule"]}`),
    ),
    board_id: idFrom(boardIdOf, "board"),
    kind: cell("text", "rule_kind"),
    rule: worked("text", (row) => {
      const checked = checkRule(row["rule_kind"] as BoardRuleKind, row["rule"] ?? "");
      if (!checked.ok) throw new RangeError(`Rule of ${row["board"]}: ${checked.problems[0]!.message}`);
      return checked.value;
    }),
  },
};

async function syncRules(
  tx: Db,
  rules: readonly {
    readonly board: string;
    readonly kind: BoardRuleKind;
    readonly rule: string;
    readonly row: Given;
  }[],
  facts: DatasetFacts,
): Promise<SyncCount> {
  const rows = rules.map(({ board, kind, rule, row }) => ({ ...row, board, rule_kind: kind, rule }));
  return await loadRows(tx, ruleRows, { rows, facts });
}

/** Offices of the made-up place as members of its boards, and as posts where one answers to two bodies. */
async function loadOffices(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const seated = rows.flatMap((row) => {
    const [, board, number] = /^(.+)-(\d+)$/.exec(row["seat"] ?? "") ?? [];
    return board && number ? [{ ...row, board, number }] : [];
  });
  const joint = rows.filter((row) => row["also_answers_to"]);
  const posts = [...new Map(joint.map((row) => [postSlug(row), row])).values()];
  return sumOf(
    await loadRows(tx, memberRows, { rows: seated, facts }),
    await loadRows(tx, postRows, { rows: posts, facts }),
  );
}

const memberRows: Loading = {
  table: "place.member",
  key: ["id"],
  isDated: true,
  isEdited: true,
  columns: {
    id: worked("uuid", (row) =>
      uuidOfName(`place:member:${row["seat"]}:${row["title"]}:${row["begins_on"]}`),
    ),
    board_id: idFrom(boardIdOf, "board"),
    seat_number: cell("text", "number"),
    office: cell("text", "title"),
    as_substitute: worked("boolean", () => false),
  },
};

const postRows: Loading = {
  table: "place.post",
  key: ["id"],
  isDated: true,
  isEdited: true,
  columns: {
    id: worked("uuid", (row) => uuidOfName(`place:post:${postSlug(row)}`)),
    slug: worked("text", postSlug),
    title: cell(),
    kind: worked("text", () => "joint-appointment"),
    organisation_id: idFrom(organisationIdOf, "organisation"),
    second_id: idFrom(organisationIdOf, "also_answers_to"),
  },
};

function postSlug(row: Given): string {
  return `${row["organisation"]}-${(row["title"] ?? "").toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
}

/** Boards of a file whose membership somebody here has taken over: their seats are no longer the file's. */
export async function takenOverBoards(tx: Db): Promise<ReadonlySet<string>> {
  const result = await sql<{ id: string }>`select id from place.board where dataset is null`.execute(tx);
  return new Set(result.rows.map((row) => row.id));
}
