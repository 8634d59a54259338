import { addYears } from "@concordat/calendar";
import {
  Conflict,
  Invalid,
  anyOfKind,
  defineCommand,
  millisOf,
  type Acting,
  type Command,
  type Db,
  type Done,
} from "../../kernel/index.ts";
import { boardRef } from "../../place/index.ts";
import { holderKey, votersAt, type QuorumAt, type Room } from "../attendance.ts";
import type { Item } from "../item.ts";
import { meetingTitle, type Meeting } from "../meeting.ts";
import { countVotes, whyNoDecision, type CountedVote, type Motion } from "../motion.ts";
import type { MeetingPorts } from "../ports.ts";
import { isLateItem } from "../publication.ts";
import { isExecutive, resolutionRef } from "../resolution.ts";
import { decideMotionSchema, type DecideMotion } from "../schema-business.ts";
import { listMotions } from "../store-business.ts";
import { changeItem } from "../store-change.ts";
import { addResolution, decideMotion } from "../store-record.ts";
import {
  choicesOf,
  contentAudience,
  enteredHere,
  getItem,
  meetingDone,
  meetingResource,
  meetingToChange,
  onItem,
  ownAudience,
  refuseNotInSession,
} from "./meeting-act.ts";
import { decidedAlready, getMotion } from "./motions.ts";
import { refuseWithoutNotice } from "./private-notice.ts";
import { timingOf } from "./publish-agenda.ts";
import { quorumOf, roomOf } from "./room-of.ts";

/** Decides a motion: named votes, consensus, or withdrawn; what carried becomes a resolution. */
export function decideMotionCommand(ports: MeetingPorts): Command {
  return defineCommand<DecideMotion>({
    name: "meetings.decide-motion",
    title: "Decide a motion",
    about:
      "Records named votes or consensus on a motion, checked against quorum and voting rights; what carries becomes a resolution.",
    schema: decideMotionSchema,
    path: "/meetings/:slug/items/:item/motions/:motion/decide",
    resource: meetingResource,
    form: decideForm,
    run: async (acting: Acting, input: DecideMotion): Promise<Done> => await decide(acting, input, ports),
  });
}

const decideForm = onItem(async ({ meeting, item }, asking) => {
  const motion = (await listMotions(asking.db, meeting.id)).find(
    (one) => one.itemId === item.id && String(one.number) === asking.params["motion"],
  );
  if (!motion) return undefined;
  const room = await roomOf(asking.db, meeting);
  const quorum = (await quorumOf(asking.db, meeting, room))(item.position);
  const options = votersAt(room, item.position).flatMap((one) =>
    one.seat === undefined
      ? []
      : [{ value: holderKey({ seat: one.seat, office: one.office }), text: one.office }],
  );
  const voters = { kind: "checkboxes", options } as const;
  return {
    title: `Decide motion ${motion.number}`,
    intro: [motion.words, " ", { strong: quorum.words }],
    submit: "Record the decision",
    values: { how: "vote", keyDecision: "not-known" },
    fields: [
      {
        name: "how",
        widget: {
          kind: "radios",
          options: choicesOf({ vote: "By vote", consensus: "By consensus", withdrawn: "Withdrawn" }),
        },
      },
      { name: "for", widget: voters },
      { name: "against", widget: voters },
      { name: "abstained", widget: voters },
      {
        name: "casting",
        widget: {
          kind: "select",
          options: [{ value: "", text: "None" }, ...choicesOf({ for: "For", against: "Against" })],
        },
      },
      { name: "dissent", widget: { kind: "textarea", rows: 2 } },
      { name: "reasons", widget: { kind: "textarea", rows: 3 } },
      { name: "alternatives", widget: { kind: "textarea", rows: 3 } },
      ...(meeting.board.kind === "cabinet"
        ? [
            {
              name: "keyDecision",
              widget: {
                kind: "radios",
                options: choicesOf({ yes: "Yes", no: "No", "not-known": "Not known" }),
              },
            } as const,
            { name: "notice", widget: { kind: "text" } } as const,
          ]
        : []),
      ...(item.private ? [{ name: "publicWords", widget: { kind: "textarea", rows: 3 } } as const] : []),
    ],
  };
});

async function decide(acting: Acting, input: DecideMotion, ports: MeetingPorts): Promise<Done> {
  const { tx } = acting;
  const meeting = await meetingToChange(acting, input.slug);
  refuseNotInSession(meeting);
  const item = await getItem(tx, meeting, input.item);
  const motion = await getMotion(tx, meeting, item, input.motion);
  if (motion.outcome !== "open") throw decidedAlready(motion);
  const room = await roomOf(tx, meeting);
  const quorum = (await quorumOf(tx, meeting, room))(item.position);
  if (input.how !== "withdrawn") {
    await refuseOpenAmendments(tx, meeting, motion);
    refuseWithoutQuorum(meeting, quorum);
    await refuseLate({ acting, meeting, item, ports });
    if (item.private) await refuseWithoutNotice(acting, meeting, ports);
  }
  const counted = input.how === "vote" ? votesOf(input, { room, item, meeting }) : undefined;
  const outcome =
    input.how === "withdrawn"
      ? "withdrawn"
      : input.how === "consensus"
        ? "carried"
        : (counted?.outcome ?? "lost");
  const carried = outcome === "carried" && motion.amends === undefined;
  refuseMissing(input, { item, carried });
  const audience = contentAudience(meeting, item);
  const decided = await decideMotion(tx, motion.id, {
    outcome,
    counted,
    consensus: input.how === "consensus",
    dissent: input.dissent,
    ...(input.how !== "withdrawn" && { quorum: quorum.verdict === "met" ? "met" : "cannot-tell" }),
    audience,
  });
  if (!decided) throw decidedAlready(motion);
  await changeItem(tx, item.id, { dealt_with: true });
  const resolution = carried ? await resolve(acting, input, { meeting, item, motion, counted }) : undefined;
  return await meetingDone(acting, meeting, {
    kind: resolution ? "meetings.resolved" : "meetings.motion-decided",
    ...entryWords({ meeting, item, input, motion, counted, outcome, slug: resolution?.slug }),
    ...(resolution && { subjects: [resolutionRef(resolution)] }),
    audience: item.private && !resolution ? ownAudience(meeting) : item.audience,
    changed: [anyOfKind("meetings", "resolution"), boardRef(meeting.board)],
    href: resolution ? `/resolutions/${resolution.slug}` : `/meetings/${meeting.slug}/items/${item.position}`,
    json: { outcome, resolution: resolution?.slug ?? null },
  });
}

function entryWords(of: {
  readonly meeting: Meeting;
  readonly item: Item;
  readonly input: DecideMotion;
  readonly motion: Motion;
  readonly counted: CountedVote | undefined;
  readonly outcome: Motion["outcome"];
  readonly slug: string | undefined;
}) {
  const { meeting, item, input, motion, counted, outcome } = of;
  const how = counted
    ? `${counted.for} for, ${counted.against} against, ${counted.abstained} abstained`
    : input.how;
  const words = item.private ? (input.publicWords ?? "") : motion.words;
  const named = counted && !item.private ? { votes: counted.votes.map((one) => ({ ...one })) } : {};
  return {
    summary: of.slug
      ? `${meetingTitle(meeting)} resolved on item ${item.position} (${how}): ${words}`
      : `${meetingTitle(meeting)}, item ${item.position}: motion ${motion.number} ${outcome} (${how}).`,
    body: {
      item: item.position,
      motion: motion.number,
      outcome,
      how: input.how,
      for: counted?.for ?? null,
      against: counted?.against ?? null,
      abstained: counted?.abstained ?? null,
      casting: counted?.casting ?? null,
      resolution: of.slug ?? null,
      words,
      ...(input.notice && { notice: input.notice }),
      ...named,
    },
    ...(item.private &&
      of.slug && {
        sealed: {
          category: "decision on a private item",
          ground: item.exemption ?? "private item",
          reviewOn: addYears(meeting.on, 1),
          content: { words: motion.words, resolution: of.slug },
        },
      }),
  };
}

async function refuseOpenAmendments(tx: Db, meeting: Meeting, motion: Motion): Promise<void> {
  const open = (await listMotions(tx, meeting.id)).find(
    (one) => one.amends === motion.id && one.outcome === "open",
  );
  if (!open) return;
  throw new Conflict("meetings.amendment-open", {
    message: `Amendment ${open.number} to this motion is not decided yet. Amendments are decided first.`,
  });
}

function refuseWithoutQuorum(meeting: Meeting, quorum: QuorumAt): void {
  const why =
    meeting.state === "informal"
      ? "The meeting goes on informally for want of a quorum; nothing can be decided."
      : whyNoDecision(quorum.verdict, quorum.words);
  if (why !== undefined) throw new Conflict("meetings.no-quorum", { message: why });
}

/** An item that was not public for the days the law asks is decided only with the chair's reason (invariant 6). */
async function refuseLate(of: {
  readonly acting: Acting;
  readonly meeting: Meeting;
  readonly item: Item;
  readonly ports: MeetingPorts;
}): Promise<void> {
  const { acting, meeting, item, ports } = of;
  if (item.lateReason !== undefined || item.kind === "procedural") return;
  const timing = await timingOf(acting.tx, ports, meeting, item.publishedOn ?? meeting.on);
  if (!isLateItem(timing)) return;
  const days =
    item.publishedOn === undefined
      ? "was not published"
      : `was public for ${timing.clearDays ?? 0} clear days`;
  throw new Conflict("meetings.late-item", {
    message: `“${item.title}” ${days}; ${timing.regime?.days} are required (${timing.regime?.provision}). It may be taken only for a reason of the chair that is minuted: enter it on the item first.`,
  });
}

function votesOf(
  input: DecideMotion,
  of: { readonly room: Room; readonly item: Item; readonly meeting: Meeting },
): CountedVote {
  const counted = countVotes(input, of.room, of.item.position, of.meeting.presiding);
  if (!counted.ok) throw new Invalid(counted.problems);
  return counted.value;
}

function refuseMissing(input: DecideMotion, of: { readonly item: Item; readonly carried: boolean }): void {
  if (!of.item.private || !of.carried || input.publicWords !== undefined) return;
  throw new Invalid([
    {
      code: "meetings.needs-summary",
      field: "publicWords",
      message:
        "The item is private: write a summary of the decision that everybody may read (LGA 1972 s100C(2)).",
    },
  ]);
}

async function resolve(
  acting: Acting,
  input: DecideMotion,
  of: {
    readonly meeting: Meeting;
    readonly item: Item;
    readonly motion: Motion;
    readonly counted: CountedVote | undefined;
  },
): Promise<{ readonly id: string; readonly slug: string }> {
  const { meeting, item, motion, counted } = of;
  const resolution = await addResolution(
    acting.tx,
    {
      slugBase: meeting.slug,
      boardId: meeting.board.id,
      organisationId: meeting.board.organisationId,
      meetingId: meeting.id,
      itemId: item.id,
      motionId: motion.id,
      title: item.title,
      words: item.private ? (input.publicWords ?? "") : motion.words,
      taker: "board",
      decidedOn: meeting.on,
      decidedBy: input.how === "consensus" ? "consensus" : "vote",
      executive: isExecutive("board", { boardKind: meeting.board.kind }),
      keyDecision: input.keyDecision,
      private: item.private,
      audience: meeting.audience,
      privateAudience: ownAudience(meeting),
      from: enteredHere(acting, meeting),
      ...(counted && {
        votesFor: counted.for,
        votesAgainst: counted.against,
        abstained: counted.abstained,
      }),
      ...(item.private && { privateWords: motion.words }),
      ...(item.private && item.exemption && { exemption: item.exemption }),
      ...(input.dissent && !item.private && { dissent: input.dissent }),
      ...(input.reasons && !item.private && { reasons: input.reasons }),
      ...(input.alternatives && !item.private && { alternatives: input.alternatives }),
    },
    millisOf(acting.clock.now()),
  );
  await acting.links.add(acting.tx, {
    from: resolutionRef(resolution),
    kind: "about",
    to: boardRef(meeting.board),
    on: meeting.on,
  });
  return resolution;
}
