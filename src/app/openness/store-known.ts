import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { syncRows, type Basis, type Dataset, type Db, type Provenance } from "../../kernel/index.ts";
import { listMeetings } from "../../meetings/index.ts";
import { listBoards, type Board } from "../../place/index.ts";

const sourced = { source: "text", seen: "date", basis: "text" } as const;

/** What was seen of public sites elsewhere, and how many partnerships had met, as counted elsewhere. */
export const opennessDatasets: readonly Dataset[] = [
  {
    key: "site-freshness",
    order: 60,
    load: async (tx, rows, facts) =>
      await syncRows(
        tx,
        {
          table: "app.site_seen",
          key: ["site", "source"],
          dataset: facts.key,
          columns: {
            site: "text",
            kind: "text",
            latest_item: "text",
            evidence: "text",
            signal: "text",
            note: "text",
            ...sourced,
          },
        },
        rows.map((row) => ({ ...row, note: row["note"] || undefined })),
      ),
  },
  {
    key: "partnership-transparency",
    order: 60,
    load: async (tx, rows, facts) =>
      await syncRows(
        tx,
        {
          table: "app.partnership_count",
          key: ["measure", "source"],
          dataset: facts.key,
          columns: { measure: "text", partnerships: "integer", ...sourced },
        },
        rows,
      ),
  },
];

/** A public site as a stored copy of it shows it. */
export interface SiteSeen extends Provenance {
  readonly site: string;
  readonly kind: string;
  /** A day, a month or a year: `2021-04-01`, `2021-02`, `2022`. */
  readonly latestItem: string;
  readonly evidence: string;
  readonly signal: SiteSignal;
  readonly note?: string;
}

export type SiteSignal =
  | "live"
  | "old-page"
  | "closing-banner"
  | "body-ended"
  | "body-not-meeting"
  | "outcome-not-shown"
  | "test-copy";

/** Public sites as they were seen, the one with the latest item first. */
export async function listSites(db: Db): Promise<readonly SiteSeen[]> {
  const result = await sql<{
    site: string;
    kind: string;
    latest_item: string;
    evidence: string;
    signal: SiteSignal;
    note: string | null;
    source: string;
    seen: CivilDate;
    basis: Basis;
  }>`select site, kind, latest_item, evidence, signal, note, source, seen, basis from app.site_seen
    order by latest_item desc, site`.execute(db);
  return result.rows.map(({ latest_item, note, ...row }) => ({
    ...row,
    latestItem: latest_item,
    ...(note !== null && { note }),
  }));
}

/** A count of partnerships that somebody else made. */
export interface PartnershipCount extends Provenance {
  readonly measure: string;
  readonly partnerships: number;
}

/** How many of the 42 partnerships had met or published, as counted elsewhere. */
export async function listPartnershipCounts(db: Db): Promise<readonly PartnershipCount[]> {
  const result = await sql<{
    measure: string;
    partnerships: number;
    source: string;
    seen: CivilDate;
    basis: Basis;
  }>`select measure, partnerships, source, seen, basis from app.partnership_count order by partnerships desc, measure`.execute(
    db,
  );
  return result.rows;
}

/** A board that is known from public pages, with the meetings held of it. */
export interface KnownBoard {
  readonly board: Board;
  readonly meetings: number;
  readonly lastMeetingOn?: CivilDate;
}

/** Real boards in being on a day that are known from sources, with the meetings held of each up to that day; by name. */
export async function listKnown(db: Db, at: CivilDate): Promise<readonly KnownBoard[]> {
  const boards = await listBoards(db, { at, illustrative: false });
  const meetings = await listMeetings(db, { until: at, illustrative: false });
  return boards
    .filter(({ completeness, audience }) => completeness !== "kept-here" && audience === "public")
    .map((board) => {
      const held = meetings.filter((one) => one.board.id === board.id);
      const last = held.at(-1)?.on;
      return { board, meetings: held.length, ...(last && { lastMeetingOn: last }) };
    });
}
