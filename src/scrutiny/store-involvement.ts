import { sql, type RawBuilder } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import { isUuid, type Basis, type Db } from "../kernel/index.ts";
import type { Sector } from "./account.ts";
import { namesOf } from "./store-names.ts";
import type { Asked } from "./question.ts";
import type { Degree, Involvement, InvolvementAnswer, InvolvementTelling } from "./involvement.ts";

type InvolvementRow = {
  id: string;
  slug: string;
  title: string;
  about: string;
  body_id: string | null;
  asked_on: string;
  source: string;
  source_url: string | null;
  seen: string;
  basis: string;
  audience: string;
};

type PartnerRow = { involvement_id: string; organisation_id: string };
type AnswerRow = PartnerRow & {
  number: number;
  sector: string;
  degree: string;
  office: string;
  words: string | null;
  on_date: string;
};
type TellingRow = PartnerRow & { number: number; on_date: string; how: string; entered_on: string };
type ShareRow = { involvement_id: string; who: string; degree: string; percent: string | null };

/** Every plan of which somebody said who was involved, the oldest first; or those with these ids. */
export async function listInvolvement(
  db: Db,
  query: { readonly ids?: readonly string[]; readonly until?: CivilDate; readonly bodyId?: string } = {},
): Promise<readonly Involvement[]> {
  const conditions = [
    ...(query.ids ? [sql`plan.id = any(${query.ids.filter(isUuid)}::uuid[])`] : []),
    ...(query.until ? [sql`plan.asked_on <= ${query.until}`] : []),
    ...(query.bodyId ? [sql`plan.body_id = ${query.bodyId}`] : []),
    sql`true`,
  ];
  return await select(db, sql.join(conditions, sql` and `));
}

/** The plan at an address. */
export async function findInvolvement(db: Db, slug: string): Promise<Involvement | undefined> {
  return (await select(db, sql`plan.slug = ${slug}`))[0];
}

/** Ids of every plan, for the search index. */
export async function listInvolvementIds(db: Db): Promise<readonly string[]> {
  const found = await sql<{ id: string }>`select id from scrutiny.involvement order by id`.execute(db);
  return found.rows.map(({ id }) => id);
}

async function select(db: Db, where: RawBuilder<unknown>): Promise<readonly Involvement[]> {
  const plans = await sql<InvolvementRow>`
    select plan.* from scrutiny.involvement plan where ${where} order by plan.asked_on, plan.slug`.execute(
    db,
  );
  const ids = plans.rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const answers = await sql<AnswerRow>`
    select * from scrutiny.involvement_answer where involvement_id = any(${ids}::uuid[]) order by number`.execute(
    db,
  );
  const tellings = await sql<TellingRow>`
    select * from scrutiny.involvement_telling where involvement_id = any(${ids}::uuid[]) order by number`.execute(
    db,
  );
  const shares = await sql<ShareRow>`
    select involvement_id, who, degree, percent from scrutiny.involvement_share
    where involvement_id = any(${ids}::uuid[])
    order by who, array_position(array['fully', 'partly', 'told', 'not'], degree)`.execute(db);
  const bodies = await namesOf(db, [
    ...plans.rows.flatMap(({ body_id: id }) => id ?? []),
    ...[...answers.rows, ...tellings.rows].map((one) => one.organisation_id),
  ]);
  return plans.rows.map((row) =>
    planFromRow(row, {
      bodies,
      answers: answers.rows.filter((one) => one.involvement_id === row.id),
      tellings: tellings.rows.filter((one) => one.involvement_id === row.id),
      shares: shares.rows.filter((one) => one.involvement_id === row.id),
    }),
  );
}

function planFromRow(
  row: InvolvementRow,
  parts: {
    readonly bodies: ReadonlyMap<string, Asked>;
    readonly answers: readonly AnswerRow[];
    readonly tellings: readonly TellingRow[];
    readonly shares: readonly ShareRow[];
  },
): Involvement {
  const body = row.body_id === null ? undefined : parts.bodies.get(row.body_id);
  // In the order of the partners' names, and of each in the order in which it spoke.
  const answers = [...parts.bodies.values()].flatMap((partner) =>
    parts.answers
      .filter((one) => one.organisation_id === partner.id)
      .map((one) => answerFromRow(one, partner)),
  );
  const tellings = parts.tellings.flatMap((one) => {
    const partner = parts.bodies.get(one.organisation_id);
    return partner ? [tellingFromRow(one, partner)] : [];
  });
  return {
    id: row.id,
    slug: row.slug,
    title: row.title,
    about: row.about,
    askedOn: row.asked_on as CivilDate,
    source: row.source,
    seen: row.seen as CivilDate,
    basis: row.basis as Basis,
    audience: row.audience,
    answers,
    tellings,
    shares: parts.shares.map(({ who, degree, percent }) => ({
      who,
      degree: degree as Degree,
      ...(percent !== null && { percent: Number(percent) }),
    })),
    ...(row.source_url && { sourceUrl: row.source_url }),
    ...(body && { body }),
  };
}

function answerFromRow(row: AnswerRow, partner: Asked): InvolvementAnswer {
  return {
    partner,
    number: row.number,
    sector: row.sector as Sector,
    degree: row.degree as Degree,
    office: row.office,
    on: row.on_date as CivilDate,
    ...(row.words && { words: row.words }),
  };
}

function tellingFromRow(row: TellingRow, partner: Asked): InvolvementTelling {
  return {
    number: row.number,
    partner,
    on: row.on_date as CivilDate,
    how: row.how,
    enteredOn: row.entered_on as CivilDate,
  };
}
