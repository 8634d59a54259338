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
import { dates, filled, sum, texts } from "./store-questions-datasets.ts";

type Given = Readonly<Record<string, string>>;

const audience = "public";
const unless = sql<boolean>`held.dataset is null`;
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

function eventIdOf(slug: string): string {
  return uuidOfName(`scrutiny:account:${slug}`);
}

function organisationIdIn(slug: string | undefined): string | undefined {
  return slug ? organisationIdOf(slug) : undefined;
}

async function loadEvents(tx: Db, rows: readonly Given[], { key }: DatasetFacts): Promise<SyncCount> {
  const words = ["slug", "title", "happened", "when_words", "source", "source_url", "basis"];
  const days = ["from_on", "started_on", "closes_on", "opened_on", "seen"];
  return await syncRows(
    tx,
    {
      table: "scrutiny.account_event",
      key: ["id"],
      dataset: key,
      unless,
      columns: { id: "uuid", convener_id: "uuid", audience: "text", ...texts(...words), ...dates(...days) },
    },
    rows.map((row) => ({
      ...filled(row, ...words, ...days),
      id: eventIdOf(row["slug"]!),
      convener_id: organisationIdIn(row["convener"]),
      audience,
    })),
  );
}

async function loadStatements(tx: Db, rows: readonly Given[], { key }: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "scrutiny.account_statement",
      key: ["event_id", "number"],
      dataset: key,
      columns: { event_id: "uuid", number: "integer", ...texts("words", "audience") },
    },
    rows.map((row) => ({ ...filled(row, "number", "words"), event_id: eventIdOf(row["event"]!), audience })),
  );
}

async function loadStances(tx: Db, rows: readonly Given[], { key }: DatasetFacts): Promise<SyncCount> {
  const words = ["sector", "role", "party", "said", "said_on", "source", "source_url", "basis"];
  return await syncRows(
    tx,
    {
      table: "scrutiny.account_stance",
      key: ["event_id", "place"],
      dataset: key,
      columns: {
        event_id: "uuid",
        place: "integer",
        seen: "date",
        ...texts(...words, "audience"),
      },
    },
    rows.map((row) => ({
      ...filled(row, ...words, "place", "seen"),
      event_id: eventIdOf(row["event"]!),
      audience,
    })),
  );
}

async function loadPartners(tx: Db, rows: readonly Given[], { key }: DatasetFacts): Promise<SyncCount> {
  const idOf = (row: Given): string => organisationIdOf(row["organisation"]!);
  const kinds = new Map(
    (await listOrganisationsById(tx, rows.map(idOf))).map((one) => [String(one.id), one.kind]),
  );
  const partners = await syncRows(
    tx,
    {
      table: "scrutiny.account_partner",
      key: ["event_id", "organisation_id"],
      dataset: key,
      unless,
      columns: {
        event_id: "uuid",
        organisation_id: "uuid",
        sealed_on: "date",
        ...texts("sector", "audience"),
      },
    },
    rows.map((row) => ({
      ...filled(row, "sealed_on"),
      event_id: eventIdOf(row["event"]!),
      organisation_id: idOf(row),
      sector: sectorOf(kinds.get(idOf(row)) ?? ""),
      audience,
    })),
  );
  const tellings = await syncRows(
    tx,
    {
      table: "scrutiny.account_telling",
      key: ["event_id", "organisation_id"],
      dataset: key,
      columns: { event_id: "uuid", organisation_id: "uuid", ...texts("office", "words", "audience") },
    },
    rows
      .filter((row) => row["telling"] !== "")
      .map((row) => ({
        event_id: eventIdOf(row["event"]!),
        organisation_id: idOf(row),
        office: row["office"]!,
        words: row["telling"]!,
        audience,
      })),
  );
  return sum([partners, tellings]);
}

async function loadRatings(tx: Db, rows: readonly Given[], { key }: DatasetFacts): Promise<SyncCount> {
  return await syncRows(
    tx,
    {
      table: "scrutiny.account_rating",
      key: ["event_id", "organisation_id", "number"],
      dataset: key,
      columns: {
        event_id: "uuid",
        organisation_id: "uuid",
        number: "integer",
        rating: "integer",
        ...texts("words", "audience"),
      },
    },
    rows.map((row) => ({
      ...filled(row, "number", "rating", "words"),
      event_id: eventIdOf(row["event"]!),
      organisation_id: organisationIdIn(row["organisation"]),
      audience,
    })),
  );
}

async function loadAgreements(tx: Db, rows: readonly Given[], { key }: DatasetFacts): Promise<SyncCount> {
  const agreements = await syncRows(
    tx,
    {
      table: "scrutiny.account_agreement",
      key: ["event_id", "number"],
      dataset: key,
      columns: {
        event_id: "uuid",
        number: "integer",
        owner_id: "uuid",
        ...texts("words", "audience"),
        ...dates("due_on", "proposed_on"),
      },
    },
    rows.map((row) => ({
      ...filled(row, "number", "words", "due_on", "proposed_on"),
      event_id: eventIdOf(row["event"]!),
      owner_id: organisationIdIn(row["owner"]),
      audience,
    })),
  );
  const assents = await syncRows(
    tx,
    {
      table: "scrutiny.account_assent",
      key: ["event_id", "number", "organisation_id"],
      dataset: key,
      unless,
      columns: {
        event_id: "uuid",
        number: "integer",
        organisation_id: "uuid",
        on_date: "date",
        audience: "text",
      },
    },
    rows.flatMap((row) =>
      row["assents"]!.split(" ").map((slug) => ({
        event_id: eventIdOf(row["event"]!),
        number: row["number"]!,
        organisation_id: organisationIdOf(slug),
        on_date: row["proposed_on"]!,
        audience,
      })),
    ),
  );
  return sum([agreements, assents]);
}
