import { uuidOfName, type Dataset, type DatasetFacts, type Db, type SyncCount } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { sectorsOf } from "./store-sectors.ts";
import { filled, syncSheet, type Given } from "./store-shipped.ts";

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

async function loadPlans(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.involvement",
      key: "id",
      columns: {
        uuid: "id body_id",
        text: "slug title about source source_url basis",
        date: "asked_on seen",
      },
    },
    rows.map((row) => ({
      ...filled(row, "slug title about source source_url basis asked_on seen"),
      id: planIdOf(row["slug"]),
      body_id: row["body"] ? organisationIdOf(row["body"]) : undefined,
    })),
  );
}

async function loadShares(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.involvement_share",
      key: "involvement_id who degree",
      columns: { uuid: "involvement_id", numeric: "percent", text: "who degree" },
    },
    rows.map((row) => ({
      ...filled(row, "who degree percent"),
      involvement_id: planIdOf(row["plan"]),
    })),
  );
}

async function loadAnswers(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const sectorIn = await sectorsOf(tx, rows);
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.involvement_answer",
      key: "involvement_id organisation_id number",
      columns: {
        uuid: "involvement_id organisation_id",
        integer: "number",
        date: "on_date",
        text: "sector degree office words",
      },
    },
    rows.map((row) => ({
      ...filled(row, "number degree office words on_date"),
      involvement_id: planIdOf(row["plan"]),
      organisation_id: organisationIdOf(row["organisation"]!),
      sector: sectorIn(row),
    })),
  );
}

async function loadTellings(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.involvement_telling",
      key: "involvement_id number",
      columns: {
        uuid: "involvement_id organisation_id",
        integer: "number",
        date: "on_date entered_on",
        text: "how",
      },
    },
    rows.map((row) => ({
      ...filled(row, "number on_date how entered_on"),
      involvement_id: planIdOf(row["plan"]),
      organisation_id: organisationIdOf(row["organisation"]!),
    })),
  );
}
