import { uuidOfName, type Dataset, type DatasetFacts, type Db, type SyncCount } from "../kernel/index.ts";
import { boardIdOf } from "../place/index.ts";
import { filled, sumOf, syncSheet, type Given } from "./store-shipped.ts";

/** The made-up petitions and the rule of their board. */
export const petitionDatasets: readonly Dataset[] = [
  { key: "illustrative-petition-rules", order: 348, load: loadRules },
  { key: "illustrative-petitions", order: 349, load: loadPetitions },
];

async function loadRules(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.petition_rule",
      key: "board_id from_on",
      columns: { uuid: "board_id", date: "from_on", integer: "signatures", text: "who source" },
    },
    rows.map((row) => ({
      ...filled(row, "from_on signatures who source"),
      board_id: boardIdOf(row["board"]!),
    })),
  );
}

async function loadPetitions(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const slugOf = (row: Given): string => `${row["board"]!}-${row["number"]!}`;
  const idOf = (row: Given): string => uuidOfName(`scrutiny:petition:${slugOf(row)}`);
  const petitions = await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.petition",
      key: "id",
      columns: {
        uuid: "id board_id",
        integer: "number threshold signatures",
        text: "slug state source basis",
        date: "started_on closes_on reached_on moderated_on seen",
      },
    },
    rows.map((row) => ({
      ...filled(row, "number threshold signatures state started_on closes_on reached_on moderated_on"),
      id: idOf(row),
      board_id: boardIdOf(row["board"]!),
      slug: slugOf(row),
      source: facts.source,
      seen: facts.seen,
      basis: facts.basis,
    })),
  );
  const contents = await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.petition_content",
      key: "petition_id",
      columns: { uuid: "petition_id", text: "title words" },
    },
    rows.map((row) => ({ ...filled(row, "title words"), petition_id: idOf(row) })),
  );
  return sumOf([petitions, contents]);
}
