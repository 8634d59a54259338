import {
  anyOfKind,
  capital,
  countOf,
  type Asking,
  type Panel,
  type PanelModel,
  type Section,
  type SubjectRef,
  type TableModel,
} from "../../kernel/index.ts";
import {
  choices,
  holderLabel,
  markLabel,
  sectorLabel,
  type FunctionChoice,
  type PublicFunction,
} from "../function.ts";
import { isInBeing } from "../in-being.ts";
import type { Organisation } from "../organisation.ts";
import type { Delegation } from "../power-delegation.ts";
import { decidersInWords, lawSources } from "../power-words.ts";
import type { PowerArea, PowerWorld } from "../power-world.ts";
import { holdsOn, whoMayDecide, type PowerAnswer } from "../power.ts";
import { loadPowerWorld, noArea } from "../store-powers.ts";
import { sourcesOf } from "../words.ts";
import { linesTable } from "./power-lines.ts";
import { areaOfPanel, organisationOfPanel } from "./page-reads.ts";
import { onDate } from "./shared.ts";

const stale: readonly SubjectRef[] = (
  ["function", "delegation", "organisation", "area", "board"] as const
).map((kind) => anyOfKind("place", kind));

interface Asked {
  readonly one: PublicFunction;
  readonly answer: PowerAnswer;
}

/** On a page of an area: which functions follow a national standard, which are a local choice, and who may decide each. */
export const areaPowersPanel: Panel = {
  name: "place.area-powers",
  on: "area",
  order: 60,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const held = subject && (await areaOfPanel(asking, subject.id));
    if (!held || held.kind === "nation" || !isInBeing(held, asking.at)) return undefined;
    const world = await loadPowerWorld(asking.db, { at: asking.at, area: held.slug });
    const area = world.areasBySlug.get(held.slug);
    if (!area || world.functions.size === 0) return undefined;
    const rows = [...world.functions.values()].map((one) => ({
      one,
      answer: whoMayDecide(world, { function: one, area, at: asking.at }),
    }));
    const count = (choice: FunctionChoice): number => rows.filter(({ one }) => one.choice === choice).length;
    const untold = rows.filter(({ answer }) => answer.verdict === "cannot-tell").length;
    const lines = rows.reduce((sum, { answer }) => sum + answer.localLines, 0);
    return {
      heading: "What is national here and what is local",
      answer: [
        `Of ${countOf(rows.length, "function")} held here ${count("national-standard")} follow a national standard, `,
        { strong: `${count("local-choice")} are a local choice` },
        ` and ${count("mixed")} are both${onDate(asking)}.`,
        untold === 0 ? "" : ` Of ${untold} it cannot be told here who may decide.`,
        lines === 0
          ? " Any local delegation: not known here."
          : ` ${capital(countOf(lines, "line"))} of local schemes ${lines === 1 ? "is" : "are"} held here; any other: not known here.`,
      ].filter((span) => span !== ""),
      table: areaTable(rows, { asking, area }),
      sources: lawSources(rows.map(({ one }) => one)),
      href: `/powers?area=${area.slug}`,
      subjects: stale,
      json: {
        functions: rows.map(({ one, answer }) => ({
          function: one.slug,
          choice: one.choice,
          verdict: answer.verdict,
          deciders: answer.deciders.map((decider) => decider.name),
        })),
      },
    };
  },
};

function areaTable(
  rows: readonly Asked[],
  { asking, area }: { readonly asking: Asking; readonly area: PowerArea },
): TableModel {
  const day = asking.atGiven ? `&at=${asking.at}` : "";
  return {
    name: "powers",
    caption: `Who may decide what for ${area.name}${onDate(asking)}, the most local first`,
    columns: [
      { key: "function", label: "Function", kind: "link", filter: "words", sortable: true },
      { key: "who", label: "Who may decide", kind: "text" },
      { key: "choice", label: "National or local", kind: "text", filter: "choice", sortable: true },
      { key: "sector", label: "Field", kind: "text", filter: "choice", sortable: true },
      { key: "mark", label: "Law", kind: "text", sortable: true },
    ],
    rows: rows.map(({ one, answer }) => ({
      function: { text: one.name, href: `/powers?function=${one.slug}&area=${area.slug}${day}` },
      who: answer.deciders.length === 0 ? "cannot tell" : decidersInWords(answer),
      choice: choices[one.choice],
      sector: sectorLabel(one.sector),
      mark: markLabel(one.mark),
    })),
    rowsPerPage: 15,
    empty: "No function is held here.",
  };
}

/** On a page of an organisation: what it holds by law on the day, and the lines of schemes that name it. */
export const organisationPowersPanel: Panel = {
  name: "place.organisation-powers",
  on: "organisation",
  order: 60,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const held = subject && (await organisationOfPanel(asking, subject.id));
    if (!held) return undefined;
    const world = await loadPowerWorld(asking.db, { at: asking.at, area: held.area?.slug ?? noArea });
    const functions = isInBeing(held, asking.at) ? heldBy(world, held, asking) : [];
    const lines = linesNaming(
      world,
      (line) => line.from.organisationId === held.id || line.to.organisationId === held.id,
    );
    const enter = enterLink(asking, held);
    if (functions.length === 0 && lines.length === 0 && enter.length === 0) return undefined;
    return {
      heading: "What it may decide",
      answer: [
        `It holds `,
        { strong: countOf(functions.length, "function") },
        ` by law${onDate(asking)}, of ${world.functions.size} held here. `,
        lines.length === 0
          ? "Its scheme of delegation: not known here."
          : `${capital(countOf(lines.length, "line"))} of schemes of delegation that ${lines.length === 1 ? "names" : "name"} it ${lines.length === 1 ? "is" : "are"} held here; any other: not known here.`,
      ],
      table: functionsTable(functions),
      sections: [
        ...(lines.length > 0
          ? [{ kind: "table" as const, heading: "Delegations", table: linesTable(world, lines, asking) }]
          : []),
        ...enter,
      ],
      sources: lawSources(functions.length > 0 ? functions : [...world.functions.values()]),
      href: "/powers",
      subjects: stale,
      json: { functions: functions.map((one) => one.slug), delegations: lines.map((one) => one.id) },
    };
  },
};

/** Functions that the law gives to its kind and area on the day. */
function heldBy(world: PowerWorld, body: Organisation, asking: Asking): readonly PublicFunction[] {
  const area = body.area === undefined ? undefined : world.areas.get(body.area.id);
  return [...world.functions.values()].filter((one) => {
    if (body.kind === "trust")
      return one.holders.some(
        (row) =>
          row.role !== "delegate" &&
          row.kind === (body.foundation ? "foundation-trust" : "nhs-trust") &&
          body.foundation !== undefined &&
          holdsOn(row, asking.at),
      );
    if (!area) return false;
    const { deciders } = whoMayDecide(world, { function: one, area, at: asking.at });
    return deciders.some(
      (decider) => decider.chain.length === 0 && decider.key === `organisation:${body.id}`,
    );
  });
}

function functionsTable(functions: readonly PublicFunction[]): TableModel {
  return {
    name: "functions",
    caption: "Functions that it holds by law",
    columns: [
      { key: "name", label: "Function", kind: "link", sortable: true },
      { key: "provision", label: "Provision", kind: "text" },
      { key: "choice", label: "National or local", kind: "text", filter: "choice", sortable: true },
      { key: "mark", label: "Law", kind: "text", sortable: true },
    ],
    rows: functions.map((one) => ({
      name: { text: one.name, href: `/powers/${one.slug}` },
      provision: one.provision,
      choice: choices[one.choice],
      mark: markLabel(one.mark),
    })),
    rowsPerPage: 15,
    empty: `None is held here for its kind of body. The kinds are, among others, ${holderLabel("icb").toLowerCase()}s and councils.`,
  };
}

/** For those who may: the way to the form. Visitors' pages, which are kept, never have it. */
function enterLink({ viewer }: Asking, body: Organisation): readonly Section[] {
  if (viewer.kind !== "person") return [];
  const keeps = viewer.standings.some((one) => one.role === "keeper" && one.organisationId === body.id);
  if (!keeps && !(viewer.administrator && !body.keptHere)) return [];
  const link = { text: "Enter a delegation", href: `/organisations/${body.slug}/delegations/add` };
  return [
    {
      kind: "words",
      paragraphs: [[link, " of its scheme, one line at a time, or import the whole scheme as a table."]],
    },
  ];
}

function linesNaming(world: PowerWorld, names: (line: Delegation) => boolean): readonly Delegation[] {
  return [...world.delegationsFrom.values()].flat().filter(names);
}

/** On a page of a board: what is delegated to it and by it. */
export const boardPowersPanel: Panel = {
  name: "place.board-powers",
  on: "board",
  order: 60,
  async load(asking, subject): Promise<PanelModel | undefined> {
    if (!subject) return undefined;
    const world = await loadPowerWorld(asking.db, { at: asking.at, area: noArea });
    const lines = linesNaming(
      world,
      (line) => line.from.boardId === subject.id || line.to.boardId === subject.id,
    );
    if (lines.length === 0) return undefined;
    const received = lines.filter(
      (line) => line.to.boardId === subject.id && isInBeing(line, asking.at),
    ).length;
    return {
      heading: "What it may decide by delegation",
      answer: `${capital(countOf(received, "function"))} ${received === 1 ? "is" : "are"} delegated to it${onDate(asking)}, as far as schemes are held here; any other delegation: not known here.`,
      table: linesTable(world, lines, asking),
      sources: sourcesOf(lines),
      href: "/powers",
      subjects: stale,
      json: { delegations: lines.map((one) => one.id) },
    };
  },
};
