import type { Json } from "../kernel/index.ts";
import { commitmentText } from "./commitment.ts";
import type { Entry } from "./entry.ts";
import { linkText } from "./hash.ts";
import type { LinkParts } from "./hash.ts";

/** A line for a terminal that prints the SHA-256 of a text, in any POSIX shell. */
function hashLine(text: string): string {
  // $(...) and arguments drop trailing line breaks, so a text that ends in one is given to printf in parts.
  const lines = text.split("\n").map((line) => `'${line.replaceAll("'", String.raw`'\''`)}'`);
  const format = lines.map(() => "%s").join(String.raw`\n`);
  return `printf '${format}' ${lines.join(" ")} | sha256sum`;
}

/** The line that prints an entry's hash. */
export function entryProof(canonical: string): string {
  return hashLine(canonical);
}

/** The line that prints the hash of an entry's place in the chain. */
export function linkProof(parts: LinkParts): string {
  return hashLine(linkText(parts));
}

/** The line that prints the commitment which an entry opened; undefined when the entry opens nothing. */
export function openingProof(entry: Entry): string | undefined {
  if (entry.opens === undefined) return undefined;
  const { content, salt } = entry.body as { readonly content: Json; readonly salt: string };

  return hashLine(commitmentText({ content, salt }));
}
