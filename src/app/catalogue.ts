import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseYaml } from "yaml";
import { z } from "zod";
import { civilDate } from "@concordat/calendar";
import { bases, type DatasetFacts } from "../kernel/index.ts";
import { projectFolder } from "../platform/config.ts";
import { keptReading } from "../platform/kept-reading.ts";
import { parseRules, type FileRule } from "../purpose/index.ts";

const fileShape = z.object({
  key: z.string(),
  file: z.string(),
  title: z.string(),
  about: z.string(),
  module: z.string(),
  publisher: z.string(),
  source: z.string(),
  seen: z.iso.date(),
  basis: z.enum(bases),
  licence: z.string(),
  period: z.string().optional(),
  breaks: z.array(z.string()).optional(),
  columns: z.array(z.object({ name: z.string(), about: z.string(), unit: z.string().optional() })),
  rows: z.int(),
});

/** One file of data/ as its catalogue describes it. */
export type ShippedFile = z.output<typeof fileShape>;

const folder = join(projectFolder, "data");

let catalogue: readonly ShippedFile[] | undefined;

/** Every file that is shipped, from data/catalogue.yaml; parsed once, since the files do not change while we run. */
export function readCatalogue(): readonly ShippedFile[] {
  catalogue ??= keptCatalogue(readDataText("catalogue.yaml"));
  return catalogue;
}

function keptCatalogue(text: string): readonly ShippedFile[] {
  const shape = z.object({ files: z.array(fileShape) });
  return keptReading("catalogue", text, () => shape.parse(parseYaml(text)).files);
}

let rules: readonly FileRule[] | undefined;

/** How the rows of shipped files become observations, from data/purpose/observations.yaml; read once too. */
export function observationRules(): readonly FileRule[] {
  rules ??= keptRules(readDataText("purpose/observations.yaml"));
  return rules;
}

function keptRules(text: string): readonly FileRule[] {
  return keptReading("rules", text, () => parseRules(text));
}

/** The bytes of a shipped file and their hash. */
export function readShipped(file: ShippedFile): { readonly bytes: Buffer; readonly sha256: string } {
  const bytes = readFileSync(join(folder, file.file));
  return { bytes, sha256: createHash("sha256").update(bytes).digest("hex") };
}

/** The rows of a shipped file by column name. */
export function rowsOf(bytes: Buffer): readonly Readonly<Record<string, string>>[] {
  return parseCsv(bytes, { columns: true, bom: true }) as Readonly<Record<string, string>>[];
}

/** A further text of data/, such as the rules that turn files into observations. */
export function readDataText(path: string): string {
  return readFileSync(join(folder, path), "utf8");
}

/** What a module is told about the file it loads. */
export function factsOf(file: ShippedFile): DatasetFacts {
  return {
    key: file.key,
    title: file.title,
    publisher: file.publisher,
    source: file.source,
    seen: civilDate(file.seen),
    basis: file.basis,
    licence: file.licence,
  };
}
