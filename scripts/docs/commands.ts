import { z } from "zod";
import { kebab } from "../../src/cli/index.ts";
import type { Command, Manifest } from "../../src/kernel/index.ts";

/** Every command with its fields: one schema behind the form, the API and the command line. */
export function commandsPage(manifests: readonly Manifest[]): string {
  const commands = manifests.flatMap((manifest) => manifest.commands ?? []);
  return [
    "# Commands",
    "",
    "Made by `npm run docs`; do not edit. Each is a form at its address, a POST under `/api/`, and words of `concordat`.",
    "",
    ...commands.flatMap(commandLines),
  ].join("\n");
}

function commandLines(command: Command): readonly string[] {
  const { properties = {}, required = [] } = z.toJSONSchema(command.schema, {
    io: "input",
    unrepresentable: "any",
  }) as {
    properties?: Readonly<Record<string, { description?: string; title?: string }>>;
    required?: readonly string[];
  };
  return [
    `## ${command.title}`,
    "",
    `\`${command.name}\`: ${command.about}`,
    "",
    ...(command.path ? [`- form: \`${command.path}\``] : []),
    `- API: \`POST /api/${command.name.replace(".", "/")}\``,
    `- command line: \`concordat ${command.name.replace(".", " ")}\``,
    "",
    ...(Object.keys(properties).length > 0
      ? ["| field | option | needed | what |", "| --- | --- | --- | --- |"]
      : []),
    ...Object.entries(properties).map(
      ([name, shape]) =>
        `| \`${name}\` | \`--${kebab(name)}\` | ${required.includes(name) ? "yes" : "no"} | ${[shape.title, shape.description].filter(Boolean).join(": ").replaceAll("|", "\\|")} |`,
    ),
    "",
  ];
}
