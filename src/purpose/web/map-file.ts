import {
  countOf,
  defineCommand,
  Invalid,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Db,
  type Done,
  type FormModel,
  type Problem,
} from "../../kernel/index.ts";
import {
  checkFileType,
  ImportRefusal,
  importStarted,
  insertRun,
  keepImportFile,
  openTable,
  runRef,
  type ImportRun,
} from "../../imports/index.ts";
import { headingsOf, longColumns, longLine, mapRowWhole, type FigureMapping } from "../figure-mapping.ts";
import { mapFileAction, tidyImport } from "../import-tidy.ts";
import { mapFileSchema, mappingOf, type MapFile } from "./map-schema.ts";

const rowsMost = 200_000;

/** What happens outside the module when a table is taken. */
export interface MapFilePorts {
  /** Queues the work on an import in this transaction; left out: the job that takes up idle imports finds it. */
  sendRun?(tx: Db, run: string): Promise<void>;
}

/**
 * Takes any table with one figure a row, whatever its headings: which of them is what is said in the form.
 *
 * The table is brought into long form and goes through the import of figures, which accepts or lists every row.
 */
export function createMapFileCommand(ports: MapFilePorts): Command {
  return defineCommand<MapFile>({
    name: mapFileAction.command,
    title: mapFileAction.text,
    about:
      "Takes a table with one figure a row, whatever its headings, and imports it: every row is accepted, or listed with the reason why not.",
    schema: mapFileSchema,
    path: mapFileAction.href,
    resource: async () => mapFileAction.resource,
    form: async ({ today }) => formFor(today),
    run: async (acting, input) => {
      const { started, done } = await start(acting, input);
      await ports.sendRun?.(acting.tx, started.id);
      return done;
    },
  });
}

const text = (name: string) => ({ name, widget: { kind: "text", width: 30 } }) as const;
const choice = (name: string, options: readonly (readonly [string, string])[]) =>
  ({
    name,
    widget: { kind: "select", options: options.map(([value, words]) => ({ value, text: words })) },
  }) as const;

function formFor(today: string): FormModel {
  return {
    title: mapFileAction.text,
    intro:
      "For a table with one figure a row. Say which of its columns is what, by their headings. Try it out first: every row that would be refused is listed with the reason.",
    submit: "Send the table",
    trail: [{ text: "Outcomes", href: "/outcomes" }],
    values: { seen: today, dryRun: "true", periodAs: "text", direction: "neither" },
    fields: [
      { name: "file", widget: { kind: "file", accept: [".csv", ".tsv", ".txt", ".xlsx"] } },
      text("source"),
      { name: "seen", widget: { kind: "date" } },
      { name: "dryRun", widget: { kind: "yes-no" } },
      text("indicator"),
      text("name"),
      text("unit"),
      choice("direction", [
        ["neither", "Neither side"],
        ["lower-better", "Lower is better"],
        ["higher-better", "Higher is better"],
      ]),
      text("code"),
      text("period"),
      choice("periodAs", [
        ["text", "As text: 2024/25, August 2026, 2026 Q1"],
        ["month", "As any day of a month"],
        ["day", "As a single day"],
        ["start", "As first and last day in two columns"],
      ]),
      text("periodEnd"),
      text("value"),
      text("numerator"),
      text("denominator"),
      text("lower"),
      text("upper"),
      text("group"),
      choice("groupKind", [
        ["", "There are no groups"],
        ["ethnicity", "Ethnic groups"],
        ["core20plus5", "Groups of Core20PLUS5"],
        ["deprivation", "Groups by deprivation"],
        ["sex", "Sexes"],
        ["age", "Ages"],
      ]),
      choice("people", [
        ["", "The file does not say"],
        ["resident", "People who live there"],
        ["registered", "Patients registered with practices"],
      ]),
    ],
  };
}

async function start(
  acting: Acting,
  input: MapFile,
): Promise<{ readonly started: ImportRun; readonly done: Done }> {
  const { tx, clock, today, actor } = acting;
  if (input.seen > today)
    throw new Invalid([
      problem("seen", `${input.seen} is still to come. Enter the day on which the figures were seen.`),
    ]);
  const found = checkFileType(input.file.bytes, {
    fileName: input.file.name,
    accept: ["csv", "xlsx", "text"],
  });
  if (!found.ok) throw new Invalid(found.problems.map(({ message }) => problem("file", message)));
  const { lines, rows } = await longForm(input);
  const at = clock.now();
  const started: ImportRun = {
    id: newUuid(millisOf(at)),
    kind: tidyImport.name,
    fileName: input.file.name.replace(/\.[a-z]+$/iu, ".csv"),
    fileSha256: await keepImportFile(tx, { bytes: Buffer.from(lines, "utf8"), mediaType: "text/csv" }),
    dryRun: input.dryRun,
    source: input.source,
    seen: input.seen,
    startedBy: actor.capacity,
    startedAt: at,
    status: "waiting",
    attempts: 0,
    rowsAccepted: 0,
    rowsRefused: 0,
    nextLine: 1,
    notes: [],
  };
  await insertRun(tx, started);
  const taken = `The table was taken with its ${countOf(rows, "row")}`;
  return {
    started,
    done: {
      message: input.dryRun ? `${taken} for a dry run.` : `${taken} and will be imported.`,
      href: `/imports/${started.id}`,
      subject: runRef(started.id),
      entry: importStarted(started, tidyImport),
      json: { run: started.id, rows },
    },
  };
}

/** The table in long form: a row for each of its rows, also for those that cannot be mapped. */
async function longForm(input: MapFile): Promise<{ readonly lines: string; readonly rows: number }> {
  try {
    const mapping = mappingOf(input);
    const table = await openTable(input.file.bytes, { fileName: input.file.name });
    refuseUnknown(mapping, table.columns);
    const parts = [longLine(longColumns)];
    for await (const row of table.rows()) {
      if (parts.length > rowsMost)
        throw new Invalid([
          problem(
            "file",
            `The table has more than ${rowsMost} rows. Bring it in from the command line: concordat figures map.`,
          ),
        ]);
      parts.push(longLine(mapRowWhole(mapping, { cells: row.cells, problem: row.problems[0]?.reason })));
    }
    if (parts.length === 1) throw new Invalid([problem("file", "The table has no rows below its headings.")]);
    return { lines: parts.join(""), rows: parts.length - 1 };
  } catch (error) {
    if (error instanceof ImportRefusal)
      throw new Invalid(error.problems.map(({ message }) => problem("file", message)));
    throw error;
  }
}

/** Names every heading that is not in the file, with those that are. */
function refuseUnknown(mapping: FigureMapping, columns: readonly string[]): void {
  const missing = headingsOf(mapping).filter((one) => !columns.includes(one));
  if (missing.length === 0) return;
  const named = missing.map((one) => `“${one}”`).join(", ");
  const held = columns.map((one) => `“${one}”`).join(", ");
  throw new Invalid([
    problem(
      "file",
      `The file has no column ${named}. It has ${held}. Write the headings as they stand there.`,
    ),
  ]);
}

function problem(field: "file" | "seen", message: string): Problem {
  return { code: "purpose.map-file", field, message };
}
