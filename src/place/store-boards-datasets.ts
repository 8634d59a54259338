import { sql } from "kysely";
import {
  syncRows,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type Db,
  type SyncCount,
} from "../kernel/index.ts";
import { checkRule, type BoardRuleKind } from "./board-rule.ts";
import { boardIdOf, organisationIdOf } from "./slug-id.ts";
import { type Given, sourced, dated, takenOver, sources, datedSources, sumOf } from "./store-shipped-rows.ts";

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
  const columns = {
    id: "uuid",
    slug: "text",
    kind: "text",
    name: "text",
    area_id: "uuid",
    area_words: "text",
    completeness: "text",
    completeness_note: "text",
    ...sourced,
  };
  const areas = await sql<{
    slug: string;
    id: string;
    name: string;
  }>`select slug, id, name from place.area`.execute(tx);
  const areaOf = new Map(areas.rows.map((area) => [area.slug, area]));
  return await syncRows(
    tx,
    { table: "place.board", key: ["id"], dataset: facts.key, unless: takenOver, columns },
    [...bySlug].map(([slug, own]) => {
      const places = own.flatMap((row) => areaOf.get(row["area"] ?? "") ?? []);
      return {
        id: boardIdOf(slug),
        slug,
        kind: "place-partnership",
        name: own[0]!["name"],
        area_id: places.length === 1 ? places[0]!.id : undefined,
        area_words: places.length > 1 ? places.map((place) => place.name).join("; ") : undefined,
        completeness: "not-held",
        completeness_note: "known by name only",
        ...sources(own[0]!, facts),
      };
    }),
  );
}

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
  const columns = { id: "uuid", board_id: "uuid", kind: "text", rule: "text", ...dated, ...sourced };
  return await syncRows(
    tx,
    { table: "place.board_rule", key: ["id"], dataset: facts.key, unless: takenOver, columns },
    rules.map(({ board, kind, rule, row }) => {
      const checked = checkRule(kind, rule);
      if (!checked.ok) throw new RangeError(`Rule of ${board}: ${checked.problems[0]!.message}`);
      return {
        id: uuidOfName(`place:board-rule:${board}:${kind}:${rule}`),
        board_id: boardIdOf(board),
        kind,
        rule: checked.value,
        ...datedSources(row, facts),
      };
    }),
  );
}

/** Offices of the made-up place as members of its boards, and as posts where one answers to two bodies. */
async function loadOffices(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return sumOf(await loadMembers(tx, rows, facts), await loadPosts(tx, rows, facts));
}

async function loadMembers(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    id: "uuid",
    board_id: "uuid",
    seat_number: "text",
    office: "text",
    as_substitute: "boolean",
    ...dated,
    ...sourced,
  };
  return await syncRows(
    tx,
    { table: "place.member", key: ["id"], dataset: facts.key, unless: takenOver, columns },
    rows.flatMap((row) => {
      const seat = /^(.+)-(\d+)$/.exec(row["seat"] ?? "");
      if (!seat) return [];
      return [
        {
          id: uuidOfName(`place:member:${row["seat"]}:${row["title"]}:${row["begins_on"]}`),
          board_id: boardIdOf(seat[1]!),
          seat_number: seat[2]!,
          office: row["title"],
          as_substitute: false,
          ...datedSources(row, facts),
        },
      ];
    }),
  );
}

async function loadPosts(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const columns = {
    id: "uuid",
    slug: "text",
    title: "text",
    kind: "text",
    organisation_id: "uuid",
    second_id: "uuid",
    ...dated,
    ...sourced,
  };
  const joint = rows.filter((row) => row["also_answers_to"]);
  const slugOf = (row: Given): string =>
    `${row["organisation"]}-${(row["title"] ?? "").toLowerCase().replace(/[^a-z0-9]+/g, "-")}`;
  const bySlug = new Map(joint.map((row) => [slugOf(row), row]));
  return await syncRows(
    tx,
    { table: "place.post", key: ["id"], dataset: facts.key, unless: takenOver, columns },
    [...bySlug].map(([slug, row]) => ({
      id: uuidOfName(`place:post:${slug}`),
      slug,
      title: row["title"],
      kind: "joint-appointment",
      organisation_id: organisationIdOf(row["organisation"] ?? ""),
      second_id: organisationIdOf(row["also_answers_to"] ?? ""),
      ...datedSources(row, facts),
    })),
  );
}

/** Boards of a file whose membership somebody here has taken over: their seats are no longer the file's. */
export async function takenOverBoards(tx: Db): Promise<ReadonlySet<string>> {
  const result = await sql<{ id: string }>`select id from place.board where dataset is null`.execute(tx);
  return new Set(result.rows.map((row) => row.id));
}
