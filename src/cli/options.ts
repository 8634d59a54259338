import { Invalid, type Problem } from "../kernel/index.ts";
import { camel, kebab, type Typed } from "./arguments.ts";

/** What an option takes: a value, nothing, or either. */
type OptionKind = "value" | "flag" | "either";

/** The options of a command by the names of their fields: `endsOn` is typed `--ends-on`. */
export type OptionKinds = Readonly<Record<string, OptionKind>>;

/**
 * Refuses options that a command does not have, and those that came without the value they need.
 *
 * An option that nobody reads is a wish that is not heard: the answer would look as if it were.
 *
 * @throws Invalid with every problem at once
 */
export function checkOptions(options: Typed["options"], kinds: OptionKinds): void {
  const given = Object.entries(options);
  const unknown = given.map(([name]) => name).filter((name) => !Object.hasOwn(kinds, name));
  const problems = [
    ...(unknown.length > 0 ? [{ code: "cli.option", message: unknownSentence(unknown, kinds) }] : []),
    ...given.flatMap(([name, value]) => unfit(name, value, kinds[name])),
  ];
  if (problems.length > 0) throw new Invalid(problems);
}

function unknownSentence(unknown: readonly string[], kinds: OptionKinds): string {
  const known = Object.keys(kinds).map(typed);
  const takes = known.length === 0 ? "this command takes none" : `the options are ${known.join(", ")}`;
  return `There is no option ${unknown.map(typed).join(" and no option ")}; ${takes}.`;
}

function unfit(name: string, value: string | true, kind: OptionKind | undefined): readonly Problem[] {
  if (kind === "value" && value === true)
    return [{ code: "cli.option", message: `${typed(name)} came without its value.` }];
  if (kind === "flag" && value !== true)
    return [{ code: "cli.option", message: `${typed(name)} takes no value; put "${value}" before it.` }];
  return [];
}

function typed(name: string): string {
  return `--${kebab(name)}`;
}

/**
 * The options that a command's usage shows: `ADDRESS --area A [--at YYYY-MM-DD] [--json]` has two with a value and a flag.
 *
 * Not for a usage that ends in dots, which does not show them all.
 */
export function optionsInUsage(usage: string): OptionKinds {
  const shown = usage.matchAll(/--([a-z][a-z0-9-]*)(\s+[^\s[\]-][^\s[\]]*)?/g);
  return Object.fromEntries(
    [...shown].map(([, name = "", value]) => [camel(name), value === undefined ? "flag" : "value"]),
  );
}
