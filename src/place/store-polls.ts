import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { Conflict, type Basis, type Db, type Provenance } from "../kernel/index.ts";
import { pollFallsWithin, type Poll, type PollCycle, type PollKind, type PollPrecision } from "./poll.ts";
import { wasInBeing } from "./store-in-being.ts";

interface Row {
  id: string;
  council_id: string;
  council_slug: string;
  council_name: string;
  on_date: string | null;
  year: number | null;
  precision: PollPrecision;
  kind: PollKind;
  cycle: PollCycle | null;
  state: "past" | "expected";
  rule: string | null;
  division: string | null;
  source: string;
  seen: string;
  basis: string;
}

/** Every poll held of a council, the earliest first; those without a date last. */
export async function listPolls(db: Db, councilId: string): Promise<readonly Poll[]> {
  return await select(db, [councilId]);
}

/** The polls of council areas within days, and for which areas no poll is held at all. */
export interface PollsHeld {
  /** With whether each falls on one of the days asked about: `cannot-tell` where only its year, or nothing, is known. */
  readonly polls: readonly (Poll & { readonly within: "yes" | "cannot-tell" })[];
  /** Slugs of areas whose council has no poll here: not "no poll", but not held. */
  readonly notHeld: readonly string[];
}

/**
 * Polls of the councils of areas from one day to another, both included; for rules that ask about periods before elections.
 *
 * Councils in being on either of the days or between count. A poll that surely falls outside is left out.
 *
 * @param asked.areas  slugs of council areas (places and districts)
 */
export async function pollsOf(
  db: Db,
  asked: { readonly areas: readonly string[]; readonly from: CivilDate; readonly to: CivilDate },
): Promise<PollsHeld> {
  const councils = await sql<{ id: string; area: string }>`
    select organisation.id, area.slug as area from place.organisation join place.area on area.id = organisation.area_id
    where organisation.kind in ('council', 'district-council') and area.slug = any(${asked.areas}::text[])
      and (${wasInBeing("organisation", asked.to)} or ${wasInBeing("organisation", asked.from)}
        or (organisation.begins_on >= ${asked.from} and organisation.ends_on <= ${asked.to}))`.execute(db);
  const polls = await select(
    db,
    councils.rows.map((row) => row.id),
  );
  const withPolls = new Set(polls.map((poll) => poll.council.id));
  const held = new Set(councils.rows.filter((row) => withPolls.has(row.id)).map((row) => row.area));
  return {
    polls: polls.flatMap((poll) => {
      const within = pollFallsWithin(poll, asked);
      return within === "no" ? [] : [{ ...poll, within }];
    }),
    notHeld: asked.areas.filter((area) => !held.has(area)),
  };
}

async function select(db: Db, councils: readonly string[]): Promise<readonly Poll[]> {
  const result = await sql<Row>`
    select poll.id, poll.council_id, organisation.slug as council_slug, organisation.name as council_name, poll.on_date, poll.year,
      poll.precision, poll.kind, poll.cycle, poll.state, poll.rule, poll.division, poll.source, poll.seen, poll.basis
    from place.poll join place.organisation on organisation.id = poll.council_id
    where poll.council_id = any(${councils}::uuid[])
    order by poll.year nulls last, poll.on_date nulls first, poll.kind desc, poll.division`.execute(db);
  return result.rows.map(pollFromRow);
}

function pollFromRow(row: Row): Poll {
  return {
    id: row.id,
    council: { id: row.council_id, slug: row.council_slug, name: row.council_name },
    precision: row.precision,
    kind: row.kind,
    stated: row.state,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    ...(row.on_date !== null && { on: row.on_date as CivilDate }),
    ...(row.year !== null && { year: row.year }),
    ...(row.cycle !== null && { cycle: row.cycle }),
    ...(row.rule !== null && { rule: row.rule }),
    ...(row.division !== null && { division: row.division }),
  };
}

/**
 * Writes down a by-election.
 *
 * @throws Conflict when one of that division on that day is held already
 */
export async function addByElection(
  tx: Db,
  given: {
    readonly id: string;
    readonly council: { readonly id: string; readonly name: string };
    readonly division: string;
    readonly on?: CivilDate | undefined;
    readonly year?: number | undefined;
    readonly state: "past" | "expected";
    readonly from: Provenance;
  },
): Promise<void> {
  const precision = given.on ? "day" : given.year === undefined ? "not-known" : "year";
  const year = given.on ? Number(given.on.slice(0, 4)) : (given.year ?? null);
  const done =
    await sql`insert into place.poll (id, council_id, on_date, year, precision, kind, state, division, source, seen, basis)
    values (${given.id}, ${given.council.id}, ${given.on ?? null}, ${year}, ${precision}, 'by-election', ${given.state}, ${given.division},
      ${given.from.source}, ${given.from.seen}, ${given.from.basis}) on conflict do nothing`.execute(tx);
  if (done.numAffectedRows === 1n) return;
  throw new Conflict("place.poll-held-already", {
    message: `A by-election for ${given.division} of ${given.council.name} on that day is held already.`,
  });
}
