import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  anyOfKind,
  definePage,
  listInWords,
  subjectText,
  type Asking,
  type PageModel,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import {
  choices,
  functionRef,
  holderLabel,
  markLabel,
  sectorLabel,
  type FunctionHolder,
  type PublicFunction,
} from "../function.ts";
import { lawSources } from "../power-words.ts";
import { holdsOn } from "../power.ts";
import { findFunction } from "../store-functions.ts";
import { loadPowerWorld, noArea } from "../store-powers.ts";
import { daysInWords } from "../words.ts";
import { linesTable } from "./power-lines.ts";
import { onDate, slugParams, withAt } from "./shared.ts";

const holderShape = z.object({
  role: z.enum(["holder", "beside", "delegate"]),
  kind: z.string().nullable(),
  beginsOn: z.iso.date().nullable(),
  endsOn: z.iso.date().nullable(),
  certainty: z.enum(["all", "some"]),
  extent: z.string().nullable(),
  regions: z.array(z.string()),
  words: z.string().nullable(),
  mark: z.string(),
});

export const powerPage = definePage({
  name: "place.function",
  path: "/powers/:slug",
  about:
    "One function: who holds it by law and who did, to whom it may be delegated, and the lines of schemes held here.",
  params: slugParams,
  json: z.object({
    slug: z.string(),
    name: z.string(),
    sector: z.string(),
    provision: z.string(),
    choice: z.string(),
    mark: z.string(),
    decidedBy: z.string(),
    mayBeDelegatedTo: z.string(),
    jointRoute: z.string(),
    keyDecision: z.boolean(),
    notes: z.string().nullable(),
    holders: z.array(holderShape),
    delegations: z.array(z.string()),
  }),
  formats: ["csv", "atom"],
  async load(asking, { params }): Promise<PageModel | undefined> {
    const one = await findFunction(asking.db, params.slug);
    if (!one) return undefined;
    const world = await loadPowerWorld(asking.db, { at: asking.at, area: noArea });
    const lines = [...world.delegationsFrom.values()].flat().filter((line) => line.functionId === one.id);
    const ref = functionRef(one);
    return {
      title: one.name,
      kicker: `Function: ${sectorLabel(one.sector)}`,
      answer: answerOf(one, asking),
      table: holderTable(one),
      sections: [
        {
          kind: "facts",
          heading: "What the law as held here says",
          facts: [
            { label: "Provision", value: one.provision },
            { label: "National or local", value: choices[one.choice] },
            { label: "Decided within the body by", value: one.decidedBy },
            {
              label: "May be delegated to",
              value: one.mayBeDelegatedTo === "-" ? "nobody is named" : one.mayBeDelegatedTo,
            },
            { label: "Joint exercise", value: one.jointRoute === "-" ? "None is named" : one.jointRoute },
            { label: "Usually a key decision of a council", value: one.keyDecision ? "Yes" : "No" },
            ...(one.notes === undefined ? [] : [{ label: "The source adds", value: one.notes }]),
            { label: "Law", value: markLabel(one.mark) },
          ],
        },
        { kind: "table", heading: "Local schemes of delegation", table: linesTable(world, lines, asking) },
      ],
      actions: [{ text: "Who may decide this for an area?", href: `/powers?function=${one.slug}` }],
      trail: [{ text: "Powers", href: withAt("/powers", asking) }],
      sources: lawSources([one]),
      subjects: [ref, anyOfKind("place", "delegation"), anyOfKind("place", "organisation")],
      check: `/record/of/${subjectText(ref)}`,
      json: {
        ...facts(one),
        holders: one.holders.map(holderJson),
        delegations: lines.map((line) => line.id),
      },
    };
  },
});

function answerOf(one: PublicFunction, asking: Asking): Sentence {
  const rows = one.holders.filter((row) => row.role !== "delegate" && holdsOn(row, asking.at));
  const day = onDate(asking);
  if (rows.length === 0) {
    const undated = one.holders.some(
      (row) => row.role === "holder" && !row.beginsOn && !row.endsOn && !row.words,
    );
    return undated
      ? "Since when the law gives this to anybody is not held here: its commencement was not seen."
      : `Who held this by law${day || " today"} is not held here.`;
  }
  const names = listInWords([...new Set(rows.map(holderInWords))]);
  const [first] = rows;
  const since = first?.beginsOn === undefined ? "" : `, since ${formatCivilDate(first.beginsOn)}`;
  const delegates = one.holders.filter((row) => row.role === "delegate" && holdsOn(row, asking.at));
  const passed = delegates.map(
    (row) =>
      `${row.certainty === "some" ? "some" : "all"} ${(row.kind ? holderLabel(row.kind) : "").toLowerCase()}s${row.extent ? ` (${row.extent})` : ""}`,
  );
  return [
    asking.atGiven ? `By law this was held${day} by ` : "By law this is held by ",
    { strong: names },
    rows.length === 1 ? `${since}.` : ".",
    passed.length === 0 ? "" : ` It is delegated nationally to ${listInWords(passed)}.`,
    one.mark === "to-be-checked" ? " This is from memory and still to be checked." : "",
  ].filter((span) => span !== "");
}

function holderInWords(row: FunctionHolder): string {
  const name = row.kind === undefined ? `“${row.words ?? ""}”` : holderLabel(row.kind);
  return row.extent === undefined ? name : `${name} (${row.extent})`;
}

const roles = {
  holder: "Holder by law",
  beside: "Holds it too",
  delegate: "By national delegation",
} as const;

function holderTable(one: PublicFunction): TableModel {
  return {
    caption: "Who holds it, and who did",
    columns: [
      { key: "who", label: "Kind of body", kind: "text" },
      { key: "role", label: "How", kind: "text" },
      { key: "days", label: "When", kind: "text" },
      { key: "extent", label: "How much", kind: "text" },
      { key: "words", label: "In the words of the source", kind: "text" },
      { key: "mark", label: "Law", kind: "text" },
      { key: "kind", label: "kind", kind: "text", machineOnly: true },
      { key: "beginsOn", label: "beginsOn", kind: "date", machineOnly: true },
      { key: "endsOn", label: "endsOn", kind: "date", machineOnly: true },
    ],
    rows: one.holders.map((row) => ({
      who: row.kind === undefined ? "No one kind of body" : holderLabel(row.kind),
      role: row.certainty === "some" ? `${roles[row.role]}, some of them` : roles[row.role],
      days: daysInWords(row),
      extent: row.extent ?? "all of it",
      words: row.words ?? one.provision,
      mark: markLabel(row.mark),
      kind: row.kind,
      beginsOn: row.beginsOn,
      endsOn: row.endsOn,
    })),
    empty: "No holder is held here.",
  };
}

function holderJson(row: FunctionHolder): z.output<typeof holderShape> {
  return {
    role: row.role,
    kind: row.kind ?? null,
    beginsOn: row.beginsOn ?? null,
    endsOn: row.endsOn ?? null,
    certainty: row.certainty,
    extent: row.extent ?? null,
    regions: [...row.regions],
    words: row.words ?? null,
    mark: row.mark,
  };
}

function facts(one: PublicFunction) {
  const {
    slug,
    name,
    sector,
    provision,
    choice,
    mark,
    decidedBy,
    mayBeDelegatedTo,
    jointRoute,
    keyDecision,
  } = one;
  const rest = { decidedBy, mayBeDelegatedTo, jointRoute, keyDecision, notes: one.notes ?? null };
  return { slug, name, sector, provision, choice, mark, ...rest };
}
