import { readFileSync } from "node:fs";
import { z } from "zod";
import { kebab, type OptionKinds } from "../cli/index.ts";
import { Invalid } from "../kernel/index.ts";

interface Fields {
  readonly properties?: Readonly<Record<string, { readonly type?: unknown }>>;
  readonly required?: readonly string[];
}

/** The options of an act: the fields of its schema, and those that every act has. */
export function actOptions(schema: z.ZodType): OptionKinds {
  const fields = Object.entries(fieldsOf(schema).properties ?? {}).map(
    ([name, { type }]) => [name, isText(type) ? "value" : "either"] as const,
  );
  return { ...Object.fromEntries(fields), input: "value", key: "value", json: "flag" };
}

/** How an act is called, for the help: fields that may be left out stand in brackets. */
export function actUsage(schema: z.ZodType): string {
  const { properties = {}, required = [] } = fieldsOf(schema);
  return Object.keys(properties)
    .map((name) => (required.includes(name) ? `--${kebab(name)} ...` : `[--${kebab(name)} ...]`))
    .join(" ");
}

function fieldsOf(schema: z.ZodType): Fields {
  return z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as Fields;
}

/** Words and numbers need a value; a yes or no may be said by the option alone. */
function isText(type: unknown): boolean {
  return [type].flat().every((one) => one === "string" || one === "integer" || one === "number");
}

/**
 * The fields of an act as JSON, from a file or, for `-`, from standard input.
 *
 * @throws Invalid when it cannot be read, or holds anything but one object
 */
export function readInput(file: string | true | undefined): Readonly<Record<string, unknown>> {
  if (typeof file !== "string") return {};
  const given = parsed(textOf(file), file);
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw problem(`${named(file)} must hold one JSON object with the fields, as in {"slug": "x"}.`);
  return given as Readonly<Record<string, unknown>>;
}

function textOf(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw problem(
      code === "ENOENT" ? `There is no file ${file}.` : `${named(file)} cannot be read (${code}).`,
    );
  }
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const where = error instanceof SyntaxError ? / at position \d+.*$/.exec(error.message)?.[0] : undefined;
    throw problem(`${named(file)} is not JSON: it cannot be read${where ?? " to its end"}.`);
  }
}

function named(file: string): string {
  return file === "-" ? "Standard input" : `The file ${file}`;
}

function problem(message: string): Invalid {
  return new Invalid([{ code: "cli.input", message: `--input: ${message}` }]);
}
