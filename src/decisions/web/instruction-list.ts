import { z } from "zod";
import { formatCivilDate } from "@concordat/calendar";
import {
  capital,
  anyOfKind,
  countInWords,
  countOf,
  definePage,
  listInWords,
  type Asking,
  type Page,
  type PageModel,
  type Picture,
  type Row,
  type Sentence,
  type TableModel,
} from "../../kernel/index.ts";
import { drawStack } from "../../web/index.ts";
import {
  houseRule,
  instructionHref,
  instructionKinds,
  powerInShort,
  powerSorts,
  standingOn,
  type Instruction,
  type InstructionStanding,
  type PowerSort,
} from "../instruction.ts";
import { listQuery } from "../schema.ts";
import { listInstructions } from "../store-instructions.ts";

/** An instruction as it stands on a day. */
export interface Standing {
  readonly instruction: Instruction;
  readonly standing: InstructionStanding;
}

/** Instructions that had been given by a day, with how each stood. */
export function standingsOn(instructions: readonly Instruction[], { at }: Asking): readonly Standing[] {
  return instructions
    .map((instruction) => ({ instruction, standing: standingOn(instruction, at) }))
    .filter(({ standing }) => standing.state !== "not-given");
}

/** An instruction as machines get it in lists. */
export const instructionShape = z.object({
  slug: z.string(),
  title: z.string(),
  kind: z.string(),
  giver: z.string(),
  powerSort: z.string(),
  power: z.string().nullable(),
  givenOn: z.iso.date(),
  fromOn: z.iso.date(),
  untilOn: z.iso.date().nullable().meta({ description: "The last day, as known on the day asked about." }),
  state: z.string(),
  reviewOn: z.iso.date().nullable().meta({ description: "By our house rule; not law." }),
  addressed: z.array(z.string()),
  touched: z.array(z.string()),
  challenges: z.number(),
  unanswered: z.number(),
  source: z.string(),
  seen: z.iso.date(),
  basis: z.string(),
});

/** The same of what is held. */
export function instructionJson({ instruction, standing }: Standing): z.output<typeof instructionShape> {
  const of = (part: "addressed" | "touched"): string[] =>
    instruction.concerned.filter((one) => one.part === part).map((one) => `${one.kind}s/${one.slug}`);
  return {
    slug: instruction.slug,
    title: instruction.title,
    kind: instruction.kind,
    giver: instruction.giver,
    powerSort: instruction.powerSort,
    power: instruction.power ?? null,
    givenOn: instruction.givenOn,
    fromOn: instruction.fromOn,
    untilOn: standing.until ?? null,
    state: standing.state,
    reviewOn: standing.reviewOn ?? null,
    addressed: of("addressed"),
    touched: of("touched"),
    challenges: standing.challenges,
    unanswered: standing.unanswered,
    source: instruction.source,
    seen: instruction.seen,
    basis: instruction.basis,
  };
}

/** Instructions as a table: for whom, until when, on which power. */
export function instructionTable(
  standings: readonly Standing[],
  options: { readonly name?: string; readonly caption: string; readonly empty: string },
): TableModel {
  return {
    caption: options.caption,
    columns: [
      { key: "instruction", label: "Instruction", kind: "link", filter: "words" },
      { key: "standing", label: "How it stands", kind: "text" },
      { key: "power", label: "Power it cites", kind: "text" },
      { key: "giver", label: "From", kind: "text", filter: "words" },
      { key: "concerned", label: "To", kind: "text", filter: "words" },
      { key: "kind", label: "Kind", kind: "text", filter: "choice" },
      { key: "givenOn", label: "Given", kind: "date", sortable: true },
    ],
    rows: standings.map(rowOf),
    rowsPerPage: 25,
    empty: options.empty,
    ...(options.name && { name: options.name }),
  };
}

function rowOf({ instruction, standing }: Standing): Row {
  const addressed = instruction.concerned.filter((one) => one.part === "addressed");
  return {
    instruction: {
      text: instruction.title,
      href: instructionHref(instruction.slug),
      ...(instruction.basis === "illustrative" && { tag: "Illustrative" }),
    },
    kind: instructionKinds[instruction.kind],
    giver: instruction.giver,
    concerned: addressed.map((one) => (one.kind === "area" ? `Bodies of ${one.name}` : one.name)).join("; "),
    power: powerInShort(instruction),
    givenOn: instruction.givenOn,
    standing: `${standing.words}. ${challengeWords(standing)}`,
  };
}

function challengeWords({ challenges, unanswered }: InstructionStanding): string {
  if (challenges === 0) return "Not challenged here.";
  const answered =
    unanswered === 0
      ? "answered"
      : unanswered === challenges
        ? "not answered"
        : `${countInWords(unanswered)} not answered`;
  return `${capital(countOf(challenges, "challenge"))}, ${answered}.`;
}

const restWords = {
  law: "on a power in law",
  terms: "on terms that were accepted",
  none: "with no power stated",
} as const satisfies Record<PowerSort, string>;

/** What is in force, as one sentence. */
export function inForceWords(standings: readonly Standing[], asking: Asking): Sentence {
  const inForce = standings.filter(({ standing }) => standing.state === "in-force");
  const when = asking.atGiven ? `on ${formatCivilDate(asking.at)}` : "today";
  if (inForce.length === 0)
    return [{ strong: "None" }, ` of the instructions held here is in force ${when}.`];
  const rest = countBySort(inForce).map(({ key, count }) => `${countInWords(count)} ${restWords[key]}`);
  const open = inForce.filter(({ standing }) => standing.until === undefined).length;
  const overdue = inForce.filter(({ standing }) => standing.reviewOverdue).length;
  return [
    { strong: capital(countOf(inForce.length, "instruction")) },
    ` ${inForce.length === 1 ? "is" : "are"} in force ${when}: ${listInWords(rest)}. `,
    open === 0
      ? "Each names its end."
      : `${capital(countOf(open, "names", "name"))} no end${overdue > 0 ? `; by our house rule ${countOf(overdue, "is", "are")} due to be looked at again` : ""}.`,
  ];
}

/** How many rest on what, as far as any do. */
function countBySort(
  inForce: readonly Standing[],
): readonly { readonly key: PowerSort; readonly label: string; readonly count: number }[] {
  return (Object.keys(powerSorts) as PowerSort[])
    .map((key) => ({
      key,
      label: powerSorts[key],
      count: inForce.filter(({ instruction }) => instruction.powerSort === key).length,
    }))
    .filter(({ count }) => count > 0);
}

function pictureOf(standings: readonly Standing[]): Picture | undefined {
  const inForce = standings.filter(({ standing }) => standing.state === "in-force");
  if (inForce.length === 0) return undefined;
  const parts = countBySort(inForce);
  const caption = "Instructions in force, by what they say they rest on";
  return drawStack(
    {
      item: "Instructions",
      parts,
      rows: [
        {
          label: "In force",
          figures: parts.map(({ count }) => ({ kind: "value", value: count })),
        },
      ],
    },
    {
      caption,
      summary: `${capital(listInWords(parts.map(({ key, count }) => `${countInWords(count)} ${restWords[key]}`)))}.`,
      table: {
        caption,
        columns: [
          { key: "label", label: "Rests on", kind: "text" },
          { key: "count", label: "Instructions", kind: "number" },
        ],
        rows: parts.map(({ label, count }) => ({ label, count })),
        empty: "",
      },
    },
  );
}

/** Every instruction that is held here: what is in force, for whom, until when. */
export const instructionListPage: Page = definePage({
  name: "decisions.instructions",
  path: "/instructions",
  about:
    "What national and regional bodies require of a place: on which power, to whom, until when, and what was said to it.",
  query: listQuery,
  json: z.object({ items: z.array(instructionShape) }),
  formats: ["csv", "atom"],
  async load(asking, { query }): Promise<PageModel> {
    const held = await listInstructions(asking.db, { illustrative: query.illustrative !== "leave-out" });
    const standings = standingsOn(held, asking);
    const real = held.filter(({ basis }) => basis !== "illustrative").length;
    const picture = pictureOf(standings);
    return {
      title: "Instructions from above",
      answer: [
        ...[inForceWords(standings, asking)].flat(),
        real === 0 && held.length > 0
          ? " All are made up: no instruction to a real body is held here yet."
          : "",
      ],
      ...(picture && { picture }),
      table: instructionTable(standings, {
        caption: "Instructions, the latest first",
        empty: "No instruction is held here. A body that is kept here records those it gets on its own page.",
      }),
      sections: [
        {
          kind: "words",
          heading: "How to read this",
          paragraphs: [
            "An instruction that cites a power in law binds. One that states no power asks. We record which it cites, not whether a court would agree. A body may challenge what it is sent; the challenge stands beside the instruction, and the answer beside the challenge.",
            houseRule,
            "Making something temporary permanent is a proposal of its own, with every duty that the law asks of one.",
          ],
        },
      ],
      actions: [{ text: "Who holds which power", href: "/powers" }],
      sources: [{ text: "Recorded on this site by the bodies that were addressed" }],
      subjects: [anyOfKind("decisions", "instruction")],
      json: { items: standings.map(instructionJson) },
    };
  },
});
