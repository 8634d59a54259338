import { z } from "zod";
import { csvLine, isUuid, type Endpoint } from "../../kernel/index.ts";
import { findRun, readRefused } from "../../imports/index.ts";
import { importKinds, type ImportPorts } from "./ports.ts";

/** What is downloaded around imports: an example of each kind, and every refused row of a run. */
export function importEndpoints(ports: ImportPorts): readonly Endpoint[] {
  return [template(ports), refusedCsv(ports), refusedJson(ports)];
}

function template(ports: ImportPorts): Endpoint {
  return {
    name: "app.import-template",
    method: "GET",
    path: "/imports/templates/:kind",
    about: "A CSV file with the headings of an import and one example row.",
    params: z.object({ kind: z.string().max(100) }),
    answer: async (_asking, { params }) => {
      const kind = importKinds(ports).find((one) => one.name === params["kind"]);
      if (!kind) return undefined;
      const headings = csvLine(kind.columns.map((column) => column.name));
      const example = csvLine(kind.columns.map((column) => column.example));
      return { mediaType: "text/csv; charset=utf-8", body: headings + example, fileName: `${kind.name}.csv` };
    },
  };
}

const refusedCell = z.object({
  line: z.int(),
  field: z.string(),
  code: z.string(),
  reason: z.string(),
  given: z.string(),
});

const runParams = z.object({ id: z.string().refine(isUuid, "This is not the number of an import") });

function refusedCsv(ports: ImportPorts): Endpoint {
  return {
    name: "app.import-refused-csv",
    method: "GET",
    path: "/imports/:id/refused.csv",
    about: "Every refused row of an import as CSV: line, column, value, reason.",
    action: "administer",
    params: runParams,
    answer: async (_asking, { params }) => {
      const run = await findRun(ports.runs, params["id"] ?? "");
      if (!run) return undefined;
      const parts = [csvLine(["line", "column", "value", "reason", "code"])];
      for await (const cells of readRefused(ports.runs, run.id)) {
        parts.push(
          cells.map((cell) => csvLine([cell.line, cell.field, cell.given, cell.reason, cell.code])).join(""),
        );
      }
      return {
        mediaType: "text/csv; charset=utf-8",
        body: parts.join(""),
        fileName: `refused-${run.id}.csv`,
      };
    },
  };
}

function refusedJson(ports: ImportPorts): Endpoint {
  return {
    name: "app.import-refused-json",
    method: "GET",
    path: "/imports/:id/refused.json",
    about: "Every refused row of an import: line, field, value given, reason.",
    action: "administer",
    json: z.object({ items: z.array(refusedCell) }),
    params: runParams,
    answer: async (_asking, { params }) => {
      const run = await findRun(ports.runs, params["id"] ?? "");
      if (!run) return undefined;
      const parts: string[] = [];
      for await (const cells of readRefused(ports.runs, run.id)) {
        const items = cells.map(({ line, field, code, reason, given }) => ({
          line,
          field,
          code,
          reason,
          given,
        }));
        parts.push(JSON.stringify(items).slice(1, -1));
      }
      return { mediaType: "application/json; charset=utf-8", body: `{"items":[${parts.join(",")}]}` };
    },
  };
}
