import { formatCivilDate, formatVagueDate, parseVagueDate } from "@concordat/calendar";
import {
  anyOfKind,
  definePage,
  type Asking,
  type Page,
  type PageModel,
  type SourceLine,
} from "../../kernel/index.ts";
import { drawPathway } from "../../web/index.ts";
import { addressOf, checkPath, fieldsOf, readAsked, type Asked } from "../asked.ts";
import { checkAsked, type Checked } from "../checked.ts";
import { answerOf, answersOf, circumstancesOf, datesOf } from "../check-view.ts";
import { nameOf } from "../composed.ts";
import { kindTitle, proposalKinds, strokeAddress, usualOf } from "../kinds.ts";
import { pathwayDrawn } from "../pathway-picture.ts";
import { nextQuestions, questionView, type QuestionView } from "../question-view.ts";
import { checkQuery } from "../schema.ts";
import { decidingBodies } from "../setting.ts";
import { stepGroups } from "../step-view.ts";
import { heldStatute } from "../store-law.ts";
import { tryAnswer } from "../what-moves.ts";
import { datesCaveat } from "../words.ts";
import { checkShape, jsonOf } from "./check-json.ts";

/** How many questions are asked at a time: one screen of a phone or two. */
const questionsAtOnce = 4;

/** Check a proposal: no sign-in, nothing kept; everything stands in the address. */
export const checkPage: Page = definePage({
  name: "decisions.check",
  path: checkPath,
  about:
    "When a proposal may lawfully be decided, when it is wise, and what is to be done first. Nothing that is asked is kept.",
  query: checkQuery,
  json: checkShape,
  // Every visitor asks something else.
  cached: false,
  async load(asking, { query }): Promise<PageModel> {
    const { law } = await heldStatute();
    const asked = readAsked(textsOf(query), law.facts);
    if (asked.kind === undefined && asked.answers.size === 0) return startModel(asked);
    const checked = await checkAsked(asking.db, asked, asking.at);
    return await checkModel(asking, asked, checked);
  },
});

function textsOf(query: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

const disclaimer = (on: string): string =>
  `This informs and is not legal advice. It knows the law as it was read on ${on}.`;

async function startModel(asked: Asked): Promise<PageModel> {
  const { law } = await heldStatute();
  return {
    title: "Check a proposal",
    kicker: "When may we lawfully decide?",
    answer:
      "Choose what is to be decided, and answer plain questions. This page works out when it can be decided by law, when it would be wise, and who must be asked first.",
    view: "decisions/check-start.njk",
    data: {
      kinds: proposalKinds,
      problems: problemLinks(asked.problems),
      exampleHref: strokeAddress,
      duties: law.duties.size,
      disclaimer: disclaimer(formatCivilDate(law.readOn)),
    },
    subjects: [],
    sources: [{ text: `The law as held here: ${law.duties.size} rules, each with its source`, href: "/law" }],
    json: { problems: asked.problems.map((problem) => ({ ...problem })) },
  };
}

async function checkModel(asking: Asking, asked: Asked, checked: Checked): Promise<PageModel> {
  const { statute, result, setting, composed } = checked;
  const { law } = statute;
  const at = asking.atGiven ? asking.at : undefined;
  const drawn = result && pathwayDrawn(result.check);
  const name = nameOf(asked);
  return {
    title: name,
    kicker: asked.kind === undefined ? "A proposal" : kindTitle(asked.kind),
    illustrative: setting.illustrative,
    answer:
      result === undefined
        ? "Something must be put right before this can be checked."
        : answerOf(law, result.check),
    trail: [{ text: "Check a proposal", href: checkPath }],
    ...(drawn && {
      picture: drawPathway(drawn, { summary: drawn.summary, caption: "Steps and their days" }),
    }),
    view: "decisions/check.njk",
    data: {
      path: checkPath,
      at,
      problems: problemLinks(checked.problems),
      basics: await basicsOf(asking, asked, checked),
      kept: keptFields(asked, at),
      isExample: asked.name.endsWith("(example)"),
      ...(result && {
        verdict: result.check.verdict,
        dates: datesOf(statute, result.check),
        circumstances: circumstancesOf(result.check, checked),
        cautions: [...result.check.cautions, ...setting.notes],
        caveat: datesCaveat,
        groups: stepGroups(statute, result.proposal, result.check),
        ...questionParts(asked, checked),
        more: Math.max(0, result.questions.length - questionsAtOnce),
        answers: answersOf(law, asked, composed.known, at),
        whatIf: trialOf(asking, asked, checked),
        ways: {
          calendar: addressOf(asked, {}, { path: `${checkPath}/calendar.ics`, at }),
          json: addressOf(asked, {}, { path: `${checkPath}.json`, at }),
          file: addressOf(asked, {}, { path: `${checkPath}/proposal.json`, at }),
          again: checkPath,
        },
        disclaimer: result.check.disclaimer,
      }),
    },
    subjects: [anyOfKind("place", "organisation"), anyOfKind("place", "area")],
    sources: sourcesOf(checked),
    json: jsonOf(checked),
  };
}

function problemLinks(
  problems: Asked["problems"],
): readonly { readonly text: string; readonly href: string }[] {
  return problems.map(({ field, message }) => ({
    text: message,
    href: `#${field.replaceAll(/[^a-z0-9]+/gi, "-")}`,
  }));
}

/** Fields carried on by the form of questions; each form leaves out what it asks for itself. */
function keptFields(
  asked: Asked,
  at: string | undefined,
): readonly { readonly name: string; readonly value: string }[] {
  return [...fieldsOf(asked), ...(at === undefined ? [] : [["at", at] as const])].map(([name, value]) => ({
    name,
    value,
  }));
}

async function basicsOf(asking: Asking, asked: Asked, checked: Checked): Promise<object> {
  const { law } = checked.statute;
  const bodyKind = asked.kind === undefined ? undefined : usualOf(asked.kind, law).bodyKind;
  const bodies = await decidingBodies(asking.db, asking.at, bodyKind);
  const decided = asked.answers.get("decision.date") ?? "";
  const problem = (field: string): string | undefined =>
    checked.problems.find((one) => one.field === field)?.message;
  return {
    kindTitle: asked.kind === undefined ? undefined : kindTitle(asked.kind),
    isOpen: checked.result === undefined || asked.body === "",
    name: asked.name,
    body: checked.setting.organisation?.name ?? asked.body,
    bodies: [...new Set(bodies.map(({ name }) => name))],
    decided: asked.typed["decided"] ?? dayWords(decided),
    meetings: asked.meetings.map(dayWords).join(", "),
    areas: asked.areas.join(", "),
    areasHint:
      checked.setting.areasFrom === undefined
        ? "Names, separated by commas: Camden, Islington. Needed for elections near the day."
        : `Left empty, these are taken: ${checked.setting.areas.map(({ name }) => name).join(", ")}.`,
    problems: {
      body: problem("body"),
      decided: problem("decided") ?? problem("decision.date"),
      meetings: problem("meetings"),
      areas: problem("areas"),
    },
  };
}

/** The questions, and the fields that their form asks for itself. */
function questionParts(asked: Asked, checked: Checked): object {
  const questions = questionsOf(asked, checked);
  return { questions, questionNames: questions.map(({ name }) => name) };
}

/** A date as people write it; what cannot be read stays as it was typed. */
function dayWords(text: string): string {
  const read = text === "never" ? undefined : parseVagueDate(text);
  return read?.ok === true ? formatVagueDate(read.value) : text === "never" ? "" : text;
}

/** What the visitor wants to change first, then what matters most. */
function questionsOf(asked: Asked, { statute, result }: Checked): readonly QuestionView[] {
  const { law } = statute;
  const wanted = asked.ask === undefined ? undefined : law.facts.get(asked.ask);
  const next = nextQuestions(result?.questions ?? [], asked, law, questionsAtOnce);
  if (wanted === undefined) return next;
  return [questionView(wanted, asked), ...next.filter(({ name }) => name !== wanted.key)].slice(
    0,
    questionsAtOnce,
  );
}

function trialOf(asking: Asking, asked: Asked, { statute, result, composed }: Checked): object | undefined {
  const { whatIf } = asked;
  const fact = whatIf && statute.law.facts.get(whatIf.fact);
  if (whatIf === undefined || fact === undefined || result === undefined) return undefined;
  const was = composed.known.find((known) => known.fact === whatIf.fact)?.text ?? "";
  const { answer } = whatIf;
  const trial =
    answer === undefined
      ? undefined
      : tryAnswer(statute, result.proposal, { fact: whatIf.fact, answer, was, today: asking.at });
  const at = asking.atGiven ? asking.at : undefined;
  return {
    fact: whatIf.fact,
    question: questionView(fact, asked, { prefix: "then.", answer: answer ?? was }),
    trial,
    keepHref: answer === undefined ? undefined : addressOf(asked, { [whatIf.fact]: answer }, { at }),
    dropHref: addressOf(asked, {}, { at }),
  };
}

function sourcesOf({ statute, setting }: Checked): readonly SourceLine[] {
  const { law } = statute;
  return [
    {
      text: `The law as held here: ${law.duties.size} rules`,
      href: "/law",
      source: "each with its own source",
      seen: law.readOn,
    },
    ...(setting.organisation === undefined
      ? []
      : [
          {
            text: setting.organisation.name,
            href: `/organisations/${setting.organisation.slug}`,
            source: setting.organisation.source,
            seen: setting.organisation.seen,
            basis: setting.organisation.basis,
          },
        ]),
  ];
}
