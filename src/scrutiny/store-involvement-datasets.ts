import { sql } from "kysely";
import {
  syncRows,
  uuidOfName,
  type Dataset,
  type DatasetFacts,
  type Db,
  type SyncCount,
} from "../kernel/index.ts";
import { listOrganisationsById, organisationIdOf } from "../place/index.ts";
import { sectorOf } from "./account.ts";
import { dates, filled, texts } from "./store-questions-datasets.ts";

type Given = Readonly<Record<string, string>>;

const audience = "public";
const unless = sql<boolean>`held.dataset is null`;
const order = 346;

/** Plans of which it is known who was involved: from surveys, and a made-up one. */
export const involvementDatasets: readonly Dataset[] = [
  { key: "involvement", order, load: loadPlans },
  { key: "illustrative-involvement", order, load: loadPlans },
  { key: "involvement-shares", order: order + 1, load: loadShares },
  { key: "illustrative-involvement-answers", order: order + 1, load: loadAnswers },
  { key: "illustrative-involvement-tellings", order: order + 1, load: loadTellings },
];

function planIdOf(slug: string | undefined): string {
  return uuidOfName(`scrutiny:involvement:${slug ?? ""}`);
}

async function loadPlans(tx: Db, rows: readonly Given[], { key }: DatasetFacts): Promise<SyncCount> {
  const words = ["slug", "title", "about", "source", "source_url", "basis"];
  return await syncRows(
    tx,
    {
      table: "scrutiny.involvement",
      key: ["id"],
      dataset: key,
      unless,
      columns: {
        id: "uuid",
        body_id: "uuid",
        ...texts(...words, "audience"),
        ...dates("asked_on", "seen"),
      },
    },
    rows.map((row) => ({
      ...filled(row, ...words, "asked_on", "seen"),
      id: planIdOf(row["slug"]),
      body_id: row["body"] ? organisationIdOf(row["body"]) : undefined,
      audience,
    })),
  );
}

async function loadShares(tx: Db, rows: readonly Given[], { key }: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "scrutiny.involvement_share",
      key: ["involvement_id", "who", "degree"],
      dataset: key,
      columns: { involvement_id: "uuid", percent: "numeric", ...texts("who", "degree", "audience") },
    },
    rows.map((row) => ({
      ...filled(row, "who", "degree", "percent"),
      involvement_id: planIdOf(row["plan"]),
      audience,
    })),
  );
}

async function loadAnswers(tx: Db, rows: readonly Given[], { key }: DatasetFacts): Promise<SyncCount> {
  const ids = rows.map((row) => organisationIdOf(row["organisation"]!));
  const kinds = new Map((await listOrganisationsById(tx, ids)).map((one) => [String(one.id), one.kind]));
  return await syncRows(
    tx,
    {
      table: "scrutiny.involvement_answer",
      key: ["involvement_id", "organisation_id", "number"],
      dataset: key,
      unless,
      columns: {
        involvement_id: "uuid",
        organisation_id: "uuid",
        number: "integer",
        on_date: "date",
        ...texts("sector", "degree", "office", "words", "audience"),
      },
    },
    rows.map((row, place) => ({
      ...filled(row, "number", "degree", "office", "words", "on_date"),
      involvement_id: planIdOf(row["plan"]),
      organisation_id: ids[place]!,
      sector: sectorOf(kinds.get(ids[place]!) ?? ""),
      audience,
    })),
  );
}

async function loadTellings(tx: Db, rows: readonly Given[], { key }: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "scrutiny.involvement_telling",
      key: ["involvement_id", "number"],
      dataset: key,
      unless,
      columns: {
        involvement_id: "uuid",
        organisation_id: "uuid",
        number: "integer",
        ...dates("on_date", "entered_on"),
        ...texts("how", "audience"),
      },
    },
    rows.map((row) => ({
      ...filled(row, "number", "on_date", "how", "entered_on"),
      involvement_id: planIdOf(row["plan"]),
      organisation_id: organisationIdOf(row["organisation"]!),
      audience,
    })),
  );
}
