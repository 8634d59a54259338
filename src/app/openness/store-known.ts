import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { syncRows, type Basis, type Dataset, type Db, type Provenance } from "../../kernel/index.ts";

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

/** A board that is known from public pages, with what is held of it. */
export interface KnownBoard extends Provenance {
  readonly slug: string;
  readonly name: string;
  readonly membershipAsAt?: string;
  readonly meetings: number;
  readonly lastMeetingOn?: CivilDate;
  /** Address part of the body that it belongs to. */
  readonly organisation?: string;
}

/** Real boards that are known from sources, with the meetings held of each up to a day; by name. */
export async function listKnown(db: Db, at: CivilDate): Promise<readonly KnownBoard[]> {
  const result = await sql<{
    slug: string;
    name: string;
    membership_as_at: string | null;
    meetings: number;
    last_on: CivilDate | null;
    organisation: string | null;
    source: string;
    seen: CivilDate;
    basis: Basis;
  }>`select board.slug, board.name, board.membership_as_at, board.source, board.seen, board.basis,
      count(meeting.id)::int as meetings, max(meeting.on_date) as last_on, organisation.slug as organisation
    from place.board left join place.organisation on organisation.id = board.organisation_id
    left join meetings.meeting on meeting.board_id = board.id and meeting.on_date <= ${at}
    where board.completeness <> 'kept-here' and board.basis <> 'illustrative' and board.audience = 'public' and not board.never_began
    group by board.id, organisation.slug order by board.name collate kernel.natural_order`.execute(db);
  return result.rows.map((row) => ({
    slug: row.slug,
    name: row.name,
    meetings: row.meetings,
    source: row.source,
    seen: row.seen,
    basis: row.basis,
    ...(row.membership_as_at && { membershipAsAt: row.membership_as_at }),
    ...(row.last_on && { lastMeetingOn: row.last_on }),
    ...(row.organisation && { organisation: row.organisation }),
  }));
}
