import { formatCivilDate } from "@concordat/calendar";
import { z } from "zod";
import {
  civilDateAt,
  definePage,
  isUuid,
  subjectText,
  timeOfDayAt,
  type Instant,
  type Page,
  type PageAction,
  type PageModel,
  type Section,
  type Sentence,
  type Span,
  type TableModel,
} from "../../kernel/index.ts";
import {
  countRefusals,
  findRun,
  hasEnded,
  isWorkedOn,
  listRefused,
  runRef,
  runSentence,
  waitingSentence,
  type HeldRun,
  type RefusalCount,
  type RefusedCell,
} from "../../imports/index.ts";
import { importKinds, kindResource, type ImportPorts } from "./ports.ts";
import { runJson, runShape } from "./run-json.ts";

const cellsMax = 200;
const cellShape = z.object({
  line: z.int(),
  field: z.string(),
  code: z.string(),
  reason: z.string(),
  given: z.string(),
});

/** How far an import is, and every row it refused, part by part. */
export function importPage(ports: ImportPorts): Page {
  return definePage({
    name: "app.import",
    path: "/imports/:id",
    about: "How far an import is, and which rows were refused and why; for administrators.",
    params: z.object({ id: z.string() }),
    query: z.object({
      from: z
        .string()
        .regex(/^\d{1,9}$/, "Give the line to begin with as a whole number")
        .optional(),
    }),
    json: runShape.extend({
      refused: z.object({ cells: z.array(cellShape), nextLine: z.int().optional(), whole: z.string() }),
      counts: z.array(
        z.object({
          field: z.string(),
          code: z.string(),
          rows: z.int(),
          firstLine: z.int(),
          example: z.string(),
        }),
      ),
    }),
    action: "administer",
    cached: false,
    async load(_asking, { params, query }): Promise<PageModel | undefined> {
      const run = isUuid(params.id) ? await findRun(ports.runs, params.id) : undefined;
      if (!run) return undefined;
      const waiting = waitingSentence(run, await isWorkedOn(ports.runs, run.id));
      const part = await readPart(ports, run, Number(query.from ?? 1));
      const counts = hasEnded(run) && run.rowsRefused > 0 ? await countRefusals(ports.runs, run.id) : [];
      return modelOf(ports, run, { ...part, counts, waiting });
    },
  });
}

/** Some of what was refused: whole rows, and the line at which the next part begins. */
interface Part {
  readonly from: number;
  readonly cells: readonly RefusedCell[];
  readonly nextLine?: number;
}

async function readPart(ports: ImportPorts, run: HeldRun, from: number): Promise<Part> {
  const cells = await listRefused(ports.runs, { runId: run.id, fromLine: from, limit: cellsMax + 1 });
  const last = cells.at(-1)?.line;
  if (cells.length <= cellsMax || last === undefined) return { from, cells };
  const whole = cells.filter((cell) => cell.line !== last);
  return whole.length === 0 ? { from, cells, nextLine: last + 1 } : { from, cells: whole, nextLine: last };
}

type Shown = Part & { readonly counts: readonly RefusalCount[]; readonly waiting: string | undefined };

function modelOf(ports: ImportPorts, run: HeldRun, shown: Shown): PageModel {
  const kind = importKinds(ports).find((one) => one.name === run.kind);
  const state = run.status === "failed" ? "stopped" : run.status;
  const refusedAddress = `/imports/${run.id}/refused`;
  return {
    title: kind?.title ?? run.kind,
    kicker: run.dryRun ? "Dry run of an import" : "Import",
    answer: runSentence(run),
    view: "progress.njk",
    data: {
      state,
      read: run.rowsAccepted + run.rowsRefused,
      total: run.rowsTotal,
      accepted: run.rowsAccepted,
      refused: run.rowsRefused,
      waiting: shown.waiting,
    },
    ...(shown.cells.length > 0 && { table: refusedTable(shown.cells) }),
    sections: [...partLinks(run, shown), ...countSections(shown.counts), factSection(run)],
    actions: [
      ...(run.rowsRefused > 0
        ? [{ text: "Download every refused row as CSV", href: `${refusedAddress}.csv` }]
        : []),
      ...(kind ? [againAction(run, kind.name)] : []),
    ],
    sources: [{ text: run.source, seen: run.seen }],
    check: `/record/of/${subjectText(runRef(run.id))}`,
    subjects: [runRef(run.id)],
    trail: [{ text: "Imports", href: "/imports" }],
    json: {
      ...runJson(run),
      refused: {
        cells: shown.cells,
        ...(shown.nextLine !== undefined && { nextLine: shown.nextLine }),
        whole: `${refusedAddress}.json`,
      },
      counts: shown.counts,
    },
  };
}

function againAction(run: HeldRun, kind: string): PageAction {
  const text = run.dryRun && run.status === "done" ? "Import the file for real" : "Send another file";
  return { text, href: `/imports/start/${kind}`, command: "app.start-import", resource: kindResource(kind) };
}

function refusedTable(cells: readonly RefusedCell[]): TableModel {
  return {
    caption: "Refused rows",
    columns: [
      { key: "line", label: "Line", kind: "number" },
      { key: "field", label: "Column", kind: "text" },
      { key: "given", label: "Value", kind: "text" },
      { key: "reason", label: "Why", kind: "text" },
    ],
    rows: cells.map((cell) => ({
      line: cell.line,
      field: cell.field || "the whole row",
      given: cell.given,
      reason: cell.reason,
    })),
    rowsPerPage: cells.length,
    empty: "No row was refused.",
  };
}

function partLinks(run: HeldRun, part: Part): readonly Section[] {
  const spans: Span[] = [];
  if (part.from > 1) spans.push({ text: "Back to the first refused rows", href: `/imports/${run.id}` });
  if (part.nextLine !== undefined) {
    if (spans.length > 0) spans.push(" · ");
    spans.push({
      text: `More refused rows, from line ${part.nextLine}`,
      href: `/imports/${run.id}?from=${part.nextLine}`,
    });
  }
  return spans.length === 0 ? [] : [{ kind: "words", paragraphs: [spans] }];
}

function countSections(counts: readonly RefusalCount[]): readonly Section[] {
  if (counts.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "What is wrong most often",
      table: {
        name: "counts",
        caption: "What is wrong most often",
        columns: [
          { key: "field", label: "Column", kind: "text" },
          { key: "rows", label: "Rows", kind: "number" },
          { key: "firstLine", label: "First on line", kind: "number" },
          { key: "example", label: "For example", kind: "text" },
        ],
        rows: counts.map((count) => ({
          field: count.field || "the whole row",
          rows: count.rows,
          firstLine: count.firstLine,
          example: count.example,
        })),
        rowsPerPage: counts.length,
        empty: "No row was refused.",
      },
    },
  ];
}

function factSection(run: HeldRun): Section {
  const facts: { label: string; value: Sentence }[] = [
    { label: "File", value: run.fileName },
    ...(run.member === undefined ? [] : [{ label: "Table in the zip file", value: run.member }]),
    ...(run.sheet === undefined ? [] : [{ label: "Sheet", value: run.sheet }]),
    { label: "Fingerprint of the file (SHA-256)", value: run.fileSha256 },
    { label: "Source", value: run.source },
    { label: "Seen on", value: formatCivilDate(run.seen) },
    { label: "Started", value: `${moment(run.startedAt)}, by: ${run.startedBy.title}` },
  ];
  if (run.endedAt) facts.push({ label: "Ended", value: moment(run.endedAt) });
  for (const note of run.notes) facts.push({ label: "Note", value: note });
  if (run.dryRun) {
    facts.push({
      label: "What a dry run sees",
      value:
        "Each row is checked against what is held here and against every row before it. While it goes on, whoever edits one of the same things waits for it.",
    });
  }
  return { kind: "facts", heading: "About this import", facts };
}

function moment(at: Instant): string {
  return `${formatCivilDate(civilDateAt(at))}, ${timeOfDayAt(at)}`;
}
