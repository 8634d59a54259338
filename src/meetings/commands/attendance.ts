import {
  Conflict,
  Invalid,
  defineCommand,
  millisOf,
  type Acting,
  type Command,
  type Db,
  type Done,
  type Problem,
} from "../../kernel/index.ts";
import { listSeats, type Seat } from "../../place/index.ts";
import { holderKey, holderOf, manners, remoteCounts, type Attendee, type Manner } from "../attendance.ts";
import { meetingTitle, type Meeting } from "../meeting.ts";
import { remoteEffect } from "../regime.ts";
import { maySubstitute, type Holder } from "../room.ts";
import {
  noteAttendeeSchema,
  takeAttendanceSchema,
  type NoteAttendee,
  type TakeAttendance,
} from "../schema-business.ts";
import { listAttendees } from "../store-business.ts";
import { changeMeeting } from "../store-change.ts";
import { clearMembers, keepAttendance } from "../store-record.ts";
import {
  choicesOf,
  meetingActed,
  meetingDone,
  meetingResource,
  meetingToChange,
  onMeeting,
  refuseNotInSession,
  refuseOver,
} from "./meeting-act.ts";
import { executiveOffices, holdersOf, quorumOf, roomOf } from "./room-of.ts";

/** Opens a meeting: who presides, who is there and how. Taken again, it puts right what was recorded of members. */
export const takeAttendanceCommand: Command = defineCommand<TakeAttendance>({
  name: "meetings.take-attendance",
  title: "Record who is there",
  about: "Opens a meeting: who presides, which members are in the room or remote, and who sent apologies.",
  schema: takeAttendanceSchema,
  path: "/meetings/:slug/attendance",
  resource: meetingResource,
  form: onMeeting(async (meeting, { db }) => {
    const held = await holdersOf(db, meeting);
    const options = held
      .filter((one) => !one.substitute)
      .map((one) => ({ value: holderKey(one), text: one.office, hint: `Seat ${one.seat}: ${one.role}` }));
    const already = await listAttendees(db, meeting.id);
    const keysOf = (manner: Manner): string =>
      JSON.stringify(
        already.flatMap((one) =>
          one.seat !== undefined && one.manner === manner && !one.substitute
            ? [holderKey({ seat: one.seat, office: one.office })]
            : [],
        ),
      );
    const effect = remoteEffect(meeting.board.kind, meeting.on);
    return {
      title: "Record who is there",
      intro:
        effect.counts === "own-rule"
          ? "Whether those who are remote count and vote is for the body's own rules: say below what they say."
          : `Those who are remote ${effect.counts === "yes" ? "count and vote" : "do not count towards the quorum and do not vote"}: ${effect.why}.`,
      submit: "Record it",
      values: {
        presiding: meeting.presiding ?? "",
        room: keysOf("room"),
        remote: keysOf("remote"),
        apologies: keysOf("apologies"),
        remoteRule: meeting.remoteRule,
      },
      fields: [
        {
          name: "presiding",
          widget: {
            kind: "select",
            options: held.map((one) => ({ value: one.office, text: one.office })),
          },
        },
        { name: "room", widget: { kind: "checkboxes", options } },
        { name: "remote", widget: { kind: "checkboxes", options } },
        { name: "apologies", widget: { kind: "checkboxes", options } },
        ...(effect.counts === "own-rule"
          ? [
              {
                name: "remoteRule",
                widget: {
                  kind: "radios",
                  options: choicesOf({ yes: "Yes", no: "No", "not-known": "Not known" }),
                },
              } as const,
            ]
          : []),
      ],
    };
  }),
  run: runTake,
});

async function runTake(acting: Acting, input: TakeAttendance): Promise<Done> {
  const { tx, clock } = acting;
  const meeting = await meetingToChange(acting, input.slug);
  refuseOver(meeting);
  if (acting.today < meeting.on)
    throw new Conflict("meetings.before-its-day", {
      message: `${meetingTitle(meeting)} has not come yet: nobody is there before ${meeting.on}.`,
    });
  const held = await holdersOf(tx, meeting);
  const seats = await listSeats(tx, meeting.board.id, meeting.on);
  const read = membersOf(input, held);
  const problems = [
    ...read.problems,
    ...tooMany(read.people, seats),
    ...(await executiveProblems(tx, { meeting, people: read.people, seats })),
    ...presidingProblems(input, read.people),
  ];
  if (problems.length > 0) throw new Invalid(problems);
  await clearMembers(tx, meeting.id);
  await keepAttendance(tx, meeting.id, read.people, {
    audience: meeting.audience,
    millis: millisOf(clock.now()),
  });
  const state = meeting.state === "planned" ? "open" : meeting.state;
  await changeMeeting(tx, meeting, { state, presiding: input.presiding, remote_rule: input.remoteRule });
  const now = { ...meeting, state, presiding: input.presiding, remoteRule: input.remoteRule };
  const quorum = (await quorumOf(tx, now, await roomOf(tx, now)))(1);
  const verdict = quorumWords[quorum.verdict];
  const count = (manner: Manner): number => read.people.filter((one) => one.manner === manner).length;
  return meetingActed(meeting, {
    kind: "meetings.attendance-taken",
    summary: `${meetingTitle(meeting)}: ${count("room")} in the room, ${count("remote")} remote, ${count("apologies")} apologies. ${verdict}`,
    message: `The meeting is in session. ${verdict} ${quorum.words}`,
    body: {
      presiding: input.presiding,
      room: offices(read.people, "room"),
      remote: offices(read.people, "remote"),
      apologies: offices(read.people, "apologies"),
      remoteRule: remoteCounts({
        remote: remoteEffect(meeting.board.kind, meeting.on),
        remoteRule: input.remoteRule,
      }),
    },
    json: { quorum: quorum.verdict },
  });
}

const quorumWords = {
  met: "There is a quorum.",
  "not-met": "There is no quorum.",
  "cannot-tell": "Whether there is a quorum cannot be told.",
};

type Person = Omit<Attendee, "id">;

function offices(people: readonly Person[], manner: Manner): readonly string[] {
  return people.filter((one) => one.manner === manner).map((one) => one.office);
}

function membersOf(
  input: TakeAttendance,
  held: readonly Holder[],
): { readonly people: readonly Person[]; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const seen = new Map<string, string>();
  const people = (["room", "remote", "apologies"] as const).flatMap((manner) =>
    input[manner].flatMap((key): readonly Person[] => {
      const named = holderOf(key);
      const holder = held.find((one) => one.seat === named?.seat && one.office === named.office);
      const earlier = seen.get(key);
      seen.set(key, manner);
      if (earlier !== undefined) {
        const message = `${named?.office ?? key} stands under “${manners[earlier as Manner]}” and “${manners[manner]}”. Choose one.`;
        problems.push({ code: "meetings.there-twice", field: manner, message });
        return [];
      }
      if (!holder || !named) {
        const message = `“${key}” holds no seat on this board on that day.`;
        problems.push({ code: "meetings.no-such-seat", field: manner, message });
        return [];
      }
      return [{ seat: holder.seat, office: holder.office, manner, substitute: false }];
    }),
  );
  return { people, problems };
}

/** No more are there on a seat than the seat has places. */
function tooMany(people: readonly Person[], seats: readonly Seat[]): readonly Problem[] {
  return seats.flatMap((seat) => {
    const there = people.filter(
      (one) => one.seat === seat.number && (one.manner === "room" || one.manner === "remote"),
    );
    if (seat.seats === undefined || there.length <= seat.seats) return [];
    const message = `${there.map((one) => one.office).join(" and ")} cannot all sit on the seat “${seat.role}”, of which there ${seat.seats === 1 ? "is one" : `are ${seat.seats}`}.`;
    return [{ code: "meetings.seat-taken", field: "room", message }];
  });
}

/** A member of the executive is no member of a scrutiny committee of the same council (invariant 10). */
async function executiveProblems(
  tx: Db,
  given: { readonly meeting: Meeting; readonly people: readonly Person[]; readonly seats: readonly Seat[] },
): Promise<readonly Problem[]> {
  const executive = await executiveOffices(tx, given.meeting, given.seats);
  return given.people.flatMap((one) => {
    const there = one.manner === "room" || one.manner === "remote";
    if (one.seat === undefined || !there || !executive.has(one.office.toLowerCase())) return [];
    const message = `${one.office} is a member of the executive and cannot sit on a scrutiny committee of the same council (LGA 2000 s9FA(3)). Record them as a guest without a seat.`;
    const field = one.substitute ? "seat" : one.manner;
    return [{ code: "meetings.executive-on-scrutiny", field, message }];
  });
}

function presidingProblems(input: TakeAttendance, people: readonly Person[]): readonly Problem[] {
  const there = people.some(
    (one) => one.office === input.presiding && (one.manner === "room" || one.manner === "remote"),
  );
  if (there) return [];
  const message = `${input.presiding} presides but is not recorded as there. Tick them in the room, or choose who does preside.`;
  return [{ code: "meetings.presiding-not-there", field: "presiding", message }];
}

/** Notes one more: a guest, a substitute, somebody who came late or left. */
export const noteAttendeeCommand: Command = defineCommand<NoteAttendee>({
  name: "meetings.note-attendee",
  title: "Note who came or left",
  about: "Notes a guest or a substitute, or that a member came for an item or left before one.",
  schema: noteAttendeeSchema,
  path: "/meetings/:slug/attendance/note",
  resource: meetingResource,
  form: onMeeting(async (meeting, { db }) => {
    const seats = await listSeats(db, meeting.board.id, meeting.on);
    return {
      title: "Note who came or left",
      intro:
        "Is a member recorded already? Give the same office and seat. The new note takes the place of the old.",
      submit: "Note it",
      values: { substitute: "false", manner: "room" },
      fields: [
        { name: "office", widget: { kind: "text" } },
        {
          name: "seat",
          widget: {
            kind: "select",
            options: [
              { value: "", text: "No seat: a guest" },
              ...seats.map((seat) => ({ value: seat.number, text: `${seat.number}: ${seat.role}` })),
            ],
          },
        },
        { name: "substitute", widget: { kind: "yes-no" } },
        { name: "manner", widget: { kind: "radios", options: choicesOf(manners) } },
        { name: "fromItem", widget: { kind: "text", width: 5 } },
        { name: "untilItem", widget: { kind: "text", width: 5 } },
      ],
    };
  }),
  run: runNote,
});

async function runNote(acting: Acting, input: NoteAttendee): Promise<Done> {
  const { tx, clock } = acting;
  const meeting = await meetingToChange(acting, input.slug);
  refuseNotInSession(meeting);
  const seats = await listSeats(tx, meeting.board.id, meeting.on);
  const held = await holdersOf(tx, meeting);
  const person: Person = {
    office: input.office,
    manner: input.manner,
    substitute: input.substitute,
    ...(input.seat && { seat: input.seat }),
    ...(input.fromItem !== undefined && { fromItem: input.fromItem }),
    ...(input.untilItem !== undefined && { untilItem: input.untilItem }),
  };
  const others = (await listAttendees(tx, meeting.id)).filter(
    (one) => one.office !== person.office || one.seat !== person.seat,
  );
  const problems = [
    ...noteProblems(person, seats, held),
    ...tooMany([...others, person], seats).map((one) => ({ ...one, field: "seat" })),
    ...(await executiveProblems(tx, { meeting, people: [person], seats })),
  ];
  if (problems.length > 0) throw new Invalid(problems);
  await keepAttendance(tx, meeting.id, [person], {
    audience: meeting.audience,
    millis: millisOf(clock.now()),
  });
  const span = [
    person.fromItem ? ` from item ${person.fromItem}` : "",
    person.untilItem ? ` until item ${person.untilItem}` : "",
  ].join("");
  const as = person.seat ? (person.substitute ? " as substitute" : "") : " as a guest";
  return await meetingDone(acting, meeting, {
    kind: "meetings.attendee-noted",
    summary: `${meetingTitle(meeting)}: ${person.office}${as}, ${manners[person.manner]}${span}.`,
    body: {
      office: person.office,
      seat: person.seat ?? null,
      substitute: person.substitute,
      manner: person.manner,
      fromItem: person.fromItem ?? null,
      untilItem: person.untilItem ?? null,
    },
  });
}

function noteProblems(person: Person, seats: readonly Seat[], held: readonly Holder[]): readonly Problem[] {
  const problem = (field: string, message: string): readonly Problem[] => [
    { code: "meetings.attendance", field, message },
  ];
  if (person.fromItem !== undefined && person.untilItem !== undefined && person.untilItem <= person.fromItem)
    return problem("untilItem", "They left before they came. Correct one of the two items.");
  if (person.seat === undefined)
    return person.substitute ? problem("seat", "Choose the seat that the substitute sits in for.") : [];
  const seat = seats.find((one) => one.number === person.seat);
  if (!seat) return problem("seat", `There is no seat ${person.seat} on this board on that day.`);
  if (person.substitute)
    return maySubstitute(seat, person.office, held)
      ? []
      : problem(
          "substitute",
          `Nothing entered here lets ${person.office} sit in for “${seat.role}”. Say on the board's page that the seat allows substitutes, or enter this office as its substitute.`,
        );
  const holds = held.some((one) => one.seat === person.seat && one.office === person.office);
  return holds
    ? []
    : problem(
        "office",
        `${person.office} does not hold seat ${person.seat} on that day. A substitute is noted as one.`,
      );
}
