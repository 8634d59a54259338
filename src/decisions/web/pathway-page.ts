import { z } from "zod";
import { formatCivilDate, type CivilDate } from "@concordat/calendar";
import type { Law, Statute } from "@concordat/statute";
import {
  capital,
  Conflict,
  anyOfKind,
  countInWords,
  countOf,
  definePage,
  plainText,
  subjectText,
  type Asking,
  type Page,
  type PageModel,
  type Section,
  type Sentence,
  type SourceLine,
  type TableModel,
} from "../../kernel/index.ts";
import { listMeetings } from "../../meetings/index.ts";
import { drawPathway } from "../../web/index.ts";
import { answerOf as checkAnswer, datesOf } from "../check-view.ts";
import { checkAsked } from "../checked.ts";
import { deciderGaps, decidingDay, mayDecideOf } from "../decider.ts";
import { answerText } from "../fact-answer.ts";
import { pathwayDrawn } from "../pathway-picture.ts";
import { askedOf, sourcePathwayOf, type SourcePathway } from "../pathway-of.ts";
import { proposalHref, proposalRef, type AnswerGiven, type ProposalFile } from "../proposal.ts";
import { fileAt } from "../proposal-view.ts";
import { missingOf } from "../readiness.ts";
import { stepGroups } from "../step-view.ts";
import { heldStatute } from "../store-law.ts";
import { fileOf, findProposal } from "../store-proposals.ts";
import { datesCaveat, markText, weightText } from "../words.ts";
import { checkShape, jsonOf } from "./check-json.ts";
import { proposalsPath } from "./proposal-list-page.ts";
import { slugParams } from "./proposal-page.ts";

/** How many questions are listed at a time. */
const questionsAtOnce = 8;

/** The pathway of one proposal: every duty with its day, what is missing, the evidence. */
export const pathwayPage: Page = definePage({
  name: "decisions.pathway",
  path: "/decisions/:slug/pathway",
  about:
    "The pathway of a proposal: every duty with its day, what is missing, answers with what shows them; of one known from sources only what these show.",
  params: slugParams,
  json: checkShape.extend({
    missing: z.array(z.object({ by: z.enum(["law", "proposal", "gate"]), words: z.string() })).optional(),
    shown: z.array(z.object({ duty: z.string(), title: z.string() })).optional(),
    notHeld: z.array(z.object({ duty: z.string(), title: z.string() })).optional(),
  }),
  async load(asking, { params }): Promise<PageModel | undefined> {
    const proposal = await findProposal(asking.db, params.slug);
    if (proposal === undefined) return undefined;
    const file = fileAt(await fileOf(asking.db, proposal), asking.at);
    return proposal.keptHere ? await keptModel(asking, file) : await sourceModel(file);
  },
});

function commonOf(
  file: ProposalFile,
): Pick<PageModel, "title" | "kicker" | "illustrative" | "trail" | "subjects" | "check"> {
  const { proposal } = file;
  const ref = proposalRef(proposal);
  return {
    title: proposal.title,
    kicker: "The pathway of a proposal",
    illustrative: proposal.basis === "illustrative",
    trail: [
      { text: "Proposals", href: proposalsPath },
      { text: proposal.title, href: proposalHref(proposal.slug) },
    ],
    subjects: [ref, anyOfKind("meetings", "meeting"), anyOfKind("place", "organisation")],
    check: `/record/of/${subjectText(ref)}`,
  };
}

async function keptModel(asking: Asking, file: ProposalFile): Promise<PageModel> {
  const { proposal } = file;
  const checked = await checkAsked(asking.db, askedOf(file, await meetingDays(asking, file)), asking.at);
  const { statute, result } = checked;
  const { law } = statute;
  const gates = await gatesOf(asking, file);
  const questions = result?.questions ?? [];
  const missing = missingOf(law, file, {
    check: result?.check,
    openQuestions: questions.length,
    deciderGaps: deciderGaps(await mayDecideOf(asking.db, proposal, decidingDay(file, asking.at)), proposal),
    gates,
  });
  const drawn = result && pathwayDrawn(result.check);
  return {
    ...commonOf(file),
    answer: result === undefined ? "This cannot be checked yet." : checkAnswer(law, result.check),
    ...(drawn && {
      picture: drawPathway(drawn, { summary: drawn.summary, caption: "Steps and their days" }),
    }),
    view: "decisions/pathway.njk",
    data: {
      problems: checked.problems.map(({ message }) => message),
      missing: missing.map(({ words }) => words),
      gatesWords: gatesWords(gates),
      mayAnswer: gates !== undefined,
      questions: questions.slice(0, questionsAtOnce).map(({ fact, duties }) => ({
        question: fact.question,
        why: `(bears on ${countOf(duties.length, "rule")})`,
        href: `${proposalHref(proposal.slug)}/evidence/${fact.key}`,
      })),
      more: Math.max(0, questions.length - questionsAtOnce),
      evidence: evidenceTable(law, file),
      ...(result && {
        dates: datesOf(statute, result.check),
        cautions: [...result.check.cautions, ...checked.setting.notes],
        caveat: datesCaveat,
        groups: stepGroups(statute, result.proposal, result.check),
        disclaimer: result.check.disclaimer,
      }),
    },
    sources: [lawLine(law)],
    json: {
      ...jsonOf(checked),
      missing: missing.map(({ by, words }) => ({ by, words: plainText(words) })),
    },
  };
}

/** The days on which the board that decides meets, as far as they are planned here. */
async function meetingDays(asking: Asking, { proposal }: ProposalFile): Promise<readonly CivilDate[]> {
  if (proposal.deciderBoard === undefined) return [];
  const meetings = await listMeetings(asking.db, {
    boardId: proposal.deciderBoard.id,
    from: asking.at,
    illustrative: true,
  });
  return meetings.filter(({ state }) => state === "planned").map(({ on }) => on);
}

/** What other modules' gates say of moving it on; undefined where this reader may not move it (invariant 19). */
async function gatesOf(asking: Asking, { proposal }: ProposalFile): Promise<readonly string[] | undefined> {
  if (asking.rehearse === undefined || asking.viewer.kind === "visitor") return undefined;
  try {
    await asking.rehearse("decisions.move-proposal", {
      slug: proposal.slug,
      stage: "deciding",
      version: proposal.version,
      reason: "A rehearsal.",
    });
    return [];
  } catch (error) {
    if (!(error instanceof Conflict)) return undefined;
    const reasons = error.facts?.["reasons"];
    return error.code === "gate.not-ready" && Array.isArray(reasons) ? reasons.map(String) : [];
  }
}

function gatesWords(gates: readonly string[] | undefined): string {
  if (gates === undefined)
    return "What other parts of this site wait for is asked when whoever keeps the proposal moves it on.";
  return gates.length === 0
    ? "No other part of this site stands in its way."
    : "Some of this is what other parts of this site wait for.";
}

/** Every answer given, the standing ones first; what was answered before can be read too (invariant 17). */
function evidenceTable(law: Law, { answers, proposal }: ProposalFile): TableModel {
  return {
    name: "evidence",
    caption: "Answers and what shows them",
    columns: [
      { key: "question", label: "Question", kind: "text" },
      { key: "answer", label: "Answer", kind: "text" },
      { key: "shows", label: "What shows it", kind: "link" },
      { key: "on", label: proposal.keptHere ? "Given" : "Source read", kind: "date" },
      { key: "state", label: "How sure", kind: "text" },
    ],
    rows: answers
      .toSorted((a, b) => Number(a.replaced) - Number(b.replaced))
      .flatMap((one) => {
        const fact = law.facts.get(one.fact);
        if (fact === undefined) return [];
        return [
          {
            question: fact.question,
            answer: answerText(fact, one.answer),
            shows: showsCell(one),
            on: one.givenOn,
            state: one.replaced
              ? "A later answer stands"
              : markText[one.sure ? "confirmed" : "to-be-checked"],
          },
        ];
      }),
    empty: "No question has been answered yet.",
  };
}

function showsCell(one: AnswerGiven): string | { readonly text: string; readonly href: string } {
  const restsOn = capital(one.restsOn);
  if (one.file !== undefined) return { text: `${restsOn} (file)`, href: `/files/${one.file.sha256}` };
  return one.href === undefined ? restsOn : { text: restsOn, href: one.href };
}

function lawLine(law: Law): SourceLine {
  return {
    text: `The law as held here: ${law.duties.size} rules`,
    href: "/law",
    source: "each with its own source",
    seen: law.readOn,
  };
}

async function sourceModel(file: ProposalFile): Promise<PageModel> {
  const statute = await heldStatute();
  const { law } = statute;
  const path = sourcePathwayOf(statute, file);
  const drawn =
    path && pathwayDrawn({ ...path.check, steps: path.shown.filter(({ on }) => on !== undefined) });
  return {
    ...commonOf(file),
    kicker: "The pathway of a proposal known from sources",
    answer: sourceAnswer(path),
    ...(drawn && {
      picture: drawPathway(
        { rows: drawn.rows, bands: [], markers: drawn.markers.filter(({ tone }) => tone === "decision") },
        {
          summary: `${countOf(drawn.rows.length, "step")} of which the sources show the day.`,
          caption: "Steps and their days",
        },
      ),
    }),
    sections: path === undefined ? [] : sourceSections(statute, file, path),
    sources: [lawLine(law)],
    json: {
      problems: [],
      shown: (path?.shown ?? []).map(({ duty, title }) => ({ duty, title })),
      notHeld: (path?.notHeld ?? []).map(({ duty, title }) => ({ duty, title })),
    },
  };
}

function sourceAnswer(path: SourcePathway | undefined): Sentence {
  if (path === undefined)
    return "What is held of it does not answer any question of the law, so nothing is laid against it.";
  const all = path.shown.length + path.notHeld.length;
  return [
    `Of ${countOf(all, "step")} that the law of ${formatCivilDate(path.on)} usually asks for in a change of a health service, the sources held here `,
    { strong: `show ${path.shown.length === 0 ? "none" : countInWords(path.shown.length)}` },
    ". Of the others they say nothing, which is no finding about anybody.",
  ];
}

function sourceSections(statute: Statute, file: ProposalFile, path: SourcePathway): readonly Section[] {
  const { law } = statute;
  return [
    {
      kind: "table",
      heading: "What the sources show",
      intro:
        "It follows from the dates and facts below. No court, minister or panel ruled on it unless the page of the change says so.",
      table: {
        name: "shown",
        caption: "Steps that the sources show",
        columns: [
          { key: "step", label: "Step", kind: "link" },
          { key: "on", label: "On", kind: "date" },
          { key: "weight", label: "Weight of the rule", kind: "text" },
        ],
        rows: path.shown.map((step) => ({
          step: { text: step.title, href: `/law/${step.duty}` },
          on: step.on,
          weight: weightText(step),
        })),
        empty: "None of the steps is shown by what is held.",
      },
    },
    {
      kind: "table",
      heading: "The facts it rests on",
      table: evidenceTable(law, file),
    },
    {
      kind: "list",
      heading: "Of which the sources held here say nothing",
      intro:
        "Steps that a change of a health service usually asks for. Whether they applied here, or were done, is not known here.",
      items: path.notHeld.map(({ duty, title }): Sentence => [{ text: title, href: `/law/${duty}` }]),
    },
  ];
}
