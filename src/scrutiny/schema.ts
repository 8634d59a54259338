import { z } from "zod";
import { interestKinds, intentions, deeds } from "./interest.ts";
import { contributionKinds, findings, requestKinds, requestOutcomes, stances, wishes } from "./review.ts";
import { day, line, lineOrNone, lines, oneOf } from "./schema-fields.ts";

/** A day that may be left empty. */
const dayOrNone = z.preprocess(
  (given) => (typeof given === "string" && given.trim() === "" ? undefined : given),
  day("Give the day.").optional(),
);

const noNames = "Name offices and bodies, not people.";
const slug = (missing: string, title: string) => line(missing, 100).meta({ title });
const review = slug("Say which review.", "Review");
const board = slug("Say which committee.", "Committee");
const number = z.coerce
  .number({ error: "Say which number." })
  .int()
  .min(1)
  .max(999)
  .meta({ title: "Number" });
const body = slug("Choose a body.", "Body");

/** Opening a review, whether or not it takes up a sign. */
export const openReviewSchema = z.object({
  board,
  title: line("Give the review a title.", 150).meta({ title: "Title" }),
  terms: lines("Say what it will look into.", 3000).meta({
    title: "Terms",
    description: `What it will look into, what it will not, and by when. ${noNames}`,
  }),
  body: lineOrNone(100).meta({
    title: "Body concerned",
    description: "The body whose services are looked at, where there is one",
  }),
  programme: lineOrNone(36).meta({
    title: "From the work programme",
    description: "The line of the work programme that it takes up, where there is one",
  }),
});
export type OpenReview = z.output<typeof openReviewSchema>;

export const takeUpSignSchema = z.object({
  board,
  sign: line("Say which sign.", 200).meta({ title: "Sign" }),
  title: line("Give the review a title.", 150).meta({ title: "Title" }),
  terms: lines("Say what it will ask.", 3000).meta({
    title: "Terms",
    description: `What the committee wants to know, and by when. ${noNames}`,
  }),
  body: lineOrNone(100).meta({
    title: "Body asked in the example",
    description: "Only for a made-up committee, which asks a made-up body",
  }),
});
export type TakeUpSign = z.output<typeof takeUpSignSchema>;

export const endReviewSchema = z.object({
  review,
  ending: lines("Say how it ended.", 1000).meta({
    title: "How it ended",
    description: `What was found and what changed, in a few sentences. ${noNames}`,
  }),
});
export type EndReview = z.output<typeof endReviewSchema>;

export const addContributionSchema = z.object({
  review,
  kind: oneOf(contributionKinds, "what it is").meta({ title: "What it is" }),
  who: line("Say who, by office or body.", 200).meta({
    title: "Who",
    description: "By office or body: councillor for a ward, a Healthwatch. Not by name.",
  }),
  words: lines("Say what was said.", 3000).meta({ title: "What was said" }),
  sourceUrl: lineOrNone(500)
    .refine(
      (text) => text === undefined || /^https?:\/\/\S+$/u.test(text),
      "Write an address that begins with https://.",
    )
    .meta({
      title: "Where it can be read",
      description: "An address on the web, where there is one",
    }),
  saidOn: day("Give the day.").meta({ title: "Day" }),
});
export type AddContribution = z.output<typeof addContributionSchema>;

export const makeRequestSchema = z.object({
  review,
  body,
  kind: oneOf(requestKinds, "what is asked for").meta({ title: "What is asked for" }),
  words: lines("Say what is asked.", 3000).meta({
    title: "The questions, or who is to come and what about",
    description: "Information about a person cannot be asked for.",
  }),
  wantedBy: dayOrNone.meta({
    title: "Wanted by",
    description: "The law sets no period: it must be reasonable. Left empty: no day was given.",
  }),
});
export type MakeRequest = z.output<typeof makeRequestSchema>;

const answeredOn = dayOrNone.meta({
  title: "Day",
  description: "Left empty: today. An earlier day only where the committee notes what it received.",
});

export const answerRequestSchema = z.object({
  review,
  number,
  outcome: oneOf(requestOutcomes.information, "how it is answered").meta({ title: "How it is answered" }),
  words: lines("Write the answer.", 6000).meta({
    title: "The answer",
    description: `If something is refused, say on what ground. ${noNames}`,
  }),
  on: answeredOn,
});
export type AnswerRequest = z.output<typeof answerRequestSchema>;

export const makeRecommendationSchema = z.object({
  review,
  body,
  words: lines("Say what is recommended.", 1500).meta({ title: "What is recommended" }),
  why: lines("Say on what it rests.", 1500).meta({
    title: "Why",
    description: "The evidence it rests on. A report on health services must explain and sum it up.",
  }),
  ask: z.enum(["yes", "no"], { error: "Say whether a reply is asked for." }).meta({
    title: "Ask for a reply now",
    description: "No time runs until a reply is asked for.",
  }),
});
export type MakeRecommendation = z.output<typeof makeRecommendationSchema>;

export const askForReplySchema = z.object({ review, number });
export type AskForReply = z.output<typeof askForReplySchema>;

export const replySchema = z.object({
  review,
  number,
  stance: oneOf(stances, "whether it is accepted").meta({ title: "Is it accepted?" }),
  words: lines("Write the reply.", 6000).meta({
    title: "The reply",
    description: `What will be done, by which office and by when; or why not. ${noNames}`,
  }),
  on: answeredOn,
});
export type Reply = z.output<typeof replySchema>;

export const checkSchema = z.object({
  review,
  number,
  months: z
    .enum(["6", "12"], { error: "Choose six or twelve months." })
    .meta({ title: "After how many months" }),
  found: oneOf(findings, "what was found").meta({ title: "What was found" }),
  words: lines("Say what shows it.", 1500).meta({ title: "What shows it" }),
});
export type CheckRecommendation = z.output<typeof checkSchema>;

export const addProgrammeItemSchema = z.object({
  board,
  title: line("Give it a title.", 150).meta({ title: "What the committee means to look at" }),
  why: line("Say why.", 500).meta({ title: "Why", description: noNames }),
  wishedBy: oneOf(wishes, "who wished it").meta({ title: "Who wished it" }),
  plannedOn: day("Say for when.").meta({ title: "Planned for" }),
});
export type AddProgrammeItem = z.output<typeof addProgrammeItemSchema>;

export const dropProgrammeItemSchema = z.object({
  board,
  item: line("Say which line.", 36).meta({ title: "Line" }),
  why: line("Say why.", 500).meta({ title: "Why it is dropped", description: noNames }),
});
export type DropProgrammeItem = z.output<typeof dropProgrammeItemSchema>;

const interestWords = line("Say what it is.", 500).meta({
  title: "What it is",
  description: "For everybody to read. Name bodies and offices; leave out who in your family.",
});
const kind = oneOf(interestKinds, "what kind it is").meta({ title: "Kind" });
const dispensation = lineOrNone(300).meta({
  title: "Dispensation",
  description: "Who gave leave to take part, and on which day, where somebody did (Localism Act 2011 s33)",
});

export const registerInterestSchema = z.object({ board, body, kind, words: interestWords });
export type RegisterInterest = z.output<typeof registerInterestSchema>;

export const declareInterestSchema = z.object({
  review,
  kind,
  words: interestWords,
  will: oneOf(intentions, "what you mean to do").meta({ title: "What you mean to do" }),
  dispensation,
});
export type DeclareInterest = z.output<typeof declareInterestSchema>;

const interest = line("Say which interest.", 36).meta({ title: "Interest" });

export const noteAdviceSchema = z.object({
  review,
  interest,
  words: lines("Write the advice.", 1500).meta({
    title: "The monitoring officer's advice",
    description: "It is shown to everybody. The decision to leave or stay is the member's own.",
  }),
});
export type NoteAdvice = z.output<typeof noteAdviceSchema>;

export const noteDeedSchema = z.object({
  review,
  interest,
  did: oneOf(deeds, "what they did").meta({ title: "What they did when the item was taken" }),
  on: day("Give the day.").meta({ title: "Day" }),
});
export type NoteDeed = z.output<typeof noteDeedSchema>;
