import type { z } from "zod";
import type { CivilDate } from "@concordat/calendar";
import { calendarFile, checkJson, checkProposal, openQuestions, readProposal } from "@concordat/statute";
import { Invalid, slugOf, type Asking, type Endpoint, type Problem } from "../kernel/index.ts";
import { checkPath, readAsked } from "./asked.ts";
import { checkAsked, type Checked } from "./checked.ts";
import { nameOf } from "./composed.ts";
import { checkShape, datesShape, proposalShape } from "./api-schema.ts";
import { countDates } from "./dates.ts";
import { checkApiQuery, checkQuery, datesQuery } from "./schema.ts";
import { heldStatute, lawHolidays } from "./store-law.ts";

const jsonType = "application/json; charset=utf-8";

type Query = Readonly<Record<string, unknown>>;

function textsOf(query: Query): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(query).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
  );
}

/** What was asked, checked; whatever stands in the way is refused whole. */
async function checkOf(
  asking: Asking,
  query: Query,
): Promise<{
  readonly name: string;
  readonly checked: Checked;
  readonly result: NonNullable<Checked["result"]>;
}> {
  const { law } = await heldStatute();
  const asked = readAsked(textsOf(query), law.facts);
  const checked = await checkAsked(asking.db, asked, asking.at);
  if (checked.result === undefined) throw new Invalid(checked.problems);
  return { name: nameOf(asked), checked, result: checked.result };
}

/** A check for other systems: by the page's fields, or of a whole proposal. Nothing of it is kept. */
const checkEndpoint: Endpoint = {
  name: "decisions.check-api",
  method: "GET",
  path: "/api/decisions/check",
  about:
    "Whether and when a proposal may lawfully be decided: verdict, duties, steps, earliest lawful and advisable dates, open questions. The same JSON as “concordat pathway check --json” and as /check-a-proposal.json. Nothing is kept.",
  query: checkApiQuery,
  json: checkShape,
  async answer(asking, { query }) {
    const { proposal, ...fields } = query;
    const body =
      typeof proposal === "string" && proposal.trim() !== ""
        ? await jsonOfFile(asking, proposal)
        : await jsonOfFields(asking, fields);
    return { mediaType: jsonType, body: JSON.stringify(body) };
  },
};

/** The same of a proposal that is sent, where an address would be too short for it. */
const sentCheckEndpoint: Endpoint = {
  name: "decisions.check-sent",
  method: "POST",
  path: "/api/decisions/check",
  about:
    "The same for a proposal sent as JSON, in the layout of a file for “concordat pathway check”. Nothing is kept.",
  body: proposalShape,
  json: checkShape,
  answer: async (asking, { body }) => ({
    mediaType: jsonType,
    body: JSON.stringify(await jsonOfFile(asking, JSON.stringify(body))),
  }),
};

async function jsonOfFields(asking: Asking, fields: Query): Promise<object> {
  const { checked, result } = await checkOf(asking, fields);
  const made = checkJson(result.check, result.questions);
  return { ...made, cautions: [...made.cautions, ...checked.setting.notes] };
}

async function jsonOfFile(asking: Asking, text: string): Promise<object> {
  const statute = await heldStatute();
  const read = readProposal(text, statute.law);
  if (!read.ok) throw new Invalid(read.problems.map(problemOf));
  const today: CivilDate = asking.atGiven ? asking.at : (read.value.today ?? asking.at);
  const checked = checkProposal(statute, read.value, today);
  if (!checked.ok) throw new Invalid(checked.problems.map(problemOf));
  return checkJson(checked.value, openQuestions(statute, checked.value));
}

function problemOf({
  field,
  line,
  message,
}: {
  readonly field: string;
  readonly line?: number;
  readonly message: string;
}): Problem {
  return {
    code: "decisions.proposal",
    field,
    message: line === undefined ? message : `Line ${line}: ${message}`,
  };
}

/** Days counted by a rule of the law, for other systems. */
const datesEndpoint: Endpoint = {
  name: "decisions.dates",
  method: "GET",
  path: "/api/decisions/dates",
  about:
    "Counts days by a rule of the law: the last lawful day before, the first lawful day after, or the last day of a period, with the days counted.",
  query: datesQuery,
  json: datesShape,
  answer: async (_asking, { query }) => {
    const { ask, ...asked } = query as z.output<typeof datesQuery>;
    const { answer, explanation } = countDates(ask, asked, lawHolidays());
    const { date, rule, quantity, unit, event, mark } = answer;
    const body = { date, ask, rule, quantity, unit, event, mark: mark ?? null, explanation };
    return { mediaType: jsonType, body: JSON.stringify(body) };
  },
};

/** The days of a checked proposal for a calendar. */
const calendarEndpoint: Endpoint = {
  name: "decisions.check-calendar",
  method: "GET",
  path: `${checkPath}/calendar.ics`,
  about:
    "The days of a checked proposal as a calendar file (RFC 5545): the last day of every step, and the earliest days.",
  query: checkQuery,
  async answer(asking, { query }) {
    const { name, result } = await checkOf(asking, query);
    const id = slugOf(name);
    return {
      mediaType: "text/calendar; charset=utf-8",
      fileName: `${id}.ics`,
      body: calendarFile(result.check, { id, name, today: asking.at }),
    };
  },
};

/** The proposal itself as a file that the command line and the API read. */
const fileEndpoint: Endpoint = {
  name: "decisions.check-file",
  method: "GET",
  path: `${checkPath}/proposal.json`,
  about: "A proposal as it was put together, as a file for “concordat pathway check”.",
  query: checkQuery,
  json: proposalShape,
  async answer(asking, { query }) {
    const { name, checked } = await checkOf(asking, query);
    return {
      mediaType: jsonType,
      fileName: `${slugOf(name)}.json`,
      body: checked.composed.text,
    };
  },
};

/** What this module answers besides pages. */
export const decisionsEndpoints: readonly Endpoint[] = [
  checkEndpoint,
  sentCheckEndpoint,
  datesEndpoint,
  calendarEndpoint,
  fileEndpoint,
];
