import { formatCivilDate } from "@concordat/calendar";
import {
  countOf,
  subjectText,
  type Asking,
  type Panel,
  type PanelModel,
  type Section,
} from "../../kernel/index.ts";
import { organisationRef } from "../refs.ts";
import { listLeftThings, type LeftThing } from "../store-mergers-change.ts";
import { organisationOfPanel } from "./page-reads.ts";

/** On the page of a body that left things behind: what is still unsettled, what was settled since, and the way to settle. */
export const leftBehindPanel: Panel = {
  name: "place.left-behind",
  on: "organisation",
  order: 22,
  async load(asking, subject): Promise<PanelModel | undefined> {
    const body = subject && (await organisationOfPanel(asking, subject.id));
    const things = body ? await listLeftThings(asking.db, body.id) : [];
    const open = things.filter((one) => one.outcome === "must-be-asked");
    const settled = things.filter((one) => one.settledOn !== undefined);
    if (!body || open.length + settled.length === 0) return undefined;
    return {
      heading: "What is unsettled",
      answer: [
        { strong: countOf(open.length, "thing") },
        ` that ${body.name} left behind ${open.length === 1 ? "is" : "are"} unsettled; ${countOf(settled.length, "thing")} ${settled.length === 1 ? "has" : "have"} been settled since.`,
      ],
      sections: [...openSection(asking, body.slug, open), ...settledSection(settled)],
      check: `/record/of/${subjectText(organisationRef(body))}`,
      subjects: [organisationRef(body)],
      json: {
        unsettled: open.map(({ id, title, why }) => ({ id, title, why })),
        settled: settled.map(({ title, outcome, why, askedWhy, settledOn }) => ({
          title,
          outcome,
          why,
          asked: askedWhy ?? null,
          on: settledOn ?? null,
        })),
      },
    };
  },
};

/** Visitors' pages, which are kept, never have the way to the form. */
function openSection({ viewer }: Asking, slug: string, open: readonly LeftThing[]): readonly Section[] {
  if (open.length === 0) return [];
  const maySettle = viewer.kind === "person";
  return [
    {
      kind: "list",
      heading: "Still to be asked",
      items: open.map((one) => [
        `${one.title}: ${one.why} `,
        ...(maySettle
          ? [{ text: `Settle it: ${one.title}`, href: `/organisations/${slug}/left-behind/${one.id}/settle` }]
          : []),
      ]),
    },
  ];
}

function settledSection(settled: readonly LeftThing[]): readonly Section[] {
  if (settled.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "Settled since",
      table: {
        name: "settled",
        caption: "What was unsettled and has been settled",
        columns: [
          { key: "title", label: "What", kind: "text" },
          { key: "asked", label: "What was asked", kind: "text" },
          { key: "outcome", label: "What becomes of it", kind: "text" },
          { key: "why", label: "Why", kind: "text" },
          { key: "on", label: "Settled on", kind: "date" },
        ],
        rows: settled.map((one) => ({
          title: one.title,
          asked: one.askedWhy,
          outcome: one.outcome === "ends" ? "ends" : "passes on",
          why: one.why,
          on: one.settledOn,
        })),
        empty: `None, as of ${settled[0]?.on ? formatCivilDate(settled[0].on) : "today"}.`,
      },
    },
  ];
}
