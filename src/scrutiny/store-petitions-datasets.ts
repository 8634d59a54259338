import { sql } from "kysely";
import {
  syncRows,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type Db,
  type SyncCount,
} from "../kernel/index.ts";
import { boardIdOf } from "../place/index.ts";
import { dates, filled, sum, texts } from "./store-questions-datasets.ts";

type Given = Readonly<Record<string, string>>;

const audience = "public";
const unless = sql<boolean>`held.dataset is null`;

/** The made-up petitions and the rule of their board. */
export const petitionDatasets: readonly Dataset[] = [
  { key: "illustrative-petition-rules", order: 348, load: loadRules },
  { key: "illustrative-petitions", order: 349, load: loadPetitions },
];

async function loadRules(tx: Db, rows: readonly Given[], { key }: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "scrutiny.petition_rule",
      key: ["board_id", "from_on"],
      dataset: key,
      unless,
      columns: {
        board_id: "uuid",
        from_on: "date",
        signatures: "integer",
        ...texts("who", "source", "audience"),
      },
    },
    rows.map((row) => ({
      ...filled(row, "from_on", "signatures", "who", "source"),
      board_id: boardIdOf(row["board"]!),
      audience,
    })),
  );
}

async function loadPetitions(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const given = rows.map((row) => ({
    row,
    id: uuidOfName(`scrutiny:petition:${row["board"]!}-${row["number"]!}`),
  }));
  const petitions = await syncRows(
    tx,
    {
      table: "scrutiny.petition",
      key: ["id"],
      dataset: facts.key,
      unless,
      columns: {
        id: "uuid",
        board_id: "uuid",
        number: "integer",
        threshold: "integer",
        signatures: "integer",
        ...texts("slug", "state", "source", "basis", "audience"),
        ...dates("started_on", "closes_on", "reached_on", "moderated_on", "seen"),
      },
    },
    given.map(({ row, id }) => ({
      ...filled(
        row,
        "number",
        "threshold",
        "signatures",
        "state",
        "started_on",
        "closes_on",
        "reached_on",
        "moderated_on",
      ),
      id,
      board_id: boardIdOf(row["board"]!),
      slug: `${row["board"]!}-${row["number"]!}`,
      source: facts.source,
      seen: facts.seen,
      basis: facts.basis,
      audience,
    })),
  );
  const contents = await syncRows(
    tx,
    {
      table: "scrutiny.petition_content",
      key: ["petition_id"],
      dataset: facts.key,
      unless,
      columns: { petition_id: "uuid", ...texts("title", "words", "audience") },
    },
    given.map(({ row, id }) => ({ ...filled(row, "title", "words"), petition_id: id, audience })),
  );
  return sum([petitions, contents]);
}
