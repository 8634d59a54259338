import { z } from "zod";
import {
  Conflict,
  Invalid,
  anyOfKind,
  countOf,
  definePage,
  type AskField,
  type Asking,
  type Done,
  type PageModel,
  type Problem,
  type Section,
  type TableModel,
} from "../../kernel/index.ts";
import { areaKindLabel, type AreaKind } from "../area.ts";
import { storyOutcomes, type StoryOutcome } from "../merger.ts";
import { listAreas } from "../store-areas.ts";
import { shareInWords } from "../words.ts";

const text = z.string().max(2000).optional();
const slots = [1, 2, 3, 4] as const;

const mergeQuery = z.object({ bodies: text, on: text, into: text, area: text });
const splitQuery = z.object({
  body: text,
  on: text,
  ...(Object.fromEntries(
    slots.flatMap((slot) => [`into${slot}`, `share${slot}`, `area${slot}`].map((key) => [key, text])),
  ) as Record<`${"into" | "share" | "area"}${(typeof slots)[number]}`, typeof text>),
});

const previewShape = z.object({
  ready: z.boolean(),
  problems: z.array(z.string()),
  things: z.array(z.object({ body: z.string(), title: z.string(), outcome: z.string(), why: z.string() })),
});

/** Plans a merger and shows everything that would come of it, before anything is done. */
export const mergePage = definePage({
  name: "place.plan-merger",
  path: "/organisations/merge",
  about: "Plans a merger: which bodies end, on which day, what follows; and what would become of everything.",
  query: mergeQuery,
  json: previewShape,
  action: "administer",
  cached: false,
  async load(asking, { query }): Promise<PageModel | undefined> {
    const given = { bodies: query.bodies, on: query.on, into: query.into, area: query.area };
    const asked = [query.bodies, query.on, query.into].some(Boolean);
    const preview = await tryOut(asking, asked, { command: "place.merge-organisations", input: given });
    const areas = await areaChoices(asking, query.area ? [query.area] : []);
    return wizardPage({
      title: "Merge bodies",
      path: "/organisations/merge",
      given,
      preview,
      fields: [
        field(
          "bodies",
          "Bodies that end",
          "The last part of each one's address, parted by commas.",
          query.bodies,
        ),
        dateField(query.on),
        field(
          "into",
          "Body that follows",
          "The last part of the address of one that is there already, or the name of a new one.",
          query.into,
        ),
        areaField("area", "Area of a new body", query.area, [
          { value: "", text: "That of the bodies that end, where all have the same" },
          ...areas,
        ]),
      ],
    });
  },
});

/** Plans a split and shows everything that would come of it, before anything is done. */
export const splitPage = definePage({
  name: "place.plan-split",
  path: "/organisations/split",
  about:
    "Plans a split: which body ends, on which day, what follows with which share; and what would become of everything.",
  query: splitQuery,
  json: previewShape,
  action: "administer",
  cached: false,
  async load(asking, { query }): Promise<PageModel | undefined> {
    const into = slots
      .flatMap((slot) => {
        const [body, share, area] = (["into", "share", "area"] as const).map((key) =>
          query[`${key}${slot}`]?.trim(),
        );
        return body ? [`${body}${share ? ` = ${share}` : ""}${area ? `; ${area}` : ""}`] : [];
      })
      .join("\n");
    const given = { body: query.body, on: query.on, into };
    const asked = [query.body, query.on, into].some(Boolean);
    const preview = await tryOut(asking, asked, { command: "place.split-organisation", input: given });
    const areas = await areaChoices(
      asking,
      slots.flatMap((slot) => query[`area${slot}`] ?? []),
    );
    return wizardPage({
      title: "Split a body",
      path: "/organisations/split",
      given,
      preview,
      keep: query,
      fields: [
        field("body", "Body that ends", "The last part of its address.", query.body),
        dateField(query.on),
        ...slots.flatMap((slot) => [
          field(
            `into${slot}`,
            `Body that follows, number ${slot}${slot > 2 ? " (optional)" : ""}`,
            "The last part of the address of one that is there already, or the name of a new one.",
            query[`into${slot}`],
          ),
          field(
            `share${slot}`,
            `Share of number ${slot}`,
            "For example 60%. Left out: not known.",
            query[`share${slot}`],
          ),
          areaField(`area${slot}`, `Area of number ${slot}, where it is new`, query[`area${slot}`], [
            { value: "", text: "Not said yet" },
            ...areas,
          ]),
        ]),
      ],
    });
  },
});

/** Systems, regions and council areas that a new body may be for, those in being today; what somebody gave stays. */
async function areaChoices(
  asking: Asking,
  given: readonly string[],
): Promise<readonly { readonly value: string; readonly text: string }[]> {
  const areas = await listAreas(asking.db, { at: asking.today, illustrative: true });
  const order: readonly AreaKind[] = ["system", "place", "region", "strategic-authority"];
  const listed = order.flatMap((kind) =>
    areas
      .filter((area) => area.kind === kind)
      .map((area) => ({ value: area.slug, text: `${area.name} (${areaKindLabel(kind).toLowerCase()})` })),
  );
  const unlisted = given.filter((slug) => !listed.some((one) => one.value === slug));
  return [...unlisted.map((slug) => ({ value: slug, text: slug })), ...listed];
}

function field(name: string, label: string, hint: string, value: string | undefined): AskField {
  return { name, label, hint, kind: "words", value: value ?? "" };
}

function areaField(
  name: string,
  label: string,
  value: string | undefined,
  options: NonNullable<AskField["options"]>,
): AskField {
  const hint = "A new system for a new board is added first, under Areas.";
  return { ...field(name, label, hint, value), kind: "choice", options };
}

function dateField(value: string | undefined): AskField {
  return {
    name: "on",
    label: "First day on which the former are no longer in being",
    hint: "A body whose last day is 31 March 2027 ends on 1 April 2027: 2027-04-01.",
    kind: "date",
    value: value ?? "",
  };
}

interface Thing {
  readonly body: string;
  readonly title: string;
  readonly outcome: StoryOutcome;
  readonly why: string;
}

interface Preview {
  readonly done?: Done;
  readonly problems: readonly Problem[];
}

/** The act itself, rehearsed: carried out and taken back. Nothing is tried before something was typed. */
async function tryOut(
  asking: Asking,
  asked: boolean,
  act: { readonly command: string; readonly input: Readonly<Record<string, string | undefined>> },
): Promise<Preview | undefined> {
  if (!asked || !asking.rehearse) return undefined;
  const typed = Object.fromEntries(Object.entries(act.input).filter(([, value]) => value?.trim()));
  try {
    return { done: await asking.rehearse(act.command, { ...typed, reason: "A rehearsal." }), problems: [] };
  } catch (error) {
    if (error instanceof Invalid) return { problems: error.problems };
    if (error instanceof Conflict) return { problems: [{ code: error.code, message: error.message }] };
    throw error;
  }
}

function wizardPage(wizard: {
  readonly title: string;
  readonly path: string;
  readonly given: Readonly<Record<string, string | undefined>>;
  readonly keep?: Readonly<Record<string, string | undefined>>;
  readonly preview: Preview | undefined;
  readonly fields: readonly AskField[];
}): PageModel {
  const { preview } = wizard;
  const things = (preview?.done?.json?.["things"] ?? []) as readonly Thing[];
  return {
    title: wizard.title,
    kicker: "Plan and preview",
    answer: answerOf(preview, things),
    ...(preview?.done && { table: thingTable(things) }),
    sections: [
      ...(preview?.done ? doneSections(preview.done, wizard) : problemSections(preview)),
      {
        kind: "ask",
        heading: preview ? "Change the plan" : "The plan",
        intro: "Nothing is done on this page: it shows what would come of the plan.",
        ask: {
          path: wizard.path,
          button: "Show what would come of it",
          fields: wizard.fields.map((one) => withProblem(one, preview?.problems ?? [])),
        },
      },
    ],
    trail: [
      { text: "Organisations", href: "/organisations" },
      { text: "Successions", href: "/organisations/successions" },
    ],
    sources: [
      {
        text: "Worked out here by carrying the plan out and taking it back, with every part of this site asked.",
      },
    ],
    subjects: [anyOfKind("place", "organisation")],
    json: {
      ready: preview?.done !== undefined,
      problems: (preview?.problems ?? []).map((problem) => problem.message),
      things: things.map(({ body, title, outcome, why }) => ({ body, title, outcome, why })),
    },
  };
}

function answerOf(preview: Preview | undefined, things: readonly Thing[]): PageModel["answer"] {
  if (!preview)
    return "Say which bodies end, on which day and what follows. Then look at all that would come of it, before anything is done.";
  if (!preview.done)
    return `Nothing has been done. This cannot be carried out as it stands: ${countOf(preview.problems.length, "thing speaks", "things speak")} against it.`;
  const count = (outcome: StoryOutcome): number => things.filter((one) => one.outcome === outcome).length;
  const asked = count("must-be-asked");
  const summary = preview.done.json?.["summary"];
  return [
    { strong: "Nothing has been done yet." },
    ` This would happen: ${typeof summary === "string" ? summary : ""} Of what they would leave behind, ${countOf(count("passes-on"), "thing")} would pass on, ${countOf(count("ends"), "thing")} would end, and ${asked === 0 ? "nothing would be unsettled." : `${countOf(asked, "thing")} would be unsettled: somebody would have to be asked.`}`,
  ];
}

function thingTable(things: readonly Thing[]): TableModel {
  return {
    caption: "What would become of everything that is held",
    columns: [
      { key: "body", label: "Of", kind: "text", filter: "choice", sortable: true },
      { key: "title", label: "What", kind: "text", filter: "words", sortable: true },
      { key: "outcome", label: "What would become of it", kind: "text", filter: "choice", sortable: true },
      { key: "why", label: "Why", kind: "text" },
    ],
    rows: things.map((one) => ({ ...one, outcome: storyOutcomes[one.outcome] })),
    rowsPerPage: 50,
    empty:
      "These bodies would leave nothing behind here: no board, seat, office, delegation or other thing of theirs is held.",
  };
}

function doneSections(
  done: Done,
  wizard: { readonly path: string; readonly given: Readonly<Record<string, string | undefined>> },
): readonly Section[] {
  const plan = new URLSearchParams(
    Object.entries(wizard.given).flatMap(([key, value]) => (value?.trim() ? [[key, value]] : [])),
  );
  const added = (done.json?.["added"] ?? []) as readonly Added[];
  const flows = (done.json?.["successions"] ?? []) as readonly {
    from: string;
    to: string;
    kind: string;
    share: number | null;
  }[];
  return [
    {
      kind: "table",
      heading: "Who would become whom",
      table: {
        name: "planned",
        caption: "Successions that would be written",
        columns: [
          { key: "from", label: "From", kind: "text" },
          { key: "to", label: "To", kind: "text" },
          { key: "kind", label: "How", kind: "text" },
          { key: "share", label: "Share", kind: "text" },
        ],
        rows: flows.map((flow) => ({
          ...flow,
          share: flow.share === null ? "Not known" : shareInWords(flow.share),
        })),
        empty: "None.",
      },
    },
    ...addedSection(added),
    ...(added.some((one) => one.area === null) ? [nextSection] : []),
    {
      kind: "words",
      heading: "Carry it out",
      paragraphs: [
        [
          {
            text: "Go on to the last step",
            href: `${wizard.path}/confirm/${encodeURIComponent(plan.toString())}`,
          },
          ", which asks for the reason. Everything is checked anew, and done in one act with one entry in the record.",
        ],
      ],
    },
  ];
}

interface Added {
  readonly name: string;
  readonly slug: string;
  readonly kind: string;
  readonly area: string | null;
}

function addedSection(added: readonly Added[]): readonly Section[] {
  if (added.length === 0) return [];
  const items = added.map(
    (one) =>
      `${one.name}, ${one.kind}, at /organisations/${one.slug}, ${one.area === null ? "for no area yet" : `for ${one.area}`}`,
  );
  return [{ kind: "list", heading: "What would be added", items }];
}

/** What the plan leaves to be done, said before it is carried out. */
const nextSection: Section = {
  kind: "words",
  heading: "What must be done next",
  paragraphs: [
    [
      "A new body without an area is on no map and no place's page. Either ",
      { text: "add its system", href: "/areas/add" },
      " first, say of each council area from which day it lies in it, and choose it in the plan; or do so afterwards and name the area on the new body's page, under “Correct or rename it”.",
    ],
  ],
};

function problemSections(preview: Preview | undefined): readonly Section[] {
  if (!preview || preview.problems.length === 0) return [];
  return [
    {
      kind: "list",
      heading: "What speaks against it",
      items: preview.problems.map((problem) => problem.message),
    },
  ];
}

/** A problem beside its field; those of a list of successors beside the first of them. */
function withProblem(one: AskField, problems: readonly Problem[]): AskField {
  const own = problems.find((problem) => {
    const name = problem.field?.split(".")[0];
    return name === one.name || (name === "into" && one.name === "into1");
  });
  return own ? { ...one, problem: own.message } : one;
}
