import { readFileSync } from "node:fs";
import { parseCivilDate, type CivilDate } from "@concordat/calendar";
import {
  calendarFile,
  checkJson,
  checkProposal,
  isTemplateKind,
  openQuestions,
  readProposal,
  templateKinds,
  templateText,
} from "@concordat/statute";
import { Invalid, type Enquiry, type Output } from "../kernel/index.ts";
import { countDates, dateQuestions, explanationLines, type DateQuestion } from "./dates.ts";
import { pathwayLines } from "./pathway-text.ts";
import { heldStatute, lawHolidays } from "./store-law.ts";

type Options = Readonly<Record<string, string | true>>;

const dateAbouts: Readonly<Record<DateQuestion, string>> = {
  latest: "The last lawful day of the earlier event, such as a notice:",
  earliest: "The first lawful day of the later event, such as a meeting:",
  deadline: "The last day of a period, such as that for an answer:",
};

const dateExamples: Readonly<Record<DateQuestion, string>> = {
  latest: "--rule clear-days-working --quantity 5 --before 2026-12-30",
  earliest: "--rule working-days-ew --quantity 5 --after 2026-12-23",
  deadline: "--rule working-days-uk-any --quantity 20 --from 2026-07-06",
};

const dateCommands = (Object.keys(dateQuestions) as DateQuestion[]).map((question): Enquiry => ({
  words: ["dates", question],
  usage: `--rule KEY --quantity N [--unit day|week|month|year] --${dateQuestions[question]} YYYY-MM-DD [--explain]`,
  about: `${dateAbouts[question]} concordat dates ${question} ${dateExamples[question]}`,
  reads: "nothing",
  answer: async ({ options }, out) => {
    const { explain, ...asked } = options;
    const { answer, explanation } = countDates(question, textsOf(asked), lawHolidays());
    if (explain === true) for (const line of explanationLines(explanation)) out.result(line);
    out.result(answer.date);
    return 0;
  },
}));

const checkCommand: Enquiry = {
  words: ["pathway", "check"],
  usage: "FILE.yaml|FILE.json [--json] [--ics] [--at YYYY-MM-DD]",
  about:
    "Says when a proposal may lawfully be decided, when it is wise, and what is to be done first. “-” reads standard input.",
  reads: "nothing",
  answer: async ({ rest, options, today: now }, out) => {
    const file = rest[0];
    if (file === undefined)
      throw new Invalid([
        {
          code: "decisions.file",
          message: "Name the file of the proposal: concordat pathway check FILE.yaml.",
        },
      ]);
    const statute = await heldStatute();
    const read = readProposal(textOf(file), statute.law, file === "-" ? "standard input" : file);
    if (!read.ok) throw linesOf(read.problems, file);
    const proposal = read.value;
    const today = dayOf(options["at"]) ?? proposal.today ?? now;
    const checked = checkProposal(statute, proposal, today);
    if (!checked.ok) throw linesOf(checked.problems, file);
    const questions = openQuestions(statute, checked.value);
    if (options["json"] === true)
      out.result(JSON.stringify(checkJson(checked.value, questions), undefined, 2));
    else if (options["ics"] === true) {
      const id = proposal.id ?? "proposal";
      out.result(calendarFile(checked.value, { id, name: proposal.name ?? id, today }).trimEnd());
    } else print(out, pathwayLines(proposal.name, checked.value, questions));
    return 0;
  },
};

const newCommand: Enquiry = {
  words: ["pathway", "new"],
  usage: "KIND",
  about: `Prints a proposal to fill in. The kinds: ${templateKinds.join(", ")}.`,
  reads: "nothing",
  answer: async ({ rest, today }, out) => {
    const kind = rest[0] ?? "";
    if (!isTemplateKind(kind))
      throw new Invalid([
        {
          code: "decisions.kind",
          message: `${kind === "" ? "Name a kind" : `“${kind}” is not a kind of proposal`}: ${templateKinds.join(", ")}.`,
        },
      ]);
    const { law } = await heldStatute();
    out.result(templateText(kind, law.facts, today).trimEnd());
    return 0;
  },
};

/** What the law answers on the command line; none of it needs a database. */
export const decisionsEnquiries: readonly Enquiry[] = [...dateCommands, checkCommand, newCommand];

function textsOf(options: Options): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => [name, value === true ? "" : value]),
  );
}

function textOf(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch {
    throw new Invalid([
      {
        code: "decisions.file",
        message: `“${file}” cannot be read. Check the name and that you may read it.`,
      },
    ]);
  }
}

function dayOf(at: unknown): CivilDate | undefined {
  if (at === undefined) return undefined;
  const day = parseCivilDate(typeof at === "string" ? at : "");
  if (day.ok) return day.value;
  throw new Invalid([{ code: "at.not-a-date", field: "at", message: day.problem }]);
}

function linesOf(
  problems: readonly { readonly line?: number; readonly field: string; readonly message: string }[],
  file: string,
): Invalid {
  return new Invalid(
    problems.map(({ line, field, message }) => ({
      code: "decisions.proposal",
      message: `${file}${line === undefined ? "" : `, line ${line}`}${field === "" ? "" : `, ${field}`}: ${message}`,
    })),
  );
}

function print(out: Output, lines: readonly string[]): void {
  for (const line of lines) out.result(line);
}
