import { z } from "zod";
import { ruleTitles } from "./question-rules.ts";
import { answerOutcomes } from "./question.ts";
import { address, line, lineOrNone, lines, oneOf, yesOrNo } from "./schema-fields.ts";

const question = address("question").meta({ title: "Question" });

export const officeField = line("Name the office.", 200).meta({
  title: "Office",
  description: "The job, not the person: for example, director of adult social services.",
});

export const askQuestionSchema = z
  .object({
    body: address("body").meta({ title: "Body" }),
    title: line("Give your question a title.", 150).meta({
      title: "Your question in one line",
      description: "Everybody will read it.",
    }),
    words: lines("Write your question.", 3000).meta({
      title: "Your question",
      description:
        "Everybody will read it once the body has looked at it. Leave out names, addresses, numbers and the story of any one patient.",
    }),
    foi: yesOrNo.meta({
      title: "Is it a request under the Freedom of Information Act?",
      description:
        "Say yes if you ask for information that the body holds. The law then sets the time for an answer. It also asks for your name and an address, which only the body will see.",
    }),
    replyName: lineOrNone(200).meta({
      title: "Your name",
      description: "Only for a request under the Act. Only the body sees it.",
    }),
    replyTo: lineOrNone(300).meta({
      title: "Where the body can write to you",
      description:
        "Only for a request under the Act: email or post. Only the body sees it, and it is deleted with your sign-in.",
    }),
    different: yesOrNo.meta({
      title: "Have you looked at the questions that are like yours?",
      description: "You are asked this only where there are some.",
    }),
    checked: yesOrNo.meta({
      title: "Are you sure that it tells nothing of a private person?",
      description: "You are asked this only where some words look as if they might.",
    }),
  })
  .superRefine(({ foi, replyName, replyTo }, context) => {
    if (!foi) return;
    const missing = (path: string, message: string): void =>
      context.addIssue({ code: "custom", path: [path], message });
    if (!replyName)
      missing("replyName", "The Act asks for your name (section 8). Write it, or ask an ordinary question.");
    if (!replyTo)
      missing(
        "replyTo",
        "The Act asks for an address for the answer (section 8). Write one, or ask an ordinary question.",
      );
  });
export type AskQuestion = z.output<typeof askQuestionSchema>;

export const publishQuestionSchema = z.object({
  question,
  answerer: officeField.meta({ title: "Who answers" }),
  checked: yesOrNo.meta({
    title: "Are you sure that it tells nothing of a private person?",
    description: "Names, addresses, numbers, or the story of one patient.",
  }),
});
export type PublishQuestion = z.output<typeof publishQuestionSchema>;

export const refuseQuestionSchema = z.object({
  question,
  rule: oneOf(ruleTitles, "the rule").meta({ title: "Rule" }),
  why: line("Say why.", 500).meta({
    title: "Why",
    description: "Everybody will read it. Do not repeat what must not be public.",
  }),
});
export type RefuseQuestion = z.output<typeof refuseQuestionSchema>;

export const answerQuestionSchema = z.object({
  question,
  office: officeField.meta({ title: "Who answers" }),
  outcome: oneOf(answerOutcomes, "how it is answered").meta({ title: "How it is answered" }),
  words: lines("Write the answer.", 10_000).meta({
    title: "The answer",
    description: "Everybody will read it, and it stays. Answer first, explain after.",
  }),
});
export type AnswerQuestion = z.output<typeof answerQuestionSchema>;
