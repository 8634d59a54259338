import type { CivilDate } from "@concordat/calendar";
import {
  capital,
  Conflict,
  countOf,
  defineCommand,
  millisOf,
  timeOfDayAt,
  type Acting,
  type Command,
  type Db,
  type Done,
} from "../../kernel/index.ts";
import { listRules, type BoardId } from "../../place/index.ts";
import type { Item } from "../item.ts";
import { meetingTitle, type Meeting } from "../meeting.ts";
import type { MeetingPorts } from "../ports.ts";
import { isLateItem, judgeTiming, timingInWords, type Timing } from "../publication.ts";
import { regimeOf } from "../regime.ts";
import { publishAgendaSchema, type PublishAgenda } from "../schema.ts";
import { addPublication, changeMeeting, publishAgendaRows } from "../store-change.ts";
import { listItems, listPapers, listPublications } from "../store-items.ts";
import {
  enteredHere,
  meetingActed,
  meetingResource,
  meetingToChange,
  onMeeting,
  refuseOver,
  versionField,
} from "./meeting-act.ts";
import { paperRef } from "./papers.ts";

/** How publication on a day stands for a meeting: its regime, its own rule, and how it was convened. */
export async function timingOf(
  db: Db,
  ports: MeetingPorts,
  meeting: Meeting,
  publishedOn: CivilDate,
): Promise<Timing> {
  return judgeTiming({
    publishedOn,
    meetingOn: meeting.on,
    calledOn: meeting.calledOn,
    regime: regimeOf(meeting.board, meeting.on),
    ownDays: await ownNoticeDays(db, meeting.board.id, meeting.on),
    holidays: ports.holidays,
  });
}

/** The days of notice that a board's own rule asks on a day. */
export async function ownNoticeDays(db: Db, boardId: BoardId, on: CivilDate): Promise<number | undefined> {
  const rule = await ruleOn(db, boardId, "notice", on);
  return rule === undefined ? undefined : Number(rule);
}

/** The text of a board's rule of a kind on a day. */
export async function ruleOn(
  db: Db,
  boardId: BoardId,
  kind: "notice" | "quorum" | "call-in" | "decides-by",
  on: CivilDate,
): Promise<string | undefined> {
  return (await listRules(db, boardId)).find(
    (rule) =>
      rule.kind === kind &&
      (rule.beginsOn === undefined || rule.beginsOn <= on) &&
      (rule.endsOn === undefined || on < rule.endsOn),
  )?.rule;
}

/** Publishes the agenda, or what was added to it since as a supplement. */
export function publishAgendaCommand(ports: MeetingPorts): Command {
  return defineCommand<PublishAgenda>({
    name: "meetings.publish-agenda",
    title: "Publish the agenda",
    about:
      "Makes the agenda public with its papers and says the clear days achieved; what is added later is published as a supplement.",
    schema: publishAgendaSchema,
    path: "/meetings/:slug/publish",
    resource: meetingResource,
    form: onMeeting(async (meeting, { db, today }) => {
      const timing = await timingOf(db, ports, meeting, today);
      const waiting = (await listItems(db, meeting.id)).filter((item) => item.publishedOn === undefined);
      return {
        title: "Publish the agenda",
        intro: [
          `${capital(countOf(waiting.length, "item becomes", "items become"))} public. `,
          { strong: timingInWords(timing, true).replace(/^Published/, "Published today, it is public") },
          waiting.some((item) => item.private)
            ? " Of private items only title, ground and public-interest test become public."
            : "",
        ],
        submit: "Publish",
        values: { version: String(meeting.version) },
        fields: [versionField],
      };
    }),
    run: async (acting: Acting, input: PublishAgenda): Promise<Done> => await publish(acting, input, ports),
  });
}

async function publish(acting: Acting, input: PublishAgenda, ports: MeetingPorts): Promise<Done> {
  const { tx, today, clock } = acting;
  const meeting = await meetingToChange(acting, input.slug, input.version);
  refuseOver(meeting);
  const items = await listItems(tx, meeting.id);
  const waiting = items.filter((item) => item.publishedOn === undefined);
  const openPapers = await unpublishedPapers(tx, meeting.id, items);
  refuseNothing(meeting, items, waiting.length + openPapers);
  const timing = await timingOf(tx, ports, meeting, today);
  const earlier = await listPublications(tx, [meeting.id]);
  const kind = earlier.some((one) => one.kind === "agenda") ? "supplement" : "agenda";
  const number = earlier.filter((one) => one.kind === kind).length + 1;
  const rows = await publishAgendaRows(tx, meeting.id, {
    on: today,
    number: earlier.filter((one) => one.kind === "agenda" || one.kind === "supplement").length + 1,
    audience: meeting.audience,
  });
  for (const paper of rows.papers) await acting.files.setAudience(tx, paperRef(paper), meeting.audience);
  await addPublication(
    tx,
    {
      meetingId: meeting.id,
      kind,
      number,
      on: today,
      atTime: timeOfDayAt(clock.now()),
      clearDays: timing.clearDays,
      requiredDays: timing.regime?.days,
      provision: timing.regime?.provision,
      calledShort: timing.calledShort,
      audience: meeting.audience,
      from: enteredHere(acting, meeting),
    },
    millisOf(clock.now()),
  );
  await changeMeeting(tx, meeting, {});
  const what = kind === "agenda" ? "The agenda" : `Supplement ${number} to the agenda`;
  const late = waiting.filter((item) => isLateItem(timing) && item.lateReason === undefined);
  return meetingActed(meeting, {
    kind: `meetings.${kind}-published`,
    summary: `${what} of ${meetingTitle(meeting)} was published. ${timingInWords(timing, true)}`,
    message: `${what} is public. ${timingInWords(timing, true)}${late.length > 0 ? ` ${countOf(late.length, "item has", "items have")} no reason of the chair and cannot be decided until one is given.` : ""}`,
    body: {
      number,
      clearDays: timing.clearDays ?? null,
      required: timing.regime?.days ?? null,
      provision: timing.regime?.provision ?? null,
      verdict: timing.verdict,
      items: waiting.map((item) => ({ position: item.position, title: item.title, private: item.private })),
      papers: rows.papers.length,
    },
    json: { kind, number, clearDays: timing.clearDays ?? null, verdict: timing.verdict },
  });
}

async function unpublishedPapers(tx: Db, meetingId: string, items: readonly Item[]): Promise<number> {
  const closed = new Set(items.filter((item) => item.private).map((item) => item.id));
  return (await listPapers(tx, meetingId)).filter(
    (paper) => paper.publishedOn === undefined && !(paper.itemId && closed.has(paper.itemId)),
  ).length;
}

function refuseNothing(meeting: Meeting, items: readonly Item[], waiting: number): void {
  if (waiting > 0) return;
  throw new Conflict("meetings.nothing-to-publish", {
    message:
      items.length === 0
        ? `The agenda of ${meetingTitle(meeting)} has no item yet. Add one first.`
        : `Everything on the agenda of ${meetingTitle(meeting)} is public already.`,
  });
}
