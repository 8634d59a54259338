import {
  Conflict,
  defineCommand,
  millisOf,
  type Acting,
  type Command,
  type Db,
  type Done,
} from "../../kernel/index.ts";
import { meetingTitle, type Meeting } from "../meeting.ts";
import type { MeetingPorts } from "../ports.ts";
import {
  judgePrivatePart,
  needsPrivateNotice,
  privateSteps,
  urgencyAgreers,
  type PrivateNotice,
  type PrivatePart,
} from "../private-notice.ts";
import {
  givePrivateNoticeSchema,
  notePrivateAgreementSchema,
  type GivePrivateNotice,
  type NotePrivateAgreement,
} from "../schema-private.ts";
import { addPrivateNotice, listPrivateNotices } from "../store-private.ts";
import {
  choicesOf,
  meetingDone,
  meetingResource,
  meetingToChange,
  onMeeting,
  refuseOver,
} from "./meeting-act.ts";

/** Whether a meeting may be held in private in part, where the law asks that question; else undefined. */
export async function privatePartOf(
  db: Db,
  meeting: Meeting,
  of: { readonly ports: MeetingPorts; readonly today: Acting["today"] },
): Promise<PrivatePart | undefined> {
  if (!meeting.keptHere || !needsPrivateNotice(meeting)) return undefined;
  const notices = await listPrivateNotices(db, meeting.id);
  const { holidays } = of.ports;
  return judgePrivatePart({ meetingOn: meeting.on, today: of.today, notices, holidays });
}

/** Gives notice that a part of an executive's meeting is to be private. */
export function givePrivateNoticeCommand(ports: MeetingPorts): Command {
  return defineCommand<GivePrivateNotice>({
    name: "meetings.give-private-notice",
    title: "Give notice of a private part",
    about:
      "Publishes the notice, 28 and again 5 clear days before, that a part of an executive's meeting is to be private.",
    schema: givePrivateNoticeSchema,
    path: "/meetings/:slug/private-notice",
    resource: meetingResource,
    form: onMeeting(async (meeting, { db, today }) => {
      const part = await getPrivatePart(db, meeting, { ports, today });
      const step = part.steps.find((one) => one.givenOn === undefined)?.step ?? "second";
      return {
        title: "Give notice of a private part",
        intro: part.words,
        submit: "Publish the notice",
        values: { step },
        fields: [
          {
            name: "step",
            widget: {
              kind: "radios",
              options: choicesOf({ first: "First notice", second: "Second notice" }),
            },
          },
          { name: "reasons", widget: { kind: "textarea", rows: 4 } },
          { name: "representations", widget: { kind: "textarea", rows: 3 } },
          { name: "response", widget: { kind: "textarea", rows: 3 } },
        ],
      };
    }),
    run: async (acting: Acting, input: GivePrivateNotice): Promise<Done> => {
      const { step, reasons, representations, response } = input;
      return await publish(acting, input.slug, ports, {
        step,
        on: acting.today,
        reasons,
        ...(representations && { representations }),
        ...(response && { response }),
      });
    },
  });
}

/** Records who agreed that a private part is urgent, where notice was short. */
export function notePrivateAgreementCommand(ports: MeetingPorts): Command {
  return defineCommand<NotePrivateAgreement>({
    name: "meetings.note-private-agreement",
    title: "Publish that a private part is urgent",
    about:
      "Publishes who agreed, for the council, that a private part is urgent and cannot reasonably wait, where notice was short.",
    schema: notePrivateAgreementSchema,
    path: "/meetings/:slug/private-agreement",
    resource: meetingResource,
    form: onMeeting(async (meeting, { db, today }) => {
      const part = await getPrivatePart(db, meeting, { ports, today });
      return {
        title: "Publish that the private part is urgent",
        intro: part.words,
        submit: "Publish the agreement",
        fields: [
          { name: "agreedBy", widget: { kind: "radios", options: choicesOf(urgencyAgreers) } },
          { name: "reasons", widget: { kind: "textarea", rows: 4 } },
        ],
      };
    }),
    run: async (acting: Acting, input: NotePrivateAgreement): Promise<Done> =>
      await publish(acting, input.slug, ports, {
        step: "agreement",
        on: acting.today,
        reasons: input.reasons,
        agreedBy: urgencyAgreers[input.agreedBy],
      }),
  });
}

async function publish(
  acting: Acting,
  slug: string,
  ports: MeetingPorts,
  notice: PrivateNotice,
): Promise<Done> {
  const { tx, today, clock } = acting;
  const meeting = await meetingToChange(acting, slug);
  refuseOver(meeting);
  refuseUnasked(await getPrivatePart(tx, meeting, { ports, today }), notice);
  await addPrivateNotice(tx, meeting, notice, millisOf(clock.now()));
  const part = await getPrivatePart(tx, meeting, { ports, today });
  const what = privateSteps[notice.step];
  return await meetingDone(acting, meeting, {
    kind: "meetings.private-notice-given",
    summary: `${what}: ${meetingTitle(meeting)}.`,
    message: `${what} is published. ${part.words}`,
    body: {
      step: notice.step,
      reasons: notice.reasons,
      representations: notice.representations ?? null,
      response: notice.response ?? null,
      agreedBy: notice.agreedBy ?? null,
      steps: part.steps.map((one) => ({
        step: one.step,
        required: one.required,
        clearDays: one.clearDays ?? null,
        verdict: one.verdict,
      })),
    },
    json: { verdict: part.verdict },
  });
}

/** The same; refuses where the law asks no such notice of the board. */
async function getPrivatePart(
  db: Db,
  meeting: Meeting,
  of: Parameters<typeof privatePartOf>[2],
): Promise<PrivatePart> {
  const part = await privatePartOf(db, meeting, of);
  if (part) return part;
  throw new Conflict("meetings.no-private-notice", {
    message: `${meeting.board.name} is not a council's executive: the law asks no such notice of it. A private item gives its ground and its public-interest test.`,
  });
}

function refuseUnasked(part: PrivatePart, notice: PrivateNotice): void {
  const refuse = (code: string, message: string): never => {
    throw new Conflict(`meetings.${code}`, { message });
  };
  const held = part.steps.find((one) => one.step === notice.step);
  if (held?.givenOn !== undefined || (notice.step === "agreement" && part.agreement))
    refuse("private-notice-given", `${privateSteps[notice.step]} is published already and does not change.`);
  if (notice.step === "second" && part.steps[0]?.givenOn === undefined)
    refuse(
      "private-notice-order",
      "The first notice has not been given. Give it first; both can be given late.",
    );
  if (notice.step === "agreement" && part.verdict !== "missed")
    refuse("private-agreement-unasked", `No agreement is asked for as things stand. ${part.words}`);
}

/** An executive decides in private only after both notices, or with the agreement that it is urgent (invariant 21). */
export async function refuseWithoutNotice(
  acting: Acting,
  meeting: Meeting,
  ports: MeetingPorts,
): Promise<void> {
  const part = await privatePartOf(acting.tx, meeting, { ports, today: acting.today });
  if (part?.verdict === "missed" || part?.verdict === "waiting")
    throw new Conflict("meetings.private-notice-missed", { message: part.words });
}
