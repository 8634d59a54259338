import { formatCivilDate } from "@concordat/calendar";
import { capital, type Asking, type Cell, type Section, type SourceLine } from "../../kernel/index.ts";
import { membershipDays, type Board } from "../../place/index.ts";
import { readCatalogue, readShipped, rowsOf } from "../catalogue.ts";
import {
  listKnown,
  listPartnershipCounts,
  listSites,
  type KnownBoard,
  type PartnershipCount,
  type SiteSeen,
} from "./store-known.ts";
import { itemDateInWords, signalWords } from "./words.ts";

/** What the page says of bodies that are only known from public pages. */
export interface KnownPart {
  readonly boards: number;
  readonly sections: readonly Section[];
  readonly sources: readonly SourceLine[];
}

/** What is held of boards known from sources, until when, and where their own site is; sites as seen; counts of others. */
export async function knownSections({ db, at }: Asking): Promise<KnownPart> {
  const boards = await listKnown(db, at);
  const sites = (await listSites(db)).filter((one) => one.seen <= at);
  const counts = (await listPartnershipCounts(db)).filter((one) => one.seen <= at);
  return {
    boards: boards.length,
    sections: [
      boardSection(boards, ownSites()),
      ...(sites.length > 0 ? [siteSection(sites)] : []),
      ...(counts.length > 0 ? [countSection(counts)] : []),
    ],
    sources: [
      ...counts.slice(0, 1).map(({ source, seen }): SourceLine => ({
        text: "Health Service Journal: integrated care partnerships with no public meetings or minutes (July 2023)",
        href: source,
        seen,
      })),
      ...sites.slice(0, 1).map(({ seen }): SourceLine => ({
        text: "Stored copies of the public pages named in each row",
        seen,
        basis: "compiled",
      })),
    ],
  };
}

/** Addresses of councils' committee sites, by the council's address part here. */
function ownSites(): ReadonlyMap<string, string> {
  const file = readCatalogue().find((one) => one.key === "committee-sites");
  const rows = file ? rowsOf(readShipped(file).bytes) : [];
  return new Map(
    rows.flatMap((row) =>
      row["organisation"] && row["address"] && !row["ends_on"]
        ? [[row["organisation"], row["address"]] as const]
        : [],
    ),
  );
}

function boardSection(boards: readonly KnownBoard[], sites: ReadonlyMap<string, string>): Section {
  return {
    kind: "table",
    heading: "Boards that we know from public pages",
    intro:
      "What we hold of each, and until when. A gap is a gap in what we hold: look at the body's own site before you say that it published nothing.",
    table: {
      name: "known",
      caption: "Boards known from public pages",
      columns: [
        { key: "board", label: "Board", kind: "link", filter: "words", sortable: true },
        { key: "membership", label: "Members as at", kind: "text" },
        { key: "meetings", label: "Meetings held here", kind: "number", sortable: true },
        { key: "last", label: "The latest of them", kind: "date", sortable: true },
        { key: "site", label: "Where to look", kind: "link" },
      ],
      rows: boards.map(({ board, meetings, lastMeetingOn }) => ({
        board: { text: board.name, href: `/boards/${board.slug}` },
        membership: capital(membershipDays(board) ?? "not held"),
        meetings,
        last: lastMeetingOn ?? "None held",
        site: siteCell(board, sites),
      })),
      rowsPerPage: 20,
      empty: "None is held.",
    },
  };
}

/** Its own committee site where we know it, else the page that we read. */
function siteCell({ organisation, source }: Board, sites: ReadonlyMap<string, string>): Cell {
  const own = organisation && sites.get(organisation.slug);
  if (own !== undefined) return { text: `${hostOf(own)} (its own site)`, href: own };
  const href = /https?:\/\/\S+/.exec(source)?.[0];
  return href === undefined ? "Not known" : { text: `${hostOf(href)} (the page we read)`, href };
}

function hostOf(address: string): string {
  return address.replace(/^https?:\/\/(www\.)?/, "").replace(/[/?#].*$/, "");
}

function siteSection(sites: readonly SiteSeen[]): Section {
  return {
    kind: "table",
    heading: "Public sites as they were seen",
    intro:
      "The latest dated item that a stored copy of each page shows. A copy may be older than the site, which may have gone on; it says nothing of what was published later.",
    table: {
      name: "sites",
      caption: "Public sites of partnerships, boards and former bodies",
      columns: [
        { key: "site", label: "Site", kind: "link", filter: "words", sortable: true },
        { key: "kind", label: "Of", kind: "text", filter: "choice", sortable: true },
        { key: "latest", label: "Latest item seen", kind: "text" },
        { key: "what", label: "What the item was", kind: "text" },
        { key: "signal", label: "What the copy shows", kind: "text", filter: "choice", sortable: true },
        { key: "seen", label: "Seen", kind: "date", sortable: true },
      ],
      rows: sites.map((one) => ({
        site: siteLink(one),
        kind: capital(one.kind),
        latest: itemDateInWords(one.latestItem),
        what: capital(one.note ? `${one.evidence}; ${one.note}` : one.evidence),
        signal: capital(signalWords[one.signal]),
        seen: one.seen,
      })),
      rowsPerPage: 25,
      empty: "None is held.",
    },
  };
}

function siteLink({ site, source }: SiteSeen): Cell {
  const href = /https?:\/\/\S+/.exec(source)?.[0];
  return href === undefined ? site : { text: site, href };
}

function countSection(counts: readonly PartnershipCount[]): Section {
  const [first] = counts;
  return {
    kind: "table",
    heading: "Integrated care partnerships in 2023",
    intro: `What the Health Service Journal counted of the 42 partnerships by July 2023, seen on ${first ? formatCivilDate(first.seen) : ""}. These are counts only, and the groups overlap: they do not add up. Nothing later is held.`,
    table: {
      name: "partnerships",
      caption: "What was counted of the 42 partnerships",
      columns: [
        { key: "measure", label: "What was counted", kind: "text" },
        { key: "partnerships", label: "Partnerships of 42", kind: "number", sortable: true },
      ],
      rows: counts.map(({ measure, partnerships }) => ({ measure: capital(measure), partnerships })),
      empty: "None is held.",
    },
  };
}
