import { parseSubject, subjectText, type Link, type LinkKind, type Links } from "../../kernel/index.ts";
import type { PlatformTables } from "../tables.ts";

/** The one table of typed links between things of different modules. */
export function createLinks(): Links {
  return {
    async add(tx, link) {
      await tx
        .withTables<PlatformTables>()
        .insertInto("kernel.link")
        .values({
          from_subject: subjectText(link.from),
          kind: link.kind,
          to_subject: subjectText(link.to),
          linked_on: link.on ?? null,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    async listAround(db, subject) {
      const text = subjectText(subject);
      const rows = await db
        .withTables<PlatformTables>()
        .selectFrom("kernel.link")
        .selectAll()
        .where((where) => where.or([where("from_subject", "=", text), where("to_subject", "=", text)]))
        .orderBy("linked_on")
        .orderBy("from_subject")
        .execute();
      return rows.map(linkFromRow);
    },
  };
}

function linkFromRow(row: PlatformTables["kernel.link"]): Link {
  return {
    from: parseSubject(row.from_subject),
    kind: row.kind as LinkKind,
    to: parseSubject(row.to_subject),
    ...(row.linked_on && { on: row.linked_on as NonNullable<Link["on"]> }),
  };
}
