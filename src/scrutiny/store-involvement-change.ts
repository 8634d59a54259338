import { sql } from "kysely";
import type { CivilDate } from "@concordat/calendar";
import type { Db, Provenance } from "../kernel/index.ts";
import type { Sector } from "./account.ts";
import type { Degree, Involvement } from "./involvement.ts";

/** Puts in a plan of a body kept here. */
export async function insertInvolvement(
  tx: Db,
  plan: Provenance & {
    readonly id: string;
    readonly slug: string;
    readonly title: string;
    readonly about: string;
    readonly bodyId: string;
    readonly askedOn: CivilDate;
    readonly audience: string;
  },
): Promise<void> {
  await sql`insert into scrutiny.involvement (id, slug, title, about, body_id, asked_on, source, seen, basis, audience)
    values (${plan.id}, ${plan.slug}, ${plan.title}, ${plan.about}, ${plan.bodyId}, ${plan.askedOn}, ${plan.source},
      ${plan.seen}, ${plan.basis}, ${plan.audience})`.execute(tx);
}

/** Puts a partner's word beside what it said before. */
export async function insertInvolvementAnswer(
  tx: Db,
  plan: Pick<Involvement, "id" | "audience">,
  answer: {
    readonly partnerId: string;
    readonly number: number;
    readonly sector: Sector;
    readonly degree: Degree;
    readonly office: string;
    readonly words?: string | undefined;
    readonly on: CivilDate;
  },
): Promise<void> {
  await sql`insert into scrutiny.involvement_answer
      (involvement_id, organisation_id, number, sector, degree, office, words, on_date, audience)
    values (${plan.id}, ${answer.partnerId}, ${answer.number}, ${answer.sector}, ${answer.degree}, ${answer.office},
      ${answer.words ?? null}, ${answer.on}, ${plan.audience})`.execute(tx);
}

/** Notes that a partner was told. */
export async function insertInvolvementTelling(
  tx: Db,
  plan: Pick<Involvement, "id" | "audience">,
  telling: {
    readonly number: number;
    readonly partnerId: string;
    readonly on: CivilDate;
    readonly how: string;
    readonly enteredOn: CivilDate;
  },
): Promise<void> {
  await sql`insert into scrutiny.involvement_telling (involvement_id, number, organisation_id, on_date, how, entered_on, audience)
    values (${plan.id}, ${telling.number}, ${telling.partnerId}, ${telling.on}, ${telling.how}, ${telling.enteredOn},
      ${plan.audience})`.execute(tx);
}
