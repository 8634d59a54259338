import { uuidOfName, type Dataset, type DatasetFacts, type Db, type SyncCount } from "../kernel/index.ts";
import { organisationIdOf } from "../place/index.ts";
import { filled, sumOf, syncSheet, type Given } from "./store-shipped.ts";
import { sectorsOf } from "./store-sectors.ts";

const order = 342;

/** Events known from sources, and the made-up ones that show how this works. */
export const accountDatasets: readonly Dataset[] = [
  { key: "account-events", order, load: loadEvents },
  { key: "illustrative-account-events", order, load: loadEvents },
  { key: "account-statements", order: order + 1, load: loadStatements },
  { key: "illustrative-account-statements", order: order + 1, load: loadStatements },
  { key: "account-stances", order: order + 2, load: loadStances },
  { key: "illustrative-account-partners", order: order + 2, load: loadPartners },
  { key: "illustrative-account-ratings", order: order + 3, load: loadRatings },
  { key: "illustrative-account-agreements", order: order + 3, load: loadAgreements },
];

function eventIdOf(slug: string | undefined): string {
  return uuidOfName(`scrutiny:account:${slug ?? ""}`);
}

async function loadEvents(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const words = "slug title happened when_words source source_url basis";
  const days = "from_on started_on closes_on opened_on seen";
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.account_event",
      key: "id",
      columns: { uuid: "id convener_id", text: words, date: days },
    },
    rows.map((row) => ({
      ...filled(row, `${words} ${days}`),
      id: eventIdOf(row["slug"]),
      convener_id: row["convener"] ? organisationIdOf(row["convener"]) : undefined,
    })),
  );
}

async function loadStatements(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.account_statement",
      key: "event_id number",
      columns: { uuid: "event_id", integer: "number", text: "words" },
    },
    rows.map((row) => ({ ...filled(row, "number words"), event_id: eventIdOf(row["event"]) })),
  );
}

async function loadStances(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const words = "sector role party said said_on source source_url basis";
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.account_stance",
      key: "event_id place",
      columns: { uuid: "event_id", integer: "place", date: "seen", text: words },
    },
    rows.map((row) => ({ ...filled(row, `${words} place seen`), event_id: eventIdOf(row["event"]) })),
  );
}

async function loadPartners(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const sectorIn = await sectorsOf(tx, rows);
  const keyOf = (row: Given) => ({
    event_id: eventIdOf(row["event"]),
    organisation_id: organisationIdOf(row["organisation"]!),
  });
  const key = "event_id organisation_id";
  const partners = await syncSheet(
    tx,
    facts,
    { table: "scrutiny.account_partner", key, columns: { uuid: key, date: "sealed_on", text: "sector" } },
    rows.map((row) => ({ ...filled(row, "sealed_on"), ...keyOf(row), sector: sectorIn(row) })),
  );
  const tellings = await syncSheet(
    tx,
    facts,
    { table: "scrutiny.account_telling", key, columns: { uuid: key, text: "office words" } },
    rows
      .filter((row) => row["telling"] !== "")
      .map((row) => ({ ...keyOf(row), office: row["office"]!, words: row["telling"]! })),
  );
  return sumOf([partners, tellings]);
}

async function loadRatings(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  return await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.account_rating",
      key: "event_id organisation_id number",
      columns: { uuid: "event_id organisation_id", integer: "number rating", text: "words" },
    },
    rows.map((row) => ({
      ...filled(row, "number rating words"),
      event_id: eventIdOf(row["event"]),
      organisation_id: organisationIdOf(row["organisation"]!),
    })),
  );
}

async function loadAgreements(tx: Db, rows: readonly Given[], facts: DatasetFacts): Promise<SyncCount> {
  const agreements = await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.account_agreement",
      key: "event_id number",
      columns: {
        uuid: "event_id owner_id",
        integer: "number",
        text: "words",
        date: "due_on proposed_on",
      },
    },
    rows.map((row) => ({
      ...filled(row, "number words due_on proposed_on"),
      event_id: eventIdOf(row["event"]),
      owner_id: organisationIdOf(row["owner"]!),
    })),
  );
  const assents = await syncSheet(
    tx,
    facts,
    {
      table: "scrutiny.account_assent",
      key: "event_id number organisation_id",
      columns: { uuid: "event_id organisation_id", integer: "number", date: "on_date" },
    },
    rows.flatMap((row) =>
      row["assents"]!.split(" ").map((slug) => ({
        event_id: eventIdOf(row["event"]),
        number: row["number"]!,
        organisation_id: organisationIdOf(slug),
        on_date: row["proposed_on"]!,
      })),
    ),
  );
  return sumOf([agreements, assents]);
}
