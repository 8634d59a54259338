import { z } from "zod";
import { interestEffects, interestKinds } from "./attendance.ts";
import { exemptions } from "./item.ts";
import { takers } from "./resolution.ts";
import {
  count,
  day,
  file,
  item,
  line,
  lines,
  office,
  oneOf,
  reason,
  slug,
  time,
  version,
  when,
  yesNo,
} from "./schema.ts";

const holders = z.array(z.string().max(250)).max(200).default([]);

export const takeAttendanceSchema = z.object({
  slug,
  presiding: line("Say who presides.", 250).meta({ title: "Who presides" }),
  room: holders.meta({ title: "In the room" }),
  remote: holders.meta({ title: "Remote" }),
  apologies: holders.meta({ title: "Apologies" }),
  remoteRule: z.enum(["yes", "no", "not-known"]).default("not-known").meta({
    title: "Do the body's own rules let those who are remote count and vote?",
    description: "Asked only where no law decides it. Not known: they are not counted and do not vote.",
  }),
});
export type TakeAttendance = z.output<typeof takeAttendanceSchema>;

export const noteAttendeeSchema = z.object({
  slug,
  office: office("whoever came").meta({
    title: "Office",
    description: "Of whoever came or went. No names of people.",
  }),
  seat: z
    .string()
    .max(20)
    .optional()
    .meta({ title: "Sits on seat", description: "Left out: a guest, without a seat." }),
  substitute: yesNo.default(false).meta({ title: "Sits in for the holder of the seat?" }),
  manner: z
    .enum(["room", "remote", "apologies", "absent"], { error: "Choose how they attended." })
    .meta({ title: "How" }),
  fromItem: count(200)
    .optional()
    .meta({ title: "Came for item", description: "Left out: from the beginning." }),
  untilItem: count(200)
    .optional()
    .meta({ title: "Left before item", description: "Left out: stayed to the end." }),
});
export type NoteAttendee = z.output<typeof noteAttendeeSchema>;

export const declareInterestSchema = z.object({
  slug,
  holder: line("Say who declared it.", 250).meta({ title: "Who" }),
  item: item.optional().meta({ title: "Item", description: "Left out: the whole meeting." }),
  kind: oneOf(interestKinds, "the kind of interest").meta({ title: "Kind of interest" }),
  words: line("Say what was declared.", 1000).meta({ title: "What was declared" }),
  effect: oneOf(interestEffects, "what followed").meta({ title: "What followed" }),
  dispensation: line("Say which.", 300).optional().meta({ title: "Dispensation" }),
});
export type DeclareInterest = z.output<typeof declareInterestSchema>;

export const noteItemSchema = z.object({
  slug,
  item,
  said: lines("Say what was said.", 8000).meta({
    title: "What was said",
    description: "For the minutes. Offices, not people.",
  }),
});
export type NoteItem = z.output<typeof noteItemSchema>;

export const moveMotionSchema = z.object({
  slug,
  item,
  words: lines("Write the motion.", 4000).meta({ title: "The motion", description: "That ..." }),
  amends: count(50).optional().meta({
    title: "It amends motion",
    description: "The number of the motion on this item; left out: it stands by itself.",
  }),
  movedBy: line("Say who moved it.", 250).meta({ title: "Moved by" }),
  secondedBy: line("Say who seconded it.", 250).optional().meta({ title: "Seconded by" }),
});
export type MoveMotion = z.output<typeof moveMotionSchema>;

const keyNoticeOf = (what: string) =>
  line("Name the notice.", 200)
    .optional()
    .meta({
      title: "Notice of the key decision",
      description: `The last part of its address under /forward-plan. Left out: the notice with the title of ${what}.`,
    });

export const decideMotionSchema = z.object({
  slug,
  item,
  motion: count(50).meta({ title: "Motion", description: "Its number on this item." }),
  how: z
    .enum(["vote", "consensus", "withdrawn"], { error: "Choose how it was decided." })
    .meta({ title: "How it was decided" }),
  for: holders.meta({ title: "For" }),
  against: holders.meta({ title: "Against" }),
  abstained: holders.meta({ title: "Abstained" }),
  casting: z
    .enum(["for", "against"])
    .optional()
    .meta({ title: "Casting vote of whoever presides", description: "Only on equal votes." }),
  dissent: lines("Write the dissent.", 2000).optional().meta({ title: "Dissent to be recorded" }),
  reasons: lines("Give the reasons.", 4000).optional().meta({ title: "Reasons for the decision" }),
  alternatives: lines("Say what else was considered.", 4000)
    .optional()
    .meta({ title: "What else was considered", description: "Keeping things as they are is always one." }),
  keyDecision: z
    .enum(["yes", "no", "not-known"])
    .default("not-known")
    .meta({ title: "Is it a key decision?", description: "Of a council's executive only." }),
  notice: keyNoticeOf("the item"),
  publicWords: lines("Write a summary.", 2000).optional().meta({
    title: "Summary that everybody may read",
    description: "Needed for a private item; its full words are sealed.",
  }),
});
export type DecideMotion = z.output<typeof decideMotionSchema>;

export const goInformalSchema = z.object({ slug, reason });
export type GoInformal = z.output<typeof goInformalSchema>;

export const adjournSchema = z.object({
  slug,
  reason,
  on: day("Give the day.").optional().meta({
    title: "Goes on on",
    description: "Left out: not known yet. What was not dealt with moves there.",
  }),
  startsAt: time.optional().meta({ title: "At" }),
  venue: when.venue,
});
export type Adjourn = z.output<typeof adjournSchema>;

export const closeMeetingSchema = z.object({ slug, version });
export type CloseMeeting = z.output<typeof closeMeetingSchema>;

export const publishDecisionsSchema = z.object({
  slug,
  waiver: line("Give the reason.", 1000).optional().meta({
    title: "Why call-in does not apply",
    description:
      "Only where the constitution lets an urgent decision be carried out at once; left out: it applies.",
  }),
});
export type PublishDecisions = z.output<typeof publishDecisionsSchema>;

export const draftMinutesSchema = z.object({ slug });
export type DraftMinutes = z.output<typeof draftMinutesSchema>;

export const editMinutesSchema = z.object({
  slug,
  part: z.enum(["public", "private"]).default("public").meta({ title: "Part" }),
  seen: z.coerce.number().int().min(1).meta({ title: "Version of the minutes that was edited" }),
  text: lines("Write the minutes.", 100_000).meta({ title: "Minutes" }),
});
export type EditMinutes = z.output<typeof editMinutesSchema>;

export const publishMinutesSchema = z.object({ slug });
export type PublishMinutes = z.output<typeof publishMinutesSchema>;

export const signMinutesSchema = z.object({
  slug,
  approvedAt: slug.meta({
    title: "Meeting that approved them",
    description: "The last part of its address, for example aldermere-health-and-wellbeing-board-2027-01-28.",
  }),
  signedBy: office("whoever signed").meta({
    title: "Signed by",
    description: "The office: chair of the board.",
  }),
  on: day("Give the day.").meta({ title: "Signed on" }),
});
export type SignMinutes = z.output<typeof signMinutesSchema>;

export const addActionSchema = z.object({
  slug,
  item: item.optional(),
  words: line("Say what is to be done.", 1000).meta({ title: "What is to be done" }),
  owner: line("Say who does it.", 200).meta({
    title: "Who does it",
    description: "An office or body, not a person.",
  }),
  dueOn: day("Give the day.").optional().meta({ title: "By" }),
});
export type AddAction = z.output<typeof addActionSchema>;

export const closeActionSchema = z.object({
  slug,
  action: count(500).meta({ title: "Action", description: "Its number." }),
  words: line("Say what was done.", 1000).meta({ title: "What was done" }),
});
export type CloseAction = z.output<typeof closeActionSchema>;

const { board: _board, ...alone } = takers;
/** Decisions that are taken without a meeting, by who takes them. */
export const aloneTakers = alone;

export const recordDecisionSchema = z
  .object({
    slug: z.string({ error: "Name the body." }).max(150).meta({ title: "Body" }),
    taker: oneOf(alone, "who took it").meta({ title: "Who took it" }),
    office: office("whoever took it").meta({
      title: "In which office",
      description: "For example cabinet member for health and care. No names.",
    }),
    title: line("Give it a title.", 300).meta({ title: "Title" }),
    words: lines("Write what was decided.", 4000).meta({
      title: "What was decided",
      description: "Of a private decision a summary that everybody may read; so are the reasons below.",
    }),
    decidedOn: day("Give the day.").meta({ title: "Decided on" }),
    power: line("Name the power.", 500).meta({
      title: "On what power",
      description: "The scheme of delegation, standing order or law that lets this office decide it.",
    }),
    reasons: lines("Give the reasons.", 4000).meta({ title: "Reasons" }),
    alternatives: lines("Say what else was considered, if only keeping things as they are.", 4000).meta({
      title: "What else was considered, and why not",
    }),
    interests: lines("Say which interests were declared, or none.", 2000).meta({
      title: "Interests declared",
      description: "Of whoever took it and of those asked. Write “none” where there was none.",
    }),
    keyDecision: z
      .enum(["yes", "no", "not-known"])
      .default("not-known")
      .meta({ title: "Is it a key decision?", description: "Of a council's executive only." }),
    notice: keyNoticeOf("the decision"),
    waiver: line("Give the reason.", 1000).optional().meta({
      title: "Why call-in does not apply",
      description: "Left out: it applies, where the council's rules have it.",
    }),
    exemption: oneOf(exemptions, "the ground").optional().meta({
      title: "Private because",
      description: "Left out: everybody may read all of it.",
    }),
    publicInterest: lines("Say how the public interest was weighed.", 2000).optional().meta({
      title: "The public-interest test",
      description: "Of a private decision: why withholding outweighs disclosing. Everybody will read it.",
    }),
    privateWords: lines("Write the full words.", 8000).optional().meta({
      title: "The full words of a private decision",
      description:
        "Only people of your organisation see them; the record seals them, so that they can be proved later.",
    }),
    reviewOn: day("Give the day on which somebody looks again.").optional().meta({
      title: "When somebody looks again whether it can be open",
      description: "Of a private decision. Left out: in a year.",
    }),
    reportTo: z.string().max(150).optional().meta({
      title: "Has to be told to the board",
      description: "The last part of its address. A chair's urgent action is always told to its board.",
    }),
  })
  .superRefine((given, context) => {
    for (const field of ["publicInterest", "privateWords"] as const) {
      if ((given[field] !== undefined) === (given.exemption !== undefined)) continue;
      context.addIssue({
        code: "custom",
        path: given.exemption === undefined ? ["exemption"] : [field],
        message:
          given.exemption === undefined
            ? "Choose the ground on which it is private, or leave the test and the full words out."
            : "A private decision needs its public-interest test and its full words, which are sealed.",
      });
    }
  });
export type RecordDecision = z.output<typeof recordDecisionSchema>;

export const reportBackSchema = z.object({
  slug: z.string().max(150).meta({ title: "Decision" }),
  meeting: slug.meta({ title: "Meeting that heard of it", description: "The last part of its address." }),
});
export type ReportBack = z.output<typeof reportBackSchema>;

const importHow = {
  leaveOut: yesNo.default(false).meta({
    title: "Import what can be read and leave the rest out?",
    description: "No: where anything is unread nothing is imported, and everything unread is listed.",
  }),
  dryRun: yesNo
    .default(false)
    .meta({ title: "Only try it out?", description: "Yes: nothing is imported; you see what would be." }),
};

export const importAddressSchema = z.object({
  address: line("Give the address of the service.", 300).meta({
    title: "Address of the web service",
    description:
      "Of the council's committee system, such as https://democracy.example.org; its service is mgWebService.asmx.",
  }),
  committee: z
    .string()
    .regex(/^\d{1,9}$/, "Write the committee's number.")
    .optional()
    .meta({
      title: "Number of the committee",
      description: "As the system numbers it. Left out: you are told which there are.",
    }),
  from: day("Give the first day.").meta({ title: "Meetings from" }),
  until: day("Give the last day.").meta({ title: "Meetings until" }),
  board: z.string().max(150).optional().meta({
    title: "Board",
    description:
      "Only where the committee is not known here by its number: the last part of the board's address here.",
  }),
  ...importHow,
});
export type ImportAddress = z.output<typeof importAddressSchema>;

export const importFileSchema = z.object({
  file: file.meta({
    title: "File",
    description:
      "An answer of Modern.Gov's web service (GetMeetings, GetAllMeetingsByDate, GetMeeting, GetCommittees) as XML, or an ICS calendar. For machines: name and base64.",
  }),
  host: line("Name the system.", 200).optional().meta({
    title: "Host of the committee system",
    description: "For example modgov.hillingdon.gov.uk: committees are known by host and number.",
  }),
  board: z.string().max(150).optional().meta({
    title: "Board",
    description:
      "For a file about one board that is not known by its number: the last part of the board's address here.",
  }),
  source: line("Say where this is known from.", 500).meta({
    title: "Where the file is from",
    description: "An address on the web.",
  }),
  ...importHow,
});
export type ImportFile = z.output<typeof importFileSchema>;
