import {
  Invalid,
  defineCommand,
  millisOf,
  type Acting,
  type Command,
  type Done,
  type Problem,
} from "../../kernel/index.ts";
import { holderKey, interestEffects, interestKinds, type Attendee } from "../attendance.ts";
import { meetingTitle } from "../meeting.ts";
import { declareInterestSchema, type DeclareInterest } from "../schema-business.ts";
import { listAttendees } from "../store-business.ts";
import { addInterest } from "../store-record.ts";
import {
  choicesOf,
  contentAudience,
  getItem,
  meetingDone,
  meetingResource,
  meetingToChange,
  onMeeting,
  refuseNotInSession,
} from "./meeting-act.ts";

/** Declares an interest: its kind, and whether they left. */
export const declareInterestCommand: Command = defineCommand<DeclareInterest>({
  name: "meetings.declare-interest",
  title: "Record an interest",
  about:
    "Records an interest that was declared, of which kind, and whether they stayed, voted or left for the item.",
  schema: declareInterestSchema,
  path: "/meetings/:slug/interests/add",
  resource: meetingResource,
  form: onMeeting(async (meeting, { db }) => {
    const there = await listAttendees(db, meeting.id);
    return {
      title: "Record an interest",
      submit: "Record it",
      fields: [
        {
          name: "holder",
          widget: { kind: "select", options: there.map((one) => ({ value: nameOf(one), text: one.office })) },
        },
        { name: "item", widget: { kind: "text", width: 5 } },
        { name: "kind", widget: { kind: "select", options: choicesOf(interestKinds) } },
        { name: "words", widget: { kind: "textarea", rows: 2 } },
        { name: "effect", widget: { kind: "radios", options: choicesOf(interestEffects) } },
        { name: "dispensation", widget: { kind: "text" } },
      ],
    };
  }),
  run: runDeclare,
});

function nameOf(one: Attendee): string {
  return one.seat === undefined ? one.office : holderKey({ seat: one.seat, office: one.office });
}

async function runDeclare(acting: Acting, input: DeclareInterest): Promise<Done> {
  const { tx, clock } = acting;
  const meeting = await meetingToChange(acting, input.slug);
  refuseNotInSession(meeting);
  const item = input.item === undefined ? undefined : await getItem(tx, meeting, input.item);
  const who = (await listAttendees(tx, meeting.id)).find((one) => nameOf(one) === input.holder);
  if (!who || (who.manner !== "room" && who.manner !== "remote"))
    throw new Invalid([
      {
        code: "meetings.not-there",
        field: "holder",
        message: `“${input.holder}” is not recorded as there. Note them first.`,
      },
    ]);
  const refused = dispensationProblem(input);
  if (refused) throw new Invalid([refused]);
  const audience = item ? item.audience : meeting.audience;
  const wordsAudience = item ? contentAudience(meeting, item) : meeting.audience;
  await addInterest(
    tx,
    meeting.id,
    {
      itemId: item?.id,
      office: who.office,
      kind: input.kind,
      words: input.words,
      effect: input.effect,
      ...(who.seat && { seat: who.seat }),
      ...(input.dispensation && { dispensation: input.dispensation }),
    },
    { audience, wordsAudience, millis: millisOf(clock.now()) },
  );
  return await meetingDone(acting, meeting, {
    kind: "meetings.interest-declared",
    summary: `${meetingTitle(meeting)}: ${who.office} declared an interest${item ? ` on item ${item.position}` : ""} and ${interestEffects[input.effect]}.`,
    body: {
      office: who.office,
      item: item?.position ?? null,
      kind: input.kind,
      effect: input.effect,
      words: item?.private ? null : input.words,
    },
    audience,
  });
}

/** Whoever has a disclosable pecuniary interest may neither take part nor vote without a dispensation (Localism Act 2011 s31). */
function dispensationProblem(input: DeclareInterest): Problem | undefined {
  if (input.kind !== "disclosable-pecuniary" || input.effect !== "stays-and-votes" || input.dispensation)
    return undefined;
  const message =
    "With a disclosable pecuniary interest nobody takes part or votes without a dispensation (Localism Act 2011 s31). Name the dispensation, or say that they did not vote or left.";
  return { code: "meetings.needs-dispensation", field: "effect", message };
}
