import { Invalid } from "../kernel/index.ts";

/** What was typed, taken apart: `place end-organisation --slug x --json` has two words and two options. */
export interface Typed {
  readonly words: readonly string[];
  readonly options: Readonly<Record<string, string | true>>;
}

/**
 * Takes a command line apart: words, and `--name value`, `--name=value` or `--flag`.
 *
 * Option names become the schema's field names: `--ends-on` is `endsOn`.
 *
 * @param flags  options that take no value: what follows one is a word
 * @throws Invalid when an option is given twice, a dash stands alone, or a flag is given a value
 */
export function parseArguments(argv: readonly string[], flags: readonly string[] = []): Typed {
  const words: string[] = [];
  const options: Record<string, string | true> = {};
  for (let at = 0; at < argv.length; at += 1) {
    const part = argv[at]!;
    if (!part.startsWith("--")) {
      words.push(part);
      continue;
    }
    const [name, inline] = splitOption(part);
    if (Object.hasOwn(options, name)) throw problem(`--${kebab(name)} is given twice.`);
    const isFlag = flags.includes(name);
    if (isFlag && inline !== undefined) throw problem(`--${kebab(name)} takes no value.`);
    const next = argv[at + 1];
    if (inline !== undefined) options[name] = inline;
    else if (!isFlag && next !== undefined && !next.startsWith("--")) {
      options[name] = next;
      at += 1;
    } else options[name] = true;
  }
  return { words, options };
}

function splitOption(part: string): readonly [string, string | undefined] {
  const equals = part.indexOf("=");
  const name = part.slice(2, equals < 0 ? undefined : equals);
  if (!/^[a-z][a-zA-Z0-9-]*$/.test(name))
    throw problem(`"${part}" is not an option. Options look like --name value.`);
  return [camel(name), equals < 0 ? undefined : part.slice(equals + 1)];
}

function problem(message: string): Invalid {
  return new Invalid([{ code: "cli.arguments", message }]);
}

/** The field's name of an option: `ends-on` is `endsOn`. */
export function camel(name: string): string {
  return name.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The option's name as it is typed: `endsOn` is `ends-on`. */
export function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
