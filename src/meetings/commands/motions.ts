import {
  Conflict,
  Invalid,
  NotFound,
  defineCommand,
  millisOf,
  type Acting,
  type Command,
  type Db,
  type Done,
} from "../../kernel/index.ts";
import { votersAt } from "../attendance.ts";
import type { Item } from "../item.ts";
import { meetingTitle, type Meeting } from "../meeting.ts";
import { outcomeInWords, type Motion } from "../motion.ts";
import { moveMotionSchema, type MoveMotion } from "../schema-business.ts";
import { listMotions } from "../store-business.ts";
import { addMotion } from "../store-record.ts";
import {
  contentAudience,
  getItem,
  meetingDone,
  meetingResource,
  meetingToChange,
  onItem,
  refuseNotInSession,
} from "./meeting-act.ts";
import { roomOf } from "./room-of.ts";

/** Puts a motion or an amendment. */
export const moveMotionCommand: Command = defineCommand<MoveMotion>({
  name: "meetings.move-motion",
  title: "Put a motion",
  about: "Puts a motion on an item, or an amendment to one, with who moved and seconded it.",
  schema: moveMotionSchema,
  path: "/meetings/:slug/items/:item/motions/add",
  resource: meetingResource,
  form: onItem(async ({ meeting, item }, { db }) => {
    const room = await roomOf(db, meeting);
    const movers = votersAt(room, item.position).map((one) => ({
      value: one.office,
      text: one.office,
    }));
    return {
      title: "Put a motion",
      submit: "Put it",
      values: { words: item.asks ? `That ${item.asks}` : "That " },
      fields: [
        { name: "words", widget: { kind: "textarea", rows: 5 } },
        { name: "amends", widget: { kind: "text", width: 5 } },
        { name: "movedBy", widget: { kind: "select", options: movers } },
        {
          name: "secondedBy",
          widget: { kind: "select", options: [{ value: "", text: "Nobody" }, ...movers] },
        },
      ],
    };
  }),
  run: async (acting: Acting, input: MoveMotion): Promise<Done> => {
    const { tx, clock } = acting;
    const meeting = await meetingToChange(acting, input.slug);
    refuseNotInSession(meeting);
    const item = await getItem(tx, meeting, input.item);
    const room = await roomOf(tx, meeting);
    const mayMove = new Set(votersAt(room, item.position).map((one) => one.office));
    const problems = (["movedBy", "secondedBy"] as const).flatMap((field) => {
      const who = input[field];
      if (who === undefined || mayMove.has(who)) return [];
      const message = `${who} is not there with a vote on this item, so cannot ${field === "movedBy" ? "move" : "second"} a motion.`;
      return [{ code: "meetings.may-not-move", field, message }];
    });
    if (problems.length > 0) throw new Invalid(problems);
    const amended = input.amends === undefined ? undefined : await getMotion(tx, meeting, item, input.amends);
    if (amended && amended.outcome !== "open") throw decidedAlready(amended);
    const audience = contentAudience(meeting, item);
    const { number } = await addMotion(
      tx,
      {
        meetingId: meeting.id,
        itemId: item.id,
        amends: amended?.id,
        words: input.words,
        movedBy: input.movedBy,
        secondedBy: input.secondedBy,
        audience,
      },
      millisOf(clock.now()),
    );
    return await meetingDone(acting, meeting, {
      kind: "meetings.motion-moved",
      summary: `${meetingTitle(meeting)}, item ${item.position}: ${amended ? "an amendment" : "a motion"} was moved by ${input.movedBy}.`,
      body: { item: item.position, motion: number, words: input.words, movedBy: input.movedBy },
      audience,
      href: `/meetings/${meeting.slug}/items/${item.position}`,
      json: { motion: number },
    });
  },
});

/** A motion on an item by its number. */
export async function getMotion(tx: Db, meeting: Meeting, item: Item, number: number): Promise<Motion> {
  const motion = (await listMotions(tx, meeting.id)).find(
    (one) => one.itemId === item.id && one.number === number,
  );
  if (!motion)
    throw new NotFound("meetings.no-such-motion", {
      message: `There is no motion ${number} on item ${item.position}.`,
    });
  return motion;
}

/** The refusal of a second decision. */
export function decidedAlready(motion: Motion): Conflict {
  return new Conflict("meetings.motion-decided", {
    message: `Motion ${motion.number} is decided already: ${outcomeInWords(motion)}. A motion is decided once.`,
  });
}
