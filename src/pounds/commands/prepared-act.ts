import type { CivilDate } from "@concordat/calendar";
import { judge, type Act, type Journal } from "@concordat/ledger";
import {
  Conflict,
  Invalid,
  millisOf,
  newUuid,
  organisationAudience,
  type Acting,
  type Done,
} from "../../kernel/index.ts";
import { journalOf } from "../act-json.ts";
import type { FundFile } from "../fund.ts";
import { listEntries } from "../store-books.ts";
import { insertPrepared, listPrepared } from "../store-change.ts";
import { actorKey } from "./found.ts";
import { fundDone } from "./fund-done.ts";

/** Something prepared: an act, what it is in words, and for an accrual the day on which its opposite is posted with it. */
export interface ToPrepare {
  readonly act: Act;
  readonly words: string;
  readonly reversesOn?: CivilDate;
}

/** Whoever may not see the fund's worklist may not see that something waits in it. */
export function worklistOf({ parties, fund }: FundFile): string {
  const host = parties.find((one) => one.host)?.organisationId;
  return host === undefined ? fund.audience : organisationAudience(host);
}

/** Puts an act on the list of those that wait for somebody else's approval; what the books would refuse is refused now. */
export async function prepare(acting: Acting, file: FundFile, given: ToPrepare): Promise<Done> {
  await putPrepared(acting, file, { acts: [given], preparedBy: actorKey(acting) });
  return fundDone(file, {
    message: `Prepared: ${given.words}. Somebody else of the host must approve it before it is posted.`,
    kind: "pounds.entry-prepared",
    summary: `An entry was prepared in the books of ${file.fund.name} ${file.fund.year} and waits for approval.`,
    body: { fund: file.fund.slug, act: given.act.id, words: given.words },
    audience: worklistOf(file),
  });
}

/**
 * Puts acts on the list of those that wait for approval: all of them, or none.
 *
 * @param preparedBy  the account whose holder may not approve them
 * @throws Invalid with what the books would refuse; Conflict for an id that stands or waits already
 */
export async function putPrepared(
  { tx, clock, actor }: Pick<Acting, "tx" | "clock" | "actor">,
  file: FundFile,
  { acts, preparedBy }: { readonly acts: readonly ToPrepare[]; readonly preparedBy: string },
): Promise<void> {
  const journal = journalOf(await listEntries(tx, file.fund.id));
  const waiting = new Set((await listPrepared(tx, { fundId: file.fund.id })).map(({ act }) => act.id));
  for (const { act, words, reversesOn } of acts) {
    refuseUnfit(journal, waiting, act);
    await insertPrepared(
      tx,
      {
        id: newUuid(millisOf(clock.now())),
        fundId: file.fund.id,
        act,
        words,
        preparedBy,
        capacity: actor.capacity.title,
        preparedAt: clock.now(),
        ...(reversesOn && { reversesOn }),
      },
      worklistOf(file),
    );
  }
}

function refuseUnfit(journal: Journal, waiting: ReadonlySet<string>, act: Act): void {
  const target = act.kind === "reversal" ? journal.byId.get(act.reverses) : undefined;
  const ending = act.kind === "reversal" ? journal.endings.get(act.reverses) : undefined;
  const judged = judge(act, {
    same: journal.byId.get(act.id),
    target,
    ending,
    closed: [...journal.closed.values()],
  });
  if (!judged.ok)
    throw new Invalid(
      judged.problems.map(({ code, field, message }) => ({
        code: `pounds.${code}`,
        message,
        ...(field !== undefined && { field }),
      })),
    );
  if (judged.value.kind === "repeat" || waiting.has(act.id))
    throw new Conflict("pounds.entered-before", {
      message: `${act.id} is in the books or waits for approval already; nothing was entered twice.`,
    });
}
