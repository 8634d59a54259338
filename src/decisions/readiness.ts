import type { Law, ProposalCheck } from "@concordat/statute";
import { capital, countOf, type Sentence } from "../kernel/index.ts";
import { stepsFirst } from "./check-view.ts";
import { effects, proposalHref, type Effect, type ProposalFile } from "./proposal.ts";

/** One thing that stands between a proposal and its decision. */
export interface Missing {
  /** By the law, by the proposal itself, or by another module's gate. */
  readonly by: "law" | "proposal" | "gate";
  readonly words: Sentence;
}

/**
 * What is still missing before a proposal is decided.
 *
 * @param check  undefined where it could not be checked
 * @param gates  what other modules' gates say; undefined: this reader may not move it, so they were not asked
 */
export function missingOf(
  law: Law,
  file: ProposalFile,
  asked: {
    readonly check: ProposalCheck | undefined;
    readonly openQuestions: number;
    /** What is wrong with who decides. */
    readonly deciderGaps: readonly string[];
    readonly gates: readonly string[] | undefined;
  },
): readonly Missing[] {
  const steps = asked.check === undefined ? 0 : stepsFirst(law, asked.check);
  return [
    ...(steps === 0
      ? []
      : [
          {
            by: "law" as const,
            words: `${capital(countOf(steps, "step"))} that the decision waits for ${steps === 1 ? "is" : "are"} still to do.`,
          },
        ]),
    ...(asked.openQuestions === 0
      ? []
      : [
          {
            by: "law" as const,
            words: `${capital(countOf(asked.openQuestions, "question"))} of the law can still change the answer.`,
          },
        ]),
    ...missingOfProposal(file, asked.deciderGaps),
    ...(asked.gates ?? []).map((words) => ({ by: "gate" as const, words })),
  ];
}

/** What the proposal itself lacks: who decides, its options, its partners, its effects. */
function missingOfProposal(
  { proposal, partners }: ProposalFile,
  deciderGaps: readonly string[],
): readonly Missing[] {
  const untold = partners.filter(({ toldOn }) => toldOn === undefined).map(({ name }) => name);
  const unknown = (Object.keys(effects) as Effect[]).filter(
    (effect) => proposal.effects[effect] === undefined,
  );
  const href = proposalHref(proposal.slug);
  return [
    ...deciderGaps.map((words) => ({
      by: "proposal" as const,
      words: [`${words} `, { text: "See who may", href }, "."],
    })),
    ...(proposal.optionsFixedOn === undefined
      ? [{ by: "proposal" as const, words: "The options are not fixed." }]
      : []),
    ...(partners.length === 0 ? [{ by: "proposal" as const, words: "No partner is listed as told." }] : []),
    ...untold.map((name) => ({
      by: "proposal" as const,
      words: [
        `${name}: no day is entered on which `,
        name === "The public" ? "it was told" : "they were told",
        ".",
      ],
    })),
    ...unknown.map((effect) => ({
      by: "proposal" as const,
      words: [
        `The effect on ${effects[effect].toLowerCase()} is not known (`,
        { text: "what is said of it", href },
        ").",
      ],
    })),
  ];
}
