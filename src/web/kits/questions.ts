import type { PanelModel, Sentence } from "../../kernel/index.ts";

/** One of the six questions of the home page, with what is shown while no module answers it. */
export interface HomeQuestion {
  readonly number: number;
  /** A panel on `home` with this heading is its answer. */
  readonly question: string;
  readonly unanswered: Sentence;
  readonly elsewhere: { readonly text: string; readonly href: string };
}

/** What a first visitor can answer in five minutes. */
export const homeQuestions: readonly HomeQuestion[] = [
  {
    number: 1,
    question: "Who runs health here?",
    unanswered: "This will name the boards and councils of a place, today and on any past day.",
    elsewhere: { text: "All areas we know", href: "/areas" },
  },
  {
    number: 2,
    question: "Who sits at the table?",
    unanswered: "This will show for whom each seat of a board speaks, and where the source does not say.",
    elsewhere: { text: "All boards we know", href: "/boards" },
  },
  {
    number: 3,
    question: "When may we lawfully decide?",
    unanswered:
      "This will give the earliest lawful and the earliest advisable date of a decision, with every duty on the way.",
    elsewhere: { text: "The law this site follows", href: "/law" },
  },
  {
    number: 4,
    question: "Who pays if the pool overspends?",
    unanswered: "This will follow an overspend through a pooled fund’s agreement, to the penny.",
    elsewhere: { text: "Pooled funds", href: "/money" },
  },
  {
    number: 5,
    question: "Is a hospital an outlier, and is the gap closing?",
    unanswered: "This will tell a hospital that differs by more than chance from one that does not.",
    elsewhere: { text: "Outcomes and their sources", href: "/outcomes" },
  },
  {
    number: 6,
    question: "Did it work, as was claimed?",
    unanswered:
      "This will set a claim of success beside the published figures of its years and of those that followed.",
    elsewhere: { text: "Claims and evidence", href: "/claims" },
  },
];

/** The six questions with the panels that answer them, and the panels that answer something else. */
export function answeredQuestions<Panel extends Pick<PanelModel, "heading">>(
  panels: readonly Panel[],
): {
  readonly questions: readonly (HomeQuestion & { readonly panel?: Panel })[];
  readonly others: readonly Panel[];
} {
  const questions = homeQuestions.map((question) => {
    const panel = panels.find((one) => one.heading === question.question);
    return panel === undefined ? question : { ...question, panel };
  });
  const others = panels.filter(
    (panel) => !homeQuestions.some((question) => question.question === panel.heading),
  );
  return { questions, others };
}
