import {
  Invalid,
  NotFound,
  defineCommand,
  millisOf,
  newUuid,
  type Acting,
  type Command,
  type Done,
  type FormModel,
  type ImportKind,
  type Problem,
  type Sentence,
} from "../../kernel/index.ts";
import {
  ImportRefusal,
  checkFileType,
  importStarted,
  insertRun,
  keepImportFile,
  openMatched,
  runRef,
  type ImportRun,
} from "../../imports/index.ts";
import { importKinds, kindResource, type ImportPorts } from "./ports.ts";
import { startImportSchema, type StartImport } from "./schema.ts";

const endings = [".csv", ".tsv", ".txt", ".xlsx", ".zip"];

/** Takes a file for import: its headings are checked at once, its rows by a worker. */
export function startImport(ports: ImportPorts): Command {
  const find = (name: unknown): ImportKind | undefined =>
    importKinds(ports).find((kind) => kind.name === name);
  return defineCommand<StartImport>({
    name: "app.start-import",
    title: "Import a file",
    about:
      "Takes a file of facts and works through it in the background; every row is applied, or listed with the reason why not.",
    schema: startImportSchema,
    path: "/imports/start/:kind",
    resource: async (_db, input) => {
      const kind = find(input["kind"]);
      return kind && kindResource(kind.name);
    },
    form: async ({ params, today }) => {
      const kind = find(params["kind"]);
      return kind && formFor(kind, today);
    },
    run: async (acting, input) => {
      const kind = find(input.kind);
      if (kind) return await start(ports, acting, { kind, input });
      throw new NotFound("app.import-kind-not-found", {
        message: `Nothing here takes an import of "${input.kind}". What can be imported is listed at /imports.`,
      });
    },
  });
}

function formFor(kind: ImportKind, today: string): FormModel {
  return {
    title: `Import a file: ${kind.title}`,
    intro: introOf(kind),
    submit: "Send the file",
    trail: [{ text: "Imports", href: "/imports" }],
    values: { seen: today, dryRun: "true" },
    fields: [
      { name: "file", widget: { kind: "file", accept: endings } },
      { name: "source", widget: { kind: "text" } },
      { name: "seen", widget: { kind: "date" } },
      { name: "dryRun", widget: { kind: "yes-no" } },
      { name: "table", widget: { kind: "text", width: 20 } },
      { name: "sheet", widget: { kind: "text", width: 20 } },
    ],
  };
}

function introOf(kind: ImportKind): Sentence {
  const heading = (required: boolean): string =>
    kind.columns
      .filter((column) => column.required === required)
      .map((column) => column.name)
      .join(", ");
  const optional = heading(false);
  return [
    `${kind.about} Columns it must have: ${heading(true)}.`,
    optional === "" ? " " : ` Columns it may have: ${optional}. `,
    { text: "An example to begin with", href: `/imports/templates/${kind.name}` },
    ".",
  ];
}

async function start(
  ports: ImportPorts,
  acting: Acting,
  { kind, input }: { readonly kind: ImportKind; readonly input: StartImport },
): Promise<Done> {
  const { tx, clock, today, actor } = acting;
  if (input.seen > today) {
    throw new Invalid([
      {
        code: "app.import-seen-later",
        field: "seen",
        message: `${input.seen} is still to come. Enter the day on which the facts were seen.`,
      },
    ]);
  }
  const mediaType = await checkFile(kind, input);
  const at = clock.now();
  const run: ImportRun = {
    id: newUuid(millisOf(at)),
    kind: kind.name,
    fileName: input.file.name,
    fileSha256: await keepImportFile(tx, { bytes: input.file.bytes, mediaType }),
    ...(input.sheet && { sheet: input.sheet }),
    ...(input.table && { member: input.table }),
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
  await insertRun(tx, run);
  await ports.sendRun(tx, run.id);
  return {
    message: run.dryRun ? "The file was taken for a dry run." : "The file was taken and will be imported.",
    href: `/imports/${run.id}`,
    subject: runRef(run.id),
    entry: importStarted(run, kind),
    json: { run: run.id, fileSha256: run.fileSha256 },
  };
}

/**
 * Refuses at once what no worker could use: other kinds of file, and headings that are not the import's.
 *
 * @throws Invalid with every problem beside the file
 */
async function checkFile(kind: ImportKind, { file, sheet, table }: StartImport): Promise<string> {
  const found = checkFileType(file.bytes, { fileName: file.name, accept: ["csv", "xlsx", "zip", "text"] });
  if (!found.ok) throw new Invalid(found.problems.map(besideFile));
  try {
    const chosen = { ...(sheet && { sheet }), ...(table && { member: table }) };
    await openMatched(file.bytes, kind, { fileName: file.name, ...chosen });
  } catch (error) {
    if (error instanceof ImportRefusal) throw new Invalid(error.problems.map(besideChoice));
    throw error;
  }
  return found.value.mediaType;
}

/** Which table of several is asked beside the field that answers it; everything else is about the file. */
function besideChoice(problem: Problem): Problem {
  const field = choices.get(problem.code);
  return field === undefined ? besideFile(problem) : { code: problem.code, message: problem.message, field };
}

const choices: ReadonlyMap<string, string> = new Map([
  ["imports.zip.several-tables", "table"],
  ["imports.zip.no-such-file", "table"],
  ["imports.xlsx.sheet-not-chosen", "sheet"],
  ["imports.xlsx.no-such-sheet", "sheet"],
]);

function besideFile({ code, message }: Problem): Problem {
  return { code, field: "file", message };
}
