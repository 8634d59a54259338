import { z } from "zod";
import {
  civilDateAt,
  countOf,
  definePage,
  timeOfDayAt,
  type ImportKind,
  type Page,
  type PageModel,
  type Row,
  type Section,
} from "../../kernel/index.ts";
import { listRuns, type HeldRun } from "../../imports/index.ts";
import { importKinds, kindResource, type ImportPorts } from "./ports.ts";
import { runJson, runShape, statusWord } from "./run-json.ts";

/** Runs shown; older ones keep their own pages and their entries in the record. */
const runsMax = 500;

/** What can be imported, and what was. */
export function importsPage(ports: ImportPorts): Page {
  return definePage({
    name: "app.imports",
    path: "/imports",
    about: "What can be imported with its columns, and every import so far; for administrators.",
    json: z.object({
      items: z.array(runShape),
      kinds: z.array(
        z.object({
          name: z.string(),
          title: z.string(),
          columns: z.array(
            z.object({ name: z.string(), about: z.string(), required: z.boolean(), example: z.string() }),
          ),
        }),
      ),
    }),
    action: "administer",
    cached: false,
    formats: ["csv"],
    async load(): Promise<PageModel> {
      const kinds = importKinds(ports);
      const runs = await listRuns(ports.runs, runsMax);
      return {
        title: "Imports",
        answer: answerOf(kinds, runs),
        table: {
          caption: "Imports so far, the latest first",
          columns: [
            { key: "started", label: "Started", kind: "text" },
            { key: "what", label: "What", kind: "link", filter: "choice" },
            { key: "state", label: "State", kind: "text", filter: "choice" },
            { key: "accepted", label: "Accepted", kind: "number" },
            { key: "refused", label: "Refused", kind: "number" },
            { key: "fileSha256", label: "Fingerprint (SHA-256)", kind: "text", machineOnly: true },
          ],
          rows: runs.map((run) => rowOf(run, kinds)),
          empty: "Nothing has been imported yet. Choose below what to import.",
        },
        sections: kinds.map(sectionOf),
        actions: kinds.map((kind) => ({
          text: `Import a file: ${kind.title}`,
          href: `/imports/start/${kind.name}`,
          command: "app.start-import",
          resource: kindResource(kind.name),
        })),
        sources: [{ text: "Kept here" }],
        subjects: [],
        json: {
          items: runs.map(runJson),
          kinds: kinds.map(({ name, title, columns }) => ({ name, title, columns })),
        },
      };
    },
  });
}

function answerOf(kinds: readonly ImportKind[], runs: readonly HeldRun[]): string {
  const taken = countOf(kinds.length, "kind of table can", "kinds of table can");
  const open = runs.filter((run) => run.status === "waiting" || run.status === "running").length;
  const now =
    open === 0 ? "No import is going on." : `${countOf(open, "import is", "imports are")} going on.`;
  return `${taken.charAt(0).toUpperCase()}${taken.slice(1)} be imported from CSV or XLSX files. ${now}`;
}

function rowOf(run: HeldRun, kinds: readonly ImportKind[]): Row {
  return {
    started: `${civilDateAt(run.startedAt)} ${timeOfDayAt(run.startedAt)}`,
    what: {
      text: kinds.find((kind) => kind.name === run.kind)?.title ?? run.kind,
      href: `/imports/${run.id}`,
      ...(run.dryRun && { tag: "Dry run" }),
    },
    state: statusWord(run),
    accepted: run.rowsAccepted,
    refused: run.rowsRefused,
    fileSha256: run.fileSha256,
  };
}

function sectionOf(kind: ImportKind): Section {
  return {
    kind: "table",
    heading: kind.title,
    intro: [
      `${kind.about} `,
      { text: "Import a file", href: `/imports/start/${kind.name}` },
      ", or begin with ",
      { text: "an example", href: `/imports/templates/${kind.name}` },
      ".",
      ...(kind.otherWay ? [" ", { text: kind.otherWay.text, href: kind.otherWay.href }, "."] : []),
    ],
    table: {
      name: kind.name.replaceAll(".", "-"),
      caption: `Columns: ${kind.title}`,
      columns: [
        { key: "name", label: "Heading", kind: "text" },
        { key: "required", label: "Needed", kind: "text" },
        { key: "about", label: "What it holds", kind: "text" },
        { key: "example", label: "Example", kind: "text" },
      ],
      rows: kind.columns.map((column) => ({ ...column, required: column.required ? "yes" : "no" })),
      rowsPerPage: 100,
      empty: "This import takes no columns.",
    },
  };
}
