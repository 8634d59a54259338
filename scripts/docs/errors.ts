import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const kinds: Readonly<Record<string, string>> = {
  NotFound: "404",
  NotAllowed: "403",
  NotSignedIn: "401",
  Conflict: "409",
  Gone: "410",
  TooMuch: "413",
  TooOften: "429",
  Unavailable: "503",
  problem: "422",
};

interface Found {
  readonly code: string;
  readonly kind: string;
  readonly file: string;
}

/** Every stable code that a refusal or problem is given, with its status and where it is given. */
export function errorsPage(root: string): string {
  const listed = execFileSync("git", ["ls-files", "-co", "--exclude-standard", "src"], {
    cwd: root,
    encoding: "utf8",
  });
  const files = listed.split("\n").filter((file) => file.endsWith(".ts") && !file.includes(".test."));
  const found = files.flatMap((file) => codesIn(readFileSync(join(root, file), "utf8"), file));
  const byCode = new Map<string, Found>();
  for (const one of found.toSorted((a, b) =>
    a.code < b.code ? -1 : a.code > b.code ? 1 : a.file < b.file ? -1 : 1,
  )) {
    if (!byCode.has(one.code)) byCode.set(one.code, one);
  }
  const rows = [...byCode.values()].map(
    (one) =>
      `| \`${one.code}\` | ${kinds[one.kind] ?? "422"} | ${one.kind === "problem" ? "problem of the input" : one.kind} | ${one.file} |`,
  );
  return [
    "# Error codes",
    "",
    "Made by `npm run docs`; do not edit. The API gives the code in its problem document, a form beside its field. A code keeps its meaning.",
    "",
    "| code | status | kind | given in |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function codesIn(text: string, file: string): readonly Found[] {
  const refusals = [
    ...text.matchAll(
      /new (NotFound|NotAllowed|NotSignedIn|Conflict|Gone|TooMuch|TooOften|Unavailable)\(\s*"([a-z-]+\.[a-z0-9-]+)"/g,
    ),
  ];
  const problems = [...text.matchAll(/code: "([a-z-]+(?:\.[a-z0-9-]+)+)"/g)];
  const supers = [...text.matchAll(/super\("([a-z-]+\.[a-z0-9-]+)"/g)];
  return [
    ...refusals.map((match) => ({ kind: match[1]!, code: match[2]!, file })),
    ...problems.map((match) => ({ kind: "problem", code: match[1]!, file })),
    ...supers.map((match) => ({
      kind: /extends (\w+)/.exec(text)?.[1] ?? "Unavailable",
      code: match[1]!,
      file,
    })),
  ];
}
